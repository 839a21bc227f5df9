"""The printed roadmap, read back from the file with poppler's tools."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from nfi_planner.documents.pdf.roadmap import write_roadmap
from nfi_planner.models import catalogue
from nfi_planner.models.roadmap import (
    Action,
    Approach,
    Choice,
    Company,
    FundingLine,
    FundingSource,
    Lead,
    Roadmap,
    Status,
    Target,
)
from nfi_planner.models.snapshot import Snapshot
from tests.builders import blank_rows
from tests.documents import pdf_structure, pdf_text, sample

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "feuille.pdf"
    write_roadmap(sample.snapshot(), path, on=sample.ON)
    return path


def test_ten_plans_stand_with_their_leads_in_order(full: Path) -> None:
    page = pdf_text.page(full, 2)
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


def test_every_page_says_draft_and_its_number(full: Path) -> None:
    pages = pdf_text.pages(full)
    assert len(pages) == int(pdf_text.info(full)["Pages"])
    for number, page in enumerate(pages, 1):
        assert "PROJET" in page
        assert page.rstrip().endswith(f"{number} / {len(pages)}")
        assert "Feuille de route NFI — Champagne-Ardenne" in page


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


def test_line_never_breaks_at_a_no_break_space(tmp_path: Path) -> None:
    choice = Choice(id="18", status=Status.STRATEGIC, motive="1 250 000 € ! " * 200)
    lines = [line for line in pdf_text.body(_written(tmp_path, [choice])).splitlines() if "250" in line]
    assert len(lines) > 10
    assert all(re.fullmatch(r"(1.250.000.€.! ?)+", line) for line in lines)


def test_file_says_what_it_is(full: Path) -> None:
    info = pdf_text.info(full)
    assert info["Title"].startswith("Feuille de route régionale de la Nouvelle France industrielle")
    assert info["Author"] == "Conseil régional de Champagne-Ardenne"
    assert pdf_text.spaced(info["Subject"]) == "Projet du 28 mars 2014"
    assert info["Page size"].startswith("595.276 x 841.89")
    assert "2014" in info["CreationDate"]
    assert pdf_structure.catalog(full.read_bytes()) == {"Lang": "fr-FR", "DisplayDocTitle": True}


def test_all_fonts_are_embedded(full: Path) -> None:
    fonts = pdf_text.run("pdffonts", str(full)).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert "SourceSans3" in font
        assert re.search(r"\byes yes yes\b", font), font


def test_headings_are_nested_bookmarks(full: Path) -> None:
    outline = pdf_text.outline(full)
    titles = [title for title, _ in outline]
    for title in (
        "Les dix plans de la région",
        "La stratégie de la région",
        "Usine du futur",
        "Contrôles",
        "Signature",
    ):
        assert (title, 0) in outline
    plan = titles.index("18\u00a0Chimie verte et biocarburants")
    assert outline[plan][1] == 0
    assert [outline[plan + 1], outline[plan + 2]] == [("Pourquoi ce plan", 1), ("Objectifs", 1)]
    assert sum(title == "Plan de financement" for title in titles) == 10


def test_memo_and_private_data_never_appear(full: Path) -> None:
    text = pdf_text.words(full)
    assert "Confidentiel" not in text
    assert "mémo" not in text
    assert "@exemple.fr" not in text


def test_same_bytes_whatever_the_machine_says(full: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from nfi_planner.documents.pdf.roadmap import write_roadmap;"
        "from tests.documents import sample; write_roadmap(sample.snapshot(), Path(sys.argv[1]), on=sample.ON)"
    )
    for number, (seed, zone) in enumerate((("1", "Pacific/Auckland"), ("4242", "America/Caracas"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(_ROOT)}
        subprocess.run([sys.executable, "-c", script, "x.pdf"], cwd=folder, env=env, check=True)
        assert (folder / "x.pdf").read_bytes() == full.read_bytes()


def test_another_day_makes_another_file(full: Path, tmp_path: Path) -> None:
    write_roadmap(sample.snapshot(), tmp_path / "x.pdf", on=date(2014, 3, 29))
    assert (tmp_path / "x.pdf").read_bytes() != full.read_bytes()
    assert "Projet du 29 mars 2014" in pdf_text.page(tmp_path / "x.pdf", 1)


def test_empty_roadmap_prints(tmp_path: Path) -> None:
    text = _text(tmp_path, [Roadmap(region_code="21")])
    assert "Aucun plan n’est choisi à ce jour" in text
    assert "Les plans de la région" in text
    assert "Il manque 5 plans de rang 1." in text
    assert "aucune entreprise retenue" in text


def test_document_without_anything_prints(tmp_path: Path) -> None:
    assert "Région à choisir" in _text(tmp_path, [])


def test_title_is_honest_when_plans_are_missing(tmp_path: Path) -> None:
    rows = [row for row in sample.rows() if getattr(row, "id", "") != "16"]
    text = _text(tmp_path, rows)
    assert "Les dix plans" not in text
    assert "5 plans de rang 1 et 4 plans de rang 2" in text


def test_missing_lead_is_said(tmp_path: Path) -> None:
    rows = [row for row in sample.rows() if not isinstance(row, Lead)]
    assert _text(tmp_path, rows).count("Chef de projet à nommer") == 10


def test_lead_who_has_not_accepted_is_not_shown_as_settled(tmp_path: Path) -> None:
    rows = [replace(row, approach=Approach.CONTACTED) if isinstance(row, Lead) else row for row in sample.rows()]
    assert "Démarche contacté" in _text(tmp_path, rows)


def test_empty_sheet_has_no_empty_heading(tmp_path: Path) -> None:
    text = _text(tmp_path, [Roadmap(region_code="21"), Choice(id="18", status=Status.STRATEGIC)])
    assert "Cette fiche n’est pas encore remplie." in text
    assert "Objectifs" not in text


def test_rows_in_which_nothing_was_entered_are_not_printed(full: Path, tmp_path: Path) -> None:
    assert _written(tmp_path, [*sample.rows(), *blank_rows("18")]).read_bytes() == full.read_bytes()
    text = _text(tmp_path, [Roadmap(region_code="21"), Choice(id="18", status=Status.STRATEGIC), *blank_rows("18")])
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
    text = _text(tmp_path, rows)
    assert "31 contrôles réussis sur 31" in text
    assert "Constat" not in text


_EMOJI, _HEBREW = "Essai 🚀", "שלום עולם"
_FAMILY = "👨\u200d👩\u200d👧 👍\U0001f3fd"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<b>gras</b> & <para>esperluette</para> &amp; &#233;", "<b>gras</b> & <para>esperluette</para> &amp; &#233;"),
        (_EMOJI, _EMOJI),
        (_HEBREW, _HEBREW),
        (_FAMILY, _FAMILY),
        ("e\u0301nergie \u200bet \u200fsens", "énergie et sens"),
        ("ligne un\nligne deux\n- point un\n• point deux", "ligne un ligne deux – point un – point deux"),
        ("« Attention » : oui ; non ! 1250 000 €", "« Attention » : oui ; non ! 1250 000 €"),
        ("\x0bcontrôle\x07", "contrôle"),
    ],
)
def test_any_text_is_printed_as_typed(tmp_path: Path, typed: str, printed: str) -> None:
    choice = Choice(id="18", status=Status.STRATEGIC, motive=f"Avant. {typed} Fin")
    path = _written(tmp_path, [Roadmap(region_code="21"), choice])
    assert f"Avant. {printed} Fin" in pdf_structure.words(path.read_bytes())


def test_missing_glyphs_leave_no_notdef_in_titles_and_properties(tmp_path: Path) -> None:
    rows = [replace(sample.rows()[0], title="Feuille 🚀 \n <i>é</i>", service="שלום"), *sample.rows()[1:]]
    text = _text(tmp_path, rows)
    assert "Feuille 🚀 <i>é</i>" in text
    assert pdf_text.info(tmp_path / "x.pdf")["Title"].startswith("Feuille 🚀")


def test_very_long_texts_are_whole(tmp_path: Path) -> None:
    words = [f"mot{number}" for number in range(10_000)]
    endless = "x" * 3000
    choice = Choice(id="18", status=Status.STRATEGIC, motive=" ".join(words), objectives=endless)
    text = pdf_text.body(_written(tmp_path, [Roadmap(region_code="21"), choice]))
    found = re.findall(r"mot\d+", text)
    assert found == words
    assert text.count("x") >= 3000


def test_very_long_cells_are_whole(tmp_path: Path) -> None:
    words = [f"mot{number}" for number in range(3000)]
    long = " ".join(words)
    rows = [
        Roadmap(region_code="21"),
        Choice(id="18", status=Status.STRATEGIC),
        Action(id="a", choice_id="18", title=long, owner="y" * 900, start=date(2014, 4, 1)),
        Action(id="b", choice_id="18", title="La suivante"),
        Choice(id="7", status=Status.STUDIED, reason_not_kept=long),
    ]
    text = pdf_text.body(_written(tmp_path, rows))
    counted = [text.count(f"{word}\n") + text.count(f"{word} ") for word in words]
    assert min(counted) == max(counted) == 2
    assert text.count("y") >= 900
    assert "La suivante" in text


def test_many_years_stay_on_the_page(tmp_path: Path) -> None:
    lines = [
        FundingLine(id=str(year), choice_id="18", source=FundingSource.ERDF, year=year, asked=125_000_000)
        for year in range(2014, 2026)
    ]
    rows: list[Any] = [Roadmap(region_code="21"), Choice(id="18", status=Status.STRATEGIC), *lines]
    text = _text(tmp_path, rows)
    assert all(f"{year} 125 000 000 €" in text for year in range(2014, 2026))


def test_indicator_with_many_targets_tells_them_all(tmp_path: Path) -> None:
    indicator = next(row for row in sample.rows() if getattr(row, "id", "") == "i18-0")
    targets = tuple(Target(year=year, value=indicator.targets[0].value) for year in range(2014, 2024))
    rows: list[Any] = [
        Roadmap(region_code="21"),
        Choice(id="18", status=Status.STRATEGIC),
        replace(indicator, targets=targets),
    ]
    assert "1 400 en 2023" in _text(tmp_path, rows)


def test_headings_never_end_a_page(full: Path) -> None:
    titles = {title for title, _ in pdf_text.outline(full)}
    for page in pdf_text.pages(full):
        body = [line.strip() for line in page.splitlines() if line.strip()][:-1]  # without the foot
        assert pdf_text.spaced(body[-1]) not in {pdf_text.spaced(title) for title in titles}


@pytest.mark.parametrize("length", range(0, 900, 150))
def test_headings_stay_with_their_text_wherever_the_page_ends(tmp_path: Path, length: int) -> None:
    motive = "\n".join(["Une ligne."] * (length // 30))
    rows = [
        replace(row, motive=motive) if isinstance(row, Choice) and row.status.rank else row
        for row in sample.rows()
        if getattr(row, "choice_id", "18") == "18"
    ]
    path = _written(tmp_path, rows)
    test_headings_never_end_a_page(path)


def test_split_table_repeats_its_header(tmp_path: Path) -> None:
    actions = [Action(id=f"{n:03}", choice_id="18", title=f"Action {n:03}", position=f"{n:03}x") for n in range(1, 91)]
    path = _written(tmp_path, [Roadmap(region_code="21"), Choice(id="18", status=Status.STRATEGIC), *actions])
    pages = [page for page in pdf_text.pages(path) if "Action 0" in page]
    assert len(pages) > 1
    assert all("Porteur" in page for page in pages)
    places = [pdf_text.words(path).index(action.title) for action in actions]
    assert all(low < high for low, high in pairwise(places))


@pytest.mark.parametrize("logo", [b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_broken_logo_is_left_out(tmp_path: Path, logo: bytes) -> None:
    write_roadmap(sample.snapshot(logo=logo), tmp_path / "x.pdf", on=sample.ON)
    assert pdf_text.run("pdfimages", "-list", str(tmp_path / "x.pdf")).count("\n") == 2


def test_logo_is_on_the_cover(tmp_path: Path) -> None:
    png = _png()
    for name in ("x.pdf", "y.pdf"):
        write_roadmap(sample.snapshot(logo=png, logo_alt="Logo"), tmp_path / name, on=sample.ON)
    assert (tmp_path / "x.pdf").read_bytes() == (tmp_path / "y.pdf").read_bytes()
    assert pdf_text.run("pdfimages", "-list", str(tmp_path / "x.pdf")).splitlines()[2].split()[0] == "1"


def test_company_without_figures_is_printed(tmp_path: Path) -> None:
    rows = [Company(id=row.id, name=row.name) if isinstance(row, Company) else row for row in sample.rows()]
    assert "Société fictive 1" in _text(tmp_path, rows)


def _png() -> bytes:
    buffer = BytesIO()
    Image.new("RGBA", (400, 100), (31, 78, 158, 200)).save(buffer, "PNG")
    return buffer.getvalue()


def _written(folder: Path, rows: list[Any]) -> Path:
    path = folder / "x.pdf"
    write_roadmap(Snapshot.of(rows), path, on=sample.ON)
    return path


def _text(folder: Path, rows: list[Any]) -> str:
    return pdf_text.words(_written(folder, rows))
