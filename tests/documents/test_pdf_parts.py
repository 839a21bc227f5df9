"""The parts of the roadmap that gather what stands in the ten sheets, and the letter before the cover."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from nfi_planner.documents.pdf.blocks import Picture, Table
from nfi_planner.documents.pdf.content import roadmap_document
from nfi_planner.models.prints import USUAL_PARTS, Part, PrintOrder
from nfi_planner.models.roadmap import (
    Action,
    Approach,
    Choice,
    FactoryCandidate,
    FundingLine,
    FundingSource,
    Indicator,
    Lead,
    Partner,
    PartnerKind,
    Roadmap,
    Status,
    Target,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.scene import Scene
from tests.documents import extreme, pdf_text, sample
from tests.documents.printed import SHEETS_ONLY, printed, said

BARE = Roadmap(region_code="21")
CHOSEN = Choice(id="18", status=Status.STRATEGIC)


def only(*parts: Part) -> PrintOrder:
    return PrintOrder(parts=frozenset(parts))


# -- which parts -------------------------------------------------------------------------------------------------------


def test_the_parts_follow_each_other_and_each_opens_where_it_should(full: Path) -> None:
    titles = [title for title, depth in pdf_text.outline(full) if depth == 0]
    order = [
        "Les dix plans de la région", "La stratégie de la région", "Calendrier d’ensemble", "Financement d’ensemble",
        "Usine du futur", "Partenaires", "Chefs de projet", "Plans étudiés et non retenus", "Contrôles", "Signature",
    ]  # fmt: skip
    assert [title for title in titles if title in order] == order
    pages = pdf_text.pages(full)
    assert "Sommaire" in pages[1]
    opening = ("Les dix plans de la région", "Calendrier d’ensemble", "Financement d’ensemble", "Chefs de projet")
    for title in opening:
        assert any(page.strip().splitlines()[1].strip() == title or f"\n{title}\n" in page[:160] for page in pages)


def test_the_letter_and_the_cover_are_found_and_pages_are_called_as_they_are_numbered(tmp_path: Path) -> None:
    order = only(Part.TRANSMITTAL, Part.COVER, Part.CONTENTS)
    path = printed(tmp_path, sample.rows(), order)
    titles = [title for title, _ in pdf_text.outline(path)]
    assert titles == ["Lettre de transmission", "Couverture", "Sommaire"]
    with pikepdf.open(path) as pdf:
        assert [page.label for page in pdf.pages] == ["i", "1", "2"]
        whole: Any = pdf.Root.StructTreeRoot.K[0]
        assert [str(kid.S) for kid in whole.K] == ["/Sect"] * 3
    with pikepdf.open(printed(tmp_path, sample.rows(), only(Part.COVER))) as pdf:
        assert "/PageLabels" not in pdf.Root


@pytest.mark.parametrize("part", list(Part))
def test_a_part_alone_begins_on_the_first_page(tmp_path: Path, part: Part) -> None:
    pages = pdf_text.pages(printed(tmp_path, sample.rows(), only(part)))
    assert all(len(page.split()) > 12 for page in pages if part is not Part.CONTENTS)


def test_without_any_part_there_is_still_a_document() -> None:
    assert roadmap_document(sample.snapshot(), sample.ON, ()).blocks == ()


def test_an_empty_roadmap_has_no_empty_pages(tmp_path: Path) -> None:
    pages = pdf_text.pages(printed(tmp_path, [BARE]))
    assert len(pages) == 4  # cover, contents, all that is to be said, signature
    assert all(title in pages[2] for title in ("Calendrier d’ensemble", "Financement d’ensemble", "Contrôles"))
    assert "aucun à ce jour" in pages[3]


def test_the_overview_is_one_page(tmp_path: Path) -> None:
    assert len(pdf_text.pages(printed(tmp_path, sample.rows(), only(Part.OVERVIEW)))) == 1


def test_the_fingerprint_stands_at_the_foot() -> None:
    document = roadmap_document(sample.snapshot(), sample.ON, USUAL_PARTS, "7f3a91c2" + "0" * 56)
    assert (
        pdf_text.spaced(document.foot)
        == "Feuille de route NFI — Champagne-Ardenne — Projet du 28 mars 2014 — empreinte 7f3a 91c2"
    )
    assert roadmap_document(sample.snapshot(), sample.ON).foot.endswith("mars\u00a02014")


def test_every_picture_is_told_in_words() -> None:
    pictures = [b for b in roadmap_document(sample.snapshot(), sample.ON).blocks if isinstance(b, Picture)]
    assert len(pictures) == 2
    assert "79,8\u00a0M€ demandés : Région 24,2\u00a0M€" in pictures[0].alt
    assert pictures[1].alt.endswith("Le plus grand : 16\u00a0Smart grids, 8,5\u00a0M€.")


# -- calendar ----------------------------------------------------------------------------------------------------------


def test_the_calendar_has_all_actions_by_plan_with_their_dates(tmp_path: Path) -> None:
    text = said(tmp_path, sample.rows(), only(Part.CALENDAR))
    assert "30 actions et 10 jalons" in text
    assert text.count("Former 120 opérateurs 05/01/2015 – 18/12/2015") == 10
    assert text.count("◆ Revue à mi-parcours 15/06/2015") == 10
    places = [text.index(name) for name in ("18 Chimie verte", "13 Industries du bois", "32 Robotique", "28 Objets")]
    assert places == sorted(places)
    assert "18 Chimie verte et biocarburants 01/04/2014 – 18/12/2015" in text
    assert text.index("Rang 1") < text.index("18 Chimie") < text.index("Rang 2") < text.index("32 Robotique")


def test_actions_stand_by_date_and_those_without_come_last(tmp_path: Path) -> None:
    actions = [
        Action(id="a", choice_id="18", position="a", title="Sans date"),
        Action(id="b", choice_id="18", position="b", title="La seconde", start=date(2015, 1, 1)),
        Action(id="c", choice_id="18", position="c", title="La première", end=date(2014, 5, 1)),
        Action(id="d", choice_id="18", position="d", milestone=True, start=date(2016, 1, 1)),
    ]
    text = said(tmp_path, [BARE, CHOSEN, *actions], only(Part.CALENDAR))
    places = [text.index(t) for t in ("La première", "La seconde", "◆ Jalon sans intitulé", "Sans date —")]
    assert places == sorted(places)


def test_a_bar_says_when_it_is() -> None:
    blocks = roadmap_document(sample.snapshot(), sample.ON, {Part.CALENDAR}).blocks
    table = next(block for block in blocks if isinstance(block, Table))
    labels = [cell.label for row in table.rows for cell in row if isinstance(cell, Scene)]
    assert all(labels)
    assert "Former 120 opérateurs : du 5\u00a0janvier\u00a02015 au 18\u00a0décembre\u00a02015" in labels


# -- money -------------------------------------------------------------------------------------------------------------


def test_the_money_adds_up_by_plan_by_source_and_by_year(tmp_path: Path) -> None:
    path = printed(tmp_path, sample.rows(), only(Part.FUNDING))
    text = pdf_text.words(path)
    assert len(pdf_text.pages(path)) == 1
    assert "79,8 M€ demandés pour 10 plans, de 2014 à 2016 ; à ce jour, 100 000 € obtenus." in text
    assert "18 Chimie verte 2 280 1 800 960 2 400 7 440 100" in text
    assert "13 Industries du bois 2 310 1 830 990 2 430 7 560 —" in text
    assert "Total 24 150 19 350 10 950 25 350 79 800 100" in text
    assert "Région 4 250 000 € 8 050 000 € 11 850 000 € 24 150 000 € 100 000 €" in text


def test_small_and_huge_amounts_keep_to_their_columns(tmp_path: Path) -> None:
    lines = [
        FundingLine(id="a", choice_id="18", source=FundingSource.REGION, year=2014, asked=499),
        *(
            FundingLine(id=source.value, choice_id="18", source=source, year=2014 + n % 3, asked=9 * 10**17, obtained=1)
            for n, source in enumerate(FundingSource)
        ),
    ]
    path = printed(tmp_path, [BARE, CHOSEN, *lines], only(Part.FUNDING, Part.SHEETS))
    text = pdf_text.words(path)
    assert "900 000 000 000 000 000 €" in text
    assert "900 000 000 000 000" in text
    assert pdf_text.right_edge(path) <= 596 - 60


def test_an_amount_below_a_thousand_is_not_nothing(tmp_path: Path) -> None:
    line = FundingLine(id="a", choice_id="18", year=2014, asked=499)
    text = said(tmp_path, [BARE, CHOSEN, line], only(Part.FUNDING))
    assert re.search("18 Chimie verte < ?1 < ?1 ", text)
    assert "rien n’est encore obtenu" in text


# -- people ------------------------------------------------------------------------------------------------------------


def test_a_partner_of_several_plans_stands_once_under_its_kind(tmp_path: Path) -> None:
    more = [
        Partner(id="x", choice_id="18", name="Lycée fictif", kind=PartnerKind.TRAINING),
        Partner(id="y", choice_id="13", name=" PÔLE fictif "),
        Partner(id="z", choice_id="13", role="Un rôle, mais pas de nom"),
    ]
    text = said(tmp_path, [*sample.rows(), *more], only(Part.PARTNERS))
    assert "3 partenaires" in text
    assert text.count("Pôle fictif") == text.count("Université fictive") == 1
    assert "PÔLE" not in text
    assert "18 Chimie verte ; 13 Industries du bois ; 22 Alimentation" in text
    places = [text.index(t) for t in ("Pôle de compétitivité", "Recherche", "Université", "Formation", "Lycée")]
    assert places == sorted(places)


def test_the_table_of_leads_has_no_address(tmp_path: Path) -> None:
    rows = [
        replace(row, telephone="03 26 00 00 00", approach=Approach.CONTACTED if row.id == "13" else row.approach)
        if isinstance(row, Lead)
        else row
        for row in sample.rows()
        if not (isinstance(row, Lead) and row.id == "22")
    ]
    text = said(tmp_path, rows, only(Part.LEADS))
    assert "9 chefs de projet nommés pour 10 plans, dont 8 ont accepté." in text
    assert (
        "18 Chimie verte Hélène Marchal Société fictive 1 PME accepté Rang 1 gérant Reims (Marne) 84 salariés" in text
    )
    assert "contacté" in text
    assert "22 Alimentation À nommer" in text
    assert "@" not in text
    assert "03 26" not in text


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([], "Aucun chef de projet n’est encore nommé."),
        ([Lead(id="18", name="Marchal")], "1 chef de projet nommé pour 1 plan ; aucun n’a encore accepté."),
        (
            [Lead(id="18", name="Marchal", approach=Approach.ACCEPTED)],
            "1 chef de projet nommé pour 1 plan, dont 1 a accepté.",
        ),
    ],
)
def test_leads_are_counted_in_good_french(tmp_path: Path, people: list[Lead], words: str) -> None:
    assert words in said(tmp_path, [BARE, CHOSEN, *people], only(Part.LEADS))


def test_firms_are_counted_by_departement(tmp_path: Path) -> None:
    strangers = [FactoryCandidate(id="x", need="Rien de connu", position="zz")]
    text = said(tmp_path, [*sample.rows(), *strangers], only(Part.FACTORY))
    assert "Marne (51) 3 2" in text
    assert "Sans département 1 —" in text
    assert "Total 4 2" in text


# -- the letter --------------------------------------------------------------------------------------------------------


def test_the_letter_hands_the_roadmap_in(tmp_path: Path) -> None:
    path = printed(tmp_path, sample.rows(), only(Part.TRANSMITTAL))
    text = pdf_text.words(path)
    parts = [
        "Conseil régional de Champagne-Ardenne",
        "Ministère du Redressement productif",
        "Châlons-en-Champagne, le 28 mars 2014",
        "Objet : Transmission de la feuille de route régionale",
        "Madame, Monsieur,",
        "approuvée le 24 mars 2014 (Assemblée plénière ; délibération n° 14-03-117 du 24 mars 2014).",
        "Rang 1 : 18 Chimie verte et biocarburants ; 13 Industries du bois",
        "79,8 M€ demandés",
        "la Région a retenu 2 entreprises",
        "ma haute considération",
        "Présidente du conseil régional",
        "Claire Fictive",
    ]
    places = [text.index(part) for part in parts]
    assert all(low < high for low, high in pairwise(places))
    assert len(pdf_text.pages(path)) == 1


@pytest.mark.parametrize(
    ("recipient", "greeting"),
    [
        ("Monsieur le ministre du Redressement productif", "Monsieur le Ministre,"),
        ("Madame la Préfète de région", "Madame la Préfète,"),
        ("Direction générale des entreprises", "Madame, Monsieur,"),
        ("", "Madame, Monsieur,"),
    ],
)
def test_the_recipient_is_greeted_by_title(tmp_path: Path, recipient: str, greeting: str) -> None:
    text = said(tmp_path, [replace(BARE, recipient=recipient)], only(Part.TRANSMITTAL))
    assert f"agréer, {greeting} l’expression" in text
    assert "encore en préparation" in text


# -- too much ----------------------------------------------------------------------------------------------------------


def test_an_indicator_of_twelve_years_and_sixty_actions_are_all_told(tmp_path: Path) -> None:
    targets = tuple(Target(year=year, value=Decimal(10) ** 12) for year in range(2014, 2026))
    rows: list[Any] = [
        BARE, CHOSEN, Indicator(id="i", choice_id="18", name="x" * 300, unit="y" * 300, targets=targets),
        *(Action(id=f"{n:02}", choice_id="18", position=f"{n:02}x", title=f"Action {n:02}") for n in range(60)),
    ]  # fmt: skip
    path = printed(tmp_path, rows, SHEETS_ONLY)
    text = pdf_text.words(path)
    assert all(f"Action {n:02}" in text for n in range(60))
    assert "en 2014" in text
    assert "en 2025" in text
    assert pdf_text.right_edge(path) <= 596 - 60


def test_the_extreme_document_is_printed_within_its_margins(tmp_path: Path) -> None:
    parts = frozenset({Part.TRANSMITTAL, Part.OVERVIEW, Part.FUNDING, Part.LEADS})
    path = printed(tmp_path, extreme.rows(), PrintOrder(parts=parts))
    assert "Nom :" not in pdf_text.page(path, 1)
    assert "Pièce jointe" in pdf_text.page(path, 1)  # the letter is one page
    assert pdf_text.right_edge(path) <= 596 - 60
    assert "12 chefs de projet nommés" in pdf_text.words(path)


def test_a_snapshot_with_nothing_at_all_is_printed_in_every_part() -> None:
    document = roadmap_document(Snapshot.of([]), sample.ON, frozenset(Part))
    assert document.author == "Conseil régional"
