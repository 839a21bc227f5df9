"""The officer fills sheets: typing is never lost, mistakes are said where they are, undo is the document's."""

import shutil
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, Choice, FactoryCandidate, FundingLine, Lead
from nfi_planner.models.rules import Where
from nfi_planner.services.opening import read_document
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.factory import FactoryPage
from nfi_planner.ui.pages.stack import PAGES
from nfi_planner.ui.widgets import fields
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


def _go(window: MainWindow, table: str, row: str, field: str) -> None:
    window.activateWindow()
    window.go(Where(table, row, field))
    settle()


def _lead(window: MainWindow, plan: int) -> Lead:
    lead = lookups.lead(snapshot(window), plan)
    assert lead is not None
    return lead


def test_looking_at_every_page_writes_nothing(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    for key in PAGES:
        window.show_page(key)
        settle()
    for choice in lookups.chosen(snapshot(window)):
        for field in ("motive", "objectives", "obstacles", "tools", "experiments", "memo"):
            _go(window, Choice.TABLE, choice.id, field)
        for field in sheets_page(window)._lead.fields:
            _go(window, Lead.TABLE, choice.id, field)
    assert [line.label for line in bridge(window).editor.document.lines] == ["Créer l’exemple"]


def test_a_lead_is_named_with_the_firm_by_keys(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    _go(window, Lead.TABLE, "18", "company_id")
    type_text("Société fictive")
    press(Key.Key_Return)
    type_text("000 000 018")
    press(Key.Key_Tab)  # civility
    press(Key.Key_Tab)
    type_text("Hélène")
    press(Key.Key_Tab)
    type_text("Marchal")
    press(Key.Key_Tab)
    type_text("présidente")
    press(Key.Key_Tab)
    lead = _lead(window, 18)
    company = lookups.lead_company(snapshot(window), lead)
    assert (lead.first_name, lead.name, lead.function) == ("Hélène", "Marchal", "présidente")
    assert company is not None
    assert (company.name, company.siren) == ("Société fictive", "000000018")


def test_a_firm_of_the_document_is_found_by_its_siren(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    other = _lead(window, 13)
    company = lookups.lead_company(snapshot(window), other)
    assert company is not None
    _go(window, Lead.TABLE, "18", "company_id")
    type_text(company.siren)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert _lead(window, 18).company_id == other.company_id


def test_what_cannot_be_read_stays_and_is_explained(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    company = lookups.lead_company(snapshot(window), _lead(window, 18))
    assert company is not None
    _go(window, Lead.TABLE, "18", "turnover")
    field = sheets_page(window)._lead.fields["turnover"]
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("environ douze")
    press(Key.Key_Tab)
    assert field.text() == "environ douze"
    assert "un montant en euros est attendu" in field.name.problem
    assert field.control.accessibleDescription() == field.error.text() == field.name.problem
    assert not field.error.isVisible()
    press(Key.Key_Tab, Modifier.ShiftModifier)
    assert field.error.isVisible()  # in full, while one is there
    assert lookups.lead_company(snapshot(window), _lead(window, 18)) == company
    _go(window, Lead.TABLE, "18", "turnover")
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("12,5 M€")
    press(Key.Key_Return)
    assert not field.name.problem
    assert not field.error.isVisible()
    changed = lookups.lead_company(snapshot(window), _lead(window, 18))
    assert changed is not None
    assert changed.turnover == 12_500_000


def test_both_decimal_marks_mean_the_same(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    for text in ("12,5 M€", "12.5 M€", "12 500 000", "12\u202f500\u202f000 €"):
        _go(window, Lead.TABLE, "18", "turnover")
        press(Key.Key_A, Modifier.ControlModifier)
        type_text(text)
        press(Key.Key_Return)
        company = lookups.lead_company(snapshot(window), _lead(window, 18))
        assert company is not None
        assert company.turnover == 12_500_000


def test_typing_then_undo_takes_back_the_field(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = lookups.choice(snapshot(window), 18).tools
    _go(window, Choice.TABLE, "18", "tools")
    area = focused()
    assert isinstance(area, QPlainTextEdit)
    type_text("Nouveau. ")
    press(Key.Key_Z, Modifier.ControlModifier)  # what is being typed becomes an act, then is taken back
    assert lookups.choice(snapshot(window), 18).tools == before
    assert area.document().toRawText().replace("\u2029", "\n") == before
    press(Key.Key_Y, Modifier.ControlModifier)
    assert lookups.choice(snapshot(window), 18).tools == f"Nouveau. {before}"


def _is_written(window: MainWindow, text: str) -> bool:
    """Return whether the last line of the journal wrote that text."""
    return f'"{text}"' in bridge(window).editor.document.lines[-1].changes


def test_a_pause_writes_the_field_and_leaves_the_cursor_alone(
    blank: Path, opened: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "IDLE_MS", 50)
    window = opened(blank)
    for spot in ((Choice.TABLE, "objectives"), (Lead.TABLE, "source")):
        _go(window, spot[0], "18", spot[1])
        type_text("Les PME ")
        qtbot.waitUntil(partial(_is_written, window, "Les PME"))
        type_text("du territoire")
        press(Key.Key_Tab)
    assert lookups.choice(snapshot(window), 18).objectives == "Les PME du territoire"
    assert _lead(window, 18).source == "Les PME du territoire"


def test_what_is_not_written_survives_other_acts_and_other_plans(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    field = sheets_page(window)._lead.fields["turnover"]
    _go(window, Lead.TABLE, "18", "turnover")
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("environ douze")
    _go(window, Lead.TABLE, "18", "source")
    type_text("Réunion ")
    press(Key.Key_Tab)  # another act is written
    assert field.text() == "environ douze"
    assert field.name.problem
    press(Key.Key_Right, Modifier.AltModifier)
    assert sheets_page(window).plan != "18"
    assert field.text() != "environ douze"
    press(Key.Key_Left, Modifier.AltModifier)
    assert field.text() == "environ douze"
    assert window.stack.waiting() == ["Chiffre d’affaires"]


def test_a_refused_text_is_written_once_it_can_be(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    reader = sqlite3.connect(example)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM meta").fetchone()
    _go(window, Choice.TABLE, "18", "objectives")
    type_text("Premier. ")
    press(Key.Key_Tab)  # the reader keeps the file busy
    assert window.frame.banner.isVisible()
    assert window.frame.state._state.text().startswith("Non enregistré")
    reader.close()
    type_text("Second. ")
    press(Key.Key_Tab)
    choice = lookups.choice(snapshot(window), 18)
    assert choice.objectives.startswith("Premier.")
    assert choice.obstacles.startswith("Second.")
    assert not window.frame.banner.isVisible()
    assert window.frame.state._state.text().startswith("Toutes les modifications sont enregistrées (la dernière à ")


def test_leaving_with_something_unwritten_asks(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Lead.TABLE, "18", "headcount")
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("une centaine")
    asked: list[str] = []

    def stay() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        box.reject()

    QTimer.singleShot(200, stay)
    assert not window.close()
    assert "Effectif" in asked[0]
    assert window.isVisible()


def test_the_work_goes_on_elsewhere_when_the_file_was_replaced(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    other = example.with_suffix(".copie")
    shutil.copy(example, other)
    other.replace(example)
    _go(window, Choice.TABLE, "18", "objectives")
    type_text("Important. ")
    press(Key.Key_Tab)
    assert window.frame.banner.isVisible()
    elsewhere = example.with_name("ailleurs.nfi")

    answer_file_dialog(elsewhere)
    window.frame.banner._copy.click()
    settle()
    assert bridge(window).editor.path == elsewhere
    assert lookups.choice(snapshot(window), 18).objectives.startswith("Important.")
    assert lookups.choice(read_document(elsewhere), 18).objectives.startswith("Important.")
    assert not window.frame.banner.isVisible()


def test_a_command_writes_the_cell_one_types_in(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    first = snapshot(window).children(Action, "18")[0]
    _go(window, Action.TABLE, first.id, "title")
    type_text("Nouveau titre")
    press(Key.Key_Right, Modifier.AltModifier)
    changed = snapshot(window).get(Action, first.id)
    assert changed is not None
    assert changed.title == "Nouveau titre"


def test_suppr_empties_a_cell_and_space_ticks(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    first = snapshot(window).children(Action, "18")[0]
    _go(window, Action.TABLE, first.id, "owner")
    press(Key.Key_Delete)
    _go(window, Action.TABLE, first.id, "milestone")
    press(Key.Key_Space)
    changed = snapshot(window).get(Action, first.id)
    assert changed is not None
    assert (changed.owner, changed.milestone) == ("", True)


def test_undo_goes_where_it_changes_something(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Choice.TABLE, "32", "tools")
    type_text("Robot. ")
    press(Key.Key_Tab)
    window.show_page("factory")
    window.actions_by_name["undo"].trigger()
    assert window.stack.shown == "sheets"
    assert sheets_page(window).plan == "32"


def test_a_wrong_siren_is_said_at_its_field(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Lead.TABLE, "18", "siren")
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("123 456 789")
    press(Key.Key_Tab)
    field = sheets_page(window)._lead.fields["siren"]
    assert "n’est pas valide" in field.error.text()
    company = lookups.lead_company(snapshot(window), _lead(window, 18))
    assert company is not None
    assert company.siren == "123456789"  # kept: saving is never refused


def test_rows_are_added_filled_and_removed_by_keys(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    _go(window, Choice.TABLE, "18", Action.TABLE)  # an empty table gets its first row, ready to type in
    assert isinstance(focused(), QLineEdit)
    type_text("Cartographier")
    press(Key.Key_Tab)
    type_text("Région")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    type_text("12 février 2015")
    press(Key.Key_Tab)
    type_text("1/6/15")
    press(Key.Key_Return)  # the last row: Enter adds one
    actions = snapshot(window).children(Action, "18")
    assert len(actions) == 2
    first = actions[0]
    assert (first.title, first.owner) == ("Cartographier", "Région")
    assert (str(first.start), str(first.end)) == ("2015-02-12", "2015-06-01")
    press(Key.Key_Escape)
    press(Key.Key_Delete, Modifier.ControlModifier)
    assert snapshot(window).children(Action, "18") == (first,)


def test_a_wrong_cell_keeps_its_text_in_red(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line = snapshot(window).children(FundingLine, "18")[0]
    table = sheets_page(window).tables[FundingLine.TABLE]
    _go(window, FundingLine.TABLE, line.id, "asked")
    press(Key.Key_F2)
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("beaucoup")
    press(Key.Key_Tab)
    index = table.model.find(line.id, "asked")
    assert index.data() == "beaucoup"
    assert snapshot(window).get(FundingLine, line.id) == line
    assert "un montant en euros est attendu" in table._problem.text()
    table.view.show_cell(line.id, "asked", edit=True)
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("1 300 000")
    press(Key.Key_Tab)
    changed = snapshot(window).get(FundingLine, line.id)
    assert changed is not None
    assert changed.asked == 1_300_000
    assert not table._problem.isVisible()


def test_tab_leaves_a_table_after_its_last_cell(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    table = sheets_page(window).tables[FundingLine.TABLE].view
    rows = snapshot(window).children(FundingLine, "18")
    _go(window, FundingLine.TABLE, rows[-1].id, "obtained")
    assert focused() is table
    press(Key.Key_Tab)
    assert focused() is not table


def test_f8_goes_from_finding_to_finding_into_the_very_field(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    findings = bridge(window).review.findings
    press(Key.Key_F8)
    assert window.stack.currentWidget() is window.page("choices")
    place = [finding.code for finding in findings].index("L01")
    for _ in range(place):
        press(Key.Key_F8)
    assert window.stack.currentWidget() is sheets_page(window)
    assert sheets_page(window).plan == findings[place].target.id
    assert focused().accessibleName() == "Prénom"
    type_text("Ève")
    press(Key.Key_Tab)
    assert _lead(window, int(findings[place].target.id)).first_name == "Ève"
    assert not any(f.message.endswith("n’a pas de chef de projet.") for f in bridge(window).review.findings)


def test_a_candidate_is_entered_and_judged(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    _go(window, FactoryCandidate.TABLE, "", "name")
    type_text("Fonderie fictive")
    press(Key.Key_Tab)
    candidate = snapshot(window).all(FactoryCandidate)[0]
    _go(window, FactoryCandidate.TABLE, candidate.id, "headcount")
    type_text("142")
    press(Key.Key_Tab)
    _go(window, FactoryCandidate.TABLE, candidate.id, "turnover")
    type_text("18 M€")
    press(Key.Key_Tab)
    page = window.page("factory")
    assert isinstance(page, FactoryPage)
    model = page.view.rows_model
    assert model.find(candidate.id, "size").data() == "PME ✓"


def test_a_file_replaced_underneath_is_said_and_nothing_is_lost(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    other = example.with_suffix(".copie")
    shutil.copy(example, other)
    other.replace(example)
    _go(window, Choice.TABLE, "18", "objectives")
    type_text("Perdu ? ")
    press(Key.Key_Tab)
    assert window.frame.banner.isVisible()
    assert "remplacé par un autre fichier" in window.frame.banner.accessibleName()
    assert window.frame.state._state.text().startswith("Non enregistré")
    assert sheets_page(window)._texts.fields["objectives"].text().startswith("Perdu ?")


def test_the_programs_keys_pass_through_a_field_one_types_in(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Lead.TABLE, "18", "name")
    fired: list[str] = []
    window.actions_by_name["export"].triggered.disconnect()
    window.actions_by_name["export"].triggered.connect(lambda: fired.append("export"))
    press(Key.Key_E, Modifier.ControlModifier)  # « end of line » to a line edit
    assert fired == ["export"]
