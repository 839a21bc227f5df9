"""Where the pages stand, one below the other: from zoom and room to pixels."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from nfi_planner.ui.preview.pdfium import POINTS

WIDTH, WHOLE = 0, -1  # zooms besides percents: the page's width, the whole page
ZOOMS = (25, 33, 50, 67, 75, 100, 125, 150, 200, 250, 300)
MARGIN, GAP = 14, 12  # pixels around the pages, and between two
_INCH = 96  # pixels, at 100 %


@dataclass(frozen=True, slots=True)
class Spread:
    """The pages in one column of that size; ``scale`` is in pixels a point."""

    pages: tuple[QRect, ...]
    scale: float
    size: QSize

    def at(self, y: int) -> int:
        """Return the page at that height; the one above where there is none."""
        return max(0, bisect_right([page.top() - GAP // 2 for page in self.pages], y) - 1)

    def seen(self, top: int, height: int) -> range:
        """Return the pages of which something is between two heights."""
        first, last = self.at(top), self.at(top + height)
        return range(first, min(last + 1, len(self.pages)))

    @property
    def percent(self) -> int:
        """The zoom in percent."""
        return round(self.scale * POINTS / _INCH * 100)


def spread(sizes: Sequence[tuple[float, float]], zoom: int, room: QSize) -> Spread:
    """Return the pages, whose sizes are in points, as they stand in a room of that many pixels at that zoom."""
    widest = max((width for width, _ in sizes), default=1.0)
    highest = max((height for _, height in sizes), default=1.0)
    scale = _scale(widest, highest, zoom, room)
    width = max(room.width(), round(widest * scale) + 2 * MARGIN)
    pages, top = [], MARGIN
    for wide, high in sizes:
        box = QSize(round(wide * scale), round(high * scale))
        pages.append(QRect((width - box.width()) // 2, top, box.width(), box.height()))
        top += box.height() + GAP
    return Spread(tuple(pages), scale, QSize(width, max(top - GAP + MARGIN, 0)))


def _scale(widest: float, highest: float, zoom: int, room: QSize) -> float:
    fitting = max(room.width() - 2 * MARGIN, 50) / widest
    if zoom == WIDTH:
        return min(fitting, ZOOMS[-1] / 100 * _INCH / POINTS)
    if zoom == WHOLE:
        return min(fitting, max(room.height() - 2 * MARGIN, 50) / highest)
    return zoom / 100 * _INCH / POINTS


def stepped(percent: int, step: int) -> int:
    """Return the next zoom larger (1) or smaller (-1) than that many percent; the last one at the end."""
    ahead = [zoom for zoom in ZOOMS[::step] if (zoom - percent) * step > 0]
    return ahead[0] if ahead else ZOOMS[::step][-1]
