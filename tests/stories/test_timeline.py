"""The officer changes dates on a sheet's time line, by keys and with the mouse."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from nfi_planner.models.roadmap import Action, Status
from nfi_planner.models.rules import Where
from nfi_planner.pictures.timeline import days_of
from nfi_planner.services import choosing
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.sheets.tables import ActionTable
from nfi_planner.ui.widgets.timeline import TIMELINE
from tests.window import Key, Modifier, OpenWindow, bridge, press, settle, sheets_page, snapshot

_SHIFT, _CONTROL = Modifier.ShiftModifier, Modifier.ControlModifier


def _actions(window: MainWindow) -> tuple[Action, ...]:
    return snapshot(window).children(Action, "18")


def _go(window: MainWindow, action: Action) -> ActionTable:
    """Put the cursor on the time line of an action."""
    window.activateWindow()
    window.go(Where(Action.TABLE, action.id, TIMELINE))
    settle()
    table = sheets_page(window).tables[Action.TABLE]
    assert isinstance(table, ActionTable)
    return table


def _now(window: MainWindow, action: Action) -> Action:
    found = snapshot(window).get(Action, action.id)
    assert found is not None
    return found


def _dates(window: MainWindow, action: Action) -> tuple[str, str]:
    now = _now(window, action)
    return str(now.start), str(now.end)


def _lines(window: MainWindow) -> int:
    return len(bridge(window).editor.document.lines)


@pytest.fixture
def window(example: Path, opened: OpenWindow) -> MainWindow:
    return opened(example)


@pytest.fixture
def action(window: MainWindow) -> Action:
    """The first action of the plan: from 1 April to 30 September 2014."""
    first = _actions(window)[0]
    assert (str(first.start), str(first.end)) == ("2014-04-01", "2014-09-30")
    return first


@pytest.fixture
def milestone(window: MainWindow) -> Action:
    return next(action for action in _actions(window) if action.milestone)


def test_arrows_move_the_bar_and_its_end(window: MainWindow, action: Action) -> None:
    _go(window, action)
    press(Key.Key_Right)
    assert _dates(window, action) == ("2014-04-02", "2014-10-01")
    press(Key.Key_Left)
    press(Key.Key_Right, _CONTROL)
    assert _dates(window, action) == ("2014-05-01", "2014-10-31")
    press(Key.Key_Left, _SHIFT)
    assert _dates(window, action) == ("2014-05-01", "2014-10-30")
    press(Key.Key_Right, _SHIFT | _CONTROL)
    assert _dates(window, action) == ("2014-05-01", "2014-11-30")


def test_presses_share_a_line_and_are_undone_in_one_step(window: MainWindow, action: Action) -> None:
    _go(window, action)
    before = _lines(window)
    for _ in range(5):
        press(Key.Key_Right)
    assert _dates(window, action) == ("2014-04-06", "2014-10-05")
    assert _lines(window) == before + 1
    press(Key.Key_Z, _CONTROL)
    assert _dates(window, action) == ("2014-04-01", "2014-09-30")


def test_the_cursor_stays_on_the_time_line_and_the_sheets_keys_stay_free(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    press(Key.Key_Right)
    assert table.view.currentIndex() == table.model.find(action.id, TIMELINE)
    press(Key.Key_Right, Modifier.AltModifier)
    assert sheets_page(window).plan != "18"
    assert _dates(window, action) == ("2014-04-02", "2014-10-01")


def test_the_new_dates_are_said(window: MainWindow, action: Action) -> None:
    said: list[str] = []
    sheets_page(window).announced.connect(said.append)
    _go(window, action)
    press(Key.Key_Right)
    assert [text.replace("\u00a0", " ") for text in said] == ["du 2 avril 2014 au 1er octobre 2014"]


def test_the_end_stops_at_the_start(window: MainWindow, action: Action) -> None:
    _go(window, action)
    for _ in range(8):
        press(Key.Key_Left, _SHIFT | _CONTROL)
    assert _dates(window, action) == ("2014-04-01", "2014-04-01")


def test_a_milestone_moves_only(window: MainWindow, milestone: Action) -> None:
    said: list[str] = []
    sheets_page(window).announced.connect(said.append)
    _go(window, milestone)
    press(Key.Key_Right, _SHIFT)
    assert _now(window, milestone) == milestone
    assert "jalon" in said[0]
    press(Key.Key_Right)
    assert milestone.start is not None
    assert _now(window, milestone).start == date.fromordinal(milestone.start.toordinal() + 1)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_dates_are_taken_off_and_given_by_keys(window: MainWindow, action: Action, key: Qt.Key) -> None:
    _go(window, action)
    press(Key.Key_Delete)
    assert _dates(window, action) == ("None", "None")
    press(Key.Key_Right)  # there is nothing to move
    assert _dates(window, action) == ("None", "None")
    press(key)
    days = days_of(_now(window, action))
    assert days is not None
    assert 27 <= (days[1] - days[0]).days <= 30
    press(Key.Key_Z, _CONTROL)
    press(Key.Key_Z, _CONTROL)
    assert _dates(window, action) == ("2014-04-01", "2014-09-30")


# -- the mouse ---------------------------------------------------------------------------------------------------------


def _x(table: ActionTable, day: date) -> int:
    """Return where the middle of a day stands in the column, in pixels: from the period that the table says."""
    first, last = table._timeline.period
    index = table.model.index(0, len(table.model.columns) - 1)
    box = table.view.visualRect(index).adjusted(6, 0, -6, 0)
    share = (day.toordinal() + 0.5 - first.toordinal()) / (last.toordinal() + 1 - first.toordinal())
    return box.left() + round(share * box.width())


def _place(table: ActionTable, action: Action, day: date) -> QPoint:
    box = table.view.visualRect(table.model.find(action.id, TIMELINE))
    return QPoint(_x(table, day), box.center().y())


def _move(view: QTableView, place: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    at = QPointF(place)
    globally = QPointF(view.viewport().mapToGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, at, globally, Qt.MouseButton.NoButton, button, Modifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)
    settle()


def _drag(view: QTableView, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, start)
    _move(view, QPoint((start.x() + end.x()) // 2, start.y()))
    _move(view, end)
    if let_go:
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, end)
        settle()


def _near(found: date | None, wanted: date) -> bool:
    """Return whether a date is the wanted one to a pixel or two of the narrow column."""
    return found is not None and abs((found - wanted).days) <= 10


def test_dragging_the_bar_moves_it_in_one_act(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    before = _lines(window)
    _drag(table.view, _place(table, action, date(2014, 7, 1)), _place(table, action, date(2015, 1, 1)))
    now = _now(window, action)
    assert now.start is not None
    assert now.end is not None
    assert (now.end - now.start).days == 182
    assert _near(now.start, date(2014, 10, 2))
    assert _lines(window) == before + 1
    line = bridge(window).editor.undo_line
    assert line is not None
    assert line.label.startswith("Déplacer l’action")
    press(Key.Key_Z, _CONTROL)
    assert _now(window, action) == action


def test_dragging_an_end_changes_that_end(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    _drag(table.view, _place(table, action, date(2014, 9, 30)), _place(table, action, date(2015, 3, 31)))
    now = _now(window, action)
    assert now.start == action.start
    assert _near(now.end, date(2015, 3, 31))
    table = _go(window, action)
    _drag(table.view, _place(table, action, date(2014, 4, 1)), _place(table, action, date(2014, 10, 1)))
    assert _near(_now(window, action).start, date(2014, 10, 1))
    assert _now(window, action).end == now.end


def test_the_new_dates_are_shown_beside_what_is_dragged_and_escape_gives_up(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    still = table.view.grab().toImage()
    start, end = _place(table, action, date(2014, 7, 1)), _place(table, action, date(2015, 1, 1))
    _drag(table.view, start, end, let_go=False)
    tags = [tag.text() for tag in window.window().findChildren(QLabel) if tag.text().startswith("du ")]
    assert len(tags) == 1
    assert table.view.grab().toImage() != still
    press(Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [tag for tag in window.window().findChildren(QLabel) if tag.text().startswith("du ")]
    assert table.view.grab().toImage() == still
    QTest.mouseRelease(table.view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, end)
    assert _now(window, action) == action


def _tags(window: MainWindow) -> list[str]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [tag.text() for tag in window.window().findChildren(QLabel) if tag.text().startswith("du ")]


def test_leaving_the_page_with_the_button_down_lets_go(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    start, end = _place(table, action, date(2014, 7, 1)), _place(table, action, date(2015, 1, 1))
    _drag(table.view, start, end, let_go=False)
    assert len(_tags(window)) == 1
    window.show_page("choices")
    settle()
    assert window.stack.shown == "choices"
    assert not _tags(window)
    QTest.mouseRelease(table.view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, end)
    assert _now(window, action) == action


def test_a_document_that_changes_under_the_mouse_lets_go(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    bridge(window).do(choosing.set_status(snapshot(window), ["32"], Status.NOT_KEPT))
    settle()
    start, end = _place(table, action, date(2014, 7, 1)), _place(table, action, date(2015, 1, 1))
    _drag(table.view, start, end, let_go=False)
    bridge(window).undo()
    settle()
    assert not _tags(window)
    QTest.mouseRelease(table.view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, end)
    assert _now(window, action) == action


def test_closing_the_document_with_the_button_down_takes_the_dates_away(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    start, end = _place(table, action, date(2014, 7, 1)), _place(table, action, date(2015, 1, 1))
    _drag(table.view, start, end, let_go=False)
    assert window.close_document()
    settle()
    assert not _tags(window)


def test_a_click_changes_nothing(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    QTest.mouseClick(
        table.view.viewport(),
        Qt.MouseButton.LeftButton,
        Modifier.NoModifier,
        _place(table, action, date(2014, 7, 1)),
    )
    assert _now(window, action) == action


def test_dates_are_drawn_across_an_empty_line(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    press(Key.Key_Delete)
    _drag(table.view, _place(table, action, date(2015, 6, 1)), _place(table, action, date(2014, 12, 1)))
    now = _now(window, action)
    assert _near(now.start, date(2014, 12, 1))
    assert _near(now.end, date(2015, 6, 1))


def test_the_cursor_shows_what_one_can_take_hold_of(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    shapes = []
    for day in (date(2014, 4, 1), date(2014, 7, 1), date(2014, 9, 30), date(2016, 1, 1)):
        _move(table.view, _place(table, action, day), Qt.MouseButton.NoButton)
        shapes.append(table.view.viewport().cursor().shape())
    usual = Qt.CursorShape.ArrowCursor
    assert shapes == [Qt.CursorShape.SizeHorCursor, Qt.CursorShape.SizeAllCursor, Qt.CursorShape.SizeHorCursor, usual]


def test_the_keys_are_said_where_one_looks_for_them(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    spoken = QAccessible.queryAccessibleInterface(table.view).text(QAccessible.Text.Description)
    shown = table.model.find(action.id, TIMELINE).data(Qt.ItemDataRole.ToolTipRole)
    for text in (spoken, shown):
        assert "Ctrl+← →" in text
        assert "Maj+← →" in text
    assert shown.replace("\u00a0", " ").startswith("du 1er avril 2014 au 30 septembre 2014\n")


def test_the_sheet_says_its_period(window: MainWindow, action: Action) -> None:
    table = _go(window, action)
    assert table.total.text().replace("\u00a0", " ") == "avr. 2014 – déc. 2016"
    press(Key.Key_Left)
    assert table.total.text().replace("\u00a0", " ") == "janv. 2014 – déc. 2016"
