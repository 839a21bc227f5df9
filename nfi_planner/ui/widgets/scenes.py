"""Paints a picture's scene on the screen; the documents paint the same scene on paper."""

from functools import lru_cache
from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from nfi_planner.pictures import bars
from nfi_planner.pictures import scene as pictures
from nfi_planner.pictures.scene import Line, Mark, Polygon, Rect, Scene, Text
from nfi_planner.ui import theme

_PIXELS_A_POINT = 1.5  # the texts of a scene are sized for paper


def scale() -> float:
    """Return how many pixels a scene's point takes."""
    return _PIXELS_A_POINT * theme.scale()


def paint_scene(painter: QPainter, scene: Scene, origin: QPointF) -> None:
    """Paint a scene with its top left corner at ``origin``, ``scale()`` times as large, in the colours of the theme."""
    painter.save()
    painter.translate(origin)
    painter.scale(scale(), scale())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pen, marks in groupby(scene.marks, _pen):
        if pen is None:
            for mark in marks:
                _paint(painter, mark)
        else:
            colour, width = pen
            painter.setPen(QPen(_colour(colour), width))
            painter.drawLines([QLineF(m.x1, m.y1, m.x2, m.y2) for m in marks if isinstance(m, Line)])
    painter.restore()


def _pen(mark: Mark) -> tuple[str, float] | None:
    """What a line is drawn with; None for the other marks. A hatching is a hundred lines of one pen."""
    return (mark.color, mark.width) if isinstance(mark, Line) else None


def _colour(name: str) -> QColor:
    return QColor(palette(theme.tokens()).get(name, name))


_MID, _PALE = 0.75, 0.14  # of a colour, on the ground of a card


@lru_cache
def palette(t: theme.Tokens) -> dict[str, str]:
    """Return what a theme paints in the place of each colour of paper."""
    return {
        pictures.INK: t.ink,
        pictures.MUTED: t.muted,
        pictures.LINE: t.line,
        pictures.PAPER: t.surface,
        bars.FIRST: t.rank_1,
        bars.FIRST_MID: _mixed(t.rank_1, t.surface, _MID),
        bars.FIRST_PALE: _mixed(t.rank_1, t.surface, _PALE),
        bars.SECOND: t.rank_2,
        bars.SECOND_PALE: _mixed(t.rank_2, t.surface, _PALE),
        bars.NEUTRAL_MID: _mixed(t.muted, t.surface, _MID),
        bars.NEUTRAL_PALE: _mixed(t.muted, t.surface, _PALE),
    }


def _mixed(colour: str, ground: str, share: float) -> str:
    """A share of a colour on a ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return QColor(*(round(share * above + (1 - share) * below) for above, below in pairs)).name()


def _channels(colour: str) -> tuple[int, int, int]:
    read = QColor(colour)
    return read.red(), read.green(), read.blue()


def _paint(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Rect():
            painter.fillRect(QRectF(mark.x, mark.y, mark.width, mark.height), _colour(mark.fill))
        case Polygon():
            painter.setPen(QPen(_colour(mark.fill), 0))
            painter.setBrush(_colour(mark.fill))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in mark.points]))
        case Text():
            _paint_text(painter, mark)


def _paint_text(painter: QPainter, mark: Text) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(mark.size)))
    font.setBold(mark.bold)
    width = QFontMetricsF(font).horizontalAdvance(mark.text)
    shift = {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
    painter.setFont(font)
    painter.setPen(_colour(mark.color))
    painter.drawText(QPointF(mark.x - shift, mark.y), mark.text)
