"""L: the project leads and their firms."""

from datetime import date
from typing import Any

import pytest

from nfi_planner.models.roadmap import Approach, Choice, Company, CompanySize, Lead, Roadmap, Status
from nfi_planner.models.rules import Finding, Severity, Where, check
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import typeset
from tests.builders import TODAY, changed, removed, siren

BLOCKING, WARNING, ADVICE = Severity.BLOCKING, Severity.WARNING, Severity.ADVICE


def lead(snapshot: Snapshot, plan: int = 1, **values: Any) -> Snapshot:
    return changed(snapshot, Lead, str(plan), **values)


def firm(snapshot: Snapshot, plan: int = 1, **values: Any) -> Snapshot:
    return changed(snapshot, Company, f"company-{plan}", **values)


def only(snapshot: Snapshot, code: str, severity: Severity) -> Finding:
    """Return the one finding of the document, which must be of this rule."""
    findings = check(snapshot, TODAY)
    assert [(f.code, f.severity) for f in findings] == [(code, severity)]
    return findings[0]


def test_l01_each_chosen_plan_has_a_lead(whole: Snapshot) -> None:
    finding = only(removed(whole, Lead, "1"), "L01", BLOCKING)
    assert finding.message == typeset("« Énergies renouvelables » n’a pas de chef de projet.")
    assert finding.target == Where("lead", "1", "first_name")
    assert finding.link == "Nommer"


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"first_name": "", "name": ""}, "first_name", "« Énergies renouvelables » n’a pas de chef de projet."),
        ({"first_name": " "}, "first_name", "« Énergies renouvelables » : le prénom du chef de projet manque."),
        ({"name": ""}, "name", "« Énergies renouvelables » : le nom du chef de projet manque."),
        ({"function": ""}, "function", "« Énergies renouvelables » : la fonction du chef de projet manque."),
    ],
)
def test_l01_a_lead_has_a_first_name_a_name_and_a_function(
    whole: Snapshot, values: dict[str, Any], field: str, words: str
) -> None:
    finding = only(lead(whole, **values), "L01", BLOCKING)
    assert finding.message == typeset(words)
    assert finding.target == Where("lead", "1", field)


@pytest.mark.parametrize("link", [None, "missing"])
def test_l02_the_lead_has_a_firm(whole: Snapshot, link: str | None) -> None:
    finding = only(lead(whole, company_id=link), "L02", BLOCKING)
    words = "« Énergies renouvelables » : l’entreprise du chef de projet n’est pas indiquée."
    assert finding.message == typeset(words)
    assert finding.target == Where("lead", "1", "company_id")


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        (
            {"name": " "},
            "company_name",
            "« Énergies renouvelables » : le nom de l’entreprise du chef de projet manque.",
        ),
        ({"siren": ""}, "siren", "Entreprise 1 n’a pas de numéro SIREN."),
        ({"siren": "732829321"}, "siren", "Entreprise 1 : le SIREN 732829321 n’est pas valide."),
        ({"siren": "73282932"}, "siren", "Entreprise 1 : le SIREN 73282932 n’est pas valide."),
        ({"siren": "ABCDEFGHI"}, "siren", "Entreprise 1 : le SIREN ABCDEFGHI n’est pas valide."),
        (
            {"siren": "732829320", "siret": "73282932000075"},
            "siret",
            "Entreprise 1 : le SIRET 73282932000075 n’est pas valide ou ne correspond pas au SIREN.",
        ),
        (
            {"siren": siren(1), "siret": "73282932000074"},
            "siret",
            f"Entreprise 1 : le SIRET {73282932000074} n’est pas valide ou ne correspond pas au SIREN.",
        ),
    ],
)
def test_l02_the_firm_has_a_name_and_valid_numbers(
    whole: Snapshot, values: dict[str, Any], field: str, words: str
) -> None:
    finding = only(firm(whole, **values), "L02", BLOCKING)
    assert finding.message == typeset(words)
    assert finding.target == Where("lead", "1", field)


@pytest.mark.parametrize(
    ("number", "seat"),
    [
        ("732829320", ""),
        ("732 829 320", "732 829 320 00074"),
        ("732829320", "73282932000074"),
        ("356000000", "35600000000048"),  # La Poste, by the common rule
        ("356000000", "35600000000001"),  # La Poste: the sum of the digits is a multiple of five
    ],
)
def test_l02_accepts_valid_numbers(whole: Snapshot, number: str, seat: str) -> None:
    assert check(firm(whole, siren=number, siret=seat), TODAY) == []


def test_l02_the_exception_is_la_postes_alone(whole: Snapshot) -> None:
    only(firm(whole, siren="356000000", siret="35600000000002"), "L02", BLOCKING)
    only(firm(whole, siren="732829320", siret="73282932000070"), "L02", BLOCKING)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        (
            {"headcount": 250},
            "headcount",
            "Entreprise 1 est une ETI (250 salariés) ; le chef de projet doit diriger une PME.",
        ),
        (
            {"headcount": 5000},
            "headcount",
            "Entreprise 1 est une grande entreprise (5 000 salariés) ; le chef de projet doit diriger une PME.",
        ),
        (
            {"turnover": 50_000_001, "balance_sheet": 43_000_001},
            "turnover",
            (
                "Entreprise 1 est une ETI (chiffre d’affaires supérieur à 50 M€ et bilan supérieur à 43 M€) ; "
                "le chef de projet doit diriger une PME."
            ),
        ),
        (
            {"headcount": 250, "turnover": None, "balance_sheet": None},
            "headcount",
            "Entreprise 1 n’est pas une PME (250 salariés) ; le chef de projet doit diriger une PME.",
        ),
    ],
)
def test_l03_the_firm_is_an_sme(whole: Snapshot, values: dict[str, Any], field: str, words: str) -> None:
    finding = only(firm(whole, **values), "L03", BLOCKING)
    assert finding.message == typeset(words)
    assert finding.target == Where("lead", "1", field)


@pytest.mark.parametrize(
    "values",
    [
        {"headcount": 249},
        {"turnover": 50_000_000, "balance_sheet": 900_000_000},
        {"turnover": 900_000_000, "balance_sheet": 43_000_000},
        {"turnover": 50_000_000, "balance_sheet": None},
        {"turnover": None, "balance_sheet": 43_000_000},
        {"headcount": 0, "turnover": 0, "balance_sheet": 0},
    ],
)
def test_l03_the_thresholds_themselves_are_within(whole: Snapshot, values: dict[str, Any]) -> None:
    assert check(firm(whole, **values), TODAY) == []


def test_l04_the_headcount_is_known(whole: Snapshot) -> None:
    finding = only(firm(whole, headcount=None), "L04", BLOCKING)
    assert finding.message == typeset("Entreprise 1 : l’effectif manque.")
    assert finding.target == Where("lead", "1", "headcount")


@pytest.mark.parametrize(
    ("turnover", "balance_sheet", "field", "words"),
    [
        (
            None,
            None,
            "turnover",
            "Entreprise 1 : chiffre d’affaires et total de bilan manquent ; la taille est à confirmer.",
        ),
        (
            50_000_001,
            None,
            "balance_sheet",
            "Entreprise 1 : chiffre d’affaires supérieur à 50 M€ ; le total de bilan est à confirmer.",
        ),
        (
            None,
            43_000_001,
            "turnover",
            "Entreprise 1 : total de bilan supérieur à 43 M€ ; le chiffre d’affaires est à confirmer.",
        ),
    ],
)
def test_l05_the_money_allows_to_conclude(
    whole: Snapshot, turnover: int | None, balance_sheet: int | None, field: str, words: str
) -> None:
    finding = only(firm(whole, turnover=turnover, balance_sheet=balance_sheet), "L05", WARNING)
    assert finding.message == typeset(words)
    assert finding.target == Where("lead", "1", field)


def test_l04_and_l05_together_when_nothing_is_known(whole: Snapshot) -> None:
    unknown = firm(whole, headcount=None, turnover=None, balance_sheet=None)
    assert [f.code for f in check(unknown, TODAY)] == ["L04", "L05"]


def test_l06_a_firm_of_a_group_is_measured_with_it(whole: Snapshot) -> None:
    finding = only(firm(whole, group="Groupe A"), "L06", WARNING)
    words = "Entreprise 1 appartient au groupe Groupe A : la taille se mesure sur le groupe."
    assert finding.message == typeset(words)
    assert finding.target == Where("lead", "1", "group")


def test_l06_sirene_may_contradict_the_figures(whole: Snapshot) -> None:
    assert check(firm(whole, category=CompanySize.SME), TODAY) == []
    finding = only(firm(whole, category=CompanySize.MIDCAP), "L06", WARNING)
    assert finding.message == typeset("Entreprise 1 : Sirene indique ETI, les chiffres saisis donnent PME.")
    assert finding.target == Where("lead", "1", "category")


@pytest.mark.parametrize(
    "function",
    [
        "président", "Présidente", "PRÉSIDENT", "PDG", "pdg", "P.-D.G.", "P-DG",
        "président-directeur général", "Présidente-directrice générale", "président directeur général",
        "directeur général", "Directrice générale", "DG", "DG délégué", "DG déléguée",
        "directeur général délégué", "Directrice Générale Déléguée",
        "gérant", "Gérante", "cogérant", "co-gérante",
        "président du directoire", "présidente du directoire", "Membre du directoire",
        "associé gérant", "Associée-gérante", "associé‑gérant",
        "chef d’entreprise", "chef d'entreprise", "Cheffe d’entreprise", "  Gérante ", "directeur\u00a0général",
    ],
)  # fmt: skip
def test_l07_knows_the_functions_of_a_director(whole: Snapshot, function: str) -> None:
    assert check(lead(whole, function=function), TODAY) == []


@pytest.mark.parametrize(
    "function", ["salarié", "directrice technique", "directeur", "ingénieure", "président d’honneur", "assistante"]
)
def test_l07_asks_about_any_other_function(whole: Snapshot, function: str) -> None:
    finding = only(lead(whole, function=function), "L07", WARNING)
    assert finding.message == typeset(f"Prénom Nom1 : « {function} » n’est pas une fonction de dirigeant.")
    assert finding.target == Where("lead", "1", "function")


def test_l08_the_seat_is_in_the_region(whole: Snapshot) -> None:
    finding = only(firm(whole, department="75", commune="Paris"), "L08", WARNING)
    assert finding.message == "Entreprise 1 a son siège hors de la région (Paris)."
    assert finding.target == Where("lead", "1", "department")
    without_commune = only(firm(whole, department="75", commune=""), "L08", WARNING)
    assert without_commune.message == "Entreprise 1 a son siège hors de la région (département 75)."
    assert check(firm(whole, department="08"), TODAY) == []
    assert check(firm(whole, department=""), TODAY) == []


def test_l08_looks_at_the_regions_of_the_roadmaps_vintage(whole: Snapshot) -> None:
    in_lorraine = firm(whole, department="57", commune="Metz")
    only(in_lorraine, "L08", WARNING)
    assert check(changed(in_lorraine, Roadmap, "roadmap", region_code="44", region_vintage=2016), TODAY) == []


def test_l09_one_person_leads_one_plan(whole: Snapshot) -> None:
    finding = only(lead(whole, 2, name="NOM1", first_name="Prenom"), "L09", WARNING)
    assert finding.message == typeset(
        "Prenom NOM1 est chef de projet de « Énergies renouvelables » et de "
        "« La voiture pour tous consommant moins de 2 litres aux 100 km »."
    )
    assert finding.target == Where("lead", "2", "")


@pytest.mark.parametrize("number", [siren(1), f" {siren(1)[:3]} {siren(1)[3:6]} {siren(1)[6:]}"])
def test_l09_one_firm_leads_one_plan_even_entered_twice(whole: Snapshot, number: str) -> None:
    finding = only(firm(whole, 6, siren=number), "L09", WARNING)
    assert finding.message == typeset(
        "Entreprise 6 porte à la fois « Énergies renouvelables » et "
        "« Avion électrique et nouvelle génération d’aéronefs »."
    )
    assert finding.target == Where("lead", "6", "company_id")
    only(lead(whole, 6, company_id="company-1"), "L09", WARNING)


@pytest.mark.parametrize(("approach", "word"), [(Approach.IDENTIFIED, "pressenti"), (Approach.CONTACTED, "contacté")])
def test_l10_the_lead_has_accepted(whole: Snapshot, approach: Approach, word: str) -> None:
    finding = only(lead(whole, approach=approach), "L10", WARNING)
    assert finding.message == typeset(f"« Énergies renouvelables » : Prénom Nom1 n’a pas encore accepté ({word}).")
    assert finding.target == Where("lead", "1", "approach")


def test_l11_the_lead_has_not_refused(whole: Snapshot) -> None:
    finding = only(lead(whole, approach=Approach.REFUSED), "L11", BLOCKING)
    words = "« Énergies renouvelables » : Prénom Nom1 a refusé ; un autre chef de projet est à nommer."
    assert finding.message == typeset(words)
    assert finding.target == Where("lead", "1", "approach")


def test_l12_the_lead_was_told_of_the_use_of_the_data(whole: Snapshot) -> None:
    finding = only(lead(whole, informed_on=None), "L12", ADVICE)
    assert finding.message == typeset("Prénom Nom1 : la date d’information sur l’usage de ses données manque.")
    assert finding.target == Where("lead", "1", "informed_on")
    assert check(lead(whole, informed_on=date(2014, 2, 1)), TODAY) == []


def test_the_sheet_of_a_plan_taken_out_is_not_looked_at(whole: Snapshot) -> None:
    refused = lead(whole, approach=Approach.REFUSED)
    taken_out = changed(refused, Choice, "1", status=Status.NOT_KEPT)
    assert [f.code for f in check(taken_out, TODAY)] == ["C01"]
