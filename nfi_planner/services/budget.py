"""Entering the budget: an amount in a table of totals, a line for a plan. Each function returns the act."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import new_id
from nfi_planner.models.figures import Measure
from nfi_planner.models.order import key_between
from nfi_planner.models.roadmap import FundingLine
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import sheets


def new_line(snapshot: Snapshot, plan: str, **values: Any) -> FundingLine:
    """Return a new line of a plan: its year is that of the plan's last line, else the first of the period."""
    lines = snapshot.children(FundingLine, plan)
    start = lookups.roadmap(snapshot).period_start
    year = lines[-1].year if lines else start.year if start else None
    return FundingLine(**{"id": new_id(), "choice_id": plan, "year": year} | values)


def set_amount(
    snapshot: Snapshot, lines: Sequence[FundingLine], measure: Measure, value: int | None, **spot: Any
) -> ChangeSet:
    """Set the amount of a cell behind which one line stands, or none: then one is made with the fields of the spot.

    Raises ValueError with a French sentence when several lines stand there, or no plan is known for a new one.
    """
    if len(lines) > 1:
        raise ValueError(f"{len(lines)} lignes s’additionnent ici : saisissez le montant dans leur tableau.")
    if lines:
        return sheets.edit(snapshot, lines[0], typing=True, **{measure: value})
    if value is None:
        return ChangeSet("", ())
    plan = spot.pop("choice_id", "")
    if not plan:
        raise ValueError("Aucune ligne ici : ajoutez-la dans le tableau des lignes, où se dit le plan.")
    return sheets.add_row(snapshot, new_line(snapshot, plan, **spot, **{measure: value}))


def move_to_plan(snapshot: Snapshot, line: FundingLine, plan: str) -> ChangeSet:
    """Give a line to another plan, at the end of its lines; nothing when it is there already."""
    current = snapshot.get(FundingLine, line.id)
    if current is None or current.choice_id == plan:
        return ChangeSet("", ())
    siblings = snapshot.children(FundingLine, plan)
    last = siblings[-1].position if siblings else ""
    moved = replace(current, choice_id=plan, position=key_between(last, ""))
    return change_set(
        f"Passer une ligne de financement à « {sheets.describe(snapshot, moved)} »", [Change(current, moved)]
    )
