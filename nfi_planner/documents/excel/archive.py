"""The bytes of a workbook: the same for the same content, and never on the disk before they are complete."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element, SubElement

from nfi_planner.documents.excel.style import TEXT_FORMAT

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def to_bytes(book: "Workbook") -> bytes:
    """Return the .xlsx file; what it says of its dates is what ``book.properties`` holds."""
    out = BytesIO()
    _Writer(book, _UndatedZip(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()


class _UndatedZip(ZipFile):
    """An archive whose members bear neither the present time nor the name of the system."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        member = ZipInfo(name)  # dated 1 January 1980
        member.compress_type = ZIP_DEFLATED
        member.create_system = 0
        super().writestr(member, data)


class _Writer(ExcelWriter):
    """openpyxl's writer without its temporary files, which would leave names and addresses in /tmp."""

    _archive: ZipFile

    def write_worksheet(self, ws: "Worksheet") -> None:
        writer = _SheetWriter(ws, BytesIO())
        writer.write()
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


class _SheetWriter(WorksheetWriter):
    """A sheet without the green triangles that Excel puts on a number kept as text, such as a SIREN."""

    ws: "Worksheet"

    def write_tables(self) -> None:
        codes = " ".join(_text_ranges(self.ws))
        if codes:
            ignored = Element("ignoredErrors")
            SubElement(ignored, "ignoredError", {"sqref": codes, "numberStoredAsText": "1"})
            self.xf.send(ignored)
        super().write_tables()


def _text_ranges(sheet: "Worksheet") -> Iterator[str]:
    """The columns whose first row of data is in the text format."""
    if sheet.max_row < 2:
        return
    for column in range(1, sheet.max_column + 1):
        if sheet.cell(2, column).number_format == TEXT_FORMAT:
            letter = get_column_letter(column)
            yield f"{letter}2:{letter}{sheet.max_row}"
