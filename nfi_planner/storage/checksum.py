"""The content checksum: one digest per row, summed, so that an act updates it in constant time.

It is there for damage: SQLite's own check misses nearly every flipped bit.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

KEY = "checksum"  # in ``meta``
_MODULUS = 1 << 128


def row_digest(table: str, cells: Mapping[str, Any]) -> int:
    """Return the digest of one row, from its raw cells."""
    content = msgspec.msgpack.encode([table, sorted(cells.items())])
    return int.from_bytes(blake2b(content, digest_size=16).digest())


def total(digests: Iterable[int]) -> int:
    """Return the sum of digests."""
    return sum(digests) % _MODULUS


def to_text(checksum: int) -> str:
    """Return the checksum as 32 hexadecimal digits."""
    return f"{checksum:032x}"
