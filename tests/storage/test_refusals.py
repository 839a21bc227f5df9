"""Files that can't be opened: each has its own sentence, and none is touched."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP
from nfi_planner.storage.document import DocumentFile
from nfi_planner.storage.format import FORMAT
from nfi_planner.support.french import typeset
from tests.builders import complete
from tests.storage.files import contents, motive, refused, unprivileged, untouched

NOT_OURS = typeset("« a.nfi » n’est pas un document de ce programme.")
EMPTY = typeset("« a.nfi » est vide : il a sans doute été mal copié.")
DAMAGED = typeset("« a.nfi » est endommagé.")
NEWER = typeset("« a.nfi » a été enregistré par une version plus récente du programme.")


def test_a_text_file(path: Path) -> None:
    path.write_text("Bonjour.\n" * 100)
    assert refused(path) == NOT_OURS


def test_another_programs_database(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE meta (key, value)")
    other.close()
    assert refused(path) == NOT_OURS


def test_an_empty_file(path: Path) -> None:
    path.write_bytes(b"")
    assert refused(path) == EMPTY


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.nfi") == typeset("Le fichier « a.nfi » est introuvable.")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.nfi").mkdir()
    assert refused(tmp_path / "a.nfi") == typeset("« a.nfi » ne peut être ni lu ni écrit.")


def test_a_newer_file(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[60:64] = (FORMAT + 1).to_bytes(4)
    path.write_bytes(data)
    assert refused(path) == NEWER


def test_a_kind_of_document_this_version_does_not_know(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("UPDATE meta SET value = 'watch_cell' WHERE key = 'kind'")
    other.commit()
    other.close()
    assert refused(path) == NEWER


@pytest.mark.parametrize("length", [1, 15, 16, 60, 71])
def test_a_file_cut_within_its_first_bytes(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    assert refused(path) == NOT_OURS


@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.99999])
def test_a_file_cut_short(path: Path, share: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert refused(path) == DAMAGED


def test_a_cell_changed_behind_our_back(path: Path) -> None:
    for statement in (
        "UPDATE choice SET motive = 'Autre.' WHERE id = '3'",
        "UPDATE company SET headcount = NULL WHERE id = 'factory'",
        "DELETE FROM indicator WHERE id = 'indicator-1'",
        "UPDATE journal SET label = 'Autre'",
        "UPDATE meta SET value = 'autre' WHERE key = 'document_id'",
        "DELETE FROM meta WHERE key = 'document_id'",
        "DELETE FROM meta WHERE key = 'checksum'",
        "UPDATE choice SET id = '34' WHERE id = '33'",
        "UPDATE lead SET informed_on = 'demain' WHERE id = '1'",
        "ALTER TABLE choice RENAME COLUMN motive TO motife",
        "DROP TABLE submission",
    ):
        damaged = path.parent / "copy" / path.name
        damaged.parent.mkdir(exist_ok=True)
        damaged.write_bytes(path.read_bytes())
        other = sqlite3.connect(damaged, isolation_level=None)
        other.execute(statement)
        other.close()
        assert refused(damaged) == DAMAGED, statement


# About a thousand openings: the whole head, then every 101st byte.
def test_a_flipped_bit_is_never_a_silent_difference(path: Path) -> None:
    with_acts = DocumentFile.open(path)
    with_acts.apply(motive(with_acts.snapshot, "Un motif."))
    with_acts.close()
    good = path.read_bytes()
    expected = (with_acts.snapshot.by_id(), with_acts.lines)
    refusals = 0
    for place in [*range(100), *range(100, len(good), 101)]:
        data = bytearray(good)
        data[place] ^= 1 << place % 8
        path.write_bytes(data)
        try:
            document = DocumentFile.open(path, read_only=True)
        except KnownError:
            refusals += 1
        else:
            document.close()
            assert (document.snapshot.by_id(), document.lines) == expected, f"byte {place}"
        assert path.read_bytes() == data, f"byte {place}"
    assert refusals > 50


# -- read only -----------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A file in a folder that anybody may read, and nobody but its owner write to."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.nfi"
        DocumentFile.create(path, ROADMAP, complete().rows(), label="Créer").close()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


def assert_read_only(path: Path) -> None:
    with unprivileged(), untouched(path.parent):
        document = DocumentFile.open(path)
        assert document.read_only
        assert document.snapshot == complete()
        with pytest.raises(KnownError) as refusal:
            document.apply(motive(document.snapshot, "Un motif."))
        document.close()
    assert refusal.value.sentence == typeset("« a.nfi » est en lecture seule : la modification n’est pas enregistrée.")
    assert document.snapshot == complete()


def test_a_read_only_file_in_a_read_only_folder(shelf: Path) -> None:
    assert_read_only(shelf)


def test_a_file_in_a_read_only_folder(shelf: Path) -> None:
    shelf.chmod(0o666)
    assert_read_only(shelf)


def test_a_read_only_file_in_ones_own_folder(shelf: Path) -> None:
    shelf.parent.chmod(0o777)
    assert_read_only(shelf)


def test_a_file_opened_only_to_be_read(path: Path) -> None:
    document = DocumentFile.open(path, read_only=True)
    with untouched(path.parent), pytest.raises(KnownError, match="lecture seule"):
        document.apply(motive(document.snapshot, "Un motif."))
    document.close()


def test_a_read_only_file_can_be_copied_elsewhere(shelf: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        with unprivileged():
            document = DocumentFile.open(shelf)
            document.copy_to(Path(name) / "copie.nfi")
            document.close()
            copy = DocumentFile.open(Path(name) / "copie.nfi")
            copy.close()
        assert not copy.read_only
        assert copy.snapshot == document.snapshot


def test_a_file_one_may_not_read(shelf: Path) -> None:
    shelf.chmod(0)
    before = shelf.stat().st_mtime_ns
    with unprivileged(), pytest.raises(KnownError) as refusal:
        DocumentFile.open(shelf)
    assert refusal.value.sentence == typeset("« a.nfi » ne peut être ni lu ni écrit.")
    assert shelf.stat().st_mtime_ns == before


def test_a_read_only_file_whose_last_write_was_cut_short(shelf: Path) -> None:
    shelf.parent.chmod(0o755)
    (shelf.parent / "a.nfi-journal").write_bytes(b"what a crash left")
    (shelf.parent / "a.nfi-journal").chmod(0o444)
    shelf.parent.chmod(0o555)
    with unprivileged():
        sentence = refused(shelf)
    assert sentence == typeset("« a.nfi » est en lecture seule et sa dernière écriture a été interrompue.")
    assert sorted(contents(shelf.parent)) == ["a.nfi", "a.nfi-journal"]


@pytest.mark.parametrize("length", [240, 247, 248, 251, 255])
def test_a_read_only_file_with_a_name_as_long_as_can_be(shelf: Path, length: int) -> None:
    """SQLite's own files beside it would have a name longer than the system allows."""
    shelf.parent.chmod(0o755)
    path = shelf.rename(shelf.with_name("a" * (length - 4) + ".nfi"))
    shelf.parent.chmod(0o555)
    with unprivileged(), untouched(path.parent):
        document = DocumentFile.open(path)
        document.close()
    assert document.read_only
    assert document.snapshot == complete()


@pytest.mark.parametrize("length", [248, 255])
def test_a_new_file_with_such_a_name(tmp_path: Path, length: int) -> None:
    with untouched(tmp_path), pytest.raises(KnownError, match="est trop long"):
        DocumentFile.create(tmp_path / ("a" * (length - 4) + ".nfi"), ROADMAP, complete().rows(), label="Créer")
