"""Blocks of cells as spreadsheets write them on the clipboard, and acts made into one."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.roadmap import FundingLine
from nfi_planner.services import pasting, sheets
from nfi_planner.services.pasting import Rehearsal, read_block, write_block
from tests.builders import complete

_CELLS = st.text('ab"\t\n é', max_size=6)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a", [["a"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\rb\r", [["a"], ["b"]]),
        ("a\t\t\n\t\tb\n", [["a", "", ""], ["", "", "b"]]),
        ('"deux\nlignes"\tb\n', [["deux\nlignes", "b"]]),
        ('"un ""mot""\tdedans"\n', [['un "mot"\tdedans']]),
        ('"entre guillemets"\n', [['"entre guillemets"']]),  # Excel quotes a cell for its line breaks and tabs only
        ('5" de long\tb', [['5" de long', "b"]]),
        ('"jamais fermé\tb\nc', [['"jamais fermé', "b"], ["c"]]),
        ("\n\n", [[""], [""]]),
        ("", [[""]]),
    ],
)
def test_a_block_is_read_as_a_spreadsheet_writes_it(text: str, block: list[list[str]]) -> None:
    assert read_block(text) == block


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_is_copied_comes_back(block: list[list[str]]) -> None:
    assert read_block(write_block(block) + "\n") == block


def test_too_much_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="lignes ont été copiées"):
        read_block("a\n" * 2_001)
    with pytest.raises(ValueError, match="caractères"):
        read_block("\t" * 500_001)


@pytest.mark.parametrize("text", ['"' * 499_999, '"a\t' * 160_000, '""\t' * 160_000, "\t" * 500_000, '"a""' * 100_000])
def test_hostile_text_is_read_in_good_time(text: str) -> None:
    started = time.perf_counter()
    read_block(text)
    assert time.perf_counter() - started < 10  # seconds: a quadratic reading would take hours


def _line(number: int) -> FundingLine:
    line = complete().get(FundingLine, f"funding-{number}")
    assert line is not None
    return line


def test_a_rehearsal_makes_one_act_of_all() -> None:
    start = complete()
    rehearsal = Rehearsal(start)
    rehearsal.do(sheets.edit(rehearsal.snapshot, _line(1), asked=5))
    rehearsal.do(sheets.edit(rehearsal.snapshot, _line(1), year=2016))
    rehearsal.do(sheets.add_row(rehearsal.snapshot, FundingLine(id="new", choice_id="1")))
    rehearsal.do(sheets.edit(rehearsal.snapshot, FundingLine(id="new", choice_id="1"), asked=9))
    rehearsal.do(sheets.edit(rehearsal.snapshot, _line(2), asked=7))
    rehearsal.do(sheets.edit(rehearsal.snapshot, _line(2), asked=_line(2).asked))  # back: nothing in the end
    act = rehearsal.act(lambda bare: f"Coller {len(bare.changes)} lignes")
    assert act.label == "Coller 2 lignes"
    assert act.changes[0] == Change(_line(1), replace(_line(1), asked=5, year=2016))
    assert start.apply(act) == rehearsal.snapshot
    assert rehearsal.snapshot.apply(act.inverse()) == start


def test_a_rehearsal_of_nothing_is_nothing() -> None:
    assert not Rehearsal(complete()).act(lambda _: "rien")


def test_an_act_on_one_plan_is_called_after_it() -> None:
    both = [Change(_line(n), replace(_line(n), asked=1)) for n in (1, 2)]
    short = "Énergies renouvelables"
    assert pasting.subject(complete(), change_set("", both[:1]), "Budget") == short
    assert pasting.subject(complete(), change_set("", both), "Budget") == "Budget"
    assert pasting.subject(complete(), ChangeSet("", ()), "Budget") == "Budget"
