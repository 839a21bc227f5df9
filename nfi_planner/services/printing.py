"""What is printed of a document: the parts it was printed with the last time, and the name of the file."""

from dataclasses import replace

from nfi_planner.models import lookups
from nfi_planner.models.prints import USUAL_PARTS, Edition, Part, Print, PrintOrder
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import settings
from nfi_planner.services.exporting import default_name

_PARTS = "parts"  # where they are among what is kept of a document
_WORDS = {
    Print.ROADMAP: "feuille de route",
    Print.NOTE: "note au Président",
    Print.SHEET: "fiche",
    Print.KEPT_OUT: "plans non retenus",
}


def parts_of(document_id: str) -> frozenset[Part]:
    """Return the parts a document was printed with the last time, the usual ones when it never was."""
    names = str(settings.load().documents.get(document_id, {}).get(_PARTS, "")).split()
    return frozenset(part for part in Part if part.value in names) or USUAL_PARTS


def keep_parts(document_id: str, parts: frozenset[Part]) -> None:
    """Remember the parts of a document; no part at all is not remembered."""
    if parts and parts != parts_of(document_id):
        settings.note(document_id, **{_PARTS: " ".join(part.value for part in Part if part in parts)})


def usual_order(document_id: str) -> PrintOrder:
    """Return the roadmap as the document was printed the last time."""
    return replace(PrintOrder(), parts=parts_of(document_id))


def print_name(snapshot: Snapshot, order: PrintOrder) -> str:
    """Return the name proposed for a file: ``"fiche-18-chimie-verte-champagne-ardenne.pdf"``."""
    words = _WORDS[order.what]
    if order.what is Print.SHEET and order.plan is not None:
        words += f" {order.plan} {lookups.choice(snapshot, order.plan).plan.short_title}"
    archived = order.what is Print.ROADMAP and order.edition is Edition.ARCHIVE
    return default_name(snapshot, "pdf", words, "archives" if archived else "")
