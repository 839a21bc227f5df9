"""What one asks the candidates for « Usine du futur »: how many at a stage, in a département, who stands twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from nfi_planner.models import catalogue, lookups
from nfi_planner.models.roadmap import Company, FactoryCandidate, Stage
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import fold


@dataclass(frozen=True, slots=True)
class DepartmentCount:
    """The candidates of a département; ``code`` is "" for those of which it isn't known."""

    code: str
    name: str
    candidates: int
    selected: int


def company_of(snapshot: Snapshot, candidate: FactoryCandidate) -> Company:
    """Return a candidate's firm; one of which nothing is known while it has none."""
    return snapshot.get(Company, candidate.company_id) or Company(id="")


def by_stage(snapshot: Snapshot) -> dict[Stage, int]:
    """Return how many candidates are at each stage, in the order of the stages."""
    stages = [candidate.stage for candidate in lookups.candidates(snapshot)]
    return {stage: stages.count(stage) for stage in Stage}


def by_department(snapshot: Snapshot) -> tuple[DepartmentCount, ...]:
    """Return the counts of the départements that have a candidate, by code; the unknown one comes last."""
    groups: dict[str, list[FactoryCandidate]] = {}
    for candidate in lookups.candidates(snapshot):
        groups.setdefault(company_of(snapshot, candidate).department, []).append(candidate)
    return tuple(_count(code, groups[code]) for code in sorted(groups, key=lambda code: (not code, code)))


def _count(code: str, candidates: Iterable[FactoryCandidate]) -> DepartmentCount:
    rows = tuple(candidates)
    known = catalogue.department(code)
    name = known.name if known else f"Département {code}" if code else "Sans département"
    return DepartmentCount(code, name, len(rows), sum(1 for row in rows if row.selected))


def twice(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of the firms that stand twice or more among the candidates."""
    names: dict[str, list[str]] = {}
    for candidate in lookups.candidates(snapshot):
        company = company_of(snapshot, candidate)
        for key in _keys(company):
            names.setdefault(key, []).append(company.name or company.siren or "une entreprise sans nom")
    return tuple(dict.fromkeys(same[0] for same in names.values() if len(same) > 1))


def _keys(company: Company) -> set[str]:
    """What tells a firm: its row, its SIREN, its name while it has no SIREN."""
    name = "" if company.siren else fold(company.name)
    return {key for key in (company.id, company.siren and f"siren {company.siren}", name and f"name {name}") if key}
