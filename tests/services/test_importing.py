"""A document made again from a printed PDF: the same in every field of the exchange schema, and it says so."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from nfi_planner.documents.exchange import fingerprint, to_json
from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import USUAL_ORDER, Edition, Part, Print, PrintOrder
from nfi_planner.models.roadmap import Choice, Lead
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import examples, importing, verifying
from nfi_planner.services.exporting import export_pdf
from nfi_planner.services.opening import read_document
from nfi_planner.storage.journal import LineKind
from tests import builders

Printed = Callable[..., Path]


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """Write the PDF of a document; return it."""

    def write(snapshot: Snapshot, order: PrintOrder = USUAL_ORDER) -> Path:
        path = tmp_path / "feuille.pdf"
        export_pdf(snapshot, path, on=builders.TODAY, order=order)
        return path

    return write


def remade(pdf: Path) -> Snapshot:
    """Return the document made from a PDF, which verifies that they go together."""
    path = pdf.with_name("b.nfi")
    path.unlink(missing_ok=True)
    importing.rebuild(importing.read_pdf(pdf), pdf, path).close()
    verdict = verifying.verify(pdf, path)
    assert verdict.agrees
    again = read_document(path)
    assert verdict.fingerprint == fingerprint(to_json(again))
    return again


@settings(
    max_examples=8,
    derandomize=True,
    phases=[Phase.generate],  # a failure is told as it was found: to make it smaller takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(builders.snapshots())
def test_any_document_comes_back(printed: Printed, snapshot: Snapshot) -> None:
    assert to_json(remade(printed(snapshot))) == to_json(snapshot)


@pytest.mark.parametrize("name", examples.example_names())
def test_the_examples_come_back(printed: Printed, name: str) -> None:
    before = Snapshot.of(examples.example_rows(name))
    after = remade(printed(before))
    assert to_json(after) == to_json(before)
    assert len(after.all(Choice)) == 33
    assert not any(lead.email or lead.telephone for lead in after.all(Lead))


def test_a_document_comes_back_whatever_parts_are_printed(printed: Printed) -> None:
    before = builders.complete()
    after = remade(printed(before, replace(USUAL_ORDER, parts=frozenset({Part.CHECKS}))))
    assert to_json(after) == to_json(before)


@pytest.mark.parametrize(
    "order",
    [replace(USUAL_ORDER, edition=Edition.ARCHIVE), PrintOrder(Print.NOTE), PrintOrder(Print.SHEET, plan=1)],
    ids=["archives", "note", "sheet"],
)
def test_what_carries_no_data_says_what_does(printed: Printed, order: PrintOrder) -> None:
    with pytest.raises(KnownError) as refusal:
        importing.read_pdf(printed(builders.complete(), order))
    assert refusal.value.sentence.replace("\u00a0", " ") == (
        "« feuille.pdf » ne contient pas ses données : seule la feuille de route en édition « Remise » les contient."
    )


def test_the_first_line_says_where_it_comes_from(printed: Printed, tmp_path: Path) -> None:
    source = printed(builders.complete())
    editor = importing.rebuild(importing.read_pdf(source), source, tmp_path / "b.nfi")
    [line] = editor.document.lines
    editor.close()
    assert (line.kind, line.label) == (LineKind.START, "Reconstituer depuis «\u00a0feuille.pdf\u00a0»")


def test_nothing_is_replaced(printed: Printed, example: Path) -> None:
    source, before = printed(builders.complete()), example.read_bytes()
    with pytest.raises(KnownError, match="existe déjà"):
        importing.rebuild(importing.read_pdf(source), source, example)
    assert example.read_bytes() == before


def test_a_pdf_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="introuvable"):
        importing.read_pdf(tmp_path / "feuille.pdf")
