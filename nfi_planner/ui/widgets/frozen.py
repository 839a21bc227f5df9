"""A table whose first column stays in sight while the others scroll sideways.

It is painted over what scrolls beneath it: a second table, as Qt's own example has it, would be a second one to screen
readers too. The cells stay those of the one table, and so do its keys.
"""

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QWidget,
)

from nfi_planner.ui import theme
from nfi_planner.ui.rows import Index, RowModel
from nfi_planner.ui.widgets.tables import RowTable

_CLICKS = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick}


class FrozenTable(RowTable):
    """A ``RowTable`` that says in its first column what a row is about, however far it is scrolled."""

    def __init__(self, model: RowModel, name: str, **acts: Any) -> None:
        self._first: _First | None = None  # Qt asks for the widths before it is there
        super().__init__(model, name, **acts)
        self._first = _First(self)
        self.horizontalHeader().sectionResized.connect(self._place)
        marks = self.selectionModel()
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            signal.connect(self._first.update)
        for signal in (marks.selectionChanged, marks.currentChanged):
            signal.connect(self._first.update)

    def frozen(self) -> int:
        """Return how many pixels the first column takes at the left: all it has, or half of a narrow table."""
        return min(self.columnWidth(0), self.viewport().width() // 2)

    def apply_widths(self) -> None:
        super().apply_widths()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place()

    def _place(self) -> None:
        """Cover the left edge once the column itself would be seen no more."""
        if self._first is None:
            return
        room = self.viewport().geometry()
        self._first.setGeometry(room.left(), 0, self.frozen(), room.bottom() + 1)
        self._first.setVisible(self.horizontalScrollBar().value() > self.columnWidth(0) - self.frozen())
        self._first.update()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell out from under the first column, too."""
        super().scrollTo(index, hint)
        covered = self.frozen() - self.visualRect(index).left()
        if index.column() > 0 and covered > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - covered)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._place()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._place()

    def first_cell(self, row: int) -> QStyleOptionViewItem:
        """Return how the first cell of a row looks now."""
        index = self.rows_model.index(row, 0)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        if self.hasFocus() and index == self.currentIndex():
            option.state |= QStyle.StateFlag.State_HasFocus
        return option


class _First(QWidget):
    """The picture of the first column. What the mouse does there is done to the table beneath."""

    def __init__(self, table: FrozenTable) -> None:
        super().__init__(table)
        self._table = table
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.tokens()
        painter.fillRect(event.rect(), QColor(colours.surface))
        self._paint_head(painter)
        top, table = self._head(), self._table
        painter.setClipRect(0, top, self.width(), self.height() - top)
        for row in range(max(0, table.rowAt(0)), len(table.rows_model.rows)):
            place = top + table.rowViewportPosition(row)
            if place >= self.height():
                break
            option = table.first_cell(row)
            option.rect = QRect(0, place, self.width(), table.rowHeight(row))
            table.itemDelegate().paint(painter, option, table.rows_model.index(row, 0))
        painter.setClipping(False)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(colours.control_line))
        painter.end()

    def _head(self) -> int:
        """Return how high the header is."""
        return self._table.viewport().geometry().top()

    def _paint_head(self, painter: QPainter) -> None:
        header = self._table.horizontalHeader()
        option = QStyleOptionHeader()
        option.initFrom(header)
        option.rect = QRect(0, 0, self.width(), self._head())
        option.position = QStyleOptionHeader.SectionPosition.Beginning
        option.text = self._table.rows_model.columns[0].header
        option.textAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        header.style().drawControl(QStyle.ControlElement.CE_Header, option, painter, header)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() in _CLICKS:
            self._pass_on(event)
            return True
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove and event.buttons():
            self._drag(event)
            return True
        if isinstance(event, QContextMenuEvent):
            place = self._beneath(QPointF(event.pos())).toPoint()
            asked = QContextMenuEvent(event.reason(), place, event.globalPos(), event.modifiers())
            return QApplication.sendEvent(self._table.viewport(), asked)
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._beneath(QPointF(event.pos())).toPoint()
            return QApplication.sendEvent(
                self._table.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, event.globalPos())
            )
        return super().event(event)

    def _beneath(self, place: QPointF) -> QPointF:
        """Return where the table itself has what is seen at a place."""
        scrolled = self._table.horizontalScrollBar().value() if place.x() < self.width() else 0
        return place - QPointF(scrolled, self._head())

    def _pass_on(self, event: QMouseEvent) -> None:
        """Do in the table what was done with the mouse; a cell one may want to type in comes into view first."""
        index = self._table.indexAt(self._beneath(event.position()).toPoint())
        self._send(event)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._table.scrollTo(index)

    def _drag(self, event: QMouseEvent) -> None:
        """Select as in the table, which mustn't scroll: this would be gone from under the hand."""
        scrolls = self._table.hasAutoScroll()
        self._table.setAutoScroll(False)
        self._send(event)
        self._table.setAutoScroll(scrolls)

    def _send(self, event: QMouseEvent) -> None:
        sent = QMouseEvent(
            event.type(),
            self._beneath(event.position()),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
        QApplication.sendEvent(self._table.viewport(), sent)
