"""The sentence of what an act took away: agreed, exact, and none for what takes nothing away."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import new_id
from nfi_planner.models.factory import company_of
from nfi_planner.models.roadmap import (
    Action,
    Company,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Lead,
    Partner,
    Rank,
    SheetRow,
    Status,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import choosing, examples, factory, sheets
from nfi_planner.support.french import NBSP, THIN
from nfi_planner.ui import outcomes

DOCUMENT = Snapshot.of(examples.example_rows())
Act = Callable[[Snapshot], ChangeSet]


def said(act: ChangeSet, before: Snapshot = DOCUMENT) -> str:
    """What is said of an act, with plain spaces."""
    return outcomes.sentence(act, before.apply(act)).replace(NBSP, " ").replace(THIN, " ")


def rows(table: type[SheetRow], count: int) -> Sequence[SheetRow]:
    """The first rows of the sheet of plan 18."""
    return DOCUMENT.children(table, "18")[:count]


@pytest.mark.parametrize(
    ("plans", "status", "expected"),
    [
        (["32"], Status.NOT_KEPT, "« Robotique » retiré du rang 2"),
        (["32", "16"], Status.NOT_KEPT, "« Robotique » et « Smart grids » retirés du rang 2"),
        (["18", "32"], Status.NOT_KEPT, "« Chimie verte » et « Robotique » retirés du choix"),
        (["18", "13", "22"], Status.NOT_KEPT, "3 plans retirés du rang 1"),
        (["32"], Status.STUDIED, "« Robotique » retiré du rang 2 et mis à l’étude"),
        (["17"], Status.NOT_KEPT, "« Qualité de l’eau » n’est plus à l’étude"),
        (["17", "2"], Status.NOT_KEPT, "« Qualité de l’eau » et « Voiture 2 L/100 km » ne sont plus à l’étude"),
        (["32", "17"], Status.NOT_KEPT, "« Robotique » et « Qualité de l’eau » retirés du choix"),
        (["32"], Status.STRATEGIC, ""),
        (["17"], Status.REGIONAL, ""),
        (["33"], Status.STUDIED, ""),
    ],
)
def test_plans_taken_out(plans: list[str], status: Status, expected: str) -> None:
    assert said(choosing.set_status(DOCUMENT, plans, status)) == expected


@pytest.mark.parametrize(
    ("table", "count", "expected"),
    [
        (Action, 1, "Action « Cartographier les gisements de biomasse mobilisables » supprimée — « Chimie verte »"),
        (Action, 3, "3 actions supprimées — « Chimie verte »"),
        (FundingLine, 2, "2 lignes de financement supprimées — « Chimie verte »"),
        (Partner, 2, "2 partenaires supprimés — « Chimie verte »"),
        (Indicator, 1, "Indicateur « Emplois dans la filière » supprimé — « Chimie verte »"),
    ],
)
def test_rows_removed(table: type[SheetRow], count: int, expected: str) -> None:
    assert said(sheets.remove_rows(DOCUMENT, rows(table, count))) == expected


def test_a_row_without_a_name() -> None:
    bare = Action(id="bare", choice_id="18")
    document = Snapshot.of([*DOCUMENT.rows(), bare])
    assert said(sheets.remove_rows(document, [bare]), document) == "Action sans nom supprimée — « Chimie verte »"


def test_candidates_removed_by_their_firm_even_when_it_goes_too() -> None:
    first, second = DOCUMENT.all(FactoryCandidate)[:2]
    assert said(sheets.remove_rows(DOCUMENT, [first])) == "Candidate « Fonderie des Trois-Boucles » supprimée"
    assert said(sheets.remove_rows(DOCUMENT, [first, second])) == "2 candidates supprimées"
    named = [Company(id="f", name="Atelier Zénith"), FactoryCandidate(id="c", company_id="f")]
    document = Snapshot.of([*DOCUMENT.rows(), *named])
    act = sheets.remove_rows(document, [named[1]] if isinstance(named[1], FactoryCandidate) else [])
    assert any(isinstance(change.before, Company) for change in act.changes)
    assert said(act, document) == "Candidate « Atelier Zénith » supprimée"


def test_a_sheet_emptied() -> None:
    assert said(sheets.clear_sheet(DOCUMENT, 18)) == "Fiche « Chimie verte » vidée"
    texts = Snapshot.of(
        row for row in DOCUMENT.rows() if not isinstance(row, Action | Partner | FundingLine | Indicator)
    )
    assert said(sheets.clear_sheet(texts, 18), texts) == "Fiche « Chimie verte » vidée"


def test_a_lead_removed() -> None:
    lead = DOCUMENT.get(Lead, "18")
    act = change_set("Retirer", [Change(lead, None)])
    assert said(act) == "Chef de projet « Hélène Marchal » retiré — « Chimie verte »"


def test_a_firm_replaced() -> None:
    other = lookups.lead(DOCUMENT, 32)
    assert other is not None
    act = sheets.edit_lead(DOCUMENT, 18, company_id=other.company_id)
    assert said(act) == "Entreprise « Biosourcés de la Vesle » remplacée par « Ardenn’Robotic » — « Chimie verte »"
    act = sheets.edit_lead(DOCUMENT, 18, company_id=None)
    assert said(act) == "Entreprise « Biosourcés de la Vesle » retirée — « Chimie verte »"
    candidate = next(c for c in DOCUMENT.all(FactoryCandidate) if company_of(DOCUMENT, c).siren)
    name = company_of(DOCUMENT, candidate).name
    act = factory.name_company(DOCUMENT, candidate, "Atelier Zénith", typing=True)
    assert said(act) == f"Entreprise « {name} » remplacée par « Atelier Zénith » — « Usine du futur »"


def test_a_logo_removed() -> None:
    bare = lookups.roadmap(DOCUMENT)
    document = DOCUMENT.apply(ChangeSet("", (Change(bare, replace(bare, logo=b"x")),)))
    assert said(sheets.edit(document, lookups.roadmap(document), logo=b""), document) == "Logo retiré"


@pytest.mark.parametrize(
    "act",
    [
        lambda s: choosing.place(s, ["32"], Rank.STRATEGIC, 0),
        lambda s: sheets.edit(s, lookups.choice(s, 18), typing=True, motive=""),
        lambda s: sheets.edit(s, s.children(Action, "18")[0], title="", typing=True),
        lambda s: sheets.move_row(s, s.children(Action, "18")[0], 1),
        lambda s: sheets.add_row(s, Action(id=new_id(), choice_id="18")),
        lambda s: sheets.clear_sheet(s, 33),
        lambda s: sheets.edit_lead(s, 33, company_id=s.all(Company)[0].id),
    ],
)
def test_what_takes_nothing_away_says_nothing(act: Act) -> None:
    assert said(act(DOCUMENT)) == ""
