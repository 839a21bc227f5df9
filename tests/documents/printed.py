"""What can be printed, as a file that the tests read back."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from nfi_planner.documents.pdf.printing import write_print
from nfi_planner.models.prints import USUAL_ORDER, Part, PrintOrder
from nfi_planner.models.snapshot import Snapshot
from tests.documents import pdf_text, sample

SHEETS_ONLY = PrintOrder(parts=frozenset({Part.SHEETS}))


def printed(folder: Path, rows: Iterable[Any], order: PrintOrder = USUAL_ORDER, on: date = sample.ON) -> Path:
    """Return the file of these rows, printed as ordered."""
    path = folder / "x.pdf"
    write_print(Snapshot.of(rows), path, on=on, order=order)
    return path


def said(folder: Path, rows: Iterable[Any], order: PrintOrder = USUAL_ORDER, on: date = sample.ON) -> str:
    """Return the words of these rows, printed as ordered."""
    return pdf_text.words(printed(folder, rows, order, on))
