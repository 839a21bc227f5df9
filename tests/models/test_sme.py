"""The size test, against the decree written out plainly."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.models import sme
from nfi_planner.models.roadmap import Company, CompanySize, Roadmap
from nfi_planner.support.french import typeset
from tests.builders import company

M = 1_000_000


def decree(headcount: int, turnover: int, balance_sheet: int) -> CompanySize:
    """Article 3: "moins de 250 personnes… n'excédant pas 50 M€ ou… n'excédant pas 43 M€", and so on."""
    if headcount < 250 and (turnover <= 50 * M or balance_sheet <= 43 * M):
        return CompanySize.SME
    if headcount < 5_000 and (turnover <= 1_500 * M or balance_sheet <= 2_000 * M):
        return CompanySize.MIDCAP
    return CompanySize.LARGE


def near(*limits: int) -> st.SearchStrategy[int]:
    """Return a strategy for figures, the thresholds and their neighbours above all."""
    edges = [value + step for value in limits for step in (-1, 0, 1)]
    return st.sampled_from([0, *edges]) | st.integers(0, 10_000 * M)


HEADCOUNTS = near(250, 5_000)
TURNOVERS = near(50 * M, 1_500 * M)
BALANCES = near(43 * M, 2_000 * M)


@given(HEADCOUNTS, TURNOVERS, BALANCES)
def test_with_all_three_figures_the_size_is_the_decrees(headcount: int, turnover: int, balance_sheet: int) -> None:
    firm = Company(id="a", headcount=headcount, turnover=turnover, balance_sheet=balance_sheet)
    assert sme.size(firm) is decree(headcount, turnover, balance_sheet)
    assert sme.is_sme(firm) is (decree(headcount, turnover, balance_sheet) is CompanySize.SME)


@given(st.none() | HEADCOUNTS, st.none() | TURNOVERS, st.none() | BALANCES)
def test_what_is_not_known_never_decides(
    headcount: int | None, turnover: int | None, balance_sheet: int | None
) -> None:
    """An answer is given exactly when any value of the missing figures would give that same answer."""
    firm = Company(id="a", headcount=headcount, turnover=turnover, balance_sheet=balance_sheet)
    worlds = {
        decree(people, sales, balance)
        for people, sales, balance in product(
            [0, 300, 9_000] if headcount is None else [headcount],
            [0, 100 * M, 9_000 * M] if turnover is None else [turnover],
            [0, 100 * M, 9_000 * M] if balance_sheet is None else [balance_sheet],
        )
    }
    assert sme.size(firm) is (worlds.pop() if len(worlds) == 1 else None)
    smes = {world is CompanySize.SME for world in worlds} or {sme.size(firm) is CompanySize.SME}
    assert sme.is_sme(firm) is (smes.pop() if len(smes) == 1 else None)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({}, "Peut porter le plan : c’est une PME."),
        ({"headcount": 300}, "Ne peut pas porter le plan : ce n’est pas une PME (une ETI)."),
        ({"headcount": 5_000}, "Ne peut pas porter le plan : ce n’est pas une PME (une grande entreprise)."),
        (
            {"headcount": 300, "turnover": None, "balance_sheet": None},
            "Ne peut pas porter le plan : ce n’est pas une PME.",
        ),
        ({"headcount": None}, "À compléter : l’effectif manque."),
        (
            {"turnover": None, "balance_sheet": None},
            "À confirmer : le chiffre d’affaires ou le total de bilan manque.",
        ),
    ],
)
def test_the_conclusion_is_a_sentence(figures: dict[str, Any], sentence: str) -> None:
    assert typeset(sme.conclusion(company("a", **figures))) == typeset(sentence)


def test_the_four_lines_of_the_test() -> None:
    champagne = Roadmap(region_code="21")
    verdicts = [(c.field, c.verdict) for c in sme.criteria(company("a"), champagne)]
    assert verdicts == [
        ("headcount", "met"),
        ("turnover", "met"),
        ("balance_sheet", "met"),
        ("department", "met"),
    ]
    unknown = Company(id="a")
    assert [c.verdict for c in sme.criteria(unknown, champagne)] == ["unknown"] * 4
    assert [c.value for c in sme.criteria(unknown, champagne)] == [""] * 4


def test_one_of_turnover_and_balance_sheet_is_enough() -> None:
    def money(**figures: Any) -> list[str]:
        return [c.verdict for c in sme.criteria(company("a", **figures), Roadmap())[1:3]]

    assert money(turnover=60 * M) == ["optional", "met"]
    assert money(balance_sheet=60 * M) == ["met", "optional"]
    assert money(turnover=None) == ["optional", "met"]
    assert money(turnover=60 * M, balance_sheet=60 * M) == ["not_met", "not_met"]
    assert money(turnover=60 * M, balance_sheet=None) == ["not_met", "unknown"]


def test_the_values_are_written_in_french() -> None:
    firm = company("a", headcount=1_240, turnover=12_400_000, closed_year=2012)
    headcount, turnover, _, seat = sme.criteria(firm, Roadmap(region_code="21"))
    assert headcount.value == "1\u202f240"
    assert (turnover.name, turnover.value) == ("Chiffre d’affaires 2012 (€)", "12,4\u00a0M€")
    assert seat.value == "Reims, Marne"


@pytest.mark.parametrize(
    ("department", "region", "vintage", "expected"),
    [
        ("51", "21", 2014, True),
        ("51", "44", 2016, True),
        ("75", "21", 2014, False),
        ("2A", "94", 2014, True),
        ("", "21", 2014, None),
        ("00", "21", 2014, None),
        ("51", "", 2014, None),
    ],
)
def test_the_seat_is_in_the_region(department: str, region: str, vintage: int, expected: bool | None) -> None:  # noqa: FBT001
    roadmap = Roadmap(region_code=region, region_vintage=vintage)
    assert sme.seat_in_region(company("a", department=department), roadmap) is expected


@given(HEADCOUNTS, TURNOVERS, BALANCES)
def test_the_mark_for_the_factory_of_the_future_is_the_decrees(headcount: int, turnover: int, balance: int) -> None:
    firm = Company(id="a", headcount=headcount, turnover=turnover, balance_sheet=balance)
    marks = {CompanySize.SME: "PME ✓", CompanySize.MIDCAP: "ETI ✓", CompanySize.LARGE: "GE ✗"}
    size = decree(headcount, turnover, balance)
    assert sme.factory_mark(firm) == marks[size]
    assert sme.factory_conclusion(firm).startswith("Ne peut pas" if size is CompanySize.LARGE else "Peut être retenue")
    verdicts = [criterion.verdict for criterion in sme.size_criteria(firm, CompanySize.MIDCAP)]
    assert ("not_met" not in verdicts) is (size is not CompanySize.LARGE)


def test_the_limits_of_the_mid_cap_are_shown() -> None:
    lines = sme.size_criteria(Company(id="a"), CompanySize.MIDCAP)
    assert [line.threshold for line in lines] == [
        typeset("< 5 000"),
        typeset("≤ 1 500 M€"),
        typeset("≤ 2 000 M€"),
    ]


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({}, "À compléter : l’effectif manque."),
        ({"headcount": 40}, "À compléter : le chiffre d’affaires ou le total de bilan manque."),
        (
            {"headcount": 300},
            "À compléter : ce n’est pas une PME ; le chiffre d’affaires ou le total de bilan dira si c’est une ETI.",
        ),
    ],
)
def test_what_a_candidate_lacks_is_said(figures: dict[str, Any], sentence: str) -> None:
    firm = Company(id="a", **figures)
    assert (sme.factory_mark(firm), sme.factory_conclusion(firm)) == ("à compléter", sentence)
