"""A whole roadmap for the tests of documents: ten plans, invented firms and people."""

from datetime import date
from decimal import Decimal
from typing import Any

from nfi_planner.models.order import keys_between
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
    Rank,
    Roadmap,
    Stage,
    Status,
    Target,
)
from nfi_planner.models.snapshot import Snapshot

ON = date(2014, 3, 28)
MEMO = "Confidentiel : ne pas imprimer ce mémo."
STRATEGIC = ("18", "13", "22", "14", "1")
REGIONAL = ("32", "15", "12", "28", "16")
_FIRST = ("Hélène", "Paul", "Anne", "Jean", "Lise", "Marc", "Zoé", "Éric", "Inès", "Guy")
_LAST = ("Marchal", "Ruyer", "Guyot", "Bailly", "Henry", "Thierry", "Lambert", "Noël", "Roy", "Lucas")
_KEYS = keys_between("", "", 20)
SIRENS = ("000000018", "000000026", "000000034", "000000042", "000000059", "000000067", "000000075", "000000083",
          "000000091", "000000109", "000000117", "000000125", "000000133")  # fmt: skip

_MOTIVE = (
    "La région dispose de la première bioraffinerie territoriale d’Europe et d’un pôle de compétitivité dédié ; onze "
    "PME transforment déjà la biomasse agricole en intermédiaires chimiques.\n"
    "Trois atouts justifient le choix :\n"
    "- une ressource agricole abondante, à moins de 80 km des sites de transformation ;\n"
    "- des laboratoires reconnus et un démonstrateur préindustriel ouvert aux PME ;\n"
    "- une demande des industriels de la cosmétique et de l’emballage pour des produits « sans pétrole »."
)
_STRATEGY = (
    "La stratégie régionale d’innovation mise sur la bioéconomie, sur les matériaux et sur la modernisation des "
    "ateliers. Elle a été arrêtée après l’audition de quarante entreprises et des trois pôles de la région.\n"
    "Les plans choisis la servent de trois manières :\n"
    "- ils prolongent des filières où la région compte déjà des chefs de file ;\n"
    "- ils s’appuient sur des laboratoires et des plateformes ouverts aux PME ;\n"
    "- ils peuvent créer des emplois dans les quatre départements, et d’abord hors des grandes villes.\n"
    "Chaque plan est porté par un dirigeant de PME, qui réunit les acteurs, fixe les objectifs et le calendrier."
)
_OBJECTIVES = (
    "Porter à 1 750 le nombre d’emplois de la filière en 2017, et doubler le tonnage transformé sur place.\n"
    "Faire de la région le premier site français d’essai des intermédiaires biosourcés."
)
_OBSTACLES = (
    "L’accès au capital pour les démonstrateurs de plus de 5 M€, et la rareté des opérateurs qualifiés dans les "
    "métiers du génie des procédés."
)
_TOOLS = "Le programme d’investissements d’avenir, le FEDER 2014-2020 et le fonds régional d’innovation."
_EXPERIMENTS = "Un premier lot de 200 t produit à façon pour trois PME de la plasturgie, suivi pendant douze mois."


def rows(**roadmap: Any) -> list[Any]:
    """Return the rows of a complete roadmap; the arguments replace fields of its Roadmap row."""
    fields: dict[str, Any] = {
        "region_code": "21",
        "service": "Direction du développement économique",
        "strategy": _STRATEGY,
        "deliberation_number": "14-03-117",
        "deliberation_date": date(2014, 3, 24),
        "approval_body": "Assemblée plénière",
        "approval_date": date(2014, 3, 24),
        "signatory_name": "Claire Fictive",
        "signatory_function": "Présidente du conseil régional",
    }
    found: list[Any] = [Roadmap(**{**fields, **roadmap})]
    for rank, numbers in ((Rank.STRATEGIC, STRATEGIC), (Rank.REGIONAL, REGIONAL)):
        for place, number in enumerate(numbers):
            index = place + (5 if rank is Rank.REGIONAL else 0)
            found += _plan(number, rank, index, place)
    found += [
        Choice(id="23", status=Status.STUDIED, reason_not_kept="Trop peu d’entreprises de la région.", memo=MEMO),
        Choice(id="7", status=Status.STUDIED, memo=MEMO),
    ]
    return found + _factory()


def snapshot(**roadmap: Any) -> Snapshot:
    """Return the complete roadmap; the arguments replace fields of its Roadmap row."""
    return Snapshot.of(rows(**roadmap))


def firm(index: int, **values: Any) -> Company:
    """Return an invented firm."""
    fields: dict[str, Any] = {
        "name": f"Société fictive {index + 1}",
        "siren": SIRENS[index],
        "commune": "Reims",
        "department": "51",
        "headcount": 84 - index * 5,
        "turnover": 9_400_000,
        "balance_sheet": 6_100_000,
    }
    return Company(id=f"firm-{index}", **{**fields, **values})


def name_of(index: int) -> str:
    """Return the name of the lead of the plan at that place, from 0."""
    return f"{_FIRST[index]} {_LAST[index]}"


def _plan(number: str, rank: Rank, index: int, place: int) -> list[Any]:
    choice = Choice(
        id=number, status=Status.of(rank), position=_KEYS[place], motive=_MOTIVE, objectives=_OBJECTIVES,
        obstacles=_OBSTACLES, tools=_TOOLS, experiments=_EXPERIMENTS, memo=MEMO,
    )  # fmt: skip
    lead = Lead(
        id=number, company_id=f"firm-{index}", first_name=_FIRST[index], name=_LAST[index], function="gérant",
        approach=Approach.ACCEPTED, email="personne@exemple.fr", informed_on=date(2014, 2, 3),
    )  # fmt: skip
    return [choice, firm(index), lead, *_actions(number), *_funding(number, index), *_others(number)]


def _actions(number: str) -> list[Action]:
    spans = (
        ("Cartographier les gisements de biomasse", "Pôle fictif", date(2014, 4, 1), date(2014, 9, 30)),
        ("Construire le démonstrateur et en ouvrir l’accès aux PME", "Société", date(2014, 7, 1), date(2015, 9, 15)),
        ("Former 120 opérateurs", "Région", date(2015, 1, 5), date(2015, 12, 18)),
    )  # fmt: skip
    actions = [
        Action(id=f"a{number}-{i}", choice_id=number, position=_KEYS[i], title=title, owner=owner, start=start, end=end)
        for i, (title, owner, start, end) in enumerate(spans)
    ]
    return [
        *actions,
        Action(
            id=f"a{number}-m", choice_id=number, position=_KEYS[9], title="Revue à mi-parcours", owner="Région",
            milestone=True, start=date(2015, 6, 15),
        ),
    ]  # fmt: skip


def _funding(number: str, index: int) -> list[FundingLine]:
    sources = (
        (FundingSource.REGION, 380_000, ""),
        (FundingSource.STATE, 300_000, "PIA, bioéconomie"),
        (FundingSource.ERDF, 160_000, ""),
        (FundingSource.FIRMS, 400_000, ""),
    )
    return [
        FundingLine(
            id=f"f{number}-{source.value}-{year}", choice_id=number, position=_KEYS[place], source=source,
            detail=detail, year=year, asked=amount * (year - 2013) + index * 10_000,
            obtained=100_000 if index == 0 and source is FundingSource.REGION and year == 2014 else None,
        )
        for place, (source, amount, detail) in enumerate(sources)
        for year in (2014, 2015, 2016)
    ]  # fmt: skip


def _others(number: str) -> list[Any]:
    targets = (Target(year=2015, value=Decimal(1400)), Target(year=2017, value=Decimal("1750.5")))
    return [
        Indicator(
            id=f"i{number}-0", choice_id=number, position=_KEYS[0], name="Emplois dans la filière", unit="emplois",
            baseline_year=2013, baseline=Decimal(1240), targets=targets,
        ),
        Indicator(
            id=f"i{number}-1", choice_id=number, position=_KEYS[1], name="Tonnes biosourcées", unit="kt",
            baseline_year=2013, baseline=Decimal(310), targets=(Target(year=2015, value=Decimal(360)),),
        ),
        Partner(id=f"p{number}-0", choice_id=number, position=_KEYS[0], name="Pôle fictif", role="Animation et veille"),
        Partner(
            id=f"p{number}-1", choice_id=number, position=_KEYS[1], name="Université fictive",
            kind=PartnerKind.RESEARCH, role="Essais et caractérisation des produits",
        ),
    ]  # fmt: skip


def _factory() -> list[Any]:
    stages = (Stage.VISITED, Stage.SELECTED, Stage.SUPPORTED)
    return [
        row
        for i, stage in enumerate(stages)
        for row in (
            firm(10 + i),
            FactoryCandidate(
                id=f"u{i}", company_id=f"firm-{10 + i}", position=_KEYS[i], stage=stage,
                need="Robotiser le conditionnement et tracer les lots", reasons="Carnet de commandes en hausse",
            ),
        )
    ]  # fmt: skip
