"""Whatever can be printed, as a PDF file."""

from datetime import date
from pathlib import Path

from nfi_planner.documents.pdf.content import document_for
from nfi_planner.documents.pdf.page import pdf_bytes
from nfi_planner.models.prints import USUAL_ORDER, PrintOrder
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.progress import Report, silent


def write_print(
    snapshot: Snapshot, path: Path, *, on: date, order: PrintOrder = USUAL_ORDER, report: Report = silent
) -> None:
    """Write what is ordered, as it is on that day, into a PDF file: A4, typeface embedded, without the private memos.

    The same snapshot, order and day give the same bytes. OSError when the file can't be written, KnownError when what
    is ordered doesn't exist, CancelledError when ``report`` gives up.
    """
    report(0)
    fingerprint = ""  # of the exchange data
    document = document_for(snapshot, order, on, fingerprint)
    report(0.1)
    path.write_bytes(pdf_bytes(document, on))
    report(1)
