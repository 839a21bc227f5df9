"""From blocks to reportlab flowables, each kind of block in one function.

Tables keep their rows whole: a row higher than ``_TALLEST_ROW`` is laid out as several rows without a rule between.
A heading asks for the room of what follows it, so that it never stands alone at the foot of a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image as Pillow
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Image, KeepTogether, Spacer
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from nfi_planner.documents.pdf import blocks
from nfi_planner.documents.pdf.flowables import Drawing, HeadingText, bookmark
from nfi_planner.documents.pdf.letter_page import letter_story
from nfi_planner.documents.pdf.text import markup
from nfi_planner.documents.pdf.theme import ACCENT, HEIGHT, INK, LINE, RANK_COLORS, REGULAR, WIDTH, styles
from nfi_planner.pictures.scene import Scene

_INDENT = 8.0  # between two columns
_ABOVE, _BELOW = 3.0, 3.4  # the blank in a row
_TALLEST_ROW = HEIGHT * 0.45
_SHORT_TABLE = HEIGHT * 0.3  # a table up to here isn't cut
_LOGO = (150.0, 62.0)
_FACT_NAME = 112.0
_COVER_TITLE = 196.0  # from the top of the text to the title


@dataclass(frozen=True, slots=True)
class _Laid:
    """A block laid out, and the room its beginning needs."""

    flowables: list[Flowable]
    room: float


def flowables(content: Sequence[blocks.Block]) -> list[Flowable]:
    """Return the flowables of the blocks, in their order."""
    keys = count(1)
    laid = [_heading(b, f"h{next(keys)}") if isinstance(b, blocks.Heading) else _lay(b) for b in content]
    story: list[Flowable] = []
    for index, block in enumerate(content):
        if isinstance(block, blocks.Heading):
            story.append(CondPageBreak(min(_room(content, laid, index), HEIGHT * 0.6)))
        story += laid[index].flowables
    return story


def _room(content: Sequence[blocks.Block], laid: Sequence[_Laid], index: int) -> float:
    """What a heading needs: itself, what only leads on to something else, and the beginning of the first real block."""
    room = 0.0
    for block, one in zip(content[index:], laid[index:], strict=True):
        if isinstance(block, blocks.PageBreak):
            break
        room += one.room
        if not _leads_on(block):
            break
    return room


def _leads_on(block: blocks.Block) -> bool:
    """Whether a block makes no sense without the one that follows."""
    if isinstance(block, blocks.Paragraph):
        return block.role == "lead"
    return isinstance(block, blocks.Heading | blocks.Picture)


def _height(flowable: Flowable, width: float = WIDTH) -> float:
    return flowable.wrap(width, HEIGHT * 1000)[1]


def _style_room(text: Text) -> float:
    """The height of a whole text with the blanks around it."""
    return _height(text) + text.getSpaceBefore() + text.getSpaceAfter()


def _heading(block: blocks.Heading, key: str) -> _Laid:
    style = styles().headings[block.level - 1]
    color = RANK_COLORS[block.rank] if block.rank else INK
    texts: list[Text] = []
    if block.eyebrow:
        texts.append(Text(markup(blocks.plain(block.eyebrow)), _colored(styles().eyebrow, color)))
        style, color = ParagraphStyle("below", style, spaceBefore=0), INK
    leave = bookmark(key, block.text, block.level)
    texts.append(HeadingText(markup(blocks.plain(block.text)), _colored(style, color), leave))
    return _Laid(list(texts), sum(map(_style_room, texts)))


def _colored(style: ParagraphStyle, color: str) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name}{color}", style, textColor=HexColor(color))


@singledispatch
def _lay(block: object) -> _Laid:
    raise TypeError(block)


@_lay.register
def _(block: blocks.Paragraph) -> _Laid:
    style = {"body": styles().body, "lead": styles().lead, "note": styles().note}[block.role]
    text = Text(markup(block.content), style)
    return _Laid([text], min(_style_room(text), 4 * style.leading))


@_lay.register
def _(block: blocks.Bullets) -> _Laid:
    style = styles().bullet
    items: list[Flowable] = [Text(markup(item), style, bulletText="–") for item in block.items]
    return _Laid([*items, Spacer(0, 3)], 2 * style.leading)


@_lay.register
def _(_: blocks.PageBreak) -> _Laid:
    return _Laid([NewPage()], 0)


@_lay.register
def _(block: blocks.Picture) -> _Laid:
    drawing = Drawing(block.scene)
    return _Laid([drawing, Spacer(0, 8)], drawing.height + 8)


@_lay.register
def _(block: blocks.Facts) -> _Laid:
    fact, cell = styles().fact, styles().cell
    rows = [[Text(markup(blocks.plain(name)), fact), Text(markup(value), cell)] for name, value in block.rows]
    return _grid(_Rows([], rows, [_FACT_NAME, WIDTH - _FACT_NAME]))


@_lay.register
def _(block: blocks.Table) -> _Laid:
    rest = (WIDTH - sum(c.width for c in block.columns)) / max(sum(not c.width for c in block.columns), 1)
    widths = [column.width or rest for column in block.columns]
    theme = styles()
    head: list[Flowable] = [
        _cell(
            column.title if isinstance(column.title, Scene) else blocks.plain(column.title),
            theme.head_number if column.right else theme.head,
        )
        for column in block.columns
    ]
    body = [
        [
            _cell(cell, theme.number if column.right else theme.cell)
            for column, cell in zip(block.columns, row, strict=True)
        ]
        for row in block.rows
    ]
    return _grid(_Rows(head, body, widths, total=block.total, openings=block.openings))


def _cell(cell: blocks.Cell, style: ParagraphStyle) -> Flowable:
    return Drawing(cell) if isinstance(cell, Scene) else Text(markup(cell), style)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The cells of a table; an empty head for a table without one."""

    head: Sequence[Flowable]
    body: Sequence[Sequence[Flowable]]
    widths: Sequence[float]
    total: bool = False
    openings: Sequence[int] = ()


def _grid(rows: _Rows) -> _Laid:
    pieces: list[list[Flowable]] = [list(rows.head)] if rows.head else []
    ends: list[int] = []  # the last piece of each row
    for row in rows.body:
        pieces += _cut(row, rows.widths)
        ends.append(len(pieces) - 1)
    heights = [_row_height(piece, rows.widths) for piece in pieces]
    heads = len(pieces) and int(bool(rows.head))
    commands = _rules(ends, heads, total=rows.total) + _unbroken(heights, heads)
    commands += [("NOSPLIT", (0, ends[row]), (-1, ends[row] + 1)) for row in rows.openings]
    grid = Grid(pieces, colWidths=list(rows.widths), style=commands, repeatRows=heads, spaceBefore=2, spaceAfter=8)
    grid.hAlign = "LEFT"
    whole = sum(heights) + 10
    return _Laid([grid], whole if whole <= _SHORT_TABLE else sum(heights[: heads + 2]))


def _cut(row: Sequence[Flowable], widths: Sequence[float]) -> list[list[Flowable]]:
    """The row, in as many pieces as it takes for none to be too high."""
    pieces: list[list[Flowable]] = []
    left: list[Flowable] = list(row)
    while _row_height(left, widths) > _TALLEST_ROW:
        halves = [_halves(cell, width - _INDENT) for cell, width in zip(left, widths, strict=True)]
        pieces.append([first for first, _ in halves])
        left = [second for _, second in halves]
    return [*pieces, left]


def _halves(cell: Flowable, width: float) -> tuple[Flowable, Flowable]:
    room = _TALLEST_ROW - _ABOVE - _BELOW
    if not isinstance(cell, Text) or _height(cell, width) <= room:
        return cell, Spacer(0, 0)
    first, second = cell.split(width, room)
    return first, second


def _row_height(row: Sequence[Flowable], widths: Sequence[float]) -> float:
    inner = (_height(cell, width - _INDENT) for cell, width in zip(row, widths, strict=True))
    return max(inner, default=0) + _ABOVE + _BELOW


_Command = tuple[Any, ...]


def _rules(ends: Sequence[int], heads: int, *, total: bool) -> list[_Command]:
    commands: list[_Command] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # else the file names Helvetica, which isn't embedded
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), _INDENT),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), _ABOVE),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _BELOW),
    ]
    commands += [("LINEBELOW", (0, row), (-1, row), 0.5, HexColor(LINE)) for row in (ends[:-2] if total else ends)]
    if total:
        commands.append(("LINEABOVE", (0, -1), (-1, -1), 0.9, HexColor(INK)))
    if heads:
        commands.append(("VALIGN", (0, 0), (-1, 0), "BOTTOM"))
        commands.append(("LINEBELOW", (0, 0), (-1, 0), 0.9, HexColor(INK)))
    return commands


def _unbroken(heights: Sequence[float], heads: int) -> list[_Command]:
    """Keep the first two rows together, and the last two, unless they are very high."""
    start, size = heads + 2, len(heights)
    if size <= 1 or max(heights) > HEIGHT / 5:
        return []
    if size <= heads + 3:
        return [("NOSPLIT", (0, 0), (-1, -1))]
    return [("NOSPLIT", (0, 0), (-1, start - 1)), ("NOSPLIT", (0, -2), (-1, -1))]


def letterhead(authority: str, service: str, logo: blocks.Logo | None) -> list[Flowable]:
    """Return who writes, with the logo on the right when there is one."""
    theme = styles()
    top: list[Flowable] = [
        HRFlowable(64, 5, lineCap="butt", color=HexColor(ACCENT), spaceAfter=11, hAlign="LEFT"),
        Text(markup(blocks.plain(authority)), theme.authority),
    ]
    if service:
        top.append(Text(markup(blocks.plain(service)), theme.service))
    image = _logo(logo)
    if image is None:
        return top
    grid = Grid([[top, image]], colWidths=[WIDTH - _LOGO[0], _LOGO[0]])
    flush = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    grid.setStyle(
        [
            *flush,
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("ALIGN", (1, 0), (1, 0), "RIGHT"),
        ]
    )
    return [grid]


@_lay.register
def _(block: blocks.Cover) -> _Laid:
    theme = styles()
    top = letterhead(block.authority, block.service, block.logo)
    title: list[Flowable] = [
        Text(markup(blocks.plain(block.title)), _sized(theme.title, block.title)),
        Text(markup(blocks.plain(block.subtitle)), theme.subtitle),
    ]
    facts = _lay(block.facts).flowables
    above = max(_COVER_TITLE - sum(map(_full, top)), 24)
    used = sum(map(_full, (*top, *title, *facts))) + above
    return _Laid([*top, Spacer(0, above), *title, Spacer(0, max(HEIGHT - used - 4, 24)), *facts], 0)


def _full(flowable: Flowable) -> float:
    return _height(flowable) + flowable.getSpaceBefore() + flowable.getSpaceAfter()


def _sized(style: ParagraphStyle, title: str) -> ParagraphStyle:
    """A long title is set smaller."""
    if len(title) <= 90:
        return style
    size = 22 if len(title) <= 250 else 15
    return ParagraphStyle(f"{style.name}{size}", style, fontSize=size, leading=size * 1.2)


def _logo(logo: blocks.Logo | None) -> Flowable | None:
    """The logo at its place; None when there is none or when its bytes are no picture."""
    if logo is None:
        return None
    try:
        with Pillow.open(BytesIO(logo.image)) as picture:
            picture.load()  # a cut file shows only when it is read whole
            width, height = picture.size
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError):
        return None
    scale = min(_LOGO[0] / width, _LOGO[1] / height)
    image = Image(BytesIO(logo.image), width * scale, height * scale)
    image.hAlign = "RIGHT"
    return image


@_lay.register
def _(block: blocks.Signature) -> _Laid:
    theme = styles()
    blank = "." * 40
    place = block.place or blank
    made = Text(markup(blocks.plain(f"Fait à {place}, le {blank}")), theme.body)
    lines: list[Flowable] = [Spacer(0, 18), made, Spacer(0, 14)]
    if block.authority:
        lines.append(Text(markup(blocks.plain(f"Pour le {block.authority}")), theme.body))
    lines.append(Text(markup(blocks.bold(block.name or f"Nom : {blank}")), theme.body))
    lines.append(Text(markup(blocks.plain(block.function or f"Qualité : {blank}")), theme.body))
    half = (WIDTH - 16) / 2
    boxes = Grid(
        [[Text("Signature", theme.fact), Spacer(0, 0), Text("Cachet", theme.fact)]],
        colWidths=[half, 16, half],
        rowHeights=[130],
        style=[("BOX", (column, 0), (column, 0), 0.6, HexColor(INK)) for column in (0, 2)]
        + [("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), REGULAR)],
        spaceBefore=12,
    )
    return _Laid([KeepTogether([*lines, boxes])], sum(map(_full, lines)) + 150)


@_lay.register
def _(block: blocks.Letterhead) -> _Laid:
    return _Laid([*letterhead(block.authority, block.service, block.logo), Spacer(0, 7)], 0)


@_lay.register
def _(block: blocks.Letter) -> _Laid:
    head = block.letterhead
    return _Laid(letter_story(block, letterhead(head.authority, head.service, head.logo)), 0)


@_lay.register
def _(block: blocks.Contents) -> _Laid:
    return _Laid([Text(markup(blocks.plain(block.title)), styles().headings[0])], 0)
