"""The dialogs that ask for files: French words throughout, a name that ends as its kind does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nfi_planner.services import settings
from nfi_planner.ui.dialogs import paths
from tests.window import Key, press

KINDS = ("Texte (*.txt)", "Données (*.json)")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def _then(answer: Callable[[QFileDialog], None]) -> None:
    """Answer the dialog that opens next."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        try:
            answer(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(200, act)


def _name(dialog: QFileDialog) -> QLineEdit:
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    return line


def _choose_next_kind(dialog: QFileDialog) -> None:
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    assert kinds is not None
    kinds.setFocus()
    press(Key.Key_Down)


def test_another_kind_gives_the_name_another_suffix(parent: QWidget, tmp_path: Path) -> None:
    names = []

    def answer(dialog: QFileDialog) -> None:
        names.append(_name(dialog).text())
        _choose_next_kind(dialog)
        names.append(_name(dialog).text())
        dialog.accept()

    _then(answer)
    assert paths.ask_save(parent, "Exporter", tmp_path / "a.b.txt", *KINDS) == tmp_path / "a.b.json"
    assert names == ["a.b.txt", "a.b.json"]


def test_a_name_one_types_gets_the_suffix_of_its_kind(parent: QWidget, tmp_path: Path) -> None:
    def answer(dialog: QFileDialog) -> None:
        _choose_next_kind(dialog)
        _name(dialog).setText("lettre")
        dialog.accept()

    _then(answer)
    assert paths.ask_save(parent, "Exporter", tmp_path / "a.txt", *KINDS) == tmp_path / "lettre.json"


@pytest.mark.parametrize("what", ["open", "save", "folder"])
def test_every_word_is_french(parent: QWidget, tmp_path: Path, what: str) -> None:
    said: list[str] = []

    def answer(dialog: QFileDialog) -> None:
        shown = (*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton))
        texts = (str(one.property("text")) for one in shown if one.isVisible())
        said.extend(text.replace("&", "") for text in texts if text)

    _then(answer)
    if what == "open":
        assert paths.ask_open(parent, "Ouvrir", tmp_path) is None
    elif what == "save":
        assert paths.ask_save(parent, "Enregistrer", tmp_path / "a.txt", *KINDS) is None
    else:
        assert paths.ask_folder(parent, "Dossier", tmp_path) is None
    accept, name = {
        "open": ("Ouvrir", "Nom du fichier\u00a0:"),
        "save": ("Enregistrer", "Nom du fichier\u00a0:"),
        "folder": ("Choisir ce dossier", "Dossier\u00a0:"),
    }[what]
    assert sorted(said) == sorted(["Dossier\u00a0:", name, "Type\u00a0:", accept, "Annuler"])


def test_an_export_begins_where_the_last_one_went(parent: QWidget, tmp_path: Path) -> None:
    document, elsewhere = tmp_path / "a.nfi", tmp_path / "exports"
    elsewhere.mkdir()
    settings.change(export_folder="")
    assert paths.export_folder(document) == tmp_path

    def answer(dialog: QFileDialog) -> None:
        _name(dialog).setText(str(elsewhere / "dates"))
        dialog.accept()

    _then(answer)
    assert paths.ask_export(parent, "Exporter", document, "calendrier.ics", "Calendrier (*.ics)") == (
        elsewhere / "dates.ics"
    )
    assert paths.export_folder(document) == elsewhere
    elsewhere.rmdir()
    assert paths.export_folder(document) == tmp_path
