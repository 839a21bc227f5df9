"""The widths somebody gave the columns of a table with the mouse, kept from one start to the next."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QTableView

from nfi_planner.services import settings
from nfi_planner.ui import theme
from nfi_planner.ui.rows import Column


class Widths(QObject):
    """Tells the widths of a table's columns, and learns others from whoever drags the edge of one."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._columns: Sequence[Column] = ()
        self._given: list[int] = []
        self._kept: Mapping[str, settings.Scalar] = settings.load().widths.get(table.accessibleName(), {})
        self.watch(table.horizontalHeader())

    def watch(self, header: QHeaderView) -> None:
        """Learn from another header."""
        header.viewport().installEventFilter(self)

    def share(self, columns: Sequence[Column], room: int) -> None:
        """Give the columns their widths; those that stretch, and that nobody has touched, share what room is left."""
        least = [theme.px(self._width(column)) for column in columns]
        stretched = [column.stretch and column.field not in self._kept for column in columns]
        share = max(0, room - sum(least)) // max(1, sum(stretched))
        self._columns = columns
        self._given = [width + share * more for width, more in zip(least, stretched, strict=True)]
        for place, width in enumerate(self._given):
            self._table.setColumnWidth(place, width)

    def _width(self, column: Column) -> int:
        kept = self._kept.get(column.field)
        if type(kept) is not int or kept <= 0:
            return column.width
        return max(kept, column.width) if column.measured else kept

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease:
            self._learn()
        return super().eventFilter(watched, event)

    def _learn(self) -> None:
        now = [self._table.columnWidth(place) for place in range(len(self._given))]
        changed = {
            column.field: max(1, round(100 * width / theme.px(100)))
            for column, width, given in zip(self._columns, now, self._given, strict=True)
            if width != given
        }
        if changed:
            self._kept = {**self._kept, **changed}
            self._given = now
            kept = settings.load().widths
            settings.change(widths=kept | {self._table.accessibleName(): dict(self._kept)})
