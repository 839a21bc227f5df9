"""The officer makes, opens, copies and exports files; what goes wrong is said and what was there stays."""

import subprocess
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from nfi_planner.models import lookups
from nfi_planner.models.prints import USUAL_PARTS, Part
from nfi_planner.models.roadmap import Action
from nfi_planner.services import printing
from nfi_planner.services.opening import read_document
from nfi_planner.ui.dialogs.export import ExportDialog
from nfi_planner.ui.main_window import MainWindow
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    answer_file_dialog,
    bridge,
    choices_page,
    press,
    settle,
    snapshot,
    type_text,
)


def _export_with_enter(window: MainWindow, qtbot: QtBot) -> None:
    """Press Ctrl+E, then Enter in the dialog, and wait for what the window says."""

    def confirm() -> None:
        assert isinstance(QApplication.activeModalWidget(), ExportDialog)
        press(Key.Key_Return)

    QTimer.singleShot(200, confirm)
    press(Key.Key_E, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: "Écriture en cours" not in window.frame.state._note.text(), timeout=60_000)
    settle()


def test_a_region_is_picked_by_its_first_letters(tmp_path: Path, opened: OpenWindow) -> None:
    window = opened(None)
    answer_file_dialog(tmp_path / "ma-region")
    type_text("cha")
    press(Key.Key_Return)
    assert bridge(window).editor.document.path == tmp_path / "ma-region.nfi"
    region = lookups.roadmap(snapshot(window)).region
    assert region is not None
    assert (region.name, region.vintage) == ("Champagne-Ardenne", 2014)
    assert window.frame.top._document.text() == "Champagne-Ardenne"


def test_an_existing_file_is_never_replaced_by_a_new_document(example: Path, opened: OpenWindow) -> None:
    window = opened(None)
    before = example.read_bytes()
    answer_file_dialog(example)
    press(Key.Key_Return)
    assert "existe déjà" in window.frame.banner.accessibleName()
    assert example.read_bytes() == before


def test_both_files_are_exported_by_keys(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)
    _export_with_enter(window, qtbot)
    pdf, workbook = (example.parent / f"feuille-de-route-champagne-ardenne.{kind}" for kind in ("pdf", "xlsx"))
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert "Hélène Marchal" in text
    assert workbook.read_bytes().startswith(b"PK")
    assert window.frame.state._note.text().startswith("Écrit dans")


def test_an_export_that_fails_is_said_and_leaves_the_old_file(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)
    blocked = example.parent / "feuille-de-route-champagne-ardenne.pdf"
    blocked.mkdir()
    _export_with_enter(window, qtbot)
    assert window.frame.banner.isVisible()
    assert window.frame.state._note.text() == "Export non écrit"
    assert blocked.is_dir()
    assert [p for p in example.parent.iterdir() if p.suffix == ".tmp"] == []


def test_an_export_can_be_given_up_in_the_status_bar(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)
    state, before = window.frame.state, sorted(example.parent.iterdir())

    QTimer.singleShot(200, lambda: press(Key.Key_Return))
    press(Key.Key_E, Modifier.ControlModifier)
    state.progress.give_up()
    qtbot.waitUntil(lambda: "Écriture en cours" not in state._note.text(), timeout=60_000)
    assert "Export abandonné" in state._note.text()
    assert state.progress.isHidden()
    assert sorted(example.parent.iterdir()) == before
    window.activateWindow()
    settle()
    _export_with_enter(window, qtbot)
    assert state._note.text().startswith("Écrit dans")


def test_closing_the_window_waits_for_what_is_being_written(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    QTimer.singleShot(200, lambda: press(Key.Key_Return))
    press(Key.Key_E, Modifier.ControlModifier)
    window.close()
    assert (example.parent / "feuille-de-route-champagne-ardenne.pdf").read_bytes().startswith(b"%PDF")
    assert [path for path in example.parent.iterdir() if path.suffix == ".tmp"] == []


def test_other_parts_than_the_usual_ones_are_said(example: Path, opened: OpenWindow) -> None:
    window, said = opened(example), []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        said.append(" ".join(one.text() for one in dialog.findChildren(QLabel)))
        dialog.reject()

    for parts in (USUAL_PARTS, frozenset({Part.COVER})):
        printing.keep_parts(bridge(window).editor.document_id, parts)
        window.activateWindow()
        settle()
        QTimer.singleShot(200, read)
        press(Key.Key_E, Modifier.ControlModifier)
    assert "comme choisi dans l’aperçu" not in said[0]
    assert "aura 1\u00a0partie sur 14" in said[1]


def test_a_copy_holds_the_same_document(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    answer_file_dialog(example.parent / "copie.nfi")
    window.actions_by_name["copy"].trigger()
    assert read_document(example.parent / "copie.nfi") == snapshot(window)


def test_emptying_a_sheet_is_one_act_that_can_be_undone(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    choices_page(window).command("open_sheet")
    window.actions_by_name["clear_sheet"].trigger()
    plan = lookups.choice(snapshot(window), 1)
    assert plan.rank is not None
    assert not plan.motive
    assert lookups.lead(snapshot(window), 1) is None
    assert snapshot(window).children(Action, "1") == ()
    window.actions_by_name["undo"].trigger()
    assert snapshot(window) == before
