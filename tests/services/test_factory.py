"""Candidates from the firms of the document, and their selection."""

import pytest

from nfi_planner.models.factory import company_of
from nfi_planner.models.roadmap import Company, FactoryCandidate, Stage
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import factory
from tests.builders import changed, company, complete


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


def _identified(**fields: str) -> Snapshot:
    return changed(complete(), Company, "factory", siren="000000018", **fields)


def _named(document: Snapshot, name: str) -> tuple[Snapshot, Company]:
    after = document.apply(factory.name_company(document, _candidate(document), name))
    return after, company_of(after, _candidate(after))


def test_another_name_than_that_of_a_firm_with_a_siren_is_another_firm_without_its_figures() -> None:
    document = _identified()
    after, firm = _named(document, "Atelier\x07 fictif ")
    assert firm == Company(id=firm.id, name="Atelier fictif")
    assert after.get(Company, "factory") == document.get(Company, "factory")


def test_the_name_of_a_known_firm_is_that_firm_whatever_its_accents() -> None:
    document = _identified()
    known = document.get(Company, "company-1")
    assert known is not None
    after, firm = _named(document, known.name.upper())
    assert firm == known
    assert len(after.all(Company)) == len(document.all(Company))


def test_the_spelling_of_a_name_can_be_mended_and_a_firm_without_siren_renamed() -> None:
    document = _identified(name="Société Éphémère")
    after, firm = _named(document, "Societe ephemere")
    assert (firm.id, firm.name) == ("factory", "Societe ephemere")
    after, firm = _named(changed(after, Company, "factory", siren=""), "Atelier fictif")
    assert (firm.id, firm.name) == ("factory", "Atelier fictif")
    assert firm.headcount == company("factory", 99).headcount


def test_emptying_a_name_takes_a_bare_firm_away_and_leaves_one_with_a_siren() -> None:
    bare = Snapshot.of([FactoryCandidate(id="candidate", company_id="bare"), Company(id="bare", name="Atelier")])
    after, _ = _named(bare, "")
    assert after.all(Company) == ()
    with pytest.raises(ValueError, match="a un SIREN"):
        factory.name_company(_identified(), _candidate(_identified()), "")


def test_two_firms_of_that_name_are_told_apart_by_choosing() -> None:
    document = changed(_identified(), Company, "company-2", name="Entreprise 1")
    with pytest.raises(ValueError, match="Plusieurs entreprises"):
        factory.name_company(document, _candidate(document), "Entreprise 1")


def test_the_label_says_who_is_kept_and_a_candidate_that_is_gone_changes_nothing() -> None:
    document = changed(complete(), FactoryCandidate, "candidate", stage=Stage.VISITED)
    act = factory.select(document, _candidate(document), selected=True)
    assert act.label == "Retenir Entreprise 99 pour «\u00a0Usine du futur\u00a0»"
    assert not factory.select(document, FactoryCandidate(id="gone"), selected=True)


def _numbered(document: Snapshot, siren: str) -> tuple[Snapshot, Company]:
    after = document.apply(factory.number_company(document, _candidate(document), siren))
    return after, company_of(after, _candidate(after))


def test_the_siren_of_a_firm_of_the_document_picks_that_firm() -> None:
    document = complete()
    known = document.get(Company, "company-1")
    assert known is not None
    after, firm = _numbered(document, f" {known.siren[:3]} {known.siren[3:]} ")
    assert firm == known
    assert after.get(Company, "company-1") == known


def test_a_leads_firm_keeps_its_siren_when_its_candidate_gets_another() -> None:
    document = changed(complete(), FactoryCandidate, "candidate", company_id="company-1")
    before = document.get(Company, "company-1")
    after, firm = _numbered(document, "552100554")
    assert after.get(Company, "company-1") == before
    assert before is not None
    assert (firm.name, firm.siren, firm.headcount) == (before.name, "552100554", None)


def test_the_siren_of_a_candidates_own_firm_is_mended_in_place() -> None:
    document = _identified()
    after, firm = _numbered(document, "552100554")
    assert (firm.id, firm.siren) == ("factory", "552100554")
    assert len(after.all(Company)) == len(document.all(Company))


@pytest.mark.parametrize("typed", ["", "12 abc", "55210055"])
def test_what_is_no_siren_takes_nothing_from_a_leads_firm(typed: str) -> None:
    document = changed(complete(), FactoryCandidate, "candidate", company_id="company-1")
    with pytest.raises(ValueError, match="neuf chiffres"):
        factory.number_company(document, _candidate(document), typed)
