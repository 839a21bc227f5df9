"""Older versions of the exchange structure brought up to the present one, as plain data."""

from collections.abc import Callable
from typing import Any

Plain = dict[str, Any]

UPCASTS: dict[int, Callable[[Plain], Plain]] = {}  # from version n: a pure function that returns version n + 1


def upcast(plain: Plain) -> Plain:
    """Return the data in the present version; they are of a version that is known."""
    while step := UPCASTS.get(plain["version"]):
        plain = step(plain)
    return plain
