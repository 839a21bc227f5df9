"""Choosing and ranking plans."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.models import lookups
from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Choice, Rank, Status
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import choosing
from tests.builders import blank, changed

ONE, TWO = Rank.STRATEGIC, Rank.REGIONAL


def ids(snapshot: Snapshot, rank: Rank) -> list[int]:
    return [int(choice.id) for choice in lookups.ranked(snapshot, rank)]


def chosen(*plans: int, rank: Rank = ONE) -> Snapshot:
    return blank().apply(choosing.set_status(blank(), plans, Status.of(rank)))


def test_plans_go_to_the_end_of_a_rank_in_the_order_given() -> None:
    snapshot = chosen(9, 3, 7)
    snapshot = snapshot.apply(choosing.set_status(snapshot, [5], Status.STRATEGIC))
    assert ids(snapshot, ONE) == [9, 3, 7, 5]


def test_a_plan_that_has_the_rank_already_stays_where_it_is() -> None:
    snapshot = chosen(1, 2, 3)
    assert not choosing.set_status(snapshot, [1], Status.STRATEGIC)
    after = snapshot.apply(choosing.set_status(snapshot, [1, 4], Status.STRATEGIC))
    assert ids(after, ONE) == [1, 2, 3, 4]


def test_a_plan_leaves_one_rank_for_the_other() -> None:
    snapshot = chosen(1, 2, 3)
    after = snapshot.apply(choosing.set_status(snapshot, [2], Status.REGIONAL))
    assert (ids(after, ONE), ids(after, TWO)) == ([1, 3], [2])


@pytest.mark.parametrize("status", [Status.NOT_KEPT, Status.STUDIED])
def test_a_plan_taken_out_has_no_place_and_keeps_its_texts(status: Status) -> None:
    snapshot = changed(chosen(1, 2), Choice, "1", motive="Un motif.")
    after = snapshot.apply(choosing.set_status(snapshot, [1], status))
    assert lookups.choice(after, 1) == Choice(id="1", status=status, motive="Un motif.")
    assert ids(after, ONE) == [2]


@pytest.mark.parametrize(
    ("plans", "status", "label"),
    [
        ([32], Status.STRATEGIC, "Choisir «\u00a0Robotique\u00a0» au rang 1"),
        ([32, 33], Status.REGIONAL, "Choisir «\u00a0Robotique\u00a0» et «\u00a0Cybersécurité\u00a0» au rang 2"),
        ([30, 32, 33], Status.STRATEGIC, "Choisir 3\u00a0plans au rang 1"),
        ([1], Status.NOT_KEPT, "Retirer «\u00a0Énergies renouvelables\u00a0» du choix"),
        ([32], Status.STUDIED, "Mettre «\u00a0Robotique\u00a0» à l’étude"),
    ],
)
def test_an_act_says_what_it_does(plans: list[int], status: Status, label: str) -> None:
    assert choosing.set_status(chosen(1), plans, status).label == label


def test_ranking_within_a_rank_says_so() -> None:
    assert choosing.move(chosen(1, 32), [32], -1).label == "Classer «\u00a0Robotique\u00a0» au rang 1"


def test_plan_34_is_refused_with_a_sentence() -> None:
    acts = (
        partial(choosing.set_status, blank(), [34], Status.STRATEGIC),
        partial(choosing.place, blank(), ["34"], TWO, 0),
        partial(choosing.move, blank(), [34], 1),
    )
    for act in acts:
        with pytest.raises(KnownError, match="ne se choisit pas"):
            act()


@given(
    column=st.lists(st.integers(1, 12), unique=True, max_size=8),
    moving=st.lists(st.integers(1, 16), unique=True, min_size=1, max_size=4),
    index=st.integers(0, 8),
)
def test_plans_are_put_before_the_plan_at_the_spot(column: list[int], moving: list[int], index: int) -> None:
    snapshot = chosen(*column)
    index = min(index, len(column))
    after = snapshot.apply(choosing.place(snapshot, moving, ONE, index))
    left = [plan for plan in column[:index] if plan not in moving]
    right = [plan for plan in column[index:] if plan not in moving]
    assert ids(after, ONE) == [*left, *moving, *right]
    assert len({choice.position for choice in lookups.ranked(after, ONE)}) == len(ids(after, ONE))
    untouched = {plan for plan in column if plan not in moving}
    assert all(lookups.choice(after, p) == lookups.choice(snapshot, p) for p in untouched), "only what moves is written"


@given(st.integers(0, 4), st.sampled_from([-1, 1]))
def test_a_plan_moves_one_step_and_stops_at_the_ends(index: int, step: int) -> None:
    column = [4, 8, 15, 16, 23]
    snapshot = chosen(*column)
    act = choosing.move(snapshot, [column[index]], step)
    target = index + step
    assert bool(act) is (0 <= target < len(column))
    if act:
        column.insert(target, column.pop(index))
    assert ids(snapshot.apply(act), ONE) == column


def test_a_plan_that_is_not_chosen_does_not_move() -> None:
    assert not choosing.move(blank(), [5], 1)


def test_places_that_two_copies_made_equal_are_told_apart_again() -> None:
    snapshot = chosen(1, 2, 3)
    second = lookups.choice(snapshot, 2).position
    merged = changed(snapshot, Choice, "3", position=second)
    assert ids(merged, ONE) == [1, 2, 3], "the plan's number decides between equal places"
    after = merged.apply(choosing.place(merged, [9], ONE, 2))
    assert ids(after, ONE) == [1, 2, 9, 3]
    assert len({choice.position for choice in lookups.ranked(after, ONE)}) == 4
