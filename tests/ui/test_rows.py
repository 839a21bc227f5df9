"""What a model says happened to its rows leads a view that only listens to the rows it has now, and cheaply."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from nfi_planner.ui.pages.choices.models import PlanListModel, PlanRow


class _Listener:
    """What one knows of a model's rows who was told of the first ones and then listens."""

    def __init__(self, rows: Sequence[PlanRow]) -> None:
        self._parent = QObject()
        self.model = PlanListModel(self._parent)
        self.model.sync(rows)
        self.rows, self.signals = list(rows), 0
        self.model.rowsInserted.connect(self._on_inserted)
        self.model.rowsRemoved.connect(self._on_removed)
        self.model.rowsMoved.connect(self._on_moved)
        self.model.dataChanged.connect(self._on_changed)

    def _on_inserted(self, _: QModelIndex, first: int, last: int) -> None:
        self.signals += 1
        self.rows[first:first] = self.model.rows[first : last + 1]

    def _on_removed(self, _: QModelIndex, first: int, last: int) -> None:
        self.signals += 1
        del self.rows[first : last + 1]

    def _on_moved(self, _: QModelIndex, first: int, last: int, __: QModelIndex, target: int) -> None:
        self.signals += 1
        moved = self.rows[first : last + 1]
        del self.rows[first : last + 1]
        place = target - len(moved) if target > first else target
        self.rows[place:place] = moved

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.signals += 1
        self.rows[first.row() : last.row() + 1] = self.model.rows[first.row() : last.row() + 1]


def _rows(count: int, position: int = 0) -> list[PlanRow]:
    return [PlanRow(str(number), position=position) for number in range(count)]


_LISTS = st.lists(
    st.builds(PlanRow, st.sampled_from("abcdefghijkl"), position=st.integers(0, 2)), unique_by=lambda row: row.id
)


@given(_LISTS, _LISTS)
def test_the_signals_tell_who_listens_the_rows(before: list[PlanRow], after: list[PlanRow]) -> None:
    told = _Listener(before)
    QAbstractItemModelTester(told.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    marks = {row.id: QPersistentModelIndex(told.model.index(place)) for place, row in enumerate(before)}
    told.model.sync(after)
    assert told.rows == told.model.rows == after
    places = {row.id: place for place, row in enumerate(after)}
    assert {row_id: mark.row() for row_id, mark in marks.items()} == {row.id: places.get(row.id, -1) for row in before}


def test_many_rows_come_change_and_go_in_one_signal() -> None:
    first, last = PlanRow("first"), PlanRow("last")
    told = _Listener([first, last])
    for signals, between in enumerate((_rows(1_000), _rows(1_000, position=1), []), 1):
        told.model.sync([first, *between, last])
        assert told.rows == told.model.rows == [first, *between, last]
        assert told.signals == signals


def test_one_row_that_passes_many_is_one_move() -> None:
    rows = _rows(50)
    told = _Listener(rows)
    for signals, moved in enumerate(([*rows[1:40], rows[0], *rows[40:]], rows), 1):
        told.model.sync(moved)
        assert told.rows == moved
        assert told.signals == signals
