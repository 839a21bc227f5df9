"""What the printed roadmap says, read back from the file with poppler's tools."""

import re
from dataclasses import replace
from pathlib import Path

from nfi_planner.models import catalogue
from nfi_planner.models.roadmap import (
    Approach,
    Choice,
    Lead,
    Roadmap,
    Status,
)
from tests.builders import blank_rows
from tests.documents import pdf_text, sample
from tests.documents.printed import printed, said


def test_ten_plans_stand_with_their_leads_in_order(full: Path) -> None:
    page = pdf_text.page(full, 3)
    expected = [
        text
        for index, number in enumerate((*sample.STRATEGIC, *sample.REGIONAL))
        for text in (f"{number} {catalogue.plan(int(number)).title.split(' pour ')[0]}", sample.name_of(index))
    ]
    places = [page.index(text) for text in expected]
    assert places == sorted(places)
    assert "Les dix plans de la région" in page
    assert "Société fictive 10" in page


def test_each_chosen_plan_starts_a_page(full: Path) -> None:
    openings = [page for page in pdf_text.pages(full) if re.search(r"Rang [12] · [1-5]\s", page)]
    numbers = [pdf_text.spaced(page).split("Rang ")[1] for page in openings]
    assert [text[:7].strip() for text in numbers] == [
        f"{rank} · {place} {n}"[:7].strip()
        for rank, column in ((1, sample.STRATEGIC), (2, sample.REGIONAL))
        for place, n in enumerate(column, 1)
    ]
    assert all("Chef de projet" in page and "SIREN 000" in page for page in openings)


def test_cover_bears_the_facts(full: Path) -> None:
    cover = pdf_text.page(full, 1)
    for text in (
        "Conseil régional de Champagne-Ardenne",
        "Direction du développement économique",
        "Projet du 28 mars 2014",
        "n° 14-03-117 du 24 mars 2014",
        "Ministère du Redressement productif",
        "31 mars 2014",
        "contrôles réussis sur",
    ):
        assert text in cover


def test_amounts_are_french(full: Path) -> None:
    text = pdf_text.words(full)
    assert "7 440 000 €" in text
    assert "38,4 M€" in text


def test_empty_roadmap_prints(tmp_path: Path) -> None:
    text = said(tmp_path, [Roadmap(region_code="21")])
    assert "Aucun plan n’est choisi à ce jour" in text
    assert "Les plans de la région" in text
    assert "Il manque 5 plans de rang 1." in text
    assert "aucune entreprise retenue" in text


def test_document_without_anything_prints(tmp_path: Path) -> None:
    assert "Région à choisir" in said(tmp_path, [])


def test_title_is_honest_when_plans_are_missing(tmp_path: Path) -> None:
    rows = [row for row in sample.rows() if getattr(row, "id", "") != "16"]
    text = said(tmp_path, rows)
    assert "Les dix plans" not in text
    assert "5 plans de rang 1 et 4 plans de rang 2" in text


def test_missing_lead_is_said(tmp_path: Path) -> None:
    rows = [row for row in sample.rows() if not isinstance(row, Lead)]
    assert said(tmp_path, rows).count("Chef de projet à nommer") == 10


def test_lead_who_has_not_accepted_is_not_shown_as_settled(tmp_path: Path) -> None:
    rows = [replace(row, approach=Approach.CONTACTED) if isinstance(row, Lead) else row for row in sample.rows()]
    words = said(tmp_path, rows)
    assert "Démarche contacté" in words
    assert ("contactée" in words) == any(isinstance(row, Lead) and row.civility == "Mme" for row in rows)


def test_empty_sheet_has_no_empty_heading(tmp_path: Path) -> None:
    text = said(tmp_path, [Roadmap(region_code="21"), Choice(id="18", status=Status.STRATEGIC)])
    assert "Cette fiche n’est pas encore remplie." in text
    assert "Objectifs" not in text


def test_rows_in_which_nothing_was_entered_are_not_printed(full: Path, tmp_path: Path) -> None:
    assert printed(tmp_path, [*sample.rows(), *blank_rows("18")]).read_bytes() == full.read_bytes()
    text = said(tmp_path, [Roadmap(region_code="21"), Choice(id="18", status=Status.STRATEGIC), *blank_rows("18")])
    assert "Cette fiche n’est pas encore remplie." in text


def test_selected_factories_come_first(full: Path) -> None:
    page = next(page for page in pdf_text.pages(full) if "Plan 34" in page)
    assert page.index("retenue\n") < page.index("visitée")


def test_findings_are_grouped_and_left_out_when_there_is_none(full: Path, tmp_path: Path) -> None:
    assert "Conseils" in pdf_text.words(full)
    rows = [
        replace(row, reason_not_kept="Hors du périmètre.") if isinstance(row, Choice) and row.id == "7" else row
        for row in sample.rows()
    ]
    text = said(tmp_path, rows)
    assert "31 contrôles réussis sur 31" in text
    assert "Constat" not in text
