"""Fractional keys: there is always room, and a key never ends in 0."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.models.order import key_between, keys_between

DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
KEYS = st.text(DIGITS, min_size=1, max_size=12).filter(lambda key: not key.endswith("0"))


def between(low: str, key: str, high: str) -> bool:
    return low < key and (not high or key < high) and not key.endswith("0") and set(key) <= set(DIGITS)


@given(st.lists(KEYS, min_size=2, max_size=2, unique=True).map(sorted))
def test_a_key_is_strictly_between_any_two(bounds: list[str]) -> None:
    low, high = bounds
    assert between(low, key_between(low, high), high)


@given(KEYS)
def test_there_is_room_before_the_first_and_after_the_last(key: str) -> None:
    assert between("", key_between("", key), key)
    assert between(key, key_between(key, ""), "")


@given(KEYS, st.text("0", max_size=4), KEYS)
def test_there_is_room_just_above_a_key(low: str, zeros: str, tail: str) -> None:
    high = low + zeros + tail
    assert between(low, key_between(low, high), high)


@given(KEYS, KEYS)
def test_bounds_in_the_wrong_order_are_refused(one: str, other: str) -> None:
    with pytest.raises(ValueError, match="is not below"):
        key_between(max(one, other), min(one, other))


@given(st.lists(KEYS, min_size=2, max_size=2, unique=True).map(sorted), st.integers(0, 40), st.booleans())
def test_several_keys_ascend_between_the_bounds(bounds: list[str], count: int, is_open: bool) -> None:  # noqa: FBT001
    low, high = bounds[0], "" if is_open else bounds[1]
    keys = keys_between(low, high, count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(between(low, key, high) for key in keys)


@pytest.mark.parametrize("spot", ["front", "end", "middle", "after the first"])
def test_thousands_of_inserts_at_one_spot(spot: str) -> None:
    keys = [key_between("", "")]
    for _ in range(3_000):
        index = {"front": 0, "end": len(keys), "middle": len(keys) // 2, "after the first": 1}[spot]
        low = keys[index - 1] if index else ""
        high = keys[index] if index < len(keys) else ""
        key = key_between(low, high)
        assert between(low, key, high)
        keys.insert(index, key)
    assert keys == sorted(set(keys))
    assert len(max(keys, key=len)) < 1_000


def test_appended_rows_keep_short_keys() -> None:
    key = ""
    for _ in range(100):
        key = key_between(key, "")
    assert len(key) <= 5


@given(st.lists(st.integers(0, 1_000), max_size=80))
def test_inserts_anywhere_keep_the_order(spots: list[int]) -> None:
    keys: list[str] = []
    for spot in spots:
        index = spot % (len(keys) + 1)
        low = keys[index - 1] if index else ""
        high = keys[index] if index < len(keys) else ""
        keys.insert(index, key_between(low, high))
    assert keys == sorted(set(keys))
    assert not any(key.endswith("0") for key in keys)
