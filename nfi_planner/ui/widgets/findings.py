"""The right column: what the validation says, live; each finding is a link. Below, the plan one looks at."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nfi_planner.models.rules import Finding, Review, Severity
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.rows import ROW_ROLE, Index, Role, sync_rows
from nfi_planner.ui.widgets.parts import label

_TOPICS = {"C": "Choix", "L": "Chef de projet", "U": "Usine du futur", "S": "Fiche", "D": "Document"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the panel: a group's heading, or a finding."""

    id: str
    severity: Severity
    count: int = 0
    finding: Finding | None = None

    @property
    def topic(self) -> str:
        """« L01 · chef de projet »."""
        code = self.finding.code if self.finding else ""
        return f"{code} · {_TOPICS[code[0]]}" if code else ""

    def sentence(self) -> str:
        """The line as a screen reader says it."""
        if self.finding is None:
            return f"{self.severity.heading}, {self.count}"
        return f"{self.severity.heading} : {self.finding.message} {self.finding.link}."


def _lines(review: Review) -> list[_Line]:
    lines = []
    for severity in Severity:
        group = review.of(severity)
        if group:
            lines.append(_Line(severity.value, severity, len(group)))
        lines += [_Line(f"{f.code}/{f.target.table}/{f.target.id}", severity, 0, f) for f in group]
    return lines


class FindingsModel(QAbstractListModel):
    """The findings by severity, each group under its heading."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[_Line] = []

    def sync(self, review: Review) -> None:
        """Show the findings of a review."""
        sync_rows(self, self.lines, _lines(review))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == ROW_ROLE:
            return line
        return line.sentence() if role in {Role.DisplayRole, Role.AccessibleTextRole} else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].finding is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _FindingDelegate(QStyledItemDelegate):
    """A heading in its colour; a finding as a box: code and topic, sentence, link."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: _Line = index.data(ROW_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        if line.finding is None:
            return QSize(width, theme.px(30))
        metrics = QFontMetrics(theme.drawn_font())
        rows = _rows(line.finding, metrics, round(width / theme.scale()) - 21)
        return QSize(width, theme.px(len(rows) * metrics.lineSpacing() + 38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: _Line = index.data(ROW_ROLE)
        t = theme.tokens()
        colour = QColor(t.severity(line.severity))
        painter.save()
        box = theme.drawn_box(painter, option.rect)
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
        self._paint_text(painter, box.adjusted(13, 23, -8, -4), line)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(t.rank_1))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_text(self, painter: QPainter, box: QRect, line: _Line) -> None:
        """The sentence, then the link underlined on the last line or the next."""
        assert line.finding is not None
        t = theme.tokens()
        font = theme.drawn_font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(t.ink))
        rows = _rows(line.finding, metrics, box.width())
        link = line.finding.link
        y = box.top() + metrics.ascent()
        for row in rows:
            painter.drawText(box.left(), y, row)
            y += metrics.lineSpacing()
        lead = metrics.horizontalAdvance(f"{rows[-1]} ") if rows[-1] else 0
        painter.setFont(theme.drawn_font(underline=True))
        painter.setPen(QColor(t.rank_1))
        painter.drawText(box.left() + lead, y - metrics.lineSpacing(), link)


def _rows(finding: Finding, metrics: QFontMetrics, width: int) -> list[str]:
    """The sentence broken into rows; the last one has room for the link."""
    rows = [""]
    for word in finding.message.split(" "):
        longer = f"{rows[-1]} {word}".strip(" ")
        if rows[-1] and metrics.horizontalAdvance(longer) > width:
            rows.append(word)
        else:
            rows[-1] = longer
    if metrics.horizontalAdvance(f"{rows[-1]} {finding.link}") > width:
        rows.append("")
    return rows


class _FindingList(QListView):
    activated_line = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Constats des contrôles")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_FindingDelegate(self))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount() > 1:
            self.setCurrentIndex(self.model().index(1, 0))  # below the first heading

    def _open(self, index: QModelIndex) -> None:
        line = index.data(ROW_ROLE)
        if isinstance(line, _Line) and line.finding:
            self.activated_line.emit(line.finding)


class FindingsPanel(QFrame):
    """Counts, groups and links; ``chosen`` tells which finding the user wants to go to."""

    chosen = Signal(object)

    def __init__(self, below: QWidget) -> None:
        super().__init__()
        self.setObjectName("findings")
        theme.fix_size(self, width=304)
        self._model = FindingsModel(self)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Contrôles réussis")
        self._count = label("", "muted")
        self.list = _FindingList()
        self.list.setModel(self._model)
        self.list.activated_line.connect(self.chosen)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 14, 10)
        layout.setSpacing(6)
        layout.addWidget(label("Contrôles", "heading"))
        layout.addWidget(self._bar)
        layout.addWidget(self._count)
        layout.addWidget(self.list, 1)
        layout.addWidget(below)
        self._last = ""  # the line one went to with the keys

    def show_review(self, review: Review) -> None:
        """Show what the validation says."""
        self._bar.setUpdatesEnabled(False)
        self._bar.setMaximum(max(1, review.applicable))
        self._bar.setValue(review.passed)
        self._bar.setUpdatesEnabled(True)
        done = plural(review.passed, "contrôle réussi", "contrôles réussis")
        rest = "" if review.findings else " : rien à signaler"
        self._count.setText(typeset(f"{done} sur {review.applicable}{rest}"))
        self._bar.setAccessibleDescription(self._count.text())
        self._model.sync(review)
        self.list.doItemsLayout()

    def explain(self) -> None:
        """Show where the rule of the current finding comes from."""

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
