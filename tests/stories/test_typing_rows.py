"""Rows typed one after the other, as in a spreadsheet: Tab goes on, never holds back, and Ctrl+Enter adds a row."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from nfi_planner.models.roadmap import Action, Choice, FactoryCandidate, FundingLine, Partner
from nfi_planner.models.rules import Where
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.widgets.tables import RowTable
from nfi_planner.ui.widgets.timeline import TIMELINE
from tests.window import Key, Modifier, OpenWindow, bridge, focused, press, settle, sheets_page, snapshot, type_text

_SHIFT, _CONTROL = Modifier.ShiftModifier, Modifier.ControlModifier
_TABLES = [Action.TABLE, Partner.TABLE, FundingLine.TABLE]


def _actions(window: MainWindow) -> tuple[Action, ...]:
    return snapshot(window).children(Action, "18")


def _in_actions(window: MainWindow, place: int, field: str) -> RowTable:
    """Put the cursor in a cell of the actions of plan 18."""
    window.go(Where(Action.TABLE, _actions(window)[place].id, field))
    settle()
    view = sheets_page(window).tables[Action.TABLE].view
    assert focused() is view
    return view


def _fields(view: RowTable) -> tuple[int, str]:
    here = view.currentIndex()
    return here.row(), view.rows_model.columns[here.column()].field


def _holds(view: RowTable) -> bool:
    return view is focused() or view.isAncestorOf(focused())


def test_three_actions_are_typed_with_tab_alone(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    window.go(Where(Choice.TABLE, "18", Action.TABLE))
    for title in ("Cartographier", "Rassembler", "Essayer"):
        for text in (title, "Région", "", "1/3/15", ""):  # a milestone isn't ticked, an end isn't known
            type_text(text)
            press(Key.Key_Tab)
    assert [(one.title, one.owner, str(one.start), one.end) for one in _actions(window)[:3]] == [
        (title, "Région", "2015-03-01", None) for title in ("Cartographier", "Rassembler", "Essayer")
    ]
    view = sheets_page(window).tables[Action.TABLE].view
    assert len(_actions(window)) == 4
    assert _fields(view) == (3, "title")
    for _ in range(5):  # the new row is empty: nothing is added after it, and one gets out
        assert _holds(view)
        press(Key.Key_Tab)
    assert not _holds(view)
    assert len(_actions(window)) == 4


def test_what_was_typed_last_and_the_new_row_are_taken_back_one_by_one(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    window.go(Where(Choice.TABLE, "18", Action.TABLE))
    type_text("Cartographier")
    for _ in range(5):
        press(Key.Key_Tab)
    assert [one.blank for one in _actions(window)] == [False, True]
    press(Key.Key_Escape)
    press(Key.Key_Z, _CONTROL)
    assert [one.title for one in _actions(window)] == ["Cartographier"]


@pytest.mark.parametrize("typed", ["", "2 mars 2015"])
def test_tab_goes_from_row_to_row_and_back(example: Path, opened: OpenWindow, typed: str) -> None:
    window = opened(example)
    view = _in_actions(window, 0, "end")
    type_text(typed)
    press(Key.Key_Tab)
    assert _fields(view) == (1, "title")
    type_text("Titre" if typed else "")
    press(Key.Key_Backtab, _SHIFT)
    assert _fields(view) == (0, "end")
    assert (_actions(window)[1].title == "Titre") is bool(typed)


def test_the_first_cell_leaves_the_table_backwards(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    view = _in_actions(window, 0, "title")
    press(Key.Key_Backtab, _SHIFT)
    assert not _holds(view)


def test_walking_through_a_table_adds_nothing_and_gets_out(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    view = _in_actions(window, 0, "title")
    presses = 0
    while _holds(view) and presses < 100:
        press(Key.Key_Tab)
        presses += 1
    assert presses == 5 * len(_actions(window))
    assert snapshot(window) == before


def test_a_row_typed_in_earlier_does_not_hold_who_walks_by(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    view = _in_actions(window, -1, "title")
    type_text("Autre titre")
    press(Key.Key_Tab, _CONTROL)
    assert not _holds(view)
    count = len(_actions(window))
    _in_actions(window, -1, "end")
    press(Key.Key_Tab)
    assert not _holds(view)
    assert len(_actions(window)) == count


def test_ctrl_tab_leaves_from_a_new_row(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    view = _in_actions(window, -1, "end")
    type_text("1/6/15")
    press(Key.Key_Tab)
    assert isinstance(focused(), QLineEdit)
    press(Key.Key_Tab, _CONTROL)
    assert not _holds(view)


def test_arrows_reach_the_bar_that_tab_passes_over(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    view = _in_actions(window, 0, "end")
    press(Key.Key_Right)
    assert _fields(view) == (0, TIMELINE)
    press(Key.Key_Tab)
    assert _fields(view) == (1, "title")


def test_a_candidate_follows_another(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    last = snapshot(window).all(FactoryCandidate)[-1]
    window.go(Where(FactoryCandidate.TABLE, last.id))
    window.page("factory").setFocus()
    view = window.page("factory").findChild(RowTable)
    assert view is not None
    view.show_cell(last.id, "need")
    type_text("Automatiser")
    press(Key.Key_Tab)
    type_text("Atelier fictif")
    press(Key.Key_Tab)
    assert len(view.rows_model.rows) == view.currentIndex().row() + 1
    assert _fields(view) == (len(view.rows_model.rows) - 1, "siren")


@pytest.mark.parametrize("enter", [Key.Key_Return, Key.Key_Enter])
@pytest.mark.parametrize("table", _TABLES)
def test_ctrl_enter_adds_a_row_from_the_cell_one_types_in(
    example: Path, opened: OpenWindow, table: str, enter: Qt.Key
) -> None:
    window = opened(example)
    view = sheets_page(window).tables[table].view
    window.go(Where(Choice.TABLE, "18", table))
    view.setCurrentIndex(view.rows_model.index(0, 1 if table != Partner.TABLE else 0))
    count = len(view.rows_model.rows)
    type_text("Écrit")
    assert focused() is not view
    press(enter, _CONTROL)
    assert len(view.rows_model.rows) == count + 1
    assert view.currentIndex().row() == count
    assert "Écrit" in str(view.rows_model.rows[0])


def test_ctrl_enter_does_nothing_where_no_row_can_be_added(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    for page in ("leads", "calendar", "budget"):
        window.show_page(page)
        settle()
        here = focused()
        assert isinstance(here, RowTable)
        press(Key.Key_Return, _CONTROL)
        assert (window.stack.shown, focused(), snapshot(window)) == (page, here, before)


def _at(window: MainWindow, page: str, name: str, place: int, column: int) -> None:
    """Put the cursor in a cell of the table of that name."""
    window.show_page(page)
    view = next(one for one in window.page(page).findChildren(RowTable) if one.accessibleName() == name)
    view.setFocus()
    view.setCurrentIndex(view.rows_model.index(place, column))
    settle()


@pytest.mark.parametrize(
    ("page", "name"),
    [("leads", "Chefs de projet"), ("budget", "Budget par plan"), ("budget", "Lignes de financement")],
)
def test_one_key_opens_the_sheet_of_a_row(example: Path, opened: OpenWindow, page: str, name: str) -> None:
    window = opened(example)
    _at(window, page, name, 0, 2)
    assert isinstance(focused(), RowTable)
    press(Key.Key_F, _CONTROL | _SHIFT)
    assert window.stack.shown == "sheets"
    first = bridge(window).snapshot.children(FundingLine, sheets_page(window).plan)
    assert first
