"""Who is asked for how much: one bar with its legend in figures, as in the PDF."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from nfi_planner.models import figures
from nfi_planner.models.figures import Measure
from nfi_planner.models.roadmap import FundingLine
from nfi_planner.pictures.bars import Part, stacked_bar, swatch
from nfi_planner.pictures.scene import Scene
from nfi_planner.support.french import NBSP, euros, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.pages.budget.matrix import MEASURES, parts
from nfi_planner.ui.widgets import scenes
from nfi_planner.ui.widgets.parts import Line, card_layout, label

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
        self._items: list[_Item] = []  # of the legend; those that aren't needed are hidden
        self._across = 1  # items of the legend in a row
        self._shown: tuple[list[Part], Measure, str] | None = None
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

    def show_lines(self, lines: Sequence[FundingLine], measure: Measure, when: str = "") -> None:
        """Show the amounts asked or obtained of these lines; ``when`` says of which year they are."""
        shown = [part for part in parts(lines, measure) if part.value > 0]
        if self._shown == (shown, measure, when):
            return
        self._shown = (shown, measure, when)
        self._parts = shown
        title = f"Montant {MEASURES[measure].lower()}{f' {when}' if when else ''}, par source"
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
            self._place_items()

    def _draw(self, width: float, height: float) -> Scene:
        return stacked_bar(self._parts, width, height)

    def _fill_legend(self) -> None:
        """Say the parts; the widgets stay, so that nothing is laid out again."""
        if len(self._items) < len(self._parts):
            self._items += [_Item() for _ in self._parts[len(self._items) :]]
            self._place_items()
        whole = sum(part.value for part in self._parts)
        for item, part in zip_longest(self._items, self._parts):
            item.say(part, whole)

    def _place_items(self) -> None:
        for column in range(self._legend.columnCount()):
            self._legend.setColumnStretch(column, 0)
        for place, item in enumerate(self._items):
            line, column = divmod(place, self._across)
            self._legend.addWidget(item.swatch, line, 2 * column)
            self._legend.addWidget(item.words, line, 2 * column + 1)
            self._legend.setColumnStretch(2 * column + 1, 1)


class _Item:
    """A place of the legend: the look of a part, and its words."""

    def __init__(self) -> None:
        self._look = 0
        self.swatch = Picture(self._draw)
        theme.fix_size(self.swatch, width=_SWATCH + 4, height=_SWATCH)
        self.words = Line()

    def say(self, part: Part | None, whole: int) -> None:
        """Show a part of the whole; None is nothing."""
        if part is not None:
            self.words.setText(f"{part.name} {euros(part.value)}, {figures.percent(part.value, whole)}{NBSP}%")
            if part.look != self._look:
                self._look = part.look
                self.swatch.update()
        for widget in (self.swatch, self.words):
            widget.setVisible(part is not None)

    def _draw(self, width: float, height: float) -> Scene:
        return swatch(self._look, width, height)
