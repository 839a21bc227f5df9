"""The plans at a glance, on one page, and the region's strategy."""

from nfi_planner.documents.pdf.blocks import (
    Block,
    Cell,
    Column,
    Content,
    Heading,
    Paragraph,
    Span,
    Table,
    bold,
    muted,
    plain,
    prose,
)
from nfi_planner.documents.pdf.content.funding import funding_by_source
from nfi_planner.documents.pdf.content.phrases import (
    NOTHING,
    TO_NAME,
    counted_plans,
    is_complete,
    plan_name,
    round_amount,
    size,
)
from nfi_planner.documents.pdf.theme import CELL_SIZE
from nfi_planner.models import figures, lookups
from nfi_planner.models.roadmap import Choice, Company, CompanySize, FundingLine, Rank
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.scene import text_width
from nfi_planner.support.french import NBSP


def overview(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the chosen plans by rank, and who is asked for how much."""
    complete = is_complete(snapshot)
    blocks: list[Block] = [
        Heading("Les dix plans de la région" if complete else "Les plans de la région"),
        Paragraph(plain(_counted(snapshot, complete=complete)), "lead"),
    ]
    for rank in Rank:
        column = lookups.ranked(snapshot, rank)
        if column:
            blocks += [Heading(f"Rang {rank.value} — {rank.meaning}", 2, rank), _plans(snapshot, rank, column)]
    funding = funding_by_source(figures.chosen_funding(snapshot))
    if funding:
        blocks += [Heading("Financement par source", 2), *funding]
    return tuple(blocks)


def _counted(snapshot: Snapshot, *, complete: bool) -> str:
    if complete:
        return "Choix au titre de la répartition nationale : cinq plans de rang\u00a01, cinq de rang\u00a02."
    if not lookups.chosen(snapshot):
        return "Aucun plan n’est choisi à ce jour ; la région en choisit cinq de rang\u00a01 et cinq de rang\u00a02."
    return f"À ce jour, {counted_plans(snapshot)} ; la région en choisit cinq de chaque rang."


def _plans(snapshot: Snapshot, rank: Rank, column: tuple[Choice, ...]) -> Table:
    firms = [lookups.lead_company(snapshot, lookups.lead(snapshot, choice.id)) for choice in column]
    all_small = all(size(firm) == CompanySize.SME.label for firm in firms if firm)
    rows: list[tuple[Cell, ...]] = []
    total = 0
    for place, (choice, firm) in enumerate(zip(column, firms, strict=True), 1):
        lead = lookups.lead(snapshot, choice.id)
        asked = figures.asked(lookups.filled(snapshot, FundingLine, choice.id))
        total += asked
        name = plain(lead.full_name) if lead and lead.full_name else muted(TO_NAME)
        said = _firm(firm, say_size=not all_small)
        rows.append((plain(str(place)), bold(plan_name(choice)), name, said, plain(round_amount(asked))))
    columns = (
        Column("#", 16),
        Column("Plan"),
        Column("Chef de projet", 84),
        Column("Entreprise (PME)" if all_small and any(firms) else "Entreprise", 138),
        Column("Demandé", max(50, text_width(round_amount(total), CELL_SIZE) + 8), right=True),
    )
    nothing = plain("")
    rows.append((nothing, bold(f"Total du {rank.label}"), nothing, nothing, bold(round_amount(total))))
    return Table(
        columns, tuple(rows), f"Plans de {rank.label} : chef de projet, entreprise, montant demandé", total=True
    )


def _firm(company: Company | None, *, say_size: bool) -> Content:
    """The firm's name, and in short how big it is."""
    if company is None:
        return muted(NOTHING)
    people = "" if company.headcount is None else f"{company.headcount}{NBSP}sal."
    details = [detail for detail in (size(company) if say_size else "", people) if detail]
    name = [company.name] if company.name.strip() else []
    return (Span(", ".join(name)), Span(", ".join(["", *details] if name else details), muted=True))


def strategy(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the region's own words, nothing when there are none."""
    text = prose(lookups.roadmap(snapshot).strategy)
    return (Heading("La stratégie de la région"), *text) if text else ()
