"""Small parts every page is put together from."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.tips import plain

_AROUND = 60  # pixels of the screen that are left around a dialog


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label in one of the theme's roles; plain text only, so that user text is never read as HTML."""
    made = QLabel(typeset(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class Line(QLabel):
    """Words on one line that end in « … » where there is no room for them; they are then a tooltip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(typeset(text))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def shown(self) -> str:
        """Return what there is room for of the words."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            self.setToolTip(plain(self.text()) if self.shown() != self.text() else "")
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self.style().drawItemText(
            painter, self.contentsRect(), middle, self.palette(), self.isEnabled(), self.shown(), self.foregroundRole()
        )
        painter.end()


class Remark(QLabel):
    """A line that is there while it has something to say, in one of the theme's roles."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; "" to have nothing to say."""
        self.setText(typeset(sentence))
        self.setVisible(bool(sentence))


def set_role(widget: QWidget, name: str, value: str) -> None:
    """Give a widget a property the style sheet looks at, and repaint it accordingly."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(text: str, *, primary: bool = False, quiet: bool = False) -> QPushButton:
    """Return a push button."""
    made = QPushButton(typeset(text))
    made.setProperty("primary", primary)
    made.setProperty("quiet", quiet)
    made.setAutoDefault(True)
    return made


def chip(text: str, group: QButtonGroup, *, down: bool = False) -> QPushButton:
    """Return a button that stays down: of its group one at a time."""
    made = button(text)
    made.setProperty("chip", "true")
    made.setCheckable(True)
    made.setChecked(down)
    group.addButton(made)
    return made


def card(rank: int = 0) -> tuple[QFrame, QVBoxLayout]:
    """Return a white frame and its layout; a rank gives it its coloured edge."""
    frame = QFrame()
    if rank:
        frame.setProperty("rank", rank)
    return frame, card_layout(frame)


def card_layout(frame: QFrame) -> QVBoxLayout:
    """Make a frame look like a card; return its layout."""
    frame.setProperty("card", "true")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(13, 10, 13, 12)
    layout.setSpacing(6)
    return layout


def row(*widgets: QWidget | None, spacing: int = 10) -> QHBoxLayout:
    """Return a row of widgets; None is where it stretches."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def announce(widget: QWidget, text: str) -> None:
    """Say something to a screen reader, where the widget is."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, typeset(text)))


def go_to(widget: QWidget) -> None:
    """Put the cursor in a widget, and bring it into view where it is scrolled: Qt does so for the Tab key alone."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    QTimer.singleShot(0, widget, partial(_bring_into_view, widget))  # once it has its place


def _bring_into_view(widget: QWidget) -> None:
    if (area := _area_of(widget)) is not None:
        area.ensureWidgetVisible(widget)


def _area_of(widget: QWidget) -> QScrollArea | None:
    """The area a widget is scrolled in."""
    outer = widget.parentWidget()
    while outer is not None and not isinstance(outer, QScrollArea):
        outer = outer.parentWidget()
    return outer


def bring_to_top(widget: QWidget, view: QAbstractItemView) -> None:
    """Scroll so that one sees as much of a widget as there is room for, and the cursor of the view in it."""
    QTimer.singleShot(0, widget, partial(_bring_to_top, widget, view))  # once it has its place


def _bring_to_top(widget: QWidget, view: QAbstractItemView) -> None:
    area = _area_of(widget)
    content = area.widget() if area is not None else None
    if area is None or content is None:
        return
    bar, room = area.verticalScrollBar(), area.viewport().height()
    top = widget.mapTo(content, QPoint(0, 0)).y()
    lowest = top + widget.height() - room  # all of it is in sight, if it isn't higher than the area
    cursor = view.visualRect(view.currentIndex())
    if cursor.isValid():
        top = max(top, view.viewport().mapTo(content, cursor.bottomLeft()).y() - room + _AROUND)
    bar.setValue(min(top, max(bar.value(), lowest)))


def open_at(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its first size, in the lengths of 100 %, as far as there is room on the screen."""
    room = dialog.screen().availableSize() - QSize(_AROUND, _AROUND)
    dialog.resize(QSize(theme.px(width), theme.px(height)).boundedTo(room))


def scrolled(content: QWidget) -> QScrollArea:
    """Return the widget in an area that scrolls up and down."""
    content.setObjectName("canvas")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
