"""An editable table over a ``RowModel``: quick by keyboard, no trap for the Tab key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nfi_planner.ui import theme
from nfi_planner.ui.kinds import FLAG
from nfi_planner.ui.rows import ROW_ROLE, Index, RowModel
from nfi_planner.ui.widgets.program_keys import keep_program_keys

_ROW_HEIGHT = 30
IDLE_MS = 2_000  # without typing, what stands in a cell is written
_NEW_LINE = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellDelegate(QStyledItemDelegate):
    """A line or a list to edit a cell, after the kind of its column."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        column = _model(index).columns[index.column()]
        if not column.kind.options or column.kind is FLAG:
            line = QLineEdit(parent)
            line.setAccessibleName(column.header)
            keep_program_keys(line)
            idle = QTimer(line, singleShot=True, interval=IDLE_MS)
            idle.timeout.connect(partial(self._commit_idle, line))
            line.textEdited.connect(partial(_restart, idle))
            return line
        box = QComboBox(parent)
        box.addItems([text for _, text in column.kind.options])
        box.setAccessibleName(column.header)
        box.activated.connect(self._close_box)
        return box

    def _commit_idle(self, line: QLineEdit) -> None:
        if line.isVisible():  # a closed editor lives on for a moment
            self.commitData.emit(line)

    def _close_box(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.commitData.emit(box)
            self.closeEditor.emit(box, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(text)))
        elif isinstance(editor, QLineEdit) and not editor.isModified():  # never under the hands of who types
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        if isinstance(model, RowModel):
            text = editor.currentText() if isinstance(editor, QComboBox) else str(editor.property("text"))
            model.setData(index, text)


def _restart(timer: QTimer, text: str) -> None:
    del text
    timer.start()


def _model(index: Index) -> RowModel:
    model = index.model()
    assert isinstance(model, RowModel)
    return model


class RowTable(QTableView):
    """Typing edits, Tab goes on, Enter goes down and adds a row at the end, Space ticks, Alt+↑ ↓ moves.

    Suppr empties a cell, Ctrl+Suppr removes the row.
    """

    def __init__(
        self,
        model: RowModel,
        name: str,
        *,
        add: Callable[[], object],
        remove: Callable[[list[object]], object],
        move: Callable[[object, int], object],
    ) -> None:
        super().__init__()
        self.rows_model = model
        self._add, self._remove, self._move = add, remove, move
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.apply_widths()
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self.updateGeometry)

    def apply_widths(self) -> None:
        """Give the columns their widths; those that stretch share what room is left."""
        columns = self.rows_model.columns
        spare = self.viewport().width() - sum(theme.px(column.width) for column in columns)
        stretched = sum(1 for column in columns if column.stretch)
        share = max(0, spare) // max(1, stretched)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, theme.px(column.width) + (share if column.stretch else 0))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scale."""
        super().changeEvent(event)
        height = theme.px(_ROW_HEIGHT)
        if event.type() is QEvent.Type.StyleChange and self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
            self.apply_widths()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply_widths()

    def sizeHint(self) -> QSize:
        rows = self.verticalHeader().defaultSectionSize() * max(1, len(self.rows_model.rows))
        return QSize(400, self.horizontalHeader().sizeHint().height() + rows + 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def show_cell(self, row_id: str, field: str, *, edit: bool = False) -> None:
        """Put the cursor in a cell."""
        index = self.rows_model.find(row_id, field)
        if index.isValid():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(index)
            self.scrollTo(index)
            if edit:
                self._open(index)

    def _open(self, index: QModelIndex) -> None:
        """Open a cell's editor, if it has one and none is open."""
        if index.flags() & Qt.ItemFlag.ItemIsEditable and self.state() is not QTableView.State.EditingState:
            self.edit(index)

    def add_row(self) -> None:
        """Add a row and put the cursor in its first cell."""
        self._add()
        if self.rows_model.rows:
            last = self.rows_model.index(len(self.rows_model.rows) - 1, 0)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(last)
            self._open(last)

    def commit_editor(self) -> None:
        """Write what is being typed in a cell, and close its editor."""
        editor = self.focusWidget() if self.state() is QTableView.State.EditingState else None
        if isinstance(editor, QLineEdit | QComboBox) and editor.isVisible():
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def selected_rows(self) -> list[object]:
        """Return the rows in which a cell is selected, in order."""
        places = sorted({index.row() for index in self.selectedIndexes()})
        return [self.rows_model.index(place, 0).data(ROW_ROLE) for place in places]

    def remove_selected(self) -> None:
        """Remove the rows in which a cell is selected."""
        self._remove(self.selected_rows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = event.key()
        if key in _NEW_LINE:
            if control or not self.rows_model.rows:
                self.add_row()
            else:
                self._open(self.currentIndex())
        elif key == Qt.Key.Key_Delete:
            self.remove_selected() if control else self._empty_cells()
        elif key == Qt.Key.Key_Space and self._toggle(self.currentIndex()):
            pass
        elif alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            row = self.currentIndex().data(ROW_ROLE)
            if row is not None:
                self._move(row, -1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and not control:
            self._tab(forward=key == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    def _empty_cells(self) -> None:
        """Empty the selected cells, as in a spreadsheet; those that can't be empty stay."""
        for index in self.selectedIndexes():
            column = self.rows_model.columns[index.column()]
            if column.write is not None and not column.kind.options:
                self.rows_model.setData(index, "")

    def _toggle(self, index: QModelIndex) -> bool:
        """Turn a yes-or-no cell; return whether it is one."""
        if not index.isValid() or self.rows_model.columns[index.column()].kind is not FLAG:
            return False
        return self.rows_model.setData(index, "" if index.data() else FLAG.show(True))  # noqa: FBT003

    def _tab(self, *, forward: bool) -> None:
        """Go to the next cell; past the last one, out of the table."""
        here = self.currentIndex()
        columns = len(self.rows_model.columns)
        place = here.row() * columns + here.column() + (1 if forward else -1) if here.isValid() else -1
        if 0 <= place < columns * len(self.rows_model.rows):
            self.setCurrentIndex(self.rows_model.index(place // columns, place % columns))
        else:
            self.setTabKeyNavigation(False)  # Qt would ask this table again
            self.focusNextPrevChild(forward)
            self.setTabKeyNavigation(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rows:
            self.setCurrentIndex(self.rows_model.index(0, 0))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes down, and adds a row at the end; Tab goes on without opening the next cell."""
        hints = QAbstractItemDelegate.EndEditHint
        entered = hint is hints.SubmitModelCache
        step = {hints.EditNextItem: True, hints.EditPreviousItem: False}.get(hint)
        super().closeEditor(editor, hints.NoHint)
        if step is not None:
            self._tab(forward=step)
        elif entered:
            self._down()

    def _down(self) -> None:
        here: QModelIndex = self.currentIndex()
        if here.row() + 1 < len(self.rows_model.rows):
            self.setCurrentIndex(here.siblingAtRow(here.row() + 1))
        elif self.rows_model.has_content(here.row()):
            QTimer.singleShot(0, self, self.add_row)  # once the editor is closed

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()  # the page scrolls, not the table
            return False
        return super().viewportEvent(event)
