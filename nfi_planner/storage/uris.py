"""A path as SQLite wants it."""

from pathlib import PurePath


def file_uri(path: PurePath) -> str:
    """Return an absolute path as a URI without a host, the only ones SQLite takes: ``file:////server/share/a.nfi``."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)
