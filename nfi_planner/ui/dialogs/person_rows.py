"""Where a document speaks of a person, as the rows of a table, each with its box to tick."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from nfi_planner.models.person import Certainty, Person, mentions
from nfi_planner.services.persons import JOURNAL, Found
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.rows import Index, Role

_HEADERS = ("Où", "Donnée", "Ce qui est écrit", "Certitude", "Historique")
_WIDTHS = (270, 130, 260, 80, 84)
_LEAST = (160, 96, 120, 80, 84)  # where there is little room; texts go on on other lines
_TEXT = 2  # this column takes what room is left
_CERTAINTY = 3
_EXCERPT = 110  # characters around a mention in a long text
_FOUND = Role.UserRole + 1


class FoundModel(QAbstractTableModel):
    """Pieces of a person's data. Those that are certain are ticked first, but for the authors of the history."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._person, self._found = Person(), tuple[Found, ...]()
        self._ticked: set[Any] = set()

    def show(self, person: Person, found: Sequence[Found]) -> None:
        """Show what was found of a person."""
        self.beginResetModel()
        self._person, self._found = person, tuple(found)
        self._ticked = {one.key for one in found if one.certainty is Certainty.CERTAIN and one.key[2] != "author"}
        self.endResetModel()

    def found(self, *, ticked: bool | None = None) -> list[Found]:
        """Return what is shown: all of it, or what is ticked or isn't."""
        return [one for one in self._found if ticked is None or (one.key in self._ticked) is ticked]

    def toggle(self, index: Index) -> None:
        """Turn the box of a row."""
        if index.isValid():
            self._ticked ^= {self._found[index.row()].key}
            self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(_HEADERS) - 1))

    # -- Qt's questions --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        return _HEADERS[section] if role == Role.DisplayRole and orientation is Qt.Orientation.Horizontal else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        box = Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | box

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._found[index.row()]
        texts = _texts(one, self._person)
        if role == Role.DisplayRole:
            return texts[index.column()]
        if role == Role.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if one.key in self._ticked else Qt.CheckState.Unchecked
        if role == Role.AccessibleTextRole:
            cell = typeset(f"{_HEADERS[index.column()]} : {texts[index.column()] or 'vide'}")
            return cell if index.column() else self._sentence(one, texts)
        if role == Role.ForegroundRole and index.column() == _CERTAINTY and one.certainty is Certainty.POSSIBLE:
            return QColor(theme.tokens().warning)
        return one if role == _FOUND else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        del value
        if role != Role.CheckStateRole:
            return False
        self.toggle(index)
        return True

    def _sentence(self, one: Found, texts: tuple[str, ...]) -> str:
        ticked = "cochée" if one.key in self._ticked else "non cochée"
        history = f", {texts[4]} de l’historique" if one.past else ""
        return typeset(f"{one.place}, {one.label} : {texts[2]} ; {one.certainty.label}{history}, {ticked}")


def _texts(one: Found, person: Person) -> tuple[str, ...]:
    said = _excerpt(person, one) if one.text else "dans l’historique seulement"
    if one.key[0] == JOURNAL:
        said = one.key[1]
    lines = plural(len({past.line for past in one.past}), "ligne") if one.past else ""
    return one.place, one.label, said, one.certainty.label, lines


def _excerpt(person: Person, one: Found) -> str:
    """The text on one line; of a long one what stands around the mention."""
    text = one.text
    first = next((m.start for m in mentions(person, text) if m.certainty is one.certainty), 0)
    start = max(0, first - _EXCERPT // 2) if len(text) > _EXCERPT else 0
    end = start + _EXCERPT
    shown = " ".join(text[start:end].split("\n"))
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"


class FoundTable(QTableView):
    """The rows under their headers: Space ticks, Tab leaves."""

    def __init__(self, model: FoundModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setAccessibleName("Où le document parle de cette personne")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width() / theme.scale()
        spare = room - sum(_WIDTHS)
        share = min(1.0, max(0.0, -spare) / (sum(_WIDTHS) - sum(_LEAST)))  # of what the columns can do without
        for column, (width, least) in enumerate(zip(_WIDTHS, _LEAST, strict=True)):
            wider = max(0.0, spare) if column == _TEXT else 0.0
            self.setColumnWidth(column, int((width - share * (width - least) + wider) * theme.scale()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}:
            self._rows.toggle(self.currentIndex())
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # else the dialog would search again
            super().keyPressEvent(event)
