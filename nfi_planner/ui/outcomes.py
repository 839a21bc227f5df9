"""What an act took away, in one sentence of the past participle; the toast says it and offers to undo."""

from collections.abc import Callable, Sequence
from typing import Any

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.entity import Entity, field_types, label
from nfi_planner.models.roadmap import (
    SHEET_TABLES,
    Action,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Lead,
    Partner,
    Roadmap,
    Status,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import plural, typeset

_ROWS: dict[type[Entity], tuple[str, str, bool]] = {  # one, several, feminine
    Action: ("action", "actions", True),
    FundingLine: ("ligne de financement", "lignes de financement", True),
    Indicator: ("indicateur", "indicateurs", False),
    Partner: ("partenaire", "partenaires", False),
    FactoryCandidate: ("candidate", "candidates", True),
}
_OF_A_SHEET = (Choice, Lead, *SHEET_TABLES)
_NOT_ENTERED = {"id", "position", "choice_id"}


def sentence(act: ChangeSet, after: Snapshot) -> str:
    """Return what an act took out of the document, "" for one that took nothing out.

    What is added, typed over, chosen, moved or edited takes nothing out; what is replaced by nothing is gone, and so is
    what something was pasted over. ``after`` is the document after the act.
    """
    if act.typing and not any(_lost(change) for change in act.changes):
        return ""
    for look in (_values_gone,) if act.pasted else _LOOKS:
        if said := look(act, after):
            return typeset(said[0].upper() + said[1:])
    return ""


def _taken_out(act: ChangeSet, after: Snapshot) -> str:
    """« Robotique » retiré du rang 1."""
    del after
    pairs = [(c.before, c.after) for c in act.changes if isinstance(c.before, Choice) and isinstance(c.after, Choice)]
    gone = [(b, a) for b, a in pairs if a.rank is None and b.status not in {a.status, Status.NOT_KEPT}]
    if not gone:
        return ""
    ranks = {before.rank for before, _ in gone}
    rank = ranks.pop() if len(ranks) == 1 else None
    many = len(gone) > 1
    names = _names([before.plan.short_title for before, _ in gone], "plans")
    if ranks or rank is not None:
        said = f"{names} {_agreed('retiré', many=many)} du {rank.label if rank else 'choix'}"
        studied = all(a.status is Status.STUDIED for _, a in gone)
        return f"{said} et {_agreed('mis', many=False)} à l’étude" if studied else said
    return f"{names} {'ne sont' if many else 'n’est'} plus à l’étude"


def _emptied(act: ChangeSet, after: Snapshot) -> str:
    """Fiche « Chimie verte » vidée: nothing is left of a sheet from which more than one thing is gone."""
    gone: dict[str, set[tuple[type[Entity], str]]] = {}
    for change in act.changes:
        if isinstance(change.before, _OF_A_SHEET):
            names = _lost(change) if isinstance(change.before, Choice) else [""] * (change.after is None)
            gone.setdefault(_plan_of(change.before), set()).update((change.table, name) for name in names)
    plans = [plan for plan, things in gone.items() if len(things) > 1 and _is_bare(after, plan)]
    if not plans:
        return ""
    many = len(plans) > 1
    titles = [lookups.choice(after, plan).plan.short_title for plan in plans]
    noun = "" if len(plans) > 2 else "fiches " if many else "fiche "
    return f"{noun}{_names(titles, 'fiches')} {_agreed('vidé', feminine=True, many=many)}"


def _is_bare(after: Snapshot, plan: str) -> bool:
    """Whether nothing stands in a plan's sheet."""
    texts = _values(lookups.choice(after, plan)).keys() - {"status"}
    rows = any(after.children(table, plan) for table in SHEET_TABLES)
    return not texts and not rows and lookups.lead(after, plan) is None


def _lead_removed(act: ChangeSet, after: Snapshot) -> str:
    """Chef de projet « Hélène Marchal » retiré — « Chimie verte »."""
    leads = [row for row in _removed(act) if isinstance(row, Lead)]
    if len(leads) != 1:
        return f"{len(leads)} chefs de projet retirés" if leads else ""
    name = f" « {leads[0].full_name} »" if leads[0].full_name else ""
    return f"chef de projet{name} retiré — {_title(after, leads[0].id)}"


def _rows_removed(act: ChangeSet, after: Snapshot) -> str:
    """3 actions supprimées — « Chimie verte »."""
    rows = [row for row in _removed(act) if type(row) in _ROWS]
    if not rows:
        return ""
    one, several, feminine = _ROWS[type(rows[0])]
    if len({type(row) for row in rows}) > 1:
        one, several, feminine = "ligne", "lignes", True
    removed = _agreed("supprimé", feminine=feminine, many=len(rows) > 1)
    name = _name(rows[0], act, after)
    what = plural(len(rows), one, several) if len(rows) > 1 else f"{one} « {name} »" if name else f"{one} sans nom"
    plans = {_plan_of(row) for row in rows} - {""}
    where = f" — {_title(after, plans.pop())}" if len(plans) == 1 else ""
    return f"{what} {removed}{where}"


def _firm_replaced(act: ChangeSet, after: Snapshot) -> str:
    """Entreprise « Biosourcés » remplacée par « Solvants » — « Chimie verte »."""
    for change in act.changes:
        before, now = change.before, change.after
        if not isinstance(before, Lead | FactoryCandidate) or not isinstance(now, Lead | FactoryCandidate):
            continue
        old, new = _firm(before.company_id, act, after), _firm(now.company_id, act, after)
        if old and before.company_id != now.company_id:
            done = f"remplacée par « {new} »" if new else "retirée"
            where = _title(after, now.id) if isinstance(now, Lead) else "« Usine du futur »"
            return f"entreprise « {old} » {done} — {where}"
    return ""


def _logo_gone(act: ChangeSet, after: Snapshot) -> str:
    del after
    for change in act.changes:
        before, now = change.before, change.after
        if isinstance(before, Roadmap) and isinstance(now, Roadmap) and before.logo and before.logo != now.logo:
            return "logo remplacé" if now.logo else "logo retiré"
    return ""


def _deselected(act: ChangeSet, after: Snapshot) -> str:
    """« Fonderie des Trois-Boucles » n’est plus retenue."""
    gone = [
        change.before
        for change in act.changes
        if isinstance(change.before, FactoryCandidate)
        and isinstance(change.after, FactoryCandidate)
        and change.before.selected
        and not change.after.selected
    ]
    if len(gone) > 1:
        return f"{len(gone)} entreprises ne sont plus retenues"
    return f"« {_firm(gone[0].company_id, act, after) or 'Une entreprise'} » n’est plus retenue" if gone else ""


def _undated(act: ChangeSet, after: Snapshot) -> str:
    """Dates de l’action « Étudier » ôtées — « Chimie verte »."""
    if len(act.changes) != 1 or not isinstance(before := act.changes[0].before, Action):
        return ""
    lost = set(_lost(act.changes[0]))
    if not lost or lost != {name for name in ("start", "end") if getattr(before, name)}:
        return ""
    what = "date du jalon" if before.milestone else "dates de l’action" if len(lost) > 1 else "date de l’action"
    name = f" « {before.title} »" if before.title else ""
    return f"{what}{name} {_agreed('ôté', feminine=True, many=len(lost) > 1)} — {_title(after, before.choice_id)}"


def _values_gone(act: ChangeSet, after: Snapshot) -> str:
    """3 valeurs effacées — « Chimie verte »: whatever none of the others has a sentence for."""
    gone = [(change, name) for change in act.changes for name in _lost(change)]
    over = [(change, name) for change in act.changes for name in _written_over(change)] if act.pasted else []
    plans = {_plan_of(change.before) for change, _ in (*gone, *over) if change.before is not None}
    where = f" — {_title(after, plan)}" if len(plans) == 1 and (plan := plans.pop()) else ""
    if len(gone) + len(over) == 1:
        change, name = (gone or over)[0]
        what = label(change.table, name.partition("/")[0])
        return f"contenu de « {what} » {'effacé' if gone else 'remplacé'}{where}"
    said = [_counted(len(gone), "effacée", "valeur"), _counted(len(over), "remplacée", "" if gone else "valeur")]
    return f"{' et '.join(filter(None, said))}{where}" if gone or over else ""


def _counted(count: int, participle: str, noun: str) -> str:
    words = f"{noun} {participle}".strip()
    return plural(count, words, words.replace(" ", "s ") + "s") if count else ""


_Look = Callable[[ChangeSet, Snapshot], str]
_LOOKS: tuple[_Look, ...] = (  # the first that has something to say says it
    _taken_out,
    _emptied,
    _lead_removed,
    _rows_removed,
    _firm_replaced,
    _logo_gone,
    _deselected,
    _undated,
    _values_gone,
)


# -- what is gone ------------------------------------------------------------------------------------------------------


def _values(row: Entity | None) -> dict[str, Any]:
    """What was entered in a row, by field; each target of an indicator for itself. A yes or no is no loss."""
    found: dict[str, Any] = {}
    for name in field_types(type(row)) if row is not None else ():
        value = getattr(row, name)
        if isinstance(value, tuple):
            found |= {f"{name}/{target.year}": target.value for target in value}
        elif name not in _NOT_ENTERED and not isinstance(value, bool) and value not in (None, "", b""):
            found[name] = value
    return found


def _lost(change: Change) -> list[str]:
    """The fields of a row that is still there, in which something stood and nothing does now."""
    if change.after is None:
        return []
    now = _values(change.after)
    return [name for name in _values(change.before) if name not in now]


def _written_over(change: Change) -> list[str]:
    """The fields in which something else stands now."""
    now = _values(change.after)
    return [name for name, value in _values(change.before).items() if name in now and now[name] != value]


def _removed(act: ChangeSet) -> list[Entity]:
    return [change.before for change in act.changes if change.before is not None and change.after is None]


def _plan_of(row: Entity) -> str:
    """The plan whose sheet the row is on; "" for one that is on none."""
    return row.id if isinstance(row, Choice | Lead) else str(getattr(row, row.PARENT)) if row.PARENT else ""


def _title(after: Snapshot, plan: str) -> str:
    return f"« {lookups.choice(after, plan).plan.short_title} »"


def _name(row: Entity, act: ChangeSet, after: Snapshot) -> str:
    if isinstance(row, Action):
        return row.title
    if isinstance(row, FundingLine):
        return row.detail or row.source.label
    if isinstance(row, FactoryCandidate):
        return _firm(row.company_id, act, after)
    return row.name if isinstance(row, Indicator | Partner) else ""


def _firm(company_id: str | None, act: ChangeSet, after: Snapshot) -> str:
    """A firm's name, also when the act removed it."""
    removed = {row.id: row for row in _removed(act) if isinstance(row, Company)}
    company = after.get(Company, company_id) or removed.get(company_id or "")
    return company.name if company else ""


def _names(names: Sequence[str], several: str) -> str:
    if len(names) > 2:
        return f"{len(names)} {several}"
    return " et ".join(f"« {name} »" for name in names)


def _agreed(participle: str, *, feminine: bool = False, many: bool) -> str:
    """The participle with its e and its s; « mis » has its s already."""
    return participle + "e" * feminine + "s" * (many and not participle.endswith("s"))
