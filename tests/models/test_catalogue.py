"""The reference data are whole and consistent."""

from nfi_planner.models import catalogue


def test_there_are_34_plans_33_of_which_can_be_picked() -> None:
    assert [plan.number for plan in catalogue.plans()] == list(range(1, 35))
    assert [plan.number for plan in catalogue.plans() if not plan.pickable] == [34]
    assert catalogue.plan(34).title == "Usine du futur"
    assert all(p.title and p.short_title and p.description and p.national_leads for p in catalogue.plans())
    assert len(catalogue.families()) == 8


def test_every_departement_is_in_a_region_of_both_vintages() -> None:
    assert len(catalogue.departments()) == 101
    for department in catalogue.departments():
        for vintage in catalogue.VINTAGES:
            assert catalogue.region(department.region_code(vintage), vintage) is not None


def test_the_regions_of_2014_become_those_of_2016() -> None:
    old = [region for region in catalogue.regions() if region.vintage == 2014]
    new = {region.code for region in catalogue.regions() if region.vintage == 2016}
    assert (len(old), len(new)) == (27, 18)
    assert {region.successor_code for region in old} == new


def test_the_filter_looks_into_everything_without_accents() -> None:
    chemistry = catalogue.plan(18).search_text
    assert "chimie verte" in chemistry
    assert "energies renouvelables" in catalogue.plan(1).search_text
    assert catalogue.department("00") is None
    assert catalogue.region("21", 2016) is None
