"""The first thing on the screen: a window that says what is being opened. The rest is loaded once it is painted."""

import gc
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QSize, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nfi_planner.services import settings
from nfi_planner.ui import theme

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow

NAME = "Feuille de route NFI"
_LARGEST = QSize(1440, 900)
_TITLE_BAR = 32
_LOAD = QEvent.Type.User
_ENOUGH = 200 * 100  # pixels of a window one can get hold of


class Shell(QWidget):
    """The top-level window. ``built`` hands over the main window inside it; ``ready``: the document is shown."""

    built = Signal(object)
    ready = Signal()

    _painted = False

    def __init__(self, today: date | None, path: Path | None) -> None:
        super().__init__()
        self._today, self._path = today, path
        self.main: MainWindow | None = None
        self.setWindowTitle("Ouverture…")
        self._place()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._opening = _Opening(f"Ouverture de {path.name}…" if path else "Ouverture…")
        self._layout.addWidget(self._opening)

    def _place(self) -> None:
        """Stand where the window was closed last, if that is on a screen there is now; else in the usual size."""
        kept = settings.load()
        place = QRect(*kept.window) if len(kept.window) == 4 else QRect()
        room = _room(place) if place.isValid() else None
        if room is None:
            self.resize(_LARGEST.boundedTo(self.screen().availableSize() - QSize(0, _TITLE_BAR)))
        else:
            place.setSize(place.size().boundedTo(room.size()))
            place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width() + 1)))
            place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height() + 1)))
            self.setGeometry(place)
        self._maximised = kept.maximised

    def show_first(self) -> None:
        """Show the window, maximised if it was closed so."""
        if self._maximised:
            self.showMaximized()
        else:
            self.show()

    def _keep_place(self) -> None:
        normal = self.normalGeometry()
        place = normal if normal.isValid() else self.geometry()
        kept = {"window": (place.x(), place.y(), place.width(), place.height()), "maximised": self.isMaximized()}
        present = settings.load()
        if any(getattr(present, name) != value for name, value in kept.items()):
            settings.change(**kept)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if not self._painted and event.type() is QEvent.Type.Paint:
            self._painted = True
            QCoreApplication.postEvent(self, QEvent(_LOAD))  # a timer would load all of ``Qt`` before this is seen
        elif event.type() is _LOAD:
            self._load()
        return handled

    def _load(self) -> None:
        """Build without the garbage collector: what is loaded now stays, and looking for rubbish in it takes time."""
        gc.disable()
        try:
            self._build()
        finally:
            gc.enable()

    def _build(self) -> None:
        """Load the program and put it in the place of the opening page."""
        from nfi_planner.ui.main_window import MainWindow

        main = MainWindow(self._today, parent=self)
        main.ready.connect(self.ready)
        self.main = main
        self.built.emit(main)
        self.setMinimumSize(main.minimumSize())
        if self._path is None:
            main.show_welcome()
        else:
            main.open_path(self._path)
        self._layout.replaceWidget(self._opening, main)
        self._opening.deleteLater()
        main.show()
        wanted = main.focusWidget()  # asked for while the window wasn't there yet
        if wanted is not None:
            wanted.setFocus()
        self.setWindowTitle(main.windowTitle())  # the window is ready to be typed in
        main.windowTitleChanged.connect(self.setWindowTitle)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.main is not None and not self.main.close():
            event.ignore()
            return
        self._keep_place()
        super().closeEvent(event)


def _room(place: QRect) -> QRect | None:
    """Return the free part of the screen that shows the most of a window there; None when none shows enough of it."""
    rooms = [screen.availableGeometry().adjusted(0, _TITLE_BAR, 0, 0) for screen in QGuiApplication.screens()]
    seen = {room.intersected(place).width() * room.intersected(place).height(): room for room in rooms}
    most = max(seen, default=0)
    return seen[most] if most >= _ENOUGH else None


class _Opening(QWidget):
    """The program's name, and what is being opened. Drawn by hand: labels would load all of ``Qt`` first."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        t = theme.tokens()
        painter = QPainter(self)
        y = self.height() / 2
        for text, font, colour in (
            (NAME, theme.font(22, bold=True), t.ink),
            (self._text, theme.font(), t.muted),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QPointF((self.width() - painter.fontMetrics().horizontalAdvance(text)) / 2, y), text)
            y += theme.px(26)
        painter.end()
