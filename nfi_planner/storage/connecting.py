"""How a document's connection is opened: one file, one connection, nothing lost at a power cut."""

import sqlite3
from pathlib import Path

from nfi_planner.storage.uris import file_uri

BUSY_TIMEOUT_MS = 2_000
_PRAGMAS = (
    "foreign_keys=ON",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "trusted_schema=OFF",
)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Return a connection to an existing file, on which every BEGIN is ours.

    ``synchronous=EXTRA``: with FULL the folder isn't synced after the journal is removed, and a power cut can bring an
    act back undone. Never WAL for a document: it would leave two more files beside it.
    """
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(f"{file_uri(path.resolve())}?mode={mode}", uri=True, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()
    except BaseException:
        connection.close()
        raise
    return connection
