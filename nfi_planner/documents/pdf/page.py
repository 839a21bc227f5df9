"""The pages of a document: what stands above and below the text, the properties of the file, and its bytes."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import IO, Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from nfi_planner.documents.pdf.blocks import Document
from nfi_planner.documents.pdf.render import flowables
from nfi_planner.documents.pdf.text import drawable
from nfi_planner.documents.pdf.theme import (
    BOLD,
    BOTTOM,
    HEIGHT,
    INK,
    LINE,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    SIDE,
    STAND_IN,
    WIDTH,
)
from nfi_planner.support.french import THIN

LANGUAGE = "fr-FR"
_SIZE = 8.2
_HEAD = PAGE_HEIGHT - 46
_FOOT = 42.0
_PROGRAM = "Feuille de route NFI"


def pdf_bytes(document: Document, on: date) -> bytes:
    """Return the file: the same bytes for the same document and date, wherever and whenever it is made.

    The number of pages stands on each of them, so the document is laid out twice.
    """
    _, pages = _build(document, on, 0)
    data, _ = _build(document, on, pages)
    return data


def _build(document: Document, on: date, pages: int) -> tuple[bytes, int]:
    """The file with « x / pages » at the foot, and how many pages it really has."""

    def furnish(canvas: Canvas, _: object) -> None:
        _furnish(canvas, document, pages)

    return build(document, flowables(document.blocks), furnish, on)


def build(
    document: Document, story: list[Flowable], furnish: Callable[[Canvas, object], None], on: date
) -> tuple[bytes, int]:
    """Return the file that has this story on its pages, and how many there are; the document gives its properties."""
    buffer = BytesIO()
    template = BaseDocTemplate(
        buffer,
        title=_property(document.title),
        author=_property(document.author),
        subject=_property(document.subject),
        creator=_PROGRAM,
        producer=_PROGRAM,
        lang=LANGUAGE,
        displayDocTitle=True,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
    )
    frame = Frame(SIDE, BOTTOM, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    template.addPageTemplates(PageTemplate("page", [frame], onPage=furnish))

    def canvas_maker(target: str | IO[bytes], **options: Any) -> Canvas:
        canvas = Canvas(target, pdfVersion=(1, 7), **options)
        canvas.setDateFormatter(lambda *_: f"D:{on:%Y%m%d}000000+00'00'")
        return canvas

    template.build(story, canvasmaker=canvas_maker)
    return buffer.getvalue(), template.page


def _property(text: str) -> str:
    return drawable(text).replace(STAND_IN, THIN).replace("\n", " ")


def _furnish(canvas: Canvas, document: Document, pages: int) -> None:
    """Draw the head and the foot of a page; the cover's head bears the one word « PROJET »."""
    number = canvas.getPageNumber()
    canvas.saveState()
    canvas.setFillColor(HexColor(INK))
    canvas.setFont(BOLD, _SIZE)
    canvas.drawRightString(SIDE + WIDTH, _HEAD, document.stamp)
    canvas.setFillColor(HexColor(MUTED))
    canvas.setFont(REGULAR, _SIZE)
    if number > 1:
        canvas.drawString(SIDE, _HEAD, _shortened(document.head, WIDTH - 60))
    canvas.drawString(SIDE, _FOOT, _shortened(document.foot, WIDTH - 60))
    canvas.drawRightString(SIDE + WIDTH, _FOOT, f"{number} / {pages}")
    canvas.setStrokeColor(HexColor(LINE))
    canvas.setLineWidth(0.5)
    for y in (_FOOT + 13,) if number == 1 else (_FOOT + 13, _HEAD - 8):
        canvas.line(SIDE, y, SIDE + WIDTH, y)
    canvas.restoreState()


def _shortened(text: str, width: float) -> str:
    line = " ".join(drawable(text).split("\n"))
    if stringWidth(line, REGULAR, _SIZE) <= width:
        return line
    while line and stringWidth(f"{line}…", REGULAR, _SIZE) > width:
        line = line[: -max(len(line) // 20, 1)]
    return f"{line.rstrip()}…"
