"""The printed roadmap with whatever was typed: nothing is lost, nothing runs over."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from nfi_planner.models.prints import Part, PrintOrder
from nfi_planner.models.roadmap import (
    Action,
    Choice,
    Company,
    FundingLine,
    FundingSource,
    Roadmap,
    Status,
    Target,
)
from tests.documents import pdf_structure, pdf_text, sample
from tests.documents.printed import SHEETS_ONLY, printed, said

_EMOJI, _HEBREW = "Essai 🚀", "שלום עולם"
_FAMILY = "👨\u200d👩\u200d👧 👍\U0001f3fd"


def test_line_never_breaks_at_a_no_break_space(tmp_path: Path) -> None:
    choice = Choice(id="18", status=Status.STRATEGIC, motive="1 250 000 € ! " * 200)
    lines = [line for line in pdf_text.body(printed(tmp_path, [choice])).splitlines() if "250" in line]
    assert len(lines) > 10
    assert all(re.fullmatch(r"(1.250.000.€.! ?)+", line) for line in lines)


@pytest.mark.parametrize(
    ("typed", "read"),
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
def test_any_text_is_printed_as_typed(tmp_path: Path, typed: str, read: str) -> None:
    choice = Choice(id="18", status=Status.STRATEGIC, motive=f"Avant. {typed} Fin")
    path = printed(tmp_path, [Roadmap(region_code="21"), choice])
    assert f"Avant. {read} Fin" in pdf_structure.words(path.read_bytes())


def test_missing_glyphs_leave_no_notdef_in_titles_and_properties(tmp_path: Path) -> None:
    rows = [replace(sample.rows()[0], title="Feuille 🚀 \n <i>é</i>", service="שלום"), *sample.rows()[1:]]
    text = said(tmp_path, rows)
    assert "Feuille 🚀 <i>é</i>" in text
    assert pdf_text.info(tmp_path / "x.pdf")["Title"].startswith("Feuille 🚀")


def test_very_long_texts_are_whole(tmp_path: Path) -> None:
    words = [f"mot{number}" for number in range(10_000)]
    endless = "x" * 3000
    choice = Choice(id="18", status=Status.STRATEGIC, motive=" ".join(words), objectives=endless)
    text = pdf_text.body(printed(tmp_path, [Roadmap(region_code="21"), choice]))
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
    order = PrintOrder(parts=frozenset({Part.SHEETS, Part.KEPT_OUT}))
    text = pdf_text.body(printed(tmp_path, rows, order))
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
    text = said(tmp_path, rows)
    assert all(f"{year} 125 000 000 €" in text for year in range(2014, 2026))


def test_indicator_with_many_targets_tells_them_all(tmp_path: Path) -> None:
    indicator = next(row for row in sample.rows() if getattr(row, "id", "") == "i18-0")
    targets = tuple(Target(year=year, value=indicator.targets[0].value) for year in range(2014, 2024))
    rows: list[Any] = [
        Roadmap(region_code="21"),
        Choice(id="18", status=Status.STRATEGIC),
        replace(indicator, targets=targets),
    ]
    assert "1 400 en 2023" in said(tmp_path, rows)


def test_split_table_repeats_its_header(tmp_path: Path) -> None:
    actions = [Action(id=f"{n:03}", choice_id="18", title=f"Action {n:03}", position=f"{n:03}x") for n in range(1, 91)]
    path = printed(
        tmp_path, [Roadmap(region_code="21"), Choice(id="18", status=Status.STRATEGIC), *actions], SHEETS_ONLY
    )
    pages = [page for page in pdf_text.pages(path) if "Action 0" in page]
    assert len(pages) > 1
    assert all("Porteur" in page for page in pages)
    places = [pdf_text.words(path).index(action.title) for action in actions]
    assert all(low < high for low, high in pairwise(places))


def test_company_without_figures_is_printed(tmp_path: Path) -> None:
    rows = [Company(id=row.id, name=row.name) if isinstance(row, Company) else row for row in sample.rows()]
    assert "Société fictive 1" in said(tmp_path, rows)
