"""What one asks a roadmap: who is chosen, who leads, what a sheet holds."""

from typing import TypeVar

from nfi_planner.models import catalogue
from nfi_planner.models.roadmap import ROADMAP_ID as _ROADMAP_ID
from nfi_planner.models.roadmap import Choice, Company, FactoryCandidate, Lead, Rank, Roadmap, SheetRow, Status
from nfi_planner.models.snapshot import Snapshot

R = TypeVar("R", bound=SheetRow)


def roadmap(snapshot: Snapshot) -> Roadmap:
    """Return the document's one roadmap row."""
    return snapshot.get(Roadmap, _ROADMAP_ID) or Roadmap()


def choice(snapshot: Snapshot, plan: int | str) -> Choice:
    """Return what the region decided about a plan; KnownError for a plan that can't be picked."""
    return snapshot.get(Choice, str(plan)) or Choice(id=str(plan))


def choices(snapshot: Snapshot) -> tuple[Choice, ...]:
    """Return the 33 choices by plan number."""
    return tuple(choice(snapshot, plan.number) for plan in catalogue.pickable_plans())


def ranked(snapshot: Snapshot, rank: Rank) -> tuple[Choice, ...]:
    """Return the plans of a rank, in their order."""
    status = Status.of(rank)
    return tuple(c for c in snapshot.all(Choice) if c.status is status)


def chosen(snapshot: Snapshot) -> tuple[Choice, ...]:
    """Return the chosen plans: rank 1 in order, then rank 2."""
    return ranked(snapshot, Rank.STRATEGIC) + ranked(snapshot, Rank.REGIONAL)


def kept_out(snapshot: Snapshot) -> tuple[Choice, ...]:
    """Return the plans that aren't chosen, but were looked at: they are under study, or a reason is given."""
    return tuple(
        choice
        for choice in choices(snapshot)
        if choice.status is Status.STUDIED or (choice.status is Status.NOT_KEPT and choice.reason_not_kept.strip())
    )


def lead(snapshot: Snapshot, plan: int | str) -> Lead | None:
    """Return the project lead of a plan, or None."""
    return snapshot.get(Lead, str(plan))


def lead_company(snapshot: Snapshot, person: Lead | None) -> Company | None:
    """Return the firm a lead directs, or None."""
    return snapshot.get(Company, person.company_id) if person else None


def filled(snapshot: Snapshot, table: type[R], plan: str) -> tuple[R, ...]:
    """Return the rows of a plan's sheet in which something was entered."""
    return tuple(row for row in snapshot.children(table, plan) if not row.blank)


def candidates(snapshot: Snapshot) -> tuple[FactoryCandidate, ...]:
    """Return the candidates for « Usine du futur » of which something was entered."""
    return tuple(row for row in snapshot.all(FactoryCandidate) if not row.blank)


def siblings(snapshot: Snapshot, plan: int | str) -> tuple[Choice | None, Choice | None]:
    """Return the chosen plans before and after this one, None at an end or for a plan not chosen."""
    ids = [None, *chosen(snapshot), None]
    for before, here, after in zip(ids, ids[1:], ids[2:], strict=False):
        if here is not None and here.id == str(plan):
            return before, after
    return None, None
