"""Ctrl+K: from a few letters to the very spot, without the mouse; with it too."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QTableView, QWidget

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, Choice, Company, FactoryCandidate, Lead
from nfi_planner.models.rules import Where
from nfi_planner.ui.dialogs.goto import GoTo
from nfi_planner.ui.main_window import MainWindow
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    bridge,
    choices_page,
    focused,
    press,
    settle,
    sheets_page,
    snapshot,
    type_text,
)


def ask(window: MainWindow, typed: str = "") -> GoTo:
    """Press Ctrl+K and type."""
    press(Key.Key_K, Modifier.ControlModifier)
    type_text(typed)
    return shown(window)[0]


def shown(window: MainWindow) -> list[GoTo]:
    return [one for one in window.findChildren(GoTo) if one.isVisible()]


def results(asking: GoTo) -> list[str]:
    """The results as they are read aloud."""
    model = asking.list.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def current(asking: GoTo) -> str:
    return str(asking.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_nothing_typed_shows_the_pages_then_the_chosen_plans(draft: Path, opened: OpenWindow) -> None:
    asking = ask(opened(draft))
    chosen = lookups.chosen(bridge(_window(asking)).snapshot)
    lines = results(asking)
    assert lines[0] == "Page, Choix des plans, Alt+1"
    assert [line for line in lines if line.startswith("Plan, ")] == lines[-len(chosen) :]
    assert lines[-len(chosen)] == "Plan, 18 · Chimie verte et biocarburants, rang 1, position 1"


def _window(asking: GoTo) -> MainWindow:
    window = asking.parentWidget()
    assert isinstance(window, MainWindow)
    return window


def test_a_chosen_plan_opens_its_sheet(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    ask(window, "robot")
    press(Key.Key_Return)
    assert not shown(window)
    assert window.stack.shown == "sheets"
    assert sheets_page(window).plan == "32"
    assert sheets_page(window).isAncestorOf(focused())


def test_another_plan_is_shown_in_the_catalogue(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("budget")
    ask(window, "33")
    press(Key.Key_Return)
    assert window.stack.shown == "choices"
    view = focused()
    assert isinstance(view, QListView)
    assert view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).startswith("Plan 33,")


def test_plan_34_shows_its_page_and_changes_nothing(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    before = snapshot(window)
    asking = ask(window, "34")
    assert current(asking).startswith("Plan, 34 ·")
    press(Key.Key_Return)
    assert window.stack.shown == "factory"
    assert snapshot(window) == before


def test_a_person_is_found_by_name_and_by_mail(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    lead = lookups.lead(snapshot(window), 18)
    assert lead is not None
    for typed in (f"{lead.name} {lead.first_name}".lower(), lead.email):
        window.show_page("choices")
        ask(window, typed)
        press(Key.Key_Return)
        assert sheets_page(window).plan == "18"
        field = focused()
        assert isinstance(field, QLineEdit)
        assert field.text() == lead.name


def test_a_firm_is_found_by_its_siren_where_it_leads_a_plan(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    company = lookups.lead_company(snapshot(window), lookups.lead(snapshot(window), 18))
    assert company is not None
    asking = ask(window, company.siren)
    assert current(asking).startswith(f"Entreprise, {company.name}, ")
    press(Key.Key_Return)
    field = focused()
    assert isinstance(field, QLineEdit)
    assert field.text() == company.name


def test_a_candidate_firm_is_gone_to_on_the_page_of_candidates(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    leads = {lead.company_id for lead in snapshot(window).all(Lead)}
    only = [c for c in snapshot(window).all(FactoryCandidate) if c.company_id not in leads]
    names = {row.id: row.name for row in _companies(window)}
    ask(window, names[only[1].company_id or ""])
    press(Key.Key_Return)
    assert window.stack.shown == "factory"
    table = focused()
    assert isinstance(table, QTableView)
    assert table.currentIndex().data() == names[only[1].company_id or ""]


def _companies(window: MainWindow) -> tuple[Company, ...]:
    return snapshot(window).all(Company)


def test_an_action_is_gone_to_in_its_row(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    action = snapshot(window).all(Action)[-1]
    ask(window, action.title)
    press(Key.Key_Return)
    assert sheets_page(window).plan == action.choice_id
    table = focused()
    assert isinstance(table, QTableView)
    assert action.title in table.currentIndex().data()


def test_the_arrows_move_while_the_line_keeps_the_keyboard(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    asking = ask(window)
    lines = results(asking)
    assert len(lines) > 12
    seen = []
    for key in (Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Down, Key.Key_PageDown):
        press(key)
        seen.append(lines.index(current(asking)))
        assert focused() is asking.line
    last = len(lines) - 1
    assert seen == [1, 0, last, last - 11, last, 0, 11]
    type_text("budg")
    assert current(asking) == "Page, Budget, Alt+5"
    press(Key.Key_Return)
    assert window.stack.shown == "budget"


def test_a_command_is_done_where_one_was(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    choices_page(window).show_plan("7")
    asking = ask(window, "rang 2")
    assert current(asking) == "Commande, Choisir au rang 2, menu Plan, 2 ou é"
    press(Key.Key_Return)
    assert [choice.id for choice in lookups.chosen(snapshot(window))] == ["7"]
    assert choices_page(window).isAncestorOf(focused())


def test_only_commands_that_can_be_done_are_found(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("document")
    asking = ask(window, "commande")
    assert any(line.startswith("Commande, Exporter le PDF") for line in results(asking))
    assert not any("Choisir au rang" in line or "Aller à…" in line for line in results(asking))


def test_without_a_document_there_are_commands_only(opened: OpenWindow) -> None:
    window = opened(None)
    asking = ask(window)
    lines = results(asking)
    assert lines[0].startswith("Commande, Nouvelle feuille de route")
    assert all(line.startswith("Commande, ") for line in lines)
    type_text("sombre")
    press(Key.Key_Return)
    assert window.actions_by_name["theme_dark"].isChecked()
    window.actions_by_name["theme_system"].trigger()


@pytest.mark.parametrize("key", [(Key.Key_Escape, Modifier.NoModifier), (Key.Key_K, Modifier.ControlModifier)])
def test_never_mind_gives_the_keyboard_back(
    example: Path, opened: OpenWindow, key: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    window = opened(example)
    before = focused()
    ask(window, "robot")
    press(*key)
    assert not shown(window)
    assert focused() is before


def test_a_click_beside_closes_and_a_click_on_a_result_goes(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    ask(window)
    target = window.childAt(30, window.height() - 60)
    assert target is not None
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    settle()
    assert not shown(window)
    asking = ask(window, "calendrier")
    middle = asking.list.visualRect(asking.list.model().index(0, 0)).center()
    QTest.mouseClick(asking.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settle()
    assert window.stack.shown == "calendar"


def test_a_typing_error_and_no_result_are_both_said(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    said: list[str] = []
    asking = ask(window)
    asking.announced.connect(said.append)
    type_text("robotqiue")
    assert current(asking).startswith("Plan, 32 · Robotique")
    assert said[-1].endswith(current(asking))
    asking.line.clear()
    type_text("xyzzyx")
    assert results(asking) == []
    assert said[-1] == "Aucun résultat."
    press(Key.Key_Return)
    assert shown(window) == [asking]


def test_what_is_being_typed_in_a_field_is_written_first(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.go(Where(Choice.TABLE, "18", "motive"))
    type_text("Zébu ")
    ask(window, "budget")
    press(Key.Key_Escape)
    assert "Zébu" in lookups.choice(snapshot(window), 18).motive


def test_it_fits_a_small_window_and_follows_it(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    asking = ask(window)
    for width, height in ((640, 480), (1366, 768)):
        window.resize(width, height)
        settle()
        assert window.rect().contains(asking.geometry())
        assert abs(asking.geometry().center().x() - window.rect().center().x()) <= 1


def test_going_elsewhere_closes_it(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    ask(window)
    press(Key.Key_F6)
    assert not shown(window)
    assert QApplication.focusWidget() is not None


def test_line_and_list_have_names(example: Path, opened: OpenWindow) -> None:
    asking = ask(opened(example))
    assert name_of(asking.line).startswith("Aller à un plan")
    assert name_of(asking.list) == "Résultats"
