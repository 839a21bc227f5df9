"""C: what is chosen."""

from datetime import date

import pytest

from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Choice, Roadmap, Status
from nfi_planner.models.rules import Severity, Where, check
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import typeset
from tests.builders import STUDIED, TODAY, WORDS, blank, changed


def put(snapshot: Snapshot, status: Status, *plans: int) -> Snapshot:
    """Give plans a status, with all a chosen plan's own row may be asked for."""
    for plan in plans:
        snapshot = changed(snapshot, Choice, str(plan), status=status, motive=WORDS, objectives="Un objectif.")
    return snapshot


@pytest.mark.parametrize(
    ("code", "status", "plans", "rank"),
    [("C01", Status.STRATEGIC, range(1, 6), 1), ("C02", Status.REGIONAL, range(6, 11), 2)],
)
def test_a_rank_holds_five_plans(whole: Snapshot, code: str, status: Status, plans: range, rank: int) -> None:
    def found(snapshot: Snapshot) -> list[str]:
        findings = [f for f in check(snapshot, TODAY) if f.code == code]
        assert all(f.severity is Severity.BLOCKING for f in findings)
        assert all(f.target == Where("choice", "", status.name.lower()) for f in findings)
        return [f.message for f in findings]

    assert found(whole) == []
    four = put(whole, Status.NOT_KEPT, plans[0])
    assert found(four) == [typeset(f"Il manque 1 plan de rang {rank}.")]
    three = put(four, Status.STUDIED, plans[1])
    assert found(three) == [typeset(f"Il manque 2 plans de rang {rank}.")]
    none = put(whole, Status.NOT_KEPT, *plans)
    assert found(none) == [typeset(f"Il manque 5 plans de rang {rank}.")]
    six = put(whole, status, 20)
    assert found(six) == [f"Un plan de rang {rank} est en trop."]
    seven = put(six, status, 21)
    assert found(seven) == [typeset(f"2 plans de rang {rank} sont en trop.")]


def test_all_thirty_three_plans_in_one_rank_are_a_finding_not_a_crash() -> None:
    crowded = put(blank(), Status.STRATEGIC, *range(1, 34))
    messages = [f.message for f in check(crowded, TODAY)]
    assert typeset("28 plans de rang 1 sont en trop.") in messages
    assert typeset("Il manque 5 plans de rang 2.") in messages


@pytest.mark.parametrize("plan", ["34", "0", "35", "-1", "", "un", "07", " 7", "٧", "7.0"])
def test_c03_a_choice_that_can_not_be_picked_can_not_be_made(plan: str) -> None:
    with pytest.raises(KnownError) as refusal:
        Choice(id=plan)
    if plan == "34":
        assert refusal.value.sentence == typeset(
            "Le plan 34, « Usine du futur », ne se choisit pas : il est porté par toutes les régions."
        )
        assert refusal.value.cure == "Choisissez parmi les 33 autres plans."
    else:
        assert refusal.value.sentence == typeset(f"Le plan « {plan} » n’existe pas.")


def test_c03_a_plan_has_one_status() -> None:
    assert [status.rank for status in Status].count(None) == 2
    assert all(Status.of(status.rank) is status for status in Status if status.rank)


@pytest.mark.parametrize(
    ("motive", "message"),
    [
        ("", "« Bornes électriques de recharge » ne dit pas pourquoi il est choisi."),
        (" \n", "« Bornes électriques de recharge » ne dit pas pourquoi il est choisi."),
        ("Oui.", "« Bornes électriques de recharge » : le motif tient en 1 mot ; 20 sont souhaités."),
        (WORDS[4:], "« Bornes électriques de recharge » : le motif tient en 19 mots ; 20 sont souhaités."),
    ],
)
def test_c04_a_chosen_plan_says_why(whole: Snapshot, motive: str, message: str) -> None:
    [finding] = check(changed(whole, Choice, "3", motive=motive), TODAY)
    assert (finding.code, finding.severity) == ("C04", Severity.ADVICE)
    assert finding.message == typeset(message)
    assert finding.target == Where("choice", "3", "motive")


def test_c05_a_studied_plan_says_why_it_is_not_kept(whole: Snapshot) -> None:
    [finding] = check(changed(whole, Choice, str(STUDIED), reason_not_kept=" "), TODAY)
    assert (finding.code, finding.severity) == ("C05", Severity.ADVICE)
    assert finding.message == typeset("« Navires écologiques », à l’étude, ne dit pas pourquoi il n’est pas retenu.")
    assert finding.target == Where("choice", str(STUDIED), "reason_not_kept")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"approval_body": " "}, "approval_body"),
        ({"approval_date": None}, "approval_date"),
        ({"approval_body": "", "approval_date": None}, "approval_body"),
    ],
)
def test_c06_the_choice_is_approved_by_whom_and_when(
    whole: Snapshot, values: dict[str, str | date | None], field: str
) -> None:
    [finding] = check(changed(whole, Roadmap, "roadmap", **values), TODAY)
    assert (finding.code, finding.severity) == ("C06", Severity.WARNING)
    assert finding.target == Where("roadmap", "roadmap", field)
