"""Rows as plain values and back: what a table cell and a journal line hold."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_origin

import msgspec

from nfi_planner.models.entity import Entity, field_types

Cell = str | int | bytes | None  # what a table cell holds


@cache
def list_fields(table: Any) -> frozenset[str]:
    """Return the fields of an entity that hold a list; a cell keeps them as JSON text."""
    return frozenset(name for name, kind in field_types(table).items() if get_origin(kind) is tuple)


def to_cells(row: Entity) -> dict[str, Cell]:
    """Return the row as table cells: dates and decimals as text, booleans as 0 or 1, lists as JSON text."""
    table = type(row)
    cells: dict[str, Cell] = {}
    for name in field_types(table):
        value = msgspec.to_builtins(getattr(row, name), builtin_types=(bytes,))
        if isinstance(value, bool):
            value = int(value)
        cells[name] = msgspec.json.encode(value).decode() if name in list_fields(table) else value
    return cells


def from_cells(table: type[Entity], cells: Mapping[str, Any]) -> Entity:
    """Return the row those cells hold; ValueError when they don't fit."""
    lists = {name: msgspec.json.decode(cells[name]) for name in list_fields(table)}
    return msgspec.convert({**cells, **lists}, table, strict=False)


def to_plain(row: Entity, fields: Iterable[str]) -> dict[str, Any]:
    """Return those fields of the row as the JSON values a journal line gives back: a list is a list, not a tuple."""
    plain = {name: msgspec.to_builtins(getattr(row, name)) for name in fields}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


def from_plain(table: type[Entity], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields a journal line holds, as the row's types; ValueError when they don't fit."""
    types = field_types(table)
    return {name: msgspec.convert(value, types[name]) for name, value in values.items()}
