"""The letter of invitation, read back from the file with poppler's tools."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from nfi_planner.documents.pdf.letter import write_letter
from nfi_planner.models import catalogue, lookups
from nfi_planner.models.roadmap import Choice, Company, Lead, Roadmap, Status
from nfi_planner.models.snapshot import Snapshot
from tests.documents import pdf_structure, pdf_text, sample

ROADMAP = Roadmap(
    region_code="21", service="Direction du développement économique", contact="Alix Fictive, 03 26 00 00 00",
    signatory_name="Claire Fictive", signatory_function="présidente du conseil régional",
)  # fmt: skip
LEAD = Lead(
    id="18", company_id="c", civility="Mme", first_name="Hélène", name="Marchal", function="gérante",
    source="Réunion de filière du 14 janvier 2014",
)  # fmt: skip
FIRM = Company(id="c", name="Isolants de la Vesle", commune="Reims")
CHOICE = Choice(id="18", status=Status.STRATEGIC)


def written(folder: Path, *, lead: Lead = LEAD, firm: Company = FIRM, on: date = sample.ON, **roadmap: Any) -> Path:
    path = folder / "lettre.pdf"
    write_letter(Snapshot.of([replace(ROADMAP, **roadmap), CHOICE, lead, firm]), lead, path, on=on)
    return path


def test_it_is_a_letter_from_the_region_to_the_director(tmp_path: Path) -> None:
    path = written(tmp_path)
    words = pdf_text.words(path)
    parts = [
        "Conseil régional de Champagne-Ardenne",
        "Direction du développement économique",
        "Mme Hélène Marchal",
        "Gérante",
        "Isolants de la Vesle",
        "Reims",
        "Châlons-en-Champagne, le 28 mars 2014",
        "Objet : Invitation à conduire le plan industriel « Chimie verte et biocarburants »",
        "Madame,",
        "12 septembre 2013",
        "au rang 1, le plan n° 18",
        "fixe les objectifs et le calendrier",
        "Je vous prie d’agréer, Madame, l’expression",
        "Présidente du conseil régional",
        "Claire Fictive",
        "Vos données personnelles.",
    ]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)
    assert catalogue.plan(18).description[:40] in words
    assert len(pdf_text.pages(path)) == 1


def test_it_says_what_is_done_with_the_data(tmp_path: Path) -> None:
    words = pdf_text.words(written(tmp_path))
    for part in (
        "coordonnées professionnelles",
        "Leur origine : Réunion de filière du 14 janvier 2014.",
        "mission d’intérêt public",
        "remise à l’État",
        "services de la Région et des partenaires",
        "y accéder, les faire rectifier ou vous opposer",
        "Direction du développement économique, Alix Fictive, 03 26 00 00 00",
        "CNIL",
    ):
        assert part in words


@pytest.mark.parametrize(
    ("civility", "said"),
    [("Mme", "Madame,"), ("M.", "Monsieur,"), ("", "Madame, Monsieur,"), ("Dr", "Madame, Monsieur,")],
)
def test_the_civility_is_respected(tmp_path: Path, civility: str, said: str) -> None:
    words = pdf_text.words(written(tmp_path, lead=replace(LEAD, civility=civility)))
    assert f"» {said} Les 34 plans" in words
    assert f"agréer, {said} l’expression" in words


def test_the_answer_is_asked_for_before_the_deadline_only(tmp_path: Path) -> None:
    asked = "remise au Gouvernement le 31 mars 2014"
    assert asked in pdf_text.words(written(tmp_path, on=date(2014, 3, 30)))
    for path in (written(tmp_path, on=date(2014, 3, 31)), written(tmp_path, deadline=None)):
        words = pdf_text.words(path)
        assert asked not in words
        assert "dans les meilleurs délais" in words


def test_what_is_not_known_leaves_no_hole(tmp_path: Path) -> None:
    path = tmp_path / "lettre.pdf"
    lead = Lead(id="18", name="Marchal")
    write_letter(Snapshot.of([lead]), lead, path, on=sample.ON)
    words = pdf_text.words(path)
    assert "Le 28 mars 2014" in words
    assert "La nôtre a retenu le plan n° 18" in words
    assert "à la tête de votre entreprise" in words
    assert "à mes services." in words
    assert "Nom : à compléter" in words
    assert "None" not in words
    assert len(pdf_text.pages(path)) == 1


@pytest.mark.parametrize("number", [plan.number for plan in catalogue.pickable_plans()])
def test_every_plan_fits_on_one_page(tmp_path: Path, number: int) -> None:
    lead = replace(LEAD, id=str(number))
    path = tmp_path / "lettre.pdf"
    choice = Choice(id=str(number), status=Status.REGIONAL)
    write_letter(Snapshot.of([ROADMAP, choice, lead, FIRM]), lead, path, on=sample.ON)
    assert len(pdf_text.pages(path)) == 1
    assert catalogue.plan(number).title[:20] in pdf_text.words(path)


def test_a_quotation_within_the_quotation_has_other_marks(tmp_path: Path) -> None:
    lead = replace(LEAD, id="7")
    write_letter(Snapshot.of([ROADMAP, lead, FIRM]), lead, tmp_path / "x.pdf", on=sample.ON)
    assert "filière du “plus léger que l’air” :" in pdf_text.words(tmp_path / "x.pdf")


def test_long_names_still_fit_on_one_page(tmp_path: Path) -> None:
    lead = replace(
        LEAD,
        first_name="Marie-Antoinette-Emmanuelle",
        name="de La Rochefoucauld-Montmorency-Luxembourg",
        function="présidente-directrice générale et membre du directoire " * 4,
        source="Réunion de filière " * 12,
    )
    firm = replace(FIRM, name="Société coopérative ouvrière de production des ateliers " * 4, commune="Saint-" * 12)
    path = written(tmp_path, lead=lead, firm=firm, service="Direction générale adjointe du développement " * 4)
    assert len(pdf_text.pages(path)) == 1
    assert "Montmorency-Luxembourg" in pdf_text.words(path)
    fonts = pdf_text.run("pdftotext", "-bbox", str(path), "-")
    right = max(float(x) for x in re.findall(r'xMax="([\d.]+)"', fonts))
    assert right <= 595.3 - 60


def test_endless_words_lose_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, lead=replace(LEAD, name="x" * 600, function="<b>é & ü</b> 😀"))
    words = pdf_text.words(path)
    assert words.count("x") >= 600
    assert "<b>é & ü</b> 😀" in words


def test_the_file_is_one_to_keep(tmp_path: Path) -> None:
    path = written(tmp_path)
    first = path.read_bytes()
    assert written(tmp_path).read_bytes() == first
    fonts = [line.split() for line in pdf_text.run("pdffonts", str(path)).splitlines()[2:]]
    assert fonts
    assert all("SourceSans3" in font[0] and font[-5] == "yes" for font in fonts)
    assert pdf_structure.catalog(first)["Lang"] == "fr-FR"
    words = pdf_text.words(path)
    assert "PROJET" not in words
    assert "1 / 1" not in words


def test_the_logo_stands_in_the_letterhead(tmp_path: Path) -> None:
    buffer = BytesIO()
    Image.new("RGB", (400, 100), (31, 78, 158)).save(buffer, "PNG")
    path = written(tmp_path, logo=buffer.getvalue(), logo_alt="Logo de la région")
    assert len(pdf_text.run("pdfimages", "-list", str(path)).splitlines()) == 3
    assert len(pdf_text.pages(path)) == 1


def test_a_whole_example_is_written(tmp_path: Path) -> None:
    snapshot = sample.snapshot()
    for index, number in enumerate((*sample.STRATEGIC, *sample.REGIONAL)):
        lead = lookups.lead(snapshot, number)
        assert lead is not None
        write_letter(snapshot, lead, tmp_path / "x.pdf", on=sample.ON)
        assert sample.name_of(index) in pdf_text.words(tmp_path / "x.pdf")
