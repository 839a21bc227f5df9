"""Writing to a document: rows where every old value still holds, lines of the journal, the checksum.

SQLAlchemy is loaded with this module, which is not needed to show a document.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from nfi_planner.models.change import Change
from nfi_planner.models.entity import Entity, new_id
from nfi_planner.models.kind import DocumentKind
from nfi_planner.storage import checksum, errors
from nfi_planner.storage.codec import to_cells
from nfi_planner.storage.connecting import connect
from nfi_planner.storage.engine import engine_over
from nfi_planner.storage.erasure import DUE
from nfi_planner.storage.format import APPLICATION_ID, FORMAT
from nfi_planner.storage.journal import JournalLine
from nfi_planner.storage.tables import schema


class Writer:
    """Writes over a document's connection. ``path`` is for what it says when it can't."""

    def __init__(self, driver: sqlite3.Connection, kind: DocumentKind, path: Path) -> None:
        self._driver, self._path = driver, path
        self._tables = schema(kind).tables
        self._engine = engine_over(lambda: driver)
        self._connection = self._engine.connect()

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def transaction(self, tip: str) -> Iterator[None]:
        """Write all or nothing, if the last line of the journal is the one with that id; StaleEditError if not."""
        connection = self._connection.execution_options(writes=True)
        with self._rolled_back(), connection.begin():
            if connection.exec_driver_sql("SELECT id FROM journal ORDER BY place DESC LIMIT 1").scalar() != tip:
                raise errors.stale(self._path)
            yield

    @contextmanager
    def _rolled_back(self) -> Iterator[None]:
        """On an error leave no transaction open: after a COMMIT that fails, SQLAlchemy takes it for closed."""
        try:
            yield
        except BaseException:
            if self._driver.in_transaction:
                self._driver.rollback()
            raise

    def write_rows(self, changes: Iterable[Change]) -> int:
        """Write rows; return what the checksum gains. StaleEditError when one isn't as its change says."""
        written = [_RowWrite.of(self._tables[change.table.TABLE], change) for change in changes]
        for statement, run in groupby(written, key=lambda write: write.statement):  # a pasted table in one go
            cells = [write.cells for write in run]
            if self._connection.execute(statement, cells).rowcount != len(cells):
                raise errors.stale(self._path)
        return sum(write.gain for write in written)

    def write_line(self, place: int, line: JournalLine, replaced: JournalLine | None = None) -> int:
        """Write a line of the journal, in the place of another if one is given; return what the checksum gains."""
        table = self._tables["journal"]
        gain = 0
        if replaced is not None:
            self._connection.execute(delete(table).where(table.c.place == place))
            gain -= checksum.row_digest("journal", {"place": place, **replaced.cells()})
        cells = {"place": place, **line.cells()}
        self._connection.execute(_insertion(table), cells)
        return gain + checksum.row_digest("journal", cells)

    def rewrite_line(self, place: int, old: JournalLine, new: JournalLine) -> int:
        """Write what a line has become; return what the checksum gains."""
        journal = self._tables["journal"]
        cells = {name: value for name, value in new.cells().items() if value != old.cells()[name]}
        self._connection.execute(update(journal).where(journal.c.place == place).values(cells))
        digests = [checksum.row_digest("journal", {"place": place, **line.cells()}) for line in (new, old)]
        return digests[0] - digests[1]

    def set_erasure_due(self, *, due: bool) -> int:
        """Note that the file is still to be made anew, or that it was; return what the checksum gains."""
        meta = self._tables["meta"]
        cells = {"key": DUE, "value": "1"}
        gone = self._connection.execute(delete(meta).where(meta.c.key == DUE)).rowcount
        if due:
            self._connection.execute(insert(meta), cells)
        return checksum.row_digest("meta", cells) * (due - gone)

    def add_to_checksum(self, delta: int) -> None:
        """Write the checksum after what it gained."""
        reading, writing = _checksum(self._tables["meta"])
        present = int(self._connection.execute(reading).scalar_one(), 16)
        self._connection.execute(writing, {"total": checksum.to_text(checksum.total((present, delta)))})


@dataclass(frozen=True, slots=True)
class _RowWrite:
    """One row's writing: where every old value still holds, null-safe. ``gain`` is what the checksum gains by it."""

    statement: Insert | Update | Delete
    cells: dict[str, Any]
    gain: int

    @staticmethod
    def of(table: Table, change: Change) -> "_RowWrite":
        old = to_cells(change.before) if change.before is not None else None
        new = to_cells(change.after) if change.after is not None else None
        gain = sum(
            sign * checksum.row_digest(change.table.TABLE, cells) for sign, cells in ((1, new), (-1, old)) if cells
        )
        if old is None:
            return _RowWrite(_insertion(table), new or {}, gain)
        cells = {_OLD + column: value for column, value in old.items()}
        if new is None:
            return _RowWrite(_removal(table), cells, gain)
        fresh = {column: value for column, value in new.items() if value != old[column]}
        return _RowWrite(_edition(table, tuple(fresh)), cells | {_NEW + c: v for c, v in fresh.items()}, gain)


_OLD, _NEW = "old_", "new_"  # before a column's name: the parameter that holds its value


@cache
def _insertion(table: Table) -> Insert:
    return insert(table)


@cache
def _removal(table: Table) -> Delete:
    return delete(table).where(_as_before(table))


@cache
def _edition(table: Table, columns: tuple[str, ...]) -> Update:
    return update(table).where(_as_before(table)).values({column: bindparam(_NEW + column) for column in columns})


@cache
def _checksum(meta: Table) -> tuple[Select[Any], Update]:
    """What reads the checksum, and what writes it."""
    here = meta.c.key == checksum.KEY
    return select(meta.c.value).where(here), update(meta).where(here).values(value=bindparam("total"))


def _as_before(table: Table) -> ColumnElement[bool]:
    return and_(*(column.is_not_distinct_from(bindparam(_OLD + column.name)) for column in table.c))


def write_new(path: Path, kind: DocumentKind, rows: Iterable[Entity], line: JournalLine) -> None:
    """Make a new file that holds these rows and one line."""
    sqlite3.connect(path).close()
    engine = engine_over(partial(connect, path))
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
            tables = schema(kind)
            tables.create_all(connection)
            digests = []
            for row in rows:
                cells = to_cells(row)
                connection.execute(insert(tables.tables[row.TABLE]), cells)
                digests.append(checksum.row_digest(row.TABLE, cells))
            start = {"place": 0, **line.cells()}
            connection.execute(insert(tables.tables["journal"]), start)
            digests.append(checksum.row_digest("journal", start))
            for key, value in {"document_id": new_id(), "kind": kind.name}.items():
                cells = {"key": key, "value": value}
                connection.execute(insert(tables.tables["meta"]), cells)
                digests.append(checksum.row_digest("meta", cells))
            total = {"key": checksum.KEY, "value": checksum.to_text(checksum.total(digests))}
            connection.execute(insert(tables.tables["meta"]), total)
    finally:
        engine.dispose()
