"""The roadmap as blocks: the cover, the plans at a glance, the strategy; the other parts have modules of their own."""

from datetime import date

from nfi_planner.documents.pdf.blocks import (
    Block,
    Cell,
    Column,
    Content,
    Cover,
    Document,
    Facts,
    Heading,
    Logo,
    PageBreak,
    Paragraph,
    Span,
    Table,
    bold,
    plain,
    prose,
)
from nfi_planner.documents.pdf.content_end import closing, deliberation, findings, kept_out, usine
from nfi_planner.documents.pdf.content_sheet import sheet
from nfi_planner.documents.pdf.funding import funding_by_source
from nfi_planner.documents.pdf.phrases import headcount, joined, plan_name, round_amount, size
from nfi_planner.models import figures, lookups
from nfi_planner.models.roadmap import PLANS_PER_RANK, Choice, FundingLine, Rank, Roadmap
from nfi_planner.models.rules import Review, review
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import long_date, plural

_SUBTITLE = "Cinq plans stratégiques, cinq priorités régionales et l’Usine du futur"
_NAME = "Feuille de route NFI"


def roadmap_document(snapshot: Snapshot, on: date) -> Document:
    """Return the roadmap as it is on that day."""
    roadmap = lookups.roadmap(snapshot)
    region = roadmap.region
    reviewed = review(snapshot, on)
    title = roadmap.title.strip() or Roadmap().title
    name = f" — {region.name}" if region else ""
    blocks = (
        _cover(roadmap, title, reviewed, on),
        PageBreak(),
        *_overview(snapshot),
        *_strategy(roadmap),
        *(
            block
            for rank in Rank
            for place, choice in enumerate(lookups.ranked(snapshot, rank), 1)
            for block in sheet(snapshot, choice, rank, place)
        ),
        PageBreak(),
        *usine(snapshot),
        *kept_out(snapshot),
        *findings(reviewed),
        *closing(snapshot),
    )
    author = region.authority if region else "Conseil régional"
    return Document(blocks, f"{title}{name}", author, _version(on), title, f"{_NAME}{name}")


def _version(on: date) -> str:
    return f"Projet du {long_date(on)}"


def _cover(roadmap: Roadmap, title: str, reviewed: Review, on: date) -> Cover:
    region = roadmap.region
    rows = (
        ("Version", _version(on)),
        ("Délibération", deliberation(roadmap)),
        (
            "Approbation",
            joined(roadmap.approval_body, long_date(roadmap.approval_date) if roadmap.approval_date else ""),
        ),
        ("Destinataire", roadmap.recipient),
        ("Échéance", long_date(roadmap.deadline) if roadmap.deadline else ""),
        ("Contact", roadmap.contact),
        ("Contrôles", _passed(reviewed)),
    )
    facts = Facts(tuple((name, plain(value)) for name, value in rows if value.strip()))
    logo = Logo(roadmap.logo, roadmap.logo_alt) if roadmap.logo else None
    return Cover(region.authority if region else "Région à choisir", roadmap.service, title, _SUBTITLE, facts, logo)


def _passed(reviewed: Review) -> str:
    return f"{plural(reviewed.passed, 'contrôle réussi', 'contrôles réussis')} sur {reviewed.applicable}"


def _overview(snapshot: Snapshot) -> tuple[Block, ...]:
    chosen = lookups.chosen(snapshot)
    complete = all(len(lookups.ranked(snapshot, rank)) == PLANS_PER_RANK for rank in Rank)
    blocks: list[Block] = [
        Heading("Les dix plans de la région" if complete else "Les plans de la région"),
        Paragraph(plain(_counted(snapshot, complete=complete)), "lead"),
    ]
    for rank in Rank:
        column = lookups.ranked(snapshot, rank)
        if column:
            blocks += [Heading(f"Rang {rank.value} — {rank.meaning}", 2, rank), _plans(snapshot, rank, column)]
    funding = funding_by_source(figures.chosen_funding(snapshot)) if chosen else ()
    if funding:
        blocks += [Heading("Financement par source", 2), *funding]
    return tuple(blocks)


def _counted(snapshot: Snapshot, *, complete: bool) -> str:
    if complete:
        return "Choix au titre de la répartition nationale : cinq plans de rang 1, cinq de rang 2."
    counts = [len(lookups.ranked(snapshot, rank)) for rank in Rank]
    if not any(counts):
        return "Aucun plan n’est choisi à ce jour ; la région en choisit cinq de rang 1 et cinq de rang 2."
    said = " et ".join(f"{plural(n, 'plan')} de {rank.label}" for n, rank in zip(counts, Rank, strict=True))
    return f"À ce jour, {said} ; la région en choisit cinq de chaque rang."


def _plans(snapshot: Snapshot, rank: Rank, column: tuple[Choice, ...]) -> Table:
    columns = (
        Column("#", 18),
        Column("Plan"),
        Column("Chef de projet", 92),
        Column("Entreprise", 118),
        Column("Budget demandé", 66, right=True),
    )
    rows: list[tuple[Cell, ...]] = []
    total = 0
    for place, choice in enumerate(column, 1):
        lead = lookups.lead(snapshot, choice.id)
        asked = figures.asked(lookups.filled(snapshot, FundingLine, choice.id))
        total += asked
        name = plain(lead.full_name) if lead and lead.full_name else (Span("À nommer", muted=True),)
        firm = _firm(snapshot, choice)
        rows.append((plain(str(place)), bold(plan_name(choice)), name, firm, plain(round_amount(asked))))
    nothing = plain("")
    rows.append((nothing, bold(f"Total du {rank.label}"), nothing, nothing, bold(round_amount(total))))
    return Table(
        columns, tuple(rows), f"Plans de {rank.label} : chef de projet, entreprise, budget demandé", total=True
    )


def _firm(snapshot: Snapshot, choice: Choice) -> Content:
    company = lookups.lead_company(snapshot, lookups.lead(snapshot, choice.id))
    if company is None:
        return plain("")
    details = joined(size(company), headcount(company))
    return (Span(company.name), Span(f"\n{details}" if company.name and details else details, muted=True))


def _strategy(roadmap: Roadmap) -> tuple[Block, ...]:
    text = prose(roadmap.strategy)
    return (Heading("La stratégie de la région"), *text) if text else ()
