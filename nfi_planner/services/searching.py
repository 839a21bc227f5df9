"""What of a document « Aller à… » finds: plans, firms, people and the rows of the sheets."""

from collections.abc import Iterator
from functools import cache, lru_cache

from nfi_planner.models import catalogue, lookups, search
from nfi_planner.models.roadmap import Action, Choice, Company, FactoryCandidate, FundingLine, Indicator, Lead, Partner
from nfi_planner.models.rules import Where
from nfi_planner.models.search import Entry, Kind
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import digits, euros, long_date, typeset

_kept = lru_cache(maxsize=1 << 14)  # of each kind of row: most are as they were when they are looked for again


def entries(snapshot: Snapshot) -> Iterator[Entry]:
    """Yield everything one can go to in a document; the chosen plans first, as favourites, in the order of the ranks.

    A firm stands there once for each plan it leads and each place it has among the candidates.
    """
    chosen = lookups.chosen(snapshot)
    ranked = {choice.id for choice in chosen}
    for choice in (*chosen, *(c for c in lookups.choices(snapshot) if c.id not in ranked)):
        yield _plan(snapshot, choice)
    yield from _leads(snapshot)
    yield from _factory(snapshot)
    yield from _rows(snapshot)


def _plan(snapshot: Snapshot, choice: Choice) -> Entry:
    plan, rank = choice.plan, choice.rank
    detail, where = choice.status.label, Where(Choice.TABLE, choice.id, "status")
    if rank is not None:
        place = [c.id for c in lookups.ranked(snapshot, rank)].index(choice.id) + 1
        detail, where = f"{rank.label}, position {place}", Where(Choice.TABLE, choice.id, "motive")
    return _plan_entry(plan, detail, where, favourite=rank is not None)


def _plan_entry(plan: catalogue.IndustrialPlan, detail: str, target: Where | str, *, favourite: bool = False) -> Entry:
    return Entry(
        Kind.PLAN,
        f"{plan.number} · {plan.title}",
        target,
        detail,
        (str(plan.number), plan.title, plan.short_title),
        (*plan.keywords, *plan.national_leads, plan.family, plan.description),
        favourite=favourite,
    )


def _factory(snapshot: Snapshot) -> Iterator[Entry]:
    """Plan 34, which nobody picks, and its candidates."""
    for plan in catalogue.plans():
        if not plan.pickable:
            yield _plan_entry(plan, "porté par toutes les régions", "factory")
    for candidate in snapshot.all(FactoryCandidate):
        company = snapshot.get(Company, candidate.company_id)
        if company is not None and company.name:
            where = Where(FactoryCandidate.TABLE, candidate.id, "name")
            about = typeset(f"« Usine du futur », {candidate.stage.label}")
            yield _firm(company, where, about, (candidate.need, candidate.reasons))


def _leads(snapshot: Snapshot) -> Iterator[Entry]:
    """The people who lead a plan, also one that was taken out since, and their firms."""
    for lead in snapshot.all(Lead):
        title = _title(lead.id)
        company = lookups.lead_company(snapshot, lead)
        firm = company.name if company else ""
        if lead.full_name:
            detail = ", ".join(part for part in (lead.function, firm, title) if part)
            names = (lead.full_name, f"{lead.name} {lead.first_name}")
            where = Where(Lead.TABLE, lead.id, "name")
            yield Entry(Kind.PERSON, lead.full_name, where, detail, names, (lead.email, lead.telephone))
        if company is not None and company.name:
            yield _firm(company, Where(Lead.TABLE, lead.id, "company_name"), title)


def _firm(company: Company, where: Where, about: str, more: tuple[str, ...] = ()) -> Entry:
    detail = _joined(company.commune, digits(company.siren), about)
    return Entry(Kind.FIRM, company.name, where, detail, (company.name, company.siren), (company.siret, *more))


def _rows(snapshot: Snapshot) -> Iterator[Entry]:
    yield from (_action(row) for row in snapshot.all(Action) if row.title or row.owner)
    yield from (_partner(row) for row in snapshot.all(Partner) if row.name or row.contact)
    yield from (_line(row) for row in snapshot.all(FundingLine) if row.detail)
    yield from (_indicator(row) for row in snapshot.all(Indicator) if row.name)


@_kept
def _action(action: Action) -> Entry:
    detail = _joined(_title(action.choice_id), action.owner, long_date(action.start) if action.start else "")
    where = Where(Action.TABLE, action.id, "title")
    return Entry(Kind.ACTION, action.title or "Action sans intitulé", where, detail)


@_kept
def _partner(partner: Partner) -> Entry:
    detail = _joined(_title(partner.choice_id), partner.role, partner.contact)
    return Entry(Kind.PARTNER, partner.name or partner.contact, Where(Partner.TABLE, partner.id, "name"), detail)


@_kept
def _line(line: FundingLine) -> Entry:
    asked = euros(line.asked) if line.asked is not None else ""
    detail = _joined(_title(line.choice_id), line.source.label, str(line.year or ""), asked)
    return Entry(Kind.FUNDING, line.detail, Where(FundingLine.TABLE, line.id, "detail"), detail)


@_kept
def _indicator(indicator: Indicator) -> Entry:
    detail = _joined(_title(indicator.choice_id), indicator.unit)
    return Entry(Kind.INDICATOR, indicator.name, Where(Indicator.TABLE, indicator.id, "name"), detail)


def forget() -> None:
    """Keep nothing of the rows: their document is closed, or a person was erased from it."""
    search.forget()
    for made in (_action, _partner, _line, _indicator):
        made.cache_clear()


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


@cache
def _title(plan: str) -> str:
    return typeset(f"« {catalogue.plan(int(plan)).short_title} »")
