"""Previews for the stories: opened with Ctrl+P, waited for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nfi_planner.models.roadmap import Status
from nfi_planner.services import choosing, opening
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.preview.dialog import PreviewDialog
from tests.window import Key, Modifier, press, settle

Show = Callable[..., PreviewDialog]


def small_roadmap(path: Path) -> Path:
    """Write a roadmap of a few pages, whose PDF is quickly made; return its path."""
    editor = opening.new_roadmap(path, "21", 2014)
    editor.do(choosing.set_status(editor.snapshot, (18, 1, 2, 3, 4, 5), Status.STRATEGIC))
    editor.close()
    return path


def show_preview(window: MainWindow) -> PreviewDialog:
    """Press Ctrl+P; return what opens."""
    window.activateWindow()
    settle()
    press(Key.Key_P, Modifier.ControlModifier)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = window.findChild(PreviewDialog)
    assert found is not None
    found.resize(1360, 820)
    found.activateWindow()
    return found


def ready(dialog: PreviewDialog, qtbot: QtBot) -> None:
    """Wait until the ordered file is shown."""
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=60_000)
    settle()


def changed(dialog: PreviewDialog, qtbot: QtBot) -> bytes:
    """Wait for the next file; return it."""
    with qtbot.waitSignal(dialog.maker.made, timeout=60_000):
        pass
    ready(dialog, qtbot)
    assert dialog.made is not None
    return dialog.made.data
