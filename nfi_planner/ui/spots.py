"""Which page shows a spot of the document, and where an act changed something."""

from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.roadmap import Choice, FactoryCandidate, Lead, Roadmap
from nfi_planner.models.rules import Where

_ARRANGING = {"status", "position"}  # the fields of a choice that its page shows


def page_of(where: Where) -> str:
    """Return the key of the page that shows a spot."""
    if where.table == Choice.TABLE and (not where.id or where.field in _ARRANGING):
        return "choices"
    return {Roadmap.TABLE: "document", FactoryCandidate.TABLE: "factory"}.get(where.table, "sheets")


def of_act(act: ChangeSet) -> Where | None:
    """Return where an act changed something first; None for what no page shows by itself, as a firm."""
    tables = {Choice.TABLE, Lead.TABLE, Roadmap.TABLE, FactoryCandidate.TABLE}
    for change in act.changes:
        if change.table.TABLE in tables or _parent(change):
            return Where(change.table.TABLE, change.id, change.changed_fields()[0])
    return None


def plan_of(where: Where, act: ChangeSet) -> str:
    """Return the plan whose sheet shows that spot, "" when no sheet does."""
    if where.table in {Choice.TABLE, Lead.TABLE}:
        return where.id
    return next((_parent(change) for change in act.changes if change.id == where.id), "")


def _parent(change: Change) -> str:
    row = change.after if change.after is not None else change.before
    return str(getattr(row, change.table.PARENT)) if change.table.PARENT else ""
