"""A document at one moment, and what an act makes of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import field_types, label
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import (
    SHEET_TABLES,
    Action,
    Choice,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Lead,
    Partner,
    Rank,
    Stage,
    Status,
    Target,
)
from nfi_planner.models.snapshot import Snapshot, StaleChangeError
from tests.builders import TODAY, added, blank, blank_rows, changed, complete, snapshots


def test_rows_are_read_in_the_users_order_then_by_id() -> None:
    rows = [
        Action(id=i, choice_id=c, position=p)
        for i, c, p in (("d", "1", "b"), ("a", "1", "c"), ("c", "1", "b"), ("b", "2", "a"))
    ]
    snapshot = Snapshot.of(rows)
    assert [row.id for row in snapshot.children(Action, "1")] == ["c", "d", "a"]
    assert [row.id for row in snapshot.all(Action)] == ["b", "c", "d", "a"]
    assert snapshot.children(Action, "3") == ()
    assert snapshot.get(Action, None) is None
    assert snapshot.all(Lead) == ()


@given(snapshots())
def test_an_act_and_its_inverse_leave_the_document_as_it_was(snapshot: Snapshot) -> None:
    lead = Lead(id="1", name="Nom")
    act = ChangeSet("", (Change(snapshot.get(Lead, "1"), lead), Change(None, Action(id="new", choice_id="1"))))
    if snapshot.get(Action, "new") is None:
        after = snapshot.apply(act)
        assert after.get(Lead, "1") == lead
        assert after.apply(act.inverse()) == snapshot


def test_the_snapshot_before_does_not_move() -> None:
    before = complete()
    rows = before.by_id()
    after = changed(before, Choice, "1", motive="Autre.")
    assert before.by_id() == rows
    assert after != before
    assert after.get(Choice, "2") is before.get(Choice, "2")


@pytest.mark.parametrize(
    "change",
    [
        Change(Choice(id="1", motive="Autre."), Choice(id="1")),
        Change(None, Choice(id="1")),
        Change(Lead(id="1"), None),
    ],
)
def test_a_change_that_does_not_fit_is_refused(change: Change) -> None:
    with pytest.raises(StaleChangeError):
        blank().apply(ChangeSet("", (change,)))


def test_an_act_keeps_only_what_it_changes() -> None:
    choice = Choice(id="1")
    act = change_set("Choisir « Robotique »", [Change(choice, choice), Change(choice, replace(choice, motive="Oui."))])
    assert act.label == "Choisir «\u00a0Robotique\u00a0»"
    assert [c.changed_fields() for c in act.changes] == [("motive",)]
    assert not change_set("Rien", [Change(choice, choice)])


def test_every_field_but_the_ids_has_a_french_label() -> None:
    bare = {name for table in ROADMAP.tables for name in field_types(table) if label(table, name) == name}
    assert bare == {"id", "choice_id"} | {"source", "contact", "service", "logo", "commune"}  # the same in French


def test_siblings_are_the_chosen_plans_before_and_after() -> None:
    snapshot = complete()
    ids = [choice.id for choice in lookups.chosen(snapshot)]
    assert ids == [str(n) for n in range(1, 11)]
    before, after = lookups.siblings(snapshot, 5)
    assert (before and before.id, after and after.id) == ("4", "6")
    assert lookups.siblings(snapshot, "1")[0] is None
    assert lookups.siblings(snapshot, "10")[1] is None
    assert lookups.siblings(snapshot, "30") == (None, None)


def test_a_plan_is_in_the_rank_of_its_status() -> None:
    snapshot = changed(complete(), Choice, "1", status=Status.REGIONAL)
    assert "1" not in {c.id for c in lookups.ranked(snapshot, Rank.STRATEGIC)}
    assert "1" in {c.id for c in lookups.ranked(snapshot, Rank.REGIONAL)}
    assert len(lookups.choices(snapshot)) == 33
    assert lookups.lead_company(snapshot, None) is None
    assert added(snapshot, Lead(id="20")).get(Lead, "20") == lookups.lead(added(snapshot, Lead(id="20")), 20)


def test_a_row_is_blank_until_something_is_entered() -> None:
    entered: dict[type[Any], dict[str, Any]] = {
        Action: {"title": "x", "owner": "x", "start": TODAY, "end": TODAY},
        FundingLine: {"detail": "x", "asked": 0, "obtained": 0},
        Indicator: {
            "name": "x",
            "unit": "x",
            "baseline": Decimal(0),
            "targets": (Target(year=2014, value=Decimal(1)),),
        },
        Partner: {"name": "x", "role": "x", "contact": "x"},
        FactoryCandidate: {"company_id": "x", "need": "x", "reasons": "x", "stage": Stage.SELECTED},
    }
    rows = blank_rows("1")
    assert [type(row) for row in rows] == list(entered)
    snapshot = added(blank(), *rows)
    for row in rows:
        for field, value in entered[type(row)].items():
            filled = changed(snapshot, type(row), row.id, **{field: value})
            seen = [*lookups.candidates(filled), *(r for t in SHEET_TABLES for r in lookups.filled(filled, t, "1"))]
            assert [type(one) for one in seen] == [type(row)], field
    assert lookups.candidates(snapshot) == ()
