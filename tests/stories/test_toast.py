"""What a destructive act took away is said, with the way back; nothing asks first, and the keyboard stays."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import SHEET_TABLES, Action, Choice, Lead, Rank, Status
from nfi_planner.models.rules import Where
from nfi_planner.support.french import NBSP
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.calendar.view import CalendarView
from nfi_planner.ui.pages.choices.view import PlanView
from nfi_planner.ui.tasks import Task
from nfi_planner.ui.widgets import toast
from nfi_planner.ui.widgets.timeline import TIMELINE
from tests.window import Key, Modifier, OpenWindow, bridge, choices_page, focused, press, settle, snapshot, type_text


def text(window: MainWindow) -> str:
    """What the toast says, "" when it isn't there."""
    shown = window.frame.toast
    return next(iter(shown.findChildren(QLabel))).text().replace(NBSP, " ") if shown.isVisible() else ""


def button(window: MainWindow) -> QPushButton:
    return window.frame.toast.findChildren(QPushButton)[0]


def take_out(window: MainWindow, plan: str = "32") -> None:
    choices_page(window).show_plan(plan)
    press(Key.Key_Delete)


def ranked(window: MainWindow) -> list[str]:
    return [choice.id for choice in lookups.ranked(snapshot(window), Rank.REGIONAL)]


def test_taking_a_plan_out_is_said_and_its_button_undoes_it(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = ranked(window)
    take_out(window)
    where = focused()
    assert text(window) == "« Robotique » retiré du rang 2"
    QTest.mouseClick(button(window), Qt.MouseButton.LeftButton)
    settle()
    assert ranked(window) == before
    assert text(window) == ""
    assert focused() is where


def test_undo_redo_and_what_takes_nothing_away_say_nothing(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    take_out(window)
    press(Key.Key_Z, Modifier.ControlModifier)
    assert (text(window), "32" in ranked(window)) == ("", True)
    press(Key.Key_Y, Modifier.ControlModifier)
    assert (text(window), "32" in ranked(window)) == ("", False)
    choices_page(window).show_plan("33")
    type_text("2")
    assert (text(window), "33" in ranked(window)) == ("", True)


def test_it_goes_at_the_next_act_and_at_the_next_one_like_it(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    take_out(window)
    take_out(window, "18")
    assert text(window) == "« Chimie verte » retiré du rang 1"
    type_text("1")
    assert text(window) == ""


def test_it_stays_when_another_page_is_shown_and_goes_with_the_document(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    take_out(window)
    window.show_page("budget")
    assert text(window)
    press(Key.Key_W, Modifier.ControlModifier)
    assert text(window) == ""


def test_it_does_not_outlive_its_document(example: Path, draft: Path, opened: OpenWindow) -> None:
    window = opened(example)
    take_out(window)
    window.open_path(draft)
    settle()
    assert bridge(window).editor.path == draft
    assert text(window) == ""


def test_it_leaves_the_way_to_give_up_what_is_worked_at(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)
    window.resize(800, 600)
    take_out(window)
    bar, shown = window.frame.state.progress, window.frame.toast
    low = shown.geometry()
    task = Task(lambda report: report(0.5), lambda *_: None)
    bar.follow(task, "Écriture en cours")
    qtbot.waitUntil(bar.isVisible)
    settle()
    place = QRect(bar.mapTo(window.frame, QPoint(0, 0)), bar.size())
    assert low.intersects(place)
    assert not shown.geometry().intersects(place)
    task.run()
    settle()
    assert not bar.isVisible()
    assert shown.geometry() == low


def test_it_goes_by_itself(example: Path, opened: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert toast.STAYS_MS == 10_000
    monkeypatch.setattr(toast, "STAYS_MS", 40)
    window = opened(example)
    choices_page(window).show_plan("32")
    QTest.keyClick(focused(), Key.Key_Delete)
    assert text(window)
    qtbot.waitUntil(lambda: text(window) == "")


def waits(window: MainWindow) -> bool:
    """Whether it is there and no time runs that would take it away."""
    timers = window.frame.toast.findChildren(QTimer)
    return window.frame.toast.isVisible() and bool(timers) and not any(timer.isActive() for timer in timers)


def test_it_waits_while_one_is_on_its_button(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    take_out(window)
    assert not waits(window)
    button(window).setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert waits(window)
    window.stack.setFocus(Qt.FocusReason.BacktabFocusReason)
    settle()
    assert not waits(window)
    button(window).setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Space)
    assert "32" in ranked(window)
    assert window.stack.isAncestorOf(focused())


def test_it_waits_while_one_points_at_it(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    take_out(window)
    shown, place = window.frame.toast, QPointF(5, 5)
    QApplication.sendEvent(shown, QEnterEvent(place, place, place))
    assert waits(window)
    QApplication.sendEvent(shown, QEvent(QEvent.Type.Leave))
    assert not waits(window)


def test_it_stands_over_the_status_bar_whatever_the_size_and_the_scale(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    take_out(window)
    pages = window.stack.parentWidget()
    assert pages is not None
    for width, height in ((1366, 768), (1440, 900), (800, 600)):
        window.resize(width, height)
        settle()
        shown = window.frame.toast.geometry()
        area = pages.rect().translated(pages.mapTo(window.frame, pages.rect().topLeft()))
        assert window.frame.rect().contains(shown), (width, shown)
        assert area.left() <= shown.left()
        assert shown.right() <= area.right()
        assert abs(shown.center().x() - area.center().x()) <= 1
        assert shown.bottom() >= window.frame.state.geometry().top()


def test_it_hides_nothing_one_acts_on(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    take_out(window)
    shown = window.frame.toast.geometry()
    for view in choices_page(window).findChildren(PlanView):
        last = view.visualRect(view.model().index(view.model().rowCount() - 1, 0))
        place = last.translated(view.viewport().mapTo(window.frame, QPoint(0, 0)))
        assert view.viewport().rect().contains(last)  # the 33 rows are in sight at 1440 × 900
        assert not shown.intersects(place)


def test_taking_out_to_study_is_said_too(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    choices_page(window).show_plan("32")
    type_text("e")
    assert lookups.choice(snapshot(window), 32).status is Status.STUDIED
    assert text(window) == "« Robotique » retiré du rang 2 et mis à l’étude"


def test_it_is_named_by_what_it_says(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    take_out(window)
    name = QAccessible.queryAccessibleInterface(window.frame.toast).text(QAccessible.Text.Name)
    assert name.replace(NBSP, " ") == text(window) == "« Robotique » retiré du rang 2"


# -- whatever is taken out, wherever ---------------------------------------------------------------------------------


def test_emptying_a_whole_table_is_said_and_undone(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    window.show_page("leads")
    press(Key.Key_A, Modifier.ControlModifier)
    press(Key.Key_Delete)
    assert re.fullmatch(r"\d\d valeurs effacées", text(window))
    button(window).click()
    settle()
    assert snapshot(window) == before


def test_taking_a_bar_s_dates_away_is_said(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("calendar")
    view = window.findChild(CalendarView)
    assert view is not None
    one = next(row for row in snapshot(window).all(Action) if row.start and row.end and not row.milestone)
    view.show_cell(one.id, TIMELINE)
    press(Key.Key_Delete)
    assert text(window).startswith(f"Dates de l’action « {one.title} » ôtées — ")


def test_pasting_over_what_was_there_is_said(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.go(Where(Action.TABLE, snapshot(window).children(Action, "18")[0].id, "title"))
    QGuiApplication.clipboard().setText("Un\nDeux")
    press(Key.Key_Escape)
    press(Key.Key_V, Modifier.ControlModifier)
    assert text(window) == "2 valeurs remplacées — « Chimie verte »"


def test_an_emptied_text_is_said(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.go(Where(Choice.TABLE, "18", "motive"))
    press(Key.Key_A, Modifier.ControlModifier)
    press(Key.Key_Delete)
    press(Key.Key_Tab)
    assert text(window) == "Contenu de « motif du choix » effacé — « Chimie verte »"


def test_all_selected_sheets_are_emptied_as_one_act(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    page = choices_page(window)
    page.show_plan("13")
    press(Key.Key_A, Modifier.ControlModifier)
    window.actions_by_name["clear_sheet"].trigger()
    settle()
    assert not [row for table in (*SHEET_TABLES, Lead) for row in snapshot(window).all(table)]
    assert re.fullmatch(r"\d+ fiches vidées", text(window))
    assert window.actions_by_name["undo"].text().replace(NBSP, " ") == "Annuler : Vider 33 fiches — choix des plans"
    press(Key.Key_Z, Modifier.ControlModifier)
    assert snapshot(window) == before
