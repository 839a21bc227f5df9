"""Lists that repaint the rows that changed and no others."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget

from nfi_planner.ui.rows import Index


class SteadyList(QListView):
    """A list whose rows keep their height when their data change: Qt's own lays all of them out again."""

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, list(roles))


class SteadyListWidget(QListWidget):
    """The same with its rows inside."""

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, list(roles))
