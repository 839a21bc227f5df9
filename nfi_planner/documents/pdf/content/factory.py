"""« Usine du futur »: the firms of plan 34, and how many there are in each département."""

from nfi_planner.documents.pdf.blocks import Block, Cell, Column, Content, Heading, Paragraph, Span, Table, bold, plain
from nfi_planner.documents.pdf.content.phrases import NOTHING, headcount, joined, seat, siren, size
from nfi_planner.models import lookups
from nfi_planner.models.factory import by_department
from nfi_planner.models.roadmap import Company, FactoryCandidate
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import integer, plural


def factory(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the candidates, the selected ones first."""
    rows = sorted(lookups.candidates(snapshot), key=lambda row: not row.selected)
    selected = sum(row.selected for row in rows)
    kept = plural(selected, "entreprise retenue", "entreprises retenues") if selected else "aucune entreprise retenue"
    lead = f"Plan 34, porté par toutes les régions : {kept} à ce jour"
    lead += f" sur {plural(len(rows), 'examinée')}." if rows else "."
    heading = (Heading("Usine du futur"), Paragraph(plain(lead), "lead"))
    if not rows:
        return heading
    columns = (
        Column("Entreprise", 128), Column("Effectif", 60), Column("Taille", 36), Column("Besoin et raisons"),
        Column("Étape", 68),
    )  # fmt: skip
    body = tuple(_candidate(row, snapshot.get(Company, row.company_id)) for row in rows)
    table = Table(columns, body, "Entreprises examinées pour « Usine du futur »")
    return (*heading, table, *_departments(snapshot))


def _candidate(row: FactoryCandidate, company: Company | None) -> tuple[Cell, ...]:
    stage = bold(row.stage.label) if row.selected else plain(row.stage.label)
    need: Content = (Span(row.need), Span(f"\n{row.reasons}" if row.need and row.reasons else row.reasons, muted=True))
    if company is None:
        return plain("Entreprise à préciser"), plain(NOTHING), plain(NOTHING), need, stage
    details = joined(seat(company), f"SIREN {siren(company)}" if company.siren else "", by="\n")
    name = (Span(company.name or "Entreprise sans nom", bold=True), Span(f"\n{details}" if details else "", muted=True))
    return name, plain(headcount(company) or NOTHING), plain(size(company) or NOTHING), need, stage


def _departments(snapshot: Snapshot) -> tuple[Block, ...]:
    counts = by_department(snapshot)
    rows = [
        (plain(f"{one.name} ({one.code})" if one.code else one.name), *_numbers(one.candidates, one.selected))
        for one in counts
    ]
    total = (bold("Total"), *_numbers(sum(o.candidates for o in counts), sum(o.selected for o in counts), total=True))
    columns = (Column("Département"), Column("Examinées", 90, right=True), Column("Retenues", 90, right=True))
    table = Table(columns, (*rows, total), "Entreprises examinées et retenues par département", total=True)
    return Heading("Par département", 2), table


def _numbers(*values: int, total: bool = False) -> tuple[Content, ...]:
    return tuple((bold if total else plain)(integer(value) if value else NOTHING) for value in values)
