"""Item models that follow the document: rows are inserted, removed, moved and repainted, never reset.

Selection, current cell and scroll position stay where the user left them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon

from nfi_planner.models.change import ChangeSet
from nfi_planner.models.roadmap import ROADMAP_TABLES
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.kinds import REFUSED, TEXT, Kind
from nfi_planner.ui.syncing import Identified, sync_rows
from nfi_planner.ui.tips import plain

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW_ROLE = Role.UserRole + 1
_MOST_SAID = 12  # problems said below a table; the others are seen in it


def _always(row: Any) -> str:
    del row
    return ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``read`` gives a row's value; ``write`` the act that sets it, None when it is shown only.

    ``write`` may raise ValueError with a French sentence, as parsing does. ``locked`` says why one row's cell can't be
    typed in, "" where it can; ``hint`` what is to be known of a cell besides what it shows. ``measured``: what it shows
    needs the whole width.
    """

    field: str
    header: str
    read: Callable[[Any], Any]
    write: Callable[[Any, Any], ChangeSet] | None = None
    kind: Kind = TEXT
    width: int = 120
    stretch: bool = False
    measured: bool = False
    locked: Callable[[Any], str] = _always
    hint: Callable[[Any], str] = _always

    def takes(self, row: Any) -> bool:
        """Return whether something can be typed in a row's cell."""
        return self.write is not None and not self.locked(row)


Cell = tuple[Any, Column, str]  # a row, a column, and what is to be written there
Key = tuple[str, str]  # a row's id and a field


@dataclass(frozen=True, slots=True)
class Rejected:
    """What stands in a cell and isn't in the document. ``refused``: it can be read, and is to be tried again."""

    text: str
    why: str
    refused: bool = False


class RowModel(QAbstractTableModel):
    """Rows of the document under columns. What is typed wrongly stays in its cell, marked, until it is mended."""

    problem = Signal(str)  # what keeps cells out of the document, a line for each; "" when nothing does

    def __init__(self, columns: Sequence[Column], bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self.bridge = bridge
        self.rejected: dict[Key, Rejected] = {}

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the cursor stays in those that are shown already, which must come in the same order."""
        root = QModelIndex()
        wanted = {column.field for column in columns}
        for place in range(len(self.columns) - 1, -1, -1):
            if self.columns[place].field not in wanted:
                self.beginRemoveColumns(root, place, place)
                self.columns = self.columns[:place] + self.columns[place + 1 :]
                self.endRemoveColumns()
        for place, column in enumerate(columns):
            if place == len(self.columns) or self.columns[place].field != column.field:
                self.beginInsertColumns(root, place, place)
                self.columns = (*self.columns[:place], column, *self.columns[place:])
                self.endInsertColumns()
        self.columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        self.repaint()

    def sync(self, rows: Sequence[Identified]) -> None:
        """Show these rows. What was typed in a cell that is gone, or takes nothing any more, is gone with it."""
        sync_rows(self, self.rows, rows, len(self.columns))
        self.forget_gone()

    def forget_gone(self) -> None:
        """Forget what was typed where nothing can be mended any more, and say what still keeps cells out."""
        sets = self.every_rejected()
        gone = [(kept, key) for kept in sets for key in kept if not self._can_be_mended(kept, *key)]
        for kept, key in gone:
            del kept[key]
        if gone:
            self.repaint()
        if gone or self.rejected:
            self.say_problems()

    def every_rejected(self) -> Sequence[dict[Key, Rejected]]:
        """Return ``rejected``, and what is kept like it while the model shows something else."""
        return (self.rejected,)

    def in_document(self, row_id: str) -> bool:
        """Return whether a row is left, shown or not."""
        return any(self.bridge.snapshot.get(table, row_id) for table in ROADMAP_TABLES)

    def _can_be_mended(self, kept: dict[Key, Rejected], row_id: str, field: str) -> bool:
        row = next((row for row in self.rows if row.id == row_id), None)
        if row is None or kept is not self.rejected:  # the columns say nothing of what isn't shown under them
            return self.in_document(row_id)
        return any(column.field == field and column.takes(row) for column in self.columns)

    def repaint(self) -> None:
        """Say that any cell may have changed."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def repaint_column(self, field: str) -> None:
        """Say that a derived column changed in every row."""
        for place, column in enumerate(self.columns):
            if column.field == field and self.rows:
                self.dataChanged.emit(self.index(0, place), self.index(len(self.rows) - 1, place))

    def has_content(self, place: int) -> bool:
        """Return whether something was entered in a row."""
        return not getattr(self.rows[place], "blank", False)

    def is_heading(self, place: int) -> bool:
        """Return whether a row only names what comes below it: what is pasted passes over it."""
        del place
        return False

    def find(self, row_id: str, field: str) -> QModelIndex:
        """Return the index of a cell; the row's first cell for an unknown field; invalid for an unknown row."""
        place = next((i for i, row in enumerate(self.rows) if row.id == row_id), -1)
        column = next((i for i, c in enumerate(self.columns) if c.field == field), 0)
        return self.index(place, column) if place >= 0 else QModelIndex()

    def sentence(self, place: int) -> str:
        """Return a row as one reads it aloud: what is filled, under its headers."""
        row = self.rows[place]
        said = [_said(column.header, self._shown(row, column)) for column in self.columns]
        text = " ; ".join(part for part in said if part)
        return typeset(f"Ligne {place + 1} sur {len(self.rows)} : {text or 'vide'}")

    def _shown(self, row: Any, column: Column) -> str:
        rejected = self.rejected.get((row.id, column.field))
        return rejected.text if rejected else column.kind.show(column.read(row))

    # -- Qt's questions --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return self._row_header(section, role)
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.header
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        return None

    def _row_header(self, place: int, role: int) -> str | None:
        if role == Role.AccessibleTextRole:
            return self.sentence(place)
        return str(place + 1) if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role in {Role.DisplayRole, Role.EditRole}:
            return self._shown(row, column)
        if role in {Role.ForegroundRole, Role.DecorationRole}:
            return _mark(role) if (row.id, column.field) in self.rejected else None
        return _alignment(column) if role == Role.TextAlignmentRole else self._told(index, row, column, role)

    def _told(self, index: Index, row: Any, column: Column, role: int) -> str | None:
        """What a cell explains of itself, or is read aloud as: its row in one sentence where the row begins."""
        if role not in {Role.ToolTipRole, Role.AccessibleTextRole}:
            return None
        shown = self._shown(row, column)
        rejected = self.rejected.get((row.id, column.field))
        why = rejected.why if rejected else ""
        if role == Role.ToolTipRole:
            return plain(why or typeset(column.locked(row) or column.hint(row)) or shown)
        first = index.column() == 0
        text = self.sentence(index.row()) if first else typeset(_said(column.header, shown or "vide"))
        told = f"pas enregistré : {why}" if why else column.locked(row) or column.hint(row)
        return typeset(f"{text}. {told}") if told else text

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].takes(self.rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # -- writing ---------------------------------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid():
            return False
        row, column = self.rows[index.row()], self.columns[index.column()]
        if column.write is None or column.locked(row):
            return False
        key = (row.id, column.field)
        try:
            parsed = column.kind.parse(str(value))
            act = column.write(row, parsed) if parsed != column.read(row) else ChangeSet("", ())
        except ValueError as error:
            self._reject(index, key, Rejected(str(value), str(error)))
            return False
        if self.rejected.pop(key, None):
            self.dataChanged.emit(index, index)
        if act and not self.bridge.do(act):
            self._reject(self.find(*key), key, Rejected(str(value), REFUSED, refused=True))
            return False
        self.say_problems()
        return True

    def write_cells(
        self, cells: Callable[[], Iterable[Cell]], label: Callable[[ChangeSet], str], left_out: Sequence[str] = ()
    ) -> bool:
        """Write many cells as one act; what can't be read stays in its cell, as what is typed does.

        ``left_out`` is said with the problems: what falls on no cell, or on one that takes nothing.

        ``cells`` is asked once and may add rows on the way. Return False when the act was refused: all is as before.
        """
        problems: dict[Key, Rejected | None] = {}

        def steps() -> None:
            for row, column, text in cells():
                why = self._write(row, column, text)
                problems[row.id, column.field] = Rejected(text, why) if why else None

        if not self.bridge.do_together(steps, label):
            return False
        for key, problem in problems.items():
            if problem:
                self.rejected[key] = problem
            else:
                self.rejected.pop(key, None)
        self.repaint()
        self.say_problems(*left_out)
        return True

    def _write(self, row: Any, column: Column, text: str) -> str:
        """Write one cell; return why it can't be, or ""."""
        if column.write is None or column.locked(row):
            return ""
        try:
            self.bridge.do(column.write(row, column.kind.parse(text)))
        except ValueError as error:
            return str(error)
        return ""

    def _reject(self, index: Index, key: Key, rejected: Rejected) -> None:
        self.rejected[key] = rejected
        self.dataChanged.emit(index, index)
        self.say_problems()

    def try_again(self) -> None:
        """Write what was refused before."""
        for key, rejected in list(self.rejected.items()):
            index = self.find(*key)
            if rejected.refused and index.isValid() and key in self.rejected:  # writing one may have written another
                self.setData(index, rejected.text)

    def waiting(self) -> int:
        """Return how many rows have a cell that isn't in the document, shown now or hidden."""
        return sum(len({row_id for row_id, _ in kept if self.in_document(row_id)}) for kept in self.every_rejected())

    def problems(self) -> list[str]:
        """Return why each marked cell isn't in the document, from top to bottom, with its line and column."""
        if not self.rejected:
            return []
        return [
            typeset(f"Ligne {place}, {column.header} : {self.rejected[row.id, column.field].why}")
            for place, row in enumerate(self.rows, 1)
            for column in self.columns
            if (row.id, column.field) in self.rejected
        ]

    def say_problems(self, *more: str) -> None:
        """Say what keeps cells out of the document, and these sentences."""
        said = self.problems()
        if (hidden := len(said) - _MOST_SAID) > 0:
            said[_MOST_SAID:] = [f"Et {plural(hidden, 'autre cellule', 'autres cellules')}, à voir dans le tableau."]
        self.problem.emit(typeset("\n".join((*said, *more))))


def _said(header: str, shown: str) -> str:
    """``"Année : 2014"``; nothing for nothing."""
    return f"{header} : {shown}" if header and shown else shown


def _mark(role: int) -> QColor | QIcon:
    """How a cell that isn't in the document is told apart: its colour, and a sign for who sees no colour."""
    if role == Role.ForegroundRole:
        return QColor(theme.tokens().error)
    return theme.icon("triangle-alert", "error")


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.kind.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
