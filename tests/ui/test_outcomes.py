"""The sentence of what an act took away: agreed, exact, and none for what takes nothing away."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from enum import Enum
from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import iter_modules

import pytest

from nfi_planner import services
from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import Entity, new_id
from nfi_planner.models.factory import company_of
from nfi_planner.models.roadmap import (
    ROADMAP_TABLES,
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
    Submission,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import budget, calendar, choosing, examples, factory, leads, logo, sheets
from nfi_planner.services.pasting import Rehearsal
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


def test_several_sheets_emptied() -> None:
    assert said(sheets.clear_sheet(DOCUMENT, 18, 32)) == "Fiches « Chimie verte » et « Robotique » vidées"
    assert said(sheets.clear_sheet(DOCUMENT, 18, 32, 16)) == "3 fiches vidées"
    assert said(sheets.clear_sheet(DOCUMENT, 18, 33)) == "Fiche « Chimie verte » vidée"


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


def action(*, milestone: bool) -> Action:
    """The first action, or milestone, that has dates."""
    return next(one for one in DOCUMENT.children(Action, "18") if one.start and one.milestone is milestone)


def test_dates_removed() -> None:
    one, stone = action(milestone=False), action(milestone=True)
    dates = f"Dates de l’action « {one.title} » ôtées — « Chimie verte »"
    assert said(calendar.redate(DOCUMENT, calendar.undated(one))) == dates
    date_ = f"Date du jalon « {stone.title} » ôtée — « Chimie verte »"
    assert said(calendar.redate(DOCUMENT, calendar.undated(stone))) == date_
    assert said(calendar.redate(DOCUMENT, replace(one, end=None))) == "Contenu de « fin » effacé — « Chimie verte »"
    assert said(calendar.redate(DOCUMENT, calendar.moved(one, days=3))) == ""


def together(*acts: ChangeSet) -> ChangeSet:
    """Acts done as one, as a table does what is pasted into it or emptied in it."""
    rehearsal = Rehearsal(DOCUMENT)
    for act in acts:
        rehearsal.do(act)
    return rehearsal.act(lambda _: "Coller")


def test_values_emptied_and_pasted_over() -> None:
    one, two = rows(Action, 2)
    gone = together(sheets.edit(DOCUMENT, one, title="", owner=""), sheets.edit(DOCUMENT, two, title=""))
    assert said(gone) == "3 valeurs effacées — « Chimie verte »"
    over = together(sheets.edit(DOCUMENT, one, title="Autre"), sheets.edit(DOCUMENT, two, title="Autre"))
    assert said(over) == "2 valeurs remplacées — « Chimie verte »"
    both = together(sheets.edit(DOCUMENT, one, title="Autre"), sheets.edit(DOCUMENT, two, title="", owner=""))
    assert said(both) == "2 valeurs effacées et 1 remplacée — « Chimie verte »"
    alone = together(sheets.edit(DOCUMENT, one, title="Autre"))
    assert said(alone) == "Contenu de « intitulé » remplacé — « Chimie verte »"
    other = DOCUMENT.children(Action, "32")[0]
    far = together(sheets.edit(DOCUMENT, one, title=""), sheets.edit(DOCUMENT, other, title=""))
    assert said(far) == "2 valeurs effacées"
    assert said(together(sheets.add_row(DOCUMENT, Action(id=new_id(), choice_id="18", title="Pasted")))) == ""


def test_a_target_emptied() -> None:
    one = next(one for one in DOCUMENT.all(Indicator) if len(one.targets) > 1)
    act = sheets.edit(DOCUMENT, one, targets=one.targets[1:])
    assert said(act).startswith("Contenu de « cibles » effacé")


def test_a_firm_no_longer_selected() -> None:
    one = next(one for one in DOCUMENT.all(FactoryCandidate) if one.selected)
    assert said(factory.select(DOCUMENT, one, selected=False)).endswith(" n’est plus retenue")


# -- nothing goes unsaid -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typing", [False, True])
@pytest.mark.parametrize("table", [table for table in ROADMAP_TABLES if table is not Submission])
def test_whatever_is_emptied_is_said_and_what_is_entered_is_not(table: type[Entity], *, typing: bool) -> None:
    emptied = 0
    for row in DOCUMENT.all(table):
        for field in fields(row):
            value = getattr(row, field.name)
            empty = "" if isinstance(value, str) else () if isinstance(value, tuple) else None
            if field.name in {"id", "position", "choice_id"} or isinstance(value, Enum | bool) or value in (empty, b""):
                continue
            act = sheets.edit(DOCUMENT, row, typing=typing, **{field.name: empty})
            assert said(act), (table, field.name)
            without = DOCUMENT.apply(act)
            assert said(sheets.edit(without, row, typing=typing, **{field.name: value}), without) == ""
            emptied += 1
    assert emptied


LINE = DOCUMENT.children(FundingLine, "18")[0]
CANDIDATE = next(one for one in DOCUMENT.all(FactoryCandidate) if one.selected)
LOGO = DOCUMENT.apply(sheets.edit(DOCUMENT, lookups.roadmap(DOCUMENT), logo=b"x"))
TAKING: dict[str, Act] = {  # every act of the services that can take something out, doing so
    "choosing.set_status": lambda s: choosing.set_status(s, ["32"], Status.NOT_KEPT),
    "sheets.edit": lambda s: sheets.edit(s, lookups.choice(s, 18), motive=""),
    "sheets.remove_rows": lambda s: sheets.remove_rows(s, [LINE]),
    "sheets.edit_lead": lambda s: sheets.edit_lead(s, 18, telephone=""),
    "sheets.edit_lead_company": lambda s: sheets.edit_lead_company(s, 18, commune=""),
    "sheets.new_lead_company": lambda s: sheets.new_lead_company(s, 18, "Autre"),
    "sheets.edit_candidate_company": lambda s: sheets.edit_candidate_company(s, CANDIDATE, commune=""),
    "sheets.clear_sheet": lambda s: sheets.clear_sheet(s, 18),
    "budget.set_amount": lambda s: budget.set_amount(s, [LINE], "asked", None),
    "factory.select": lambda s: factory.select(s, CANDIDATE, selected=False),
    "factory.name_company": lambda s: factory.name_company(s, CANDIDATE, "Ardenn’Robotic"),
    "factory.number_company": lambda s: factory.number_company(s, CANDIDATE, ""),
    "calendar.redate": lambda s: calendar.redate(s, calendar.undated(action(milestone=False))),
    "leads.name_company": lambda s: leads.name_company(s, 18, "Ardenn’Robotic"),
    "logo.put": lambda _: logo.put(LOGO, b"y", ""),
    "logo.take_out": lambda _: logo.take_out(LOGO),
}
HARMLESS: dict[str, Act] = {  # and those that can't
    "choosing.place": lambda s: choosing.place(s, ["32"], Rank.STRATEGIC, 0),
    "choosing.move": lambda s: choosing.move(s, [lookups.ranked(s, Rank.STRATEGIC)[0].id], 1),
    "sheets.add_row": lambda s: sheets.add_row(s, Action(id=new_id(), choice_id="18")),
    "sheets.add_rows": lambda s: sheets.add_rows(s, [Action(id=new_id(), choice_id="18")]),
    "sheets.move_row": lambda s: sheets.move_row(s, s.children(Action, "18")[0], 1),
    "budget.move_to_plan": lambda s: budget.move_to_plan(s, LINE, "32"),
    "factory.add_candidate": lambda s: factory.add_candidate(s, s.all(Company)[0].id),
    "factory.new_candidate": lambda s: factory.new_candidate(s, "Nouvelle"),
}


def test_every_act_of_the_services_is_known_here() -> None:
    modules = [import_module(f"nfi_planner.services.{one.name}") for one in iter_modules(services.__path__)]
    acts = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__
        and function.__annotations__.get("return") is ChangeSet
        and not name.startswith("_")
    }
    assert acts == TAKING.keys() | HARMLESS.keys()


@pytest.mark.parametrize("name", TAKING)
def test_an_act_that_takes_something_out_is_said(name: str) -> None:
    act = TAKING[name](DOCUMENT)
    assert act
    assert said(act, LOGO if name.startswith("logo") else DOCUMENT)


@pytest.mark.parametrize("name", HARMLESS)
def test_an_act_that_takes_nothing_out_is_not(name: str) -> None:
    act = HARMLESS[name](DOCUMENT)
    assert act
    assert said(act) == ""


@pytest.mark.parametrize(
    "act",
    [
        lambda s: choosing.place(s, ["32"], Rank.STRATEGIC, 0),
        lambda s: sheets.edit(s, lookups.choice(s, 18), typing=True, motive="Autre"),
        lambda s: sheets.edit(s, s.children(Action, "18")[0], title="Autre"),
        lambda s: sheets.move_row(s, s.children(Action, "18")[0], 1),
        lambda s: sheets.add_row(s, Action(id=new_id(), choice_id="18")),
        lambda s: sheets.clear_sheet(s, 33),
        lambda s: sheets.edit_lead(s, 33, company_id=s.all(Company)[0].id),
    ],
)
def test_what_takes_nothing_away_says_nothing(act: Act) -> None:
    assert said(act(DOCUMENT)) == ""
