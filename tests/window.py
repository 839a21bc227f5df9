"""A window under test: opened on a document, driven by keys, read as a user reads it."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from nfi_planner import app
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.choices.page import ChoicesPage
from nfi_planner.ui.pages.choices.view import PlanView
from nfi_planner.ui.pages.sheets.page import SheetsPage

TODAY = date(2014, 3, 28)
OpenWindow = Callable[[Path | None], MainWindow]
Key = Qt.Key
Modifier = Qt.KeyboardModifier


def open_window(path: Path | None = None, today: date = TODAY) -> MainWindow:
    """Return a shown window, on a document if one is given."""
    _, window = app.prepare(argparse.Namespace(file=None, today=today))
    window.resize(1440, 900)  # the offscreen platform's screen is smaller
    window.show()
    window.activateWindow()
    if path is not None:
        window.open_path(path)
    settle()
    return window


def settle() -> None:
    """Let Qt do what is waiting to be done."""
    for _ in range(3):
        QApplication.processEvents()


def focused() -> QWidget:
    """Return the widget that has the keyboard."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focused(), key, modifier)
    settle()


def type_text(text: str) -> None:
    """Type characters where the keyboard is, as any layout would send them."""
    for character in text:
        widget = focused()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, Key.Key_unknown, Modifier.NoModifier, character))
    settle()


def bridge(window: MainWindow) -> Bridge:
    """Return the open document."""
    assert window.bridge is not None
    return window.bridge


def snapshot(window: MainWindow) -> Snapshot:
    """Return what the document holds."""
    return bridge(window).snapshot


def choices_page(window: MainWindow) -> ChoicesPage:
    """Return the page of choices."""
    page = window.page("choices")
    assert isinstance(page, ChoicesPage)
    return page


def sheets_page(window: MainWindow) -> SheetsPage:
    """Return the page of sheets."""
    page = window.page("sheets")
    assert isinstance(page, SheetsPage)
    return page


def answer_file_dialog(path: Path) -> None:
    """Type a path in the file dialog that opens next, and press Enter."""

    def type_path() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(str(path))
        dialog.accept()

    QTimer.singleShot(200, type_path)


def drag_plans(source: PlanView, rows: list[int], target: PlanView, to: QPoint, *, let_go: bool = True) -> None:
    """Take rows of one list over a point of another, with the events a mouse sends, and let them go there."""
    data = source.model().mimeData([source.model().index(row, 0) for row in rows])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Modifier.NoModifier
    viewport = target.viewport()
    QApplication.sendEvent(viewport, QDragEnterEvent(to, action, data, button, none))
    QApplication.sendEvent(viewport, QDragMoveEvent(to, action, data, button, none))
    if let_go:
        QApplication.sendEvent(viewport, QDropEvent(QPointF(to), action, data, button, none))
    settle()


def drag_mouse(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Press the button at one point, move, and let go at another."""
    left, none = Qt.MouseButton.LeftButton, Modifier.NoModifier
    QTest.mousePress(widget, left, none, start)
    for place in ((start + end) / 2, end):
        moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), widget.mapToGlobal(QPointF(place)), left, left, none)
        QApplication.sendEvent(widget, moved)
    QTest.mouseRelease(widget, left, none, end)
    settle()
