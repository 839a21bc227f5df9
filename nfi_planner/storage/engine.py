"""How a document's connection is opened: one file, one connection, our own BEGIN, nothing lost at a power cut."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from nfi_planner.storage.uris import file_uri

BUSY_TIMEOUT_MS = 2_000


def open_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Return an engine over one connection to an existing file.

    ``synchronous=EXTRA``: with FULL the folder isn't synced after the journal is removed, and a power cut can bring an
    act back undone. Never WAL for a document: it would leave two more files beside it.
    """
    mode = "ro" if read_only else "rw"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"{file_uri(path.resolve())}?mode={mode}", uri=True, isolation_level=None)

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=DELETE",
        "synchronous=EXTRA",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
