"""A change of a document as a value: what was, what is, and what the user meant by it."""

from collections.abc import Iterable
from dataclasses import dataclass

from nfi_planner.models.entity import Entity, field_types
from nfi_planner.support.french import typeset


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; None before is an insertion, None after a removal."""

    before: Entity | None
    after: Entity | None

    @property
    def table(self) -> type[Entity]:
        """The class of the row."""
        return type(self._row)

    @property
    def id(self) -> str:
        """The id of the row."""
        return self._row.id

    @property
    def _row(self) -> Entity:
        row = self.after if self.after is not None else self.before
        if row is None:
            msg = "a change has a row before or after"
            raise ValueError(msg)
        return row

    def changed_fields(self) -> tuple[str, ...]:
        """Return the names of the fields that differ; all of them for an insertion or a removal."""
        names = tuple(field_types(self.table))
        if self.before is None or self.after is None:
            return names
        return tuple(n for n in names if getattr(self.before, n) != getattr(self.after, n))


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One act of the user. ``typing`` marks text typed in a field, which may share a journal line.

    ``pasted`` marks cells written all at once: nobody has looked at each value they were written over.
    """

    label: str
    changes: tuple[Change, ...]
    typing: bool = False
    pasted: bool = False

    def inverse(self) -> "ChangeSet":
        """Return the act that takes this one back, under the same label."""
        return ChangeSet(self.label, tuple(Change(c.after, c.before) for c in reversed(self.changes)))

    def __bool__(self) -> bool:
        return bool(self.changes)


def change_set(label: str, changes: Iterable[Change], *, typing: bool = False) -> ChangeSet:
    """Return an act without the changes that change nothing; its label typeset."""
    real = tuple(c for c in changes if c.before != c.after)
    return ChangeSet(typeset(label), real, typing)
