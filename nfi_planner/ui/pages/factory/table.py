"""The table of the candidates: it takes the room there is and scrolls, so that the detail below stays in sight."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

from nfi_planner.ui.pages.factory.rows import CandidateRow
from nfi_planner.ui.rows import ROW_ROLE
from nfi_planner.ui.widgets.tables import RowTable

_LEAST_ROWS = 4


class CandidateTable(RowTable):
    """Space keeps a candidate or not; the rest is as in every table."""

    toggled = Signal()

    _most = _LEAST_ROWS  # rows seen at once

    def fit(self, spare: int) -> None:
        """Show as many rows as fit when there are that many pixels more than the table takes, and scroll the others."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        height = self.verticalHeader().defaultSectionSize()
        most = max(_LEAST_ROWS, min(self._most, len(self.rows_model.rows)) + spare // height)
        if most != self._most:
            self._most = most
            self.updateGeometry()

    def current_id(self) -> str:
        """Return the id of the candidate the cursor is on, "" for none."""
        here = self.currentIndex().data(ROW_ROLE)
        return here.id if isinstance(here, CandidateRow) else ""

    def sizeHint(self) -> QSize:
        hidden = max(0, len(self.rows_model.rows) - self._most)
        usual = super().sizeHint()
        if not hidden:
            return usual
        height = self.horizontalHeader().sizeHint().height() + self._most * self.verticalHeader().defaultSectionSize()
        if self.horizontalScrollBar().maximum():
            height += self.horizontalScrollBar().sizeHint().height()
        return QSize(usual.width(), height + 2 * self.frameWidth())  # whole rows: the last one isn't cut

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            return QTableView.viewportEvent(self, event)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if self.currentIndex().isValid() and plain and event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)
