"""Filling a document: fields, rows of a sheet, leads, firms, candidates. Each function returns the act."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import Entity, label, new_id
from nfi_planner.models.order import key_between, keys_between
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
    SheetRow,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import clean, fold, typeset

R = TypeVar("R", bound=Entity)
_ROW_NAMES: dict[type[Entity], str] = {
    Action: "une action",
    FundingLine: "une ligne de financement",
    Indicator: "un indicateur",
    Partner: "un partenaire",
    FactoryCandidate: "une candidate à « Usine du futur »",
}
_NUMBERS = {"siren", "siret"}  # often copied in groups of three digits, with any kind of blank


def edit(snapshot: Snapshot, row: Entity, *, typing: bool = False, **values: Any) -> ChangeSet:
    """Set fields of a row that is in the document. Text is cleaned of control characters and outer blanks.

    ``typing`` says that the user is typing in a field: what comes next there may share the journal line.
    """
    current = snapshot.get(type(row), row.id)
    if current is None:
        return ChangeSet("", ())
    changed = replace(current, **_cleaned(values))
    names = " et ".join(label(type(row), name) for name in values)
    changes = _and_orphans(snapshot, [Change(current, changed)])
    return change_set(f"Modifier « {names} » — {describe(snapshot, row)}", changes, typing=typing)


def describe(snapshot: Snapshot, row: Entity) -> str:
    """Return what a row is about, for a label: the plan's short title, the firm's name…"""
    if isinstance(row, Choice | Lead):
        return lookups.choice(snapshot, row.id).plan.short_title
    if isinstance(row, Action | FundingLine | Indicator | Partner):
        return lookups.choice(snapshot, row.choice_id).plan.short_title
    if isinstance(row, Company):
        return row.name or "entreprise"
    if isinstance(row, FactoryCandidate):
        company = snapshot.get(Company, row.company_id)
        return company.name if company and company.name else "Usine du futur"
    return "feuille de route" if isinstance(row, Roadmap) else "document"


def add_row(snapshot: Snapshot, row: SheetRow | FactoryCandidate) -> ChangeSet:
    """Add a row at the end of its list; its place is set here, and its text is cleaned."""
    return add_rows(snapshot, [row])


def add_rows(snapshot: Snapshot, rows: Sequence[SheetRow | FactoryCandidate]) -> ChangeSet:
    """Add rows at the end of one list; their places are set here, and their text is cleaned."""
    siblings = _siblings(snapshot, rows[0])
    keys = keys_between(siblings[-1].position if siblings else "", "", len(rows))
    changes = []
    for row, key in zip(rows, keys, strict=True):
        values = _cleaned({f.name: getattr(row, f.name) for f in fields(row)})
        changes.append(Change(None, replace(row, **values | {"position": key})))
    what = _ROW_NAMES[type(rows[0])] if len(rows) == 1 else f"{len(rows)} lignes"
    return change_set(f"Ajouter {what} — {describe(snapshot, rows[0])}", changes)


def remove_rows(snapshot: Snapshot, rows: Sequence[SheetRow | FactoryCandidate]) -> ChangeSet:
    """Remove rows of one list; those that aren't in the document any more are left out."""
    current = [found for row in rows if (found := snapshot.get(type(row), row.id)) is not None]
    if not current:
        return ChangeSet("", ())
    what = _ROW_NAMES[type(current[0])] if len(current) == 1 else f"{len(current)} lignes"
    changes = _and_orphans(snapshot, [Change(row, None) for row in current])
    return change_set(f"Supprimer {what} — {describe(snapshot, current[0])}", changes)


def move_row(snapshot: Snapshot, row: SheetRow | FactoryCandidate, step: int) -> ChangeSet:
    """Move a row up (-1) or down (+1) in its list; nothing at an end, or for a row that is gone."""
    siblings = list(_siblings(snapshot, row))
    index = next((i for i, sibling in enumerate(siblings) if sibling.id == row.id), None)
    if index is None or not 0 <= (target := index + step) < len(siblings):
        return ChangeSet("", ())
    row = siblings[index]
    others = siblings[:index] + siblings[index + 1 :]
    low = others[target - 1].position if target else ""
    high = others[target].position if target < len(others) else ""
    return change_set(
        f"Déplacer {_ROW_NAMES[type(row)]} — {describe(snapshot, row)}",
        [Change(row, replace(row, position=key_between(low, high)))],
    )


def _siblings(snapshot: Snapshot, row: SheetRow | FactoryCandidate) -> Sequence[SheetRow | FactoryCandidate]:
    if isinstance(row, FactoryCandidate):
        return snapshot.all(FactoryCandidate)
    return snapshot.children(type(row), row.choice_id)


def edit_lead(snapshot: Snapshot, plan: int | str, *, typing: bool = False, **values: Any) -> ChangeSet:
    """Set fields of a plan's lead; the row is made by the first one."""
    lead = lookups.lead(snapshot, plan)
    if lead is not None:
        return edit(snapshot, lead, typing=typing, **values)
    bare = Lead(id=str(plan))
    added = replace(bare, **_cleaned(values))
    if added == bare:
        return ChangeSet("", ())
    return change_set(f"Nommer un chef de projet — {describe(snapshot, bare)}", [Change(None, added)])


def edit_lead_company(snapshot: Snapshot, plan: int | str, *, typing: bool = False, **values: Any) -> ChangeSet:
    """Set fields of the firm of a plan's lead; the firm, and the lead, are made by the first one."""
    lead = lookups.lead(snapshot, plan)
    company = lookups.lead_company(snapshot, lead)
    if company is not None:
        return edit(snapshot, company, typing=typing, **values)
    company = replace(Company(id=new_id()), **_cleaned(values))
    bare = lead or Lead(id=str(plan))
    return change_set(
        f"Saisir l’entreprise du chef de projet — {describe(snapshot, bare)}",
        [Change(None, company), Change(lead, replace(bare, company_id=company.id))],
    )


def new_lead_company(snapshot: Snapshot, plan: int | str, name: str) -> ChangeSet:
    """Enter a new firm for the plan's lead; the firm it had stays in the document if anything is known of it."""
    lead = lookups.lead(snapshot, plan)
    bare = lead or Lead(id=str(plan))
    company = Company(id=new_id(), name=clean(name))
    changes = [Change(None, company), Change(lead, replace(bare, company_id=company.id))]
    return change_set(f"Saisir une entreprise — {company.name}", _and_orphans(snapshot, changes))


def edit_candidate_company(
    snapshot: Snapshot, candidate: FactoryCandidate, *, typing: bool = False, **values: Any
) -> ChangeSet:
    """Set fields of a candidate's firm; the firm is made by the first one."""
    candidate = snapshot.get(FactoryCandidate, candidate.id) or candidate
    company = snapshot.get(Company, candidate.company_id)
    if company is not None:
        return edit(snapshot, company, typing=typing, **values)
    company = replace(Company(id=new_id()), **_cleaned(values))
    return change_set(
        f"Saisir une entreprise — {company.name or 'Usine du futur'}",
        [Change(None, company), Change(candidate, replace(candidate, company_id=company.id))],
    )


def company_named(snapshot: Snapshot, name: str, where: str) -> Company | None:
    """Return the firm of the document by that name, whatever its case and accents, or None.

    ValueError with a French sentence when there are several; ``where`` says where one chooses among them.
    """
    folded = fold(name)
    known = [firm for firm in snapshot.all(Company) if folded and fold(firm.name) == folded]
    if len(known) > 1:
        raise ValueError(typeset(f"Plusieurs entreprises s’appellent « {name} » : choisissez {where}."))
    return known[0] if known else None


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _clean(name, value) if type(value) is str else value for name, value in values.items()}


def _clean(field: str, text: str) -> str:
    return "".join(clean(text).split()) if field in _NUMBERS else clean(text)


def clear_sheet(snapshot: Snapshot, *plans: int | str) -> ChangeSet:
    """« Vider la fiche »: texts, lead and rows of each of these plans go; its status stays."""
    choices = [lookups.choice(snapshot, plan) for plan in dict.fromkeys(map(str, plans))]
    changes = [change for choice in choices for change in _cleared(snapshot, choice)]
    what = f"Vider {len(choices)} fiches" if len(choices) > 1 else "Vider la fiche"
    about = " et ".join(choice.plan.short_title for choice in choices) if len(choices) <= 2 else "choix des plans"
    return change_set(f"{what} — {about}", _and_orphans(snapshot, changes))


def _cleared(snapshot: Snapshot, choice: Choice) -> Iterator[Change]:
    kept = {"id", "status", "position"}
    blank: dict[str, Any] = {f.name: "" for f in fields(choice) if f.name not in kept}
    yield Change(choice, replace(choice, **blank))
    for table in SHEET_TABLES:
        yield from (Change(row, None) for row in snapshot.children(table, choice.id))
    if (lead := lookups.lead(snapshot, choice.id)) is not None:
        yield Change(lead, None)


def _and_orphans(snapshot: Snapshot, changes: list[Change]) -> list[Change]:
    """Return the changes, and the removal of the firms they take the last use of away.

    A firm of which more than the name is known stays: it can be found again for another plan.
    """
    left = {_firm(c.before) for c in changes} - {_firm(c.after) for c in changes}
    if not left:  # most acts
        return changes
    after = snapshot.apply(ChangeSet("", tuple(changes)))
    used = {_firm(row) for table in (Lead, FactoryCandidate) for row in after.all(table)}
    firms = (snapshot.get(Company, company_id) for company_id in left - used)
    return changes + [Change(firm, None) for firm in firms if firm is not None and firm.only_named]


def _firm(row: Entity | None) -> str | None:
    return row.company_id if isinstance(row, Lead | FactoryCandidate) else None
