"""What a plan is about and what the region decides of it, at the bottom of the right column."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from nfi_planner.models import lookups
from nfi_planner.models.catalogue import IndustrialPlan
from nfi_planner.models.entity import label as field_label
from nfi_planner.models.roadmap import PLANS_PER_RANK, Choice, Rank, Status
from nfi_planner.services import sheets
from nfi_planner.support.french import long_date, typeset
from nfi_planner.ui.actions import BY_NAME
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.key_button import KeyButton
from nfi_planner.ui.widgets.parts import button, label, row, set_role

_BUTTONS = {  # a command, its short name, and the status it gives
    "rank_1": ("Rang 1", Status.STRATEGIC),
    "rank_2": ("Rang 2", Status.REGIONAL),
    "study": ("À l’étude", Status.STUDIED),
    "take_out": ("Retirer", Status.NOT_KEPT),
}


class PlanCard(QFrame):
    """The card of one plan; ``asked`` names the command of a button."""

    asked = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._plan = "1"
        self.title = label("", "heading", wrap=True)
        self._text = label("", "small", wrap=True)
        self._facts = label("", "small", wrap=True)
        self.reasons = {name: self._make_reason(name) for name in ("motive", "reason_not_kept")}
        self.buttons = {name: _button(name, text) for name, (text, _) in _BUTTONS.items()}
        for name, one in self.buttons.items():
            one.clicked.connect(partial(self.asked.emit, name))
        self.setObjectName("plancard")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(5)
        for widget in (self.title, self._text, self._facts):
            layout.addWidget(widget)
        for field in self.reasons.values():
            layout.addWidget(field, 1)
        layout.addLayout(row(*self.buttons.values(), None, spacing=6))

    def _make_reason(self, name: str) -> Field:
        def read() -> Any:
            return getattr(self._choice(), name)

        def write(value: Any) -> bool:
            return self._bridge.do(sheets.edit(self._bridge.snapshot, self._choice(), typing=True, **{name: value}))

        made = Field(field_label(Choice, name), read, write, lines=2)
        made.control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # as high as there is room
        return made

    def _choice(self) -> Choice:
        return lookups.choice(self._bridge.snapshot, self._plan)

    def show_plan(self, plan: str) -> None:
        """Describe a plan."""
        if plan == self._plan and self.title.text():
            return
        for field in self.reasons.values():
            field.leave_row()
        self._plan = plan
        for field in self.reasons.values():
            field.show_row(plan)
        described = self._choice().plan
        self.title.setText(f"{described.number} · {described.title}")
        self._text.setText(described.description)
        self._facts.setText(facts(described))
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        choice = self._choice()
        self.reasons["motive"].setVisible(choice.rank is not None)
        self.reasons["reason_not_kept"].setVisible(choice.rank is None)
        for field in self.reasons.values():
            field.refresh()
        snapshot = self._bridge.snapshot
        short = next((rank for rank in Rank if len(lookups.ranked(snapshot, rank)) < PLANS_PER_RANK), None)
        for name, (_, status) in _BUTTONS.items():
            self.buttons[name].setVisible(status is not choice.status)
            wanted = choice.rank is None and short is not None and status.rank is short
            set_role(self.buttons[name], "primary", "true" if wanted else "false")


def _button(name: str, text: str) -> QPushButton:
    """The button of a command, with its key on it where that is the figure of a rank."""
    command = BY_NAME[name]
    made = KeyButton(text, name, str(status.rank.value)) if (status := _BUTTONS[name][1]).rank else button(text)
    made.setProperty("narrow", "true")
    made.setToolTip(f"{command.text} ({command.shown_keys})")
    return made


def facts(plan: IndustrialPlan) -> str:
    """Return who leads a plan nationally, when its national roadmap was validated, and what became of it in 2015."""
    who = "Responsable national" if len(plan.national_leads) == 1 else "Responsables nationaux"
    solution = plan.solution_2015.strip("()")
    left_out = solution.removeprefix(_LEFT_OUT)
    after = f"Solution de 2015 : {solution}." if left_out == solution else f"Écarté en 2015 : {left_out}."
    return typeset(
        f"{who} : {' ; '.join(plan.national_leads)}.\n"
        f"Feuille de route nationale : {long_date(plan.roadmap_validated_on)}. {after}"
    )


_LEFT_OUT = "écarté en 2015 – "  # as the catalogue says it of a plan that went into no solution
