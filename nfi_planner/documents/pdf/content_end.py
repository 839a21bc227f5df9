"""What follows the sheets: « Usine du futur », the plans not kept, the findings, the signature."""

from nfi_planner.documents.pdf.blocks import (
    Block,
    Cell,
    Column,
    Content,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Table,
    bold,
    plain,
)
from nfi_planner.documents.pdf.phrases import NOTHING, headcount, joined, plan_name, round_amount, seat, siren, size
from nfi_planner.models import figures, lookups
from nfi_planner.models.roadmap import Company, FactoryCandidate, Rank, Roadmap, Status
from nfi_planner.models.rules import Review, Severity
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import long_date, plural


def usine(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the firms of plan 34, the selected ones first."""
    rows = sorted(lookups.candidates(snapshot), key=lambda row: not row.selected)
    selected = sum(row.selected for row in rows)
    kept = plural(selected, "entreprise retenue", "entreprises retenues") if selected else "aucune entreprise retenue"
    lead = f"Plan 34, porté par toutes les régions : {kept} à ce jour"
    lead += f" sur {plural(len(rows), 'examinée')}." if rows else "."
    heading = (Heading("Usine du futur"), Paragraph(plain(lead), "lead"))
    if not rows:
        return heading
    columns = (
        Column("Entreprise", 126), Column("Effectif", 60), Column("Taille", 40), Column("Besoin"), Column("Étape", 74),
    )  # fmt: skip
    body = tuple(_candidate(row, snapshot.get(Company, row.company_id)) for row in rows)
    return (*heading, Table(columns, body, "Entreprises examinées pour « Usine du futur »"))


def _candidate(row: FactoryCandidate, company: Company | None) -> tuple[Cell, ...]:
    stage = bold(row.stage.label) if row.selected else plain(row.stage.label)
    need: Content = (Span(row.need), Span(f"\n{row.reasons}" if row.need and row.reasons else row.reasons, muted=True))
    if company is None:
        return plain("Entreprise à préciser"), plain(NOTHING), plain(NOTHING), need, stage
    details = joined(seat(company), f"SIREN {siren(company)}" if company.siren else "", by="\n")
    name = (Span(company.name or "Entreprise sans nom", bold=True), Span(f"\n{details}" if details else "", muted=True))
    return name, plain(headcount(company) or NOTHING), plain(size(company) or NOTHING), need, stage


def kept_out(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the plans that were studied and not kept, and why."""
    rows = [
        choice
        for choice in lookups.choices(snapshot)
        if choice.status is Status.STUDIED or (choice.status is Status.NOT_KEPT and choice.reason_not_kept.strip())
    ]
    if not rows:
        return ()
    body = tuple((bold(plan_name(row)), plain(row.reason_not_kept.strip() or NOTHING)) for row in rows)
    table = Table((Column("Plan", 190), Column("Motif")), body, "Plans étudiés et non retenus, avec le motif")
    return Heading("Plans étudiés et non retenus"), table


def findings(reviewed: Review) -> tuple[Block, ...]:
    """Return what the validation still says, by severity; nothing when all is well."""
    if not reviewed.findings:
        return ()
    blocks: list[Block] = [
        Heading("Contrôles"),
        Paragraph(plain("Ce que la vérification du document signale à cette date."), "lead"),
    ]
    for severity in Severity:
        found = reviewed.of(severity)
        if found:
            body = tuple((plain(finding.code), plain(finding.message)) for finding in found)
            table = Table((Column("Code", 44), Column("Constat")), body, f"Contrôles : {severity.heading}")
            blocks += [Heading(severity.heading, 2), table]
    return tuple(blocks)


def deliberation(roadmap: Roadmap) -> str:
    """Return ``"n° 14-03-117 du 24 mars 2014"``, what is known of it, or nothing."""
    number = roadmap.deliberation_number.strip()
    if number and not number.lower().startswith("n°"):
        number = f"n° {number}"
    day = f"du {long_date(roadmap.deliberation_date)}" if roadmap.deliberation_date else ""
    return joined(number, day, by=" ")


def closing(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the page to sign."""
    roadmap = lookups.roadmap(snapshot)
    region = roadmap.region
    counts = " et ".join(f"{plural(len(lookups.ranked(snapshot, rank)), 'plan')} de {rank.label}" for rank in Rank)
    rows = (
        ("Plans choisis", counts),
        ("Budget demandé", round_amount(figures.asked(figures.chosen_funding(snapshot)))),
        ("Délibération", deliberation(roadmap)),
        ("Destinataire", roadmap.recipient),
    )
    return (
        PageBreak(),
        Heading("Signature"),
        Facts(tuple((name, plain(value)) for name, value in rows if value)),
        Signature(
            region.seat if region else "",
            region.authority if region else "",
            roadmap.signatory_name,
            roadmap.signatory_function,
        ),
    )
