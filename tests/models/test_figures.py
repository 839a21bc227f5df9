"""Totals of the amounts asked."""

from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.models import figures
from nfi_planner.models.roadmap import Choice, FundingLine, FundingSource, Status
from tests.builders import added, blank_rows, changed, complete

LINES = st.lists(
    st.builds(
        FundingLine,
        id=st.uuids().map(str),
        choice_id=st.just("1"),
        source=st.sampled_from(FundingSource),
        year=st.none() | st.integers(2014, 2017),
        asked=st.none() | st.integers(0, 10**9),
        obtained=st.none() | st.integers(0, 10**9),
    ),
    max_size=20,
)


@given(LINES)
def test_rows_and_columns_add_up_to_the_same_total(lines: list[FundingLine]) -> None:
    table = figures.funding_table(lines)
    assert table.total == figures.asked(lines) == sum(line.asked or 0 for line in lines)
    assert sum(map(table.source_total, table.sources)) == table.total
    assert sum(map(table.year_total, table.years)) == table.total
    assert list(table.sources) == [s for s in FundingSource if s in {line.source for line in lines}]
    known = [year for year in table.years if year is not None]
    assert known == sorted(set(known))
    assert None not in table.years[:-1], "lines without a year come last"
    assert figures.obtained(lines) == sum(line.obtained or 0 for line in lines)


def test_the_sheets_of_plans_not_chosen_stay_out_of_the_totals() -> None:
    snapshot = added(complete(), FundingLine(id="x", choice_id="30", asked=7))
    assert figures.asked(figures.chosen_funding(snapshot)) == 1_000_000
    taken_out = changed(snapshot, Choice, "1", status=Status.NOT_KEPT)
    assert figures.asked(figures.chosen_funding(taken_out)) == 900_000


def test_a_line_in_which_nothing_was_entered_adds_no_year() -> None:
    snapshot = added(complete(), *blank_rows("1"))
    assert figures.chosen_funding(snapshot) == figures.chosen_funding(complete())
