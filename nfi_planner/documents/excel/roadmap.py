"""The roadmap as a workbook."""

from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from nfi_planner.documents.excel.archive import to_bytes
from nfi_planner.documents.excel.readme import state, write_readme
from nfi_planner.documents.excel.tables import all_tables
from nfi_planner.documents.excel.writer import Page, cell_text, write_table
from nfi_planner.models import lookups, rules
from nfi_planner.models.snapshot import Snapshot

_NO_REGION = "Région à choisir"


def write_workbook(snapshot: Snapshot, path: Path, *, on: date) -> None:
    """Write the roadmap as it stands on that day: « Lisez-moi », then one sheet for each kind of content.

    The same snapshot and day give the same bytes. Private memos stay out, and so do the sheets of plans that aren't
    chosen. OSError as the system raises it.
    """
    roadmap = lookups.roadmap(snapshot)
    review = rules.review(snapshot, on)
    authority = roadmap.region.authority if roadmap.region else _NO_REGION
    page = Page(above=authority, title=roadmap.title, state=state(on))
    tables = all_tables(snapshot, review)
    book = Workbook()
    book.remove(book.worksheets[0])
    write_readme(book, snapshot, tables, review, page)
    for table in tables:
        write_table(book, table, page)
    book.properties = _properties(page, on)
    path.write_bytes(to_bytes(book))


def _properties(page: Page, on: date) -> DocumentProperties:
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)  # the same day in every region, overseas too
    return DocumentProperties(
        title=cell_text(page.title),
        creator=page.above,
        lastModifiedBy=page.above,
        subject="Nouvelle France industrielle",
        contentStatus=page.state,
        language="fr-FR",
        created=noon,
        modified=noon,
    )
