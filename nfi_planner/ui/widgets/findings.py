"""The right column: what the validation says, live; each finding is a link. Below, the plan one looks at."""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nfi_planner.models.rules import Finding, Review
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.rows import ROW_ROLE, Index
from nfi_planner.ui.widgets import findings_counts
from nfi_planner.ui.widgets.findings_model import FindingLine, FindingsModel, finding_at
from nfi_planner.ui.widgets.parts import label, row, scrolled
from nfi_planner.ui.widgets.why import WhyCard

WHY = typeset("Pourquoi ?")
_TEXT = (13, 23, -8, -4)  # from the box of a finding to its text
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_WIDTH, _NARROW = 304, 200  # pixels: the panel, and the list at the least
_LEAST, _EMPTY = 150, 8  # pixels of the list: the least that is of use, and without a finding
_FIRST = 1000  # the share of the room of the list, which takes what it needs before the others do


class _FindingDelegate(QStyledItemDelegate):
    """A heading in its colour; a finding as a box: code and topic, sentence, link."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        line: FindingLine = index.data(ROW_ROLE)
        width = self._width()
        if line.finding is None:
            return QSize(width, theme.px(30))
        rows = _rows(line.finding.message, line.finding.link, round(width / theme.scale()) - _TEXT[0] + _TEXT[2])
        return QSize(width, theme.px(len(rows) * _metrics().lineSpacing() + 38))

    def _width(self) -> int:
        """How wide a row is: there is always room for the scroll bar, so that it moves nothing when it comes."""
        view = self.parent()
        assert isinstance(view, QListView)
        return view.width() - view.verticalScrollBar().sizeHint().width()

    def _box(self, row: QRect) -> QRect:
        return QRect(row.topLeft(), QSize(self._width(), row.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: FindingLine = index.data(ROW_ROLE)
        t = theme.tokens()
        colour = QColor(t.severity(line.severity))
        painter.save()
        box = theme.drawn_box(painter, self._box(option.rect))
        if line.finding is None:
            painter.setFont(theme.drawn_font(bold=True))
            painter.setPen(colour)
            painter.drawText(
                box.adjusted(0, 6, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), f"{line.severity.heading} ({line.count})"
            )
            painter.restore()
            return
        box = box.adjusted(0, 0, 0, -8)
        state = option.state
        painter.fillRect(box, QColor(t.selected if state & QStyle.StateFlag.State_Selected else t.sunken))
        painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), colour)
        painter.setFont(theme.drawn_font(12, bold=True))
        painter.setPen(QColor(t.muted))
        painter.drawText(box.adjusted(13, 5, -6, 0), int(Qt.AlignmentFlag.AlignLeft), line.topic.upper())
        self._paint_text(painter, box.adjusted(*_TEXT), line.finding)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(t.rank_1))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_text(self, painter: QPainter, box: QRect, finding: Finding) -> None:
        """The sentence, then the two links underlined on its last line or the next."""
        t = theme.tokens()
        metrics = _metrics()
        painter.setFont(theme.drawn_font())
        painter.setPen(QColor(t.ink))
        y = box.top() + metrics.ascent()
        for text in _rows(finding.message, finding.link, box.width()):
            painter.drawText(box.left(), y, text)
            y += metrics.lineSpacing()
        painter.setFont(theme.drawn_font(underline=True))
        painter.setPen(QColor(t.rank_1))
        for link, spot in _links(finding, box):
            painter.drawText(spot.left(), spot.top() + metrics.ascent(), link)

    def is_why(self, index: Index, place: QPoint, drawn: QRect) -> bool:
        """Return whether a place of the view, in a row drawn there, is on « Pourquoi ? »."""
        line: FindingLine = index.data(ROW_ROLE)
        if line.finding is None:
            return False
        drawn = self._box(drawn)
        inside = (place - drawn.topLeft()) / theme.scale()
        box = QRect(0, 0, round(drawn.width() / theme.scale()), round(drawn.height() / theme.scale()))
        (_, _), (_, spot) = _links(line.finding, box.adjusted(*_TEXT))
        return spot.contains(inside)


@cache
def _metrics() -> QFontMetrics:
    """Of the text, in the lengths of 100 %."""
    return QFontMetrics(theme.drawn_font())


@lru_cache(maxsize=1024)
def _rows(message: str, link: str, width: int) -> tuple[str, ...]:
    """The sentence broken into rows; the last one has room for the links."""
    metrics, rows = _metrics(), [""]
    for word in message.split(" "):
        longer = f"{rows[-1]} {word}".strip(" ")
        if rows[-1] and metrics.horizontalAdvance(longer) > width:
            rows.append(word)
        else:
            rows[-1] = longer
    if metrics.horizontalAdvance(f"{rows[-1]} {link}{_BETWEEN}{WHY}") > width:
        rows.append("")
    return tuple(rows)


_BETWEEN = "   "


def _links(finding: Finding, box: QRect) -> list[tuple[str, QRect]]:
    """The link to the spot and the one that explains, and where they are in the box of the text."""
    metrics, rows = _metrics(), _rows(finding.message, finding.link, box.width())
    lead = metrics.horizontalAdvance(f"{rows[-1]} ") if rows[-1] else 0
    place = QPoint(box.left() + lead, box.top() + (len(rows) - 1) * metrics.lineSpacing())
    links = []
    for link in (finding.link, WHY):
        size = QSize(metrics.horizontalAdvance(link), metrics.lineSpacing())
        links.append((link, QRect(place, size)))
        place += QPoint(metrics.horizontalAdvance(f"{link}{_BETWEEN}"), 0)
    return links


class _FindingList(QListView):
    """Enter or a click goes to the spot of a finding; « ? », the menu key or the second link explains it."""

    chosen = Signal(object)  # the finding
    why_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Constats des contrôles")
        self.setAccessibleDescription(typeset("Entrée : aller au champ. ? : pourquoi ce contrôle."))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._delegate = _FindingDelegate(self)
        self.setItemDelegate(self._delegate)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalScrollBar().rangeChanged.connect(self._end_on_a_row)
        self._released = QPoint()  # where the mouse button was last
        self.clicked.connect(self._on_click)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint the rows again, and lay out all only when one has another height: Qt's own always does."""
        rows = (self.model().index(place, 0) for place in range(first.row(), last.row() + 1))
        option = QStyleOptionViewItem()
        steady = all(self.visualRect(row).height() == self._delegate.sizeHint(option, row).height() for row in rows)
        (QAbstractItemView if steady else QListView).dataChanged(self, first, last, list(roles))

    def sizeHint(self) -> QSize:
        """As high as its rows, and no higher than it can do without: it gets what the plan's card leaves."""
        return QSize(theme.px(_NARROW), min(self._heights()[-1], theme.px(_LEAST)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _heights(self) -> list[int]:
        """How high the list is when it ends after each row, beginning with none."""
        option = QStyleOptionViewItem()
        rows = (self.model().index(place, 0) for place in range(self.model().rowCount()))
        return [0, *accumulate(self._delegate.sizeHint(option, row).height() for row in rows)]

    def fit(self) -> None:
        """Take no more room than the rows need."""
        self.setMaximumHeight(max(self._heights()[-1], theme.px(_EMPTY)))
        self.updateGeometry()
        self._end_on_a_row()

    def _end_on_a_row(self) -> None:
        """Leave the room that shows less than a row free, so that the first ones aren't cut."""
        room = self.height()
        whole = max((height for height in self._heights() if height <= room), default=0)
        rest = room - whole if whole else 0
        if rest != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        else:
            self._end_on_a_row()

    def event(self, event: QEvent) -> bool:
        """« ? » is the list's own here, though it is a shortcut of the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.text() == "?":
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open(self.currentIndex())
        elif event.text() == "?":
            self.why_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._released = event.position().toPoint()
        super().mouseReleaseEvent(event)

    def _on_click(self, index: QModelIndex) -> None:
        if self._delegate.is_why(index, self._released, self.visualRect(index)):
            self.why_asked.emit()
        else:
            self._open(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.indexAt(event.pos()).isValid():
            self.why_asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        first = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if first:
            self.setCurrentIndex(self.model().index(1, 0))  # below the first heading, where Qt would go

    def _open(self, index: QModelIndex) -> None:
        if finding := finding_at(index):
            self.chosen.emit(finding)


class FindingsPanel(QFrame):
    """Counts, groups and links; ``chosen`` tells which finding the user wants to go to."""

    chosen = Signal(object)
    announced = Signal(str)  # the counts, when one of them has changed

    def __init__(self, below: QWidget) -> None:
        super().__init__()
        self.setObjectName("findings")
        theme.fix_size(self, width=_WIDTH)
        self._model = FindingsModel(self)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Contrôles réussis")
        self._count = label("", "muted")
        self.list = _FindingList()
        self.list.setModel(self._model)
        self.list.chosen.connect(self.chosen)
        self.list.why_asked.connect(self.explain)
        self.setFocusProxy(self.list)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(16, 14, 14, 10)
        layout.setSpacing(6)
        layout.addLayout(row(label("Contrôles", "heading"), None, label("Mis à jour en direct", "tag")))
        layout.addWidget(self._bar)
        layout.addWidget(self._count)
        layout.addWidget(self.list, _FIRST)
        layout.addStretch(1)
        layout.addWidget(below, 6)  # the card of a plan takes most of what the findings don't need
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        self._review: Review | None = None
        self._last = ""  # the line one went to with the keys
        self._why: WhyCard | None = None  # made when first asked for

    def show_review(self, review: Review) -> None:
        """Show what the validation says; nothing moves when that is what is shown already."""
        if review == self._review:
            return
        counts = findings_counts.in_words(review)
        changed = self._review is not None and counts != findings_counts.in_words(self._review)
        self._review = review
        self._bar.setUpdatesEnabled(False)  # Qt would paint the whole window at once
        self._bar.setMaximum(max(1, review.applicable))
        self._bar.setValue(review.passed)
        self._bar.setUpdatesEnabled(True)
        done = plural(review.passed, "contrôle réussi", "contrôles réussis")
        rest = "" if review.findings else " : rien à signaler"
        self._count.setText(typeset(f"{done} sur {review.applicable}{rest}"))
        meaning = findings_counts.meaning(review)
        for widget in (self._bar, self._count):
            widget.setToolTip(meaning)
            widget.setAccessibleDescription(meaning.replace("\n", " "))
        self._model.sync(review)
        self.list.fit()
        if changed:
            self.announced.emit(counts)

    def explain(self) -> None:
        """Show what rule the current finding comes from; from a heading, or from nowhere, that of the next one."""
        index = self.list.currentIndex()
        if finding_at(index) is None:
            index = self._model.index(index.row() + 1 if index.isValid() else 1, 0)
            self.list.setCurrentIndex(index)
        finding = finding_at(index)
        frame = self.parentWidget()
        if finding is None or frame is None:
            return
        if self._why is None:
            self._why = WhyCard(frame)
        self.list.scrollTo(index)
        row_top = self.list.viewport().mapTo(frame, self.list.visualRect(index).topLeft())
        self._why.explain(finding, row_top if self.isVisible() else QPoint(frame.width(), theme.px(64)))

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) finding, round and round."""
        places = [i for i, line in enumerate(self._model.lines) if line.finding]
        if not places:
            return
        here = self.list.currentIndex().row()
        if 0 <= here < len(self._model.lines) and self._model.lines[here].id != self._last:
            here -= step  # what one had gone to is mended and gone: the cursor has slid onto the next
        ahead = [p for p in places if (p > here if step > 0 else p < here)]
        place = (ahead or places)[0 if step > 0 else -1]
        self._last = self._model.lines[place].id
        self.list.setCurrentIndex(self._model.index(place, 0))
        self.list.scrollTo(self._model.index(place, 0))
        self.chosen.emit(self._model.lines[place].finding)
