"""The money: by source and year, by plan and source, with what was obtained when there is any."""

from collections.abc import Sequence

from nfi_planner.documents.pdf.blocks import (
    Block,
    Cell,
    Column,
    Content,
    Heading,
    Paragraph,
    Picture,
    Span,
    Table,
    bold,
    plain,
)
from nfi_planner.documents.pdf.content.phrases import NOTHING, amount, round_amount, short_name, thousands
from nfi_planner.documents.pdf.theme import CELL_SIZE, HEAD_SIZE, WIDTH
from nfi_planner.models import figures, lookups
from nfi_planner.models.roadmap import Choice, FundingLine, FundingSource
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.bars import BarRow, Part, stacked_bar, stacked_bars, swatch
from nfi_planner.pictures.scene import text_width
from nfi_planner.support.french import NBSP, plural

_MOST_YEARS = 4  # as many columns of full amounts fit across the page
_LOOKS = {source: look for look, source in enumerate(FundingSource)}
_LEAST_NUMBER = 38.0  # of a column of thousands
_LEAST_AMOUNT = 50.0  # the width of a column of amounts, with the blank after it
_LEAST_NAME = 88.0  # what a table of many columns leaves for the plan's name

Lines = Sequence[FundingLine]


def funding_by_source(lines: Lines) -> tuple[Block, ...]:
    """Return the picture of who is asked for how much, and the same in figures; nothing when nothing is asked."""
    table = figures.funding_table(lines)
    if table.total <= 0:
        return ()
    obtained = figures.obtained(lines)
    columns = [Column("", 22), Column("Source"), Column("Part", 60, right=True), Column("Demandé", 80, right=True)]
    rows: list[tuple[Cell, ...]] = []
    for source in table.sources:
        asked = table.source_total(source)
        mine = figures.obtained(line for line in lines if line.source is source)
        row = (
            swatch(_LOOKS[source], 12, 9), plain(source.label), plain(_share(asked, table.total)),
            plain(round_amount(asked)), plain(round_amount(mine)),
        )  # fmt: skip
        rows.append(row if obtained else row[:-1])
    total = (plain(""), bold("Total"), plain(""), bold(round_amount(table.total)), bold(round_amount(obtained)))
    rows.append(total if obtained else total[:-1])
    if obtained:
        columns.append(Column("Obtenu", 80, right=True))
    summary = "Financement par source : part, montant demandé"
    picture = Picture(stacked_bar(_parts(lines), WIDTH, 20), f"Part de chaque source. {in_words(lines)}")
    return picture, Table(tuple(columns), tuple(rows), summary, total=True)


def in_words(lines: Lines) -> str:
    """Return ``"49,2 M€ demandés : Région 13,4 M€ ; FEDER 7,4 M€."``."""
    table = figures.funding_table(lines)
    shares = (f"{s.label} {round_amount(table.source_total(s))}" for s in table.sources if table.source_total(s))
    return f"{round_amount(table.total)} demandés : {' ; '.join(shares)}."


def _parts(lines: Lines) -> list[Part]:
    table = figures.funding_table(lines)
    return [Part(source.label, table.source_total(source), _LOOKS[source]) for source in table.sources]


def _share(value: int, total: int) -> str:
    return f"{figures.percent(value, total)}{NBSP}%" if value else NOTHING


# -- one plan's, or all plans' by year ---------------------------------------------------------------------------------


def funding_plan(lines: Lines, *, detailed: bool = True) -> Table:
    """Return the amounts by source and year; years that don't fit as columns become rows.

    ``detailed`` tells the lines of a source apart by what is said of them.
    """
    table = figures.funding_table(lines)
    groups = _groups(lines, detailed=detailed)
    obtained = figures.obtained(lines)
    totals = [*map(table.year_total, table.years), table.total, *([obtained] if obtained else [])]
    widths = [_amount_width(total) for total in totals]
    if len(table.years) > _MOST_YEARS or sum(widths) > WIDTH - _LEAST_NAME:
        return _in_rows(lines, table, groups)
    return _by_year(table, groups, totals, widths)


def _amount_width(total: int) -> float:
    return max(_LEAST_AMOUNT, text_width(amount(total), CELL_SIZE) + 14)


_Groups = list[tuple[Content, list[FundingLine]]]


def _groups(lines: Lines, *, detailed: bool) -> _Groups:
    """The lines by source and detail, sources in the order of the enumeration."""
    groups: dict[tuple[FundingSource, str], list[FundingLine]] = {}
    for line in sorted(lines, key=lambda line: _LOOKS[line.source]):
        groups.setdefault((line.source, line.detail if detailed else ""), []).append(line)
    return [(_source(source, detail), group) for (source, detail), group in groups.items()]


def _source(source: FundingSource, detail: str) -> Content:
    return (Span(source.label), Span(f" — {detail}", muted=True)) if detail else plain(source.label)


def _year(year: int | None) -> str:
    return "Sans année" if year is None else str(year)


def _by_year(table: figures.FundingTable, groups: _Groups, totals: Sequence[int], widths: Sequence[float]) -> Table:
    titles = [*map(_year, table.years), "Demandé", "Obtenu"]
    rows: list[tuple[Cell, ...]] = []
    for name, group in groups:
        mine = figures.funding_table(group)
        amounts = (*map(mine.year_total, table.years), mine.total, figures.obtained(group))
        rows.append((name, *(plain(amount(value)) for value in amounts[: len(totals)])))
    rows.append((bold("Total"), *(bold(amount(total)) for total in totals)))
    columns = (Column(title, width, right=True) for title, width in zip(titles, widths, strict=False))
    summary = "Plan de financement par source et par année"
    return Table((Column("Source"), *columns), tuple(rows), summary, total=True)


def _in_rows(lines: Lines, table: figures.FundingTable, groups: _Groups) -> Table:
    obtained = figures.obtained(lines)
    wide = max(_amount_width(max(table.total, obtained)), 90)
    columns = [Column("Source"), Column("Année", 60), Column("Demandé", wide, right=True)]
    if obtained:
        columns.append(Column("Obtenu", wide, right=True))
    rows: list[tuple[Cell, ...]] = []
    for name, group in groups:
        for year in figures.funding_table(group).years:
            of_year = [line for line in group if line.year == year]
            amounts = (figures.asked(of_year), figures.obtained(of_year))
            row = (name, plain(_year(year)), *(plain(amount(value)) for value in amounts))
            rows.append(row[: len(columns)])
    total = (bold("Total"), plain(""), bold(amount(table.total)), bold(amount(obtained)))
    rows.append(total[: len(columns)])
    return Table(tuple(columns), tuple(rows), "Plan de financement par source et par année", total=True)


# -- all plans ---------------------------------------------------------------------------------------------------------


def overall_funding(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the money of the chosen plans: by plan and source, as a picture and in figures, then by year."""
    lines = figures.chosen_funding(snapshot)
    heading = Heading("Financement d’ensemble")
    if not any(line.has_amount for line in lines):
        return heading, Paragraph(plain("Aucun financement n’est inscrit à ce jour."), "lead")
    plans = [(c, own) for c in lookups.chosen(snapshot) if (own := lookups.filled(snapshot, FundingLine, c.id))]
    return (
        heading,
        Paragraph(plain(_sum(lines, len(plans))), "lead"),
        Heading("Par plan et par source", 2),
        *_picture(plans),
        _by_plan(lines, plans),
        Heading("Par source et par année", 2),
        funding_plan(lines, detailed=False),
    )


def _sum(lines: Lines, plans: int) -> str:
    years = [year for year in figures.funding_table(lines).years if year is not None]
    period = f", de {years[0]} à {years[-1]}" if len(years) > 1 else f", en {years[0]}" if years else ""
    asked, obtained = figures.asked(lines), figures.obtained(lines)
    got = f"{round_amount(obtained)} obtenus" if obtained else "rien n’est encore obtenu"
    return f"{round_amount(asked)} demandés pour {plural(plans, 'plan')}{period} ; à ce jour, {got}."


_Plans = Sequence[tuple[Choice, Lines]]


def _picture(plans: _Plans) -> tuple[Block, ...]:
    asked = {choice.id: figures.asked(own) for choice, own in plans}
    if max(asked.values()) <= 0:
        return ()
    rows = [BarRow(short_name(choice), _parts(own), round_amount(asked[choice.id])) for choice, own in plans]
    largest = max(plans, key=lambda plan: asked[plan[0].id])[0]
    alt = (
        "Montant demandé par plan, chaque barre divisée selon la source. "
        f"Le plus grand : {short_name(largest)}, {round_amount(asked[largest.id])}."
    )
    return (Picture(stacked_bars(rows, WIDTH), alt),)


def _by_plan(lines: Lines, plans: _Plans) -> Table:
    """Plans by sources in thousands of euros; amounts too wide for so many columns become rows."""
    sources = figures.funding_table(lines).sources
    obtained = bool(figures.obtained(lines))
    titles = [*(source.label for source in sources), "Total", *(["Obtenu"] if obtained else [])]
    totals = _amounts(lines, sources)[: len(titles)]
    widths = [
        max(_LEAST_NUMBER, text_width(title, HEAD_SIZE) + 8, text_width(total, CELL_SIZE) + 10)
        for title, total in zip(titles, totals, strict=True)
    ]
    if sum(widths) > WIDTH - _LEAST_NAME:
        return _plans_in_rows(lines, plans, sources)
    rows: list[tuple[Cell, ...]] = [
        (bold(short_name(choice)), *map(plain, _amounts(own, sources)[: len(titles)])) for choice, own in plans
    ]
    rows.append((bold("Total"), *map(bold, totals)))
    columns = (Column(title, width, right=True) for title, width in zip(titles, widths, strict=True))
    summary = "Montants demandés par plan et par source, en milliers d’euros"
    return Table((Column("Plan (montants en k€)"), *columns), tuple(rows), summary, total=True)


def _amounts(lines: Lines, sources: Sequence[FundingSource]) -> list[str]:
    """A plan's amounts by source, their sum, and what was obtained."""
    table = figures.funding_table(lines)
    return [thousands(value) for value in (*map(table.source_total, sources), table.total, figures.obtained(lines))]


def _plans_in_rows(lines: Lines, plans: _Plans, sources: Sequence[FundingSource]) -> Table:
    columns = (
        Column("Plan", 120), Column("Source"), Column("Demandé (k€)", 100, right=True),
        Column("Obtenu (k€)", 100, right=True),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for choice, own in plans:
        for source in sources:
            mine = [line for line in own if line.source is source]
            if mine:
                rows.append((bold(short_name(choice)), plain(source.label), *map(plain, _two(mine))))
    rows.append((bold("Total"), plain(""), *map(bold, _two(lines))))
    return Table(columns, tuple(rows), "Montants par plan et par source, en milliers d’euros", total=True)


def _two(lines: Lines) -> tuple[str, str]:
    return thousands(figures.asked(lines)), thousands(figures.obtained(lines))
