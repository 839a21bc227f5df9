"""What a file is made of, creating one and copying one."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Any, ClassVar, get_args

import pytest
from hypothesis import HealthCheck, given, settings

from nfi_planner.models.entity import Entity, field_types
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP, DocumentKind
from nfi_planner.models.roadmap import Indicator, Roadmap, Target
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.storage import codec
from nfi_planner.storage.connecting import BUSY_TIMEOUT_MS, connect
from nfi_planner.storage.document import DocumentFile
from nfi_planner.storage.engine import engine_over
from nfi_planner.storage.format import APPLICATION_ID, FORMAT
from nfi_planner.storage.tables import schema
from nfi_planner.support.french import typeset
from tests.builders import Clock, blank_choices, complete, snapshots
from tests.storage.files import contents, motive, untouched


def create(path: Path) -> DocumentFile:
    return DocumentFile.create(path, ROADMAP, [Roadmap(), *blank_choices()], label="Créer", clock=Clock())


# -- the recipe ----------------------------------------------------------------------------------------------------


def test_a_connection_follows_the_recipe(path: Path) -> None:
    connection = connect(path)
    pragmas = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("foreign_keys", "busy_timeout", "journal_mode", "synchronous", "trusted_schema")
    }
    connection.close()
    assert pragmas == {
        "foreign_keys": 1,
        "busy_timeout": BUSY_TIMEOUT_MS,
        "journal_mode": "delete",
        "synchronous": 3,  # EXTRA
        "trusted_schema": 0,
    }


def test_a_writer_takes_the_lock_at_once_and_a_reader_does_not(path: Path) -> None:
    engine = engine_over(partial(connect, path))
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    with engine.connect() as connection, connection.begin():
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    writer = engine.connect().execution_options(writes=True)
    with writer, writer.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()
    engine.dispose()


def test_a_connection_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        connect(tmp_path / "absent.nfi")
    assert list(tmp_path.iterdir()) == []


def test_the_first_bytes_say_what_the_file_is(path: Path) -> None:
    header = path.read_bytes()[:100]
    assert header.startswith(b"SQLite format 3\x00")
    assert int.from_bytes(header[68:72]) == APPLICATION_ID
    assert int.from_bytes(header[60:64]) == FORMAT
    assert header[18:20] == b"\x01\x01", "never WAL"


# -- the tables ----------------------------------------------------------------------------------------------------


def test_the_tables_of_a_file_are_the_dataclasses(path: Path) -> None:
    connection = sqlite3.connect(path)
    for entity in ROADMAP.tables:
        columns = {row[1]: row for row in connection.execute(f"PRAGMA table_info({entity.TABLE})")}
        types = field_types(entity)
        assert list(columns) == list(types)
        for name, type_ in types.items():
            _, _, sql_type, not_null, _, key = columns[name]
            members = get_args(type_) or (type_,)
            assert bool(not_null) is (NoneType not in members), name
            assert bool(key) is (name == "id")
            whole = members[0] in {int, bool}
            assert sql_type == ("BLOB" if type_ is bytes else "INTEGER" if whole else "TEXT"), name
        links = {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({entity.TABLE})")}
        assert links == entity.REFERENCES
    connection.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Probe:
    TABLE: ClassVar[str] = "probe"
    PARENT: ClassVar[str] = ""
    REFERENCES: ClassVar[dict[str, str]] = {}

    id: str
    a_field_of_its_own: date | None = None


def test_a_field_of_a_dataclass_is_a_column_without_more_ado() -> None:
    tables = schema(DocumentKind("probe", "essai", (_Probe,))).tables
    assert set(tables) == {"probe", "meta", "journal"}
    assert [column.name for column in tables["probe"].columns] == ["id", "a_field_of_its_own"]


@settings(max_examples=40)
@given(snapshots())
def test_any_row_is_the_same_again_from_its_cells(snapshot: Snapshot) -> None:
    for row in snapshot.rows():
        cells = codec.to_cells(row)
        assert all(type(cell) in {str, int, bytes, NoneType} for cell in cells.values())
        assert codec.from_cells(type(row), cells) == row
        plain = codec.to_plain(row, field_types(type(row)))
        assert json.loads(json.dumps(plain)) == plain, "a journal line gives back what was put in"
        assert codec.from_plain(type(row), plain) == {n: getattr(row, n) for n in field_types(type(row))}


# -- creating ------------------------------------------------------------------------------------------------------


def test_what_is_created_is_what_is_opened(tmp_path: Path) -> None:
    created = DocumentFile.create(tmp_path / "a.nfi", ROADMAP, complete().rows(), label="Créer", author="agent")
    created.close()
    opened = DocumentFile.open(tmp_path / "a.nfi")
    opened.close()
    assert opened.snapshot == created.snapshot == complete()
    assert (opened.id, opened.lines, opened.kind) == (created.id, created.lines, ROADMAP)
    [line] = opened.lines
    assert (line.kind, line.label, line.author, line.parent) == ("start", "Créer", "agent", "")
    assert [p.name for p in tmp_path.iterdir()] == ["a.nfi"]


def test_rich_values_come_back_as_they_were(tmp_path: Path) -> None:
    targets = (Target(year=2014, value=Decimal("12.50")), Target(year=2016, value=Decimal(0)))
    indicator = Indicator(
        id="i", choice_id="1", name="Ça « œuvre »\n2e ligne", targets=targets, baseline=Decimal("-0.1")
    )
    roadmap = Roadmap(logo=bytes(range(256)), deadline=None)
    document = DocumentFile.create(tmp_path / "a.nfi", ROADMAP, [roadmap, *blank_choices(), indicator], label="Créer")
    document.close()
    assert document.snapshot.get(Indicator, "i") == indicator
    assert document.snapshot.get(Roadmap, "roadmap") == roadmap


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(snapshots())
def test_any_document_is_written_and_read_back_the_same(tmp_path: Path, snapshot: Snapshot) -> None:
    rows = _linked(snapshot)
    path = tmp_path / "any.nfi"
    path.unlink(missing_ok=True)
    DocumentFile.create(path, ROADMAP, rows, label="Créer").close()
    document = DocumentFile.open(path)
    document.close()
    assert document.snapshot == Snapshot.of(rows)


def _linked(snapshot: Snapshot) -> list[Entity]:
    """Return the rows whose links lead somewhere: a file takes no others."""
    ids = {(row.TABLE, row.id) for row in snapshot.rows()}

    def fits(row: Any) -> bool:
        links = {target: getattr(row, field) for field, target in row.REFERENCES.items()}
        return all(to is None or (target, to) in ids for target, to in links.items())

    kept = [row for row in snapshot.rows() if fits(row)]
    if len(kept) == len(ids):
        return kept
    return _linked(Snapshot.of(kept))


def test_a_taken_name_is_refused(path: Path) -> None:
    with untouched(path.parent), pytest.raises(KnownError) as refusal:
        create(path)
    assert refusal.value.sentence == typeset("Le fichier « a.nfi » existe déjà.")


def test_a_name_beside_a_strangers_journal_is_refused(tmp_path: Path) -> None:
    """SQLite would play that journal into the new file."""
    (tmp_path / "a.nfi-journal").write_bytes(b"what a crash left")
    with untouched(tmp_path), pytest.raises(KnownError) as refusal:
        create(tmp_path / "a.nfi")
    assert refusal.value.sentence == typeset("Le fichier « a.nfi-journal » existe déjà.")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refusal:
        create(tmp_path / "absent" / "a.nfi")
    assert "introuvable" in refusal.value.sentence


def test_nothing_is_left_when_creating_fails(tmp_path: Path) -> None:
    orphan = Indicator(id="i", choice_id="1")  # of a choice that isn't there
    with pytest.raises(Exception, match="FOREIGN KEY"):
        DocumentFile.create(tmp_path / "a.nfi", ROADMAP, [Roadmap(), orphan], label="Créer")
    assert list(tmp_path.iterdir()) == []


# -- copying -------------------------------------------------------------------------------------------------------


def stored_checksum(path: Path) -> str:
    connection = sqlite3.connect(path)
    [value] = connection.execute("SELECT value FROM meta WHERE key = 'checksum'").fetchone()
    connection.close()
    return str(value)


def test_a_copy_is_equal_in_everything(document: DocumentFile, tmp_path: Path) -> None:
    document.apply(motive(document.snapshot, "Un motif."))
    copy_path = tmp_path / "copie.nfi"
    document.copy_to(copy_path)
    copy = DocumentFile.open(copy_path)
    copy.close()
    assert copy.snapshot == document.snapshot
    assert copy.lines == document.lines
    assert copy.id == document.id
    assert stored_checksum(copy_path) == stored_checksum(document.path)
    document.apply(motive(document.snapshot, "Un autre."))
    assert stored_checksum(copy_path) != stored_checksum(document.path)
    assert sorted(contents(tmp_path)) == ["a.nfi", "copie.nfi"]


def test_a_copy_replaces_a_file_whole_but_never_its_own(document: DocumentFile, tmp_path: Path) -> None:
    (tmp_path / "copie.nfi").write_text("ancien")
    document.copy_to(tmp_path / "copie.nfi")
    DocumentFile.open(tmp_path / "copie.nfi").close()
    with untouched(tmp_path), pytest.raises(KnownError) as refusal:
        document.copy_to(tmp_path / "." / "a.nfi")
    assert "existe déjà" in refusal.value.sentence
    document.apply(motive(document.snapshot, "Toujours là."))


def test_a_copy_that_can_not_be_written_is_said(document: DocumentFile, tmp_path: Path) -> None:
    with untouched(tmp_path), pytest.raises(KnownError):
        document.copy_to(tmp_path / "absent" / "copie.nfi")
