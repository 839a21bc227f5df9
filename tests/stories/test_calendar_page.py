"""The officer looks at all dates at once, changes them there, and hands them to another program."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.order import keys_between
from nfi_planner.models.roadmap import Action, Choice, Status
from nfi_planner.models.rules import Where
from nfi_planner.services import calendar, choosing, sheets
from nfi_planner.ui import tasks
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.calendar.page import CalendarPage
from nfi_planner.ui.pages.calendar.rows import Heading
from nfi_planner.ui.rows import Role
from nfi_planner.ui.widgets.timeline import TIMELINE
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    answer_file_dialog,
    bridge,
    focused,
    press,
    settle,
    sheets_page,
    snapshot,
    type_text,
)


@pytest.fixture
def window(example: Path, opened: OpenWindow) -> MainWindow:
    window = opened(example)
    window.show_page("calendar")
    _page(window).view.setFocus()
    settle()
    return window


def _page(window: MainWindow) -> CalendarPage:
    page = window.page("calendar")
    assert isinstance(page, CalendarPage)
    return page


def _listed(window: MainWindow) -> list[Action]:
    return [row for row in _page(window).model.rows if isinstance(row, Action)]


def _headings(window: MainWindow) -> list[str]:
    return [row.title for row in _page(window).model.rows if isinstance(row, Heading)]


def _first(window: MainWindow) -> Action:
    """The first action of plan 18, from 1 April to 30 September 2014."""
    return snapshot(window).children(Action, "18")[0]


def _start(window: MainWindow, action: Action) -> date | None:
    found = snapshot(window).get(Action, action.id)
    assert found is not None
    return found.start


def _press_on(widget: QWidget, key: Qt.Key) -> None:
    widget.setFocus()
    settle()
    press(key)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_all_actions_of_the_chosen_plans_are_there(window: MainWindow) -> None:
    every = [a for plan in lookups.chosen(snapshot(window)) for a in snapshot(window).children(Action, plan.id)]
    assert _listed(window) == every
    assert len(_headings(window)) == 10
    assert _headings(window)[0].startswith("18 · ")


def test_a_plan_taken_out_takes_its_actions_along(window: MainWindow) -> None:
    bridge(window).do(choosing.set_status(snapshot(window), ["18"], Status.NOT_KEPT))
    assert len(_headings(window)) == 9
    assert not any(action.choice_id == "18" for action in _listed(window))


def test_by_month_all_stand_under_the_month_they_start_in(window: MainWindow) -> None:
    bare = _listed(window)[3]
    bridge(window).do(calendar.redate(snapshot(window), calendar.undated(bare)))
    page = _page(window)
    page.view.show_cell(bare.id, "owner")
    _press_on(page.chips["month"], Key.Key_Space)
    starts = [action.start or date.max for action in _listed(window)]
    assert starts == sorted(starts)
    assert _headings(window)[0] == "Avril 2014"
    assert _headings(window)[-1] == "Sans date"
    assert _listed(window)[-1].id == bare.id
    assert page.view.currentIndex() == page.model.find(bare.id, "owner")  # the cursor came along
    assert _plain(str(page.model.find(bare.id, "plan").data())).startswith("18 · ")


def test_the_view_is_remembered(window: MainWindow) -> None:
    page = _page(window)
    _press_on(page.chips["month"], Key.Key_Space)
    window.show_page("choices")
    window.show_page("calendar")
    assert page.chips["month"].isChecked()
    assert _headings(window)[0] == "Avril 2014"


def test_milestones_only_and_one_plan_only(window: MainWindow) -> None:
    page = _page(window)
    _press_on(page.milestones, Key.Key_Space)
    assert _listed(window)
    assert all(action.milestone for action in _listed(window))
    _press_on(page.plans, Key.Key_Down)
    assert {action.choice_id for action in _listed(window)} == {"18"}
    assert _headings(window) == ["18 · Chimie verte"]
    _press_on(page.milestones, Key.Key_Space)
    assert _listed(window) == list(snapshot(window).children(Action, "18"))
    bridge(window).do(choosing.set_status(snapshot(window), ["18"], Status.NOT_KEPT))
    assert len(_headings(window)) == 9  # the filtered plan is gone: all others are shown


def test_arrows_pass_over_the_headings(window: MainWindow) -> None:
    page = _page(window)
    for _ in range(12):
        press(Key.Key_Down)
        assert page.view.current_row() is not None
    assert page.view.current_row() == _listed(window)[12]


def test_tab_passes_over_the_headings_and_leaves_after_the_last_cell(window: MainWindow) -> None:
    page = _page(window)
    last = snapshot(window).children(Action, "18")[-1]
    page.view.show_cell(last.id, TIMELINE)
    press(Key.Key_Tab)
    assert page.view.current_row() == _listed(window)[len(snapshot(window).children(Action, "18"))]
    press(Key.Key_Backtab, Modifier.ShiftModifier)
    assert page.view.currentIndex() == page.model.find(last.id, "end")
    page.view.show_cell(_listed(window)[-1].id, TIMELINE)
    press(Key.Key_Tab)
    assert focused() is not page.view


def test_a_date_is_typed_in_its_cell(window: MainWindow) -> None:
    action = _first(window)
    page = _page(window)
    page.view.show_cell(action.id, "start")
    press(Key.Key_Return)
    assert isinstance(focused(), QLineEdit)
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("12 mai 2014")
    press(Key.Key_Return)
    assert _start(window, action) == date(2014, 5, 12)
    assert page.view.currentIndex() == page.model.find(_listed(window)[1].id, "start")


def test_what_is_no_date_stays_and_is_explained(window: MainWindow) -> None:
    action = _first(window)
    page = _page(window)
    page.view.show_cell(action.id, "end")
    press(Key.Key_Return)
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("bientôt")
    press(Key.Key_Return)
    assert page.model.find(action.id, "end").data() == "bientôt"
    assert page.problem.isVisible()
    assert "n’est pas une date" in page.problem.text()
    assert window.stack.waiting() == ["Calendrier"]


def test_a_title_is_edited_without_its_milestones_sign(window: MainWindow) -> None:
    milestone = next(action for action in _listed(window) if action.milestone)
    page = _page(window)
    index = page.model.find(milestone.id, "title")
    assert index.data() == f"◆ {milestone.title}"
    page.view.show_cell(milestone.id, "title")
    press(Key.Key_F2)
    line = focused()
    assert isinstance(line, QLineEdit)
    assert line.text() == milestone.title


_OPEN_SHEET = (Key.Key_F, Modifier.ControlModifier | Modifier.ShiftModifier)


@pytest.mark.parametrize(
    ("field", "keys"), [(TIMELINE, (Key.Key_Return, Modifier.NoModifier)), ("title", _OPEN_SHEET), ("end", _OPEN_SHEET)]
)
def test_a_key_opens_the_actions_sheet(window: MainWindow, field: str, keys: tuple[Key, Modifier]) -> None:
    action = snapshot(window).children(Action, "32")[1]
    _page(window).view.show_cell(action.id, field)
    press(*keys)
    assert window.stack.shown == "sheets"
    assert sheets_page(window).plan == "32"
    assert focused() is sheets_page(window).tables[Action.TABLE].view
    assert sheets_page(window).tables[Action.TABLE].view.currentIndex().data() == action.title


def test_arrows_move_a_bar_and_undo_stays_on_the_page(window: MainWindow) -> None:
    action = _first(window)
    said: list[str] = []
    page = _page(window)
    page.announced.connect(said.append)
    page.view.show_cell(action.id, TIMELINE)
    press(Key.Key_Right)
    press(Key.Key_Right)
    assert _start(window, action) == date(2014, 4, 3)
    assert _plain(said[-1]) == "du 3 avril 2014 au 2 octobre 2014"
    press(Key.Key_Z, Modifier.ControlModifier)
    assert _start(window, action) == action.start
    assert window.stack.shown == "calendar"


def test_an_action_keeps_the_cursor_when_it_moves_to_another_month(window: MainWindow) -> None:
    action = _first(window)
    page = _page(window)
    _press_on(page.chips["month"], Key.Key_Space)
    page.view.show_cell(action.id, TIMELINE)
    for _ in range(9):
        press(Key.Key_Right, Modifier.ControlModifier)
    assert _start(window, action) == date(2015, 1, 1)
    assert page.view.currentIndex() == page.model.find(action.id, TIMELINE)
    assert page.view.viewport().rect().contains(page.view.visualRect(page.view.currentIndex()).center())


def test_a_refresh_moves_neither_cursor_nor_scroll(window: MainWindow) -> None:
    page = _page(window)
    resets: list[None] = []
    page.model.modelReset.connect(partial(resets.append, None))
    page.view.show_cell(_listed(window)[30].id, "owner")
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum() // 2)
    scroll = page.view.verticalScrollBar().value()
    assert scroll > 0
    other = snapshot(window).get(Action, _listed(window)[2].id)
    assert other is not None
    bridge(window).do(sheets.edit(snapshot(window), other, title="Autre titre"))
    bridge(window).do(calendar.redate(snapshot(window), calendar.moved(other, months=-6)))  # the period changes
    settle()
    assert page.view.current_row() == _listed(window)[30]
    assert page.view.verticalScrollBar().value() == scroll
    assert not resets


def test_the_wheel_scrolls_the_rows_below_the_axis(window: MainWindow) -> None:
    view = _page(window).view
    place = QPointF(view.viewport().rect().center())
    turn = QWheelEvent(
        place, QPointF(view.viewport().mapToGlobal(place.toPoint())), QPoint(0, -240), QPoint(0, -240),
        Qt.MouseButton.NoButton, Modifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), turn)
    settle()
    assert view.verticalScrollBar().value() > 0
    assert view.horizontalHeader().isVisible()


def test_a_row_is_read_as_a_sentence(window: MainWindow) -> None:
    action = _first(window)
    page = _page(window)
    read = page.model.find(action.id, "title").data(Role.AccessibleTextRole)
    assert _plain(str(read)) == (
        f"Action « {action.title} », porteur : {action.owner}, du 1er avril 2014 au 30 septembre 2014, à venir. "
        "Plan 18, Chimie verte et biocarburants, rang 1."
    )  # fmt: skip
    heading = page.model.index(0, 0).data(Role.AccessibleTextRole)
    assert _plain(str(heading)) == "18 · Chimie verte : 5 actions et 1 jalon"


def test_the_day_is_said_in_words(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("calendar")
    words = _plain(_page(window).summary.text())
    assert words.endswith(" · le calendrier commence après aujourd’hui (28 mars 2014)")


def test_every_control_has_a_name(window: MainWindow) -> None:
    page = _page(window)
    every = [one for one in page.findChildren(QWidget) if one.isVisible()]
    controls = [one for one in every if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(controls) >= 5
    for control in controls:
        assert QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name), control


def test_nothing_chosen_is_said(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    window.show_page("calendar")
    assert not _listed(window)
    assert _page(window).empty.isVisible()
    assert "plans choisis" in _page(window).empty.text()


def test_a_finding_style_link_goes_to_the_cell(window: MainWindow) -> None:
    action = _listed(window)[20]
    page = _page(window)
    page.go(Where(Action.TABLE, action.id, "end"))
    assert page.view.currentIndex() == page.model.find(action.id, "end")


# -- the file ----------------------------------------------------------------------------------------------------------


def test_the_calendar_is_written_where_one_says(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "dates.ics"
    answer_file_dialog(path)
    window.actions_by_name["ics"].trigger()
    page = _page(window)
    qtbot.waitUntil(lambda: "dates.ics" in page.said.text())
    assert page.said.isVisible()
    assert path.read_bytes().count(b"BEGIN:VEVENT") == len(_listed(window))


def test_the_calendar_is_written_though_the_document_is_closed_meanwhile(window: MainWindow, tmp_path: Path) -> None:
    answer_file_dialog(tmp_path / "dates.ics")
    window.actions_by_name["ics"].trigger()
    window.close_document()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tasks.wait_for_all()
    settle()
    assert (tmp_path / "dates.ics").exists()


def test_what_keeps_the_calendar_from_being_written_is_said(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for action in _listed(window):
        bridge(window).do(calendar.redate(snapshot(window), calendar.undated(action)))
    answer_file_dialog(tmp_path / "dates.ics")
    window.actions_by_name["ics"].trigger()
    page = _page(window)
    qtbot.waitUntil(lambda: "Aucune action n’a de date" in page.said.text())
    assert page.said.property("role") == "error"
    assert not (tmp_path / "dates.ics").exists()


def test_ten_times_the_example_is_brought_up_to_date_by_few_signals(window: MainWindow) -> None:
    keys = keys_between("", "", 40)
    added = [
        Action(
            id=f"{plan.id}-{i}", choice_id=plan.id, position=f"z{key}", title="Suite", start=date(2015, 1, 1 + i % 9)
        )
        for plan in lookups.chosen(snapshot(window))
        for i, key in enumerate(keys)
    ]
    bridge(window).do(ChangeSet("Beaucoup", tuple(Change(None, action) for action in added)))
    page = _page(window)
    assert len(_listed(window)) > 400
    changed: list[tuple[int, int]] = []
    page.model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    bridge(window).do(calendar.redate(snapshot(window), calendar.moved(added[200], days=1)))
    row = page.model.find(added[200].id, "title").row()
    assert changed == [(row, row)]


def test_choice_of_another_rank_repaints_the_heading(window: MainWindow) -> None:
    plan = lookups.chosen(snapshot(window))[0]
    bridge(window).do(choosing.set_status(snapshot(window), [plan.id], Status.REGIONAL))
    assert isinstance(plan, Choice)
    heading = next(row for row in _page(window).model.rows if isinstance(row, Heading) and row.id == f"plan-{plan.id}")
    assert heading.rank is not None
    assert heading.rank.value == 2
