"""A complete roadmap with invented firms and people, for the tests of the workbook."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from stdnum import luhn

from nfi_planner.models.entity import Entity
from nfi_planner.models.order import keys_between
from nfi_planner.models.roadmap import (
    Action,
    Approach,
    Choice,
    Company,
    CompanySize,
    FactoryCandidate,
    FundingLine,
    FundingSource,
    Indicator,
    Lead,
    Partner,
    PartnerKind,
    Rank,
    Roadmap,
    Stage,
    Status,
    Target,
)
from nfi_planner.models.snapshot import Snapshot
from tests.documents import sample

ON = sample.ON
MEMO = "MÉMO À NE MONTRER À PERSONNE"
STRATEGIC, REGIONAL = tuple(map(int, sample.STRATEGIC)), tuple(map(int, sample.REGIONAL))
STUDIED, DROPPED = 3, 33  # a plan under study, and one taken out whose sheet is kept

_PEOPLE = (
    ("Mme", "Hélène", "Marchal", "présidente", "Biosourcés de la Vesle", "Reims", "51", 84, 14_200_000),
    ("M.", "Paul", "Ruyer", "gérant", "Scieries Ruyer", "Charleville-Mézières", "08", 132, 18_500_000),
    ("Mme", "Anne", "Guyot", "directrice générale", "Guyot Nutrition", "Troyes", "10", 61, 9_750_000),
    ("M.", "Jean", "Bailly", "PDG", "Recyclor", "Chaumont", "52", 45, 6_100_000),
    ("Mme", "Lise", "Henry", "présidente", "Éole Argonne", "Sainte-Menehould", "51", 29, 4_300_000),
    ("M.", "Marc", "Thierry", "gérant", "Ardenn’Robotic", "Sedan", "08", 38, 5_200_000),
    ("Mme", "Zoé", "Lambert", "présidente du directoire", "Isolea", "Épernay", "51", 47, 8_000_000),
    ("M.", "Éric", "Noël", "directeur général", "Filtec", "Romilly-sur-Seine", "10", 88, 11_400_000),
    ("Mme", "Inès", "Roy", "chargée de mission", "Capteo", "Saint-Dizier", "52", 19, 2_250_000),
)  # the last chosen plan has no lead yet


def snapshot() -> Snapshot:
    """Return the roadmap of Champagne-Ardenne."""
    return Snapshot.of(rows())


def rows() -> Iterator[Entity]:
    """Yield every row of the sample."""
    yield _roadmap()
    yield from _choices()
    for index, plan in enumerate((*STRATEGIC, *REGIONAL)):
        if index < len(_PEOPLE):
            yield from _lead(index, plan)
        yield from _sheet(index, plan)
    yield from _sheet(10, DROPPED)
    yield from _factory()


def _roadmap() -> Roadmap:
    return Roadmap(
        region_code="21",
        service="Direction du développement économique",
        strategy="Transformer les atouts agricoles et forestiers de la région en emplois industriels durables.",
        deliberation_number="14-03-117",
        deliberation_date=date(2014, 3, 24),
        approval_body="Commission permanente",
        approval_date=date(2014, 3, 24),
        signatory_name="Claire Aubry",
        signatory_function="Présidente du conseil régional",
        contact="industrie@exemple.fr",
    )


def _choices() -> Iterator[Choice]:
    for rank, plans in ((Rank.STRATEGIC, STRATEGIC), (Rank.REGIONAL, REGIONAL)):
        for plan, key in zip(plans, keys_between("", "", len(plans)), strict=True):
            yield Choice(
                id=str(plan),
                status=Status.of(rank),
                position=key,
                motive="La région dispose d’une filière complète, de laboratoires reconnus et d’un pôle de "
                "compétitivité dédié ; onze PME y transforment déjà la ressource locale.",
                objectives=f"Créer {100 + plan} emplois d’ici à la fin de 2016.\nDoubler les PME exportatrices.",
                obstacles="Accès au foncier ; délais d’autorisation.",
                tools="Plateforme d’innovation, fonds régional d’investissement.",
                experiments="Démonstrateur de taille industrielle sur un site volontaire.",
                memo=MEMO,
            )
    yield Choice(id=str(STUDIED), status=Status.STUDIED, reason_not_kept="Peu d’entreprises en région.", memo=MEMO)
    yield Choice(id=str(DROPPED), motive="Ancien motif, hors export.", objectives="Objectif abandonné.", memo=MEMO)


def _lead(index: int, plan: int) -> Iterator[Entity]:
    civility, first_name, name, function, firm, commune, department, headcount, turnover = _PEOPLE[index]
    siren = sample.SIRENS[index]
    yield Company(
        id=f"company-{index}",
        name=firm,
        siren=siren,
        siret=f"{siren}0001{luhn.calc_check_digit(f'{siren}0001')}",
        commune=commune,
        department=department,
        headcount=headcount,
        turnover=turnover,
        balance_sheet=turnover * 3 // 4 if index % 2 else None,
        closed_year=2012,
        group="Groupe Meuse" if index == 3 else "",
    )
    yield Lead(
        id=str(plan),
        company_id=f"company-{index}",
        civility=civility,
        first_name=first_name,
        name=name,
        function=function,
        email=f"direction.{index}@exemple.fr",
        telephone="03 26 00 00 00" if index else "+33 3 26 00 00 00",
        approach=(Approach.ACCEPTED, Approach.CONTACTED)[index % 2],
        informed_on=date(2014, 2, index + 1),
    )


def _sheet(index: int, plan: int) -> Iterator[Entity]:
    choice, name = str(plan), f"sheet-{index:02}"
    for order, (title, owner, start, end) in enumerate(
        (
            ("Cartographier les gisements", "Région", date(2014, 4, 1), date(2014, 6, 30)),
            ("Construire le démonstrateur et former les opérateurs", "Pôle", date(2014, 5, 12), date(2015, 1, 31)),
        )
    ):
        yield Action(
            id=f"{name}-action-{order}", choice_id=choice, position=str(order + 1), title=title, owner=owner,
            start=start, end=end,
        )  # fmt: skip
    yield Action(
        id=f"{name}-review", choice_id=choice, position="3", title="Revue à mi-parcours", owner="État et région",
        milestone=True, start=date(2015, 3, 2), end=date(2099, 1, 1),
    )  # fmt: skip
    for order, source in enumerate((FundingSource.REGION, FundingSource.STATE, FundingSource.ERDF)):
        yield FundingLine(
            id=f"{name}-funding-{order}", choice_id=choice, position=str(order + 1), source=source,
            detail="appel à projets" if order else "", year=2014 + order, asked=1_250_000 + 10_000 * index,
            obtained=None if order else 400_000,
        )  # fmt: skip
    yield Indicator(
        id=f"{name}-jobs", choice_id=choice, position="1", name="Emplois dans la filière", unit="emplois",
        baseline_year=2013, baseline=Decimal(1240),
        targets=(Target(year=2015, value=Decimal(1400)), Target(year=2017, value=Decimal(1750))),
    )  # fmt: skip
    yield Indicator(
        id=f"{name}-share", choice_id=choice, position="2", name="Part de matière recyclée", unit="%",
        targets=(Target(year=2016, value=Decimal("12.50")),),
    )  # fmt: skip
    yield Indicator(id=f"{name}-later", choice_id=choice, position="3", name="Brevets déposés")
    yield Partner(
        id=f"{name}-cluster", choice_id=choice, position="1", name="Pôle Industries et Agroressources",
        kind=PartnerKind.CLUSTER, role="Animation de la filière", contact="pole@exemple.fr",
    )  # fmt: skip


def _factory() -> Iterator[Entity]:
    for order, (name, headcount, turnover, stage) in enumerate(
        (
            ("Fonderies de la Suippe", 180, 24_000_000, Stage.SELECTED),
            ("Tissages Collet", 612, 96_000_000, Stage.SUPPORTED),
            ("Mécanique du Der", None, None, Stage.SPOTTED),
        )
    ):
        yield Company(
            id=f"factory-company-{order}", name=name, siren=f"00000010{order}", commune="Vitry-le-François",
            department="51", headcount=headcount, turnover=turnover, balance_sheet=turnover,
            category=CompanySize.MIDCAP,
        )  # fmt: skip
        yield FactoryCandidate(
            id=f"factory-{order}", company_id=f"factory-company-{order}", position=str(order + 1),
            need="Robotiser la finition et suivre l’énergie poste par poste.", stage=stage,
            reasons="Fort potentiel de modernisation, dirigeant engagé.",
        )  # fmt: skip
