"""Totals and progress, used alike by the screen, the PDF and Excel. "Budget" means the amount asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import FundingLine, FundingSource
from nfi_planner.models.snapshot import Snapshot

Measure = Literal["asked", "obtained"]
TOTAL = "total"  # the id of the row that sums up the others


@dataclass(frozen=True, slots=True)
class FundingTable:
    """Amounts asked by source and year, in whole euros; ``None`` stands for a line without a year."""

    years: tuple[int | None, ...]
    sources: tuple[FundingSource, ...]  # those with a line, in the order of the enumeration
    cells: dict[tuple[FundingSource, int | None], int]

    def source_total(self, source: FundingSource) -> int:
        """Return what is asked of one source."""
        return sum(self.cells.get((source, year), 0) for year in self.years)

    def year_total(self, year: int | None) -> int:
        """Return what is asked for one year."""
        return sum(self.cells.get((source, year), 0) for source in self.sources)

    @property
    def total(self) -> int:
        """What is asked in all."""
        return sum(self.cells.values())


def asked(lines: Iterable[FundingLine]) -> int:
    """Return the sum of the amounts asked."""
    return sum(line.asked or 0 for line in lines)


def obtained(lines: Iterable[FundingLine]) -> int:
    """Return the sum of the amounts obtained."""
    return sum(line.obtained or 0 for line in lines)


def funding_table(lines: Iterable[FundingLine]) -> FundingTable:
    """Return the amounts asked by source and year."""
    cells: dict[tuple[FundingSource, int | None], int] = {}
    for line in lines:
        key = (line.source, line.year)
        cells[key] = cells.get(key, 0) + (line.asked or 0)
    years = sorted({year for _, year in cells}, key=lambda year: (year is None, year or 0))
    sources = tuple(source for source in FundingSource if any(source is s for s, _ in cells))
    return FundingTable(tuple(years), sources, cells)


def chosen_funding(snapshot: Snapshot) -> tuple[FundingLine, ...]:
    """Return the funding lines of the chosen plans; the sheets of the others stay out of totals."""
    return tuple(
        line for choice in lookups.chosen(snapshot) for line in lookups.filled(snapshot, FundingLine, choice.id)
    )


def chosen_lines(snapshot: Snapshot) -> tuple[FundingLine, ...]:
    """Return every funding line of the chosen plans, those in which nothing was entered yet too."""
    return tuple(line for choice in lookups.chosen(snapshot) for line in snapshot.children(FundingLine, choice.id))


def amount(lines: Iterable[FundingLine], measure: Measure) -> int | None:
    """Return the sum of one of the two amounts; None where no line has one."""
    amounts = [value for line in lines if (value := getattr(line, measure)) is not None]
    return sum(amounts) if amounts else None


def percent(part: int, whole: int) -> int | None:
    """Return a share in whole percent, None of nothing. What isn't nothing is 1 at least, what isn't all 99 at most."""
    if whole <= 0:
        return None
    rounded = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        return min(max(rounded, 1), 99)
    return rounded


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of a matrix of funding lines: the lines of one plan or source, by what heads the columns."""

    id: str  # the plan's, the source's value, or ``TOTAL``
    lines: tuple[FundingLine, ...]
    cells: dict[Any, tuple[FundingLine, ...]]


def matrix(lines: Sequence[FundingLine], row: str, column: str, rows: Sequence[str]) -> tuple[MatrixRow, ...]:
    """Return the lines by two of their fields: a row for each of ``rows``, in their order, then the totals."""
    groups: dict[str, list[FundingLine]] = {key: [] for key in rows}
    for line in lines:
        if (key := getattr(line, row)) in groups:
            groups[key].append(line)
    made = [_matrix_row(key, group, column) for key, group in groups.items()]
    return (*made, _matrix_row(TOTAL, [line for group in groups.values() for line in group], column))


def _matrix_row(key: str, lines: Sequence[FundingLine], column: str) -> MatrixRow:
    cells: dict[Any, list[FundingLine]] = {}
    for line in lines:
        cells.setdefault(getattr(line, column), []).append(line)
    return MatrixRow(
        str(getattr(key, "value", key)), tuple(lines), {head: tuple(those) for head, those in cells.items()}
    )


def funding_sources(lines: Iterable[FundingLine]) -> tuple[FundingSource, ...]:
    """Return the sources that have a line, in the order of the enumeration; all of them while there is no line."""
    used = {line.source for line in lines}
    return tuple(source for source in FundingSource if source in used) or tuple(FundingSource)


def funding_years(snapshot: Snapshot, lines: Iterable[FundingLine]) -> tuple[int | None, ...]:
    """Return the years of the roadmap's period and those of the lines, ascending; None for lines without one, last."""
    used = {line.year for line in lines}
    roadmap = lookups.roadmap(snapshot)
    if roadmap.period_start and roadmap.period_end:
        last = min(roadmap.period_end.year, roadmap.period_start.year + 9)
        used |= set(range(roadmap.period_start.year, last + 1))
    return tuple(sorted(used, key=lambda year: (year is None, year or 0)))
