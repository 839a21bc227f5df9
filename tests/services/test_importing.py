"""A document made again from a PDF: the same in every field of the exchange structure, and it says where it is from."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from nfi_planner.documents.exchange import to_json
from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Choice, Lead
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import importing
from nfi_planner.services.opening import read_document
from nfi_planner.storage.journal import LineKind
from tests import builders
from tests.documents.carriers import carrier


@pytest.fixture
def pdf(tmp_path: Path) -> Callable[[Snapshot], Path]:
    def write(snapshot: Snapshot) -> Path:
        path = tmp_path / "feuille.pdf"
        path.write_bytes(carrier(snapshot))
        return path

    return write


def remade(pdf: Path, path: Path) -> Snapshot:
    importing.rebuild(importing.read_pdf(pdf), pdf, path).close()
    return read_document(path)


def test_the_example_comes_back(pdf: Callable[[Snapshot], Path], example: Path) -> None:
    before = read_document(example)
    after = remade(pdf(before), example.with_name("b.nfi"))
    assert to_json(after) == to_json(before)
    assert len(after.all(Choice)) == 33
    lead = after.get(Lead, "1")
    assert lead is not None
    assert (lead.name != "", lead.email, lead.telephone) == (True, "", "")


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(builders.snapshots())
def test_any_document_comes_back(pdf: Callable[[Snapshot], Path], tmp_path: Path, snapshot: Snapshot) -> None:
    path = tmp_path / "b.nfi"
    path.unlink(missing_ok=True)
    assert to_json(remade(pdf(snapshot), path)) == to_json(snapshot)


def test_the_first_line_says_where_it_comes_from(pdf: Callable[[Snapshot], Path], tmp_path: Path) -> None:
    source = pdf(builders.complete())
    editor = importing.rebuild(importing.read_pdf(source), source, tmp_path / "b.nfi")
    [line] = editor.document.lines
    editor.close()
    assert (line.kind, line.label) == (LineKind.START, "Reconstituer depuis «\u00a0feuille.pdf\u00a0»")


def test_nothing_is_replaced(pdf: Callable[[Snapshot], Path], example: Path) -> None:
    source, before = pdf(builders.complete()), example.read_bytes()
    with pytest.raises(KnownError, match="existe déjà"):
        importing.rebuild(importing.read_pdf(source), source, example)
    assert example.read_bytes() == before


def test_a_pdf_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="introuvable"):
        importing.read_pdf(tmp_path / "feuille.pdf")
