"""The parts a document is printed with are remembered; files have names one can find again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nfi_planner.models.prints import USUAL_PARTS, Edition, Part, Print, PrintOrder
from nfi_planner.models.roadmap import Roadmap
from nfi_planner.services import printing, settings
from tests.builders import blank, changed, complete


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings' file, of a new user."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "config" / "feuille-de-route-nfi" / "settings.json"
    path.parent.mkdir(parents=True)
    return path


COVER = frozenset({Part.COVER, Part.SIGNATURE})


def test_parts_are_remembered_for_their_document() -> None:
    printing.keep_parts("a", COVER)
    assert printing.parts_of("a") == COVER
    assert printing.parts_of("b") == USUAL_PARTS
    assert printing.usual_order("a") == PrintOrder(parts=COVER)
    printing.keep_parts("a", USUAL_PARTS)
    assert printing.parts_of("a") == USUAL_PARTS


def test_no_part_at_all_is_not_remembered() -> None:
    printing.keep_parts("a", COVER)
    printing.keep_parts("a", frozenset())
    assert printing.parts_of("a") == COVER


def test_the_last_fifty_documents_are_remembered() -> None:
    for number in range(51):
        printing.keep_parts(str(number), COVER)
    assert len(settings.load().documents) == 50
    assert printing.parts_of("0") == USUAL_PARTS
    assert printing.parts_of("1") == printing.parts_of("50") == COVER


def test_leaving_a_document_keeps_its_parts() -> None:
    printing.keep_parts("a", COVER)
    settings.leave("a", place={"page": "leads"}, views={}, findings=True)
    assert printing.parts_of("a") == COVER
    assert settings.load().documents["a"]["page"] == "leads"


def test_parts_of_a_newer_program_are_left_out(file: Path) -> None:
    documents = {
        "a": {"parts": "cover of_tomorrow"},
        "b": {"parts": "of_tomorrow"},
        "c": {"parts": ""},
        "d": {"parts": 1},
    }
    file.write_text(json.dumps({"documents": documents}))
    assert printing.parts_of("a") == {Part.COVER}
    assert printing.parts_of("b") == printing.parts_of("c") == printing.parts_of("d") == USUAL_PARTS


@pytest.mark.parametrize(
    ("order", "name"),
    [
        (PrintOrder(), "feuille-de-route-champagne-ardenne.pdf"),
        (PrintOrder(Print.NOTE), "note-au-president-champagne-ardenne.pdf"),
        (PrintOrder(Print.SHEET, plan=1), "fiche-1-energies-renouvelables-champagne-ardenne.pdf"),
        (PrintOrder(Print.KEPT_OUT), "plans-non-retenus-champagne-ardenne.pdf"),
        (PrintOrder(edition=Edition.ARCHIVE), "feuille-de-route-champagne-ardenne-archives.pdf"),
    ],
)
def test_names(order: PrintOrder, name: str) -> None:
    assert printing.print_name(complete(), order) == name


def test_a_name_without_a_region() -> None:
    nowhere = changed(blank(), Roadmap, "roadmap", region_code="")
    assert printing.print_name(nowhere, replace(PrintOrder(), plan=None)) == "feuille-de-route.pdf"
