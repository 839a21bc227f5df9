"""Reading a whole document, checked for damage. Without SQLAlchemy: a document is shown before that is loaded."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nfi_planner.models.kind import KINDS, DocumentKind
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.storage import checksum, errors
from nfi_planner.storage.codec import from_cells
from nfi_planner.storage.erasure import DUE
from nfi_planner.storage.journal import JournalLine


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds. ``erasure_due``: it is still to be made anew after an erasure."""

    kind: DocumentKind
    id: str
    snapshot: Snapshot
    lines: tuple[JournalLine, ...]  # the oldest first
    erasure_due: bool


def read(connection: sqlite3.Connection, path: Path) -> Content:
    """Return what the file holds, within the transaction that is open. KnownError when it is damaged or newer."""
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise errors.damaged(path)
    name = connection.execute("SELECT value FROM meta WHERE key = 'kind'").fetchone()
    kind = KINDS.get(name[0]) if name else None
    if kind is None:
        raise errors.newer(path)
    content = {table.TABLE: _rows(connection, table.TABLE, "id") for table in kind.tables}
    journal = _rows(connection, "journal", "place")
    meta = {row["key"]: row["value"] for row in _rows(connection, "meta", "key")}
    expected = meta.pop(checksum.KEY, None)
    kept = content | {"journal": journal, "meta": [{"key": key, "value": value} for key, value in meta.items()]}
    digests = (checksum.row_digest(table, cells) for table, rows in kept.items() for cells in rows)
    if checksum.to_text(checksum.total(digests)) != expected:  # before anything is made of the cells
        raise errors.damaged(path)
    rows = (from_cells(table, cells) for table in kind.tables for cells in content[table.TABLE])
    lines = tuple(JournalLine(**{name: cells[name] for name in JournalLine.__dataclass_fields__}) for cells in journal)
    return Content(kind, meta["document_id"], Snapshot.of(rows), lines, DUE in meta)


def _rows(connection: sqlite3.Connection, table: str, key: str) -> list[dict[str, Any]]:
    """All rows by their key. What the file's columns are is not asked: the checksum tells when they are others."""
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')  # noqa: S608 - names of ours
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]
