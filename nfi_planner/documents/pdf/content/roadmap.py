"""The roadmap: its parts, in their order, and the cover; the other parts have modules of their own."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from nfi_planner.documents.pdf.blocks import Block, Bookmark, Contents, Cover, Document, Facts, PageBreak, plain
from nfi_planner.documents.pdf.content.calendar import calendar
from nfi_planner.documents.pdf.content.closing import checks, closing, kept_out, passed
from nfi_planner.documents.pdf.content.factory import factory
from nfi_planner.documents.pdf.content.frame import framed, letterhead, title_of, version
from nfi_planner.documents.pdf.content.funding import overall_funding
from nfi_planner.documents.pdf.content.letters import transmittal
from nfi_planner.documents.pdf.content.overview import overview, strategy
from nfi_planner.documents.pdf.content.people import leads, partners
from nfi_planner.documents.pdf.content.phrases import deliberation, joined
from nfi_planner.documents.pdf.content.sheet import sheet
from nfi_planner.models import lookups
from nfi_planner.models.prints import USUAL_PARTS, Part
from nfi_planner.models.roadmap import Rank
from nfi_planner.models.rules import Review, review
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import long_date

_SUBTITLE = "Cinq plans stratégiques, cinq priorités régionales et l’Usine du futur"
_STARTS_A_PAGE = frozenset(Part) - {Part.PARTNERS, Part.KEPT_OUT, Part.CHECKS}
_ENDS_A_PAGE = frozenset({Part.TRANSMITTAL, Part.COVER, Part.CONTENTS, Part.SHEETS})
_ONE_LINE = 2  # blocks: a heading, and a sentence that says there is nothing


@dataclass(frozen=True, slots=True)
class _Print:
    """What the parts are made from."""

    snapshot: Snapshot
    on: date
    fingerprint: str
    reviewed: Review


def roadmap_document(
    snapshot: Snapshot, on: date, parts: Collection[Part] = USUAL_PARTS, fingerprint: str = ""
) -> Document:
    """Return these parts of the roadmap as it is on that day; a part that has nothing to say is left out."""
    made = _Print(snapshot, on, fingerprint, review(snapshot, on))
    blocks: list[Block] = []
    full = False  # whether nothing can follow on the page
    for part in Part:
        if part not in parts or not (said := _MAKERS[part](made)):
            continue
        short = len(said) <= _ONE_LINE and part not in _ENDS_A_PAGE
        if blocks and (full or (part in _STARTS_A_PAGE and not short)):
            blocks.append(PageBreak())
        blocks += said
        full = part in _ENDS_A_PAGE or (part is Part.OVERVIEW and not short)
    title = title_of(lookups.roadmap(snapshot))
    return framed(snapshot, on, tuple(blocks), title, fingerprint=fingerprint)


def _cover(made: _Print) -> tuple[Block, ...]:
    roadmap = lookups.roadmap(made.snapshot)
    approved = long_date(roadmap.approval_date) if roadmap.approval_date else ""
    rows = (
        ("Version", version(made.on)),
        ("Délibération", deliberation(roadmap)),
        ("Approbation", joined(roadmap.approval_body, approved)),
        ("Destinataire", roadmap.recipient),
        ("Échéance", long_date(roadmap.deadline) if roadmap.deadline else ""),
        ("Contact", roadmap.contact),
        ("Contrôles", passed(made.reviewed)),
    )
    facts = Facts(tuple((name, plain(value)) for name, value in rows if value.strip()))
    head = letterhead(roadmap)
    authority = head.authority if roadmap.region else "Région à choisir"
    cover = Cover(authority, head.service, title_of(roadmap), _SUBTITLE, facts, head.logo, made.fingerprint)
    return Bookmark("Couverture"), cover


def _sheets(snapshot: Snapshot) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for rank in Rank:
        for place, choice in enumerate(lookups.ranked(snapshot, rank), 1):
            blocks += [PageBreak(), *sheet(snapshot, choice, f"Rang {rank.value} · {place}", nested=True)]
    return (Bookmark("Fiches des plans"), *blocks[1:]) if blocks else ()


_MAKERS: dict[Part, Callable[[_Print], tuple[Block, ...]]] = {
    Part.TRANSMITTAL: lambda made: (Bookmark("Lettre de transmission"), transmittal(made.snapshot, made.on)),
    Part.COVER: _cover,
    Part.CONTENTS: lambda _: (Contents(),),
    Part.OVERVIEW: lambda made: overview(made.snapshot),
    Part.STRATEGY: lambda made: strategy(made.snapshot),
    Part.SHEETS: lambda made: _sheets(made.snapshot),
    Part.CALENDAR: lambda made: calendar(made.snapshot),
    Part.FUNDING: lambda made: overall_funding(made.snapshot),
    Part.FACTORY: lambda made: factory(made.snapshot),
    Part.PARTNERS: lambda made: partners(made.snapshot),
    Part.LEADS: lambda made: leads(made.snapshot),
    Part.KEPT_OUT: lambda made: kept_out(made.snapshot),
    Part.CHECKS: lambda made: checks(made.reviewed),
    Part.SIGNATURE: lambda made: closing(made.snapshot),
}
