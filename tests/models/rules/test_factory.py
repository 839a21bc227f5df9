"""U: « Usine du futur »."""

from typing import Any

import pytest

from nfi_planner.models.roadmap import Company, FactoryCandidate, Stage
from nfi_planner.models.rules import Severity, Where, check
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import typeset
from tests.builders import TODAY, added, changed, company, removed

NONE_SELECTED = "Aucune PME ou ETI n’est retenue pour « Usine du futur »."


@pytest.mark.parametrize("stage", [Stage.SPOTTED, Stage.VISITED, Stage.DIAGNOSED])
def test_u01_one_firm_is_selected(whole: Snapshot, stage: Stage) -> None:
    [finding] = check(changed(whole, FactoryCandidate, "candidate", stage=stage), TODAY)
    assert (finding.code, finding.severity) == ("U01", Severity.WARNING)
    assert finding.message == typeset(NONE_SELECTED)
    assert finding.target == Where("factory_candidate", "", "stage")
    assert [f.code for f in check(removed(whole, FactoryCandidate, "candidate"), TODAY)] == ["U01"]


def test_u01_a_firm_that_is_supported_was_selected(whole: Snapshot) -> None:
    assert check(changed(whole, FactoryCandidate, "candidate", stage=Stage.SUPPORTED), TODAY) == []


@pytest.mark.parametrize(
    "figures",
    [{"headcount": 4_999}, {"headcount": 300, "balance_sheet": 2_000_000_000, "turnover": 9_000_000_000}],
)
def test_u02_a_midcap_may_be_selected(whole: Snapshot, figures: dict[str, int]) -> None:
    assert check(changed(whole, Company, "factory", **figures), TODAY) == []


@pytest.mark.parametrize("figures", [{"headcount": 5_000}, {"turnover": 1_500_000_001, "balance_sheet": 2_000_000_001}])
def test_u02_a_large_firm_may_not(whole: Snapshot, figures: dict[str, int]) -> None:
    both = added(
        whole, company("large", 50, **figures), FactoryCandidate(id="c2", company_id="large", stage=Stage.SELECTED)
    )
    [finding] = check(both, TODAY)
    assert (finding.code, finding.severity) == ("U02", Severity.BLOCKING)
    assert finding.message == typeset("Usine du futur : Entreprise 50 est une grande entreprise, ni PME ni ETI.")
    assert finding.target == Where("factory_candidate", "c2", "headcount")


def test_u01_a_large_firm_alone_does_not_count(whole: Snapshot) -> None:
    assert [f.code for f in check(changed(whole, Company, "factory", headcount=6_000), TODAY)] == ["U02", "U01"]


@pytest.mark.parametrize(
    ("values", "name"),
    [({"headcount": None}, "Entreprise 50"), ({"turnover": None, "balance_sheet": None}, "Entreprise 50")],
)
def test_u03_the_size_is_known(whole: Snapshot, values: dict[str, Any], name: str) -> None:
    candidate = FactoryCandidate(id="c2", company_id="unknown", stage=Stage.SELECTED)
    [finding] = check(added(whole, company("unknown", 50, **values), candidate), TODAY)
    assert (finding.code, finding.severity) == ("U03", Severity.WARNING)
    assert finding.message == typeset(f"Usine du futur : {name} est de taille inconnue.")
    assert finding.target == Where("factory_candidate", "c2", "headcount")


def test_u03_without_a_firm_the_sentence_still_reads(whole: Snapshot) -> None:
    [finding] = check(added(whole, FactoryCandidate(id="c2", stage=Stage.SELECTED)), TODAY)
    assert finding.message == typeset("Usine du futur : une entreprise sans nom est de taille inconnue.")
