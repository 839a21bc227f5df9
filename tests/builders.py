"""Small documents for tests. ``complete()`` passes every rule; a test changes one thing and looks at what is found."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from stdnum import luhn

from nfi_planner.models import catalogue
from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.entity import Entity, field_types
from nfi_planner.models.roadmap import (
    Action,
    Approach,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    FundingSource,
    Indicator,
    Lead,
    Partner,
    PartnerKind,
    Roadmap,
    Stage,
    Status,
    Submission,
    Target,
)
from nfi_planner.models.snapshot import Snapshot

TODAY = date(2014, 3, 1)  # a month before the deadline
STRATEGIC = range(1, 6)
REGIONAL = range(6, 11)
STUDIED = 11
WORDS = " ".join(["mot"] * 20)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2014, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        """Let that many seconds pass."""
        self.now += timedelta(seconds=seconds)


def siren(number: int) -> str:
    """Return the valid SIREN that begins with 9 and ends with this number and its check digit."""
    stem = f"9{number:07d}"
    return stem + luhn.calc_check_digit(stem)


def company(row_id: str, number: int = 1, **values: Any) -> Company:
    """Return an SME of Champagne-Ardenne."""
    firm = Company(
        id=row_id,
        name=f"Entreprise {number}",
        siren=siren(number),
        commune="Reims",
        department="51",
        headcount=40,
        turnover=8_000_000,
        balance_sheet=5_000_000,
    )
    return replace(firm, **values)


def blank_choices() -> list[Choice]:
    """Return the 33 plans, none of which is kept."""
    return [Choice(id=str(plan.number)) for plan in catalogue.pickable_plans()]


def blank() -> Snapshot:
    """Return a roadmap in which nothing was done yet."""
    return Snapshot.of([Roadmap(), *blank_choices()])


def complete() -> Snapshot:
    """Return a roadmap to which every rule applies, and which passes them all on ``TODAY``."""
    roadmap = Roadmap(
        region_code="21",
        deliberation_number="14-03",
        deliberation_date=date(2014, 2, 17),
        approval_body="commission permanente",
        approval_date=date(2014, 2, 17),
    )
    rows: list[Entity] = [roadmap, company("factory", 99)]
    rows.append(FactoryCandidate(id="candidate", company_id="factory", position="V", stage=Stage.SELECTED))
    for blank_choice in blank_choices():
        number = int(blank_choice.id)
        if number in STRATEGIC or number in REGIONAL:
            rows += _filled(blank_choice, Status.STRATEGIC if number in STRATEGIC else Status.REGIONAL)
        elif number == STUDIED:
            rows.append(replace(blank_choice, status=Status.STUDIED, reason_not_kept="Trop peu d’entreprises."))
        else:
            rows.append(blank_choice)
    return Snapshot.of(rows)


def _filled(choice: Choice, status: Status) -> list[Entity]:
    plan, number = choice.id, int(choice.id)
    lead = Lead(
        id=plan,
        company_id=f"company-{plan}",
        first_name="Prénom",
        name=f"Nom{plan}",
        function="gérante",
        approach=Approach.ACCEPTED,
        informed_on=date(2014, 1, 20),
    )
    return [
        replace(choice, status=status, position=f"{number:02d}V", motive=WORDS, objectives="Un objectif."),
        lead,
        company(f"company-{plan}", number),
        Action(id=f"action-{plan}", choice_id=plan, position="V", start=date(2014, 5, 1), end=date(2014, 9, 30)),
        FundingLine(id=f"funding-{plan}", choice_id=plan, position="V", year=2014, asked=100_000, obtained=40_000),
        Indicator(id=f"indicator-{plan}", choice_id=plan, position="V", name="Emplois", baseline=Decimal("12.5")),
    ]


def changed(snapshot: Snapshot, table: type[Any], row_id: str, **values: Any) -> Snapshot:
    """Return the document with these fields of one of its rows changed."""
    before = snapshot.get(table, row_id)
    assert before is not None
    return snapshot.apply(ChangeSet("", (Change(before, replace(before, **values)),)))


def added(snapshot: Snapshot, *rows: Entity) -> Snapshot:
    """Return the document with these rows besides."""
    return snapshot.apply(ChangeSet("", tuple(Change(None, row) for row in rows)))


def removed(snapshot: Snapshot, table: type[Any], row_id: str) -> Snapshot:
    """Return the document without one of its rows."""
    return snapshot.apply(ChangeSet("", (Change(snapshot.get(table, row_id), None),)))


def blank_rows(plan: str) -> list[Entity]:
    """Return one row of each list as a click on « Ajouter » makes it: nothing was entered yet."""
    return [
        Action(id="blank", choice_id=plan, position="z", milestone=True),
        FundingLine(id="blank", choice_id=plan, position="z", source=FundingSource.STATE, year=2031),
        Indicator(id="blank", choice_id=plan, position="z"),
        Partner(id="blank", choice_id=plan, position="z", kind=PartnerKind.RESEARCH),
        FactoryCandidate(id="blank", position="z"),
    ]


# -- any document --------------------------------------------------------------------------------------------------

_PLANS = st.sampled_from([str(plan.number) for plan in catalogue.pickable_plans()[:12]])
_COMPANIES = st.sampled_from([None, "a", "b", "missing"])
_LINKS: dict[str, st.SearchStrategy[Any]] = {
    "choice_id": _PLANS,
    "company_id": _COMPANIES,
    "department": st.sampled_from(["", "51", "75", "2A", "99"]),
    "siren": st.sampled_from(["", siren(1), siren(2), "356000000", "123"]),
    "region_code": st.sampled_from(["", "21", "44", "99"]),
    "region_vintage": st.sampled_from(catalogue.VINTAGES),
    "function": st.sampled_from(["", "PDG", "Gérante", "salariée"]),
}


_DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
_WHOLE = st.integers(-(2**63), 2**63 - 1)
_KINDS: dict[Any, st.SearchStrategy[Any]] = {
    int: _WHOLE,
    int | None: st.none() | _WHOLE,
    Decimal | None: st.none() | _DECIMALS,
    tuple[Target, ...]: st.lists(st.builds(Target, year=_WHOLE, value=_DECIMALS), max_size=3).map(tuple),
}


def _rows_of(table: Any, ids: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    types = field_types(table)
    values = {n: _LINKS.get(n, _KINDS.get(kind, st.from_type(kind))) for n, kind in types.items()}
    return st.fixed_dictionaries(values | {"id": ids}).map(lambda fields: table(**fields))


def snapshots() -> st.SearchStrategy[Snapshot]:
    """Return a strategy for documents whose fields hold anything their types allow, links that lead nowhere too."""
    free = st.text("abcdef", min_size=1, max_size=6)
    parts = [
        _rows_of(Roadmap, st.just("roadmap")).map(lambda row: [row]),
        st.lists(_rows_of(Choice, _PLANS), max_size=12),
        st.lists(_rows_of(Lead, _PLANS), max_size=4),
        st.lists(_rows_of(Company, st.sampled_from(["a", "b"])), max_size=2),
        *(
            st.lists(_rows_of(table, free), max_size=3)
            for table in (Action, FundingLine, Indicator, Partner, FactoryCandidate, Submission)
        ),
    ]
    return st.tuples(*parts).map(lambda lists: Snapshot.of(row for rows in lists for row in rows))
