"""The partners of the chosen plans, each once, and the table of the project leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nfi_planner.documents.pdf.blocks import Block, Cell, Column, Content, Heading, Paragraph, Span, Table, bold, plain
from nfi_planner.documents.pdf.content.phrases import (
    NOTHING,
    TO_NAME,
    headcount,
    joined,
    person,
    seat,
    short_name,
    size,
)
from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Approach, Choice, Company, Lead, Partner, PartnerKind, Rank
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import capital, fold, plural


@dataclass(slots=True)
class _Served:
    """A partner, as it is first written, with the plans it serves."""

    name: str
    kind: PartnerKind
    plans: dict[str, Choice] = field(default_factory=dict)


def partners(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the partners by kind, in alphabetical order, each with its plans; nothing when there is none."""
    served = _served(snapshot)
    if not served:
        return ()
    lead = f"{plural(len(served), 'partenaire')} pour l’ensemble des plans ; le rôle de chacun est dit dans les fiches."
    blocks: list[Block] = [Heading("Partenaires"), Paragraph(plain(lead), "lead")]
    for kind in PartnerKind:
        group = sorted((one for one in served if one.kind is kind), key=lambda one: fold(one.name))
        if group:
            blocks += [Heading(capital(kind.label), 2), _partners(kind, group)]
    return tuple(blocks)


def _served(snapshot: Snapshot) -> tuple[_Served, ...]:
    """Those that have a name. One name is one partner, of the kind it has first."""
    found: dict[str, _Served] = {}
    for choice in lookups.chosen(snapshot):
        for row in lookups.filled(snapshot, Partner, choice.id):
            if key := fold(row.name):
                found.setdefault(key, _Served(row.name.strip(), row.kind)).plans[choice.id] = choice
    return tuple(found.values())


def _partners(kind: PartnerKind, group: Iterable[_Served]) -> Table:
    rows = tuple((bold(one.name), plain(" ; ".join(map(short_name, one.plans.values())))) for one in group)
    return Table((Column("Partenaire", 210), Column("Plans")), rows, f"Partenaires, {kind.label} : plans servis")


def leads(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the leads of the chosen plans, without their e-mail nor telephone; nothing while no plan is chosen."""
    chosen = lookups.chosen(snapshot)
    if not chosen:
        return ()
    people = [lookups.lead(snapshot, choice.id) for choice in chosen]
    named = [lead for lead in people if lead and lead.full_name]
    lead = _counted(named, len(chosen))
    columns = (
        Column("Plan", 112),
        Column("Chef de projet", 104),
        Column("Entreprise et siège"),
        Column("Taille", 66),
        Column("Démarche", 52),
    )
    rows = tuple(_lead(snapshot, choice, rank) for rank in Rank for choice in lookups.ranked(snapshot, rank))
    table = Table(columns, rows, "Chefs de projet : plan, fonction, entreprise, siège, taille, avancement")
    return Heading("Chefs de projet"), Paragraph(plain(lead), "lead"), table


def _counted(named: Sequence[Lead], plans: int) -> str:
    if not named:
        return "Aucun chef de projet n’est encore nommé."
    accepted = sum(lead.approach is Approach.ACCEPTED for lead in named)
    agreed = f", dont {plural(accepted, 'a accepté', 'ont accepté')}" if accepted else " ; aucun n’a encore accepté"
    people = plural(len(named), "chef de projet nommé", "chefs de projet nommés")
    return f"{people} pour {plural(plans, 'plan')}{agreed}."


def _lead(snapshot: Snapshot, choice: Choice, rank: Rank) -> tuple[Cell, ...]:
    lead = lookups.lead(snapshot, choice.id)
    plan = _two(short_name(choice), f"Rang {rank.value}")
    firm, scale = _firm(lookups.lead_company(snapshot, lead))
    if lead is None or not lead.full_name:
        return plan, plain(TO_NAME), firm, scale, plain(NOTHING)
    return plan, _two(person(lead), lead.function), firm, scale, plain(lead.approach_label)


def _firm(company: Company | None) -> tuple[Content, Content]:
    if company is None:
        return plain(NOTHING), plain(NOTHING)
    scale = joined(size(company), headcount(company), by="\n") or NOTHING
    return _two(company.name or "Entreprise sans nom", seat(company)), plain(scale)


def _two(first: str, second: str) -> Content:
    """A name, and below it what is said of it."""
    return (Span(first, bold=True), Span(f"\n{second}" if second.strip() else "", muted=True))
