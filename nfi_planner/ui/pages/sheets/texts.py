"""The written parts of a sheet: why, objectives, obstacles, tools, experiments, and the private memo."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nfi_planner.models import lookups
from nfi_planner.models.entity import label as field_label
from nfi_planner.models.roadmap import Choice, Status
from nfi_planner.services import sheets
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.forms import Form
from nfi_planner.ui.widgets.parts import card

_PLACES = (
    ("motive", 0, 0, 2),
    ("reason_not_kept", 0, 0, 2),
    ("objectives", 1, 0, 1),
    ("obstacles", 1, 1, 1),
    ("tools", 2, 0, 1),
    ("experiments", 2, 1, 1),
    ("memo", 3, 0, 2),
)


class TextPart(QWidget):
    """The texts of one plan. Why it is kept shows for a plan of a rank, why it isn't for the others."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.form = Form("1")
        self.fields = self.form.fields
        self.fields.update({name: self._make(name) for name, *_ in _PLACES})
        self.fields["memo"].name.setText("Mémo privé — ni imprimé ni exporté")
        frame, layout = card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for name, line, column, span in _PLACES:
            grid.addWidget(self.fields[name], line, column, 1, span)
            grid.setRowStretch(line, 1 if name == "memo" else 3)
        layout.addLayout(grid)
        outer = QGridLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def _make(self, name: str) -> Field:
        def read() -> Any:
            return getattr(self._choice(), name)

        def write(value: Any) -> bool:
            return self._bridge.do(sheets.edit(self._bridge.snapshot, self._choice(), typing=True, **{name: value}))

        return Field(field_label(Choice, name), read, write, lines=2 if name == "memo" else 5)

    def _choice(self) -> Choice:
        return lookups.choice(self._bridge.snapshot, self.form.row)

    def show_plan(self, plan: str) -> None:
        """Show the texts of another plan."""
        self.form.show_row(plan)
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        choice = self._choice()
        self.fields["motive"].setVisible(choice.rank is not None)
        self.fields["reason_not_kept"].setVisible(choice.status in {Status.STUDIED, Status.NOT_KEPT})
        self.form.refresh()

    def first(self) -> Field:
        """Return the first field that is shown."""
        return next(field for field in self.fields.values() if not field.isHidden())

    def focus(self, field: str) -> None:
        """Put the cursor in a field."""
        self.fields.get(field, self.fields["motive"]).setFocus(Qt.FocusReason.OtherFocusReason)
