"""A list of plans: its keys, its menu, and what is dragged onto it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu

from nfi_planner.ui import theme
from nfi_planner.ui.actions import BY_NAME, plan_command
from nfi_planner.ui.pages.choices.dragging import carried
from nfi_planner.ui.rows import ROW_ROLE
from nfi_planner.ui.widgets.steady import SteadyList

if TYPE_CHECKING:
    from nfi_planner.ui.pages.choices.models import PlanRow

PLAN_COMMANDS = ("rank_1", "rank_2", "study", "take_out", "move_up", "move_down", "open_sheet", "clear_sheet")


class PlanView(SteadyList):
    """A list of plans that reads the keys of ``actions.COMMANDS`` and opens their menu.

    ``dropped`` tells which plans were let go, and before which place. Without ``ordered`` the list has no places.
    """

    asked = Signal(str)  # the name of a command
    entered = Signal()
    dropped = Signal(list, int)

    def __init__(self, name: str, *, ordered: bool) -> None:
        super().__init__()
        self._ordered = ordered
        self._place = -1  # where what is dragged would go
        self.setAccessibleName(name)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)  # painted here
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.doubleClicked.connect(self._on_double_click)

    def plans(self) -> list[str]:
        """Return the ids of the selected plans, in order; the current one when none is selected."""
        indexes = sorted(self.selectedIndexes(), key=QModelIndex.row) or [self.currentIndex()]
        rows: list[PlanRow] = [index.data(ROW_ROLE) for index in indexes if index.isValid()]
        return [one.id for one in rows if one.choice]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = plan_command(event)
        if command in PLAN_COMMANDS:
            self.asked.emit(command)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; Ctrl+F filters."""

    def _on_double_click(self) -> None:
        self.asked.emit("open_sheet")

    def _open_menu(self, position: QPoint) -> None:
        if not self.plans():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in PLAN_COMMANDS:
            action = menu.addAction(BY_NAME[name].menu_text)
            action.triggered.connect(partial(self.asked.emit, name))
        menu.popup(self.viewport().mapToGlobal(position))

    # -- dragging --------------------------------------------------------------------------------------------------

    def place_at(self, position: QPoint) -> int:
        """Return before which place something let go here would stand."""
        if not self._ordered:
            return 0
        index = self.indexAt(position)
        if not index.isValid():
            return self._taken()
        below = position.y() > self.visualRect(index).center().y()
        return min(index.row() + below, self._taken())

    def _taken(self) -> int:
        """How many places hold a plan: the free ones stand below them."""
        rows = (self.model().index(i, 0).data(ROW_ROLE) for i in range(self.model().rowCount()))
        return sum(1 for row in rows if row.choice)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carried(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        if carried(event.mimeData()):
            self._mark(self.place_at(event.position().toPoint()))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._mark(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        plans, place = carried(event.mimeData()), self.place_at(event.position().toPoint())
        self._mark(-1)
        self.setState(QAbstractItemView.State.NoState)
        if plans:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, partial(self.dropped.emit, plans, place))  # once Qt's drag is over

    def _mark(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._place < 0:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(self._mark_box(), QColor(theme.tokens().ink))
        painter.end()

    def _mark_box(self) -> QRect:
        """A thick line where what is dragged would be inserted; along the left edge when there are no places."""
        thick = theme.px(3)
        box = self.viewport().rect()
        if not self._ordered:
            return QRect(box.left(), box.top(), thick, box.height())
        below = self.visualRect(self.model().index(self._place, 0))
        top = below.top() if below.isValid() else self.visualRect(self.model().index(self._place - 1, 0)).bottom()
        return QRect(box.left(), max(0, top - thick), box.width(), thick)
