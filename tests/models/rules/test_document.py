"""D: the document as a whole."""

from datetime import date
from typing import Any

import pytest

from nfi_planner.models.roadmap import Roadmap, Submission
from nfi_planner.models.rules import Severity, Where, check
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import long_date
from tests.builders import TODAY, added, changed

DEADLINE = date(2014, 3, 31)
THE_DAY_AFTER = date(2014, 4, 1)


@pytest.mark.parametrize(("code", "vintage"), [("", 2014), ("99", 2014), ("21", 2016)])
def test_d01_the_document_has_a_region(whole: Snapshot, code: str, vintage: int) -> None:
    snapshot = changed(whole, Roadmap, "roadmap", region_code=code, region_vintage=vintage)
    [finding] = [f for f in check(snapshot, TODAY) if f.code != "L08"]
    assert (finding.code, finding.severity) == ("D01", Severity.BLOCKING)
    assert finding.message == "La région n’est pas choisie."
    assert finding.target == Where("roadmap", "roadmap", "region_code")


def test_d02_counts_against_today_until_the_roadmap_is_handed_in(whole: Snapshot) -> None:
    assert check(whole, DEADLINE) == []
    [finding] = check(whole, THE_DAY_AFTER)
    assert (finding.code, finding.severity) == ("D02", Severity.WARNING)
    assert finding.message == f"L’échéance du {long_date(DEADLINE)} est passée."
    assert finding.target == Where("roadmap", "roadmap", "deadline")


def test_d02_counts_against_the_first_hand_in(whole: Snapshot) -> None:
    in_time = added(whole, Submission(id="a", submitted_on=DEADLINE))
    corrected = added(in_time, Submission(id="b", number=2, submitted_on=date(2014, 6, 2)))
    assert check(in_time, date(2026, 11, 21)) == []
    assert check(corrected, date(2026, 11, 21)) == []
    late = added(whole, Submission(id="a", submitted_on=THE_DAY_AFTER))
    [finding] = check(late, TODAY)
    late_by = f"{long_date(THE_DAY_AFTER)}, après l’échéance du {long_date(DEADLINE)}"
    assert finding.message == f"La feuille de route a été remise le {late_by}."


def test_d02_without_a_deadline_nothing_is_late(whole: Snapshot) -> None:
    assert check(changed(whole, Roadmap, "roadmap", deadline=None), date(2026, 11, 21)) == []


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"deliberation_number": " "}, "deliberation_number", "Le numéro de la délibération n’est pas indiqué."),
        ({"deliberation_date": None}, "deliberation_date", "La date de la délibération n’est pas indiquée."),
    ],
)
def test_d03_the_deliberation_has_a_number_and_a_date(
    whole: Snapshot, values: dict[str, Any], field: str, words: str
) -> None:
    [finding] = check(changed(whole, Roadmap, "roadmap", **values), TODAY)
    assert (finding.code, finding.severity, finding.message) == ("D03", Severity.WARNING, words)
    assert finding.target == Where("roadmap", "roadmap", field)
