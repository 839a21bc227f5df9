"""The table of the calendar: its model, how headings are painted, and its keys."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action
from nfi_planner.ui import kinds, theme
from nfi_planner.ui.actions import BY_NAME
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.columns import field_column
from nfi_planner.ui.pages.calendar.rows import BY_MONTH, Heading, Row, sentence, whole_plan
from nfi_planner.ui.rows import ROW_ROLE, Column, Index, Role
from nfi_planner.ui.widgets.cells import CellDelegate
from nfi_planner.ui.widgets.tables import RowTable
from nfi_planner.ui.widgets.timeline import (
    TIMELINE,
    Timeline,
    TimelineDelegate,
    TimelineHeader,
    TimelineModel,
    timeline_column,
)

_ROW_HEIGHT = 27
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def columns(bridge: Bridge, by: str) -> Sequence[Column]:
    """Return the columns; by month, each row says its plan."""

    def plan(row: Any) -> str:
        return lookups.choice(bridge.snapshot, row.choice_id).plan.numbered_title if isinstance(row, Action) else ""

    def whole(row: Any) -> str:
        return whole_plan(lookups.choice(bridge.snapshot, row.choice_id)) if isinstance(row, Action) else ""

    return (
        field_column(bridge, Action, "title", width=180, stretch=True, locked=_locked),
        *([Column("plan", "Plan", plan, width=106, hint=whole)] if by == BY_MONTH else []),
        field_column(bridge, Action, "owner", width=100, locked=_locked),
        field_column(bridge, Action, "start", kinds.DATE, width=86, locked=_locked),
        field_column(bridge, Action, "end", kinds.DATE, width=86, locked=_locked),
        timeline_column(180, stretch=True),
    )


def _locked(row: Any) -> str:
    return "" if isinstance(row, Action) else "Cette ligne est un titre : rien ne s’y écrit."


class CalendarModel(TimelineModel):
    """Headings and actions. A heading can't be entered; the first cell of an action is read as a sentence."""

    def __init__(self, bridge: Bridge, by: str, parent: QObject) -> None:
        super().__init__(columns(bridge, by), bridge, parent)

    def show_as(self, by: str, rows: Sequence[Row]) -> None:
        """Show other columns and the rows in another order: everything is read again."""
        self.beginResetModel()
        self.columns = tuple(columns(self.bridge, by))
        self.rows = list(rows)
        self.endResetModel()

    def is_heading(self, place: int) -> bool:
        return isinstance(self.rows[place], Heading)

    def sentence(self, place: int) -> str:
        row = self.rows[place]
        if isinstance(row, Heading):
            return f"{row.title} : {row.detail}"
        return sentence(self.bridge.snapshot, row, self.bridge.today)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            said = {ROW_ROLE: row, Role.DisplayRole: row.title, Role.AccessibleTextRole: self.sentence(index.row())}
            return said.get(role)
        if index.column() == 0 and role == Role.DisplayRole and row.milestone:
            return f"◆ {super().data(index, role)}"
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, row: Heading, view: QTableView) -> None:
    """Paint the part of a heading that falls into a cell: it runs over the whole row."""
    t = theme.tokens()
    painter.save()
    painter.setClipRect(option.rect)
    box = QRect(option.rect)
    box.setLeft(view.columnViewportPosition(0))
    box.setWidth(view.horizontalHeader().length())
    box = theme.drawn_box(painter, box)
    painter.fillRect(box, QColor(t.sunken))
    colour = t.rank(row.rank) if row.rank else t.ink
    if row.rank:
        painter.fillRect(QRect(0, 0, 4, box.height()), QColor(colour))
    painter.setPen(QColor(t.line))
    painter.drawLine(0, box.height() - 1, box.width(), box.height() - 1)
    font = theme.drawn_font(bold=True)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box.adjusted(12, 0, 0, 0), int(_MIDDLE), row.title)
    rank = f"{row.rank.label} · " if row.rank else ""
    painter.setFont(theme.drawn_font(13))
    painter.setPen(QColor(t.muted))
    after = 12 + QFontMetrics(font).horizontalAdvance(row.title) + 10
    painter.drawText(box.adjusted(after, 0, 0, 0), int(_MIDDLE), rank + row.detail)
    painter.restore()


class _Cells(CellDelegate):
    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Heading):
            _paint_heading(painter, option, row, self._view)
        else:
            super().paint(painter, option, index)


class _Bars(TimelineDelegate):
    def __init__(self, timeline: Timeline, view: QTableView) -> None:
        super().__init__(timeline, view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Heading):
            _paint_heading(painter, option, row, self._view)
            self.paint_ground(painter, option)
        else:
            super().paint(painter, option, index)


class CalendarView(RowTable):
    """Enter edits a cell, and opens the action's sheet from its bar; headings are passed over."""

    opened = Signal(object)  # the Action

    def __init__(self, model: CalendarModel, timeline: Timeline) -> None:
        super().__init__(model, "Calendrier")
        self._separate()
        sheet = BY_NAME["open_sheet"]
        self._offer(f"{sheet.text}\t{sheet.shortcut}", self.open_current)
        self.asked.connect(self.open_current)
        self._cells, self._bars = _Cells(self), _Bars(timeline, self)
        self.setHorizontalHeader(TimelineHeader(timeline, model, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))
        self.fit_columns()

    def fit_columns(self) -> None:
        """Follow a change of the columns."""
        for place, column in enumerate(self.rows_model.columns):
            self.setItemDelegateForColumn(place, self._bars if column.field == TIMELINE else self._cells)
        self.apply_widths()

    def current_row(self) -> Action | None:
        """Return the action the cursor is on."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, Action) else None

    def current_field(self) -> str:
        """Return the field the cursor is on; the first one without a cursor."""
        return self.rows_model.columns[max(0, self.currentIndex().column())].field

    def first(self) -> None:
        """Put the cursor on the first action, if there is one."""
        place = next((i for i, row in enumerate(self.rows_model.rows) if isinstance(row, Action)), None)
        if place is not None:
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.rows_model.index(place, 0), select)

    def open_current(self) -> None:
        """Ask for the sheet of the action the cursor is on."""
        action = self.current_row()
        if action is not None:
            self.opened.emit(action)

    def _down(self) -> None:
        down = QAbstractItemView.CursorAction.MoveDown
        self.setCurrentIndex(self.moveCursor(down, Qt.KeyboardModifier.NoModifier))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.current_row() is None:
            self.first()
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))

    def viewportEvent(self, event: QEvent) -> bool:
        return QTableView.viewportEvent(self, event)  # this table scrolls by itself

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(150))
