"""Tables and facts. A row stays whole: one higher than ``_TALLEST_ROW`` is laid out as several without a rule between.

Whatever the pieces, the structure has one row, whose cells have what is drawn in all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from nfi_planner.documents.pdf import blocks
from nfi_planner.documents.pdf.flowables import Laid, Text, drawing, grid, height, text, words_of
from nfi_planner.documents.pdf.tagging import COLUMN_HEADER, ROW_HEADER, Element, text_string
from nfi_planner.documents.pdf.theme import HEIGHT, INK, LINE, WIDTH, styles
from nfi_planner.pictures.scene import Scene

_INDENT = 8.0  # between two columns
_ABOVE, _BELOW = 3.0, 3.4  # the blank in a row
_TALLEST_ROW = HEIGHT * 0.45
_SHORT_TABLE = HEIGHT * 0.3  # a table up to here isn't cut
_FACT_NAME = 112.0


@dataclass(frozen=True, slots=True)
class _Rows:
    """The cells of a table; an empty head for a table without one."""

    head: Sequence[Flowable]
    body: Sequence[Sequence[Flowable]]
    widths: Sequence[float]
    total: bool = False
    openings: Sequence[int] = ()

    @property
    def inner(self) -> list[float]:
        """The widths that are left for what is in the cells."""
        return [width - _INDENT for width in self.widths[:-1]] + list(self.widths[-1:])


def facts(block: blocks.Facts, parent: Element) -> Laid:
    """Return names and values as a table of two columns, the names being the headers of the rows."""
    fact, cell = styles().fact, styles().cell
    body = parent.add("Table").add("TBody") if block.rows else parent
    rows = []
    for name, value in block.rows:
        row = body.add("TR")
        header = text(blocks.plain(name), fact, row.add("TH", attributes=ROW_HEADER))
        rows.append([header, text(value, cell, row.add("TD"))])
    return _laid(_Rows([], rows, [_FACT_NAME, WIDTH - _FACT_NAME]))


def table(block: blocks.Table, parent: Element) -> Laid:
    """Return a table whose header is repeated where it is cut."""
    rest = (WIDTH - sum(c.width for c in block.columns)) / max(sum(not c.width for c in block.columns), 1)
    widths = [column.width or rest for column in block.columns]
    theme = styles()
    element = parent.add("Table", attributes=f"/O/Table/Summary{text_string(block.summary)}" if block.summary else "")
    titles = [c.title if isinstance(c.title, Scene) else blocks.plain(c.title) for c in block.columns]
    alts = [column.alt for column in block.columns]
    untitled = [_silent(title) for title in titles]
    looks = [theme.head_number if column.right else theme.head for column in block.columns]
    headers = dict.fromkeys(range(len(titles)), COLUMN_HEADER)
    head = _row(element.add("THead"), titles, looks, headers, untitled, alts)
    looks = [theme.number if column.right else theme.cell for column in block.columns]
    headers = {_naming(block.columns): ROW_HEADER}
    body = []
    under = element
    for index, cells in enumerate(block.rows):
        if not index or index in block.openings:
            under = element.add("TBody")
        summed = block.total and index == len(block.rows) - 1
        joined = [(summed or bare) and _silent(cell) for bare, cell in zip(untitled, cells, strict=True)]
        body.append(_row(under, cells, looks, headers, joined))
    return _laid(_Rows(head, body, widths, total=block.total, openings=block.openings))


def _row(
    parent: Element,
    cells: Sequence[blocks.Cell],
    looks: Sequence[ParagraphStyle],
    headers: Mapping[int, str],
    joined: Sequence[bool],
    alts: Sequence[str] = (),
) -> list[Flowable]:
    """A row; ``headers`` are the attributes of those of its cells that are headers, ``joined`` those that are none."""
    row = parent.add("TR")
    homes = _homes(joined)
    elements: dict[int, Element] = {}
    for place in sorted(set(homes)):
        width = homes.count(place)
        span = f"/ColSpan {width}" if width > 1 else ""
        if place in headers:
            elements[place] = row.add("TH", attributes=headers[place] + span)
        else:
            elements[place] = row.add("TD", attributes=f"/O/Table{span}" if span else "")
    told = alts or [""] * len(cells)
    every = zip(cells, looks, homes, told, strict=True)
    return [_cell(cell, look, elements[home], alt) for cell, look, home, alt in every]


def _homes(joined: Sequence[bool]) -> list[int]:
    """The cell each belongs to: itself, else the one before; at the beginning of the row the first that is one."""
    home = next((place for place, one in enumerate(joined) if not one), 0)
    homes: list[int] = []
    for place, one in enumerate(joined):
        home = home if one else place
        homes.append(home)
    return homes


def _silent(cell: blocks.Cell) -> bool:
    return not words_of(cell) if isinstance(cell, Scene) else not any(span.text.strip() for span in cell)


def _naming(columns: Sequence[blocks.Column]) -> int:
    """The column whose cells name the rows: the first with words above it, not the one of numbers or of samples."""
    titles = (column.title for column in columns)
    return next((i for i, title in enumerate(titles) if isinstance(title, str) and any(map(str.isalpha, title))), 0)


def _cell(cell: blocks.Cell, style: ParagraphStyle, element: Element, alt: str) -> Flowable:
    return drawing(cell, element, alt) if isinstance(cell, Scene) else text(cell, style, element)


def _laid(rows: _Rows) -> Laid:
    pieces: list[list[Flowable]] = [list(rows.head)] if rows.head else []
    ends: list[int] = []  # the last piece of each row
    for row in rows.body:
        pieces += _cut(row, rows.inner)
        ends.append(len(pieces) - 1)
    if not pieces:
        return Laid([], 0)
    heights = [_row_height(piece, rows.inner) for piece in pieces]
    heads = int(bool(rows.head))
    commands = _rules(ends, heads, total=rows.total) + _unbroken(heights, heads)
    commands += [("NOSPLIT", (0, ends[row]), (-1, ends[row] + 1)) for row in rows.openings]
    made = grid(pieces, rows.widths, commands, repeatRows=heads, spaceBefore=2, spaceAfter=8)
    whole = sum(heights) + 10
    return Laid([made], whole if whole <= _SHORT_TABLE else sum(heights[: heads + 2]))


def _cut(row: Sequence[Flowable], widths: Sequence[float]) -> list[list[Flowable]]:
    """The row, in as many pieces as it takes for none to be too high."""
    pieces: list[list[Flowable]] = []
    left: list[Flowable] = list(row)
    while _row_height(left, widths) > _TALLEST_ROW:
        halves = [_halves(cell, width) for cell, width in zip(left, widths, strict=True)]
        pieces.append([first for first, _ in halves])
        left = [second for _, second in halves]
    return [*pieces, left]


def _halves(cell: Flowable, width: float) -> tuple[Flowable, Flowable]:
    room = _TALLEST_ROW - _ABOVE - _BELOW
    if not isinstance(cell, Text) or height(cell, width) <= room:
        return cell, Spacer(0, 0)
    first, second = cell.split(width, room)
    return first, second


def _row_height(row: Sequence[Flowable], widths: Sequence[float]) -> float:
    inner = (height(cell, width) for cell, width in zip(row, widths, strict=True))
    return max(inner, default=0) + _ABOVE + _BELOW


_Command = tuple[Any, ...]


def _rules(ends: Sequence[int], heads: int, *, total: bool) -> list[_Command]:
    commands: list[_Command] = [
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
