"""The tables of a file, derived from the dataclasses: an entity is defined once."""

from functools import cache
from types import NoneType
from typing import Any, get_args

from sqlalchemy import BLOB, INTEGER, TEXT, Column, ForeignKey, MetaData, Table
from sqlalchemy.types import TypeEngine

from nfi_planner.models.entity import Entity, field_types
from nfi_planner.models.kind import DocumentKind


@cache
def schema(kind: DocumentKind) -> MetaData:
    """Return the tables of that kind of document, with ``meta`` and ``journal``."""
    metadata = MetaData()
    for entity in kind.tables:
        Table(entity.TABLE, metadata, *(_column(entity, name, type_) for name, type_ in field_types(entity).items()))
    Table(
        "meta",
        metadata,
        Column("key", TEXT, primary_key=True),
        Column("value", TEXT, nullable=False),
    )
    Table(
        "journal",
        metadata,
        Column("place", INTEGER, primary_key=True),  # the order in this file; lines are known by their id
        Column("id", TEXT, nullable=False, unique=True),
        Column("parent", TEXT, nullable=False),
        Column("second_parent", TEXT, nullable=False),  # of a merge; else empty
        Column("format", INTEGER, nullable=False),
        Column("time", TEXT, nullable=False),  # UTC, ISO 8601
        Column("author", TEXT, nullable=False),
        Column("kind", TEXT, nullable=False),
        Column("target", TEXT, nullable=False),  # the line an undo or a redo is about; else empty
        Column("label", TEXT, nullable=False),
        Column("changes", TEXT, nullable=False),  # JSON
    )
    return metadata


def _column(entity: type[Entity], name: str, type_: Any) -> Column[Any]:
    members = get_args(type_)
    optional = NoneType in members
    plain = next(m for m in members if m is not NoneType) if optional else type_
    references: list[ForeignKey] = []
    if target := entity.REFERENCES.get(name):
        references.append(ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED"))
    return Column(name, _sql_type(plain), *references, primary_key=name == "id", nullable=optional)


def _sql_type(type_: Any) -> TypeEngine[Any]:
    if type_ is bytes:
        return BLOB()
    if type_ in {int, bool}:
        return INTEGER()
    return TEXT()
