"""Each page has the room it needs, and uses what it has: whole rows, no blank below a list that scrolls."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget

from nfi_planner.models.roadmap import Action, Choice, FactoryCandidate, Status
from nfi_planner.models.rules import Where
from nfi_planner.services import choosing, settings
from nfi_planner.ui.dialogs.person_rows import FoundModel, FoundTable
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.factory.page import FactoryPage
from tests.window import Key, OpenWindow, bridge, choices_page, focused, press, settle, sheets_page, snapshot


def _sized(window: MainWindow, width: int, height: int) -> MainWindow:
    window.resize(width, height)
    settle()
    return window


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _whole_rows(view: QAbstractItemView) -> int:
    """How many rows are seen; none of them may be cut."""
    model, room = view.model(), view.viewport().rect()
    boxes = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount(view.rootIndex()))]
    seen = [box for box in boxes if box.top() <= room.bottom()]
    assert seen[-1].bottom() <= room.bottom() + 1, (seen[-1], room)
    return len(seen)


@pytest.mark.parametrize(("size", "least"), [((1440, 900), 8), ((1366, 768), 4)])
def test_the_candidates_take_the_height_there_is(
    example: Path, opened: OpenWindow, size: tuple[int, int], least: int
) -> None:
    window = _sized(opened(example), *size)
    window.go(Where(FactoryCandidate.TABLE, ""))
    settle()
    page = window.page("factory")
    assert isinstance(page, FactoryPage)
    assert _whole_rows(page.view) >= least
    blank = _place(page, window).bottom() - _place(page.detail, window).bottom()
    assert blank < 30 + page.view.verticalHeader().defaultSectionSize()


def test_the_findings_leave_the_room_to_pages_of_tables_on_a_small_screen(example: Path, opened: OpenWindow) -> None:
    window = _sized(opened(example), 1366, 768)
    shown = {}
    for page in ("choices", "sheets", "leads", "budget"):
        window.show_page(page)
        settle()
        shown[page] = window.frame.findings.isVisible()
    assert shown == {"choices": True, "sheets": False, "leads": False, "budget": False}
    press(Key.Key_F9)
    assert window.frame.findings.isVisible()
    window.show_page("leads")
    assert window.frame.findings.isVisible()  # who asked for them keeps them
    _sized(window, 1440, 900)
    window.show_page("sheets")
    assert window.frame.findings.isVisible()


def test_going_to_the_actions_brings_them_into_sight(example: Path, opened: OpenWindow) -> None:
    window = _sized(opened(example), 1366, 768)
    window.go(Where(Choice.TABLE, "18", Action.TABLE))
    settle()
    table = sheets_page(window).tables[Action.TABLE]
    seen = _place(table, window)
    assert seen.bottom() <= _place(window.stack, window).bottom()
    assert _whole_rows(table.view) == table.model.rowCount() == 6


def test_what_the_actions_are_drawn_on_is_whole_beside_the_findings(example: Path, opened: OpenWindow) -> None:
    window = _sized(opened(example), 1366, 768)
    press(Key.Key_F9)
    press(Key.Key_F9)
    window.go(Where(Choice.TABLE, "18", Action.TABLE))
    settle()
    assert window.frame.findings.isVisible()
    view = sheets_page(window).tables[Action.TABLE].view
    assert view.horizontalScrollBar().maximum() == 0


def test_the_regions_end_on_a_whole_row(opened: OpenWindow) -> None:
    for height in (768, 800, 900):
        window = _sized(opened(None), 1366, height)
        assert _whole_rows(window.welcome.regions) > 10


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_table_of_a_person_is_as_wide_as_its_window(opened: OpenWindow, zoom: int) -> None:
    settings.change(zoom=zoom)
    window = opened(None)
    table = FoundTable(FoundModel(window))
    for width in (600, 740, 1200):
        table.resize(width * zoom // 100, 400)
        table.show()
        settle()
        assert table.horizontalScrollBar().maximum() == 0
    table.close()
    table.deleteLater()


# -- the card of a plan ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", list(Status))
def test_every_plan_that_is_not_kept_may_say_why(draft: Path, opened: OpenWindow, status: Status) -> None:
    window = opened(draft)
    bridge(window).do(choosing.set_status(snapshot(window), [33], status))
    choices_page(window).show_plan("33")
    reasons = {name: field.isVisible() for name, field in choices_page(window).card.reasons.items()}
    assert reasons == {"motive": status.rank is not None, "reason_not_kept": status.rank is None}


def _primary(window: MainWindow) -> list[str]:
    buttons = choices_page(window).card.findChildren(QPushButton)
    return [one.text() for one in buttons if one.property("primary") == "true" and one.isVisible()]


def test_the_rank_that_lacks_a_plan_is_offered_rank_1_first(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)  # four plans in rank 1, three in rank 2
    page = choices_page(window)
    page.show_plan("33")
    assert _primary(window) == ["Rang 1"]
    bridge(window).do(choosing.set_status(snapshot(window), [30], Status.STRATEGIC))
    assert _primary(window) == ["Rang 2"]
    bridge(window).do(choosing.set_status(snapshot(window), [28, 31], Status.REGIONAL))
    assert _primary(window) == []


def test_the_reason_is_as_high_as_there_is_room(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    control = choices_page(window).card.reasons["motive"].control
    high = control.height()
    _sized(window, 1366, 768)
    assert control.height() < high
    assert high > 150


@pytest.mark.parametrize("narrow", [False, True])
def test_the_keyboard_leaves_the_column_that_folds_away(example: Path, opened: OpenWindow, *, narrow: bool) -> None:
    window = opened(example)
    for page in ("budget", "choices"):
        window.resize(1440, 900)
        window.show_page(page)
        settle()
        reasons = choices_page(window).card.reasons.values()
        one = window.frame.findings if page == "budget" else next(field for field in reasons if field.isVisible())
        one.setFocus()
        assert window.frame.findings.isAncestorOf(focused())
        if narrow:
            window.resize(1000, 900)
            settle()
        else:
            press(Key.Key_F9)
        assert not window.frame.findings.isVisible()
        assert window.stack.isAncestorOf(focused())
        assert focused().isVisible()
        if not narrow:
            press(Key.Key_F9)
