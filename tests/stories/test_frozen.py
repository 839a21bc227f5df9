"""What a row is about stays in sight: a first column that doesn't scroll away, names that aren't cut."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QContextMenuEvent, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTabBar, QWidget

from nfi_planner.models import lookups
from nfi_planner.ui import looks, theme
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.budget.matrix import MatrixTable
from nfi_planner.ui.widgets.frozen import FrozenTable
from tests.window import Key, Modifier, OpenWindow, drag_mouse, focused, press, settle, snapshot

LOOKS = [(80, "light"), (100, "light"), (150, "dark"), (200, "dark")]


def _leads(window: MainWindow) -> FrozenTable:
    window.show_page("leads")
    settle()
    view = focused()
    assert isinstance(view, FrozenTable)
    return view


def _zoom(window: MainWindow, percent: int) -> None:
    while theme.zoom() != percent:
        window.actions_by_name["zoom_in" if theme.zoom() < percent else "zoom_out"].trigger()
        settle()


def _left(view: FrozenTable) -> QImage:
    """The picture of where the first column is, without the line that ends it."""
    return view.grab(QRect(0, 0, view.frozen() - 2, view.viewport().geometry().bottom())).toImage()


def _covers(view: FrozenTable) -> list[QWidget]:
    """What lies over the table's first column."""
    return [
        child
        for child in view.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and child.geometry().contains(QPoint(4, view.height() // 2)) and child != view.viewport()
    ]


@pytest.mark.parametrize(("percent", "colours"), LOOKS)
def test_the_plan_stays_in_sight(example: Path, opened: OpenWindow, percent: int, colours: str) -> None:
    window = opened(example)
    looks.use_theme(window, colours)
    _zoom(window, percent)
    window.resize(1100, 768)
    view = _leads(window)
    press(Key.Key_Right)
    before = _left(view)
    assert view.horizontalScrollBar().value() == 0
    assert not _covers(view)
    for _ in range(8):
        press(Key.Key_Right)
    assert view.horizontalScrollBar().value() > 0
    assert _left(view) == before
    looks.use_theme(window, "system")


def test_a_cell_comes_out_from_under_the_plan(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.resize(1000, 768)
    view = _leads(window)
    for _ in range(10):
        press(Key.Key_Right)
    for _ in range(9):
        press(Key.Key_Left)
        assert view.visualRect(view.currentIndex()).left() >= view.frozen()
    press(Key.Key_Left)
    assert view.horizontalScrollBar().value() == 0


def test_a_mark_on_the_plan_is_seen_while_scrolled(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.resize(1000, 768)
    view = _leads(window)
    for _ in range(10):
        press(Key.Key_Right)
    (cover,) = _covers(view)
    before = _left(view)
    place = QPoint(20, view.viewport().y() + view.rowViewportPosition(2) + 5)
    scrolled = view.horizontalScrollBar().value()
    QTest.mouseClick(cover, Qt.MouseButton.LeftButton, Modifier.NoModifier, place)
    settle()
    assert view.horizontalScrollBar().value() == scrolled
    assert (view.currentIndex().row(), view.currentIndex().column()) == (2, 0)
    assert focused() is view
    assert _left(view) != before
    QTest.mouseDClick(cover, Qt.MouseButton.LeftButton, Modifier.NoModifier, place)
    settle()
    assert window.stack.shown == "sheets"


def test_a_list_of_plans_comes_into_view_before_it_opens(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _zoom(window, 200)
    window.show_page("budget")
    view = next(one for one in window.page("budget").findChildren(FrozenTable) if one.start)
    view.setFocus()
    view.setCurrentIndex(view.rows_model.index(0, 0))
    for _ in range(5):
        press(Key.Key_Right)
    assert view.horizontalScrollBar().value() > 0
    (cover,) = _covers(view)
    place = QPoint(20, view.viewport().y() + 5)
    QTest.mouseClick(cover, Qt.MouseButton.LeftButton, Modifier.NoModifier, place)
    settle()
    assert view.horizontalScrollBar().value() == 0
    assert view.currentIndex() == view.rows_model.index(0, 0)


def test_what_is_painted_over_is_no_second_table(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.resize(1000, 768)
    view = _leads(window)

    def heard() -> list[tuple[QAccessible.Role, str]]:
        table = QAccessible.queryAccessibleInterface(view)
        children = [table.child(place) for place in range(table.childCount())]
        return [(one.role(), one.text(QAccessible.Text.Name)) for one in children]

    before = heard()
    assert sum(text == "Plan et rang" for _, text in before) == 1
    for _ in range(10):
        press(Key.Key_Right)
    (cover,) = _covers(view)
    assert cover.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert heard() == before


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("tab", range(3))
def test_no_name_and_no_amount_is_cut_in_the_totals(example: Path, opened: OpenWindow, percent: int, tab: int) -> None:
    window = opened(example)
    _zoom(window, percent)
    window.show_page("budget")
    window.page("budget").findChildren(QTabBar)[0].setCurrentIndex(tab)
    settle()
    (table,) = [one for one in window.page("budget").findChildren(MatrixTable) if one.isVisible()]
    plain, bold = QFontMetrics(theme.font()), QFontMetrics(theme.font(bold=True))
    rows, columns = len(table.rows_model.rows), len(table.rows_model.columns)
    for place in range(rows):
        box = table.visualRect(table.rows_model.index(place, 0))
        room = QRect(0, 0, _room(box), 1_000)
        name = str(table.rows_model.index(place, 0).data())
        needed = plain.boundingRect(room, int(Qt.TextFlag.TextWordWrap), name)
        assert needed.height() <= box.height() - theme.px(4), name
        assert needed.width() <= room.width(), name
    for column in range(1, columns):
        total = table.rows_model.index(rows - 1, column)
        assert bold.horizontalAdvance(str(total.data())) <= _room(table.visualRect(total))
    assert table.height() >= table.verticalHeader().length()


def _room(box: QRect) -> int:
    """What the padding of the style sheet, and Qt's own, leave of a cell."""
    return box.width() - theme.px(12) - 6


def test_the_window_of_1440_shows_names_and_amounts_at_once(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("budget")
    settle()
    view = focused()
    assert isinstance(view, MatrixTable)
    assert view.horizontalScrollBar().maximum() == 0


def test_the_whole_title_is_told(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("budget")
    view = focused()
    assert isinstance(view, MatrixTable)
    first = view.rows_model.index(0, 0)
    title = lookups.choice(snapshot(window), view.rows_model.rows[0].id).plan.title
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert title in first.data(role).replace("\u00a0", " ")


def _scrolled(window: MainWindow) -> tuple[FrozenTable, QWidget, list[QPoint]]:
    """The table of leads scrolled to its end, what lies over its first column, and where the rows are on it."""
    window.resize(1000, 768)
    view = _leads(window)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    settle()
    (cover,) = _covers(view)
    return view, cover, [QPoint(20, view.viewport().y() + view.rowViewportPosition(row) + 5) for row in range(4)]


def test_rows_are_selected_by_dragging_down_the_plans(example: Path, opened: OpenWindow) -> None:
    view, cover, rows = _scrolled(opened(example))
    scrolled = view.horizontalScrollBar().value()
    drag_mouse(cover, rows[0], rows[3])
    assert {index.row() for index in view.selectedIndexes()} == {0, 1, 2, 3}
    assert view.horizontalScrollBar().value() == scrolled


def test_dragging_past_the_plans_selects_what_is_under_the_hand(example: Path, opened: OpenWindow) -> None:
    view, cover, rows = _scrolled(opened(example))
    beside = QPoint(cover.width() + 30, rows[1].y())
    under = view.indexAt(beside - QPoint(0, view.viewport().y()))
    assert under.column() > 1
    drag_mouse(cover, rows[0], beside)
    assert under in view.selectedIndexes()


def test_a_right_click_on_the_plans_offers_what_the_table_does(example: Path, opened: OpenWindow) -> None:
    view, cover, rows = _scrolled(opened(example))
    seen: list[list[str]] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.append([action.text() for action in menu.actions()])
        menu.close()

    QTimer.singleShot(100, look)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, rows[1], cover.mapToGlobal(rows[1]))
    QApplication.sendEvent(cover, asked)
    assert seen == [[action.text() for action in view.actions()]]


def test_what_lies_over_the_plans_is_as_wide_as_they_are(example: Path, opened: OpenWindow) -> None:
    view, cover, _ = _scrolled(opened(example))
    view.horizontalHeader().resizeSection(0, view.frozen() - 40)
    assert cover.width() == view.frozen()
