"""Choosing plans: each function returns the act, for the editor to do."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.order import keys_between
from nfi_planner.models.roadmap import Choice, Rank, Status
from nfi_planner.models.snapshot import Snapshot


def set_status(snapshot: Snapshot, plans: Iterable[int | str], status: Status) -> ChangeSet:
    """Give plans a status; in a rank they go to the end. A plan that has it already stays where it is."""
    wanted = (lookups.choice(snapshot, plan) for plan in dict.fromkeys(map(str, plans)))
    before = [choice for choice in wanted if choice.status is not status]
    if status.rank is not None:
        return place(snapshot, [c.id for c in before], status.rank, len(lookups.ranked(snapshot, status.rank)))
    label = f"Retirer {_names(before)} du choix" if status is Status.NOT_KEPT else f"Mettre {_names(before)} à l’étude"
    return change_set(label, (Change(c, replace(c, status=status, position="")) for c in before))


def place(snapshot: Snapshot, plans: Sequence[int | str], rank: Rank, index: int) -> ChangeSet:
    """Put plans into a rank so that they stand before the plan now at that index (0 to the count of the rank)."""
    moving = [lookups.choice(snapshot, p) for p in dict.fromkeys(map(str, plans))]
    column = list(lookups.ranked(snapshot, rank))
    ids = {c.id for c in moving}
    left = [c for c in column[:index] if c.id not in ids]
    right = [c for c in column[index:] if c.id not in ids]
    if [c.id for c in (*left, *moving, *right)] == [c.id for c in column]:
        return ChangeSet("", ())
    low = left[-1].position if left else ""
    high = right[0].position if right else ""
    label = f"{'Classer' if ids <= {c.id for c in column} else 'Choisir'} {_names(moving)} au {rank.label}"
    if high and low >= high:  # two copies were merged: give the whole column fresh places
        rows = [*left, *moving, *right]
        low, high = "", ""
    else:
        rows = moving
    keys = keys_between(low, high, len(rows))
    status = Status.of(rank)
    return change_set(
        label, (Change(c, replace(c, status=status, position=key)) for c, key in zip(rows, keys, strict=True))
    )


def move(snapshot: Snapshot, plans: Sequence[int | str], step: int) -> ChangeSet:
    """Move plans of one rank up (-1) or down (+1), side by side; nothing at an end or for plans not chosen."""
    moving = [lookups.choice(snapshot, plan) for plan in plans]
    rank = moving[0].rank if moving else None
    if rank is None or any(choice.rank is not rank for choice in moving):
        return ChangeSet("", ())
    column = [c.id for c in lookups.ranked(snapshot, rank)]
    places = sorted(column.index(choice.id) for choice in moving)
    target = places[-1] + 1 if step > 0 else places[0] - 1
    if not 0 <= target < len(column):
        return ChangeSet("", ())
    return place(snapshot, [column[i] for i in places], rank, target + 1 if step > 0 else target)


def _names(choices: Sequence[Choice]) -> str:
    if len(choices) > 2:
        return f"{len(choices)} plans"
    return " et ".join(f"« {c.plan.short_title} »" for c in choices)
