"""The pages in small on the left, each with its number; made when they are seen."""

from itertools import takewhile
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.preview.pdfium import Facts
from nfi_planner.ui.preview.reader import Reader
from nfi_planner.ui.rows import Index

_WIDTH, _AROUND, _NUMBER = 84, 9, 20  # pixels: of a small page, around it, of the line below it
_MOST = 400  # small pages that are kept
_A4 = (595.0, 842.0)
Role = Qt.ItemDataRole


class _Model(QAbstractListModel):
    """A row a page; its decoration is asked for when it is painted."""

    missing = Signal()  # the picture of a page that is painted isn't there yet

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts((), ())
        self.images: dict[int, QImage] = {}

    def show_file(self, facts: Facts) -> None:
        self.beginResetModel()
        self.facts, self.images = facts, {}
        self.endResetModel()

    def add(self, page: int, image: QImage) -> None:
        if page < len(self.facts.sizes):
            self.images[page] = image
            if len(self.images) > _MOST:
                del self.images[next(iter(self.images))]
            self.dataChanged.emit(self.index(page), self.index(page), [Role.DecorationRole])

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self.facts.sizes)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        page = index.row()
        if role == Role.DisplayRole:
            return str(page + 1)
        if role in {Role.AccessibleTextRole, Role.ToolTipRole}:
            section = self.facts.section(page)
            return typeset(f"Page {page + 1}{f' : {section.title}' if section else ''}")
        if role == Role.DecorationRole:
            if page not in self.images:
                self.missing.emit()
            return self.images.get(page)
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(theme.px(_WIDTH + 2 * _AROUND), theme.px(_height() + 2 * _AROUND + _NUMBER))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.tokens()
        painter.save()
        box = theme.drawn_box(painter, option.rect)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setBrush(QColor(t.selected))
            painter.setPen(QPen(QColor(t.rank_1), 2) if focused else QPen(QColor(t.selected)))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 6, 6)
        page = QRect((box.width() - _WIDTH) // 2, _AROUND, _WIDTH, _height())
        painter.fillRect(page, Qt.GlobalColor.white)
        image = index.data(Role.DecorationRole)
        if image is not None:
            height = round(_WIDTH * image.height() / image.width())
            painter.drawImage(QRect(page.left(), page.top(), _WIDTH, min(height, page.height())), image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(t.rank_1 if chosen else t.control_line))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        painter.setPen(QColor(t.rank_1 if chosen else t.muted))
        painter.setFont(theme.drawn_font(12, bold=chosen))
        below = QRect(0, page.bottom() + 1, box.width(), _NUMBER + 3)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.data()))
        painter.restore()


def _height() -> int:
    return round(_WIDTH * _A4[1] / _A4[0])


class Thumbs(QListView):
    """The list of pages; ``chosen`` is emitted when one goes to another page in it."""

    chosen = Signal(int)

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.setObjectName("thumbs")
        self.setAccessibleName("Pages en petit")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.fix_size(self, width=_WIDTH + 2 * _AROUND + 16)
        self._pages = _Model()
        self.setModel(self._pages)
        self.setItemDelegate(_Delegate(self))
        self._reader = reader
        self._ask = QTimer(self, singleShot=True, interval=0)  # once all that is seen is painted
        self._ask.timeout.connect(self._on_ask)
        self._pages.missing.connect(self._ask.start)
        self._quiet = False
        reader.thumbed.connect(self._pages.add)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_file(self, facts: Facts) -> None:
        """Show the pages of another file; one without pages shows none."""
        self._quiet = True
        self._pages.show_file(facts)
        self._quiet = False

    def show_page(self, page: int) -> None:
        """Show which page one is at."""
        self._quiet = True
        index = self._pages.index(page)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        self._quiet = False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:  # on another screen: they are asked for as they are seen
            self._pages.images.clear()
            self.viewport().update()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.row())

    def _on_ask(self) -> None:
        """Ask for all that is seen and missing: what was asked before and isn't made yet is among it."""
        room = self.viewport().rect()
        first = self.indexAt(QPoint(room.width() // 2, 0)).row()
        if first < 0:
            return
        shown = range(first, self._pages.rowCount())
        seen = list(takewhile(lambda page: self.visualRect(self._pages.index(page)).top() <= room.bottom(), shown))
        missing = [page for page in seen if page not in self._pages.images]
        self._reader.ask_thumbs(missing, round(theme.px(_WIDTH) * self.devicePixelRatioF()))
