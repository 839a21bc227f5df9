"""« Aller à… »: a line over the window, and below it what is found at every key.

It is a part of the window rather than a window of its own: what is typed right after Ctrl+K is never lost.
"""

from functools import cache
from typing import Any

import shiboken6
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nfi_planner.models.search import Found, Hit, Index, Match, because, marks
from nfi_planner.support.french import integer, plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.rows import ROW_ROLE, Role
from nfi_planner.ui.rows import Index as RowIndex
from nfi_planner.ui.widgets.parts import label

_WIDTH, _TOP, _ROW, _SHOWN = 660, 56, 32, 12
_HELP = "↑ ↓ choisir · Entrée y aller · Échap fermer"
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: _SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - _SHOWN,
}
_STAYING = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class _Hits(QAbstractListModel):
    """What was found for what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()
        self.typed = ""

    def show(self, found: Found, typed: str) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits, self.typed = found.hits, typed
        self.endResetModel()

    def rowCount(self, parent: RowIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: RowIndex, role: int = Role.DisplayRole) -> Any:
        hit = self.hits[index.row()]
        if role == ROW_ROLE:
            return hit, self.typed
        return hit.entry.sentence if role in {Role.DisplayRole, Role.AccessibleTextRole} else None


class _HitDelegate(QStyledItemDelegate):
    """A row: its kind, its text with the letters found in bold, what tells it apart, and the keys of a command."""

    def sizeHint(self, option: QStyleOptionViewItem, index: RowIndex) -> QSize:
        del option, index
        return QSize(theme.px(200), theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: RowIndex) -> None:
        hit, typed = index.data(ROW_ROLE)
        entry, t = hit.entry, theme.tokens()
        painter.save()
        box = theme.drawn_box(painter, option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(t.selected))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(t.rank_1))
        painter.setPen(QColor(t.muted))
        painter.setFont(theme.drawn_font(12))
        painter.drawText(box.left() + 14, _base(box, _metrics(12)), entry.kind.label)
        room = box.adjusted(100, 0, -12, 0)
        if entry.keys:
            room.setRight(_paint_keys(painter, room, entry.keys))
        painter.setPen(QColor(t.ink))
        used = _paint_marked(painter, room, 14, entry.text, marks(entry.text, typed, hit.match))
        room.setLeft(room.left() + used + 12)
        reason, beside = because(hit, typed), hit.match in {Match.ELSEWHERE, Match.BURIED}
        detail = typeset(f"{reason} — {entry.detail}") if reason else entry.detail
        painter.setPen(QColor(t.muted))
        _paint_marked(painter, room, 13, detail, marks(detail, typed, hit.match) if beside else [])
        painter.restore()


@cache
def _metrics(size: int, *, bold: bool = False) -> QFontMetrics:
    return QFontMetrics(theme.drawn_font(size, bold=bold))


def _base(room: QRect, metrics: QFontMetrics) -> int:
    """Where the base line of a text is that stands in the middle of a room."""
    return room.top() + (room.height() + metrics.ascent() - metrics.descent()) // 2


def _paint_keys(painter: QPainter, room: QRect, keys: str) -> int:
    """Write the keys in a box at the right end of the room; return where it begins."""
    width = _metrics(12).horizontalAdvance(keys) + 12
    box = QRect(room.right() - width, room.center().y() - 9, width, 19)
    painter.setPen(QColor(theme.tokens().control_line))
    painter.drawRoundedRect(QRectF(box), 4, 4)
    painter.setPen(QColor(theme.tokens().muted))
    painter.setFont(theme.drawn_font(12))
    painter.drawText(box.left() + 6, _base(box, _metrics(12)), keys)
    return box.left() - 10


def _paint_marked(painter: QPainter, room: QRect, size: int, text: str, bold: list[tuple[int, int]]) -> int:
    """Write a text with some parts in bold, shortened to the room; return its width."""
    left, at, base = room.left(), 0, _base(room, _metrics(size))
    for start, end in [*bold, (len(text), len(text))]:
        for part, is_bold in ((text[at:start], False), (text[start:end], True)):
            space = room.right() - left
            if not part or space <= 0:
                continue
            metrics = _metrics(size, bold=is_bold)
            width = metrics.horizontalAdvance(part)
            painter.setFont(theme.drawn_font(size, bold=is_bold))
            shown = part if width <= space else metrics.elidedText(part, Qt.TextElideMode.ElideRight, space)
            painter.drawText(left, base, shown)
            left += width
        at = end
    return left - room.left()


class _Veil(QWidget):
    """Lies over the window, invisible, while one searches: a click on it means « never mind »."""

    clicked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.clicked.emit()


class GoTo(QWidget):
    """The line and what is found; ``chosen`` gives the entry to go to, once this is gone.

    It hides all that is below it, so that nothing of the page is painted again at a key.
    """

    chosen = Signal(object)
    announced = Signal(str)  # something to say to a screen reader

    def __init__(self, window: QWidget, index: Index) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._veil = _Veil(window)
        self._veil.clicked.connect(self.leave)
        self._index = index
        self._before = QApplication.focusWidget()
        self._model = _Hits(self)
        self.line, self.list = QLineEdit(), QListView()
        self._count = label("", "muted")
        self._make()
        self._search("")
        self._fit()
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        window.installEventFilter(self)

    @classmethod
    def ask(cls, window: QWidget, index: Index) -> "GoTo":
        """Show it over the window, ready to be typed in."""
        made = cls(window, index)
        for part in (made._veil, made):
            part.raise_()
            part.show()
        made.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return made

    def _make(self) -> None:
        self.setObjectName("goto")
        self.setAccessibleName("Aller à…")
        self.line.setObjectName("goto_line")
        self.line.setPlaceholderText("Aller à un plan, une entreprise, une personne, une action, une commande…")
        self.line.setAccessibleName("Aller à un plan, une entreprise, une personne, une action, une commande")
        self.line.setAccessibleDescription(_HELP)
        self.list.setAccessibleName("Résultats")
        self.list.setModel(self._model)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.list.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for part in (self.line, self.list, self._count):
            layout.addWidget(part)

    # -- searching -------------------------------------------------------------------------------------------------

    def _search(self, typed: str) -> None:
        found = self._index.search(typed)
        self._model.show(found, typed)
        shown = len(found.hits)
        words = plural(found.total, "résultat") if found.total else "Aucun résultat"
        if found.total > shown:
            words += f" ; les {integer(shown)} premiers sont montrés"
        self._count.setText(typeset(f"{words}   ·   {_HELP}"))
        self.list.setCurrentIndex(self._model.index(0, 0))
        if self.isVisible():
            first = found.hits[0].entry.sentence if found.hits else ""
            self.announced.emit(typeset(f"{words}. {first}".strip()))

    def _step(self, step: int) -> None:
        """Go up or down the results: by one it goes round, by a page it stops at the ends."""
        count = self._model.rowCount()
        if not count:
            return
        place = self.list.currentIndex().row() + step
        place = place % count if abs(step) == 1 else max(0, min(place, count - 1))
        self.list.setCurrentIndex(self._model.index(place, 0))
        self.announced.emit(self._model.hits[place].entry.sentence)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.leave()
            self.chosen.emit(self._model.hits[index.row()].entry)

    def leave(self) -> None:
        """Go away; the keyboard is back where it was."""
        if self.line.hasFocus() and self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self._veil, self):
            part.hide()
            part.deleteLater()

    # -- Qt's events -----------------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Take the place there is. However little is found the height stays: nothing jumps."""
        window = self.parentWidget()
        if window is None:
            return
        self._veil.setGeometry(window.rect())
        height, top, margin = theme.px(_ROW), theme.px(_TOP), theme.px(8)
        frame = self.line.sizeHint().height() + self._count.sizeHint().height() + 2
        rows = max(1, min(_SHOWN, (window.height() - top - margin - frame) // height))
        self.list.setFixedHeight(rows * height)
        width = min(theme.px(_WIDTH), window.width() - 2 * margin)
        self.setGeometry((window.width() - width) // 2, top, width, frame + rows * height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens().surface))
        painter.setPen(QColor(theme.tokens().control_line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            if event.type() is QEvent.Type.Resize:
                self._fit()
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYING and self.isVisible():
            self.leave()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        again = key == Qt.Key.Key_K and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape or again:
            self.leave()
        elif key in _STEPS:
            self._step(_STEPS[key])
        else:
            return False
        return True
