"""Candidates from the firms of the document, and their selection."""

import pytest

from nfi_planner.models.factory import company_of
from nfi_planner.models.roadmap import Company, FactoryCandidate, Stage
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import factory
from tests.builders import changed, complete


def _candidate(snapshot: Snapshot) -> FactoryCandidate:
    found = snapshot.get(FactoryCandidate, "candidate")
    assert found is not None
    return found


def test_a_leads_firm_becomes_a_candidate_without_a_second_firm() -> None:
    before = complete()
    after = before.apply(factory.add_candidate(before, "company-1"))
    assert len(after.all(Company)) == len(before.all(Company))
    added = after.all(FactoryCandidate)[-1]
    assert (added.company_id, added.stage) == ("company-1", Stage.SPOTTED)


def test_a_new_firm_and_its_candidate_are_one_act() -> None:
    before = complete()
    act = factory.new_candidate(before, " Fonderie\x07 fictive ")
    after = before.apply(act)
    assert company_of(after, after.all(FactoryCandidate)[-1]).name == "Fonderie fictive"
    assert "Fonderie fictive" in act.label
    assert after.apply(act.inverse()) == before


@pytest.mark.parametrize("stage", list(Stage))
def test_keeping_and_not_keeping_move_the_stage(stage: Stage) -> None:
    document = changed(complete(), FactoryCandidate, "candidate", stage=stage)
    kept = stage in {Stage.SELECTED, Stage.SUPPORTED}
    taken = document.apply(factory.select(document, _candidate(document), selected=True))
    assert _candidate(taken).stage is (stage if kept else Stage.SELECTED)
    left = document.apply(factory.select(document, _candidate(document), selected=False))
    assert _candidate(left).stage is (Stage.DIAGNOSED if kept else stage)


def test_the_label_says_who_is_kept_and_a_candidate_that_is_gone_changes_nothing() -> None:
    document = changed(complete(), FactoryCandidate, "candidate", stage=Stage.VISITED)
    act = factory.select(document, _candidate(document), selected=True)
    assert act.label == "Retenir Entreprise 99 pour «\u00a0Usine du futur\u00a0»"
    assert not factory.select(document, FactoryCandidate(id="gone"), selected=True)
