"""The few things reportlab has no ready flowable for: a scene, and a heading that is a bookmark."""

from collections.abc import Callable
from functools import singledispatch

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as Text

from nfi_planner.documents.pdf.text import drawable
from nfi_planner.documents.pdf.theme import BOLD, REGULAR, STAND_IN
from nfi_planner.pictures import scene as marks
from nfi_planner.support.french import THIN


class Drawing(Flowable):
    """A scene on paper."""

    def __init__(self, scene: marks.Scene) -> None:
        super().__init__()
        self.scene = scene
        self.width, self.height = scene.width, scene.height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        for mark in self.scene.marks:
            _paint(mark, self.canv, self.height)


class HeadingText(Text):
    """A heading: where it is drawn, it leaves a bookmark."""

    def __init__(self, markup: str, style: ParagraphStyle, bookmark: Callable[[Canvas], None]) -> None:
        super().__init__(markup, style)
        self._bookmark = bookmark

    def split(self, _width: float, _height: float, /) -> list[Flowable]:
        return []  # a heading is never cut

    def draw(self) -> None:
        self._bookmark(self.canv)
        super().draw()


def bookmark(key: str, title: str, level: int) -> Callable[[Canvas], None]:
    """Return what leaves a bookmark of that level (from 1) a little above the spot."""

    def leave(canvas: Canvas) -> None:
        canvas.bookmarkHorizontal(key, 0, 40)
        name = " ".join(drawable(title).replace(STAND_IN, THIN).split("\n"))
        canvas.addOutlineEntry(name, key, level - 1, closed=level == 1)

    return leave


@singledispatch
def _paint(mark: object, _canvas: Canvas, _height: float) -> None:
    raise TypeError(mark)


@_paint.register
def _(mark: marks.Rect, canvas: Canvas, height: float) -> None:
    canvas.setFillColor(HexColor(mark.fill))
    canvas.rect(mark.x, height - mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)


@_paint.register
def _(mark: marks.Line, canvas: Canvas, height: float) -> None:
    canvas.setStrokeColor(HexColor(mark.color))
    canvas.setLineWidth(mark.width)
    canvas.line(mark.x1, height - mark.y1, mark.x2, height - mark.y2)


@_paint.register
def _(mark: marks.Text, canvas: Canvas, height: float) -> None:
    canvas.setFillColor(HexColor(mark.color))
    canvas.setFont(BOLD if mark.bold else REGULAR, mark.size)
    write = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}[mark.anchor]
    write(mark.x, height - mark.y, drawable(mark.text))


@_paint.register
def _(mark: marks.Polygon, canvas: Canvas, height: float) -> None:
    canvas.setFillColor(HexColor(mark.fill))
    path = canvas.beginPath()
    (x, y), *others = mark.points
    path.moveTo(x, height - y)
    for x, y in others:
        path.lineTo(x, height - y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
