"""Before a command runs, what is being typed is written: in a field or in a cell."""

from PySide6.QtWidgets import QWidget

from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.tables import RowTable


def commit_focused(widget: QWidget | None) -> None:
    """Write what is being typed in the field or the cell that holds the widget, if it is in one."""
    while widget is not None:
        if isinstance(widget, Field):
            widget.commit()
            return
        if isinstance(widget, RowTable):
            widget.commit_editor()
            return
        widget = widget.parentWidget()
