"""Which columns each sheet of the roadmap's workbook has, and which rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from nfi_planner.documents.excel.spots import spot
from nfi_planner.documents.excel.writer import Column, Kind, Table, Value
from nfi_planner.models import catalogue, figures, lookups, sme
from nfi_planner.models.entity import label
from nfi_planner.models.roadmap import (
    Action,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Lead,
    Partner,
    Rank,
    Target,
)
from nfi_planner.models.rules import Finding, Review
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import NBSP, typeset

SIZE_UNKNOWN = "à confirmer"
_SHEET_TEXTS = ("objectives", "obstacles", "tools", "experiments")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """A row of a sheet about a plan: the plan, its place in its rank if it has one, and what is said of it."""

    choice: Choice
    place: int | None
    item: T


@dataclass(frozen=True, slots=True)
class Measure:
    """One value of an indicator: the baseline, a target, or neither when none is given."""

    indicator: Indicator
    nature: str
    target: Target | None = None

    @property
    def year(self) -> int | None:
        return self.target.year if self.target else self.indicator.baseline_year

    @property
    def value(self) -> Value:
        return self.target.value if self.target else self.indicator.baseline


def title(entity: Any, field: str) -> str:
    """Return the title of a column: the field's label with a capital."""
    words = typeset(label(entity, field))
    return words[:1].upper() + words[1:]


def field(entity: Any, name: str, kind: Kind = Kind.TEXT, width: int = 30) -> Column[Any]:
    """Return the column of a field of the line's item."""
    return Column(title(entity, name), lambda line: _plain(getattr(line.item, name, None)), kind, width)


def _plain(value: Any) -> Value:
    """A choice among named ones is shown by its name."""
    name = getattr(value, "label", None)
    return str(name) if name is not None else value


def all_tables(snapshot: Snapshot, review: Review) -> tuple[Table[Any], ...]:
    """Return the sheets that follow « Lisez-moi », in their order."""
    return (
        _plans(snapshot),
        _leads(snapshot),
        _actions(snapshot),
        _funding(snapshot),
        _indicators(snapshot),
        _partners(snapshot),
        _factory(snapshot),
        _findings(snapshot, review),
    )


def _chosen(snapshot: Snapshot) -> Iterator[tuple[Choice, int]]:
    for rank in Rank:
        for place, choice in enumerate(lookups.ranked(snapshot, rank), 1):
            yield choice, place


def _lines(snapshot: Snapshot, items: Callable[[Choice], tuple[T, ...]]) -> tuple[Line[T], ...]:
    """The rows of the chosen plans: a plan that isn't chosen keeps its sheet, but doesn't export it."""
    return tuple(Line(choice, place, item) for choice, place in _chosen(snapshot) for item in items(choice))


def _plan_columns(number: str = f"N°{NBSP}du plan") -> tuple[Column[Any], ...]:
    return (
        Column(number, lambda line: line.choice.plan.number, Kind.NUMBER),
        Column("Plan", lambda line: line.choice.plan.title, Kind.TEXT, 30),
    )


_PLACE: tuple[Column[Any], ...] = (
    Column("Rang", lambda line: line.choice.rank, Kind.RANK),
    Column(title(Choice, "position"), lambda line: line.place, Kind.NUMBER),
)


def _plans(snapshot: Snapshot) -> Table[Line[tuple[FundingLine, ...]]]:
    places = {choice.id: place for choice, place in _chosen(snapshot)}
    rows = tuple(
        Line(choice, places.get(choice.id), lookups.filled(snapshot, FundingLine, choice.id))
        for choice in lookups.choices(snapshot)
    )

    def if_chosen(name: str, width: int) -> Column[Any]:
        return Column(
            title(Choice, name),
            lambda line: getattr(line.choice, name) if line.place else None,
            Kind.TEXT,
            width,
        )

    columns: tuple[Column[Any], ...] = (
        *_plan_columns("N°"),
        Column("Famille", lambda line: line.choice.plan.family, Kind.TEXT, 30),
        Column(title(Choice, "status"), lambda line: line.choice.status.label, Kind.TEXT, 12),
        *_PLACE,
        if_chosen("motive", 34),
        Column(
            title(Choice, "reason_not_kept"),
            lambda line: None if line.place else line.choice.reason_not_kept,
            Kind.TEXT,
            28,
        ),
        *(if_chosen(name, 28) for name in _SHEET_TEXTS),
        Column("Budget demandé", lambda line: figures.asked(line.item) if line.place else None, Kind.EUROS),
        Column("Budget obtenu", lambda line: figures.obtained(line.item) if line.place else None, Kind.EUROS),
    )
    about = "Les 33 plans que la région pouvait choisir, avec sa décision, ses raisons et le contenu des fiches."
    return Table("Plans", about, columns, rows, frozen=2, pages=2)


def _company(snapshot: Snapshot, company_of: Callable[[Any], str | None], width: int) -> tuple[Column[Any], ...]:
    """The columns of a line's firm; ``company_of`` gives its id from the line's item."""

    def read(name: str, kind: Kind = Kind.TEXT, width: int = 20) -> Column[Any]:
        return Column(title(Company, name), lambda line: getattr(firm(line), name, None), kind, width)

    def firm(line: Line[Any]) -> Company | None:
        return snapshot.get(Company, company_of(line.item))

    return (
        Column("Entreprise", lambda line: getattr(firm(line), "name", None), Kind.TEXT, width),
        read("siren", Kind.CODE),
        read("siret", Kind.CODE),
        read("commune", width=18),
        Column(title(Company, "department"), lambda line: _department(firm(line)), Kind.TEXT, 18),
        read("headcount", Kind.INTEGER),
        read("turnover", Kind.EUROS),
        read("balance_sheet", Kind.EUROS),
        read("closed_year", Kind.NUMBER),
        read("group", width=18),
        Column("Taille", lambda line: _size(firm(line)), Kind.TEXT, 12),
    )


def _department(company: Company | None) -> str | None:
    if company is None:
        return None
    department = catalogue.department(company.department)
    return f"{department.code} – {department.name}" if department else company.department


def _size(company: Company | None) -> str | None:
    if company is None:
        return None
    known = sme.size(company)
    return known.label if known else SIZE_UNKNOWN


def _leads(snapshot: Snapshot) -> Table[Line[Lead | None]]:
    columns: tuple[Column[Any], ...] = (
        *_plan_columns(),
        *_PLACE,
        field(Lead, "civility", width=10),
        field(Lead, "first_name", width=16),
        field(Lead, "name", width=18),
        field(Lead, "function", width=20),
        field(Lead, "email", width=40),
        field(Lead, "telephone", Kind.CODE),
        Column(title(Lead, "approach"), lambda line: _approach(line.item), Kind.TEXT, 14),
        field(Lead, "informed_on", Kind.DATE),
        *_company(snapshot, lambda lead: lead.company_id if lead else None, 26),
    )
    about = "Les dirigeants de PME qui portent les plans choisis, et leur entreprise ; une ligne par plan choisi."
    rows = _lines(snapshot, lambda choice: (lookups.lead(snapshot, choice.id),))
    return Table("Chefs de projet", about, columns, rows, frozen=2, pages=2)


def _approach(lead: Lead | None) -> str | None:
    """How far the approach is, once there is somebody to approach."""
    return lead.approach.label if lead and lead.full_name else None


def _actions(snapshot: Snapshot) -> Table[Line[Action]]:
    columns: tuple[Column[Any], ...] = (
        *_plan_columns(),
        *_PLACE,
        Column("Action", lambda line: line.item.title, Kind.TEXT, 50),
        field(Action, "owner"),
        Column(title(Action, "milestone"), lambda line: _yes_no(line.item.milestone), Kind.TEXT, 8),
        field(Action, "start", Kind.DATE),
        Column(title(Action, "end"), lambda line: None if line.item.milestone else line.item.end, Kind.DATE),
    )
    about = "Le calendrier des plans choisis : actions et jalons, dans l’ordre des fiches."
    rows = _lines(snapshot, lambda choice: lookups.filled(snapshot, Action, choice.id))
    return Table("Actions", about, columns, rows, frozen=2)


def _yes_no(flag: bool) -> str:  # noqa: FBT001 - a value to show
    return "oui" if flag else "non"


def _funding(snapshot: Snapshot) -> Table[Line[FundingLine]]:
    columns: tuple[Column[Any], ...] = (
        *_plan_columns(),
        *_PLACE,
        field(FundingLine, "source", width=16),
        field(FundingLine, "detail", width=40),
        field(FundingLine, "year", Kind.NUMBER),
        field(FundingLine, "asked", Kind.EUROS),
        field(FundingLine, "obtained", Kind.EUROS),
    )
    about = "Les montants demandés et obtenus pour les plans choisis, par source et par année, en euros."
    rows = _lines(snapshot, lambda choice: lookups.filled(snapshot, FundingLine, choice.id))
    return Table("Financement", about, columns, rows, frozen=2)


def _indicators(snapshot: Snapshot) -> Table[Line[Measure]]:
    columns: tuple[Column[Any], ...] = (
        *_plan_columns(),
        *_PLACE,
        Column(title(Indicator, "name"), lambda line: line.item.indicator.name, Kind.TEXT, 50),
        Column(title(Indicator, "unit"), lambda line: line.item.indicator.unit, Kind.TEXT, 16),
        Column("Nature", lambda line: line.item.nature, Kind.TEXT, 12),
        Column("Année", lambda line: line.item.year, Kind.NUMBER),
        Column("Valeur", lambda line: line.item.value, Kind.DECIMAL),
    )
    about = "Les indicateurs des plans choisis : une ligne pour la référence, puis une ligne par cible."
    rows = _lines(
        snapshot,
        lambda choice: tuple(m for one in lookups.filled(snapshot, Indicator, choice.id) for m in measures(one)),
    )
    return Table("Indicateurs", about, columns, rows, frozen=2)


def measures(indicator: Indicator) -> Iterator[Measure]:
    """Yield the baseline, then the targets; an indicator without any value yields one line all the same."""
    if indicator.baseline is not None or indicator.baseline_year is not None:
        yield Measure(indicator, "référence")
    elif not indicator.targets:
        yield Measure(indicator, "")
    for target in indicator.targets:
        yield Measure(indicator, "cible", target)


def _partners(snapshot: Snapshot) -> Table[Line[Partner]]:
    texts = tuple(f.name for f in fields(Partner) if f.name in {"name", "kind", "role", "contact"})
    columns: tuple[Column[Any], ...] = (*_plan_columns(), *_PLACE, *(field(Partner, name, width=40) for name in texts))
    about = "Les acteurs que les plans choisis réunissent, avec leur rôle."
    rows = _lines(snapshot, lambda choice: lookups.filled(snapshot, Partner, choice.id))
    return Table("Partenaires", about, columns, rows, frozen=2)


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A firm for « Usine du futur » and its place in the list."""

    place: int
    item: FactoryCandidate


def _factory(snapshot: Snapshot) -> Table[Candidacy]:
    columns: tuple[Column[Any], ...] = (
        Column("N°", lambda line: line.place, Kind.NUMBER),
        *_company(snapshot, lambda candidate: candidate.company_id, 30),
        field(FactoryCandidate, "stage", width=16),
        Column("Retenue", lambda line: _yes_no(line.item.selected), Kind.TEXT, 8),
        field(FactoryCandidate, "need", width=40),
        field(FactoryCandidate, "reasons", width=40),
    )
    rows = tuple(Candidacy(place, row) for place, row in enumerate(lookups.candidates(snapshot), 1))
    about = "Les PME et ETI que la région envisage ou retient pour le plan 34, porté par toutes les régions."
    return Table("Usine du futur", about, columns, rows, frozen=2, pages=2)


def _findings(snapshot: Snapshot, review: Review) -> Table[Finding]:
    columns: tuple[Column[Any], ...] = (
        Column("Code", lambda finding: finding.code),
        Column("Gravité", lambda finding: finding.severity.label),
        Column("Constat", lambda finding: finding.message, Kind.TEXT, 90),
        Column("Où", lambda finding: spot(snapshot, finding.target), Kind.TEXT, 60),
    )
    about = "Ce que la vérification a relevé : les points bloquants d’abord, puis ceux à vérifier et les conseils."
    return Table("Contrôles", about, columns, review.findings)
