"""Where the keyboard is: in the work when one comes to a page, and on every control in the order one reads."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nfi_planner.support.french import NBSP
from nfi_planner.ui.actions import BY_NAME
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.stack import PAGES
from nfi_planner.ui.widgets.tables import RowTable
from tests.window import Key, Modifier, OpenWindow, focused, press, settle, type_text

WORK = {  # what one comes to
    "choices": "Les 33 plans",
    "sheets": "Motif du choix",
    "leads": "Chefs de projet",
    "calendar": "Calendrier",
    "budget": "Budget par plan",
    "factory": "Candidates à « Usine du futur »",
    "document": "Titre",
}
Way = Callable[[MainWindow, str], None]


def by_menu(window: MainWindow, page: str) -> None:
    window.actions_by_name[f"page_{page}"].trigger()


def by_go_to(window: MainWindow, page: str) -> None:
    del window
    press(Key.Key_K, Modifier.ControlModifier)
    type_text(BY_NAME[f"page_{page}"].text)
    press(Key.Key_Return)


def _walk_to(window: MainWindow, page: str) -> None:
    pages = window.frame.sidebar.list
    pages.setFocus()
    for _ in PAGES:
        press(Key.Key_Up)
    for _ in range(list(PAGES).index(page)):
        press(Key.Key_Down)
    assert window.stack.shown == page
    assert focused() is pages  # one only passes by


def by_enter(window: MainWindow, page: str) -> None:
    _walk_to(window, page)
    press(Key.Key_Return)


def by_mouse(window: MainWindow, page: str) -> None:
    pages = window.frame.sidebar.list
    item = next(
        pages.item(place) for place in range(pages.count()) if pages.item(place).data(Qt.ItemDataRole.UserRole) == page
    )
    where = pages.visualItemRect(item).center()
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, where)


@pytest.mark.parametrize("way", [by_menu, by_go_to, by_enter, by_mouse])
def test_one_comes_to_a_page_with_the_cursor_in_its_work(example: Path, opened: OpenWindow, way: Way) -> None:
    window = opened(example)
    for page, name in WORK.items():
        window.frame.top.buttons["export"].setFocus()
        way(window, page)
        settle()
        assert window.stack.shown == page
        assert focused().accessibleName().replace(NBSP, " ") == name, page
    assert WORK.keys() == PAGES.keys()


def test_one_comes_to_the_part_of_a_sheet_that_is_shown(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("sheets")
    names = []
    for _ in range(5):
        window.show_page("budget")
        window.show_page("sheets")
        names.append(focused().accessibleName())
        press(Key.Key_PageDown, Modifier.ControlModifier)
    assert names == ["Motif du choix", "Prénom", "Partenaires", "Plan de financement", "Indicateurs"]


# -- the Tab key -------------------------------------------------------------------------------------------------------


def reachable(window: MainWindow) -> set[QWidget]:
    """Whatever is to be reached by the Tab key."""
    return {
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and _takes_tab(one) and one.focusProxy() is None
    }


def _takes_tab(one: QWidget) -> bool:
    return one.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus


def step(*, forward: bool) -> None:
    """Go on, out of a table too."""
    here = focused()
    inside = isinstance(here, RowTable)
    keys = Modifier.ControlModifier if inside else Modifier.NoModifier
    assert not isinstance(here, QPlainTextEdit) or here.tabChangesFocus()
    press(Key.Key_Tab if forward else Key.Key_Backtab, keys if forward else keys | Modifier.ShiftModifier)


def go_round(window: MainWindow, *, forward: bool = True) -> tuple[list[QWidget], set[QWidget]]:
    """Press Tab until one is where one began; return what one met, and what was there all the way and one didn't."""
    met, there = [focused()], reachable(window)
    for _ in range(120):
        step(forward=forward)
        there &= reachable(window)
        if focused() is met[0]:
            return met, there - set(met)
        assert focused() not in met, f"{focused()} again, and {met[0]} is never come back to"
        met.append(focused())
    pytest.fail("one never comes back")


def box_of(window: MainWindow, one: QWidget) -> QRect:
    return QRect(one.mapTo(window, one.rect().topLeft()), one.size())


def out_of_turn(window: MainWindow, met: list[QWidget]) -> list[str]:
    """The steps that go back up, or to the left on a line, on what one reads from top to bottom."""
    wrong = []
    for one, other in pairwise(met):
        here, there = box_of(window, one), box_of(window, other)
        up = there.bottom() < here.top() and there.left() < here.right()  # the next column begins at the top again
        line = abs(here.center().y() - there.center().y()) < min(here.height(), there.height()) / 2
        if up or (line and there.right() <= here.left()):
            wrong.append(f"{_named(one)} {here} → {_named(other)} {there}")
    return wrong


def test_the_tab_key_meets_every_control_of_the_welcome_page(opened: OpenWindow) -> None:
    window = opened(None)
    met, missed = go_round(window)
    assert not missed
    assert len(out_of_turn(window, [*met, met[0]])) == 1  # from the last one to the first


def _named(one: QWidget) -> str:
    return f"{type(one).__name__} « {one.accessibleName() or getattr(one, 'text', str)()} »"


def _check_round(window: MainWindow) -> None:
    start = focused()
    met, missed = go_round(window)
    assert not missed, [_named(one) for one in missed]
    back, _ = go_round(window, forward=False)  # a list one comes to changes the buttons of the card beside it
    assert [one for one in back if one in met] == [one for one in (start, *met[:0:-1]) if one in back]
    page = window.stack.current
    assert page is not None
    inside = [one for one in met if page.isAncestorOf(one)]
    first = next(place for place, one in enumerate(met) if not page.isAncestorOf(one))
    before = [one for one in met[first:] if page.isAncestorOf(one)]  # one began in the middle of the page
    assert out_of_turn(window, before + [one for one in inside if one not in before]) == []


@pytest.mark.parametrize("page", list(PAGES))
def test_the_tab_key_meets_every_control_as_one_reads(example: Path, opened: OpenWindow, page: str) -> None:
    window = opened(example)
    window.show_page(page)
    settle()
    _check_round(window)


@pytest.mark.parametrize("part", range(1, 5))
def test_the_tab_key_meets_every_control_of_a_sheet(example: Path, opened: OpenWindow, part: int) -> None:
    window = opened(example)
    window.show_page("sheets")
    for _ in range(part):
        press(Key.Key_PageDown, Modifier.ControlModifier)
    window.stack.setFocus()
    settle()
    _check_round(window)


def test_controls_that_are_passed_over_or_out_of_turn_are_noticed(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("budget")
    settle()
    met, missed = go_round(window)
    assert not missed
    assert out_of_turn(window, met[::-1])
    page = window.page("budget")
    assert page.work is not None
    page.setFocusProxy(page.work)  # Tab goes there at once
    assert {type(one).__name__ for one in go_round(window)[1]} == {"QTabBar", "QComboBox", "QPushButton"}
