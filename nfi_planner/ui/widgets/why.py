"""« Pourquoi ? »: the rule a finding comes from, in a card beside it."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from nfi_planner.models.rules import Finding, Severity, all_rules
from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.widgets.parts import button, label, row

_MEANINGS = {
    Severity.BLOCKING: "Bloquant : la remise est refusée tant qu’il reste à corriger.",
    Severity.WARNING: "À vérifier : la remise est possible.",
    Severity.ADVICE: "Conseil : la feuille de route y gagnerait.",
}
_WIDTH = 380


class WhyCard(QFrame):
    """Stands over the window while it has the keyboard; Escape, its button or going elsewhere closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("why")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        self._code, self._title = label("", "section"), label("", "heading", wrap=True)
        self._message, self._severity = label("", wrap=True), label("", wrap=True)
        self._source = label("", "muted", wrap=True)
        close = button("Fermer", quiet=True)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setToolTip("Échap")
        close.clicked.connect(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 10)
        layout.setSpacing(7)
        for part in (self._code, self._title, self._message, self._severity, self._source):
            layout.addWidget(part)
        layout.addLayout(row(None, close))
        parent.installEventFilter(self)
        self.hide()

    def explain(self, finding: Finding, beside: QPoint) -> None:
        """Show the rule of a finding, to the left of that place; Escape brings the keyboard back where it was."""
        rule = next(rule for rule in all_rules() if rule.code == finding.code)
        parts = (
            (self._code, f"Contrôle {rule.code}"),
            (self._title, rule.title),
            (self._message, f"Ici : {finding.message}"),
            (self._severity, _MEANINGS[rule.severity]),
            (self._source, f"Source : {rule.source}."),
        )
        for shown, text in parts:
            shown.setText(typeset(text))
        self.setAccessibleName(" ".join(shown.text() for shown, _ in parts))
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._place(beside)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, beside: QPoint) -> None:
        room, margin = self.parentWidget(), theme.px(8)
        if room is None:
            return
        width = min(theme.px(_WIDTH), room.width() - 2 * margin)
        self.setFixedWidth(width)
        self.ensurePolished()
        height = min(self.heightForWidth(width), room.height() - 2 * margin)
        self.resize(width, height)
        left = max(margin, min(beside.x() - 3 * margin, room.width() - margin) - width)
        self.move(left, max(margin, min(beside.y(), room.height() - height - margin)))

    def leave(self) -> None:
        """Go away; the keyboard is back where it was."""
        if self.hasFocus() and self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the window gets another size: the finding is elsewhere then."""
        if watched is self.parent() and event.type() is QEvent.Type.Resize and self.isVisible():
            self.leave()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            self.leave()
