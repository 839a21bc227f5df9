"""What ends the roadmap: the plans not kept, the checks, the page to sign."""

from nfi_planner.documents.pdf.blocks import Block, Column, Facts, Heading, Paragraph, Signature, Table, bold, plain
from nfi_planner.documents.pdf.content.phrases import NOTHING, counted_plans, deliberation, plan_name, round_amount
from nfi_planner.models import figures, lookups
from nfi_planner.models.roadmap import Choice
from nfi_planner.models.rules import Review, Severity
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import plural


def kept_out(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the plans that were studied and not kept, and why; nothing when there is none."""
    rows = lookups.kept_out(snapshot)
    return (Heading("Plans étudiés et non retenus"), reasons(rows)) if rows else ()


def reasons(rows: tuple[Choice, ...]) -> Table:
    """Return the table of these plans and of why they aren't kept."""
    body = tuple((bold(plan_name(row)), plain(row.reason_not_kept.strip() or NOTHING)) for row in rows)
    return Table((Column("Plan", 190), Column("Motif")), body, "Plans étudiés et non retenus, avec le motif")


def passed(reviewed: Review) -> str:
    """Return ``"31 contrôles réussis sur 31"``."""
    return f"{plural(reviewed.passed, 'contrôle réussi', 'contrôles réussis')} sur {reviewed.applicable}"


def checks(reviewed: Review) -> tuple[Block, ...]:
    """Return how many checks the document passes, and what they say of it, by severity."""
    found = "Ce que la vérification signale à cette date :" if reviewed.findings else "La vérification ne signale rien."
    blocks: list[Block] = [Heading("Contrôles"), Paragraph(plain(f"{passed(reviewed)}. {found}"), "lead")]
    for severity in Severity:
        group = reviewed.of(severity)
        if group:
            body = tuple((plain(finding.code), plain(finding.message)) for finding in group)
            table = Table((Column("Code", 44), Column("Constat")), body, f"Contrôles : {severity.heading}")
            blocks += [Heading(severity.heading, 2), table]
    return tuple(blocks)


def closing(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the page to sign."""
    roadmap = lookups.roadmap(snapshot)
    region = roadmap.region
    rows = (
        ("Plans choisis", counted_plans(snapshot) if lookups.chosen(snapshot) else "aucun à ce jour"),
        ("Montant demandé", round_amount(figures.asked(figures.chosen_funding(snapshot)))),
        ("Délibération", deliberation(roadmap)),
        ("Destinataire", roadmap.recipient),
    )
    return (
        Heading("Signature"),
        Facts(tuple((name, plain(value)) for name, value in rows if value)),
        Signature(
            region.seat if region else "",
            region.authority if region else "",
            roadmap.signatory_name,
            roadmap.signatory_function,
        ),
    )
