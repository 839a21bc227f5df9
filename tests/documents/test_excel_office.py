"""Every cell of the workbook, read back through LibreOffice and held against the snapshot."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nfi_planner.documents.excel.roadmap import write_workbook
from nfi_planner.models import catalogue, figures, lookups, rules, sme
from nfi_planner.models.roadmap import (
    Action,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Partner,
    Rank,
    Status,
)
from nfi_planner.models.snapshot import Snapshot
from tests.documents import excel_sample as sample
from tests.documents.excel_office import Grid, shown

# What is typed, and what a cell shows: the same text, never its result.
HOSTILE = {
    "=1+1": "=1+1",
    "+33 3 26 00 00 00": "+33 3 26 00 00 00",
    "-5": "-5",
    "@SUM(A1:A9)": "@SUM(A1:A9)",
    "=cmd|' /C calc'!A0": "=cmd|' /C calc'!A0",
    "\t=1+1": "=1+1",
    "\r\n=2+2": "=2+2",
    "#N/A": "#N/A",
    "TRUE": "TRUE",
    "1e5": "1e5",
    "007": "007",
    "12/05/2014": "12/05/2014",
    "'guillemet": "'guillemet",
    "a\x00b\x0bc\x1fd\ud800e\ufffef": "abcdef",
    "_x0041_ et _x000D_": "_x0041_ et _x000D_",
    "<b>&amp;</b> ]]>": "<b>&amp;</b> ]]>",
    "une\r\ndeux\rtrois\n\nquatre": "une\ndeux\ntrois\n\nquatre",
    "« fusée 🚀 », œuvre, 1\u202f250\u00a0€": "« fusée 🚀 », œuvre, 1\u202f250\u00a0€",
    "x" * 32_767: "x" * 32_767,
    "y" * 40_000: "y" * 32_763 + " […]",
    "🚀" * 20_000: "🚀" * 16_381 + " […]",
}


def hostile() -> Snapshot:
    """A sheet whose actions have every text above for a title, and a firm with some of them."""
    actions = [Action(id=f"a{i:02}", choice_id="18", position=f"{i:02}x", title=text) for i, text in enumerate(HOSTILE)]
    choice = Choice(id="18", status=Status.STRATEGIC, position="V", motive="=A1", objectives="@x")
    firm = Company(id="c", name="-Moins & Cie", siren="=000000018", siret="+1", department="=2")
    return Snapshot.of([choice, *actions, firm, FactoryCandidate(id="f", company_id="c", need="=NOW()")])


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Grid], dict[str, Grid]]:
    folder = tmp_path_factory.mktemp("office")
    books = (folder / "ordinaire.xlsx", folder / "hostile.xlsx")
    write_workbook(sample.snapshot(), books[0], on=sample.ON)
    write_workbook(hostile(), books[1], on=sample.ON)
    ordinary, nasty = shown(books, folder)
    return ordinary, nasty


@pytest.fixture(scope="module")
def sheets(read: tuple[dict[str, Grid], dict[str, Grid]]) -> dict[str, Grid]:
    return read[0]


SNAPSHOT = sample.snapshot()


def as_shown(value: Any) -> str:
    """A value as LibreOffice shows it in English; dates have our own format."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return "" if value is None else str(value)


def euros(value: int | None) -> str:
    return "" if value is None else f"{value:,} €"


def same(grid: Grid, expected: Iterable[Iterable[Any]]) -> None:
    """Hold the rows under the titles against what is expected, row by row for a readable difference."""
    wanted = [[as_shown(value) for value in row] for row in expected]
    assert len(grid) - 1 == len(wanted)
    for found, row in zip(grid[1:], wanted, strict=True):
        assert found == row


def chosen() -> list[tuple[Choice, tuple[Any, ...]]]:
    """The chosen plans with the four cells that begin their rows."""
    return [
        (choice, (choice.plan.number, choice.plan.title, rank.value, place))
        for rank in Rank
        for place, choice in enumerate(lookups.ranked(SNAPSHOT, rank), 1)
    ]


def firm(company: Company | None) -> tuple[Any, ...]:
    if company is None:
        return ("",) * 11
    department = catalogue.department(company.department)
    assert department is not None
    size = sme.size(company)
    return (
        company.name, company.siren, company.siret, company.commune, f"{department.code} – {department.name}",
        company.headcount, euros(company.turnover), euros(company.balance_sheet), company.closed_year, company.group,
        size.label if size else "à confirmer",
    )  # fmt: skip


def test_sheets(sheets: dict[str, Grid]) -> None:
    assert set(sheets) == {
        "Lisez-moi", "Plans", "Chefs de projet", "Actions", "Financement", "Indicateurs", "Partenaires",
        "Usine du futur", "Contrôles",
    }  # fmt: skip


def test_plans(sheets: dict[str, Grid]) -> None:
    start = {choice.id: cells for choice, cells in chosen()}

    def row(choice: Choice) -> tuple[Any, ...]:
        begin = (choice.plan.number, choice.plan.title, choice.plan.family, choice.status.label)
        if choice.id not in start:
            return (*begin, "", "", "", choice.reason_not_kept, *("",) * 6)
        lines = SNAPSHOT.children(FundingLine, choice.id)
        texts = (choice.objectives, choice.obstacles, choice.tools, choice.experiments)
        money = (euros(figures.asked(lines)), euros(figures.obtained(lines)))
        return (*begin, *start[choice.id][2:], choice.motive, "", *texts, *money)

    assert sheets["Plans"][0] == [
        "N°", "Plan", "Famille", "Statut", "Rang", "Place", "Motif du choix", "Motif de non-retenue", "Objectifs",
        "Freins", "Outils à mobiliser", "Expérimentations", "Budget demandé", "Budget obtenu",
    ]  # fmt: skip
    same(sheets["Plans"], map(row, lookups.choices(SNAPSHOT)))


def test_leads(sheets: dict[str, Grid]) -> None:
    def row(choice: Choice, start: tuple[Any, ...]) -> tuple[Any, ...]:
        lead = lookups.lead(SNAPSHOT, choice.id)
        if lead is None:
            return (*start, *("",) * 19)
        person = (
            lead.civility, lead.first_name, lead.name, lead.function, lead.email, lead.telephone, lead.approach.label,
            lead.informed_on,
        )  # fmt: skip
        return (*start, *person, *firm(lookups.lead_company(SNAPSHOT, lead)))

    assert sheets["Chefs de projet"][0] == [
        "N°\u00a0du plan", "Plan", "Rang", "Place", "Civilité", "Prénom", "Nom", "Fonction", "Courriel", "Téléphone",
        "Avancement de la démarche", "Date d’information", "Entreprise", "SIREN", "SIRET du siège", "Commune",
        "Département", "Effectif", "Chiffre d’affaires", "Total de bilan", "Exercice clos", "Groupe", "Taille",
    ]  # fmt: skip
    same(sheets["Chefs de projet"], (row(*one) for one in chosen()))
    assert sheets["Chefs de projet"][1][13] == "000000018"


def test_actions(sheets: dict[str, Grid]) -> None:
    assert sheets["Actions"][0][4:] == ["Action", "Porteur", "Jalon", "Début", "Fin"]
    same(
        sheets["Actions"],
        (
            (*start, a.title, a.owner, "oui" if a.milestone else "non", a.start, None if a.milestone else a.end)
            for choice, start in chosen()
            for a in SNAPSHOT.children(Action, choice.id)
        ),
    )


def test_funding(sheets: dict[str, Grid]) -> None:
    assert sheets["Financement"][0][4:] == ["Source", "Précision", "Année", "Montant demandé", "Montant obtenu"]
    same(
        sheets["Financement"],
        (
            (*start, line.source.label, line.detail, line.year, euros(line.asked), euros(line.obtained))
            for choice, start in chosen()
            for line in SNAPSHOT.children(FundingLine, choice.id)
        ),
    )


def test_indicators(sheets: dict[str, Grid]) -> None:
    def rows(one: Indicator) -> list[tuple[Any, ...]]:
        targets = [("cible", target.year, target.value) for target in one.targets]
        base = [("référence", one.baseline_year, one.baseline)] if one.baseline is not None else []
        return [(one.name, one.unit, *value) for value in base + targets] or [(one.name, one.unit, "", "", "")]

    assert sheets["Indicateurs"][0][4:] == ["Indicateur", "Unité", "Nature", "Année", "Valeur"]
    same(
        sheets["Indicateurs"],
        (
            (*start, *row)
            for choice, start in chosen()
            for one in SNAPSHOT.children(Indicator, choice.id)
            for row in rows(one)
        ),
    )


def test_partners(sheets: dict[str, Grid]) -> None:
    assert sheets["Partenaires"][0][4:] == ["Partenaire", "Nature", "Rôle", "Contact"]
    same(
        sheets["Partenaires"],
        (
            (*start, one.name, one.kind.label, one.role, one.contact)
            for choice, start in chosen()
            for one in SNAPSHOT.children(Partner, choice.id)
        ),
    )


def test_factory(sheets: dict[str, Grid]) -> None:
    assert sheets["Usine du futur"][0][12:] == ["Étape", "Retenue", "Besoin", "Raisons"]
    same(
        sheets["Usine du futur"],
        (
            (
                place, *firm(SNAPSHOT.get(Company, one.company_id)), one.stage.label, "oui" if one.selected else "non",
                one.need, one.reasons,
            )
            for place, one in enumerate(SNAPSHOT.all(FactoryCandidate), 1)
        ),
    )  # fmt: skip


def test_findings(sheets: dict[str, Grid]) -> None:
    grid = sheets["Contrôles"]
    severities = {"blocking": "bloquant", "warning": "à vérifier", "advice": "conseil"}
    assert grid[0] == ["Code", "Gravité", "Constat", "Où"]
    assert [row[:3] for row in grid[1:]] == [
        [one.code, severities[one.severity.value], one.message] for one in rules.check(SNAPSHOT, sample.ON)
    ]
    assert len(grid) > 5


def test_readme(sheets: dict[str, Grid]) -> None:
    grid = sheets["Lisez-moi"]
    facts = {row[0]: row[1] for row in grid}
    assert [row[0] for row in grid[:3]] == [
        "Feuille de route régionale de la Nouvelle France industrielle",
        "Conseil régional de Champagne-Ardenne",
        "Projet\u00a0– 28\u00a0mars\u00a02014",
    ]
    lines = figures.chosen_funding(SNAPSHOT)
    assert facts["Région"] == "Champagne-Ardenne"
    assert facts["Budget demandé"] == euros(sum(line.asked or 0 for line in lines))
    assert facts["Budget obtenu"] == "4,000,000 €"
    assert facts["Chefs de projet nommés"] == "9"
    assert facts["Plans de rang 1 (plans stratégiques)"] == facts["Plans de rang 2 (priorités régionales)"] == "5"
    assert facts["Date de la délibération"] == "24/03/2014"
    counts = {row[0]: int(row[2]) for row in grid if row[0] in sheets}
    assert counts == {name: len(rows) - 1 for name, rows in sheets.items() if name != "Lisez-moi"}


def test_no_text_becomes_anything_else(read: tuple[dict[str, Grid], dict[str, Grid]]) -> None:
    nasty = read[1]
    assert [row[4] for row in nasty["Actions"][1:]] == list(HOSTILE.values())
    plan = nasty["Plans"][18]
    assert (plan[6], plan[8]) == ("=A1", "@x")
    candidate = nasty["Usine du futur"][1]
    assert [*candidate[1:4], candidate[5], candidate[14]] == ["-Moins & Cie", "=000000018", "+1", "=2", "=NOW()"]
