"""How many candidates are at each stage, and in each département: in words and figures, and as filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nfi_planner.models.factory import DepartmentCount
from nfi_planner.models.roadmap import Stage
from nfi_planner.support.french import capital, plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.rows import ROW_ROLE, Index, Role
from nfi_planner.ui.syncing import sync_rows
from nfi_planner.ui.tips import plain
from nfi_planner.ui.widgets.parts import chip, label
from nfi_planner.ui.widgets.steady import SteadyList

_BAR_HEIGHT = 21
_MOST_BARS = 6  # lines seen at once
_NAME, _FIGURES = 118, 164  # pixels of a line for the name and for the figures; the bar is between them


class StageChips(QWidget):
    """« Toutes 12 », then the stages in their order: « Repérée 1 → Visitée 2 → … ». The one that is down filters."""

    chosen = Signal(object)  # a stage, or None for all

    def __init__(self) -> None:
        super().__init__()
        self._stages: tuple[Stage | None, ...] = (None, *Stage)
        self._chips = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for place, stage in enumerate(self._stages):
            if place > 1:
                layout.addWidget(label("→", "muted"))
            made = chip("", self._chips, down=stage is None)
            self._chips.setId(made, place)
            layout.addWidget(made)
            if stage is None:
                layout.addSpacing(8)
        layout.addStretch(1)
        self._chips.idToggled.connect(self._on_toggled)

    def show_counts(self, counts: dict[Stage, int]) -> None:
        """Show how many there are."""
        total = sum(counts.values())
        self._say(0, f"Toutes {total}", f"Toutes les étapes : {plural(total, 'candidate')}")
        for place, (stage, count) in enumerate(counts.items(), 1):
            self._say(
                place, f"{capital(stage.label)} {count}", f"Étape « {stage.label} » : {plural(count, 'candidate')}"
            )

    def choose(self, stage: Stage | None) -> None:
        """Filter by a stage; None takes the filter off."""
        self._chips.button(self._stages.index(stage)).setChecked(True)

    def _say(self, place: int, text: str, name: str) -> None:
        chip = self._chips.button(place)
        if isinstance(chip, QPushButton) and chip.text() != text:
            chip.setText(text)
            chip.setAccessibleName(typeset(name))

    def _on_toggled(self, place: int, down: bool) -> None:  # noqa: FBT001 - Qt's signal
        if down:
            self.chosen.emit(self._stages[place])


@dataclass(frozen=True, slots=True)
class _Bar:
    """A département with its counts; ``code`` is None for all of them together."""

    code: str | None
    name: str
    candidates: int
    selected: int
    most: int  # the longest bar

    @property
    def id(self) -> str:
        """What tells it apart in the list."""
        return "all" if self.code is None else f"code {self.code}"

    @property
    def sentence(self) -> str:
        """« Ardennes : 4 candidates, dont 3 retenues »."""
        return typeset(f"{self.name} : {plural(self.candidates, 'candidate')}, dont {plural(self.selected, 'retenue')}")


class _BarModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.bars: list[_Bar] = []

    def sync(self, bars: Sequence[_Bar]) -> None:
        sync_rows(self, self.bars, bars)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.bars)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        bar = self.bars[index.row()]
        if role == ROW_ROLE:
            return bar
        if role == Role.DisplayRole:
            return bar.name
        if role == Role.ToolTipRole:
            return plain(bar.sentence)
        return bar.sentence if role == Role.AccessibleTextRole else None


class DepartmentBars(SteadyList):
    """A bar for each département, the selected part of it filled; the one the cursor is on filters."""

    chosen = Signal(object)  # the code of a département, or None for all

    def __init__(self) -> None:
        super().__init__()
        self._bars = _BarModel(self)
        self._code: str | None = None  # what filters
        self._syncing = False
        self.setModel(self._bars)
        self.setObjectName("departments")
        self.setAccessibleName("Candidates par département")
        self.setItemDelegate(_BarDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_counts(self, counts: Sequence[DepartmentCount]) -> None:
        """Show how many there are in each; the cursor stays where it is, or goes to all when its line is gone."""
        total, selected = sum(one.candidates for one in counts), sum(one.selected for one in counts)
        most = max((one.candidates for one in counts), default=1)
        bars = [_Bar(None, "Tous les départements", total, selected, 0)]
        bars += [_Bar(one.code, one.name, one.candidates, one.selected, most) for one in counts]
        before = len(self._bars.bars)
        self._syncing = True  # Qt puts the cursor on a neighbour of the line that goes
        self._bars.sync(bars)
        gone = self._code not in {bar.code for bar in bars}
        if gone or not self.currentIndex().isValid():
            self.choose(None)
        self._syncing = False
        if gone:
            self._choose(None)
        if len(bars) != before:
            self.updateGeometry()

    def choose(self, code: str | None) -> None:
        """Filter by a département; None, or one without a candidate, takes the filter off."""
        place = next((place for place, bar in enumerate(self._bars.bars) if bar.code == code), 0)
        self.setCurrentIndex(self._bars.index(place, 0))

    def sizeHint(self) -> QSize:
        lines = min(_MOST_BARS, max(1, len(self._bars.bars)))
        return QSize(theme.px(300), theme.px(lines * _BAR_HEIGHT) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _on_current(self, current: QModelIndex) -> None:
        bar = current.data(ROW_ROLE)
        if not self._syncing:
            self._choose(bar.code if isinstance(bar, _Bar) else None)

    def _choose(self, code: str | None) -> None:
        self._code = code
        self.chosen.emit(code)


class _BarDelegate(QStyledItemDelegate):
    """Name, bar, figures: « Ardennes ▆▆▆▁ 4 candidates, 3 retenues »."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(theme.px(240), theme.px(_BAR_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        bar: _Bar = index.data(ROW_ROLE)
        t = theme.tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        box = theme.drawn_box(painter, option.rect)
        if chosen:
            painter.fillRect(box, QColor(t.selected))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        name = box.adjusted(6, 0, -6, 0)
        figures = typeset(f"{plural(bar.candidates, 'candidate')}, {plural(bar.selected, 'retenue')}")
        painter.setFont(theme.drawn_font(13, bold=chosen))
        painter.setPen(QColor(t.ink))
        room = name.adjusted(0, 0, -_FIGURES if bar.code is None else -(name.width() - _NAME), 0)
        painter.drawText(
            room, middle, painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.setFont(theme.drawn_font(13))
        painter.setPen(QColor(t.muted))
        painter.drawText(name, middle | int(Qt.AlignmentFlag.AlignRight), figures)
        if bar.code is not None:
            _paint_bar(
                painter, QRect(name.left() + _NAME + 4, box.top() + 6, name.width() - _NAME - 4 - _FIGURES, 9), bar
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.rank_1), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


def _paint_bar(painter: QPainter, room: QRect, bar: _Bar) -> None:
    """All the candidates as an outline, the selected ones filled."""
    t = theme.tokens()
    painter.setPen(QPen(QColor(t.rank_1), 1))
    whole = QRect(room.left(), room.top(), max(2, room.width() * bar.candidates // bar.most), room.height())
    painter.drawRect(whole)
    painter.fillRect(
        QRect(whole.topLeft(), QSize(whole.width() * bar.selected // bar.candidates, whole.height())), QColor(t.rank_1)
    )
