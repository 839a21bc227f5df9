"""The rows of a model made equal to those of the document, with the signals that say what came, went or changed."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """What tells it apart in its list."""
        ...


def sync_rows(model: QAbstractItemModel, rows: list[Any], fresh: Sequence[Identified], columns: int = 1) -> None:
    """Make ``rows``, which the model shows, equal to ``fresh``, with the signals that say what happened.

    Neighbours that come, go or change together are told together: every signal makes the views work.
    """
    root = QModelIndex()
    wanted = {row.id for row in fresh}
    for first, last in reversed(_runs(place for place, row in enumerate(rows) if row.id not in wanted)):
        model.beginRemoveRows(root, first, last)
        del rows[first : last + 1]
        model.endRemoveRows()
    kept = {row.id for row in rows}
    _reorder(model, rows, [row.id for row in fresh if row.id in kept])
    for first, last in _runs(place for place, row in enumerate(fresh) if row.id not in kept):
        model.beginInsertRows(root, first, last)
        rows[first:first] = fresh[first : last + 1]
        model.endInsertRows()
    for first, last in _runs(place for place, row in enumerate(fresh) if rows[place] != row):
        rows[first : last + 1] = fresh[first : last + 1]
        model.dataChanged.emit(model.index(first, 0), model.index(last, columns - 1))


def _runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """The first and the last of those, in ascending order, that follow each other."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _reorder(model: QAbstractItemModel, rows: list[Any], ids: Sequence[str]) -> None:
    """Bring the rows into the order of their ids, one move after the other."""
    places = {row_id: place for place, row_id in enumerate(ids)}
    for place, row_id in enumerate(ids):
        known = next(i for i in range(place, len(rows)) if rows[i].id == row_id)
        if known == place + 1:  # one row went down: move that one, not all it passed
            _move(model, rows, place, places[rows[place].id])
        elif known != place:
            _move(model, rows, known, place)


def _move(model: QAbstractItemModel, rows: list[Any], start: int, end: int) -> None:
    """Move a row from one place to another, in whose place it then is."""
    root = QModelIndex()
    model.beginMoveRows(root, start, start, root, end + 1 if end > start else end)
    rows.insert(end, rows.pop(start))
    model.endMoveRows()
