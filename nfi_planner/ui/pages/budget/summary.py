"""Who is asked for how much: one bar with its legend in figures, as in the PDF."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from nfi_planner.models import figures
from nfi_planner.models.figures import Measure
from nfi_planner.models.roadmap import FundingLine
from nfi_planner.pictures.bars import Part, stacked_bar, swatch
from nfi_planner.pictures.scene import Scene
from nfi_planner.support.french import NBSP, euros, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.pages.budget.matrix import MEASURES, parts
from nfi_planner.ui.widgets import scenes
from nfi_planner.ui.widgets.parts import card_layout, label

_BAR, _SWATCH = 22, 14  # pixels
_ITEM = 200  # pixels for an item of the legend


class Picture(QWidget):
    """A scene made for the width there is; ``make`` takes width and height in points."""

    def __init__(self, make: Callable[[float, float], Scene]) -> None:
        super().__init__()
        self.make = make

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        scale = scenes.scale()
        scenes.paint_scene(painter, self.make(self.width() / scale, self.height() / scale), QPointF(0, 0))
        painter.end()


class Summary(QFrame):
    """The card with the bar and, for each source, its look, its amount and its share."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Part] = []
        self._across = 1  # items of the legend in a row
        self._shown: tuple[list[Part], Measure] | None = None
        layout = card_layout(self)
        self._title = label("", "heading")
        self._bar = Picture(self._draw)
        theme.fix_size(self._bar, height=_BAR)
        self._legend = QGridLayout()
        self._legend.setHorizontalSpacing(8)
        self._legend.setVerticalSpacing(2)
        self._nothing = label("Aucun montant n’est encore saisi.", "muted")
        layout.addWidget(self._title)
        layout.addWidget(self._bar)
        layout.addLayout(self._legend)
        layout.addWidget(self._nothing)

    def show_lines(self, lines: Sequence[FundingLine], measure: Measure) -> None:
        """Show the amounts asked or obtained of these lines."""
        shown = [part for part in parts(lines, measure) if part.value > 0]
        if self._shown == (shown, measure):
            return
        self._shown = (shown, measure)
        self._parts = shown
        title = f"Montant {MEASURES[measure].lower()}, par source"
        self._title.setText(title)
        self._bar.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._bar.setAccessibleName(typeset(f"{title} : {self._draw(100, 10).label}"))
        self._bar.update()
        self._fill_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = max(1, self.width() // theme.px(_ITEM))
        if across != self._across:
            self._across = across
            self._fill_legend()

    def _draw(self, width: float, height: float) -> Scene:
        return stacked_bar(self._parts, width, height)

    def _fill_legend(self) -> None:
        for column in range(self._legend.columnCount()):
            self._legend.setColumnStretch(column, 0)
        while (item := self._legend.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        whole = sum(part.value for part in self._parts)
        for place, part in enumerate(self._parts):
            line, column = divmod(place, self._across)
            self._legend.addWidget(_swatch(part.look), line, 2 * column)
            self._legend.addWidget(_words(part, whole), line, 2 * column + 1)
            self._legend.setColumnStretch(2 * column + 1, 1)


def _swatch(look: int) -> Picture:
    def draw(width: float, height: float) -> Scene:
        return swatch(look, width, height)

    made = Picture(draw)
    theme.fix_size(made, width=_SWATCH + 4, height=_SWATCH)
    return made


def _words(part: Part, whole: int) -> QLabel:
    made = label(f"{part.name} {euros(part.value)}, {figures.percent(part.value, whole)}{NBSP}%")
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made
