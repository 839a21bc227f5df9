"""How the document says what several of its pages say: a firm, a size, an amount, a period."""

from datetime import date

from nfi_planner.models import catalogue, lookups, sme
from nfi_planner.models.roadmap import PLANS_PER_RANK, Choice, Company, Lead, Rank, Roadmap
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import NBSP, euros, integer, long_date, millions, plural, short_date

NOTHING = "—"
TO_NAME = "À nommer"


def plan_name(choice: Choice) -> str:
    """Return ``"18 Chimie verte et biocarburants"``."""
    return f"{choice.plan.number}{NBSP}{choice.plan.title}"


def short_name(choice: Choice) -> str:
    """Return ``"18 Chimie verte"``."""
    return f"{choice.plan.number}{NBSP}{choice.plan.short_title}"


def is_complete(snapshot: Snapshot) -> bool:
    """Return whether each rank has its five plans."""
    return all(len(lookups.ranked(snapshot, rank)) == PLANS_PER_RANK for rank in Rank)


def counted_plans(snapshot: Snapshot) -> str:
    """Return ``"5 plans de rang 1 et 4 plans de rang 2"``."""
    counts = (f"{plural(len(lookups.ranked(snapshot, rank)), 'plan')} de {whole(rank)}" for rank in Rank)
    return " et ".join(counts)


def whole(rank: Rank) -> str:
    """Return ``"rang 1"`` that no line break cuts."""
    return rank.label.replace(" ", NBSP)


def person(lead: Lead) -> str:
    """Return ``"Mme Hélène Marchal"``."""
    return joined(lead.civility, lead.full_name, by=" ")


def siren(company: Company) -> str:
    """Return ``"000 000 018"``, or what was typed when it isn't nine digits."""
    bare = "".join(company.siren.split())
    if len(bare) == 9 and bare.isdecimal():
        return " ".join((bare[:3], bare[3:6], bare[6:]))
    return company.siren


def seat(company: Company) -> str:
    """Return ``"Reims (Marne)"``; what isn't known is left out."""
    department = catalogue.department(company.department)
    if department is None or department.name == company.commune:
        return company.commune
    return f"{company.commune} ({department.name})" if company.commune else department.name


def headcount(company: Company) -> str:
    """Return ``"84 salariés"``, or nothing."""
    return "" if company.headcount is None else plural(company.headcount, "salarié")


def size(company: Company) -> str:
    """Return ``"PME"``; without figures the class Sirene gives, or nothing."""
    known = sme.size(company) or company.category
    return known.label if known else ""


def joined(*parts: str, by: str = ", ") -> str:
    """Return the parts that say something, joined."""
    return by.join(part for part in parts if part)


def amount(value: int) -> str:
    """Return ``"1 250 000 €"``, or a dash for nothing."""
    return euros(value) if value else NOTHING


def round_amount(value: int) -> str:
    """Return ``"12,4 M€"``, or a dash for nothing."""
    return millions(value) if value else NOTHING


def thousands(value: int) -> str:
    """Return thousands of euros, ``"1 250"``; ``"< 1"`` for less than half of one, a dash for nothing."""
    rounded = (abs(value) + 500) // 1000
    if not rounded:
        return f"<{NBSP}1" if value else NOTHING
    return integer(rounded if value > 0 else -rounded)


def dates(start: date | None, end: date | None) -> str:
    """Return ``"01/04/2014 – 30/09/2014"``, one date, or a dash."""
    if start and end and start != end:
        return f"{short_date(start)} – {short_date(end)}"
    only = start or end
    return short_date(only) if only else NOTHING


def deliberation(roadmap: Roadmap) -> str:
    """Return ``"n° 14-03-117 du 24 mars 2014"``, what is known of it, or nothing."""
    number = roadmap.deliberation_number.strip()
    if number and not number.lower().startswith("n°"):
        number = f"n° {number}"
    day = f"du {long_date(roadmap.deliberation_date)}" if roadmap.deliberation_date else ""
    return joined(number, day, by=" ")
