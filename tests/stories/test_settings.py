"""The officer sets the program up once, by keys; it is followed at once, and at the next start."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from nfi_planner import app
from nfi_planner.models import lookups
from nfi_planner.models.prints import Part
from nfi_planner.services import logo, printing, settings
from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.dialogs.export import ExportDialog
from nfi_planner.ui.dialogs.settings import SettingsDialog
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.widgets.notice import Notice
from tests.services.test_logo import encoded, mark
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    answer_file_dialog,
    bridge,
    focused,
    press,
    settle,
    snapshot,
    type_text,
)


@pytest.fixture(autouse=True)
def _usual_look() -> Iterator[None]:
    yield
    theme.ask_for("system", zoom=100, presentation=False)
    theme.refresh(app.start())


def close(dialog: QDialog) -> None:
    """Close what a test that failed has left open; it would wait for an answer."""
    if dialog.isVisible():
        dialog.reject()


def in_settings(window: MainWindow, do: Callable[[], None], key: Key = Key.Key_Return) -> None:
    """Press Ctrl+, then do something in the dialog and leave it with a key."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        try:
            do()
            press(key)
        finally:
            close(dialog)

    QTimer.singleShot(200, act)
    press(Key.Key_Comma, Modifier.ControlModifier)  # comes back when the dialog is closed
    window.activateWindow()  # as every system does then, but for the one without a screen
    settle()


def alt(key: Key) -> None:
    press(key, Modifier.AltModifier)


def test_a_look_is_followed_at_once_and_at_the_next_start(example: Path, opened: OpenWindow) -> None:
    window = opened(example)

    def choose() -> None:
        alt(Key.Key_T)
        type_text("s")  # sombre
        alt(Key.Key_A)
        type_text("150")

    in_settings(window, choose)
    assert theme.tokens() == theme.DARK
    assert (theme.zoom(), window.frame.state._zoom.text()) == (150, typeset("150 %"))
    assert window.actions_by_name["theme_dark"].isChecked()
    theme.ask_for("light", zoom=100)
    app.start()
    assert (theme.tokens(), theme.zoom()) == (theme.DARK, 150)


def test_cancelling_changes_nothing(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = settings.load()

    def change_all() -> None:
        type_text("Zoé Lambert")
        alt(Key.Key_T)
        type_text("s")
        alt(Key.Key_S)
        type_text("Économie")
        for box in (Key.Key_M, Key.Key_P, Key.Key_X):
            alt(box)

    in_settings(window, change_all, Key.Key_Escape)
    assert settings.load() == before
    assert theme.zoom() == 100


def test_acts_are_signed_with_the_new_name_from_then_on(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    in_settings(window, lambda: type_text("Zoé Lambert"))
    type_text("à")
    line = bridge(window).editor.undo_line
    assert line is not None
    assert line.author == "Zoé Lambert"


def test_a_new_roadmap_begins_with_service_and_logo(tmp_path: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(None)
    picture = tmp_path / "logo.png"
    picture.write_bytes(encoded(mark(), "PNG"))

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        alt(Key.Key_S)
        type_text("Direction de l’économie")
        answer_file_dialog(picture)
        alt(Key.Key_C)
        qtbot.waitUntil(lambda: bool(dialog.wanted().logo))
        dialog.activateWindow()
        settle()
        assert focused().accessibleName() == "Texte de remplacement du logo"
        press(Key.Key_Return)  # without a text the dialog stays, and says why
        assert typeset(logo.DESCRIBE) in [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
        type_text("Logo de la région")

    in_settings(window, fill)
    window.welcome.regions.setFocus()
    answer_file_dialog(tmp_path / "a")
    type_text("cha")
    press(Key.Key_Return)
    roadmap = lookups.roadmap(snapshot(window))
    assert (roadmap.service, roadmap.logo_alt) == ("Direction de l’économie", "Logo de la région")
    assert roadmap.logo == settings.load().logo_bytes != b""


def test_settings_that_can_not_be_kept_are_said(example: Path, opened: OpenWindow, tmp_path: Path) -> None:
    window = opened(example)
    file = tmp_path / "config" / "feuille-de-route-nfi" / "settings.json"
    kept = json.loads(file.read_bytes())
    file.unlink()
    file.mkdir()  # nothing can take its place
    in_settings(window, lambda: type_text("Zoé"))
    assert "n’ont pas pu être enregistrés" in window.frame.banner.accessibleName()
    file.rmdir()
    file.write_text(json.dumps(kept))


# -- exporting -----------------------------------------------------------------------------------------------------


def export(window: MainWindow, qtbot: QtBot, do: Callable[[ExportDialog], None]) -> None:
    """Press Ctrl+E, do something in the dialog, then Enter, and wait until all is written."""
    seen: list[ExportDialog] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        seen.append(dialog)
        try:
            do(dialog)
            press(Key.Key_Return)
        finally:
            close(dialog)

    QTimer.singleShot(200, act)
    press(Key.Key_E, Modifier.ControlModifier)
    window.activateWindow()
    qtbot.waitUntil(lambda: bool(seen) and bool(notices(window)), timeout=20_000)


def notices(window: MainWindow) -> list[Notice]:
    return [one for one in window.frame.findChildren(Notice) if one.isVisible()]


def test_an_export_is_ticked_as_the_last_time(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)

    def without_pdf(dialog: ExportDialog) -> None:
        dialog.findChildren(QCheckBox)[0].setFocus()
        press(Key.Key_Space)

    export(window, qtbot, without_pdf)
    assert (settings.load().export_pdf, settings.load().export_workbook) == (False, True)
    [notice] = notices(window)
    assert notice.findChildren(QPushButton)[0].text() == "&Ouvrir le classeur"
    ticked: list[bool] = []
    export(window, qtbot, lambda dialog: ticked.extend(one.isChecked() for one in dialog.findChildren(QCheckBox)))
    assert ticked == [False, True]


def test_what_was_written_is_offered_and_the_line_goes_by_a_key(
    example: Path, opened: OpenWindow, qtbot: QtBot
) -> None:
    window = opened(example)
    export(window, qtbot, lambda _: None)
    [notice] = notices(window)
    assert "feuille-de-route-champagne-ardenne.pdf" in notice.accessibleName()
    assert [one.text() for one in notice.findChildren(QPushButton)] == [
        "&Ouvrir le PDF",
        "Ouvrir le do&ssier",
        "Fer&mer",
    ]
    assert not notice.isAncestorOf(focused())
    alt(Key.Key_M)
    qtbot.waitUntil(lambda: notices(window) == [])
    assert window.frame.stack.isAncestorOf(focused())


def test_an_unfinished_document_is_said_to_be_one(draft: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    said: list[str] = []
    export(opened(draft), qtbot, lambda dialog: said.extend(one.text() for one in dialog.findChildren(QLabel)))
    sentence = "Il reste 4 constats bloquants : le PDF en donne la liste et porte la mention « PROJET »."
    assert sentence in [text.replace("\u00a0", " ") for text in said]


def test_findings_that_are_not_printed_are_not_announced(draft: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window, said = opened(draft), list[str]()
    printing.keep_parts(bridge(window).editor.document_id, frozenset({Part.COVER}))
    export(window, qtbot, lambda dialog: said.extend(one.text() for one in dialog.findChildren(QLabel)))
    sentence = "Il reste 4 constats bloquants : le PDF porte la mention « PROJET »."
    assert sentence in [text.replace("\u00a0", " ") for text in said]
