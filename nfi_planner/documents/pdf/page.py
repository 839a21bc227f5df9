"""The pages of a document: laid out once; their heads and feet, and the lines of the contents, are drawn at the end."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from nfi_planner.documents import exchange
from nfi_planner.documents.pdf.blocks import Document
from nfi_planner.documents.pdf.edition import Properties, declare, pdf_date
from nfi_planner.documents.pdf.fitting import shortened
from nfi_planner.documents.pdf.packing import file_bytes
from nfi_planner.documents.pdf.render import flowables
from nfi_planner.documents.pdf.tagging import FOOTER, HEADER, Element, TaggedCanvas
from nfi_planner.documents.pdf.text import on_one_line, said
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
    WIDTH,
    glyphs,
)
from nfi_planner.models.prints import Edition
from nfi_planner.support.progress import Report, silent

LANGUAGE = "fr-FR"
_SIZE = 8.2
_HEAD = PAGE_HEIGHT - 46
_FOOT = 42.0
_PROGRAM = "Feuille de route NFI"
_PREPARED, _LAID_OUT = 0.3, 0.9  # how much is done when the blocks are ready, when the pages are


def pdf_bytes(
    document: Document,
    on: date,
    *,
    edition: Edition = Edition.ARCHIVE,
    attachment: bytes | None = None,
    report: Report = silent,
) -> bytes:
    """Return the file: the same bytes for the same arguments, wherever and whenever it is made.

    It is PDF/UA-1 and PDF/A; the attachment is the exchange file, which goes into the submission. CancelledError is
    whatever ``report`` raises.
    """
    root = Element("Document")
    story = flowables(document.blocks, root, lambda done: report(done * _PREPARED))
    canvas = lay_out(document, root, story, on, lambda done: report(_PREPARED + done * (_LAID_OUT - _PREPARED)))
    for page, number in canvas.numbers().items():
        with canvas.reopened(page):
            _furnish(canvas, document, number)
    data = finished(canvas, document, on, edition=edition, attachment=attachment)
    report(1.0)
    return data


def lay_out(
    document: Document, root: Element, story: list[Flowable], on: date, report: Report = silent
) -> TaggedCanvas:
    """Return the pages that hold this story; the document gives the properties of the file."""
    glyphs()  # the typeface must be known, even to a document without a word
    canvas = TaggedCanvas(root, REGULAR, (PAGE_WIDTH, PAGE_HEIGHT), LANGUAGE)
    canvas.setDateFormatter(lambda *_: pdf_date(on))
    said_of = _properties(document)
    template = BaseDocTemplate(
        BytesIO(),  # the canvas keeps what is made
        title=said_of.title,
        author=said_of.author,
        subject=said_of.subject,
        creator=said_of.program,
        producer=said_of.program,
        keywords=[said_of.keywords],
        displayDocTitle=True,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
    )
    frame = Frame(SIDE, BOTTOM, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    template.addPageTemplates(PageTemplate("page", [frame]))
    template.setProgressCallBack(_progress(len(story), report))
    template.build(story, canvasmaker=lambda *_, **__: canvas)
    canvas.draw_last()
    return canvas


def _progress(count: int, report: Report) -> Callable[[str, Any], None]:
    done = 0.0

    def tell(what: str, value: Any) -> None:
        nonlocal done
        if what == "PROGRESS":
            done = max(done, value / max(count, 1))  # what is cut makes more flowables than there were
            report(done)

    return tell


def finished(
    canvas: TaggedCanvas, document: Document, on: date, *, edition: Edition, attachment: bytes | None = None
) -> bytes:
    """Return the file these pages are in."""
    canvas.close()
    declare(canvas.document, _properties(document), on, edition, attachment)
    return file_bytes(canvas.document)


def _properties(document: Document) -> Properties:
    keywords = exchange.mark(document.fingerprint) if document.fingerprint else ""
    return Properties(said(document.title), said(document.author), said(document.subject), _PROGRAM, LANGUAGE, keywords)


def _furnish(canvas: TaggedCanvas, document: Document, number: int) -> None:
    """Draw the head and the foot of a page; the first one's head bears the stamp alone."""
    with canvas.artifact(HEADER):
        canvas.setFillColor(HexColor(INK))
        canvas.setFont(BOLD, _SIZE)
        canvas.drawRightString(SIDE + WIDTH, _HEAD, document.stamp)
        if number > 1:
            _line(canvas, _HEAD, document.head)
            _rule(canvas, _HEAD - 8)
    with canvas.artifact(FOOTER):
        _line(canvas, _FOOT, document.foot)
        canvas.drawRightString(SIDE + WIDTH, _FOOT, f"{number} / {len(canvas.numbers())}")
        _rule(canvas, _FOOT + 13)


def _line(canvas: TaggedCanvas, y: float, text: str) -> None:
    canvas.setFillColor(HexColor(MUTED))
    canvas.setFont(REGULAR, _SIZE)
    canvas.drawString(SIDE, y, on_one_line(shortened(text, 1, WIDTH - 60, _SIZE)))


def _rule(canvas: TaggedCanvas, y: float) -> None:
    canvas.setStrokeColor(HexColor(LINE))
    canvas.setLineWidth(0.5)
    canvas.line(SIDE, y, SIDE + WIDTH, y)
