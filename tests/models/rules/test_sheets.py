"""S: what a sheet holds."""

from datetime import date
from typing import Any

import pytest

from nfi_planner.models.roadmap import Action, Choice, FundingLine, Indicator, Roadmap, Status
from nfi_planner.models.rules import Finding, Severity, Where, check, review
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import long_date, typeset
from tests.builders import TODAY, added, blank, blank_rows, changed, removed

BLOCKING, WARNING = Severity.BLOCKING, Severity.WARNING


def only(snapshot: Snapshot, code: str, severity: Severity) -> Finding:
    """Return the one finding of the document, which must be of this rule."""
    findings = check(snapshot, TODAY)
    assert [(f.code, f.severity) for f in findings] == [(code, severity)]
    return findings[0]


def action(snapshot: Snapshot, **values: Any) -> Snapshot:
    return changed(snapshot, Action, "action-1", **values)


def funding(snapshot: Snapshot, **values: Any) -> Snapshot:
    return changed(snapshot, FundingLine, "funding-1", **values)


def test_s01_objectives(whole: Snapshot) -> None:
    finding = only(changed(whole, Choice, "1", objectives=" "), "S01", WARNING)
    assert finding.message == typeset("« Énergies renouvelables » n’a pas d’objectif.")
    assert finding.target == Where("choice", "1", "objectives")


def test_s02_a_dated_action(whole: Snapshot) -> None:
    finding = only(removed(whole, Action, "action-1"), "S02", WARNING)
    assert finding.message == typeset("« Énergies renouvelables » n’a aucune action datée.")
    assert finding.target == Where("choice", "1", "action")
    only(action(whole, start=None, end=None), "S02", WARNING)
    undated = added(whole, Action(id="other", choice_id="1"))
    assert check(undated, TODAY) == []


def test_s03_a_funding_line(whole: Snapshot) -> None:
    finding = only(removed(whole, FundingLine, "funding-1"), "S03", WARNING)
    assert finding.message == typeset("« Énergies renouvelables » n’a aucune ligne de financement chiffrée.")
    assert finding.target == Where("choice", "1", "funding_line")
    only(funding(whole, asked=None, obtained=None, detail="Une précision", year=2014), "S03", WARNING)
    assert check(funding(whole, asked=None), TODAY)[0].code == "S08", "an amount obtained is an amount"
    assert check(funding(whole, asked=0, obtained=None), TODAY) == []


def test_s04_an_indicator(whole: Snapshot) -> None:
    finding = only(removed(whole, Indicator, "indicator-1"), "S04", WARNING)
    assert finding.message == typeset("« Énergies renouvelables » n’a aucun indicateur.")
    assert finding.target == Where("choice", "1", "indicator")
    only(changed(whole, Indicator, "indicator-1", name=""), "S04", WARNING)


def test_s05_an_action_does_not_end_before_it_starts(whole: Snapshot) -> None:
    ends_early = action(whole, title="Étude", start=date(2014, 5, 2), end=date(2014, 5, 1))
    finding = only(ends_early, "S05", BLOCKING)
    words = f"« Énergies renouvelables », « Étude » finit le {long_date(date(2014, 5, 1))}, avant de commencer."
    assert finding.message == typeset(words)
    assert finding.target == Where("action", "action-1", "end")
    assert check(action(whole, start=date(2014, 5, 1), end=date(2014, 5, 1)), TODAY) == []
    assert check(action(ends_early, milestone=True), TODAY) == []  # a milestone has a start only


@pytest.mark.parametrize(
    ("values", "field", "amount"),
    [
        ({"asked": -1, "obtained": None}, "asked", "−1 €"),
        ({"asked": 5, "obtained": -1_250_000}, "obtained", "−1 250 000 €"),
    ],
)
def test_s06_an_amount_is_not_negative(whole: Snapshot, values: dict[str, int], field: str, amount: str) -> None:
    finding = only(funding(whole, **values), "S06", BLOCKING)
    assert finding.message == typeset(f"« Énergies renouvelables » : un montant est négatif (Région, {amount}).")
    assert finding.target == Where("funding_line", "funding-1", field)
    assert check(funding(whole, asked=0, obtained=0), TODAY) == []


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"start": date(2014, 3, 31)}, "start", "commence avant la période"),
        ({"end": date(2017, 1, 1)}, "end", "finit après la période"),
        (
            {"start": date(2017, 1, 1), "end": date(2017, 2, 1)},
            "start",
            "commence après la période",
        ),
    ],
)
def test_s07_an_action_is_within_the_period(whole: Snapshot, values: dict[str, date], field: str, words: str) -> None:
    finding = only(action(whole, title="Étude", **values), "S07", WARNING)
    told = f"« Énergies renouvelables », « Étude » {words} de la feuille de route ({long_date(values[field])})."
    assert finding.message == typeset(told)
    assert finding.target == Where("action", "action-1", field)


def test_s07_the_first_and_the_last_day_are_within_and_an_open_period_has_no_end(whole: Snapshot) -> None:
    assert check(action(whole, start=date(2014, 4, 1), end=date(2016, 12, 31)), TODAY) == []
    later = action(whole, end=date(2020, 1, 1))
    only(later, "S07", WARNING)
    assert check(changed(later, Roadmap, "roadmap", period_start=None, period_end=None), TODAY) == []


def test_s08_no_more_is_obtained_than_asked(whole: Snapshot) -> None:
    finding = only(funding(whole, asked=1_000, obtained=1_001), "S08", WARNING)
    assert finding.message == typeset(
        "« Énergies renouvelables » : le montant obtenu (Région, 1 001 €) dépasse le montant demandé (1 000 €)."
    )
    assert finding.target == Where("funding_line", "funding-1", "obtained")
    only(funding(whole, asked=None, obtained=1), "S08", WARNING)
    assert check(funding(whole, asked=1_000, obtained=1_000), TODAY) == []
    only(funding(whole, asked=None, obtained=None), "S03", WARNING)


def test_a_row_in_which_nothing_was_entered_counts_for_nothing(whole: Snapshot) -> None:
    without = whole
    for table in (Action, FundingLine, Indicator):
        without = removed(without, table, f"{table.TABLE.removesuffix('_line')}-1")
    with_blanks = added(without, *blank_rows("1"))
    assert [f.code for f in check(with_blanks, TODAY)] == ["S02", "S03", "S04"]
    assert review(with_blanks, TODAY) == review(without, TODAY)
    one_plan = changed(blank(), Choice, "1", status=Status.STRATEGIC)
    assert review(added(one_plan, *blank_rows("1")), TODAY) == review(one_plan, TODAY)
