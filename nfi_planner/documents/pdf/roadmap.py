"""The roadmap as a PDF file."""

from datetime import date
from pathlib import Path

from nfi_planner.documents.pdf.content import roadmap_document
from nfi_planner.documents.pdf.page import pdf_bytes
from nfi_planner.models.snapshot import Snapshot


def write_roadmap(snapshot: Snapshot, path: Path, *, on: date) -> None:
    """Write the roadmap, as it is on that day, into a PDF file: A4, typeface embedded, without the private memos.

    The same snapshot and day give the same bytes. OSError when the file can't be written.
    """
    path.write_bytes(pdf_bytes(roadmap_document(snapshot, on), on))
