"""The officer keeps the ten leads on one table: names, answers, dates, letters and contacts."""

import subprocess
from datetime import date
from functools import partial
from pathlib import Path

import pytest
import vobject
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Approach, Lead
from nfi_planner.models.rules import Where
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.leads.page import LeadsPage
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


def _page(window: MainWindow) -> LeadsPage:
    window.show_page("leads")
    window.activateWindow()
    settle()
    page = window.page("leads")
    assert isinstance(page, LeadsPage)
    page.setFocus()
    return page


def _cell(page: LeadsPage, plan: str, field: str) -> str:
    """What stands in a cell."""
    return str(page.view.rows_model.find(plan, field).data())


def _at(page: LeadsPage, plan: str, field: str) -> None:
    page.view.show_cell(plan, field)
    settle()


def _plans(page: LeadsPage) -> list[str]:
    return [one.id for one in page.view.rows_model.rows]


def _chip(page: LeadsPage, name: str) -> QPushButton:
    (chip,) = [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith(f"{name} :")]
    return chip


def _said(page: LeadsPage) -> str:
    """Every line of text that is seen on the page."""
    shown = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    return " ".join(" ".join(shown).split())


def _choose(page: LeadsPage, name: str) -> None:
    """Go to the chips with the keyboard, and along them to the one of that name."""
    checked = next(b for b in page.findChildren(QPushButton) if b.isCheckable() and b.isChecked())
    checked.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (*[Key.Key_Right] * 4, *[Key.Key_Left] * 4):
        if focused() is _chip(page, name):
            break
        press(key)
    assert _chip(page, name).isChecked()


def _lead(window: MainWindow, plan: str) -> Lead:
    lead = lookups.lead(snapshot(window), plan)
    assert lead is not None
    return lead


def test_every_chosen_plan_has_its_row(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    assert _plans(page) == [choice.id for choice in lookups.chosen(snapshot(window))]
    assert _cell(page, "18", "name") == "Marchal"
    assert _cell(page, "18", "size") == "PME ✓"
    assert _cell(page, "12", "size") == "ETI ✗"
    assert _cell(page, "14", "size") == "à compléter"
    assert [_cell(page, "14", field) for field in ("first_name", "company_name", "approach")] == ["", "", ""]
    assert "6 chefs de projet nommés sur 7 ; 5 ont accepté." in _said(page)


def test_a_lead_is_named_by_keys_from_cell_to_cell(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "14", "first_name")
    for text in ("Hélène", "Fictive", "gérante", "Société fictive"):
        type_text(text)
        press(Key.Key_Tab)
    lead = _lead(window, "14")
    assert (lead.first_name, lead.name, lead.function) == ("Hélène", "Fictive", "gérante")
    company = lookups.lead_company(snapshot(window), lead)
    assert company is not None
    assert company.name == "Société fictive"
    assert "7 chefs de projet nommés sur 7" in _said(page)
    _at(page, "14", "informed_on")
    type_text("3.2.14")
    press(Key.Key_Return)
    assert _lead(window, "14").informed_on == date(2014, 2, 3)
    assert _cell(page, "14", "informed_on") == "03/02/2014"


def test_each_cell_is_an_act_that_can_be_undone(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "18", "telephone")
    type_text("01 02 03 04 05")
    press(Key.Key_Return)
    assert _lead(window, "18").telephone == "01 02 03 04 05"
    press(Key.Key_Z, Modifier.ControlModifier)
    assert _lead(window, "18").telephone == "03 26 00 00 11"
    assert window.stack.shown == "leads"  # one sees it here


def test_taking_a_new_firm_back_stays_on_the_page(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "14", "company_name")
    type_text("Société fictive")
    press(Key.Key_Tab)
    assert _cell(page, "14", "company_name") == "Société fictive"
    press(Key.Key_Z, Modifier.ControlModifier)
    assert _cell(page, "14", "company_name") == ""
    assert window.stack.shown == "leads"


def test_the_approach_is_chosen_in_a_list(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "32", "approach")
    press(Key.Key_F2)
    for key in (Key.Key_Down, Key.Key_Return):
        lines = QApplication.focusWidget()
        assert lines is not None
        QTest.keyClick(lines, key)
        settle()
    assert _lead(window, "32").approach is Approach.ACCEPTED
    assert "6 ont accepté" in _said(page)


def test_a_function_is_proposed_and_another_is_accepted_with_the_warning(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "18", "function")
    type_text("cogérante")
    press(Key.Key_Return)
    window.activateWindow()  # the list of proposals took the keyboard with it
    settle()
    assert _lead(window, "18").function == "cogérante"
    _at(page, "18", "function")
    assert "rien à signaler" in _said(page)
    type_text("chargée de mission")
    press(Key.Key_Return)
    _at(page, "18", "function")
    assert _lead(window, "18").function == "chargée de mission"
    assert "« chargée de mission » n’est pas une fonction de dirigeant." in _said(page)


def test_a_wrong_date_stays_and_is_explained(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    before = _lead(window, "18")
    _at(page, "18", "informed_on")
    type_text("hier")
    press(Key.Key_Return)
    assert "« hier » n’est pas une date." in _said(page)
    assert _lead(window, "18") == before
    assert window.stack.waiting() == ["Chefs de projet"]


def test_the_filters_count_and_are_reached_by_keyboard(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _choose(page, "À nommer")
    assert _plans(page) == ["14"]
    _choose(page, "Sans réponse")
    assert _plans(page) == ["32"]
    assert _chip(page, "Sans réponse").text() == "Sans réponse 1"
    _choose(page, "Non informés")
    assert _plans(page) == []
    assert "Aucun plan ne répond à ce filtre." in _said(page)
    _choose(page, "Tous")
    assert len(_plans(page)) == 7


def test_a_row_does_not_vanish_under_the_hands(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _choose(page, "À nommer")
    _at(page, "14", "first_name")
    type_text("Hélène")
    press(Key.Key_Tab)
    type_text("Fictive")
    press(Key.Key_Tab)
    assert _chip(page, "À nommer").text() == "À nommer 0"
    assert _plans(page) == ["14"]
    window.show_page("choices")
    page = _page(window)
    assert _chip(page, "À nommer").isChecked()
    assert _plans(page) == []
    _choose(page, "À compléter")
    assert _plans(page) == ["14"]


def test_what_is_typed_wrongly_keeps_its_row_in_any_filter(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "18", "informed_on")
    type_text("hier")
    press(Key.Key_Return)
    _choose(page, "À nommer")
    assert _plans(page) == ["18", "14"]
    assert _cell(page, "18", "informed_on") == "hier"


def test_enter_on_what_is_only_shown_opens_the_sheet(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    for field, target in (("plan", "first_name"), ("size", "headcount")):
        page = _page(window)
        _at(page, "12", field)
        press(Key.Key_Return)
        assert window.stack.shown == "sheets"
        assert sheets_page(window).plan == "12"
        assert focused() is sheets_page(window)._lead.fields[target].control


def test_a_double_click_on_the_plan_opens_the_sheet_and_on_a_name_edits_it(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    for field, shown in (("name", "leads"), ("plan", "sheets")):
        spot: QPoint = page.view.visualRect(page.view.rows_model.find("13", field)).center()
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        settle()
        assert window.stack.shown == shown
    assert sheets_page(window).plan == "13"


def test_the_button_opens_the_sheet_of_the_current_row(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "22", "name")
    (button,) = [b for b in page.findChildren(QPushButton) if b.text() == "Ouvrir la fiche"]
    button.setFocus()
    press(Key.Key_Space)
    assert sheets_page(window).plan == "22"


def test_going_to_a_spot_puts_the_cursor_there_whatever_the_filter(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _choose(page, "À nommer")
    page.go(Where(Lead.TABLE, "18", "siren"))
    assert len(_plans(page)) == 7
    assert page.view.currentIndex() == page.view.rows_model.find("18", "company_name")
    assert focused() is page.view


def test_a_row_is_read_as_a_sentence(draft: Path, opened: OpenWindow) -> None:
    page = _page(opened(draft))
    model = page.view.rows_model
    text = str(model.find("18", "plan").data(Qt.ItemDataRole.AccessibleTextRole)).replace("\u00a0", " ")
    assert text == (
        "Plan 18, Chimie verte et biocarburants, rang 1, position 1, chef de projet Mme Hélène Marchal, présidente, "
        "Biosourcés de la Vesle, PME, accepté, informé le 5 février 2014. Entrée ouvre la fiche"
    )
    alone = str(model.find("14", "plan").data(Qt.ItemDataRole.AccessibleTextRole))
    assert "position 4, chef de projet à nommer" in alone


def test_leads_follow_what_is_chosen_and_rows_cannot_be_added_or_removed(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    before = snapshot(window)
    _at(page, _plans(page)[-1], "telephone")
    press(Key.Key_Delete, Modifier.ControlModifier)
    press(Key.Key_Up, Modifier.AltModifier)
    press(Key.Key_Return)
    press(Key.Key_Return)  # past the last row
    assert len(_plans(page)) == 7
    assert snapshot(window) == before


def _written(page: LeadsPage, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: "Écrit dans" in _said(page))
    return _said(page)


def test_one_letter_goes_into_a_file(draft: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "18", "name")
    path = draft.parent / "invitation.pdf"
    answer_file_dialog(path)
    window.actions_by_name["letter"].trigger()
    assert "invitation.pdf" in _written(page, qtbot)
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode()
    assert "Mme Hélène Marchal" in text


def test_several_letters_go_into_a_folder_and_are_not_replaced_unasked(
    draft: Path, opened: OpenWindow, qtbot: QtBot
) -> None:
    window = opened(draft)
    page = _page(window)
    press(Key.Key_A, Modifier.ControlModifier)
    folder = draft.parent / "lettres"
    folder.mkdir()
    old = folder / "lettre-18-helene-marchal.pdf"
    old.write_bytes(b"old")
    for word, count in (("Annuler", 1), ("Remplacer", 6)):
        answer_file_dialog(folder)
        QTimer.singleShot(600, partial(_answer_box, word))
        page.command("letter")
        if word == "Remplacer":
            _written(page, qtbot)
        assert len(list(folder.iterdir())) == count
        assert (old.read_bytes() == b"old") is (word == "Annuler")


def _answer_box(word: str) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert "lettre-18-helene-marchal.pdf" in box.informativeText()
    next(b for b in box.buttons() if b.text() == word).click()


def test_contacts_go_into_one_file(draft: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(draft)
    page = _page(window)
    press(Key.Key_A, Modifier.ControlModifier)
    answer_file_dialog(draft.parent / "contacts")
    window.actions_by_name["vcard"].trigger()
    assert "contacts.vcf" in _written(page, qtbot)
    cards = list(vobject.readComponents((draft.parent / "contacts.vcf").read_bytes().decode()))
    assert len(cards) == 6
    assert cards[0].fn.value == "Hélène Marchal"


def test_a_letter_to_nobody_is_not_asked_for(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "14", "name")
    page.command("letter")
    assert "Aucun chef de projet n’est nommé dans les lignes choisies." in _said(page)


def test_what_cannot_be_written_is_said_on_the_page(draft: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(draft)
    page = _page(window)
    _at(page, "18", "name")
    answer_file_dialog(draft.parent / "copie.nfi")
    page.command("vcard")
    qtbot.waitUntil(lambda: "est un document, pas un export" in _said(page))
    assert not (draft.parent / "copie.nfi").exists()
    assert bridge(window).editor.path == draft


def test_without_a_chosen_plan_the_page_says_so(blank: Path, opened: OpenWindow) -> None:
    page = _page(opened(blank))
    assert _plans(page) == []
    assert "Aucun plan n’est choisi" in _said(page)
    page.command("letter")
    page.go(Where(Lead.TABLE, "18", "name"))
    assert _plans(page) == []


@pytest.mark.parametrize("plan", ["18", "14"])
def test_looking_at_the_page_writes_nothing(draft: Path, opened: OpenWindow, plan: str) -> None:
    window = opened(draft)
    page = _page(window)
    for column in page.view.rows_model.columns:
        _at(page, plan, column.field)
        if column.write is not None:
            press(Key.Key_F2)
            press(Key.Key_Escape)
    assert [line.label for line in bridge(window).editor.document.lines] == ["Créer l’exemple"]
