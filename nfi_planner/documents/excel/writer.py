"""Columns as data -> a sheet: one table, its titles in row 1, ready to be filtered and printed."""

import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nfi_planner.documents.excel import style
from nfi_planner.support.french import clean, decimal, euros, integer, short_date

Value = str | int | Decimal | date | None
Row = TypeVar("Row")

CELL_LIMIT = 32_767  # characters of a cell, counted by Excel in UTF-16
CUT_MARK = " […]"
_FOOTER_TEXT_LIMIT = 100  # Excel takes 255 characters for the three parts and their codes
_EXACT = 10**15  # beyond, Excel would round
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as A
_LETTERS = 1.25  # letters of the text that a unit of width holds: a unit is a digit of Calibri 11
_ARROW = 3.0  # characters that the arrow of a filter takes
_FORMULA_STARTS = tuple("=+-@")


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    CODE = "code"  # digits that are no number: SIREN, telephone
    NUMBER = "number"  # a plan's number, a year
    RANK = "rank"
    INTEGER = "integer"
    DECIMAL = "decimal"
    EUROS = "euros"
    DATE = "date"


_FORMATS = {
    Kind.TEXT: "General",
    Kind.CODE: style.TEXT_FORMAT,
    Kind.NUMBER: style.PLAIN_FORMAT,
    Kind.RANK: style.PLAIN_FORMAT,
    Kind.INTEGER: style.INTEGER_FORMAT,
    Kind.DECIMAL: style.INTEGER_FORMAT,  # with the decimals of the value: see put
    Kind.EUROS: style.EUROS_FORMAT,
    Kind.DATE: style.DATE_FORMAT,
}
_ALIGNMENTS = {
    Kind.TEXT: style.TEXT_ALIGNMENT,
    Kind.CODE: style.TEXT_ALIGNMENT,
    Kind.NUMBER: style.CENTRED,
    Kind.RANK: style.CENTRED,
    Kind.DATE: style.CENTRED,
}
_TITLE_ALIGNMENTS: dict[str | None, Alignment] = {
    "right": style.HEADER_NUMBER_ALIGNMENT,
    "center": style.HEADER_CENTRED,
}


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A title, the value of a row under it, what kind it is, and the most characters a text takes before it wraps."""

    title: str
    value: Callable[[Row], Value]
    kind: Kind = Kind.TEXT
    width: int = 30


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A sheet as data: its name, what « Lisez-moi » says of it, columns, rows.

    ``frozen`` columns stay on the left, on paper too; ``pages`` is how many sheets of paper it is wide.
    """

    name: str
    about: str
    columns: tuple[Column[Row], ...]
    rows: tuple[Row, ...]
    frozen: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed around every sheet: the authority above, the document and its state below."""

    above: str
    title: str
    state: str


def write_table(book: Workbook, table: Table[Any], page: Page) -> None:
    """Add the table to the workbook as a sheet of its own."""
    sheet = book.create_sheet(table.name)
    content = [[column.value(row) for column in table.columns] for row in table.rows]
    widths = [_width(column, [line[i] for line in content]) for i, column in enumerate(table.columns)]
    for index, column in enumerate(table.columns):
        _write_title(sheet.cell(1, index + 1), column)
        sheet.column_dimensions[get_column_letter(index + 1)].width = widths[index]
    titles = [column.title for column in table.columns]
    sheet.row_dimensions[1].height = row_height(titles, [width - _ARROW for width in widths]) + style.ROW_PADDING
    for place, values in enumerate(content, 2):
        for index, column in enumerate(table.columns):
            cell = sheet.cell(place, index + 1)
            put(cell, values[index], column.kind)
            cell.border = style.ROW_BORDER
        sheet.row_dimensions[place].height = row_height(values, widths)
    sheet.freeze_panes = sheet.cell(2, table.frozen + 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    if table.pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(table.frozen)}"
    set_up_page(sheet, page, table.pages)


def row_height(values: Iterable[Value], widths: Iterable[float]) -> float:
    """Return the height, in points, that shows every line of the texts; LibreOffice would not fit the rows."""
    lines = max(
        sum(len(textwrap.wrap(line, max(int(width * _LETTERS), 1))) or 1 for line in value.split("\n"))
        if type(value) is str
        else 1
        for value, width in zip(values, widths, strict=True)
    )
    return min(lines * style.LINE_HEIGHT + style.ROW_PADDING, style.TALLEST_ROW)


def put(cell: Cell, value: Value, kind: Kind) -> None:
    """Write a value with the format of its kind. A text stays a text, whatever it begins with."""
    cell.font = style.BODY
    cell.number_format = _FORMATS[kind]
    cell.alignment = _ALIGNMENTS.get(kind, style.NUMBER_ALIGNMENT)
    if kind is Kind.RANK and isinstance(value, int):
        cell.font = style.RANKS[value]
    if value is None or value == "":
        return
    if isinstance(value, str) or not _fits(value):
        _put_text(cell, value if isinstance(value, str) else shown(value, kind))
    else:
        cell.value = value
        if isinstance(value, Decimal):
            cell.number_format = _decimal_format(value)


def _decimal_format(value: Decimal) -> str:
    """As many decimals as the value has: with optional ones, Excel would leave a lone comma after a whole number."""
    _, _, fraction = decimal(value).partition(",")
    return style.INTEGER_FORMAT + (f".{'0' * len(fraction)}" if fraction else "")


def _put_text(cell: Cell, value: str) -> None:
    cell.value = cell_text(value)
    cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
    if value.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def cell_text(value: str) -> str:
    """Return the text as a cell stores it: without what Excel can't hold, and cut with a visible mark if too long."""
    return _cut(_ESCAPE_LIKE.sub("_x005F_", clean(value)), CELL_LIMIT, CUT_MARK)


def _cut(text: str, limit: int, mark: str) -> str:
    """The text, or as much of it as fits with the mark; Excel counts an emoji as two."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * limit:
        return text
    return units[: 2 * (limit - len(mark))].decode("utf-16-le", errors="ignore") + mark


def _fits(value: int | Decimal | date) -> bool:
    """Whether Excel can hold the number or date itself: exact to 15 digits, no day before 1901."""
    return value.year > 1900 if isinstance(value, date) else -_EXACT < value < _EXACT


def shown(value: Value, kind: Kind) -> str:
    """Return the value as Excel shows it in French."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Decimal):
        return decimal(value)
    if kind in {Kind.NUMBER, Kind.RANK}:
        return str(value)
    return euros(value) if kind is Kind.EUROS else integer(value)


def _write_title(cell: Cell, column: Column[Any]) -> None:
    cell.value = column.title
    cell.font = style.STRONG
    cell.fill = style.HEADER_FILL
    cell.alignment = _TITLE_ALIGNMENTS.get(
        _ALIGNMENTS.get(column.kind, style.NUMBER_ALIGNMENT).horizontal, style.HEADER_ALIGNMENT
    )


def _width(column: Column[Any], values: Iterable[Value]) -> float:
    """The longest content, a long text up to the column's width; never less than a word of the title and its arrow."""
    longest = max((len(line) for value in values for line in shown(value, column.kind).splitlines()), default=0)
    if column.kind is Kind.TEXT:
        longest = min(longest, column.width)
    return max(longest + 1.5, max(map(len, column.title.split())) + _ARROW)


def set_up_page(sheet: Worksheet, page: Page, pages: int = 1) -> None:
    """Set the sheet for printing: A4 landscape, so many pages wide, headed and numbered; and hide its grid."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4  # inches
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.35
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    for part, text in (
        (header.left, _footer_text(page.above)),
        (header.right, "&A"),
        (footer.left, _footer_text(page.title)),
        (footer.center, _footer_text(page.state)),
        (footer.right, "Page &P / &N"),
    ):
        part.text, part.size, part.font, part.color = text, 8, f"{style.FACE},Regular", style.MUTED
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer


def _footer_text(text: str) -> str:
    """One line, short enough, in which & stays itself."""
    line = clean(text).replace("\n", " ").replace("\t", " ").replace("&", "&&")
    shortened = _cut(line, _FOOTER_TEXT_LIMIT, "…")
    return line if shortened == line else f"{shortened[:-1].rstrip('&')}…"
