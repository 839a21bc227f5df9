"""What an act took away, in one sentence of the past participle; the toast says it and offers to undo."""

from collections.abc import Callable, Sequence
from dataclasses import fields

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.entity import Entity
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


def sentence(act: ChangeSet, after: Snapshot) -> str:
    """Return what an act took out of the document, "" for one that took nothing out.

    What one types over, chooses, moves or edits takes nothing out. ``after`` is the document after the act.
    """
    if act.typing:
        return ""
    for look in _LOOKS:
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
    """Fiche « Chimie verte » vidée."""
    emptied = [c.before for c in act.changes if isinstance(c.before, Choice) and _lost_text(c)]
    removed = _removed(act)
    kinds = {type(row) for row in removed} & {Lead, *SHEET_TABLES}
    if not emptied and len(kinds) < 2:
        return ""
    choice = emptied[0] if emptied else lookups.choice(after, _plan_of(next(r for r in removed if type(r) in kinds)))
    return f"fiche « {choice.plan.short_title} » vidée"


def _lost_text(change: Change) -> bool:
    """Whether texts of a choice are gone, and nothing else of it changed."""
    texts = [f.name for f in fields(Choice) if f.name not in {"id", "status", "position"}]
    changed = change.changed_fields()
    return set(changed) <= set(texts) and not any(getattr(change.after, name) for name in changed)


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


def _logo_removed(act: ChangeSet, after: Snapshot) -> str:
    del after
    rows = [(c.before, c.after) for c in act.changes if isinstance(c.before, Roadmap) and isinstance(c.after, Roadmap)]
    return "logo retiré" if any(before.logo and not now.logo for before, now in rows) else ""


_Look = Callable[[ChangeSet, Snapshot], str]
_LOOKS: tuple[_Look, ...] = (_taken_out, _emptied, _lead_removed, _rows_removed, _firm_replaced, _logo_removed)


def _removed(act: ChangeSet) -> list[Entity]:
    return [change.before for change in act.changes if change.before is not None and change.after is None]


def _plan_of(row: Entity) -> str:
    """The plan whose sheet the row is on; "" for one that is on none."""
    return row.id if isinstance(row, Lead) else str(getattr(row, row.PARENT)) if row.PARENT else ""


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
