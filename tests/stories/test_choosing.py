"""The officer chooses plans: by keys of either keyboard, by mouse, from the filter; and thinks again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from nfi_planner.models import catalogue, lookups
from nfi_planner.models.roadmap import Rank, Status
from nfi_planner.ui import theme
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.choices import models
from nfi_planner.ui.pages.choices.view import PlanView
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    bridge,
    choices_page,
    drag_plans,
    press,
    settle,
    sheets_page,
    snapshot,
    type_text,
)


def _ranked(window: MainWindow, rank: Rank) -> list[int]:
    return [choice.plan.number for choice in lookups.ranked(snapshot(window), rank)]


def _views(window: MainWindow) -> list[PlanView]:
    """The catalogue, rank 1, rank 2."""
    return choices_page(window).findChildren(PlanView)


@pytest.mark.parametrize(("first", "second", "out"), [("1", "2", "0"), ("&", "é", "à")])
def test_the_digit_row_of_either_keyboard_chooses(
    blank: Path, opened: OpenWindow, first: str, second: str, out: str
) -> None:
    window = opened(blank)
    choices_page(window).show_plan("5")
    type_text(first)
    assert _ranked(window, Rank.STRATEGIC) == [5]
    press(Key.Key_Down)
    type_text(second)
    assert _ranked(window, Rank.REGIONAL) == [6]
    type_text(out)
    assert _ranked(window, Rank.REGIONAL) == []
    assert lookups.choice(snapshot(window), 6).status is Status.NOT_KEPT


def test_five_and_five_by_keys_alone(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    choices_page(window).show_plan("1")
    for turn in range(10):
        type_text("&" if turn < 5 else "é")
        press(Key.Key_Down)
    assert _ranked(window, Rank.STRATEGIC) == [1, 2, 3, 4, 5]
    assert _ranked(window, Rank.REGIONAL) == [6, 7, 8, 9, 10]
    assert not {"C01", "C02"} & {finding.code for finding in bridge(window).review.findings}


def test_a_sixth_plan_is_a_finding_and_no_refusal(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    choices_page(window).show_plan("33")
    type_text("1")
    assert len(_ranked(window, Rank.STRATEGIC)) == 6
    assert "Un plan de rang 1 est en trop." in [f.message for f in bridge(window).review.findings]


def test_study_then_undo_and_redo_with_their_names(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    choices_page(window).show_plan("32")
    type_text("e")
    assert lookups.choice(snapshot(window), 32).status is Status.STUDIED
    assert "Robotique" in window.frame.top.undo.toolTip()
    press(Key.Key_Z, Modifier.ControlModifier)
    assert lookups.choice(snapshot(window), 32).status is Status.NOT_KEPT
    press(Key.Key_Y, Modifier.ControlModifier)
    assert lookups.choice(snapshot(window), 32).status is Status.STUDIED


def test_undo_works_after_closing_and_reopening(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    choices_page(window).show_plan("7")
    type_text("1")
    window.close()
    window = opened(blank)
    assert _ranked(window, Rank.STRATEGIC) == [7]
    press(Key.Key_Z, Modifier.ControlModifier)
    assert _ranked(window, Rank.STRATEGIC) == []


def test_alt_arrows_move_within_a_rank_and_the_cursor_follows(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    view = _views(window)[1]
    before = _ranked(window, Rank.STRATEGIC)
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    press(Key.Key_Down, Modifier.AltModifier)
    assert _ranked(window, Rank.STRATEGIC) == [before[1], before[0], *before[2:]]
    assert view.currentIndex().row() == 1
    press(Key.Key_Up, Modifier.AltModifier)
    assert _ranked(window, Rank.STRATEGIC) == before


def test_the_filter_ignores_case_and_accents(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    press(Key.Key_F, Modifier.ControlModifier)
    type_text("ENERGIE eolien")
    model = _views(window)[0].model()
    assert [model.index(i, 0).data() for i in range(model.rowCount())] == ["Énergies renouvelables"]
    choices_page(window).filter_line.clear()
    assert model.rowCount() == 33


def test_the_catalogue_is_whole_at_its_first_size(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    window.resize(1440, 900)
    settle()
    view = _views(window)[0]
    last = view.visualRect(view.model().index(32, 0))
    assert last.bottom() <= view.viewport().height()


def _above(view: PlanView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).topLeft() + QPoint(20, 5)


def _below(view: PlanView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).bottomLeft() + QPoint(20, -12)


def test_dragging_does_the_same_acts_as_keys(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    catalogue, first, second = _views(window)
    moved = _ranked(window, Rank.STRATEGIC)[4]
    drag_plans(first, [4], second, _above(second, 0))
    assert _ranked(window, Rank.REGIONAL)[0] == moved
    assert len(_ranked(window, Rank.STRATEGIC)) == 4
    drag_plans(second, [0], first, _below(first, 0))
    assert _ranked(window, Rank.STRATEGIC)[1] == moved
    assert [index.data() for index in first.selectedIndexes()] == [first.model().index(1, 0).data()]
    drag_plans(first, [1], catalogue, QPoint(30, 30))
    assert moved not in _ranked(window, Rank.STRATEGIC)


def _ink(view: PlanView, x: int, y: int) -> bool:
    """Whether the picture of a list has the colour of the mark at a point, seen from where the rows begin."""
    image = view.viewport().grab().toImage()
    scale = image.devicePixelRatio()
    return image.pixelColor(round(x * scale), round(y * scale)) == QColor(theme.tokens().ink)


def test_a_line_shows_where_what_is_dragged_would_go(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    catalogue, first, second = _views(window)
    middle = second.viewport().width() // 2
    for row in range(4):
        top = second.visualRect(second.model().index(row, 0)).top()
        still = second.viewport().grab().toImage()
        drag_plans(first, [0], second, _above(second, row), let_go=False)
        assert _ink(second, middle, max(0, top - 2)), row
        assert _ink(second, 0, max(0, top - 2))
        assert second.viewport().grab().toImage() != still
        QApplication.sendEvent(second.viewport(), QDragLeaveEvent())
        settle()
        assert second.viewport().grab().toImage() == still  # nothing is left of it
    drag_plans(first, [0], second, _below(second, 4), let_go=False)
    assert _ink(second, middle, second.visualRect(second.model().index(4, 0)).bottom() - 2)
    drag_plans(first, [0], catalogue, QPoint(30, 30), let_go=False)  # it has no places: its edge is marked
    assert _ink(catalogue, 1, 5)
    assert _ink(catalogue, 1, catalogue.viewport().height() - 5)
    assert _ranked(window, Rank.STRATEGIC)[0] == 18  # nothing was let go


def test_a_plan_let_go_below_the_last_one_goes_to_the_end(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    catalogue, first, _ = _views(window)
    drag_plans(catalogue, [0, 2], first, QPoint(30, first.viewport().height() - 4))
    assert _ranked(window, Rank.STRATEGIC)[-2:] == [1, 3]


def test_what_is_no_plan_is_not_taken(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    catalogue, first, _ = _views(window)
    before = snapshot(window)
    data = catalogue.model().mimeData([])
    data.setText("12")
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Modifier.NoModifier)
    QApplication.sendEvent(first.viewport(), event)
    settle()
    assert snapshot(window) == before


def test_several_plans_are_chosen_and_moved_at_once(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    catalogue, first, _ = _views(window)
    choices_page(window).show_plan("4")
    press(Key.Key_Down, Modifier.ShiftModifier)
    press(Key.Key_Down, Modifier.ShiftModifier)
    type_text("&")
    assert _ranked(window, Rank.STRATEGIC) == [4, 5, 6]
    assert len(catalogue.selectedIndexes()) == 3
    first.setFocus()
    first.setCurrentIndex(first.model().index(1, 0))
    press(Key.Key_Down, Modifier.ShiftModifier)
    press(Key.Key_Up, Modifier.AltModifier)
    assert _ranked(window, Rank.STRATEGIC) == [5, 6, 4]
    press(Key.Key_Z, Modifier.ControlModifier)
    press(Key.Key_Z, Modifier.ControlModifier)
    assert _ranked(window, Rank.STRATEGIC) == []


def test_enter_opens_the_sheet_of_the_plan(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    choices_page(window).show_plan("18")
    press(Key.Key_Return)
    assert window.stack.currentWidget() is window.page("sheets")
    assert sheets_page(window).plan == "18"


def test_the_card_describes_the_plan_under_the_cursor_from_the_start(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    card = choices_page(window).card
    assert card.isVisible()
    assert card.title.text() == "1 · Énergies renouvelables"
    press(Key.Key_Down)
    assert card.title.text().startswith("2 · ")


def test_the_card_offers_what_the_plan_is_not_and_takes_the_reason(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    choices_page(window).show_plan("22")
    card = choices_page(window).card

    def offered() -> set[str]:
        return {name for name, one in card.buttons.items() if one.isVisible()}

    assert offered() == {"rank_1", "rank_2", "study"}
    type_text("e")
    assert offered() == {"rank_1", "rank_2", "take_out"}
    card.reasons["reason_not_kept"].setFocus()
    type_text("Aucune entreprise de la région")
    card.buttons["rank_1"].click()
    assert _ranked(window, Rank.STRATEGIC) == [22]
    assert lookups.choice(snapshot(window), 22).reason_not_kept == "Aucune entreprise de la région"
    assert offered() == {"rank_2", "study", "take_out"}
    card.reasons["motive"].setFocus()
    type_text("Trois groupes agroalimentaires")
    press(Key.Key_Tab)
    assert lookups.choice(snapshot(window), 22).motive == "Trois groupes agroalimentaires"


def test_a_reason_being_typed_stays_with_its_plan(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    choices_page(window).show_plan("22")
    type_text("e")
    choices_page(window).card.reasons["reason_not_kept"].setFocus()
    type_text("Pas de marché")
    _views(window)[0].setCurrentIndex(_views(window)[0].model().index(0, 0))
    assert lookups.choice(snapshot(window), 22).reason_not_kept == "Pas de marché"
    assert lookups.choice(snapshot(window), 1).reason_not_kept == ""
    assert choices_page(window).card.reasons["reason_not_kept"].text() == ""


def test_another_family_is_named_on_its_chip_until_all_are_shown_again(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    page = choices_page(window)
    page._show_more(catalogue.families()[4])
    assert _views(window)[0].model().rowCount() < 33
    assert page._more.text() == models.family_count(catalogue.families()[4])
    assert page._more.accessibleName().startswith("Autres familles : ")
    page.show_plan("1")  # the filters go
    assert page._more.text() == f"+ {len(catalogue.families()) - 3}"
    assert page._more.accessibleName() == "Autres familles"


def test_the_card_follows_the_keyboard_from_list_to_list(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    catalogue_view, first, _ = _views(window)
    first.setFocus()
    first.setCurrentIndex(first.model().index(2, 0))
    catalogue_view.setFocus()
    settle()
    assert choices_page(window).card.title.text().startswith("1 · ")
    first.setFocus()  # its own plan is the one the keys act on
    settle()
    plan = _ranked(window, Rank.STRATEGIC)[2]
    assert choices_page(window).card.title.text().startswith(f"{plan} · ")
    type_text("0")
    assert plan not in _ranked(window, Rank.STRATEGIC)
