"""What a logo may be: a picture of one of two kinds, of a bounded size."""

from typing import Literal

KINDS = ("PNG", "JPEG")  # Pillow's names; it tries no other decoder on what a file brings
MOST_PIXELS = 50_000_000  # 200 MB once in memory

_SIGNATURES: tuple[tuple[bytes, Literal["PNG", "JPEG"]], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def kind_of(data: bytes) -> Literal["PNG", "JPEG", ""]:
    """Return which kind of picture the bytes begin as, "" for anything else."""
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), "")
