"""Flowables that know what they are: each draws the marks of its element of the structure tree, and nothing else."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, cast

from PIL.Image import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus import HRFlowable as Rule
from reportlab.platypus import Table as Grid
from reportlab.platypus.paraparser import ParaFrag

from nfi_planner.documents.pdf.blocks import Content, plain
from nfi_planner.documents.pdf.fitting import shortened
from nfi_planner.documents.pdf.tagging import REPEATED, Element, TaggedCanvas, box_of
from nfi_planner.documents.pdf.text import fragments, on_one_line, said
from nfi_planner.documents.pdf.theme import BOLD, HEIGHT, INK, MUTED, REGULAR, WIDTH
from nfi_planner.pictures import scene as marks


class Text(Paragraph):
    """A paragraph, or a piece of one, of an element. Drawn once more, as in a repeated header, it is an artifact."""

    blPara: Any  # noqa: N815 - reportlab's name for the lines it is broken into
    element: Element
    label: Element | None = None  # of a list item: the dash before it
    drawn = False
    source: frozenset[str] = frozenset()  # its words
    _wrapped: float | None = None  # the width it was last broken into lines for

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._wrapped != width or not hasattr(self, "blPara"):  # a split may have thrown the lines away
            self._wrapped = width
            super().wrap(width, height)
        return self.width, self.height

    def split(self, width: float, height: float, /) -> list[Flowable]:
        pieces = super().split(width, height)
        for piece in pieces:
            if isinstance(piece, Text):
                piece.element, piece.source = self.element, self.source
        if pieces and isinstance(pieces[0], Text):
            pieces[0].label = self.label
        return pieces

    def draw(self) -> None:
        canvas = _tagged(self.canv)
        if self.label:
            with canvas.marked(self.label):
                canvas.setFillColor(self.style.textColor)
                canvas.setFont(REGULAR, self.style.fontSize)
                canvas.drawString(self.style.bulletIndent, self.height - self.style.fontSize, "–")
        if self.frags:
            if not self.drawn:
                self._end_lines()
            with _part(canvas, self.element, again=self.drawn):
                super().draw()
        self.drawn = True

    def _end_lines(self) -> None:
        """End each line with the space that stands there in the text, not one that ends within a word.

        A program that reads the structure knows nothing of lines (ISO 32000-1, 14.8.2.5).
        """
        for line in self.blPara.lines:
            if self.blPara.kind == 0:
                _, words = line
                if words and words[-1] in self.source:
                    words.append("")
            elif (words := "".join(word.text for word in line.words).split()) and words[-1] in self.source:
                line.words[-1].text += " "


def text(content: Content, style: ParagraphStyle, element: Element) -> Text:
    """Return the paragraph that says this, as a part of the element."""
    made = Text("", style, frags=fragments(content, style))
    made.element, made.source = element, _words(made.frags)
    return made


def _words(frags: Sequence[ParaFrag]) -> frozenset[str]:
    return frozenset("".join(frag.text or " " for frag in frags).split())


@dataclass(frozen=True, slots=True)
class Laid:
    """A block laid out, and the room its beginning needs."""

    flowables: list[Flowable]
    room: float


class HeadingText(Text):
    """A heading: where it is drawn, it leaves a bookmark."""

    key = ""  # what follows the first piece of one that was cut has none
    title = ""
    level = 1

    def split(self, width: float, height: float, /) -> list[Flowable]:
        if self.height <= HEIGHT:
            return []  # only one that is higher than a page is cut
        pieces = super().split(width, height)
        if pieces and isinstance(first := pieces[0], HeadingText):
            first.key, first.title, first.level = self.key, self.title, self.level
        return pieces

    def draw(self) -> None:
        if self.key:
            _tagged(self.canv).bookmark(self.key, said(self.title), self.level)
        super().draw()


def heading_text(title: str, style: ParagraphStyle, element: Element, key: str, level: int) -> HeadingText:
    """Return a heading, and the bookmark of that key and level where it stands."""
    made = HeadingText("", style, frags=fragments(plain(title), style))
    made.element, made.source = element, _words(made.frags)
    made.key, made.title, made.level = key, title, level
    return made


class Drawing(Flowable):
    """A scene on paper: a figure when it has an element, else decoration."""

    def __init__(self, scene: marks.Scene, element: Element | None) -> None:
        super().__init__()
        self.scene, self.element = scene, element
        self.width, self.height = scene.width, scene.height
        self.drawn = False

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = _tagged(self.canv)
        if self.element and not self.drawn:
            self.element.attributes = box_of(canvas, self.width, self.height)
        with _part(canvas, self.element, again=self.drawn):
            for mark in self.scene.marks:
                _paint(mark, canvas, self.height)
        self.drawn = True


def drawing(scene: marks.Scene, parent: Element, alt: str = "") -> Drawing:
    """Return the scene as a figure below the parent, or as decoration when there is nothing it says."""
    words = words_of(scene, alt)
    return Drawing(scene, parent.add("Figure", words) if words else None)


def words_of(scene: marks.Scene, alt: str = "") -> str:
    """Return what a scene says in words, "" for a decoration."""
    texts = " ".join(mark.text for mark in scene.marks if isinstance(mark, marks.Text))
    return said(alt.strip() or scene.label.strip() or texts).strip()


class Bitmap(Flowable):
    """An image at that size, on the right of the room it is given."""

    hAlign = "RIGHT"  # noqa: N815 - reportlab's name

    def __init__(self, image: Image, size: tuple[float, float], element: Element) -> None:
        super().__init__()
        self.image, self.element = image, element
        self.width, self.height = size

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = _tagged(self.canv)
        self.element.attributes = box_of(canvas, self.width, self.height)
        with canvas.marked(self.element):
            canvas.drawImage(ImageReader(self.image), 0, 0, self.width, self.height)


class Mark(Flowable):
    """Takes no room, and leaves a bookmark of level 1 where it stands."""

    def __init__(self, title: str, key: str) -> None:
        super().__init__()
        self.title, self.key = title, key

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        _tagged(self.canv).bookmark(self.key, said(self.title), 1)


class BarePage(Flowable):
    """Takes no room, and leaves the page it stands on without head, foot and number."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        _tagged(self.canv).leave_bare()


class Bar(Rule):
    """A thick line, which says nothing."""

    def draw(self) -> None:
        with _tagged(self.canv).artifact():
            super().draw()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: where it leads, and the element it is."""

    key: str
    title: str
    element: Element


class ContentsLines(Flowable):
    """The lines of the table of contents. Their room is known before the pages they tell of: they are drawn at last."""

    def __init__(self, entries: Sequence[Entry], leading: float) -> None:
        super().__init__()
        self.entries, self.leading = entries, leading
        self.width, self.height = WIDTH, leading * len(entries)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = _tagged(self.canv)
        left, bottom = canvas.absolutePosition(0, 0)
        canvas.at_last(lambda: self._fill(canvas, left, bottom + self.height))

    def _fill(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        size = min(self.leading * 0.55, 10.0)
        numbers = canvas.numbers()
        for place, entry in enumerate(self.entries, 1):
            y = top - place * self.leading
            page = str(numbers[canvas.places[entry.key]])
            line = on_one_line(shortened(entry.title, 1, WIDTH - 40, size))
            start, end = left + stringWidth(line, REGULAR, size) + 6, left + WIDTH - 6 - len(page) * size / 2
            base = y + self.leading * 0.35
            with canvas.artifact():
                canvas.setStrokeColor(HexColor(MUTED))
                canvas.setLineWidth(0.4)
                canvas.setDash(0.4, 3)
                canvas.line(start, base, max(start, end), base)
            with canvas.marked(entry.element):
                canvas.setFillColor(HexColor(INK))
                canvas.setFont(REGULAR, size)
                canvas.drawString(left, base, f"{line} ")
                canvas.drawRightString(left + WIDTH, base, page)
            box = (left, y, left + WIDTH, y + self.leading)
            canvas.link(entry.element, f"{said(entry.title)}, page {page}", entry.key, box)


def grid(rows: Sequence[list[Any]], widths: Sequence[float], commands: Sequence[tuple[Any, ...]], **more: Any) -> Grid:
    """Return a table of flowables whose rules are artifacts; the flowables know what they are."""
    options: dict[str, Any] = {"colWidths": list(widths), "renderCB": _rules_are_artifacts, **more}
    made = Grid(rows, **options)
    made.setStyle([("FONTNAME", (0, 0), (-1, -1), REGULAR), *commands])  # else it names Helvetica, which isn't embedded
    made.hAlign = "LEFT"
    return made


def height(flowable: Flowable, width: float = WIDTH) -> float:
    """Return how high a flowable is, in that width."""
    return flowable.wrap(width, HEIGHT * 1000)[1]


def full_height(flowable: Flowable) -> float:
    """Return how high a flowable is, with the blanks around it."""
    return height(flowable) + flowable.getSpaceBefore() + flowable.getSpaceAfter()


def _rules_are_artifacts(table: Grid, event: str, *_: object) -> None:
    if event == "startLines":
        _tagged(table.canv).begin_artifact()
    elif event == "endLines":
        _tagged(table.canv).end_artifact()


def _part(canvas: TaggedCanvas, element: Element | None, *, again: bool) -> AbstractContextManager[None]:
    if element is None:
        return canvas.artifact()
    return canvas.artifact(REPEATED) if again else canvas.marked(element)


def _tagged(canvas: Canvas) -> TaggedCanvas:
    return cast("TaggedCanvas", canvas)


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
    write(mark.x, height - mark.y, on_one_line(mark.text))


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
