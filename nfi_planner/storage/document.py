"""A document file: created, opened, changed one act at a time, closed. Nothing is half written."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nfi_planner.models.change import ChangeSet
from nfi_planner.models.entity import Entity, new_id
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import DocumentKind
from nfi_planner.models.snapshot import Snapshot, StaleChangeError
from nfi_planner.storage import erasure, errors
from nfi_planner.storage.connecting import connect
from nfi_planner.storage.format import inspect
from nfi_planner.storage.journal import JournalLine, LineKind, encode, merged, replay
from nfi_planner.storage.reading import read
from nfi_planner.support.atomic import creating, replacing
from nfi_planner.support.paths import exists

if TYPE_CHECKING:
    from nfi_planner.storage.writing import Writer

Clock = Callable[[], datetime]


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
        with _sentences(path, otherwise=errors.damaged):
            self._driver = connect(path, read_only=read_only and not exists(_journal(path)))
        self._place = _place(path)
        try:
            with _sentences(path, otherwise=errors.damaged):
                self._driver.execute("BEGIN")
                content = read(self._driver, path)
                self._driver.execute("COMMIT")
        except BaseException:
            self.close()
            raise
        self.kind, self.id, self.snapshot = content.kind, content.id, content.snapshot
        self.erasure_due = content.erasure_due
        self._lines = list(content.lines)

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
        from nfi_planner.storage.writing import write_new

        try:
            _refuse_existing(path)
            _refuse_existing(_journal(path))  # SQLite would play it into the new file
            with creating(path) as draft, _sentences(path):
                write_new(draft, kind, rows, _start_line(label, author, clock))
        except OSError as error:
            raise errors.of_system(error, path) from error
        return DocumentFile(path, author=author, clock=clock, read_only=False)

    @staticmethod
    def open(path: Path, *, author: str = "", clock: Clock = _utc_now, read_only: bool = False) -> "DocumentFile":
        """Open an existing file, checked for damage. KnownError, and an untouched file, when it can't be.

        A file or folder one may not write to is opened read only: see ``read_only``.
        """
        inspect(path)
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        if not writable and exists(_journal(path)):
            raise errors.unfinished_read_only(path)
        document = DocumentFile(path, author=author, clock=clock, read_only=read_only or not writable)
        if document.erasure_due and not document.read_only:
            with suppress(KnownError):  # it is tried again at the next opening
                document.compact()
        return document

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
        tip = self._lines[-1]
        joined = merged(tip, line)
        with self._transaction() as writer:
            delta = writer.write_rows(act.changes)
            if joined:
                delta += writer.write_line(len(self._lines) - 1, joined, replaced=tip)
            else:
                delta += writer.write_line(len(self._lines), line)
            writer.add_to_checksum(delta)
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
        with self._transaction() as writer:
            self._driver.execute("PRAGMA secure_delete=ON")  # what goes is overwritten, not left where it was
            delta = writer.write_rows(erased.changes)
            for place, redacted in erased.lines.items():
                delta += writer.rewrite_line(place, self._lines[place], redacted)
            delta += writer.write_line(len(self._lines), line)
            delta += writer.set_erasure_due(due=True)
            writer.add_to_checksum(delta)
        self._lines = [erased.lines.get(place, old) for place, old in enumerate(self._lines)] + [line]
        self.snapshot = after
        self.erasure_due = True
        return line

    def compact(self) -> None:
        """Make the file anew, without the remains of what was erased; KnownError, and it stays due, if it can't be."""
        with _sentences(self.path):
            self._driver.execute("PRAGMA temp_store=MEMORY")  # no copy in the system's folder
            self._driver.execute("VACUUM")
        with self._transaction() as writer:
            writer.add_to_checksum(writer.set_erasure_due(due=False))
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
    def _transaction(self) -> Iterator["Writer"]:
        here = _place(self.path)
        if here is None:
            raise errors.vanished(self.path)
        if here != self._place:
            raise errors.replaced(self.path)
        with _sentences(self.path), self._writer.transaction(self._lines[-1].id):
            yield self._writer

    @cached_property
    def _writer(self) -> "Writer":
        from nfi_planner.storage.writing import Writer

        return Writer(self._driver, self.kind, self.path)

    def prepare_to_write(self) -> None:
        """Load what writing needs: the first act would wait for it."""
        _ = self._writer

    def copy_to(self, path: Path) -> None:
        """Write a whole copy of the document, by SQLite's own backup; an existing file is replaced whole.

        KnownError when it can't be written, or when it is this very file.
        """
        if _place(path) == self._place:
            raise errors.exists(path)
        try:
            _refuse_existing(_journal(path))  # SQLite would play it into the copy
            with replacing(path) as draft, _sentences(path):
                target = sqlite3.connect(draft)
                try:
                    self._driver.backup(target)
                finally:
                    target.close()
        except OSError as error:
            raise errors.of_system(error, path) from error

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        if "_writer" in self.__dict__:  # made at the first act
            self._writer.close()
        self._driver.close()


@contextmanager
def _sentences(path: Path, otherwise: Callable[[Path], KnownError] | None = None) -> Iterator[None]:
    """Turn SQLite's errors into sentences; cells that don't fit their types are damage.

    An error without a sentence is a bug of ours, unless ``otherwise`` says what it means.
    """
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)  # SQLAlchemy wraps the driver's errors
        if isinstance(cause, sqlite3.Error):
            known = errors.of_sqlite(cause, path) or (otherwise(path) if otherwise else None)
        else:
            known = errors.damaged(path) if isinstance(error, ValueError) else None
        if known is None:
            raise
        raise known from error


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


def _start_line(label: str, author: str, clock: Clock) -> JournalLine:
    time = clock().isoformat(timespec="milliseconds")
    return JournalLine(id=new_id(), parent="", time=time, author=author, kind=LineKind.START, label=label)
