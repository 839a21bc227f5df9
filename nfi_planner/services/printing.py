"""What is printed of a document: the parts it was printed with the last time, and the name of the file."""

from dataclasses import replace

from nfi_planner.models import lookups
from nfi_planner.models.prints import USUAL_PARTS, Edition, Part, Print, PrintOrder
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import settings
from nfi_planner.services.exporting import file_stem

_REMEMBERED = 50
_WORDS = {
    Print.ROADMAP: "feuille-de-route",
    Print.NOTE: "note-au-president",
    Print.SHEET: "fiche",
    Print.KEPT_OUT: "plans-non-retenus",
}


def parts_of(document_id: str) -> frozenset[Part]:
    """Return the parts a document was printed with the last time, the usual ones when it never was."""
    known = {part.value: part for part in Part}
    for remembered, *names in settings.load().parts:
        if remembered == document_id:
            return frozenset(known[name] for name in names if name in known) or USUAL_PARTS
    return USUAL_PARTS


def keep_parts(document_id: str, parts: frozenset[Part]) -> None:
    """Remember the parts of a document, of the last fifty ones; no part at all is not remembered."""
    if not parts or parts == parts_of(document_id):
        return
    others = [row for row in settings.load().parts if row[0] != document_id]
    row = (document_id, *(part.value for part in Part if part in parts))
    settings.change(parts=(row, *others)[:_REMEMBERED])


def usual_order(document_id: str) -> PrintOrder:
    """Return the roadmap as the document was printed the last time."""
    return replace(PrintOrder(), parts=parts_of(document_id))


def print_name(snapshot: Snapshot, order: PrintOrder) -> str:
    """Return the name proposed for a file: ``"fiche-18-chimie-verte-champagne-ardenne-archives.pdf"``."""
    words = [_WORDS[order.what]]
    if order.what is Print.SHEET and order.plan is not None:
        words += [str(order.plan), lookups.choice(snapshot, order.plan).plan.short_title]
    region = lookups.roadmap(snapshot).region
    words += [region.name] if region else []
    words += ["archives"] if order.edition is Edition.ARCHIVE else []
    return f"{file_stem(' '.join(words))}.pdf"
