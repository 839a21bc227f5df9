"""Whatever can be printed, as a PDF file."""

from datetime import date
from pathlib import Path

from nfi_planner.documents import exchange
from nfi_planner.documents.pdf.content import document_for
from nfi_planner.documents.pdf.page import pdf_bytes
from nfi_planner.models.prints import USUAL_ORDER, Edition, Print, PrintOrder
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.progress import Report, silent

_GATHERED = 0.1  # how much is done once it is known what is to be said


def write_print(
    snapshot: Snapshot, path: Path, *, on: date, order: PrintOrder = USUAL_ORDER, report: Report = silent
) -> None:
    """Write what is ordered, as it is on that day, into a PDF file: A4, typeface embedded, without the private memos.

    The roadmap to be handed in carries its data; nothing else does, for a lead's sheet isn't for the other leads' eyes.
    The same snapshot, order and day give the same bytes. OSError when the file can't be written, KnownError when what
    is ordered doesn't exist, CancelledError when ``report`` gives up.
    """
    report(0)
    data = exchange.to_json(snapshot)
    document = document_for(snapshot, order, on, exchange.fingerprint(data))
    carried = data if order.what is Print.ROADMAP and order.edition is Edition.SUBMISSION else None
    file = pdf_bytes(
        document,
        on,
        edition=Edition.SUBMISSION if carried else Edition.ARCHIVE,
        attachment=carried,
        report=lambda done: report(_GATHERED + done * (1 - _GATHERED)),
    )
    path.write_bytes(file)
    report(1)
