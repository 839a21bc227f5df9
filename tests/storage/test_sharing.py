"""One file under several hands: nothing is written over another's work."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.entity import Entity
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import Choice
from nfi_planner.storage.document import DocumentFile
from nfi_planner.storage.errors import StaleEditError
from nfi_planner.support.french import typeset
from tests.builders import blank_choices, complete
from tests.storage.files import motive, untouched


@pytest.fixture
def second(document: DocumentFile) -> Iterator[DocumentFile]:
    """Another window on the same file."""
    second = DocumentFile.open(document.path, author="collègue")
    yield second
    second.close()


def test_the_second_writer_is_told_and_writes_nothing(document: DocumentFile, second: DocumentFile) -> None:
    document.apply(motive(document.snapshot, "Le premier."))
    for plan in (1, 2):  # the same row, and another
        with untouched(document.path.parent), pytest.raises(StaleEditError) as refusal:
            second.apply(motive(second.snapshot, "Le second.", plan))
        assert "dans une autre fenêtre ou par une autre personne" in refusal.value.sentence
    assert second.snapshot == complete()
    assert len(second.lines) == 1
    document.apply(motive(document.snapshot, "Encore le premier."))


def test_typing_that_joined_a_line_is_seen_too(document: DocumentFile, second: DocumentFile) -> None:
    document.apply(motive(document.snapshot, "Un"))
    second.close()
    third = DocumentFile.open(document.path)
    document.apply(motive(document.snapshot, "Un motif"))
    assert len(document.lines) == 2, "the second word shares the first one's line"
    with untouched(document.path.parent), pytest.raises(StaleEditError):
        third.apply(motive(third.snapshot, "Autre chose."))
    third.close()


def test_an_act_that_starts_from_something_else_is_refused(document: DocumentFile) -> None:
    stale = Change(Choice(id="1", motive="Jamais écrit."), Choice(id="1"))
    with untouched(document.path.parent), pytest.raises(StaleEditError):
        document.apply(ChangeSet("Modifier", (stale,)))


def test_a_cell_changed_under_the_open_document_is_refused(document: DocumentFile) -> None:
    other = sqlite3.connect(document.path, isolation_level=None)
    other.execute("UPDATE choice SET memo = 'autre' WHERE id = '1'")
    other.close()
    with untouched(document.path.parent), pytest.raises(StaleEditError):
        document.apply(motive(document.snapshot, "Un motif."))


def test_half_an_act_is_not_written(document: DocumentFile) -> None:
    other = sqlite3.connect(document.path, isolation_level=None)
    other.execute("UPDATE choice SET memo = 'autre' WHERE id = '2'")
    other.close()
    both = motive(document.snapshot, "Un.").changes + motive(document.snapshot, "Deux.", 2).changes
    with untouched(document.path.parent), pytest.raises(StaleEditError):
        document.apply(ChangeSet("Modifier deux plans", both))


def test_a_file_that_another_program_holds(document: DocumentFile) -> None:
    other = sqlite3.connect(document.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with untouched(document.path.parent), pytest.raises(KnownError) as refusal:
        document.apply(motive(document.snapshot, "Un motif."))
    other.close()
    words = "« a.nfi » est occupé par un autre programme : la modification n’est pas enregistrée."
    assert refusal.value.sentence == typeset(words)
    document.apply(motive(document.snapshot, "Un motif."))


def test_a_file_that_another_program_reads(document: DocumentFile) -> None:
    """The act is written up to its COMMIT, which must wait for the reader."""
    reader = sqlite3.connect(document.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM choice").fetchall()
    for _ in range(2):
        with pytest.raises(KnownError, match="occupé par un autre programme"):
            document.apply(motive(document.snapshot, "Un motif."))
    assert document.snapshot == complete()
    reader.close()
    document.apply(motive(document.snapshot, "Un motif."))
    document.close()
    again = DocumentFile.open(document.path)
    again.close()
    assert again.snapshot == document.snapshot != complete()


def test_a_file_made_while_a_new_one_of_that_name_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.nfi"

    def rows() -> Iterator[Entity]:
        path.write_text("ce qu’un autre vient d’enregistrer")
        yield from complete().rows()

    with pytest.raises(KnownError, match="existe déjà"):
        DocumentFile.create(path, ROADMAP, rows(), label="Créer")
    assert path.read_text() == "ce qu’un autre vient d’enregistrer"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """Another document."""
    folder = tmp_path / "other"
    folder.mkdir()
    document = DocumentFile.create(folder / "b.nfi", ROADMAP, blank_choices(), label="Créer")
    document.apply(motive(document.snapshot, "Un autre document."))
    document.close()
    return folder / "b.nfi"


def test_a_file_replaced_under_the_open_document(document: DocumentFile, stranger: Path) -> None:
    os.replace(stranger, document.path)  # noqa: PTH105 - what a synchronised folder does
    with untouched(document.path.parent), pytest.raises(KnownError) as refusal:
        document.apply(motive(document.snapshot, "Un motif."))
    assert "a été remplacé par un autre fichier" in refusal.value.sentence
    assert document.snapshot == complete()


def test_a_file_overwritten_in_place(document: DocumentFile, stranger: Path) -> None:
    shutil.copyfile(stranger, document.path)
    with untouched(document.path.parent), pytest.raises(StaleEditError):
        document.apply(motive(document.snapshot, "Un motif."))


@pytest.mark.parametrize("moved", [True, False])
def test_a_file_that_vanished_is_not_made_anew(document: DocumentFile, moved: bool) -> None:  # noqa: FBT001
    if moved:
        document.path.rename(document.path.with_name("ailleurs.nfi"))
    else:
        document.path.unlink()
    with untouched(document.path.parent), pytest.raises(KnownError) as refusal:
        document.apply(motive(document.snapshot, "Un motif."))
    words = "« a.nfi » n’est plus à sa place : la modification n’est pas enregistrée."
    assert refusal.value.sentence == typeset(words)
    rescue = document.path.with_name("copie.nfi")
    document.copy_to(rescue)  # what the sentence advises
    copy = DocumentFile.open(rescue)
    copy.close()
    assert copy.snapshot == document.snapshot
