"""The program as it is put together: what follows a bug, the language of Qt's own words, a start without waiting."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nfi_planner import app
from nfi_planner.models.roadmap import Status
from nfi_planner.services import choosing, examples, settings
from nfi_planner.ui.dialogs.export import ExportDialog
from nfi_planner.ui.main_window import MainWindow
from tests.window import TODAY, bridge, open_window, settle, snapshot


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "exemple.nfi"
    examples.write_example(path).close()
    return path


@pytest.fixture
def window(qtbot: QtBot, example: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window on the example, with the reporter in its place."""
    window = open_window(example)
    qtbot.addWidget(window)
    monkeypatch.setattr(sys, "excepthook", app.CrashReporter(window))
    yield window
    window.close()


def reports(tmp_path: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "state").rglob("incident-*.txt"))]


def crash(words: str) -> None:
    raise RuntimeError(words)


def told_after(qtbot: QtBot, *bugs: str) -> list[str]:
    """Let the bugs happen in Qt's slots, one after the other, and close every box. Return what the boxes said."""
    seen: list[str] = []

    def close_box() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            seen.append(f"{box.text()} {box.informativeText()}")
            box.reject()

    for words in bugs:
        QTimer.singleShot(0, lambda words=words: crash(words))
    closer = QTimer(interval=20)
    closer.timeout.connect(close_box)
    closer.start()
    qtbot.waitUntil(lambda: bool(seen) and QApplication.activeModalWidget() is None)
    closer.stop()
    return seen


def test_after_a_bug_a_report_is_kept_and_nothing_more_is_written(
    window: MainWindow, example: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before, content = snapshot(window), example.read_bytes()
    [said] = told_after(qtbot, "le premier", "le deuxième", "le troisième")  # the others while the box is open
    assert "Rien n’est plus enregistré" in said
    [report] = reports(tmp_path)
    assert "RuntimeError: le premier" in report
    assert not bridge(window).do(choosing.set_status(before, [33], Status.STRATEGIC))
    assert not bridge(window).undo()
    assert snapshot(window) == before
    assert example.read_bytes() == content


def test_two_bugs_one_after_the_other_keep_two_reports(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    del window
    told_after(qtbot, "le premier")
    told_after(qtbot, "le deuxième")
    assert ["le premier" in one for one in reports(tmp_path)] == [True, False]


@pytest.mark.parametrize("hindrance", ["no console", "no folder"])
def test_a_report_that_can_not_be_told_or_kept_keeps_nobody_from_freezing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, hindrance: str
) -> None:
    if hindrance == "no console":
        monkeypatch.setattr(sys, "stderr", None)
    else:
        (tmp_path / "state").write_text("a file where a folder should be")
    [said] = told_after(qtbot, "une erreur")
    assert not bridge(window).do(choosing.set_status(snapshot(window), [33], Status.STRATEGIC))
    kept = hindrance == "no console"
    assert len(reports(tmp_path)) == kept
    assert ("n’a pas pu être écrit" in said) is not kept


def test_qt_speaks_french(window: MainWindow, qtbot: QtBot) -> None:
    del window
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Annuler"


# -- the first page ------------------------------------------------------------------------------------------------


def recent_names(window: MainWindow) -> list[str]:
    buttons = window.welcome.findChildren(QPushButton)
    return [one.text() for one in buttons if one.text().endswith(".nfi") and not one.isHidden()]


def test_recent_documents_are_looked_up_once_and_after_the_first_paint(
    qtbot: QtBot, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.remember(example)
    asked: list[Path] = []
    exists = Path.exists

    def look_up(path: Path) -> bool:
        if path == example:
            asked.append(path)
        return exists(path)

    monkeypatch.setattr(Path, "exists", look_up)
    _, window = app.prepare(argparse.Namespace(file=None, today=TODAY))
    qtbot.addWidget(window)
    assert asked == []
    window.show()
    settle()
    assert recent_names(window) == ["exemple.nfi"]
    assert asked == [example]
    window.close()


# -- where to export -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["~personne-de-ce-nom", "/" + "a" * 300, "/tmp/a\0b", "/nulle/part"])
def test_a_folder_that_can_not_be_one_is_said_not_to_be(qtbot: QtBot, tmp_path: Path, typed: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ExportDialog(parent, tmp_path, "feuille")
    assert dialog.wish().pdf == tmp_path / "feuille.pdf"
    dialog._line.setText(typed)
    assert dialog._names.text() == "Ce dossier n’existe pas."
    assert not dialog._export.isEnabled()
    assert (dialog.wish().pdf, dialog.wish().workbook) == (None, None)
