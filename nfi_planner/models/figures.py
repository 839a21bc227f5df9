"""Totals and progress, used alike by the screen, the PDF and Excel. "Budget" means the amount asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import FundingLine, FundingSource
from nfi_planner.models.snapshot import Snapshot


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
