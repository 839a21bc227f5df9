"""What every row of a document has in common.

An entity is a frozen dataclass: ``TABLE`` names it, the annotation of a field carries its French label
(``Annotated[str, "motif"]``). Tables, the journal, forms and sheets are all derived from that one place.
"""

from dataclasses import fields
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Protocol, Self, get_args, get_origin, get_type_hints
from uuid import uuid4


class Entity(Protocol):
    """A row: a frozen dataclass with an id. ``PARENT`` names the field that holds its parent's id, if any."""

    TABLE: ClassVar[str]
    PARENT: ClassVar[str]
    REFERENCES: ClassVar[dict[str, str]]  # field -> table it points to
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> str:
        """A UUID, or the plan's number for what a plan has one of."""
        ...


class Choices(str, Enum):
    """An enumeration whose members have a French label: ``SME = "sme", "PME"``."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return self.label


def new_id() -> str:
    """Return a fresh row id."""
    return str(uuid4())


@cache
def field_types(entity: Any) -> dict[str, Any]:
    """Return the type of each field of an entity, without its label."""
    hints = get_type_hints(entity)
    return {f.name: hints[f.name] for f in fields(entity)}


@cache
def _labels(entity: Any) -> dict[str, str]:
    hints = get_type_hints(entity, include_extras=True)
    annotated = {name: hint for name, hint in hints.items() if get_origin(hint) is Annotated}
    return {name: get_args(hint)[1] for name, hint in annotated.items()}


def label(entity: Any, field: str) -> str:
    """Return the French label of a field, in lower case: ``label(Choice, "motive") == "motif"``."""
    return _labels(entity).get(field, field)
