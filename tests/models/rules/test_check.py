"""Checking a whole document."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from nfi_planner.models import lookups
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import Approach, Choice, Company, FundingLine, Lead
from nfi_planner.models.rules import Severity, all_rules, check, review
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import typeset
from tests.builders import TODAY, added, blank, changed, snapshots

WEIGHTS = list(Severity)
DAYS = st.dates(date(2013, 9, 12), date(2030, 1, 1))


def test_a_complete_roadmap_passes_all_the_rules(whole: Snapshot) -> None:
    result = review(whole, TODAY)
    assert result.findings == ()
    assert not result.blocked
    assert result.passed == result.applicable == len(all_rules()) == 31


def test_a_blank_roadmap_counts_only_what_applies_to_it() -> None:
    result = review(blank(), TODAY)
    assert [f.code for f in result.findings] == ["C01", "C02", "D01", "C06", "D03", "U01"]
    assert (result.passed, result.applicable) == (1, 7)  # D02 passes
    assert result.blocked


def test_findings_stand_by_severity_then_code_then_the_order_of_the_document(whole: Snapshot) -> None:
    spoilt = changed(whole, Lead, "7", approach=Approach.REFUSED, informed_on=None)
    spoilt = changed(spoilt, Lead, "2", approach=Approach.REFUSED, informed_on=None)
    spoilt = changed(spoilt, Choice, "7", objectives="")
    spoilt = changed(spoilt, Choice, "2", objectives="", position="zz")  # last of its rank
    spoilt = changed(spoilt, Choice, "5", objectives="")
    found = [(f.severity.heading, f.code, f.target.id) for f in check(spoilt, TODAY)]
    assert found == [
        ("Bloquants", "L11", "2"),
        ("Bloquants", "L11", "7"),
        ("À vérifier", "S01", "5"),
        ("À vérifier", "S01", "2"),
        ("À vérifier", "S01", "7"),
        ("Conseils", "L12", "2"),
        ("Conseils", "L12", "7"),
    ]


def test_findings_of_a_severity(whole: Snapshot) -> None:
    spoilt = changed(changed(whole, Company, "company-1", headcount=None), Choice, "1", objectives="", motive="")
    result = review(spoilt, TODAY)
    assert [[f.code for f in result.of(severity)] for severity in Severity] == [["L04"], ["S01"], ["C04"]]
    assert result.passed == result.applicable - 3


def test_the_sheets_of_plans_not_chosen_stay_out(whole: Snapshot) -> None:
    assert check(added(whole, FundingLine(id="x", choice_id="30", asked=-5)), TODAY) == []


@settings(max_examples=150)
@given(snapshots(), DAYS)
def test_any_document_can_be_checked(snapshot: Snapshot, today: date) -> None:
    """No rule ever fails, whatever was entered; each finding is a sentence, and leads to a row that is there."""
    before = snapshot.by_id()
    result = review(snapshot, today)
    assert review(snapshot, today) == result, "a rule isn't pure"
    assert snapshot.by_id() == before
    assert 0 <= result.passed <= result.applicable <= len(all_rules())
    order = [(WEIGHTS.index(f.severity), f.code) for f in result.findings]
    assert order == sorted(order)
    chosen = {choice.id for choice in lookups.chosen(snapshot)}
    for finding in result.findings:
        assert finding.message.endswith(".")
        assert typeset(finding.message) == finding.message
        table = ROADMAP.table(finding.target.table)
        row = snapshot.get(table, finding.target.id)
        nobody_yet = table is Lead and finding.target.id in chosen  # the row is made by the first field entered
        assert row is not None or not finding.target.id or nobody_yet
