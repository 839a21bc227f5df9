"""Reference data: the 34 plans, the regions of 2014 and 2016, the départements. Never edited by a user."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from nfi_planner.support.french import fold
from nfi_planner.support.paths import resource

VINTAGES = (2014, 2016)


@dataclass(frozen=True, slots=True)
class IndustrialPlan:
    """One of the 34 plans presented on 12 September 2013."""

    number: int
    title: str
    short_title: str
    family: str  # our own grouping in eight
    pickable: bool  # plan 34, « Usine du futur », is carried by every region and can't be picked
    national_leads: tuple[str, ...]  # as named on 7 October 2013
    description: str
    keywords: tuple[str, ...]
    roadmap_validated_on: date
    solution_2015: str

    @property
    def numbered_title(self) -> str:
        """``"18 · Chimie verte"``."""
        return f"{self.number} · {self.short_title}"

    @property
    def search_text(self) -> str:
        """Everything a filter looks into, folded."""
        parts = (str(self.number), self.title, self.short_title, self.family, self.description)
        return fold(" ".join((*parts, *self.keywords, *self.national_leads)))


@dataclass(frozen=True, slots=True)
class Region:
    """A region of one vintage: codes overlap between vintages, so both make the key."""

    code: str
    name: str
    vintage: int
    of_name: str  # "de Champagne-Ardenne", "d’Île-de-France"
    authority: str  # "Conseil régional de Champagne-Ardenne"
    seat: str
    successor_code: str


@dataclass(frozen=True, slots=True)
class Department:
    """A département with the region it belongs to in each vintage."""

    code: str
    name: str
    region_2014_code: str
    region_2016_code: str
    seat: str

    def region_code(self, vintage: int) -> str:
        """Return the code of its region in that vintage (2014 or 2016)."""
        return self.region_2014_code if vintage == VINTAGES[0] else self.region_2016_code


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource("catalogue", name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def plans() -> tuple[IndustrialPlan, ...]:
    """Return the 34 plans, by number."""
    return tuple(
        IndustrialPlan(
            number=int(row["number"]),
            title=row["title"],
            short_title=row["short_title"],
            family=row["family"],
            pickable=row["pickable"] == "yes",
            national_leads=tuple(row["national_leads"].split("; ")),
            description=row["description"],
            keywords=tuple(row["keywords"].split("|")),
            roadmap_validated_on=date.fromisoformat(row["roadmap_validated_on"]),
            solution_2015=row["solution_2015"],
        )
        for row in _rows("plans.csv")
    )


@cache
def pickable_plans() -> tuple[IndustrialPlan, ...]:
    """Return the 33 plans a region can pick from, by number."""
    return tuple(plan for plan in plans() if plan.pickable)


@cache
def _plans_by_number() -> dict[int, IndustrialPlan]:
    return {plan.number: plan for plan in plans()}


def plan(number: int) -> IndustrialPlan:
    """Return the plan of that number; KeyError if there is none."""
    return _plans_by_number()[number]


@cache
def families() -> tuple[str, ...]:
    """Return the families of the pickable plans, in the order of their first plan."""
    return tuple(dict.fromkeys(plan.family for plan in pickable_plans()))


@cache
def short_family(family: str) -> str:
    """Return a family's short name, for a narrow column."""
    return {row["family"]: row["short"] for row in _rows("families.csv")}[family]


@cache
def regions() -> tuple[Region, ...]:
    """Return the 27 regions of 2014, then the 18 of 2016."""
    return tuple(
        Region(
            code=row["code"],
            name=row["name"],
            vintage=int(row["vintage"]),
            of_name=row["of_name"],
            authority=row["authority"],
            seat=row["seat"],
            successor_code=row["successor_code"],
        )
        for row in _rows("regions.csv")
    )


def region(code: str, vintage: int) -> Region | None:
    """Return the region with that code in that vintage, or None."""
    return next((r for r in regions() if (r.code, r.vintage) == (code, vintage)), None)


@cache
def departments() -> tuple[Department, ...]:
    """Return the 101 départements, by code."""
    return tuple(Department(**row) for row in _rows("departments.csv"))


@cache
def _departments_by_code() -> dict[str, Department]:
    return {department.code: department for department in departments()}


def department(code: str) -> Department | None:
    """Return the département with that code, or None."""
    return _departments_by_code().get(code)
