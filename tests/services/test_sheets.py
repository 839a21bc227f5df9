"""Filling a document."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.models import lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.entity import field_types, new_id
from nfi_planner.models.roadmap import (
    SHEET_TABLES,
    Action,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Lead,
    Partner,
    Roadmap,
    SheetRow,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import sheets
from nfi_planner.support.french import clean
from tests.builders import blank, complete


def row_ids(snapshot: Snapshot, table: type[SheetRow], plan: int = 1) -> list[str]:
    return [row.id for row in snapshot.children(table, str(plan))]


def with_actions(*ids: str) -> Snapshot:
    snapshot = blank()
    for row_id in ids:
        snapshot = snapshot.apply(sheets.add_row(snapshot, Action(id=row_id, choice_id="1")))
    return snapshot


# -- fields --------------------------------------------------------------------------------------------------------


@given(st.text())
def test_text_is_cleaned_when_it_is_written(text: str) -> None:
    snapshot = complete()
    after = snapshot.apply(sheets.edit(snapshot, lookups.choice(snapshot, 1), objectives=text))
    assert lookups.choice(after, 1).objectives == clean(text)


def test_control_characters_never_come_in() -> None:
    dirty, plain = " a\x00b\x1b[0m\x85\r\nc\t", "ab[0m\nc"
    snapshot = complete()
    acts = [
        sheets.edit(snapshot, lookups.choice(snapshot, 1), motive=dirty),
        sheets.edit_lead(snapshot, 20, name=dirty),
        sheets.edit_lead_company(snapshot, 20, name=dirty),
        sheets.new_lead_company(snapshot, 20, dirty),
        sheets.edit_candidate_company(snapshot, FactoryCandidate(id="new"), name=dirty),
        sheets.add_row(snapshot, Action(id="new", choice_id="1", title=dirty)),
    ]
    for act in acts:
        written = [c.after for c in act.changes if c.after is not None]
        values = {getattr(row, name) for row in written for name in field_types(type(row))}
        assert plain in values
        assert dirty not in values


def test_an_edit_starts_from_what_is_in_the_document() -> None:
    snapshot = complete()
    old = lookups.choice(snapshot, 1)
    newer = snapshot.apply(sheets.edit(snapshot, old, motive="Un."))
    both = newer.apply(sheets.edit(newer, old, objectives="Deux."))
    assert (lookups.choice(both, 1).motive, lookups.choice(both, 1).objectives) == ("Un.", "Deux.")


def test_an_edit_of_a_row_that_is_gone_does_nothing() -> None:
    assert not sheets.edit(blank(), Action(id="gone", choice_id="1"), title="Titre")


def test_an_edit_says_which_field_of_what() -> None:
    snapshot = complete()
    roadmap = lookups.roadmap(snapshot)
    act = sheets.edit(snapshot, roadmap, deliberation_number="14-04")
    assert act.label == "Modifier «\u00a0numéro de délibération\u00a0»\u00a0— feuille de route"
    [line] = snapshot.children(FundingLine, "32") or [FundingLine(id="f", choice_id="32")]
    added = snapshot.apply(sheets.add_row(snapshot, line))
    assert sheets.edit(added, line, asked=5).label == "Modifier «\u00a0montant demandé\u00a0»\u00a0— Robotique"


def test_what_counts_as_typing_is_for_the_caller_to_say() -> None:
    """A list of words gives text too: choosing in it twice is two acts."""
    snapshot = complete()
    candidate = FactoryCandidate(id="new", company_id="company-1")
    snapshot = snapshot.apply(sheets.add_row(snapshot, candidate))
    for typing in (False, True):
        acts = [
            sheets.edit(snapshot, lookups.choice(snapshot, 1), typing=typing, motive="Un motif"),
            sheets.edit_lead(snapshot, 1, typing=typing, civility="Mme"),
            sheets.edit_lead_company(snapshot, 1, typing=typing, department="55"),
            sheets.edit_candidate_company(snapshot, candidate, typing=typing, name="Autre nom"),
        ]
        assert all(acts)
        assert [act.typing for act in acts] == [typing] * 4
    assert not sheets.edit(snapshot, lookups.choice(snapshot, 1), motive="Un motif").typing


def test_a_number_of_sirene_keeps_its_digits_only() -> None:
    snapshot = complete()
    act = sheets.edit_lead_company(
        snapshot, 1, siren=" 732\u00a0829\u202f320 ", siret="732 829 320\t00074", naf="25.62 B"
    )
    [change] = act.changes
    assert isinstance(change.after, Company)
    assert (change.after.siren, change.after.siret, change.after.naf) == ("732829320", "73282932000074", "25.62 B")


# -- rows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", SHEET_TABLES)
def test_a_row_is_added_at_the_end_of_its_plans_list(table: type[SheetRow]) -> None:
    snapshot = blank()
    for row_id, plan in (("c", "1"), ("a", "1"), ("x", "2"), ("b", "1")):
        snapshot = snapshot.apply(sheets.add_row(snapshot, table(id=row_id, choice_id=plan)))
    assert row_ids(snapshot, table) == ["c", "a", "b"]
    assert row_ids(snapshot, table, 2) == ["x"]


def test_candidates_form_one_list() -> None:
    snapshot = blank()
    for row_id in ("c", "a", "b"):
        snapshot = snapshot.apply(sheets.add_row(snapshot, FactoryCandidate(id=row_id)))
    assert [row.id for row in snapshot.all(FactoryCandidate)] == ["c", "a", "b"]
    last = snapshot.all(FactoryCandidate)[-1]
    snapshot = snapshot.apply(sheets.move_row(snapshot, last, -1))
    assert [row.id for row in snapshot.all(FactoryCandidate)] == ["c", "b", "a"]


@pytest.mark.parametrize("step", [-1, 1])
@pytest.mark.parametrize("index", range(4))
def test_a_row_moves_one_step_and_stops_at_the_ends(index: int, step: int) -> None:
    order = ["d", "b", "c", "a"]
    snapshot = with_actions(*order)
    act = sheets.move_row(snapshot, snapshot.children(Action, "1")[index], step)
    target = index + step
    assert bool(act) is (0 <= target < 4)
    if act:
        order.insert(target, order.pop(index))
    assert row_ids(snapshot.apply(act), Action) == order


def test_rows_are_removed_and_come_back_where_they_were() -> None:
    snapshot = with_actions("d", "b", "c", "a")
    act = sheets.remove_rows(snapshot, snapshot.children(Action, "1")[1:3])
    assert act.label == "Supprimer 2 lignes\u00a0— Énergies renouvelables"
    after = snapshot.apply(act)
    assert row_ids(after, Action) == ["d", "a"]
    assert after.apply(act.inverse()) == snapshot
    assert not sheets.remove_rows(snapshot, [])


def test_acts_start_from_the_row_as_it_is_now_or_do_nothing() -> None:
    """A list on the screen may hold a row as it was before the last key."""
    before = with_actions("a", "b")
    old = before.children(Action, "1")[0]
    now = before.apply(sheets.edit(before, old, title="Titre"))
    moved = now.apply(sheets.move_row(now, old, 1))
    assert [row.title for row in moved.children(Action, "1")] == ["", "Titre"]
    assert row_ids(now.apply(sheets.remove_rows(now, [old])), Action) == ["b"]
    gone = Action(id="gone", choice_id="1")
    assert not sheets.remove_rows(now, [gone])
    assert not sheets.move_row(now, gone, 1)


# -- leads and firms -----------------------------------------------------------------------------------------------


def test_a_lead_is_made_by_the_first_field() -> None:
    snapshot = blank()
    snapshot = snapshot.apply(sheets.edit_lead(snapshot, 3, first_name="Prénom"))
    snapshot = snapshot.apply(sheets.edit_lead(snapshot, 3, name="Nom"))
    assert lookups.lead(snapshot, 3) == Lead(id="3", first_name="Prénom", name="Nom")
    assert not sheets.edit_lead(blank(), 4, first_name=" ")


def test_a_firm_and_its_lead_are_made_by_the_first_field() -> None:
    snapshot = blank()
    snapshot = snapshot.apply(sheets.edit_lead_company(snapshot, 3, name="Entreprise 3"))
    lead = lookups.lead(snapshot, 3)
    first = lookups.lead_company(snapshot, lead)
    assert first is not None
    snapshot = snapshot.apply(sheets.edit_lead_company(snapshot, 3, headcount=12))
    assert lookups.lead_company(snapshot, lead) == Company(id=first.id, name="Entreprise 3", headcount=12)
    snapshot = snapshot.apply(sheets.new_lead_company(snapshot, 3, "Entreprise 4"))
    second = lookups.lead_company(snapshot, lookups.lead(snapshot, 3))
    assert second is not None
    assert second.name == "Entreprise 4"
    assert len(snapshot.all(Company)) == 2


def test_the_firm_of_a_candidate_is_made_by_the_first_field() -> None:
    candidate = FactoryCandidate(id=new_id())
    snapshot = blank()
    snapshot = snapshot.apply(sheets.add_row(snapshot, candidate))
    candidate = snapshot.all(FactoryCandidate)[0]
    snapshot = snapshot.apply(sheets.edit_candidate_company(snapshot, candidate, name="Entreprise 5"))
    candidate = snapshot.all(FactoryCandidate)[0]
    snapshot = snapshot.apply(sheets.edit_candidate_company(snapshot, candidate, headcount=7))
    [company] = snapshot.all(Company)
    assert (company.name, company.headcount, candidate.company_id) == ("Entreprise 5", 7, company.id)


def with_lead_firm(plan: int = 1, **values: Any) -> Snapshot:
    snapshot = blank()
    return snapshot.apply(sheets.edit_lead_company(snapshot, plan, name="Entreprise", **values))


def with_candidate(snapshot: Snapshot, company_id: str | None = None) -> tuple[Snapshot, FactoryCandidate]:
    candidate = FactoryCandidate(id="candidate", company_id=company_id)
    snapshot = snapshot.apply(sheets.add_row(snapshot, candidate))
    return snapshot, snapshot.all(FactoryCandidate)[0]


LEAVING = [
    lambda snapshot: sheets.edit_lead(snapshot, 1, company_id=None),
    lambda snapshot: sheets.new_lead_company(snapshot, 1, "Autre"),
    lambda snapshot: sheets.clear_sheet(snapshot, 1),
]


@pytest.mark.parametrize("leave", LEAVING)
def test_a_firm_that_is_but_a_name_leaves_with_its_last_use(leave: Callable[[Snapshot], ChangeSet]) -> None:
    snapshot = with_lead_firm()
    act = leave(snapshot)
    after = snapshot.apply(act)
    assert "Entreprise" not in [firm.name for firm in after.all(Company)]
    assert after.apply(act.inverse()) == snapshot


@pytest.mark.parametrize("leave", LEAVING)
def test_a_firm_of_which_more_is_known_or_that_is_used_elsewhere_stays(
    leave: Callable[[Snapshot], ChangeSet],
) -> None:
    known = with_lead_firm(headcount=12)
    [firm] = known.all(Company)
    assert firm in known.apply(leave(known)).all(Company)
    named = with_lead_firm()
    [firm] = named.all(Company)
    shared = named.apply(sheets.edit_lead(named, 2, company_id=firm.id))
    assert firm in shared.apply(leave(shared)).all(Company)
    shared, _ = with_candidate(named, firm.id)
    assert firm in shared.apply(leave(shared)).all(Company)


def test_a_firm_leaves_with_its_candidate() -> None:
    snapshot, candidate = with_candidate(blank())
    empty = snapshot
    snapshot = snapshot.apply(sheets.edit_candidate_company(snapshot, candidate, name="Entreprise"))
    act = sheets.remove_rows(snapshot, snapshot.all(FactoryCandidate))
    after = snapshot.apply(act)
    assert (after.all(Company), after.all(FactoryCandidate)) == ((), ())
    assert after.apply(act.inverse()) == snapshot != empty


def test_a_lead_that_takes_another_firm_of_the_document_lets_its_own_go() -> None:
    snapshot = with_lead_firm()
    snapshot = snapshot.apply(sheets.edit_lead_company(snapshot, 2, name="Autre"))
    other = lookups.lead_company(snapshot, lookups.lead(snapshot, 2))
    assert other is not None
    after = snapshot.apply(sheets.edit_lead(snapshot, 1, company_id=other.id))
    assert after.all(Company) == (other,)


def test_clearing_a_sheet_leaves_the_choice_and_the_other_sheets() -> None:
    snapshot = complete()
    partner = Partner(id="partner", choice_id="1")
    snapshot = snapshot.apply(sheets.add_row(snapshot, partner))
    before = lookups.choice(snapshot, 1)
    act = sheets.clear_sheet(snapshot, 1)
    assert act.label == "Vider la fiche\u00a0— Énergies renouvelables"
    after = snapshot.apply(act)
    assert lookups.choice(after, 1) == Choice(id="1", status=before.status, position=before.position)
    assert lookups.lead(after, 1) is None
    assert [row_ids(after, table) for table in SHEET_TABLES] == [[], [], [], []]
    assert row_ids(after, Indicator, 2) == ["indicator-2"]
    assert after.get(Roadmap, "roadmap") == snapshot.get(Roadmap, "roadmap")
    assert after.apply(act.inverse()) == snapshot
    assert not sheets.clear_sheet(blank(), 1)
