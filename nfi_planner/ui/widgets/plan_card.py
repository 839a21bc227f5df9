"""What a plan is about, at the bottom of the right column, with the two buttons that choose it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from nfi_planner.models import catalogue
from nfi_planner.support.french import long_date, typeset
from nfi_planner.ui.widgets.parts import button, label, row


class PlanCard(QFrame):
    """The card of one plan; ``asked`` names the command of a button."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "heading", wrap=True)
        self._text = label("", "muted", wrap=True)
        self._leads = label("", wrap=True)
        self._first, self._second = button("Rang 1", primary=True), button("Rang 2")
        self._first.clicked.connect(self._ask_first)
        self._second.clicked.connect(self._ask_second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(6)
        for widget in (self._title, self._text, self._leads):
            layout.addWidget(widget)
        layout.addLayout(row(self._first, self._second, None))

    def show_plan(self, plan: catalogue.IndustrialPlan) -> None:
        """Describe a plan."""
        self._title.setText(f"{plan.number} · {plan.title}")
        self._text.setText(plan.description)
        who = "Responsable national" if len(plan.national_leads) == 1 else "Responsables nationaux"
        validated = f"Feuille de route nationale validée le {long_date(plan.roadmap_validated_on)}."
        self._leads.setText(typeset(f"{who} : {' ; '.join(plan.national_leads)}. {validated}"))

    def _ask_first(self) -> None:
        self.asked.emit("rank_1")

    def _ask_second(self) -> None:
        self.asked.emit("rank_2")
