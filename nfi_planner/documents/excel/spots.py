"""Where a finding points to, in words that a reader of the workbook can follow."""

from nfi_planner.models import lookups
from nfi_planner.models.entity import label
from nfi_planner.models.roadmap import SHEET_TABLES, Action, Choice, Company, FactoryCandidate, Lead, Rank, Roadmap
from nfi_planner.models.rules import Where
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import typeset

_LISTS = {"action": "actions", "funding_line": "financement", "indicator": "indicateurs", "partner": "partenaires"}
_ENTITIES = (Roadmap, Choice, Lead, FactoryCandidate, *SHEET_TABLES)


def spot(snapshot: Snapshot, where: Where) -> str:
    """Return e.g. « Plan 18, Chimie verte et biocarburants – chef de projet : effectif »."""
    owner, part = _owner(snapshot, where)
    field = _field(where)
    tail = " : ".join(word for word in (part, field) if word)
    return typeset(f"{owner} – {tail}" if tail else owner)


def _owner(snapshot: Snapshot, where: Where) -> tuple[str, str]:
    """What the row is about, and the part of the sheet it stands in."""
    if where.table == FactoryCandidate.TABLE:
        row = snapshot.get(FactoryCandidate, where.id)
        company = snapshot.get(Company, row.company_id) if row else None
        return "Usine du futur", company.name if company else ""
    if where.table == Choice.TABLE:
        return (_plan(snapshot, where.id), "") if where.id else ("Choix des plans", "")
    if where.table == Lead.TABLE:
        return _plan(snapshot, where.id), "chef de projet"
    for table in SHEET_TABLES:
        line = snapshot.get(table, where.id) if where.table == table.TABLE else None
        if line is not None:
            named = f"action « {line.title} »" if isinstance(line, Action) and line.title else _LISTS[where.table]
            return _plan(snapshot, line.choice_id), named
    return "Feuille de route", ""


def _plan(snapshot: Snapshot, number: str) -> str:
    plan = lookups.choice(snapshot, number).plan
    return f"Plan {plan.number}, {plan.title}"


def _field(where: Where) -> str:
    """The field's label; a list of the sheet or a rank when the finding points to one."""
    if where.field in _LISTS:
        return _LISTS[where.field]
    if where.field.upper() in Rank.__members__:
        return Rank[where.field.upper()].label
    if where.field == "company_name":
        return label(Company, "name")
    entity = next((e for e in _ENTITIES if where.table == e.TABLE), Roadmap)
    for owner in (entity, Company):
        if (words := label(owner, where.field)) != where.field:
            return words
    return ""
