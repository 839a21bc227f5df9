"""The sheet of one chosen plan, as blocks. What is empty is left out; the private memo never comes in."""

from collections.abc import Sequence

from nfi_planner.documents.pdf.blocks import (
    Block,
    Cell,
    Column,
    Content,
    Facts,
    Heading,
    Paragraph,
    Span,
    Table,
    bold,
    muted,
    plain,
    prose,
)
from nfi_planner.documents.pdf.content.calendar import MILESTONE_NOTE, action_title
from nfi_planner.documents.pdf.content.funding import funding_plan
from nfi_planner.documents.pdf.content.phrases import (
    dates,
    headcount,
    joined,
    person,
    plan_name,
    seat,
    siren,
    size,
)
from nfi_planner.documents.pdf.theme import ACCENT, RANK_COLORS
from nfi_planner.models import lookups
from nfi_planner.models.roadmap import (
    Action,
    Approach,
    Choice,
    Company,
    FundingLine,
    Indicator,
    Lead,
    Partner,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.timeline import axis_words, period_of, timeline_axis, timeline_bar
from nfi_planner.support.french import decimal

LEAD_TO_NAME = "Chef de projet à nommer"
_TIME_LINE = 172.0
_MOST_YEARS, _LONGEST_TARGET = 4, 9  # columns of targets beside the other ones, characters in them


_FactRows = tuple[tuple[str, Content], ...]


def sheet(
    snapshot: Snapshot, choice: Choice, eyebrow: str, more: _FactRows = (), *, nested: bool = False
) -> tuple[Block, ...]:
    """Return the sheet of a plan, with a small line above its title; ``more`` follows the facts about its people."""
    parts = (
        *_texts(choice, ("motive", "Pourquoi ce plan"), ("objectives", "Objectifs")),
        *_under("Indicateurs", _indicators(lookups.filled(snapshot, Indicator, choice.id))),
        *_texts(choice, ("obstacles", "Freins"), ("tools", "Outils à mobiliser"), ("experiments", "Expérimentations")),
        *_under("Partenaires", _partners(lookups.filled(snapshot, Partner, choice.id))),
        *_under("Actions et jalons", _actions(snapshot, choice)),
        *_under("Plan de financement", _funding(lookups.filled(snapshot, FundingLine, choice.id))),
    )
    return (
        Heading(plan_name(choice), rank=choice.rank, eyebrow=eyebrow, nested=nested),
        Facts((*_people(snapshot, choice), *more)),
        *(parts or (Paragraph(muted("Cette fiche n’est pas encore remplie.")),)),
    )


def _under(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (Heading(title, 2), *blocks) if blocks else ()


def _texts(choice: Choice, *fields: tuple[str, str]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for field, title in fields:
        blocks += _under(title, prose(getattr(choice, field)))
    return tuple(blocks)


def _people(snapshot: Snapshot, choice: Choice) -> _FactRows:
    lead = lookups.lead(snapshot, choice.id)
    company = lookups.lead_company(snapshot, lead)
    rows: list[tuple[str, Content]] = [("Chef de projet", _lead(lead))]
    if lead and lead.full_name and lead.approach is not Approach.ACCEPTED:
        rows.append(("Démarche", plain(lead.approach_label)))
    if company:
        rows.append(("Entreprise", _company(company)))
    leads = choice.plan.national_leads
    title = "Responsables nationaux" if len(leads) > 1 else "Responsable national"
    rows.append((title, (Span(" ; ".join(leads)), Span(" — liste du 7 octobre 2013", muted=True))))
    return tuple(rows)


def _lead(lead: Lead | None) -> Content:
    if lead is None or not lead.full_name:
        return bold(LEAD_TO_NAME)
    name = Span(person(lead), bold=True)
    return (name, Span(f", {lead.function}")) if lead.function else (name,)


def _company(company: Company) -> Content:
    number = f"SIREN {siren(company)}" if company.siren else ""
    text = joined(seat(company), number, headcount(company), size(company))
    if not company.name:
        return plain(text)
    return (Span(company.name, bold=True), Span(f", {text}" if text else ""))


def _indicators(rows: Sequence[Indicator]) -> tuple[Block, ...]:
    if not rows:
        return ()
    years = sorted({target.year for row in rows for target in row.targets})
    longest = max((len(decimal(target.value)) for row in rows for target in row.targets), default=0)
    wide = len(years) <= _MOST_YEARS and longest <= _LONGEST_TARGET
    columns = (
        Column("Indicateur"),
        Column("Unité", 74),
        Column("Référence", 68, right=True),
        *((Column(str(year), 50, right=True) for year in years) if wide else (Column("Cibles", 170),)),
    )
    body = tuple(
        (
            plain(row.name),
            plain(row.unit),
            _baseline(row),
            *((plain(_target(row, year)) for year in years) if wide else (plain(_all_targets(row)),)),
        )
        for row in rows
    )
    return (Table(columns, body, "Indicateurs : unité, valeur de référence, cibles par année"),)


def _baseline(row: Indicator) -> Content:
    value = "" if row.baseline is None else decimal(row.baseline)
    year = "" if row.baseline_year is None else f"({row.baseline_year})"
    return (Span(value), Span(f" {year}" if value and year else year, muted=True))


def _target(row: Indicator, year: int) -> str:
    return " ; ".join(decimal(target.value) for target in row.targets if target.year == year)


def _all_targets(row: Indicator) -> str:
    return ", ".join(f"{decimal(target.value)} en {target.year}" for target in row.targets)


def _partners(rows: Sequence[Partner]) -> tuple[Block, ...]:
    if not rows:
        return ()
    contact = any(row.contact for row in rows)
    columns = (Column("Partenaire", 150), Column("Nature", 92), Column("Rôle"), Column("Contact", 100))
    body = tuple((bold(row.name), plain(row.kind.label), plain(row.role), plain(row.contact)) for row in rows)
    width = 4 if contact else 3
    return (Table(columns[:width], tuple(row[:width] for row in body), "Partenaires : nature et rôle"),)


def _actions(snapshot: Snapshot, choice: Choice) -> tuple[Block, ...]:
    rows = lookups.filled(snapshot, Action, choice.id)
    if not rows:
        return ()
    start, end = period_of(rows, lookups.roadmap(snapshot))
    axis = Column(timeline_axis(start, end, _TIME_LINE, 21), _TIME_LINE, alt=axis_words((start, end)))
    columns = (Column("Action"), Column("Porteur", 84), Column("Dates", 62), axis)
    color = RANK_COLORS[choice.rank] if choice.rank else ACCENT
    body: list[tuple[Cell, ...]] = []
    for row in rows:
        bar = timeline_bar(row, start, end, _TIME_LINE, 12, color)
        body.append((plain(action_title(row)), plain(row.owner), plain(dates(row.start, row.last_day)), bar))
    table = Table(columns, tuple(body), "Actions et jalons : porteur, dates, place dans le temps")
    if not any(row.milestone for row in rows):
        return (table,)
    return (table, Paragraph(plain(MILESTONE_NOTE), "note"))


def _funding(lines: Sequence[FundingLine]) -> tuple[Block, ...]:
    return (funding_plan(lines),) if lines else ()
