"""The columns of tables that show fields of the document's rows."""

from typing import Any

from nfi_planner.models.change import ChangeSet
from nfi_planner.models.entity import label
from nfi_planner.models.roadmap import SheetRow
from nfi_planner.services import sheets
from nfi_planner.support.french import capital
from nfi_planner.ui import kinds
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.rows import Column


def field_column(
    bridge: Bridge, table: type[SheetRow], field: str, kind: kinds.Kind = kinds.TEXT, **look: Any
) -> Column:
    """Return the column of a field of an entity, editable."""

    def read(one: Any) -> Any:
        return getattr(one, field)

    def write(one: Any, value: Any) -> ChangeSet:
        return sheets.edit(bridge.snapshot, one, typing=not kind.options, **{field: value})

    name = label(table, field)
    return Column(field, capital(name), read, write, kind, **look)
