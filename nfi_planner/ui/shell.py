"""The first thing on the screen: a window that says what is being opened. The rest is loaded once it is painted."""

import gc
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from nfi_planner.support.french import typeset

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow

NAME = "Feuille de route NFI"
_LARGEST = QSize(1440, 900)
_TITLE_BAR = 32


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
        screen = self.screen().availableSize() - QSize(0, _TITLE_BAR)
        self.resize(_LARGEST.boundedTo(screen))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._opening = _opening_page(f"Ouverture de {path.name}…" if path else "Ouverture…")
        self._layout.addWidget(self._opening)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if not self._painted and event.type() is QEvent.Type.Paint:
            self._painted = True
            QTimer.singleShot(0, self, self._load)
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
        if self._path is not None:
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
        super().closeEvent(event)


def _opening_page(text: str) -> QWidget:
    page = QFrame()
    page.setAccessibleName(text)
    name, words = QLabel(NAME), QLabel(typeset(text))
    name.setProperty("role", "title")
    words.setProperty("role", "muted")
    layout = QVBoxLayout(page)
    layout.addStretch(1)
    for label in (name, words):
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(label)
    layout.addStretch(1)
    return page
