"""The column of a table in which actions are drawn on a time line: its cells, and its header with the axis."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionHeader, QStyleOptionViewItem, QTableView

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, Rank, Roadmap
from nfi_planner.pictures.scene import Scene
from nfi_planner.pictures.timeline import (
    Scale,
    dates_in_words,
    period_of,
    timeline_axis,
    timeline_bar,
    timeline_day,
)
from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.rows import ROW_ROLE, Column, Index, RowModel
from nfi_planner.ui.tips import plain
from nfi_planner.ui.widgets import scenes

TIMELINE = "timeline"
HELP = typeset(
    "← → déplacent d’un jour, Ctrl+← → d’un mois. Maj+← → changent la fin d’un jour, Ctrl+Maj+← → d’un mois. "
    "Suppr ôte les dates ; Entrée ou Espace en donnent à une action qui n’en a pas. "
    "À la souris : glisser la barre, ou un de ses bouts ; Échap renonce."
)
_HEADER, _SIDE, _ABOVE = 36, 6, 4  # pixels
_TICK = 3.0  # of the line of the day, in the header; points
Role = Qt.ItemDataRole


class Timeline:
    """What the cells of the column share: the period, the day, and the action as it would be where it is dragged."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.period = period_of([], Roadmap())
        self.today = bridge.today
        self.dragged: Action | None = None

    def fit(self, actions: Iterable[Action]) -> bool:
        """Take the period that holds these actions, and the present day; return whether all has to be painted again."""
        before = self.period, self.today
        self.period = period_of(actions, lookups.roadmap(self._bridge.snapshot))
        self.today = self._bridge.today
        return (self.period, self.today) != before

    def shown(self, action: Action) -> Action:
        """Return the action as it is drawn now."""
        return self.dragged if self.dragged and self.dragged.id == action.id else action

    def colour(self, action: Action) -> str:
        """Return the colour of the rank of an action's plan."""
        rank = lookups.choice(self._bridge.snapshot, action.choice_id).rank
        return theme.tokens().rank(rank or Rank.STRATEGIC)

    def scale(self, box: QRect) -> Scale:
        """Return the scale of the pictures in a cell."""
        return Scale(*self.period, inner(box).width() / scenes.scale())

    def day(self, box: QRect, height: float) -> Scene:
        """Return the line of the present day in a cell, of that height in points."""
        return timeline_day(self.scale(box), self.today, height, theme.tokens().warning, "aujourd’hui")


def inner(box: QRect) -> QRect:
    """Return where the picture is in a cell, in pixels."""
    side, above = theme.px(_SIDE), theme.px(_ABOVE)
    return box.adjusted(side, above, -side, -above)


def timeline_column(width: int, *, stretch: bool = False) -> Column:
    """Return the column; its text is what the bar says."""
    return Column(TIMELINE, "Calendrier", _words, width=width, stretch=stretch)


def _words(row: Any) -> str:
    return dates_in_words(row) if isinstance(row, Action) else ""


class TimelineModel(RowModel):
    """A ``RowModel`` whose time line says what one can do with it."""

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == Role.ToolTipRole and self._is_timeline(index) and isinstance(index.data(ROW_ROLE), Action):
            return plain(f"{index.data()}\n{HELP}")
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.ToolTipRole and orientation is Qt.Orientation.Horizontal:
            return HELP if self.columns[section].field == TIMELINE else None
        return super().headerData(section, orientation, role)

    def _is_timeline(self, index: Index) -> bool:
        return index.isValid() and self.columns[index.column()].field == TIMELINE


class TimelineDelegate(QStyledItemDelegate):
    """A cell: the usual ground, then the bar of the action, over the line of the day."""

    def __init__(self, timeline: Timeline, view: QTableView) -> None:
        super().__init__(view)
        self.timeline = timeline

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        self.paint_ground(painter, option)
        row = index.data(ROW_ROLE)
        if isinstance(row, Action):
            timeline, place = self.timeline, inner(option.rect)
            width, height = timeline.scale(option.rect).width, place.height() / scenes.scale()
            bar = timeline_bar(timeline.shown(row), *timeline.period, width, height, timeline.colour(row))
            scenes.paint_scene(painter, bar, QPointF(place.topLeft()))

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Paint what stands behind the bars: the line of the day."""
        box: QRect = option.rect
        height = box.height() / scenes.scale()
        scenes.paint_scene(painter, self.timeline.day(box, height), QPointF(inner(box).left(), box.top()))


class TimelineHeader(QHeaderView):
    """The usual header, with the time axis over that column."""

    def __init__(self, timeline: Timeline, model: RowModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._timeline, self._columns = timeline, model
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_HEADER))

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logical_index: int) -> None:
        super().initStyleOptionForIndex(option, logical_index)
        if self._is_axis(logical_index):
            option.text = ""

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logical_index)
        painter.restore()
        if not self._is_axis(logical_index):
            return
        timeline, height = self._timeline, (rect.height() - theme.px(2)) / scenes.scale()
        scale = timeline.scale(rect)
        origin = QPointF(inner(rect).left(), rect.top())
        painter.setFont(theme.font())
        scenes.paint_scene(painter, timeline_axis(*timeline.period, scale.width, height), origin)
        today = timeline.day(rect, _TICK)
        scenes.paint_scene(painter, today, QPointF(origin.x(), rect.bottom() + 1 - _TICK * scenes.scale()))

    def _is_axis(self, section: int) -> bool:
        return self._columns.columns[section].field == TIMELINE
