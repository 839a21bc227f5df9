"""Amounts typed into totals, and lines given to another plan."""

import pytest

from nfi_planner.models.change import ChangeSet
from nfi_planner.models.roadmap import FundingLine, FundingSource, Roadmap
from nfi_planner.services import budget
from tests.builders import added, changed, complete

SPOT = {"choice_id": "1", "source": FundingSource.ERDF}


def _line(row_id: str) -> FundingLine:
    line = complete().get(FundingLine, row_id)
    assert line is not None
    return line


def test_one_line_takes_the_amount() -> None:
    act = budget.set_amount(complete(), [_line("funding-1")], "obtained", 7, **SPOT)
    after = complete().apply(act).get(FundingLine, "funding-1")
    assert after is not None
    assert (after.asked, after.obtained, after.source) == (100_000, 7, FundingSource.REGION)


def test_no_line_makes_one_of_the_plan_and_the_source() -> None:
    act = budget.set_amount(complete(), [], "asked", 500, **SPOT)
    new = complete().apply(act).children(FundingLine, "1")[-1]
    assert (new.source, new.year, new.asked) == (FundingSource.ERDF, 2014, 500)
    assert act.label.startswith("Ajouter une ligne de financement")


def test_nothing_typed_where_nothing_is_makes_nothing() -> None:
    assert not budget.set_amount(complete(), [], "asked", None, **SPOT)


def test_several_lines_or_no_plan_are_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="2 lignes"):
        budget.set_amount(complete(), [_line("funding-1"), _line("funding-2")], "asked", 5, **SPOT)
    with pytest.raises(ValueError, match="plan"):
        budget.set_amount(complete(), [], "asked", 5, source=FundingSource.ERDF, year=2015)


def test_a_new_line_takes_the_year_of_the_last_one_else_of_the_period() -> None:
    snapshot = changed(complete(), FundingLine, "funding-1", year=2016)
    assert budget.new_line(snapshot, "1").year == 2016
    assert budget.new_line(snapshot, "30").year == 2014
    assert budget.new_line(changed(snapshot, Roadmap, "roadmap", period_start=None), "30").year is None


def test_a_line_goes_to_the_end_of_another_plan() -> None:
    snapshot = added(complete(), FundingLine(id="last", choice_id="2", position="z"))
    act = budget.move_to_plan(snapshot, _line("funding-1"), "2")
    after = snapshot.apply(act)
    assert [line.id for line in after.children(FundingLine, "2")] == ["funding-2", "last", "funding-1"]
    assert not after.children(FundingLine, "1")
    assert budget.move_to_plan(after, _line("funding-1"), "2") == ChangeSet("", ())
