"""Item models that follow the document: rows are inserted, removed, moved and repainted, never reset.

Selection, current cell and scroll position stay where the user left them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from nfi_planner.models.change import ChangeSet
from nfi_planner.ui import theme
from nfi_planner.ui.kinds import REFUSED, TEXT, Kind

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW_ROLE = Role.UserRole + 1


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """What tells it apart in its list."""
        ...


def sync_rows(model: QAbstractItemModel, rows: list[Any], fresh: Sequence[Identified], columns: int = 1) -> None:
    """Make ``rows``, which the model shows, equal to ``fresh``, with the signals that say what happened."""
    root = QModelIndex()
    wanted = {row.id for row in fresh}
    for place in range(len(rows) - 1, -1, -1):
        if rows[place].id not in wanted:
            model.beginRemoveRows(root, place, place)
            del rows[place]
            model.endRemoveRows()
    for place, row in enumerate(fresh):
        known = next((i for i in range(place, len(rows)) if rows[i].id == row.id), None)
        if known is None:
            model.beginInsertRows(root, place, place)
            rows.insert(place, row)
            model.endInsertRows()
            continue
        if known != place:
            model.beginMoveRows(root, known, known, root, place)
            rows.insert(place, rows.pop(known))
            model.endMoveRows()
        if rows[place] != row:
            rows[place] = row
            model.dataChanged.emit(model.index(place, 0), model.index(place, columns - 1))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``read`` gives a row's value; ``write`` the act that sets it, None when it is shown only."""

    field: str
    header: str
    read: Callable[[Any], Any]
    write: Callable[[Any, Any], ChangeSet] | None = None
    kind: Kind = TEXT
    width: int = 120
    stretch: bool = False


class RowModel(QAbstractTableModel):
    """Rows of the document under columns. What is typed wrongly stays in its cell, in red, until it is mended."""

    problem = Signal(str)

    def __init__(self, columns: Sequence[Column], do: Callable[[ChangeSet], bool], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self._do = do
        self.rejected: dict[tuple[str, str], tuple[str, str]] = {}  # (row, field) -> (text, why it isn't written)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns: the list itself changed, so everything is read again."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def sync(self, rows: Sequence[Identified]) -> None:
        """Show these rows."""
        sync_rows(self, self.rows, rows, len(self.columns))

    def repaint_column(self, field: str) -> None:
        """Say that a derived column changed in every row."""
        for place, column in enumerate(self.columns):
            if column.field == field and self.rows:
                self.dataChanged.emit(self.index(0, place), self.index(len(self.rows) - 1, place))

    def has_content(self, place: int) -> bool:
        """Return whether something was entered in a row."""
        return not getattr(self.rows[place], "blank", False)

    def find(self, row_id: str, field: str) -> QModelIndex:
        """Return the index of a cell; the row's first cell for an unknown field; invalid for an unknown row."""
        place = next((i for i, row in enumerate(self.rows) if row.id == row_id), -1)
        column = next((i for i, c in enumerate(self.columns) if c.field == field), 0)
        return self.index(place, column) if place >= 0 else QModelIndex()

    # -- Qt's questions --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Role.DisplayRole else None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.header
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        rejected = self.rejected.get((row.id, column.field))
        if role == Role.ForegroundRole:
            return QColor(theme.tokens().error) if rejected else None
        return _text(column, row, role, rejected)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].write is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _reject(self, index: Index, key: tuple[str, str], text: str, why: str) -> None:
        self.rejected[key] = (text, why)
        self.dataChanged.emit(index, index)
        self.problem.emit(why)

    def try_again(self) -> None:
        """Write what was refused before."""
        for (row_id, field), (text, why) in list(self.rejected.items()):
            index = self.find(row_id, field)
            if why == REFUSED and index.isValid():
                self.setData(index, text)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid():
            return False
        row, column = self.rows[index.row()], self.columns[index.column()]
        if column.write is None:
            return False
        key = (row.id, column.field)
        try:
            parsed = column.kind.parse(str(value))
        except ValueError as error:
            self._reject(index, key, str(value), str(error))
            return False
        if self.rejected.pop(key, None):
            self.dataChanged.emit(index, index)
            self.problem.emit("")
        if parsed != column.read(row) and not self._do(column.write(row, parsed)):
            self._reject(index, key, str(value), REFUSED)
            return False
        return True


def _text(column: Column, row: Any, role: int, rejected: tuple[str, str] | None) -> str | None:
    """What a cell shows, is edited from, is read aloud as, or explains of itself."""
    shown, why = rejected or (column.kind.show(column.read(row)), "")
    if role in {Role.DisplayRole, Role.EditRole}:
        return shown
    if role == Role.ToolTipRole:
        return why or shown
    return f"{column.header} : {shown or 'vide'}" if role == Role.AccessibleTextRole else None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.kind.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
