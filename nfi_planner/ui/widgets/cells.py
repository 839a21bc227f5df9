"""What edits a cell of a ``RowModel``: a line, with suggestions if its kind has some, or a list."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nfi_planner.ui.kinds import FLAG
from nfi_planner.ui.rows import Column, Index, RowModel
from nfi_planner.ui.widgets.lists import ChoiceBox, suggest
from nfi_planner.ui.widgets.program_keys import keep_program_keys

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
IDLE_MS = 2_000  # without typing, what stands in a cell is written


class CellDelegate(QStyledItemDelegate):
    """A line or a list to edit a cell, after the kind of its column. ``row_asked``: Ctrl+Enter in one."""

    row_asked = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        column = _model(index).columns[index.column()]
        made = (
            self._line(parent, column) if not column.kind.options or column.kind is FLAG else self._list(parent, column)
        )
        made.setAccessibleName(column.header)
        return made

    def _line(self, parent: QWidget, column: Column) -> QLineEdit:
        line = QLineEdit(parent)
        keep_program_keys(line)
        if column.kind.suggestions:
            suggest(line, column.kind.suggestions)
        idle = QTimer(line, singleShot=True, interval=IDLE_MS)
        idle.timeout.connect(partial(self._commit_idle, line))
        line.textEdited.connect(partial(_restart, idle))
        return line

    def _list(self, parent: QWidget, column: Column) -> ChoiceBox:
        box = ChoiceBox(parent)
        box.addItems([text for _, text in column.kind.options])
        box.activated.connect(self._close_box)
        QTimer.singleShot(0, box, partial(_drop_down, box))
        return box

    def _commit_idle(self, line: QLineEdit) -> None:
        choosing = QApplication.activePopupWidget() is not None
        if line.isVisible() and not choosing:  # a closed editor lives on for a moment
            self.commitData.emit(line)

    def _close_box(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.commitData.emit(box)
            self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and _asks_for_row(event):
            self.row_asked.emit()
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            if not editor.view().isVisible():  # never under the hands of who chooses
                editor.setCurrentIndex(max(0, editor.findText(text)))
        elif isinstance(editor, QLineEdit) and not editor.isModified():  # nor of who types
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        if isinstance(model, RowModel):
            text = editor.currentText() if isinstance(editor, QComboBox) else str(editor.property("text"))
            model.setData(index, text)


def _asks_for_row(event: QKeyEvent) -> bool:
    """Return whether a key is Ctrl+Enter, which Qt would take for Enter alone."""
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _drop_down(box: ChoiceBox) -> None:
    """Open the list of an editor that was just opened, unless typing has opened it or it is closed again."""
    if box.isVisible() and not box.view().isVisible():
        box.showPopup()


def _restart(timer: QTimer, text: str) -> None:
    del text
    timer.start()


def _model(index: Index) -> RowModel:
    model = index.model()
    assert isinstance(model, RowModel)
    return model
