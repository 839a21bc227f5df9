"""Lists, in cells and in forms: opened by a letter, they find what is typed, accent or not."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import (
    FundingLine,
    FundingSource,
    Lead,
)
from nfi_planner.models.rules import Where
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.widgets.lists import best_match
from tests.window import Key, Modifier, OpenWindow, focused, press, settle, sheets_page, snapshot, type_text


def _go(window: MainWindow, table: str, row: str, field: str) -> None:
    window.activateWindow()
    window.go(Where(table, row, field))
    settle()


def _line(window: MainWindow) -> FundingLine:
    """The first funding line of plan 18."""
    return snapshot(window).children(FundingLine, "18")[0]


def _open_list() -> QAbstractItemView:
    """Return the list that is open; it has the keys, as the window it is in isn't the one that had them."""
    popup = QApplication.activePopupWidget()
    assert popup is not None
    view = popup.findChild(QAbstractItemView)
    assert view is not None
    return view


def _type_in_list(text: str) -> None:
    for character in text:
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Modifier.NoModifier, character)
        QApplication.sendEvent(_open_list(), event)
    settle()


def _press_in_list(key: Qt.Key) -> None:
    QTest.keyClick(_open_list(), key)
    settle()


def test_a_list_in_a_cell_opens_and_finds_what_is_typed(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line = _line(window)
    _go(window, FundingLine.TABLE, line.id, "source")
    type_text("e")  # opens the list on « État, PIA », accent or not
    _type_in_list("nt")  # « Entreprises »
    _press_in_list(Key.Key_Return)
    after = snapshot(window).get(FundingLine, line.id)
    assert after is not None
    assert after.source is FundingSource.FIRMS
    _go(window, FundingLine.TABLE, line.id, "source")
    press(Key.Key_F2)
    _type_in_list("bpi")
    _press_in_list(Key.Key_Tab)
    assert _line(window).source is FundingSource.BPIFRANCE
    assert focused() is sheets_page(window).tables[FundingLine.TABLE].view
    assert sheets_page(window).tables[FundingLine.TABLE].view.currentIndex().column() == 1


def test_a_department_is_found_by_its_number_or_name_in_a_form(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    for typed, code in (("51", "51"), ("meuse", "55"), ("ardeche", "07")):
        _go(window, Lead.TABLE, "18", "department")
        box = focused()
        assert isinstance(box, QComboBox)
        type_text(typed[0])
        _type_in_list(typed[1:])
        _press_in_list(Key.Key_Return)
        company = lookups.lead_company(snapshot(window), lookups.lead(snapshot(window), 18))
        assert company is not None
        assert company.department == code


def test_escape_leaves_the_list_as_it_was(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    _go(window, Lead.TABLE, "18", "department")
    type_text("8")
    _press_in_list(Key.Key_Escape)
    press(Key.Key_Tab)
    assert snapshot(window) == before


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("51", "51 Marne"),
        ("MARNE", "51 Marne"),
        ("haute-m", "52 Haute-Marne"),
        ("cote", "21 Côte-d’Or"),
        ("or", "21 Côte-d’Or"),
        ("zz", ""),
    ],
)
def test_the_best_line_comes_first(typed: str, found: str) -> None:
    texts = ["", "21 Côte-d’Or", "51 Marne", "52 Haute-Marne"]
    place = best_match(typed, texts)
    assert (texts[place] if place >= 0 else "") == found


def test_suggestions_are_found_without_accents(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Lead.TABLE, "18", "function")
    line = focused()
    assert isinstance(line, QLineEdit)
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("gerant")
    popup = line.completer().popup()
    assert popup is not None
    texts = [popup.model().index(place, 0).data() for place in range(popup.model().rowCount())]
    assert "gérant" in texts
    popup.hide()
