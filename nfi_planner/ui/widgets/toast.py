"""What a destructive act took away, said for a while above the status bar, with the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nfi_planner.ui.widgets.parts import button, label


class Toast(QFrame):
    """A line that goes by itself; it never takes the focus away."""

    undo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._text = label("")
        undo = button("Annuler")
        undo.clicked.connect(self.undo_asked)
        layout = QHBoxLayout(self)
        layout.addWidget(self._text)
        layout.addWidget(undo)
        self.hide()

    def say(self, text: str) -> None:
        """Say what was taken away."""
        self._text.setText(text)
        self.show()
