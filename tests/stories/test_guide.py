"""The first time: the four steps, the example one click away, the region found by its first letters."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, FundingLine, Indicator, Status
from nfi_planner.services import choosing, examples, settings, sheets
from nfi_planner.support.french import typeset
from nfi_planner.ui.dialogs.export import ExportDialog
from nfi_planner.ui.dialogs.help import HelpWindow
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.choices.view import PlanView
from nfi_planner.ui.widgets.guide import Guide
from tests.window import Key, Modifier, OpenWindow, bridge, choices_page, focused, press, settle, snapshot, type_text


@pytest.fixture(autouse=True)
def _first_time() -> None:
    settings.change(guided=False)


def guide(window: MainWindow) -> Guide:
    return window.frame.guide


def buttons(window: MainWindow) -> dict[str, QPushButton]:
    return {one.text(): one for one in guide(window).findChildren(QPushButton) if one.isVisible()}


def step(window: MainWindow, words: str) -> QPushButton:
    [found] = [one for one in buttons(window).values() if words in (one.accessibleName() or one.text())]
    return found


def ticked(window: MainWindow) -> list[bool]:
    return [one.done for one in guide(window).steps]


def test_the_first_time_the_four_steps_are_there_and_the_work_has_the_keyboard(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    assert guide(window).isVisible()
    assert ticked(window) == [False] * 4
    assert step(window, "dix plans").text() == "1  Choisissez dix plans  0/10"
    assert step(window, "dix plans").accessibleName() == typeset("Étape 1 sur 4 : Choisissez dix plans, 0 sur 10")
    assert "tapez 1 ou &" in step(window, "dix plans").accessibleDescription()
    assert choices_page(window).isAncestorOf(focused())


def test_choosing_ten_plans_ticks_the_first_step(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    for key in "11111éé222":
        type_text(key)
        press(Key.Key_Down)
    assert ticked(window) == [True, False, False, False]
    assert step(window, "dix plans").text() == "✓  Choix"
    assert step(window, "chefs de projet").text() == "2  Nommez les chefs de projet  0/10"
    assert step(window, "dix plans").accessibleName().endswith("fait")
    type_text("1")  # a sixth plan of rank 1
    assert not guide(window).steps[0].done


def test_naming_and_filling_tick_the_next_steps(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    do = bridge(window).do
    do(choosing.set_status(snapshot(window), range(1, 6), Status.STRATEGIC))
    do(choosing.set_status(snapshot(window), range(6, 11), Status.REGIONAL))
    for plan in range(1, 11):
        assert ticked(window) == [True, False, False, False]
        assert guide(window).steps[1].count == f"{plan - 1}/10"
        do(sheets.edit_lead(snapshot(window), plan, name="Marchal"))
    assert ticked(window) == [True, True, False, False]
    for number in range(1, 11):
        assert guide(window).steps[2].count == f"{number - 1}/10"
        sheet = str(number)
        choice = lookups.choice(snapshot(window), sheet)
        do(sheets.edit(snapshot(window), choice, objectives="Doubler la production."))
        do(sheets.add_row(snapshot(window), Action(id=f"a{sheet}", choice_id=sheet, start=date(2014, 5, 1))))
        do(sheets.add_row(snapshot(window), FundingLine(id=f"f{sheet}", choice_id=sheet, asked=1)))
        do(sheets.add_row(snapshot(window), Indicator(id=f"i{sheet}", choice_id=sheet, name="Emplois")))
    assert ticked(window) == [True, True, True, False]
    assert "bloquant" in step(window, "exportez").text()


def test_exporting_a_document_without_a_blocking_finding_ticks_the_last_step(
    example: Path, opened: OpenWindow, qtbot: QtBot
) -> None:
    window = opened(example)
    assert ticked(window) == [True, True, True, False]

    def confirm() -> None:
        assert isinstance(QApplication.activeModalWidget(), ExportDialog)
        press(Key.Key_Return)

    QTimer.singleShot(200, confirm)
    step(window, "exportez").click()
    qtbot.waitUntil(lambda: all(ticked(window)), timeout=60_000)
    assert "Les quatre étapes sont faites." in guide(window)._sentence.text()
    window.open_path(example)  # another document, or the same again, was not exported yet
    settle()
    assert ticked(window) == [True, True, True, False]


def test_each_step_leads_to_where_it_is_done(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    step(window, "chefs de projet").click()
    assert window.stack.shown == "leads"
    step(window, "fiches").click()
    assert window.stack.shown == "sheets"
    assert window.stack.isAncestorOf(focused())
    step(window, "dix plans").click()
    assert window.stack.shown == "choices"
    assert window.stack.isAncestorOf(focused())
    step(window, "exportez").click()  # something is blocking: to the first finding
    assert window.frame.findings.list.currentIndex().isValid()


def test_the_steps_are_reached_and_left_by_keys(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    window.actions_by_name["guide"].trigger()
    assert focused() is step(window, "dix plans")
    press(Key.Key_Tab)
    press(Key.Key_Space)
    assert window.stack.shown == "leads"


def test_closed_steps_come_back_with_the_next_document_and_from_the_menu(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    step(window, "Fermer").click()
    assert not guide(window).isVisible()
    assert window.stack.isAncestorOf(focused())
    window.open_path(draft)
    settle()
    assert guide(window).isVisible()
    step(window, "Fermer").click()
    window.actions_by_name["guide"].trigger()
    assert guide(window).isVisible()


def test_steps_dismissed_for_good_stay_away_until_they_are_asked_for(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    step(window, "Ne plus afficher").click()
    assert settings.load().guided
    window.open_path(draft)
    assert not guide(window).isVisible()
    again = opened(draft)
    assert not guide(again).isVisible()
    again.actions_by_name["guide"].trigger()
    assert guide(again).isVisible()
    assert step(again, "dix plans").text().startswith("1")


def test_without_a_document_the_steps_are_away_and_the_menu_tells_of_them(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    window.close_document()
    assert not guide(window).isVisible()
    window.actions_by_name["guide"].trigger()
    assert not guide(window).isVisible()
    assert "Les premiers pas" in window.findChildren(HelpWindow)[0].text.toPlainText()


def test_a_narrow_window_shows_the_current_step_alone(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    window.resize(800, 600)
    settle()
    assert window.width() == 800
    assert [text for text in buttons(window) if text[0].isdigit()] == [step(window, "dix plans").text()]
    assert all(one.geometry().right() <= guide(window).width() for one in buttons(window).values())
    window.resize(1366, 768)
    settle()
    assert len(buttons(window)) == 6


# -- the first page ------------------------------------------------------------------------------------------------


def test_the_example_is_one_click_away_and_never_replaces_anything(
    tmp_path: Path, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "Documents"
    own.mkdir()
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(own))
    window = opened(None)
    for name in ("exemple.nfi", "exemple 2.nfi", "exemple 3.nfi"):
        [open_example] = [b for b in window.welcome.findChildren(QPushButton) if b.text() == "Ouvrir l’exemple"]
        open_example.click()
        assert bridge(window).editor.path == own / name
        bridge(window).do(choosing.set_status(snapshot(window), [33], Status.STUDIED))
        window.close_document()
    assert examples.free_path(own) == own / "exemple 4.nfi"


def test_an_example_that_can_not_be_written_is_said(
    tmp_path: Path, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "Documents"
    own.mkdir()
    (own / "exemple.nfi-journal").mkdir()  # SQLite can't write there, not even for an administrator
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(own))
    window = opened(None)
    window.actions_by_name["example"].trigger()
    assert window.bridge is None
    assert window.frame.banner.isVisible()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("i", "Île-de-France"),
        ("ile de", "Île-de-France"),
        ("pays", "Pays de la Loire"),
        ("provence alpes cote d", "Provence-Alpes-Côte d’Azur"),
        ("bb", "Bourgogne"),
        ("bbbb", "Basse-Normandie"),
        ("réu", "La Réunion"),
        ("azur", "Provence-Alpes-Côte d’Azur"),
        ("gua", "Guadeloupe"),
        ("zz", "Alsace"),
    ],
)
def test_a_region_is_found_by_its_letters_whatever_the_accents(opened: OpenWindow, typed: str, name: str) -> None:
    window = opened(None)
    type_text(typed)
    assert window.welcome.regions.currentItem().text() == name


def test_recent_documents_say_their_region_their_folder_and_their_day(
    example: Path, opened: OpenWindow, qtbot: QtBot
) -> None:
    gone, odd = example.parent / "parti.nfi", example.parent / "lettre.nfi"
    odd.write_text("Monsieur le Président,")
    for path in (gone, odd, example):
        settings.remember(path)
    window = opened(None)

    def facts() -> dict[str, str]:
        found = [b for b in window.welcome.findChildren(QPushButton) if b.text().endswith(".nfi") and b.isVisible()]
        return {one.text(): one.accessibleDescription() for one in found}

    qtbot.waitUntil(lambda: set(facts()) == {"exemple.nfi", "lettre.nfi"} and "modifié" in facts()["exemple.nfi"])
    assert facts()["exemple.nfi"].startswith(f"Champagne-Ardenne · {example.parent} · modifié le ")
    assert facts()["lettre.nfi"].startswith(f"{example.parent} · modifié le ")


def test_a_recent_document_is_opened_by_keys(example: Path, opened: OpenWindow) -> None:
    settings.remember(example)
    window = opened(None)
    [recent] = [b for b in window.welcome.findChildren(QPushButton) if b.text() == "exemple.nfi" and b.isVisible()]
    recent.setFocus()
    press(Key.Key_Space)
    assert bridge(window).editor.path == example
    press(Key.Key_W, Modifier.ControlModifier)
    assert window.bridge is None


# -- the strip leaves the work in sight ------------------------------------------------------------------------------


def test_the_33_plans_are_in_sight_beside_the_first_steps(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    assert guide(window).isVisible()
    view = choices_page(window).findChildren(PlanView)[0]
    last = view.model().index(32, 0)
    assert view.viewport().rect().contains(view.visualRect(last))
    step(window, "Fermer").click()
    settle()
    assert view.viewport().rect().contains(view.visualRect(last))
