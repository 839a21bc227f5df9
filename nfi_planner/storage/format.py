"""What the first bytes of a file say: that it is ours, and of which format."""

from pathlib import Path

from nfi_planner.storage import errors

APPLICATION_ID = 0x4E464970  # "NFIp"
FORMAT = 1
_MAGIC = b"SQLite format 3\x00"


def inspect(path: Path) -> None:
    """Look at the first bytes, without opening the database. KnownError when it isn't a document one can open."""
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
