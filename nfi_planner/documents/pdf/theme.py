"""How a document looks: the page, the colours, the typeface, the styles of its texts."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from nfi_planner.models.roadmap import Rank
from nfi_planner.support.french import THIN
from nfi_planner.support.paths import resource

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89  # A4; every place on the page is told from these, in as few digits
SIDE, TOP, BOTTOM = 62.0, 78.0, 66.0
WIDTH, HEIGHT = PAGE_WIDTH - 2 * SIDE, PAGE_HEIGHT - TOP - BOTTOM  # of the text

CELL_SIZE = 9.0
HEAD_SIZE = 8.2  # of what stands above a column

INK, MUTED, LINE, ACCENT = "#16213A", "#5A6478", "#D5D2C8", "#1F4E9E"
RANK_COLORS = {Rank.STRATEGIC: "#1F4E9E", Rank.REGIONAL: "#0B6B62"}

REGULAR, BOLD = (f"SourceSans3-{face}" for face in ("Regular", "Bold"))
MISSING = "□"  # stands for a character the typeface lacks
STAND_IN = "\ue02f"  # stands for the narrow no-break space, see _Font
# What has no width: it joins or directs the characters around it.
JOINERS = frozenset(
    chr(code)
    for first, last in (
        (0x61C, 0x61C), (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069),
        (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0020, 0xE007F), (0xE0100, 0xE01EF),
    )
    for code in range(first, last + 1)
)  # fmt: skip


class _Widths(dict[str, float]):
    """The width of each character, in thousandths of the size."""

    box = 0.0

    def __missing__(self, character: str) -> float:
        return self.box


class _Font(TTFont):
    """A face that writes the narrow no-break space where it finds the stand-in.

    reportlab breaks lines at every character Unicode calls a space, U+202F included, and puts a wide space there.
    So the text that is broken into lines carries a private character of the same width instead.

    What the face lacks is as wide as the box that will be seen there, and joiners have no width.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, str(resource("fonts", f"{name}.ttf")))
        del self.face.table["name"]  # who made it takes a sixth of a small face, and no reader asks
        self.face.charToGlyph[ord(STAND_IN)] = self.face.charToGlyph[ord(THIN)]
        self.face.charWidths[ord(STAND_IN)] = self.face.charWidths[ord(THIN)]
        self.face.charWidths.update(dict.fromkeys(map(ord, JOINERS), 0))
        self.face.defaultWidth = self.face.charWidths[ord(MISSING)]
        self._widths = _Widths((chr(code), width) for code, width in self.face.charWidths.items())
        self._widths.box = self.face.defaultWidth

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:  # noqa: ARG002, N802
        return sum(map(self._widths.__getitem__, text)) * 0.001 * size  # five times as fast as reportlab's own

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        return super().splitString(text.replace(STAND_IN, THIN), doc, encoding)


@cache
def glyphs() -> frozenset[int]:
    """Make the typeface known to reportlab; return the characters that all its faces have."""
    fonts = [_Font(name) for name in (REGULAR, BOLD)]
    for font in fonts:
        pdfmetrics.registerFont(font)
    common = frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts))
    # reportlab can't say in the file what a glyph beyond U+FFFF means
    return frozenset(code for code in common if code <= 0xFFFF) - {ord(STAND_IN)}


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of the texts."""

    body: ParagraphStyle
    lead: ParagraphStyle
    note: ParagraphStyle
    bullet: ParagraphStyle
    headings: tuple[ParagraphStyle, ...]  # by level, from 1
    eyebrow: ParagraphStyle
    cell: ParagraphStyle
    number: ParagraphStyle
    head: ParagraphStyle
    head_number: ParagraphStyle
    fact: ParagraphStyle
    authority: ParagraphStyle
    service: ParagraphStyle
    title: ParagraphStyle
    subtitle: ParagraphStyle
    code: ParagraphStyle  # under a QR code


@cache
def styles() -> Styles:
    """Return the styles; the typeface is known to reportlab afterwards."""
    glyphs()
    body = ParagraphStyle(
        "body",
        fontName=REGULAR,
        bulletFontName=REGULAR,
        fontSize=10,
        leading=14,
        textColor=HexColor(INK),
        spaceAfter=5,
        allowWidows=0,
        allowOrphans=0,
    )
    cell = ParagraphStyle("cell", body, fontSize=CELL_SIZE, leading=11.8, spaceAfter=0)
    head = ParagraphStyle("head", cell, fontName=BOLD, fontSize=HEAD_SIZE, leading=10.4, textColor=HexColor(MUTED))
    heading = ParagraphStyle("heading", body, fontName=BOLD, spaceAfter=0)
    return Styles(
        body=body,
        lead=ParagraphStyle("lead", body, textColor=HexColor(MUTED), spaceAfter=4),
        note=ParagraphStyle(
            "note", body, fontSize=8.6, leading=11.5, textColor=HexColor(MUTED), spaceBefore=5, spaceAfter=0
        ),
        bullet=ParagraphStyle("bullet", body, leftIndent=13, bulletIndent=1, bulletFontSize=10, spaceAfter=2.5),
        headings=(
            ParagraphStyle("heading1", heading, fontSize=20, leading=24, spaceBefore=22, spaceAfter=9),
            ParagraphStyle("heading2", heading, fontSize=12, leading=15, spaceBefore=12, spaceAfter=3.5),
            ParagraphStyle("heading3", heading, fontSize=10.5, leading=14, spaceBefore=9, spaceAfter=3),
        ),
        eyebrow=ParagraphStyle("eyebrow", heading, fontSize=10.5, leading=14, spaceAfter=2),
        cell=cell,
        number=ParagraphStyle("number", cell, alignment=2),
        head=head,
        head_number=ParagraphStyle("head_number", head, alignment=2),
        fact=ParagraphStyle("fact", cell, textColor=HexColor(MUTED)),
        authority=ParagraphStyle("authority", heading, fontSize=13, leading=17, spaceAfter=1),
        service=ParagraphStyle("service", body, fontSize=11.5, leading=15, textColor=HexColor(MUTED), spaceAfter=0),
        title=ParagraphStyle("title", heading, fontSize=32, leading=37, spaceAfter=16, rightIndent=96),
        subtitle=ParagraphStyle("subtitle", body, fontSize=14, leading=20, textColor=HexColor(MUTED), rightIndent=168),
        code=ParagraphStyle(
            "code", cell, fontSize=7.4, leading=10, textColor=HexColor(MUTED), alignment=2, spaceBefore=5
        ),
    )
