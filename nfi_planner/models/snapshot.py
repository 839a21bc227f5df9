"""A document at one moment: immutable, whole, in memory. A change makes a new snapshot that shares the rest."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast

from nfi_planner.models.change import ChangeSet
from nfi_planner.models.entity import Entity

R = TypeVar("R", bound=Entity)


class StaleChangeError(Exception):
    """A change doesn't fit the document: a row it starts from isn't there as it says."""


class _Table:
    """The rows of one entity, with the orders in which they are read, each made once when asked for."""

    def __init__(self, rows: Mapping[str, Entity]) -> None:
        self.rows = rows

    @cached_property
    def ordered(self) -> tuple[Entity, ...]:
        return tuple(sorted(self.rows.values(), key=_order))

    @cached_property
    def by_parent(self) -> dict[str, tuple[Entity, ...]]:
        groups: dict[str, list[Entity]] = {}
        for row in self.ordered:
            groups.setdefault(getattr(row, row.PARENT), []).append(row)
        return {parent: tuple(rows) for parent, rows in groups.items()}


def _order(row: Entity) -> tuple[str, str]:
    return getattr(row, "position", ""), row.id


_EMPTY = _Table({})


class Snapshot:
    """Typed look-ups over the rows of a document, and ``apply``."""

    def __init__(self, tables: Mapping[type[Entity], _Table] | None = None) -> None:
        self._tables = dict(tables or {})

    @staticmethod
    def of(rows: Iterable[Any]) -> "Snapshot":
        """Return the snapshot that holds these rows."""
        tables: dict[type[Entity], dict[str, Entity]] = {}
        for row in rows:
            tables.setdefault(type(row), {})[row.id] = row
        return Snapshot({table: _Table(content) for table, content in tables.items()})

    def get(self, table: type[R], row_id: str | None) -> R | None:
        """Return the row with that id, or None."""
        return cast("R | None", self._table(table).rows.get(row_id or ""))

    def all(self, table: type[R]) -> tuple[R, ...]:
        """Return every row of the table, in the user's order."""
        return cast("tuple[R, ...]", self._table(table).ordered)

    def children(self, table: type[R], parent_id: str) -> tuple[R, ...]:
        """Return the rows of the table under that parent, in the user's order."""
        return cast("tuple[R, ...]", self._table(table).by_parent.get(parent_id, ()))

    def rows(self) -> Iterable[Entity]:
        """Yield every row of the document."""
        for table in self._tables.values():
            yield from table.rows.values()

    def apply(self, changes: ChangeSet) -> "Snapshot":
        """Return the document after the act; StaleChangeError when a row isn't as the act says it was."""
        touched: dict[type[Entity], dict[str, Entity]] = {}
        for change in changes.changes:
            rows = touched.setdefault(change.table, dict(self._table(change.table).rows))
            if rows.get(change.id) != change.before:
                raise StaleChangeError(f"{change.table.TABLE} {change.id}")
            if change.after is None:
                del rows[change.id]
            else:
                rows[change.id] = change.after
        return Snapshot(self._tables | {table: _Table(rows) for table, rows in touched.items()})

    def _table(self, table: type[Any]) -> _Table:
        return self._tables.get(table, _EMPTY)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        return self.by_id() == other.by_id()

    def __hash__(self) -> int:
        return hash(frozenset(self.by_id()))

    def by_id(self) -> dict[tuple[str, str], Entity]:
        """Return every row under its table's name and its id."""
        return {(row.TABLE, row.id): row for row in self.rows()}
