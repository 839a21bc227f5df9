"""Fractional keys: a row is put between two others by changing that row only.

A key is a string of the digits 0-9A-Za-z read as a fraction; it never ends in 0, so there is always
room before and after. Two copies that each insert a row merge without a conflict.
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


def key_between(low: str, high: str) -> str:
    """Return a key k with ``low < k < high``; "" stands for no bound. ValueError unless low < high."""
    if high and low >= high:
        msg = f"{low!r} is not below {high!r}"
        raise ValueError(msg)
    prefix = ""
    while True:
        bottom = _DIGITS.index(low[0]) if low else 0
        top = _DIGITS.index(high[0]) if high else _BASE
        if top - bottom > 1:
            return prefix + _DIGITS[_middle(bottom, top, bounded=bool(low))]
        prefix += _DIGITS[bottom]
        low = low[1:]
        high = high[1:] if high and top == bottom else ""


def _middle(bottom: int, top: int, *, bounded: bool) -> int:
    """Halve the gap; at an open end, take a small step so that appended rows keep short keys."""
    if top == _BASE and bounded:
        return bottom + 1
    return (bottom + top) // 2


def keys_between(low: str, high: str, count: int) -> list[str]:
    """Return that many keys in ascending order between low and high."""
    keys: list[str] = []
    for _ in range(count):
        low = key_between(low, high)
        keys.append(low)
    return keys
