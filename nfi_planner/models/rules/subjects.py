"""The subjects rules apply to, and how a sentence names them."""

from collections.abc import Iterator

from nfi_planner.models import lookups
from nfi_planner.models.entity import Entity
from nfi_planner.models.roadmap import (
    Action,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    Lead,
    Roadmap,
    Status,
)
from nfi_planner.models.snapshot import Snapshot


def roadmap(snapshot: Snapshot) -> tuple[Roadmap]:
    return (lookups.roadmap(snapshot),)


def chosen(snapshot: Snapshot) -> tuple[Choice, ...]:
    return lookups.chosen(snapshot)


def studied(snapshot: Snapshot) -> Iterator[Choice]:
    return (c for c in lookups.choices(snapshot) if c.status is Status.STUDIED)


def leads(snapshot: Snapshot) -> Iterator[Lead]:
    """The leads of the chosen plans: a row exists once something was entered."""
    return (lead for choice in chosen(snapshot) if (lead := lookups.lead(snapshot, choice.id)))


def named_leads(snapshot: Snapshot) -> Iterator[Lead]:
    return (lead for lead in leads(snapshot) if lead.full_name)


def lead_companies(snapshot: Snapshot) -> Iterator["LedCompany"]:
    for lead in leads(snapshot):
        company = lookups.lead_company(snapshot, lead)
        if company is not None:
            yield LedCompany(lead, company)


def actions(snapshot: Snapshot) -> Iterator[Action]:
    return (row for choice in chosen(snapshot) for row in lookups.filled(snapshot, Action, choice.id))


def funding_lines(snapshot: Snapshot) -> Iterator[FundingLine]:
    return (row for choice in chosen(snapshot) for row in lookups.filled(snapshot, FundingLine, choice.id))


def selected_candidates(snapshot: Snapshot) -> Iterator[FactoryCandidate]:
    return (row for row in lookups.candidates(snapshot) if row.selected)


class LeadAmong:
    """A lead with those that come before it in the roadmap: a pair is told once."""

    TABLE = Lead.TABLE

    def __init__(self, lead: Lead, before: tuple[Lead, ...]) -> None:
        self.id, self.lead, self.before = lead.id, lead, before


def leads_among(snapshot: Snapshot) -> Iterator[LeadAmong]:
    known = tuple(leads(snapshot))
    return (LeadAmong(lead, known[:place]) for place, lead in enumerate(known))


class LedCompany:
    """A firm as the firm of one lead: a finding about it points to that lead's sheet."""

    TABLE = Lead.TABLE

    def __init__(self, lead: Lead, company: Company) -> None:
        self.id, self.lead, self.company = lead.id, lead, company

    @property
    def name(self) -> str:
        """The firm's name, or a stand-in while it has none."""
        return self.company.name or "L’entreprise du chef de projet"


def name_of(choice: Choice) -> str:
    """``« Robotique »``."""
    return f"« {choice.plan.title} »"


def sheet_name(row: Entity) -> str:
    """``« Robotique »`` for a lead or a row of a sheet."""
    return name_of(Choice(id=str(getattr(row, "choice_id", row.id))))
