"""What is wrong with a control, said without moving anything: in the place of its name, and in full over the page."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.tips import plain

_ICON, _GAP = 16, 4
_WIDEST = 300


class Caption(QLabel):
    """The name of a control; with a problem, the name, a sign and as much of the sentence as there is room for.

    It takes the same room with a problem as without.
    """

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(typeset(text))
        self.problem = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)

    def say(self, problem: str) -> None:
        """Show what is wrong; "" when nothing is."""
        self.problem = typeset(problem)
        self.setToolTip(plain(self.problem))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.problem:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.tokens().error))
        box, side = self.contentsRect(), theme.px(_ICON)
        sign = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        theme.icon("triangle-alert", "error").paint(painter, sign)
        box.setLeft(sign.right() + theme.px(_GAP))
        name, _, _ = self.text().partition(" (")  # without the hint: the sentence says more
        said = f"{name} — {self.problem}"
        shown = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class Explanation(QLabel):
    """The whole sentence, over what is below a control; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("explanation")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, control: QWidget) -> None:
        """Stand below a control, or above it where there is no room below."""
        host = _host(control)
        if self.parentWidget() is not host:
            self.setParent(host)
        self.ensurePolished()
        around, seen = theme.px(_ICON) + _GAP, host.visibleRegion().boundingRect()
        words = self.fontMetrics().horizontalAdvance(self.text()) + around
        width = min(words, max(theme.px(_WIDEST), control.width()), seen.width())
        height = self.heightForWidth(width)
        place = control.mapTo(host, QPoint(0, control.height() + 1))
        if place.y() + height > seen.bottom():
            place.setY(place.y() - control.height() - height - 2)
        self.setGeometry(min(place.x(), seen.right() - width), place.y(), width, height)
        self.show()
        self.raise_()


def _host(control: QWidget) -> QWidget:
    """What the explanation lies on: what scrolls with the control, else its window."""
    around = control.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and (content := around.widget()) is not None:
            return content
        around = around.parentWidget()
    return control.window()
