"""One door to whatever can be printed; the lead's sheet and the list of plans not kept stand here themselves."""

from datetime import date

from nfi_planner.documents.pdf.blocks import Block, Column, Document, Heading, Paragraph, Table, bold, plain
from nfi_planner.documents.pdf.content.closing import reasons
from nfi_planner.documents.pdf.content.frame import framed, letterhead
from nfi_planner.documents.pdf.content.note import note
from nfi_planner.documents.pdf.content.phrases import joined, plan_name
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
    contact = roadmap.contact.strip()
    more = (("Contact", plain(contact)),) if contact else ()
    due = f"remise le {long_date(roadmap.deadline)}" if roadmap.deadline else ""
    eyebrow = joined("Fiche de plan", _place(snapshot, choice), due, by=" · ")
    blocks = (letterhead(roadmap), *sheet(snapshot, choice, eyebrow, more))
    return framed(snapshot, on, blocks, f"Fiche du plan {plan_name(choice)}", fingerprint=fingerprint)


def _place(snapshot: Snapshot, choice: Choice) -> str:
    """Where a plan stands: its rank and its place, else that it isn't chosen."""
    if choice.rank is None:
        return choice.status.label
    place = [one.id for one in lookups.ranked(snapshot, choice.rank)].index(choice.id) + 1
    return f"{choice.rank.label}, place {place}"


def _kept_out(snapshot: Snapshot, on: date, fingerprint: str) -> Document:
    """The plans that aren't chosen: those that were studied with the reason, then the others."""
    title = "Plans non retenus et motifs"
    looked_at = lookups.kept_out(snapshot)
    known = {choice.id for choice in looked_at}
    others = [c for c in lookups.choices(snapshot) if c.rank is None and c.id not in known]
    lead = f"{_counts(snapshot, len(looked_at))} Le plan 34, « Usine du futur », est porté par toutes les régions."
    blocks: list[Block] = [letterhead(lookups.roadmap(snapshot)), Heading(title), Paragraph(plain(lead), "lead")]
    if looked_at:
        blocks += [Heading("Plans étudiés et non retenus", 2), reasons(looked_at)]
    if others:
        blocks += [Heading("Autres plans" if looked_at else "Plans non retenus", 2), _by_family(others)]
    return framed(snapshot, on, tuple(blocks), title, fingerprint=fingerprint)


def _counts(snapshot: Snapshot, looked_at: int) -> str:
    chosen = len(lookups.chosen(snapshot))
    if not chosen and not looked_at:
        return "Aucun des 33 plans proposés n’est choisi ni étudié à ce jour."
    kept = plural(chosen, "est choisi", "sont choisis") if chosen else "aucun n’est choisi"
    left_out = plural(looked_at, "est étudié sans être retenu", "sont étudiés sans être retenus")
    return f"Sur les 33 plans proposés, {kept}{f' et {left_out}' if looked_at else ''}."


def _by_family(choices: list[Choice]) -> Table:
    families = dict.fromkeys(choice.plan.family for choice in choices)
    rows = tuple(
        (bold(family), plain("\n".join(plan_name(choice) for choice in choices if choice.plan.family == family)))
        for family in families
    )
    return Table((Column("Famille", 150), Column("Plans")), rows, "Autres plans qui ne sont pas choisis, par famille")
