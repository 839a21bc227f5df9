"""A look at a document without opening it: no lock, no recovery, no SQLAlchemy; what can't be read isn't known."""

import sqlite3
from contextlib import closing
from pathlib import Path

from nfi_planner.storage.uris import file_uri


def region_key(path: Path) -> tuple[str, int] | None:
    """Return the code and the vintage of the region of the roadmap at an absolute path; None when it doesn't say."""
    try:
        with closing(sqlite3.connect(f"{file_uri(path)}?mode=ro&immutable=1", uri=True)) as connection:
            found = connection.execute("SELECT region_code, region_vintage FROM roadmap").fetchone()
    except (sqlite3.Error, ValueError):  # damaged, being written, of another kind; a path that isn't absolute
        return None
    code, vintage = found or ("", 0)
    return (code, vintage) if isinstance(code, str) and isinstance(vintage, int) and code else None
