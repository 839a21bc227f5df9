"""What was refused, across the top of the page: the sentence, what to do, and a way to keep the work."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nfi_planner.models.errors import KnownError
from nfi_planner.ui.widgets.parts import button, label


class Banner(QFrame):
    """A line that stays until it is closed or the next act succeeds; it never takes the focus away."""

    copy_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = label("", "bad", wrap=True)
        self._more = label("", wrap=True)
        self._copy, close = button("Enregistrer ailleurs…"), button("Fermer", quiet=True)
        self._copy.clicked.connect(self.copy_asked)
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 8, 18, 8)
        layout.setSpacing(12)
        layout.addWidget(self._text, 2)
        layout.addWidget(self._more, 3)
        layout.addWidget(self._copy)
        layout.addWidget(close)
        self.hide()

    def show_error(self, error: KnownError, *, offer_copy: bool = False) -> None:
        """Show a known error."""
        self._text.setText(error.sentence)
        self._more.setText(error.cure)
        self._copy.setVisible(offer_copy)
        self.setAccessibleName(str(error))
        self.show()
