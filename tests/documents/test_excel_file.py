"""The workbook as a file: types, formats, print set-up, what must stay out, the same bytes again."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nfi_planner.documents.excel.roadmap import write_workbook
from nfi_planner.documents.excel.spots import spot
from nfi_planner.models.roadmap import Choice, Company, FundingLine, Indicator, Lead, Roadmap, Status
from nfi_planner.models.rules import Where
from nfi_planner.models.snapshot import Snapshot
from tests.builders import added, blank_rows
from tests.documents import excel_sample as sample

ORDER = [
    "Lisez-moi", "Plans", "Chefs de projet", "Actions", "Financement", "Indicateurs", "Partenaires", "Usine du futur",
    "Contrôles",
]  # fmt: skip
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "feuille.xlsx"
    write_workbook(sample.snapshot(), path, on=sample.ON)
    return path


@pytest.fixture
def book(path: Path) -> Workbook:
    return load_workbook(path)


def column(sheet: Worksheet, title: str) -> list[Any]:
    """The cells under a title."""
    index = [cell.value for cell in sheet[1]].index(title) + 1
    return [sheet.cell(row, index) for row in range(2, sheet.max_row + 1)]


def reopened(snapshot: Snapshot, folder: Path) -> Workbook:
    path = folder / "autre.xlsx"
    write_workbook(snapshot, path, on=sample.ON)
    return load_workbook(path)


def test_rows_in_which_nothing_was_entered_are_not_exported(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre.xlsx"
    write_workbook(added(sample.snapshot(), *blank_rows("18")), other, on=sample.ON)
    assert other.read_bytes() == path.read_bytes()


def test_sheets_are_in_order(book: Workbook) -> None:
    assert book.sheetnames == ORDER
    assert book.active is book["Lisez-moi"]


def test_values_have_real_types(book: Workbook) -> None:
    start = column(book["Actions"], "Début")
    assert {type(cell.value) for cell in start} == {datetime}
    assert {cell.number_format for cell in start} == {"dd/mm/yyyy"}
    asked = column(book["Financement"], "Montant demandé")
    assert {type(cell.value) for cell in asked} == {int}
    assert {cell.number_format for cell in asked} == {'#,##0\\ "€"'}
    siren = column(book["Chefs de projet"], "SIREN")
    assert siren[0].value == "000000018"
    assert {cell.number_format for cell in siren} == {"@"}
    headcount = column(book["Chefs de projet"], "Effectif")[0]
    assert (headcount.value, headcount.number_format) == (84, "#,##0")
    years = column(book["Indicateurs"], "Année")
    assert (years[0].value, years[0].number_format) == (2013, "0")
    values = column(book["Indicateurs"], "Valeur")
    assert [(cell.value, cell.number_format) for cell in values[:4:3]] == [(1240, "#,##0"), (12.5, "#,##0.0")]
    assert {cell.value for cell in column(book["Plans"], "Rang")} == {1, 2, None}


def test_a_text_that_looks_like_a_formula_is_quoted(tmp_path: Path) -> None:
    choice = Choice(id="18", status=Status.STRATEGIC, position="V", motive="=1+1", objectives="+2", tools="#REF!")
    plan = reopened(Snapshot.of([choice]), tmp_path)["Plans"][19]
    assert [(cell.value, cell.data_type, bool(cell.quotePrefix)) for cell in plan if cell.column in {7, 9, 11}] == [
        ("=1+1", "s", True),
        ("+2", "s", True),
        ("#REF!", "s", False),
    ]


def test_no_cell_is_a_formula(book: Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n", "d"}


def test_every_table_is_filtered_and_headed(book: Workbook) -> None:
    frozen = dict.fromkeys(ORDER[1:], "C2") | {"Contrôles": "A2"}
    for name, pane in frozen.items():
        sheet = book[name]
        assert sheet.freeze_panes == pane
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.font.b and cell.fill.fgColor.rgb == "00E2E0D8" for cell in sheet[1])


def test_every_sheet_prints_on_a4_landscape(book: Workbook) -> None:
    wide = {"Plans", "Chefs de projet", "Usine du futur"}
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
        assert setup.fitToWidth == (2 if sheet.title in wide else 1)
        assert sheet.print_title_cols == ("$A:$B" if sheet.title in wide else None)
        assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
        header, footer = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
        assert header is not None
        assert footer is not None
        assert [part.text for part in (header.left, header.right)] == ["Conseil régional de Champagne-Ardenne", "&A"]
        assert [part.text for part in (footer.left, footer.center, footer.right)] == [
            Roadmap().title,
            "Projet\u00a0– 28\u00a0mars\u00a02014",
            "Page &P / &N",
        ]


def test_long_texts_wrap_in_rows_high_enough(book: Workbook) -> None:
    sheet = book["Plans"]
    motive = column(sheet, "Motif du choix")[17]
    assert motive.alignment.wrap_text
    height, width = sheet.row_dimensions[19].height, sheet.column_dimensions[motive.column_letter].width
    assert height >= 12.75 * len(motive.value) / (1.3 * width)
    assert sheet.row_dimensions[5].height < height


def test_readme_links_to_every_sheet(book: Workbook) -> None:
    cells = [row[0] for row in book["Lisez-moi"].iter_rows()]
    links = {cell.value: cell.hyperlink.location for cell in cells if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in ORDER[1:]}


def test_what_is_private_or_not_chosen_stays_out(path: Path) -> None:
    with ZipFile(path) as archive:
        content = b"\n".join(archive.read(name) for name in archive.namelist()).decode("utf-8")
    assert sample.MEMO not in content
    assert "Objectif abandonné" not in content
    assert "Ancien motif" not in content
    assert "sheet-10" not in content
    assert "Groupe Meuse" in content


def test_properties(book: Workbook) -> None:
    properties = book.properties
    assert properties.title == "Feuille de route régionale de la Nouvelle France industrielle"
    assert properties.creator == properties.lastModifiedBy == "Conseil régional de Champagne-Ardenne"
    assert properties.language == "fr-FR"
    assert properties.created == properties.modified == datetime(2014, 3, 28, 12, 0)  # noqa: DTZ001 - as openpyxl reads it


def test_codes_bear_no_green_triangle(path: Path) -> None:
    with ZipFile(path) as archive:
        leads = archive.read("xl/worksheets/sheet3.xml").decode()
    assert '<ignoredError sqref="J2:J11 N2:N11 O2:O11" numberStoredAsText="1"' in leads


def test_same_bytes_anywhere_any_time() -> None:
    script = (
        "import sys; from pathlib import Path; from tests.documents import excel_sample as s;"
        "from nfi_planner.documents.excel.roadmap import write_workbook;"
        "write_workbook(s.snapshot(), Path(sys.argv[1]), on=s.ON)"
    )
    digests = set()
    for zone, seed in (("Europe/Paris", "1"), ("Pacific/Tahiti", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        out = subprocess.run(
            [sys.executable, "-c", script, "/dev/stdout"], cwd=ROOT, env=environment, check=True, capture_output=True
        ).stdout
        assert out[:2] == b"PK"
        digests.add(hashlib.sha256(out).hexdigest())
    assert len(digests) == 1


def test_the_archive_bears_no_date(path: Path) -> None:
    with ZipFile(path) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


def test_an_empty_document(tmp_path: Path) -> None:
    book = reopened(Snapshot.of([]), tmp_path)
    assert book.sheetnames == ORDER
    assert [book[name].max_row for name in ORDER[1:]] == [34, 1, 1, 1, 1, 1, 1, book["Contrôles"].max_row]
    assert book["Lisez-moi"]["A2"].value == "Région à choisir"


def test_what_excel_cannot_hold_is_kept_as_text(tmp_path: Path) -> None:
    rows = (
        Choice(id="18", status=Status.STRATEGIC, position="V"),
        Lead(id="18", name="X", informed_on=date(214, 2, 12)),
        FundingLine(id="f", choice_id="18", asked=12_345_678_901_234_567, obtained=-5),
        Indicator(id="i", choice_id="18", name="I", baseline=Decimal("1e400"), baseline_year=2013),
        Indicator(id="j", choice_id="18", name="J", baseline=Decimal("-0.125")),
    )
    book = reopened(Snapshot.of(rows), tmp_path)
    assert column(book["Chefs de projet"], "Date d’information")[0].value == "12/02/0214"
    assert column(book["Financement"], "Montant demandé")[0].value == "12 345 678 901 234 567 €".replace(
        " €", "\u00a0€"
    ).replace(" ", "\u202f")
    assert column(book["Financement"], "Montant obtenu")[0].value == -5
    large, small = column(book["Indicateurs"], "Valeur")
    assert large.value.startswith("10\u202f000")
    assert (small.value, small.number_format) == (-0.125, "#,##0.000")


def test_a_title_of_any_length_and_sign_fits_the_footer(tmp_path: Path) -> None:
    for title in ("Recherche & développement &P", "&" * 300, "Titre\n" * 100, "🚀" * 300):
        roadmap = Roadmap(region_code="21", title=title)
        path = tmp_path / "titre.xlsx"
        write_workbook(Snapshot.of([roadmap]), path, on=sample.ON)
        with ZipFile(path) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        footer = unescape(sheet.split("<oddFooter>")[1].split("</oddFooter>")[0])
        assert len(footer.encode("utf-16-le")) // 2 <= 255
        assert footer.split("&C")[0].removeprefix('&L&"Calibri,Regular"&8 &K5A6478').replace("&&", "").count("&") == 0


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Where("choice", "", "strategic"), "Choix des plans – rang 1"),
        (Where("choice", "18", "motive"), "Plan 18, Chimie verte et biocarburants – motif du choix"),
        (Where("choice", "18", "funding_line"), "Plan 18, Chimie verte et biocarburants – financement"),
        (Where("lead", "18", "headcount"), "Plan 18, Chimie verte et biocarburants – chef de projet : effectif"),
        (
            Where("lead", "18", "company_name"),
            "Plan 18, Chimie verte et biocarburants – chef de projet : raison sociale",
        ),
        (
            Where("action", "sheet-00-review", "end"),
            "Plan 18, Chimie verte et biocarburants – action « Revue à mi-parcours » : fin",
        ),
        (
            Where("funding_line", "sheet-00-funding-0", "asked"),
            "Plan 18, Chimie verte et biocarburants – financement : montant demandé",
        ),
        (Where("factory_candidate", "factory-1", "headcount"), "Usine du futur – Tissages Collet : effectif"),
        (Where("factory_candidate", "", "stage"), "Usine du futur – étape"),
        (Where("roadmap", "roadmap", "deadline"), "Feuille de route – échéance"),
        (Where("action", "gone", ""), "Feuille de route"),
    ],
)
def test_where_a_finding_points_to(where: Where, words: str) -> None:
    assert spot(sample.snapshot(), where).replace("\u00a0", " ") == words


def test_the_size_is_to_be_confirmed_without_figures(tmp_path: Path) -> None:
    firm = Company(id="c", name="Inconnue", headcount=40)
    choice = Choice(id="18", status=Status.REGIONAL, position="V")
    rows = [choice, firm, Lead(id="18", company_id="c")]
    leads = reopened(Snapshot.of(rows), tmp_path)["Chefs de projet"]
    assert column(leads, "Taille")[0].value == "à confirmer"
    assert column(leads, "Avancement de la démarche")[0].value is None  # nobody is named yet
    known = reopened(Snapshot.of([choice, replace(firm, turnover=1), rows[2]]), tmp_path)["Chefs de projet"]
    assert column(known, "Taille")[0].value == "PME"
