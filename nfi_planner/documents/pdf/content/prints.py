"""One door to whatever can be printed; the lead's sheet and the list of plans not kept stand here themselves."""

from datetime import date

from nfi_planner.documents.pdf.blocks import Block, Column, Document, Facts, Heading, Paragraph, Table, bold, plain
from nfi_planner.documents.pdf.content.closing import reasons, studied
from nfi_planner.documents.pdf.content.frame import framed, letterhead, version
from nfi_planner.documents.pdf.content.note import note
from nfi_planner.documents.pdf.content.phrases import plan_name
from nfi_planner.documents.pdf.content.roadmap import roadmap_document
from nfi_planner.documents.pdf.content.sheet import sheet
from nfi_planner.models import lookups
from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import Print, PrintOrder
from nfi_planner.models.roadmap import Choice
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import long_date, plural


def document_for(snapshot: Snapshot, order: PrintOrder, on: date, fingerprint: str = "") -> Document:
    """Return what is to be printed, as it is on that day; KnownError for the sheet of a plan that isn't named."""
    match order.what:
        case Print.ROADMAP:
            return roadmap_document(snapshot, on, order.parts, fingerprint)
        case Print.NOTE:
            return note(snapshot, on, fingerprint)
        case Print.SHEET:
            return _sheet(snapshot, order.plan, on, fingerprint)
        case Print.KEPT_OUT:
            return _kept_out(snapshot, on, fingerprint)


def _sheet(snapshot: Snapshot, plan: int | None, on: date, fingerprint: str) -> Document:
    """The sheet of one plan, for its lead to keep."""
    if plan is None:
        raise KnownError("Aucun plan n’est désigné pour la fiche à imprimer.", "Choisissez un plan de 1 à 33.")
    choice = lookups.choice(snapshot, plan)
    roadmap = lookups.roadmap(snapshot)
    rows = (
        ("Version", version(on)),
        ("Contact", roadmap.contact.strip()),
        ("Échéance", long_date(roadmap.deadline) if roadmap.deadline else ""),
    )
    facts = Facts(tuple((name, plain(value)) for name, value in rows if value))
    blocks = (letterhead(roadmap), *sheet(snapshot, choice, _place(snapshot, choice)), Heading("Suivi", 2), facts)
    return framed(snapshot, on, blocks, f"Fiche du plan {plan_name(choice)}", fingerprint=fingerprint)


def _place(snapshot: Snapshot, choice: Choice) -> str:
    """Where a plan stands: its rank and its place, else that it isn't chosen."""
    if choice.rank is None:
        return f"Fiche de plan · {choice.status.label}"
    place = [one.id for one in lookups.ranked(snapshot, choice.rank)].index(choice.id) + 1
    return f"Fiche de plan · rang {choice.rank.value}, place {place}"


def _kept_out(snapshot: Snapshot, on: date, fingerprint: str) -> Document:
    """The plans that aren't chosen: those that were studied with the reason, then the others."""
    title = "Plans non retenus et motifs"
    looked_at = studied(snapshot)
    known = {choice.id for choice in looked_at}
    others = [c for c in lookups.choices(snapshot) if c.rank is None and c.id not in known]
    lead = (
        f"Sur les 33 plans proposés au choix, {plural(len(lookups.chosen(snapshot)), 'plan choisi', 'plans choisis')}, "
        f"{plural(len(looked_at), 'étudié et non retenu', 'étudiés et non retenus')}, {plural(len(others), 'autre')}. "
        "Le plan 34, « Usine du futur », est porté par toutes les régions."
    )
    blocks: list[Block] = [letterhead(lookups.roadmap(snapshot)), Heading(title), Paragraph(plain(lead), "lead")]
    if looked_at:
        blocks += [Heading("Plans étudiés et non retenus", 2), reasons(looked_at)]
    if others:
        rows = tuple((bold(plan_name(choice)), plain(choice.plan.family)) for choice in others)
        summary = "Autres plans qui ne sont pas choisis, avec leur famille"
        table = Table((Column("Plan", 300), Column("Famille")), rows, summary)
        blocks += [Heading("Plans qui n’ont pas été retenus" if looked_at else "Plans non retenus", 2), table]
    return framed(snapshot, on, tuple(blocks), title, fingerprint=fingerprint)
