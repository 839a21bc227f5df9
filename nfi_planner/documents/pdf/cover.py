"""The first page and the last: who writes, with the logo; the title; the fingerprint of the data; the signature."""

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image as Pillow
from PIL import ImageOps
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from nfi_planner.documents import exchange
from nfi_planner.documents.pdf import blocks
from nfi_planner.documents.pdf.flowables import Bar, Bitmap, Drawing, Laid, full_height, grid, text
from nfi_planner.documents.pdf.tables import facts
from nfi_planner.documents.pdf.tagging import Element
from nfi_planner.documents.pdf.theme import ACCENT, HEIGHT, INK, WIDTH, styles
from nfi_planner.models.logo import KINDS, MOST_PIXELS
from nfi_planner.pictures.scene import Rect, Scene

_LOGO = (150.0, 62.0)  # the room it has
_DOTS = 300 / 72  # to the point, as many as print needs
_TITLE = 196.0  # from the top of the text to the title
_CODE = 66.0  # the side of the code
_FLUSH = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def letterhead(block: blocks.Letterhead, parent: Element) -> list[Flowable]:
    """Return who writes, with the logo on the right when there is one."""
    theme = styles()
    bar = Bar(64, 5, lineCap="butt", color=HexColor(ACCENT), spaceAfter=11, hAlign="LEFT")
    top: list[Flowable] = [bar, text(blocks.plain(block.authority), theme.authority, parent.add("P"))]
    if block.service:
        top.append(text(blocks.plain(block.service), theme.service, parent.add("P")))
    image = _logo(block.logo, parent)
    if image is None:
        return top
    if sum(map(full_height, top)) > HEIGHT / 2:  # what stands beside a logo can't go on on the next page
        return [image, *top]
    commands = [*_FLUSH, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("ALIGN", (1, 0), (1, 0), "RIGHT")]
    return [grid([[top, image]], [WIDTH - _LOGO[0], _LOGO[0]], commands)]


def cover(block: blocks.Cover, parent: Element) -> Laid:
    """Return the first page."""
    theme = styles()
    top = letterhead(blocks.Letterhead(block.authority, block.service, block.logo), parent)
    title: list[Flowable] = [
        text(blocks.plain(block.title), _sized(theme.title, block.title), parent.add("Title")),
        text(blocks.plain(block.subtitle), theme.subtitle, parent.add("P")),
    ]
    below = [*facts(block.facts, parent).flowables, *_fingerprint(block.fingerprint, parent)]
    above = max(_TITLE - sum(map(full_height, top)), 24)
    used = sum(map(full_height, (*top, *title, *below))) + above
    return Laid([*top, Spacer(0, above), *title, Spacer(0, max(HEIGHT - used - 4, 24)), *below], 0)


def _sized(style: ParagraphStyle, title: str) -> ParagraphStyle:
    """A long title is set smaller."""
    if len(title) <= 90:
        return style
    size = 22 if len(title) <= 250 else 15
    return ParagraphStyle(f"{style.name}{size}", style, fontSize=size, leading=size * 1.2)


def _logo(logo: blocks.Logo | None, parent: Element) -> Bitmap | None:
    """The logo at its place; None when there is none or when its bytes are no picture."""
    image = _flat(logo.image) if logo else None
    if logo is None or image is None:
        return None
    scale = min(_LOGO[0] / image.width, _LOGO[1] / image.height)
    return Bitmap(image, (image.width * scale, image.height * scale), parent.add("Figure", logo.alt.strip() or "Logo"))


# what Pillow raises for bytes that aren't what they begin as
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    TypeError,
    EOFError,
    struct.error,
    Pillow.DecompressionBombError,
)


def _flat(data: bytes) -> Pillow.Image | None:
    """The picture as it is printed: on white, with as many dots as are seen; None when the bytes are no PNG or JPEG."""
    room = (round(_LOGO[0] * _DOTS), round(_LOGO[1] * _DOTS))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is odd in it; our own limit is lower than that of a bomb
            with Pillow.open(BytesIO(data), formats=KINDS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    return None
                picture = _eight_bits(opened)
                picture.thumbnail(room)
                upright = ImageOps.exif_transpose(picture)
                if not upright.has_transparency_data:
                    return upright.convert("RGB")
                seen = upright.convert("RGBA")
                white = Pillow.new("RGBA", seen.size, "white")
                return Pillow.alpha_composite(white, seen).convert("RGB")
    except _BROKEN:
        return None


def _eight_bits(picture: Pillow.Image) -> Pillow.Image:
    """The picture, with the greys of eight bits that all other modes have."""
    if not picture.mode.startswith("I;16"):
        return picture
    return picture.point(lambda grey: grey / 256).convert("L")


def _fingerprint(digits: str, parent: Element) -> list[Flowable]:
    """The code that says which data the document was made from, and its beginning in words."""
    if not digits:
        return []
    begin = exchange.short(digits)
    figure = parent.add("Figure", f"{exchange.CODE_WORDS}{begin}")
    code = Drawing(_code(exchange.mark(digits)), figure)
    code.hAlign = "RIGHT"
    caption = text(blocks.plain(f"empreinte {begin} …"), styles().code, parent.add("P"))
    return [code, caption]


def _code(words: str) -> Scene:
    """The text as a QR code: its dark squares, neighbours of a row as one rectangle."""
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(words.encode("ascii")))
    code.make()
    size = code.getModuleCount()
    side = _CODE / size
    dark = (
        Rect(start * side, row * side, (end - start) * side, side, INK)
        for row in range(size)
        for start, end in _stretches([bool(code.isDark(row, column)) for column in range(size)])
    )
    return Scene(_CODE, _CODE, tuple(dark))


def _stretches(row: list[bool]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(row) + 1):
        if place == len(row) or row[place] != row[start]:
            if row[start]:
                yield start, place
            start = place


def signature(block: blocks.Signature, parent: Element) -> Laid:
    """Return the place to sign, kept on one page."""
    theme = styles()

    def line(content: blocks.Content, style: ParagraphStyle = theme.body) -> Flowable:
        return text(content, style, parent.add("P"))

    made = line(blocks.plain(f"Fait à {block.place or blocks.BLANK}, le {blocks.BLANK}"))
    lines: list[Flowable] = [Spacer(0, 18), made, Spacer(0, 14)]
    if block.authority:
        lines.append(line(blocks.plain(f"Pour le {block.authority}")))
    lines.append(line(blocks.bold(block.name or f"Nom : {blocks.BLANK}")))
    lines.append(line(blocks.plain(block.function or f"Qualité : {blocks.BLANK}")))
    half = (WIDTH - 16) / 2
    words = [line(blocks.plain("Signature"), theme.fact), Spacer(0, 0), line(blocks.plain("Cachet"), theme.fact)]
    frames = [("BOX", (column, 0), (column, 0), 0.6, HexColor(INK)) for column in (0, 2)]
    commands = [*frames, ("VALIGN", (0, 0), (-1, -1), "TOP")]
    boxes = grid([words], [half, 16, half], commands, rowHeights=[130], spaceBefore=12)
    return Laid([KeepTogether([*lines, boxes])], sum(map(full_height, lines)) + 150)
