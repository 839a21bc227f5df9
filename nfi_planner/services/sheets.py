"""Filling a document: fields, rows of a sheet, leads, firms, candidates. Each function returns the act."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import Entity, label, new_id
from nfi_planner.models.order import key_between
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
from nfi_planner.support.french import clean

R = TypeVar("R", bound=Entity)
_ROW_NAMES: dict[type[Entity], str] = {
    Action: "une action",
    FundingLine: "une ligne de financement",
    Indicator: "un indicateur",
    Partner: "un partenaire",
    FactoryCandidate: "une candidate à « Usine du futur »",
}


def edit(snapshot: Snapshot, row: Entity, **values: Any) -> ChangeSet:
    """Set fields of a row that is in the document. Text is cleaned of control characters and outer blanks."""
    current = snapshot.get(type(row), row.id)
    if current is None:
        return ChangeSet("", ())
    changed = replace(current, **_cleaned(values))
    names = " et ".join(label(type(row), name) for name in values)
    text = any(type(value) is str for value in values.values())
    return change_set(f"Modifier « {names} » — {describe(snapshot, row)}", [Change(current, changed)], typing=text)


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
    siblings = _siblings(snapshot, row)
    last = siblings[-1].position if siblings else ""
    values = _cleaned({f.name: getattr(row, f.name) for f in fields(row)})
    placed = replace(row, **values | {"position": key_between(last, "")})
    return change_set(f"Ajouter {_ROW_NAMES[type(row)]} — {describe(snapshot, row)}", [Change(None, placed)])


def remove_rows(snapshot: Snapshot, rows: Sequence[SheetRow | FactoryCandidate]) -> ChangeSet:
    """Remove rows of one list; those that aren't in the document any more are left out."""
    current = [found for row in rows if (found := snapshot.get(type(row), row.id)) is not None]
    if not current:
        return ChangeSet("", ())
    what = _ROW_NAMES[type(current[0])] if len(current) == 1 else f"{len(current)} lignes"
    return change_set(f"Supprimer {what} — {describe(snapshot, current[0])}", (Change(row, None) for row in current))


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


def edit_lead(snapshot: Snapshot, plan: int | str, **values: Any) -> ChangeSet:
    """Set fields of a plan's lead; the row is made by the first one."""
    return _edit_or_add(snapshot, lookups.lead(snapshot, plan) or Lead(id=str(plan)), values)


def edit_lead_company(snapshot: Snapshot, plan: int | str, **values: Any) -> ChangeSet:
    """Set fields of the firm of a plan's lead; the firm, and the lead, are made by the first one."""
    lead = lookups.lead(snapshot, plan)
    company = lookups.lead_company(snapshot, lead)
    if company is not None:
        return edit(snapshot, company, **values)
    company = replace(Company(id=new_id()), **_cleaned(values))
    bare = lead or Lead(id=str(plan))
    return change_set(
        f"Saisir l’entreprise du chef de projet — {describe(snapshot, bare)}",
        [Change(None, company), Change(lead, replace(bare, company_id=company.id))],
    )


def new_lead_company(snapshot: Snapshot, plan: int | str, name: str) -> ChangeSet:
    """Enter a new firm for the plan's lead; the firm it had stays in the document."""
    lead = lookups.lead(snapshot, plan)
    bare = lead or Lead(id=str(plan))
    company = Company(id=new_id(), name=clean(name))
    return change_set(
        f"Saisir une entreprise — {company.name}",
        [Change(None, company), Change(lead, replace(bare, company_id=company.id))],
    )


def edit_candidate_company(snapshot: Snapshot, candidate: FactoryCandidate, **values: Any) -> ChangeSet:
    """Set fields of a candidate's firm; the firm is made by the first one."""
    candidate = snapshot.get(FactoryCandidate, candidate.id) or candidate
    company = snapshot.get(Company, candidate.company_id)
    if company is not None:
        return edit(snapshot, company, **values)
    company = replace(Company(id=new_id()), **_cleaned(values))
    return change_set(
        f"Saisir une entreprise — {company.name or 'Usine du futur'}",
        [Change(None, company), Change(candidate, replace(candidate, company_id=company.id))],
    )


def _edit_or_add(snapshot: Snapshot, row: Lead, values: dict[str, Any]) -> ChangeSet:
    if snapshot.get(Lead, row.id) is not None:
        return edit(snapshot, row, **values)
    added = replace(row, **_cleaned(values))
    if added == row:
        return ChangeSet("", ())
    return change_set(f"Nommer un chef de projet — {describe(snapshot, row)}", [Change(None, added)])


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    return {name: clean(value) if type(value) is str else value for name, value in values.items()}


def clear_sheet(snapshot: Snapshot, plan: int | str) -> ChangeSet:
    """« Vider la fiche »: texts, lead and rows of a plan go; its status stays."""
    choice = lookups.choice(snapshot, plan)
    kept = {"id", "status", "position"}
    blank: dict[str, Any] = {f.name: "" for f in fields(choice) if f.name not in kept}
    bare = replace(choice, **blank)
    rows: list[Entity] = [row for table in SHEET_TABLES for row in snapshot.children(table, choice.id)]
    lead = lookups.lead(snapshot, plan)
    if lead is not None:
        rows.append(lead)
    return change_set(
        f"Vider la fiche — {choice.plan.short_title}",
        [Change(choice, bare), *(Change(row, None) for row in rows)],
    )
