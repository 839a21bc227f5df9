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


@given(LINES, st.sampled_from(["asked", "obtained"]))
def test_a_matrix_adds_up_whatever_it_is_cut_by(lines: list[FundingLine], measure: figures.Measure) -> None:
    sources = figures.funding_sources(lines)
    rows = figures.matrix(lines, "source", "year", sources)
    total = rows[-1]
    assert [row.id for row in rows] == [*(source.value for source in sources), figures.TOTAL]
    assert sorted(line.id for line in total.lines) == sorted(line.id for line in lines)
    sums = [figures.amount(row.lines, measure) or 0 for row in rows]
    assert sum(sums[:-1]) == sums[-1] == sum(getattr(line, measure) or 0 for line in lines)
    for year, behind in total.cells.items():
        assert figures.amount(behind, measure) == figures.amount([li for li in lines if li.year == year], measure)


def test_a_matrix_has_the_rows_asked_for_in_their_order() -> None:
    lines = figures.chosen_lines(complete())
    rows = figures.matrix(lines, "choice_id", "source", ["3", "30", "1"])
    assert [row.id for row in rows] == ["3", "30", "1", figures.TOTAL]
    assert [figures.amount(row.lines, "obtained") for row in rows] == [40_000, None, 40_000, 80_000]


def test_nothing_entered_is_not_zero() -> None:
    bare = FundingLine(id="x", choice_id="1")
    assert figures.amount([bare], "asked") is None
    assert figures.amount([bare, FundingLine(id="y", choice_id="1", asked=0)], "asked") == 0


def test_a_share_is_never_rounded_to_nothing_or_all() -> None:
    shares = [figures.percent(part, 1000) for part in (0, 1, 125, 129, 999, 1000, 2000)]
    assert shares == [0, 1, 13, 13, 99, 100, 200]
    assert figures.percent(5, 0) is None


def test_the_years_of_the_period_are_there_before_any_line() -> None:
    lines = (FundingLine(id="x", choice_id="1", year=2019), FundingLine(id="y", choice_id="1"))
    assert figures.funding_years(complete(), lines) == (2014, 2015, 2016, 2019, None)
    assert figures.funding_sources(()) == tuple(FundingSource)


def test_the_lines_of_chosen_plans_hold_the_blank_ones() -> None:
    snapshot = added(complete(), *blank_rows("1"), FundingLine(id="x", choice_id="30", asked=7))
    assert {line.id for line in figures.chosen_lines(snapshot)} == {
        "blank",
        *(line.id for line in figures.chosen_funding(complete())),
    }
