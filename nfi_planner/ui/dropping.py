"""A file let go over the window: a document, or a PDF that carries one, is opened wherever it falls."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_OPENED = {".nfi", ".pdf"}


def dropped_document(event: QDropEvent) -> Path | None:
    """Return the one file that is dragged, if it can be opened; else None."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in _OPENED else None


def open_dropped(window: QWidget, opening: Callable[[Path], None]) -> None:
    """Have what is dropped on the window opened; where a part of it takes what is dragged, that part comes first."""
    window.setAcceptDrops(True)
    window.installEventFilter(_Window(window, opening))


def let_documents_through(widget: QWidget) -> None:
    """Leave documents to the window; a control one types in would take their path for a text."""
    target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    target.installEventFilter(_Control(widget))


class _Window(QObject):
    def __init__(self, window: QWidget, opening: Callable[[Path], None]) -> None:
        super().__init__(window)
        self._opening = opening

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        path = dropped_document(event) if isinstance(event, QDropEvent) else None
        if path is None or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        event.setDropAction(Qt.DropAction.CopyAction)  # with Shift a move is proposed: the file would be taken away
        event.accept()
        if event.type() is QEvent.Type.Drop:
            QTimer.singleShot(0, watched, partial(self._opening, path))  # once Qt's drag is over
        return True


class _Control(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDragEnterEvent) or dropped_document(event) is None:
            return super().eventFilter(watched, event)
        event.ignore()
        return True
