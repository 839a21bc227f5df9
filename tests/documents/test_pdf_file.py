"""The file of the printed roadmap: its properties, typefaces, bookmarks, bytes, pages."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from nfi_planner.models.roadmap import (
    Choice,
)
from tests.documents import pdf_structure, pdf_text, sample
from tests.documents.printed import printed

_ROOT = Path(__file__).parents[2]


def test_file_says_what_it_is(full: Path) -> None:
    info = pdf_text.info(full)
    assert info["Title"].startswith("Feuille de route régionale de la Nouvelle France industrielle")
    assert info["Author"] == "Conseil régional de Champagne-Ardenne"
    assert pdf_text.spaced(info["Subject"]) == "Projet du 28 mars 2014"
    assert info["Page size"].startswith("595.28 x 841.89")
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
    assert outline[plan][1] == 1
    assert [outline[plan + 1], outline[plan + 2]] == [("Pourquoi ce plan", 2), ("Objectifs", 2)]
    assert [title for title, depth in outline if depth == 0][:5] == [
        "Couverture", "Sommaire", "Les dix plans de la région", "La stratégie de la région", "Fiches des plans",
    ]  # fmt: skip
    sheets = outline[titles.index("Fiches des plans") + 1 : titles.index("Calendrier d’ensemble")]
    assert [depth for _, depth in sheets].count(1) == 10
    assert sum(title == "Plan de financement" for title in titles) == 10


def test_memo_and_private_data_never_appear(full: Path) -> None:
    text = pdf_text.words(full)
    assert "Confidentiel" not in text
    assert "mémo" not in text
    assert "@exemple.fr" not in text


def test_same_bytes_whatever_the_machine_says(full: Path, tmp_path: Path) -> None:
    script = (
        "import locale; locale.setlocale(locale.LC_ALL, '');"
        "from pathlib import Path; from tests.documents.printed import printed;"
        "from tests.documents import sample; printed(Path(), sample.rows())"
    )
    machines = (("1", "Pacific/Auckland", "C"), ("4242", "America/Caracas", "C.UTF-8"))
    for number, (seed, zone, language) in enumerate(machines):
        folder = tmp_path / str(number)
        folder.mkdir()
        said = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(_ROOT)}
        env = {**os.environ, **said}
        subprocess.run([sys.executable, "-c", script], cwd=folder, env=env, check=True)
        assert (folder / "x.pdf").read_bytes() == full.read_bytes()


def test_another_day_makes_another_file(full: Path, tmp_path: Path) -> None:
    printed(tmp_path, sample.rows(), on=date(2014, 3, 29))
    assert (tmp_path / "x.pdf").read_bytes() != full.read_bytes()
    assert "Projet du 29 mars 2014" in pdf_text.page(tmp_path / "x.pdf", 1)


def test_every_page_says_draft_and_its_number(full: Path) -> None:
    pages = pdf_text.pages(full)
    assert len(pages) == int(pdf_text.info(full)["Pages"])
    for number, page in enumerate(pages, 1):
        assert "PROJET" in page
        assert page.rstrip().endswith(f"{number} / {len(pages)}")
        assert "Feuille de route NFI — Champagne-Ardenne" in page


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
    path = printed(tmp_path, rows)
    test_headings_never_end_a_page(path)


@pytest.mark.parametrize("logo", [b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_broken_logo_is_left_out(tmp_path: Path, logo: bytes) -> None:
    printed(tmp_path, sample.rows(logo=logo))
    assert pdf_text.run("pdfimages", "-list", str(tmp_path / "x.pdf")).count("\n") == 2


def test_logo_is_on_the_cover(tmp_path: Path) -> None:
    png = _png()
    path = printed(tmp_path, sample.rows(logo=png, logo_alt="Logo"))
    first = path.read_bytes()
    assert printed(tmp_path, sample.rows(logo=png, logo_alt="Logo")).read_bytes() == first
    assert pdf_text.run("pdfimages", "-list", str(path)).splitlines()[2].split()[0] == "1"


def _png() -> bytes:
    buffer = BytesIO()
    Image.new("RGBA", (400, 100), (31, 78, 158, 200)).save(buffer, "PNG")
    return buffer.getvalue()
