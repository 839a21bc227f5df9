"""The size test of décret n° 2008-1354 of 18 December 2008, article 3.

An SME has fewer than 250 people and a turnover of 50 M€ at most *or* a balance sheet of 43 M€ at most. A mid-cap is no
SME, has fewer than 5 000 people and a turnover of 1 500 M€ at most *or* a balance sheet of 2 000 M€ at most.
What isn't known stays unknown: the answers are True, False or None.
"""

from dataclasses import dataclass
from typing import Literal

from nfi_planner.models import catalogue
from nfi_planner.models.roadmap import Company, CompanySize, Roadmap
from nfi_planner.support.french import integer, millions, typeset

DECREE = "décret n° 2008-1354 du 18 décembre 2008, art. 3"
SME_HEADCOUNT, SME_TURNOVER, SME_BALANCE = 250, 50_000_000, 43_000_000
MIDCAP_HEADCOUNT, MIDCAP_TURNOVER, MIDCAP_BALANCE = 5_000, 1_500_000_000, 2_000_000_000
_LIMITS = {
    CompanySize.SME: (SME_HEADCOUNT, SME_TURNOVER, SME_BALANCE),
    CompanySize.MIDCAP: (MIDCAP_HEADCOUNT, MIDCAP_TURNOVER, MIDCAP_BALANCE),
}

Verdict = Literal["met", "not_met", "unknown", "optional"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the test as it is shown: what, the firm's value, the threshold, the verdict."""

    field: str  # the field of Company it reads
    name: str
    value: str  # "" when it isn't known
    threshold: str
    verdict: Verdict


def is_sme(company: Company) -> bool | None:
    """Return whether the firm is an SME; None when its figures don't tell."""
    return _within(company, *_LIMITS[CompanySize.SME])


def size(company: Company) -> CompanySize | None:
    """Return the firm's class; None when its figures don't tell."""
    sme = is_sme(company)
    if sme is None:
        return None
    if sme:
        return CompanySize.SME
    midcap = _within(company, *_LIMITS[CompanySize.MIDCAP])
    if midcap is None:
        return None
    return CompanySize.MIDCAP if midcap else CompanySize.LARGE


def _within(company: Company, headcount: int, turnover: int, balance: int) -> bool | None:
    people = None if company.headcount is None else company.headcount < headcount
    money = _either(_at_most(company.turnover, turnover), _at_most(company.balance_sheet, balance))
    if people is False or money is False:
        return False
    return None if people is None or money is None else True


def _at_most(value: int | None, limit: int) -> bool | None:
    return None if value is None else value <= limit


def _either(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - three-valued "or"
    if one or other:
        return True
    return False if one is False and other is False else None


def seat_in_region(company: Company, roadmap: Roadmap) -> bool | None:
    """Return whether the seat is in the roadmap's region; None when one of them isn't known."""
    department = catalogue.department(company.department)
    if department is None or not roadmap.region_code:
        return None
    return department.region_code(roadmap.region_vintage) == roadmap.region_code


def criteria(company: Company, roadmap: Roadmap) -> tuple[Criterion, ...]:
    """Return the lines of the SME test for a lead's firm: headcount, turnover, balance sheet, seat."""
    department = catalogue.department(company.department)
    place = ", ".join(p for p in (company.commune, department.name if department else "") if p)
    seat = Criterion("department", "Siège dans la région", place, "oui", _verdict(seat_in_region(company, roadmap)))
    return (*size_criteria(company, CompanySize.SME), seat)


def size_criteria(company: Company, size: CompanySize) -> tuple[Criterion, ...]:
    """Return headcount, turnover and balance sheet against the limits of the SME or of the mid-cap."""
    people_limit, turnover_limit, balance_limit = _LIMITS[size]
    year = f" {company.closed_year}" if company.closed_year else ""
    people = None if company.headcount is None else company.headcount < people_limit
    turnover = _at_most(company.turnover, turnover_limit)
    balance = _at_most(company.balance_sheet, balance_limit)
    return (
        Criterion(
            "headcount",
            "Effectif",
            "" if company.headcount is None else integer(company.headcount),
            typeset(f"< {integer(people_limit)}"),
            _verdict(people),
        ),
        Criterion(
            "turnover",
            f"Chiffre d’affaires{year} (€)",
            _money(company.turnover),
            _at_most_text(turnover_limit),
            _verdict(turnover, spared=balance is True),
        ),
        Criterion(
            "balance_sheet",
            f"Total de bilan{year} (€)",
            _money(company.balance_sheet),
            _at_most_text(balance_limit),
            _verdict(balance, spared=turnover is True),
        ),
    )


def _at_most_text(limit: int) -> str:
    return typeset(f"≤ {integer(limit // 1_000_000)} M€")


def _verdict(met: bool | None, *, spared: bool = False) -> Verdict:  # noqa: FBT001 - three-valued
    if met:
        return "met"
    if spared:
        return "optional"  # the decree asks for one of the two
    return "unknown" if met is None else "not_met"


def _money(value: int | None) -> str:
    return "" if value is None else millions(value)


def conclusion(company: Company) -> str:
    """Return the test's result in one sentence."""
    known = size(company)
    if known is CompanySize.SME:
        return "Peut porter le plan : c’est une PME."
    if is_sme(company) is False:
        name = {CompanySize.MIDCAP: "une ETI", CompanySize.LARGE: "une grande entreprise"}
        return (
            f"Ne peut pas porter le plan : ce n’est pas une PME ({name[known]})."
            if known
            else ("Ne peut pas porter le plan : ce n’est pas une PME.")
        )
    if company.headcount is None:
        return "À compléter : l’effectif manque."
    return "À confirmer : le chiffre d’affaires ou le total de bilan manque."


def factory_mark(company: Company) -> str:
    """Return whether « Usine du futur » may take the firm: ``"PME ✓"``, ``"ETI ✓"``, ``"GE ✗"``, ``"à compléter"``."""
    known = size(company)
    if known is None:
        return "à compléter"
    return f"{known.label} {'✗' if known is CompanySize.LARGE else '✓'}"


def factory_conclusion(company: Company) -> str:
    """Return in one sentence whether « Usine du futur » may take the firm, or what is missing to tell."""
    known = size(company)
    if known is CompanySize.LARGE:
        return "Ne peut pas être retenue : c’est une grande entreprise, ni PME ni ETI."
    if known is not None:
        return f"Peut être retenue : c’est une {known.label}."
    if company.headcount is None:
        return "À compléter : l’effectif manque."
    if is_sme(company) is False:
        return "À compléter : ce n’est pas une PME ; le chiffre d’affaires ou le total de bilan dira si c’est une ETI."
    return "À compléter : le chiffre d’affaires ou le total de bilan manque."
