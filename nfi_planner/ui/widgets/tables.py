"""An editable table over a ``RowModel``: quick by keyboard, no trap for the Tab key."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.kinds import FLAG
from nfi_planner.ui.rows import ROW_ROLE, Index, RowModel
from nfi_planner.ui.widgets import clipboard
from nfi_planner.ui.widgets.cells import ENTER, CellDelegate
from nfi_planner.ui.widgets.parts import announce, button
from nfi_planner.ui.widgets.widths import Widths

_ROW_HEIGHT = 30
_TABS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_KEYS = "Tab va à la cellule suivante où l’on saisit ; Ctrl+Tab sort du tableau, Ctrl+Maj+Tab en sort en arrière."


def row_buttons(table: "RowTable", add_text: str, plan: str = "") -> tuple[QPushButton, QPushButton]:
    """Return the buttons that remove and add rows; ``plan`` says of which plan a row is added."""
    remove, add = button("Supprimer", quiet=True), button(add_text)
    remove.setToolTip("Ctrl+Suppr dans le tableau")
    add.setToolTip("Ctrl+Entrée dans le tableau" + plan)
    remove.clicked.connect(table.remove_selected)
    add.clicked.connect(table.add_row)
    return remove, add


class RowTable(QTableView):
    """Typing edits, Tab goes on, Enter goes down, both add a row at the end, Space ticks, Suppr empties.

    Tab goes from one cell that can be typed in to the next, row after row. Past the last one it adds a row if something
    was typed in the present one since the cursor came, so that rows can be typed one after the other; else it leaves
    the table, so that who only walks through is neither held back nor adds anything. Ctrl+Tab always leaves.

    Copying, pasting and what changes rows is in the context menu, with its keys. ``add`` adds that many rows and
    returns them as the model shows them; without ``add``, ``remove`` or ``move`` the table doesn't do it.
    """

    asked = Signal(object, str)  # Enter on a cell that can't be typed in: its row and field

    def __init__(
        self,
        model: RowModel,
        name: str,
        *,
        add: Callable[[int], Sequence[Any]] | None = None,
        remove: Callable[[list[Any]], object] | None = None,
        move: Callable[[Any, int], object] | None = None,
    ) -> None:
        super().__init__()
        self.rows_model = model
        self.start = ""  # the field in which one begins to fill a new row; the first one when empty
        self._add, self._remove, self._move = add, remove, move
        self.setModel(model)
        self.setAccessibleName(name)
        self.setAccessibleDescription(typeset(_KEYS))
        self._widths = Widths(self)
        self._told = ""  # the problem said aloud last
        self._typed_in = ""  # the row in which something was typed since the cursor came
        model.problem.connect(self._say_aloud)
        cells = CellDelegate(self)
        cells.row_asked.connect(self._follow)
        self.setItemDelegate(cells)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self._make_actions()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.apply_widths()
        for signal in (model.rowsInserted, model.rowsRemoved):
            signal.connect(self.updateGeometry)
        for signal in (model.columnsInserted, model.columnsRemoved, model.headerDataChanged):
            signal.connect(self.apply_widths)

    def _make_actions(self) -> None:
        """The context menu, its keys working while the table itself has the keyboard."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._offer("Copier", partial(clipboard.copy, self, self.rows_model), "Ctrl+C")
        self._offer("Couper", self.cut, "Ctrl+X")
        self._offer("Coller", self.paste, "Ctrl+V")
        self._separate()
        if self._add is not None:
            self._offer("Ajouter une ligne", self.add_row, "Ctrl+Enter", "Ctrl+Return")
        if self._remove is not None:
            self._offer("Supprimer la ligne", self.remove_selected, "Ctrl+Del")
        if self._move is not None:
            self._offer("Monter la ligne\tAlt+↑", partial(self._move_current, -1), "Alt+Up")
            self._offer("Descendre la ligne\tAlt+↓", partial(self._move_current, 1), "Alt+Down")

    def _offer(self, text: str, do: Callable[[], object], *keys: str) -> None:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(do)
        self.addAction(action)

    def _separate(self) -> None:
        line = QAction(self)
        line.setSeparator(True)
        self.addAction(line)

    def apply_widths(self) -> None:
        """Give the columns their widths; those that stretch share what room is left."""
        self._widths.share(self.rows_model.columns, self.viewport().width())

    def setHorizontalHeader(self, header: QHeaderView) -> None:
        super().setHorizontalHeader(header)
        self._widths.watch(header)

    def _say_aloud(self, problem: str) -> None:
        """Say a problem when it appears, once: it is shown again after every act."""
        if problem and problem != self._told and self.isVisible():
            announce(self, problem)
        self._told = problem

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
        rows = max(self.verticalHeader().defaultSectionSize(), self.verticalHeader().length())
        return QSize(400, self.horizontalHeader().sizeHint().height() + rows + 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def show_cell(self, row_id: str, field: str, *, edit: bool = False) -> None:
        """Put the cursor in a cell."""
        index = self.rows_model.find(row_id, field)
        if index.isValid():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._put_cursor(index)
            self.scrollTo(index)
            if edit:
                self._open(index)

    def _put_cursor(self, index: QModelIndex) -> None:
        """Go to a cell and select it alone, whatever keys are held: Shift+Tab must not select as it goes."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _open(self, index: QModelIndex) -> None:
        """Open a cell's editor, if it has one and none is open."""
        if index.flags() & Qt.ItemFlag.ItemIsEditable and self.state() is not QTableView.State.EditingState:
            self.edit(index)

    def add_row(self) -> None:
        """Add a row and begin to fill it: at once, for the next letter may be typed already."""
        added = self._add(1) if self._add is not None else ()
        for row in added:
            self.show_cell(row.id, self.start, edit=True)

    def cut(self) -> None:
        """Copy the selected cells, and empty them."""
        clipboard.copy(self, self.rows_model)
        clipboard.empty(self, self.rows_model, "Couper")

    def paste(self) -> None:
        """Paste what a spreadsheet copied, from the first selected cell on."""
        clipboard.paste(self, self.rows_model, self._add)

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
        if self._remove is not None:
            self._remove(self.selected_rows())

    def _move_current(self, step: int) -> None:
        row = self.currentIndex().data(ROW_ROLE)
        if row is not None and self._move is not None:
            self._move(row, step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key in ENTER and not control:
            self._enter()
        elif key == Qt.Key.Key_Delete and not control:
            self._empty_cells()
        elif key == Qt.Key.Key_Space and self._toggle(self.currentIndex()):
            pass
        elif key in _TABS:
            go = self._leave if control else self._tab
            go(forward=key == Qt.Key.Key_Tab and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        """Edit the cell; in an empty table add a row; where nothing can be typed, tell who listens."""
        here = self.currentIndex()
        if not self.rows_model.rows:
            self.add_row()
        elif here.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open(here)
        elif here.isValid():
            self.asked.emit(here.data(ROW_ROLE), self.rows_model.columns[here.column()].field)

    def _empty_cells(self) -> None:
        """Empty the selected cells, as in a spreadsheet."""
        picked = self.selectedIndexes()
        if len(picked) != 1:
            clipboard.empty(self, self.rows_model)
        elif not self.rows_model.columns[picked[0].column()].kind.options:
            self.rows_model.setData(picked[0], "")

    def _toggle(self, index: QModelIndex) -> bool:
        """Turn a yes-or-no cell; return whether it is one."""
        if not index.isValid() or self.rows_model.columns[index.column()].kind is not FLAG:
            return False
        self._typed_in = index.data(ROW_ROLE).id
        return self.rows_model.setData(index, "" if index.data() else FLAG.show(True))  # noqa: FBT003

    def _tab(self, *, forward: bool) -> None:
        """Go to the next cell that can be typed in; past the last one, to a new row or out of the table."""
        here = self.currentIndex()
        beside = self._beside(here, 1 if forward else -1)
        if beside.isValid():
            self._put_cursor(beside)
        elif forward and here.isValid() and here.data(ROW_ROLE).id == self._typed_in and self._may_follow(here.row()):
            self.add_row()
        else:
            self._leave(forward=forward)

    def _beside(self, here: QModelIndex, step: int) -> QModelIndex:
        """Return the next (1) or previous (-1) cell that can be typed in, row after row; an invalid one at the end."""
        columns = len(self.rows_model.columns)
        last = columns * len(self.rows_model.rows) if here.isValid() else 0
        place = here.row() * columns + here.column() + step
        while 0 <= place < last:
            index = self.rows_model.index(place // columns, place % columns)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                return index
            place += step
        return QModelIndex()

    def _leave(self, *, forward: bool) -> None:
        """Give the keyboard to what comes after the table, or before it."""
        self._typed_in = ""
        self.setTabKeyNavigation(False)  # Qt would ask this table again
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rows:
            self.setCurrentIndex(self.rows_model.index(0, 0))

    def commitData(self, editor: QWidget) -> None:
        """Remember in which row one types."""
        here = self.currentIndex()
        if here.isValid():
            self._typed_in = here.data(ROW_ROLE).id  # now: what is written may take the row out of a filtered table
        super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes down, and adds a row at the end; Tab goes on without opening the next cell."""
        hints = QAbstractItemDelegate.EndEditHint
        entered = hint is hints.SubmitModelCache
        step = {hints.EditNextItem: True, hints.EditPreviousItem: False}.get(hint)
        super().closeEditor(editor, hints.NoHint)
        if step is not None:
            out = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
            go = self._leave if out else self._tab
            go(forward=step)
        elif entered:
            self._down()

    def _down(self) -> None:
        here: QModelIndex = self.currentIndex()
        if here.row() + 1 < len(self.rows_model.rows):
            self._put_cursor(here.siblingAtRow(here.row() + 1))
        elif self._may_follow(here.row()):
            self.add_row()

    def _may_follow(self, place: int) -> bool:
        """Return whether a new row may follow the one at that place: not an empty one."""
        return self._add is not None and self.rows_model.has_content(place)

    def _follow(self) -> None:
        """Ctrl+Enter while one types: write that, and add a row."""
        if self._add is not None:
            self.commit_editor()
            self.add_row()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep the current cell in sight: the table is as long as its rows, the page around it scrolls."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self._typed_in = ""
        if current.isValid() and self.isVisible() and self.hasFocus():
            self._reveal(current)

    def _reveal(self, index: Index) -> None:
        cell: QRect = self.visualRect(index)
        around = self.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea) and (content := around.widget()) is not None:
                place: QPoint = self.viewport().mapTo(content, cell.center())
                around.ensureVisible(place.x(), place.y(), 0, cell.height())
            around = around.parentWidget()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()  # the page scrolls, not the table
            return False
        return super().viewportEvent(event)
