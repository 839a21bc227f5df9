"""The candidates for « Usine du futur », counted."""

from nfi_planner.models import factory
from nfi_planner.models.factory import DepartmentCount
from nfi_planner.models.roadmap import FactoryCandidate, Stage
from nfi_planner.models.snapshot import Snapshot
from tests.builders import added, blank, blank_rows, changed, company


def candidates(*stages: Stage) -> Snapshot:
    """Return a document with a candidate at each of these stages, each with its own firm."""
    rows = [
        FactoryCandidate(id=f"c{i}", company_id=f"f{i}", position=f"{i}V", stage=s) for i, s in enumerate(stages, 1)
    ]
    return added(blank(), *rows, *(company(f"f{i}", i) for i, _ in enumerate(stages, 1)))


def test_every_stage_is_counted_in_order_and_blank_rows_are_not() -> None:
    document = candidates(Stage.SUPPORTED, Stage.SPOTTED, Stage.SPOTTED)
    document = added(document, *(row for row in blank_rows("1") if isinstance(row, FactoryCandidate)))
    assert list(factory.by_stage(document).items()) == [
        (Stage.SPOTTED, 2),
        (Stage.VISITED, 0),
        (Stage.DIAGNOSED, 0),
        (Stage.SELECTED, 0),
        (Stage.SUPPORTED, 1),
    ]


def test_departements_come_by_code_and_the_unknown_one_last() -> None:
    document = candidates(Stage.SELECTED, Stage.SPOTTED, Stage.SUPPORTED, Stage.VISITED)
    for firm, department in (("f1", ""), ("f3", "2A"), ("f4", "08")):
        document = changed(document, type(company("x")), firm, department=department)
    assert factory.by_department(document) == (
        DepartmentCount("08", "Ardennes", 1, 0),
        DepartmentCount("2A", "Corse-du-Sud", 1, 1),
        DepartmentCount("51", "Marne", 1, 0),
        DepartmentCount("", "Sans département", 1, 1),
    )


def test_a_firm_that_stands_twice_is_named_once() -> None:
    document = candidates(Stage.SPOTTED, Stage.SPOTTED, Stage.SPOTTED)
    assert factory.twice(document) == ()
    same_row = changed(document, FactoryCandidate, "c2", company_id="f1")
    assert factory.twice(same_row) == ("Entreprise 1",)
    same_siren = changed(document, type(company("x")), "f3", siren=company("x", 2).siren)
    assert factory.twice(same_siren) == ("Entreprise 2",)


def test_two_firms_of_one_name_are_one_only_while_a_siren_does_not_tell_them_apart() -> None:
    document = candidates(Stage.SPOTTED, Stage.SPOTTED)
    named = changed(document, type(company("x")), "f2", name="ENTREPRISE 1")
    assert factory.twice(named) == ()
    bare = changed(changed(named, type(company("x")), "f1", siren=""), type(company("x")), "f2", siren="")
    assert factory.twice(bare) == ("Entreprise 1",)


def test_candidates_without_a_firm_are_nobodys_double() -> None:
    rows = [FactoryCandidate(id=name, position=name, need="Un besoin.") for name in ("V", "W")]
    assert factory.twice(added(blank(), *rows)) == ()
