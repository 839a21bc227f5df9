"""The candidates as rows: what the table shows of a candidate and of its firm."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from nfi_planner.models import factory, lookups, sme
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.entity import label as field_label
from nfi_planner.models.roadmap import Company, FactoryCandidate, Stage
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import factory as selecting
from nfi_planner.services import sheets
from nfi_planner.support.french import capital
from nfi_planner.ui import kinds
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.rows import Column


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate with its firm."""

    candidate: FactoryCandidate
    company: Company

    @property
    def id(self) -> str:
        """The candidate's id."""
        return self.candidate.id

    @property
    def blank(self) -> bool:
        """Whether nothing was entered."""
        return self.candidate.blank


@dataclass(frozen=True, slots=True)
class Filter:
    """Which candidates are shown; None is all of them."""

    stage: Stage | None = None
    department: str | None = None

    def lets(self, row: CandidateRow) -> bool:
        """Return whether a candidate is shown; a row in which nothing was entered only among all."""
        if self == Filter():
            return True
        stage = self.stage in {None, row.candidate.stage}
        return not row.blank and stage and self.department in {None, row.company.department}


def candidate_rows(snapshot: Snapshot, only: Filter, marked: AbstractSet[str]) -> list[CandidateRow]:
    """Return the candidates that are shown, in the user's order; ``marked`` ones always are."""
    rows = (CandidateRow(one, factory.company_of(snapshot, one)) for one in snapshot.all(FactoryCandidate))
    return [row for row in rows if row.id in marked or only.lets(row)]


def candidate_columns(bridge: Bridge) -> Sequence[Column]:
    """Return what is most needed, as wide as the narrowest window; the rest is in the detail."""
    return (
        _name_column(bridge),
        _siren_column(bridge),
        _own_column(bridge, "stage", kinds.one_of(Stage), width=106),
        _company_column(bridge, "headcount", kinds.INTEGER, width=66),
        Column("size", "Taille", _mark, width=88),
        _own_column(bridge, "need", width=190, stretch=True),
    )


def _mark(row: CandidateRow) -> str:
    return sme.factory_mark(row.company)


def _company_column(bridge: Bridge, field: str, kind: kinds.Kind = kinds.TEXT, **look: Any) -> Column:
    def read(row: CandidateRow) -> Any:
        return getattr(row.company, field)

    def write(row: CandidateRow, value: Any) -> ChangeSet:
        typing = not kind.options
        return sheets.edit_candidate_company(bridge.snapshot, row.candidate, typing=typing, **{field: value})

    return Column(field, _header(Company, field), read, write, kind, **look)


def _name_column(bridge: Bridge) -> Column:
    def write(row: CandidateRow, name: str) -> ChangeSet:
        return selecting.name_company(bridge.snapshot, row.candidate, name, typing=True)

    return replace(_company_column(bridge, "name", width=172, stretch=True), write=write, hint=_renaming)


def _siren_column(bridge: Bridge) -> Column:
    def write(row: CandidateRow, siren: str) -> ChangeSet:
        return selecting.number_company(bridge.snapshot, row.candidate, siren, typing=True)

    return replace(_company_column(bridge, "siren", kinds.CODE, width=88), write=write)


def _renaming(row: CandidateRow) -> str:
    known = "Son nom se change ci-dessous ; en saisir un autre ici prend une autre entreprise"
    return known if row.company.siren else ""


def _own_column(bridge: Bridge, field: str, kind: kinds.Kind = kinds.TEXT, **look: Any) -> Column:
    def read(row: CandidateRow) -> Any:
        return getattr(row.candidate, field)

    def write(row: CandidateRow, value: Any) -> ChangeSet:
        return sheets.edit(bridge.snapshot, row.candidate, typing=not kind.options, **{field: value})

    return Column(field, _header(FactoryCandidate, field), read, write, kind, **look)


def _header(table: type[Company | FactoryCandidate], field: str) -> str:
    return capital(field_label(table, field))


def hidden_count(snapshot: Snapshot, shown: Sequence[CandidateRow]) -> int:
    """Return how many candidates the filters hide."""
    return len(lookups.candidates(snapshot)) - sum(1 for row in shown if not row.blank)
