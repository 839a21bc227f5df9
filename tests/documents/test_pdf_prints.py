"""The other prints: the note to who presides, the sheet of one plan, the plans not kept."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import Print, PrintOrder
from nfi_planner.models.roadmap import Choice, Lead, Rank, Roadmap, Status
from nfi_planner.services import examples
from tests.documents import extreme, pdf_text, sample
from tests.documents.printed import printed, said

NOTE, KEPT_OUT = PrintOrder(Print.NOTE), PrintOrder(Print.KEPT_OUT)
BARE = Roadmap(region_code="21")


def sheet_of(plan: int | None) -> PrintOrder:
    return PrintOrder(Print.SHEET, plan=plan)


# -- the note ----------------------------------------------------------------------------------------------------------


def test_the_note_tells_where_things_stand(tmp_path: Path) -> None:
    text = said(tmp_path, examples.example_rows("brouillon"), NOTE)
    for part in (
        "Note au Président",
        "État au 28 mars 2014. La remise est attendue le 31 mars 2014, dans 3 jours.",
        "4 plans de rang 1 et 3 plans de rang 2",
        "Rang 1 · 18 Chimie verte et biocarburants Hélène Marchal complète 12,4 M€",
        "Rang 1 · 14 Recyclage et matériaux verts À nommer",
        "29,7 M€ demandés : Région 8,6 M€",
        "Obtenus à ce jour : 3,5 M€.",
        "– Il manque 1 plan de rang 1.",
        "– Choisir 2 plans de rang 2.",
        "– Nommer le chef de projet pour 1 plan : 14 Recyclage.",
        "– Obtenir l’accord du chef de projet pour 1 plan : 32 Robotique.",
        "au plus tard le 31 mars 2014.",
    ):
        assert part in text
    assert "PROJET" not in text


def test_a_complete_roadmap_only_waits_for_its_signature(tmp_path: Path) -> None:
    text = said(tmp_path, examples.example_rows(), NOTE)
    assert "Les dix plans sont choisis" in text
    assert "Rien ne bloque : 31 contrôles réussis sur 31." in text
    assert text.split("Ce qui reste à décider")[1].count("– ") == 1


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2014, 3, 31), "La remise est attendue aujourd’hui, 31 mars 2014."),
        (date(2014, 3, 30), "La remise est attendue demain, 31 mars 2014."),
        (date(2014, 4, 1), "La remise était attendue le 31 mars 2014, il y a 1 jour."),
    ],
)
def test_the_deadline_is_seen_from_the_day(tmp_path: Path, on: date, words: str) -> None:
    assert words in said(tmp_path, [BARE], NOTE, on)


def test_the_note_is_addressed_as_it_should(tmp_path: Path) -> None:
    assert "Note à la Présidente" in said(tmp_path, sample.rows(), NOTE)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="nothing"),
        pytest.param([BARE], id="empty"),
        pytest.param(sample.rows(), id="complete"),
        *(pytest.param(examples.example_rows(name), id=name) for name in examples.example_names()),
        pytest.param(extreme.rows(), id="extreme"),
        pytest.param(
            [Choice(id=str(n), status=Status.of(Rank(n % 2 + 1)), motive="x" * n) for n in range(1, 34)],
            id="all chosen",
        ),
    ],
)
def test_the_note_is_always_one_page(tmp_path: Path, rows: list[Any]) -> None:
    path = printed(tmp_path, rows, NOTE)
    assert len(pdf_text.pages(path)) == 1
    assert pdf_text.right_edge(path) <= 596 - 60


def test_long_lists_say_how_many_are_left_out(tmp_path: Path) -> None:
    text = said(tmp_path, extreme.rows(), NOTE)
    assert "et 3 autres" in text
    assert "autres constats bloquants" in text
    assert "autres décisions" in text


# -- the sheet ---------------------------------------------------------------------------------------------------------


def test_the_lead_keeps_the_sheet_of_the_plan_alone(tmp_path: Path) -> None:
    rows = sample.rows(contact="Alix Fictive, 03 26 00 00 00")
    text = said(tmp_path, rows, sheet_of(18))
    for part in (
        "Conseil régional de Champagne-Ardenne",
        "Fiche de plan · rang 1, place 1 · remise le 31 mars 2014",
        "18 Chimie verte et biocarburants",
        "Hélène Marchal, gérant",
        "Société fictive 1, Reims (Marne)",
        "Alix Fictive, 03 26 00 00 00",
        "Plan de financement",
    ):
        assert part in text
    assert sample.MEMO not in text
    assert "@exemple.fr" not in text
    assert "Industries du bois" not in text


def test_the_sheet_of_a_plan_that_is_not_chosen(tmp_path: Path) -> None:
    text = said(tmp_path, [BARE], sheet_of(7))
    assert "Fiche de plan · non retenu" in text
    assert "Chef de projet à nommer" in text
    assert "Cette fiche n’est pas encore remplie." in text


@pytest.mark.parametrize("plan", [None, 34, 99])
def test_there_is_no_sheet_of_no_plan(tmp_path: Path, plan: int | None) -> None:
    with pytest.raises(KnownError):
        printed(tmp_path, [BARE], sheet_of(plan))


# -- the plans not kept ------------------------------------------------------------------------------------------------


def test_every_plan_that_is_not_chosen_is_listed_once(tmp_path: Path) -> None:
    text = said(tmp_path, sample.rows(), KEPT_OUT)
    assert "10 sont choisis et 2 sont étudiés sans être retenus" in text
    assert "Trop peu d’entreprises de la région." in text
    assert text.count("Cloud computing") == text.count("Cybersécurité") == 1
    assert "Chimie verte" not in text
    assert sample.MEMO not in text
    assert text.index("Dirigeables") < text.index("Autres plans") < text.index("Cloud computing")


def test_nothing_chosen_lists_all(tmp_path: Path) -> None:
    text = said(tmp_path, [BARE], KEPT_OUT)
    assert "Aucun des 33 plans proposés n’est choisi ni étudié à ce jour." in text
    assert "Chimie verte" in text
    assert "Autres plans" not in text


def test_a_lead_is_never_named_among_the_plans_not_kept(tmp_path: Path) -> None:
    rows = [replace(row, status=Status.STUDIED) if isinstance(row, Choice) else row for row in sample.rows()]
    text = said(tmp_path, rows, KEPT_OUT)
    assert all(row.name not in text for row in rows if isinstance(row, Lead))
