"""What a destructive act took away, said for a while over the status bar, with the way back."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nfi_planner.ui import theme
from nfi_planner.ui.widgets.parts import button, label

STAYS_MS = 10_000
_BELOW = 2  # pixels left below it
_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}  # what it makes room for


class Toast(QFrame):
    """A line over the status bar that goes by itself, but not while one points at it or is on its button.

    Nothing it hides can be acted on: of the pages it covers what is below their last row, of the status bar never the
    way to give up what is being worked at.
    It never takes the focus away: Tab goes to its button, and Ctrl+Z does the same from anywhere.
    """

    undo_asked = Signal()

    def __init__(self, parent: QWidget, over: QWidget, clear_of: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._over = over  # it stands over what one sees of this, in what it scrolls in
        self._clear_of = clear_of  # while that is there, it stands above it
        self._text, self._keys = label(""), label("Ctrl+Z")
        self._undo = button("Annuler")
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.setAccessibleName("Annuler")
        self._undo.clicked.connect(self.undo_asked)
        self._undo.installEventFilter(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 3, 12, 3)
        layout.setSpacing(12)
        for part in (self._text, self._undo, self._keys):
            layout.addWidget(part)
        for watched in (over, parent, clear_of):
            watched.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Say what was taken away, from now on for ten seconds."""
        self._text.setText(text)
        self._undo.setAccessibleDescription(text)
        self.setAccessibleName(text)
        self._place()
        self.raise_()
        self.show()
        self._wait()

    def dismiss(self) -> None:
        """Go away; the keyboard goes back to the pages if it is here."""
        self._timer.stop()
        if self._undo.hasFocus():
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _wait(self) -> None:
        if self._undo.hasFocus() or self.underMouse():
            self._timer.stop()
        else:
            self._timer.start(STAYS_MS)

    def _place(self) -> None:
        """Stand in the middle of what one sees of the pages, at the lower edge of the window."""
        seen, parent = self._over.parentWidget(), self.parentWidget()
        if seen is None or parent is None:
            return
        margin = theme.px(16)
        self._text.setWordWrap(False)
        room = seen.width() - 2 * margin - (self.sizeHint().width() - self._text.sizeHint().width())
        needed = QFontMetrics(self._text.font()).horizontalAdvance(self._text.text()) + 2
        self._text.setWordWrap(needed > room)
        self._text.setFixedWidth(max(1, min(needed, room)))
        self.adjustSize()
        left = seen.mapTo(parent, QPoint(0, 0)).x() + (seen.width() - self.width()) // 2
        place = QRect(QPoint(left, parent.height() - self.height() - theme.px(_BELOW)), self.size())
        taken = QRect(self._clear_of.mapTo(parent, QPoint(0, 0)), self._clear_of.size())
        if self._clear_of.isVisible() and place.intersects(taken):
            place.moveBottom(taken.top() - theme.px(_BELOW))
        self.setGeometry(place)

    # -- Qt's events -----------------------------------------------------------------------------------------------

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.isVisible():
            self._wait()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            QTimer.singleShot(0, self, self._place)  # once the pages have their new sizes

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._undo and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut} and self.isVisible():
            QTimer.singleShot(0, self, self._wait)  # once the button has it, or has it no more
        elif watched is not self._undo and event.type() in _MOVES and self.isVisible():
            QTimer.singleShot(0, self, self._place)
        return super().eventFilter(watched, event)
