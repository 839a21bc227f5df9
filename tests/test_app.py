"""The program as it is put together: what follows a bug, the language of Qt's own words, a start without waiting."""

import argparse
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nfi_planner import app
from nfi_planner.models.roadmap import Status
from nfi_planner.services import choosing, settings
from nfi_planner.ui.dialogs.crash import CrashDialog, offer_unread
from nfi_planner.ui.dialogs.export import ExportDialog
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.shell import Shell
from nfi_planner.ui.widgets.notice import Notice
from tests.window import TODAY, bridge, open_window, press, settle, snapshot


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))


@pytest.fixture
def window(qtbot: QtBot, example: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window on the example, with the reporter in its place."""
    window = open_window(example)
    qtbot.addWidget(window)
    monkeypatch.setattr(sys, "excepthook", app.CrashReporter(window, window))
    yield window
    window.close()


def reports(tmp_path: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "state").rglob("incident-*.txt"))]


def crash(words: str) -> None:
    raise RuntimeError(words)


def crash_elsewhere(words: str) -> None:
    raise RuntimeError(words)


def crash_windows() -> list[CrashDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog) and one.isVisible()]


def let_happen(qtbot: QtBot, *bugs: Callable[[], None]) -> CrashDialog:
    """Let the bugs happen in Qt's slots, one after the other; return the one window that tells of them."""
    for bug in bugs:
        QTimer.singleShot(0, bug)
    qtbot.waitUntil(lambda: bool(crash_windows()))
    settle()
    [dialog] = crash_windows()
    return dialog


def said(dialog: QWidget) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def choose(qtbot: QtBot, dialog: QWidget, key: Qt.Key) -> None:
    """Press Alt and a letter of a button that closes the window."""
    QTest.keyClick(dialog, key, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not crash_windows())


def test_after_a_bug_a_report_is_kept_and_nothing_more_is_written(
    window: MainWindow, example: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before, content = snapshot(window), example.read_bytes()
    bugs = (partial(crash, "le premier"), partial(crash_elsewhere, "le deuxième"), partial(crash, "le troisième"))
    dialog = let_happen(qtbot, *bugs)
    assert "Rien n’est plus enregistré" in said(dialog)
    [report] = reports(tmp_path)  # what comes of the first bug is noise
    assert "RuntimeError: le premier" in report
    assert not bridge(window).do(choosing.set_status(before, [33], Status.STRATEGIC))
    assert not bridge(window).undo()
    assert snapshot(window) == before
    assert example.read_bytes() == content
    choose(qtbot, dialog, Qt.Key.Key_L)  # go on, reading only
    assert window.isVisible()
    assert not bridge(window).do(choosing.set_status(before, [33], Status.STRATEGIC))


def test_enter_typed_when_the_window_comes_up_presses_nothing(window: MainWindow, qtbot: QtBot) -> None:
    del window
    dialog = let_happen(qtbot, partial(crash, "une erreur"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        press(key)
    assert crash_windows() == [dialog]
    choose(qtbot, dialog, Qt.Key.Key_L)


def test_another_bug_has_a_report_of_its_own_the_same_one_does_not(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """A bug in painting comes back at every paint: it must not shut its window in the user's face for ever."""
    del window
    choose(qtbot, let_happen(qtbot, partial(crash, "le premier")), Qt.Key.Key_L)
    QTimer.singleShot(0, partial(crash, "le même, plus tard"))
    settle()
    assert crash_windows() == []
    choose(qtbot, let_happen(qtbot, partial(crash_elsewhere, "le deuxième")), Qt.Key.Key_L)
    assert ["le premier" in one for one in reports(tmp_path)] == [True, False]


def test_the_report_can_be_copied(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    del window
    dialog = let_happen(qtbot, partial(crash, "une erreur"))
    QTest.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "est copié" in said(dialog))
    assert [QApplication.clipboard().text()] == reports(tmp_path)
    choose(qtbot, dialog, Qt.Key.Key_L)


@pytest.mark.parametrize("hindrance", ["no console", "no folder"])
def test_a_report_that_can_not_be_told_or_kept_keeps_nobody_from_freezing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, hindrance: str
) -> None:
    if hindrance == "no console":
        monkeypatch.setattr(sys, "stderr", None)
    else:
        (tmp_path / "state").write_text("a file where a folder should be")
    dialog = let_happen(qtbot, partial(crash, "une erreur"))
    assert not bridge(window).do(choosing.set_status(snapshot(window), [33], Status.STRATEGIC))
    kept = hindrance == "no console"
    assert len(reports(tmp_path)) == kept
    assert ("n’a pas pu être écrit" in said(dialog)) is not kept
    choose(qtbot, dialog, Qt.Key.Key_L)


def test_a_bug_in_another_thread_is_told_too(window: MainWindow, qtbot: QtBot) -> None:
    reporter = sys.excepthook
    assert isinstance(reporter, app.CrashReporter)
    error = RuntimeError("ailleurs")
    thread = threading.Thread(target=partial(reporter, RuntimeError, error, None))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(crash_windows()))
    assert not bridge(window).undo()
    choose(qtbot, crash_windows()[0], Qt.Key.Key_L)


# -- the next start ------------------------------------------------------------------------------------------------

_PROGRAM = """
import argparse, faulthandler, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from nfi_planner import app

def bug():
    raise ValueError("« le nom d’une entreprise »")

def answer():
    [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    [close] = [one for one in dialog.findChildren(QPushButton) if one.text() == "&Fermer le programme"]
    close.click()

application = app.start()
QTimer.singleShot(300, bug if sys.argv[1] == "bug" else faulthandler._sigsegv)
QTimer.singleShot(1500, answer)
sys.exit(app.run(argparse.Namespace(today=None, file=None)))
"""


def start_that_crashes(tmp_path: Path, kind: str) -> subprocess.CompletedProcess[str]:
    """Start the program in a process of its own, where a bug happens; in its crash window, close the program."""
    folders = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "STATE")}
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, kind],
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("kind", "status"), [("bug", 70), ("fault", -11)])
def test_what_ended_the_program_is_offered_at_the_next_start_until_it_was_looked_at(
    tmp_path: Path, qtbot: QtBot, kind: str, status: int
) -> None:
    assert start_that_crashes(tmp_path, kind).returncode == status
    window = open_window()
    qtbot.addWidget(window)
    offer_unread(window)
    [notice] = window.frame.findChildren(Notice)
    assert notice.accessibleName().startswith("Le programme s’était arrêté sur une erreur le ")
    shown: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        [text] = dialog.findChildren(QPlainTextEdit)
        shown.append(text.toPlainText())
        dialog.reject()

    QTimer.singleShot(400, read)
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(shown))
    assert ("ValueError: « … »" if kind == "bug" else "Segmentation fault") in shown[0]
    assert "entreprise »" not in shown[0].rpartition("ValueError")[2]
    settle()
    offer_unread(window)
    assert [one for one in window.frame.findChildren(Notice) if one.isVisible()] == []
    assert len(reports(tmp_path)) == 1
    window.close()


def test_a_normal_start_leaves_nothing_to_offer(tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.addWidget(window)
    offer_unread(window)
    assert window.frame.findChildren(Notice) == []
    assert not (tmp_path / "state").exists()
    window.close()


# -- where the window stands ---------------------------------------------------------------------------------------


@pytest.fixture
def shell(qtbot: QtBot) -> Iterator[Callable[[], Shell]]:
    """Return a function that opens the program's window, on no document."""
    shells: list[Shell] = []

    def open_one() -> Shell:
        app.start()
        made = Shell(TODAY, None)
        shells.append(made)
        with qtbot.waitSignal(made.built):
            made.show_first()
        settle()
        return made

    yield open_one
    for one in shells:
        one.close()
        one.deleteLater()


def test_the_window_comes_back_where_it_was_closed(shell: Callable[[], Shell]) -> None:
    first = shell()
    first.setGeometry(20, 60, 700, 600)
    first.close()
    second = shell()
    assert second.geometry() == QRect(20, 60, 700, 600)
    second.showMaximized()
    second.close()
    third = shell()
    assert third.isMaximized()
    third.close()
    assert settings.load().window == (20, 60, 700, 600)  # what it goes back to
    assert settings.load().maximised


@pytest.mark.parametrize("place", [(5000, 40, 700, 600), (20, 30, 700), (20, 30, -700, 600), ()])
def test_a_place_on_no_screen_is_not_taken(shell: Callable[[], Shell], place: tuple[int, ...]) -> None:
    settings.change(window=place)
    window = shell()
    assert window.screen().geometry().intersects(window.geometry())
    assert window.width() >= 640


def test_a_window_larger_than_the_screen_is_brought_into_it(shell: Callable[[], Shell]) -> None:
    settings.change(window=(-300, -200, 3000, 2000))
    window = shell()
    room, place = window.screen().availableGeometry(), window.geometry()
    assert (place.width(), place.height()) <= (room.width(), room.height())
    assert room.contains(place.center())
    assert min(place.x(), place.y()) >= 0


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
    qtbot.waitUntil(lambda: asked == [example])  # in the background
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
