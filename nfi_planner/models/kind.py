"""The kinds of document a file can hold. A kind is data: the tables it is made of."""

from dataclasses import dataclass

from nfi_planner.models.entity import Entity
from nfi_planner.models.roadmap import ROADMAP_TABLES


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document; storage, journal and undo serve all kinds alike."""

    name: str
    title: str
    tables: tuple[type[Entity], ...]

    def table(self, name: str) -> type[Entity]:
        """Return the entity stored in that table; KeyError if there is none."""
        return {table.TABLE: table for table in self.tables}[name]


ROADMAP = DocumentKind("roadmap", "feuille de route", ROADMAP_TABLES)
KINDS = {kind.name: kind for kind in (ROADMAP,)}
