"""A document file: created, opened, changed one act at a time, closed. Nothing is half written."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, and_, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.entity import Entity, new_id
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import KINDS, DocumentKind
from nfi_planner.models.snapshot import Snapshot, StaleChangeError
from nfi_planner.storage import checksum, erasure, errors
from nfi_planner.storage.codec import from_cells, to_cells
from nfi_planner.storage.engine import open_engine
from nfi_planner.storage.journal import JournalLine, LineKind, encode, merged, replay
from nfi_planner.storage.tables import APPLICATION_ID, FORMAT, schema, whole_table
from nfi_planner.support.atomic import creating, replacing
from nfi_planner.support.paths import exists

Clock = Callable[[], datetime]
_MAGIC = b"SQLite format 3\x00"
_CHECKSUM = "checksum"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class DocumentFile:
    """An open document. ``snapshot`` is what the file holds, always."""

    def __init__(self, path: Path, *, author: str, clock: Clock, read_only: bool) -> None:
        self.path = path
        self.author = author
        self.read_only = read_only
        self._clock = clock
        # What an interrupted write left is taken back by whoever opens the file next, if only to read it.
        self._engine = open_engine(path, read_only=read_only and not exists(_journal(path)))
        self._connection: Connection | None = None
        self._place = _place(path)
        try:
            with _sentences(path, otherwise=errors.damaged):
                self._connection = self._engine.connect()
                with self._connection.begin():
                    self._load()
        except BaseException:
            self.close()
            raise

    # -- opening ---------------------------------------------------------------------------------------------------

    @staticmethod
    def create(
        path: Path,
        kind: DocumentKind,
        rows: Iterable[Entity],
        *,
        label: str,
        author: str = "",
        clock: Clock = _utc_now,
    ) -> "DocumentFile":
        """Write a new file that holds these rows and open it. KnownError if the path is taken or can't be written."""
        try:
            _refuse_existing(path)
            _refuse_existing(_journal(path))  # SQLite would play it into the new file
            with creating(path) as draft, _sentences(path):
                _write_new(draft, kind, rows, _start_line(label, author, clock))
        except OSError as error:
            raise errors.of_system(error, path) from error
        return DocumentFile(path, author=author, clock=clock, read_only=False)

    @staticmethod
    def open(path: Path, *, author: str = "", clock: Clock = _utc_now, read_only: bool = False) -> "DocumentFile":
        """Open an existing file, checked for damage. KnownError, and an untouched file, when it can't be.

        A file or folder one may not write to is opened read only: see ``read_only``.
        """
        _inspect(path)
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        if not writable and exists(_journal(path)):
            raise errors.unfinished_read_only(path)
        document = DocumentFile(path, author=author, clock=clock, read_only=read_only or not writable)
        if document.erasure_due and not document.read_only:
            with suppress(KnownError):  # it is tried again at the next opening
                document.compact()
        return document

    def _load(self) -> None:
        connection = self._open_connection()
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise errors.damaged(self.path)
        kind = connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'kind'").scalar()
        if kind not in KINDS:
            raise errors.newer(self.path)
        self.kind = KINDS[kind]
        self._tables = schema(self.kind).tables
        content = {name: self._all_cells(connection, name) for name in self._tables}
        meta = {row["key"]: row["value"] for row in content["meta"]}
        expected = meta.get(_CHECKSUM)
        content["meta"] = [row for row in content["meta"] if row["key"] != _CHECKSUM]
        digests = (checksum.row_digest(name, cells) for name, rows in content.items() for cells in rows)
        if checksum.to_text(checksum.total(digests)) != expected:  # before anything is made of the cells
            raise errors.damaged(self.path)
        self.id: str = meta["document_id"]
        self.erasure_due = erasure.DUE in meta
        self.snapshot = Snapshot.of(
            from_cells(table, row) for table in self.kind.tables for row in content[table.TABLE]
        )
        self._lines = [_line(cells) for cells in content["journal"]]  # by place, their key

    def _all_cells(self, connection: Connection, table: str) -> list[dict[str, Any]]:
        columns = [str(column.name) for column in self._tables[table].columns]
        rows = connection.exec_driver_sql(whole_table(self.kind, table))
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def _open_connection(self) -> Connection:
        if self._connection is None:
            msg = "the document is closed"
            raise RuntimeError(msg)
        return self._connection

    # -- reading ---------------------------------------------------------------------------------------------------

    @property
    def lines(self) -> tuple[JournalLine, ...]:
        """The journal, oldest line first."""
        return tuple(self._lines)

    def replay(self, line: JournalLine, *, back: bool) -> ChangeSet:
        """Return the act that takes a line back, or does it again; StaleEditError when the document moved on."""
        try:
            return replay(line, self.kind, self.snapshot, back=back)
        except StaleChangeError as error:
            raise errors.stale(self.path) from error

    # -- writing ---------------------------------------------------------------------------------------------------

    def apply(self, act: ChangeSet, *, kind: str = "", target: str = "") -> JournalLine:
        """Write one act and its journal line in one transaction, or nothing at all. Return the line.

        KnownError when it can't be written; StaleEditError when the file isn't as this snapshot says.
        """
        if self.read_only:
            raise errors.read_only(self.path)
        after = self._after(act)
        kind = kind or (LineKind.TYPING if act.typing else LineKind.ACT)
        line = replace(self._next_line(act.label, kind), target=target, changes=encode(act.changes))
        joined = merged(self._lines[-1], line)
        with self._transaction() as connection:
            delta = self._write_rows(connection, act.changes)
            delta += self._write_line(connection, joined or line, len(self._lines), replaces=bool(joined))
            self._add_to_checksum(connection, delta)
        if joined:
            self._lines.pop()
        self._lines.append(joined or line)
        self.snapshot = after
        return joined or line

    def erase(self, label: str, erased: erasure.Erasure) -> JournalLine:
        """Write rows and journal lines as an erasure leaves them, and a line that says so, in one transaction.

        What the file still holds of what went is gone after ``compact``. KnownError, and nothing written, as ``apply``.
        """
        if self.read_only:
            raise errors.read_only(self.path)
        after = self._after(ChangeSet(label, erased.changes))
        line = replace(self._next_line(label, LineKind.ERASURE), author=erased.author)
        tables = self._tables
        with self._transaction() as connection:
            erasure.wipe_what_goes(connection)
            delta = self._write_rows(connection, erased.changes)
            for place, redacted in erased.lines.items():
                delta += erasure.rewrite_line(connection, tables["journal"], place, self._lines[place], redacted)
            delta += self._write_line(connection, line, len(self._lines), replaces=False)
            delta += erasure.set_due(connection, tables["meta"], due=True)
            self._add_to_checksum(connection, delta)
        self._lines = [erased.lines.get(place, old) for place, old in enumerate(self._lines)] + [line]
        self.snapshot = after
        self.erasure_due = True
        return line

    def compact(self) -> None:
        """Make the file anew, without the remains of what was erased; KnownError, and it stays due, if it can't be."""
        driver = self._open_connection().connection.driver_connection
        assert driver is not None
        with _sentences(self.path):
            driver.execute("PRAGMA temp_store=MEMORY")  # no copy in the system's folder
            driver.execute("VACUUM")
        with self._transaction() as connection:
            self._add_to_checksum(connection, erasure.set_due(connection, self._tables["meta"], due=False))
        self.erasure_due = False

    def _after(self, act: ChangeSet) -> Snapshot:
        try:
            return self.snapshot.apply(act)
        except StaleChangeError as error:
            raise errors.stale(self.path) from error

    def _next_line(self, label: str, kind: str) -> JournalLine:
        time = self._clock().isoformat(timespec="milliseconds")
        return JournalLine(
            id=new_id(), parent=self._lines[-1].id, time=time, author=self.author, kind=kind, label=label
        )

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        here = _place(self.path)
        if here is None:
            raise errors.vanished(self.path)
        if here != self._place:
            raise errors.replaced(self.path)
        connection = self._open_connection().execution_options(writes=True)
        with _sentences(self.path), _rolled_back(connection), connection.begin():
            if self._tip_in_file(connection) != self._lines[-1].id:
                raise errors.stale(self.path)
            yield connection

    def _tip_in_file(self, connection: Connection) -> str:
        found = connection.exec_driver_sql("SELECT id FROM journal ORDER BY place DESC LIMIT 1").scalar()
        return cast("str", found)

    def _write_rows(self, connection: Connection, changes: Iterable[Change]) -> int:
        return sum(self._write_row(connection, change) for change in changes)

    def _write_row(self, connection: Connection, change: Change) -> int:
        """Write one row where every old value still holds, null-safe. Return what the checksum gains."""
        name = change.table.TABLE
        table = self._tables[name]
        old = to_cells(change.before) if change.before is not None else None
        new = to_cells(change.after) if change.after is not None else None
        if old is None:
            connection.execute(insert(table), cast("dict[str, Any]", new))
            return checksum.row_digest(name, new or {})
        unchanged = and_(*(table.c[column].is_not_distinct_from(value) for column, value in old.items()))
        if new is None:
            done = connection.execute(delete(table).where(unchanged))
        else:
            done = connection.execute(
                update(table).where(unchanged).values({c: v for c, v in new.items() if v != old[c]})
            )
        if done.rowcount != 1:
            raise errors.stale(self.path)
        return (checksum.row_digest(name, new) if new is not None else 0) - checksum.row_digest(name, old)

    def _write_line(self, connection: Connection, line: JournalLine, count: int, *, replaces: bool) -> int:
        table = self._tables["journal"]
        gain = 0
        place = count
        if replaces:
            place = count - 1
            connection.execute(delete(table).where(table.c.place == place))
            gain -= checksum.row_digest("journal", {"place": place, **self._lines[-1].cells()})
        cells = {"place": place, **line.cells()}
        connection.execute(insert(table), cells)
        return gain + checksum.row_digest("journal", cells)

    def _add_to_checksum(self, connection: Connection, delta: int) -> None:
        meta = self._tables["meta"]
        row = meta.c.key == _CHECKSUM
        present = int(connection.execute(select(meta.c.value).where(row)).scalar_one(), 16)
        value = checksum.to_text(checksum.total((present, delta)))
        connection.execute(update(meta).where(row).values(value=value))

    def copy_to(self, path: Path) -> None:
        """Write a whole copy of the document, by SQLite's own backup; an existing file is replaced whole.

        KnownError when it can't be written, or when it is this very file.
        """
        source = self._open_connection().connection.driver_connection
        assert source is not None
        if _place(path) == self._place:
            raise errors.exists(path)
        try:
            _refuse_existing(_journal(path))  # SQLite would play it into the copy
            with replacing(path) as draft, _sentences(path):
                target = sqlite3.connect(draft)
                try:
                    source.backup(target)
                finally:
                    target.close()
        except OSError as error:
            raise errors.of_system(error, path) from error

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._engine.dispose()


@contextmanager
def _rolled_back(connection: Connection) -> Iterator[None]:
    """On an error leave no transaction open: after a COMMIT that fails, SQLAlchemy takes it for closed."""
    try:
        yield
    except BaseException:
        driver = connection.connection.driver_connection
        if driver is not None and driver.in_transaction:
            driver.rollback()
        raise


@contextmanager
def _sentences(path: Path, otherwise: Callable[[Path], KnownError] | None = None) -> Iterator[None]:
    """Turn SQLite's errors into sentences; cells that don't fit their types are damage.

    An error without a sentence is a bug of ours, unless ``otherwise`` says what it means.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        known = errors.of_sqlite(error, path) or (otherwise(path) if otherwise else None)
        if known is None:
            raise
        raise known from error
    except ValueError as error:
        raise errors.damaged(path) from error


def _place(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _journal(path: Path) -> Path:
    """Where SQLite keeps what an interrupted write needs to be taken back."""
    return path.with_name(f"{path.name}-journal")


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise errors.exists(path)


def _inspect(path: Path) -> None:
    """Look at the first bytes, without opening the database: is it ours, is it of a format we know."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise errors.of_system(error, path) from error
    if not header:
        raise errors.empty(path)
    if header[:16] != _MAGIC or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise errors.not_a_document(path)
    if int.from_bytes(header[60:64]) > FORMAT:
        raise errors.newer(path)


def _line(cells: Any) -> JournalLine:
    return JournalLine(**{name: cells[name] for name in JournalLine.__dataclass_fields__})


def _start_line(label: str, author: str, clock: Clock) -> JournalLine:
    time = clock().isoformat(timespec="milliseconds")
    return JournalLine(id=new_id(), parent="", time=time, author=author, kind=LineKind.START, label=label)


def _write_new(path: Path, kind: DocumentKind, rows: Iterable[Entity], line: JournalLine) -> None:
    sqlite3.connect(path).close()
    engine = open_engine(path)
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
            total = {"key": _CHECKSUM, "value": checksum.to_text(checksum.total(digests))}
            connection.execute(insert(tables.tables["meta"]), total)
    finally:
        engine.dispose()
