"""The tables of money: by source and year, with what was obtained when there is any."""

from collections.abc import Sequence

from nfi_planner.documents.pdf.blocks import Block, Cell, Column, Content, Picture, Span, Table, bold, plain
from nfi_planner.documents.pdf.phrases import NOTHING, amount, round_amount
from nfi_planner.documents.pdf.theme import CELL_SIZE, WIDTH
from nfi_planner.models import figures
from nfi_planner.models.roadmap import FundingLine, FundingSource
from nfi_planner.pictures.bars import Part, stacked_bar, swatch
from nfi_planner.pictures.scene import text_width
from nfi_planner.support.french import NBSP

_MOST_YEARS = 4  # as many columns of full amounts fit across the page
_LOOKS = {source: look for look, source in enumerate(FundingSource)}
_LEAST_AMOUNT = 50.0  # the width of a column of amounts, with the blank after it


def funding_by_source(lines: Sequence[FundingLine]) -> tuple[Block, ...]:
    """Return the picture of who is asked for how much, and the same in figures; nothing when nothing is asked."""
    table = figures.funding_table(lines)
    if table.total <= 0:
        return ()
    parts = [Part(source.label, table.source_total(source), _LOOKS[source]) for source in table.sources]
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
    return Picture(stacked_bar(parts, WIDTH, 20)), Table(tuple(columns), tuple(rows), summary, total=True)


def _share(value: int, total: int) -> str:
    return f"{figures.percent(value, total)}{NBSP}%" if value else NOTHING


def funding_plan(lines: Sequence[FundingLine]) -> Table:
    """Return the funding of one plan by source and year; years that don't fit as columns become rows."""
    table = figures.funding_table(lines)
    return _by_year(lines, table) if len(table.years) <= _MOST_YEARS else _in_rows(lines, table)


def _groups(lines: Sequence[FundingLine]) -> list[tuple[Content, list[FundingLine]]]:
    """The lines by source and detail, sources in the order of the enumeration."""
    groups: dict[tuple[FundingSource, str], list[FundingLine]] = {}
    for line in sorted(lines, key=lambda line: _LOOKS[line.source]):
        groups.setdefault((line.source, line.detail), []).append(line)
    return [(_source(source, detail), group) for (source, detail), group in groups.items()]


def _source(source: FundingSource, detail: str) -> Content:
    return (Span(source.label), Span(f" — {detail}", muted=True)) if detail else plain(source.label)


def _year(year: int | None) -> str:
    return "Sans année" if year is None else str(year)


def _by_year(lines: Sequence[FundingLine], table: figures.FundingTable) -> Table:
    obtained = figures.obtained(lines)
    titles = [*(_year(year) for year in table.years), "Demandé", *(["Obtenu"] if obtained else [])]
    rows: list[tuple[Cell, ...]] = []
    for name, group in _groups(lines):
        mine = figures.funding_table(group)
        amounts = [*(mine.year_total(year) for year in table.years), mine.total, figures.obtained(group)]
        rows.append((name, *(plain(amount(value)) for value in amounts[: len(titles)])))
    totals = [amount(value) for value in (*map(table.year_total, table.years), table.total, obtained)][: len(titles)]
    rows.append((bold("Total"), *map(bold, totals)))
    widths = (max(_LEAST_AMOUNT, text_width(total, CELL_SIZE) + 14) for total in totals)
    columns = (Column(title, width, right=True) for title, width in zip(titles, widths, strict=True))
    summary = "Plan de financement par source et par année"
    return Table((Column("Source"), *columns), tuple(rows), summary, total=True)


def _in_rows(lines: Sequence[FundingLine], table: figures.FundingTable) -> Table:
    obtained = figures.obtained(lines)
    columns = [Column("Source"), Column("Année", 60), Column("Demandé", 90, right=True)]
    if obtained:
        columns.append(Column("Obtenu", 90, right=True))
    rows: list[tuple[Cell, ...]] = []
    for name, group in _groups(lines):
        for year in figures.funding_table(group).years:
            of_year = [line for line in group if line.year == year]
            amounts = (figures.asked(of_year), figures.obtained(of_year))
            row = (name, plain(_year(year)), *(plain(amount(value)) for value in amounts))
            rows.append(row[: len(columns)])
    total = (bold("Total"), plain(""), bold(amount(table.total)), bold(amount(obtained)))
    rows.append(total[: len(columns)])
    return Table(tuple(columns), tuple(rows), "Plan de financement par source et par année", total=True)
