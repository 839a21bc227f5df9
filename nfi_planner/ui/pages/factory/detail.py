"""The candidate one looks at: what it needs, why it is kept, and the PME or ETI test line by line."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nfi_planner.models import factory, sme
from nfi_planner.models.entity import label as field_label
from nfi_planner.models.roadmap import Company, CompanySize, FactoryCandidate
from nfi_planner.services import factory as selecting
from nfi_planner.services import sheets
from nfi_planner.support.french import capital, typeset
from nfi_planner.ui import kinds, theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.forms import Form, grid
from nfi_planner.ui.widgets.parts import button, card_layout, label, row, set_role
from nfi_planner.ui.widgets.size_test import SizeTest


class CandidateDetail(QFrame):
    """Fields of one candidate and of its firm; ``fields`` are known by the names that findings point to."""

    announced = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.form = Form("")
        self.fields = self.form.fields
        self._name, self._stage = label("", "heading"), label("", "tag")
        self._stage.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._keep = button("Retenir")
        self._keep.clicked.connect(self.toggle)
        layout = card_layout(self)
        layout.addLayout(row(self._name, self._stage, None, self._keep))
        sides = QHBoxLayout()
        sides.setSpacing(18)
        sides.addLayout(self._make_texts(), 1)
        sides.addLayout(self._make_figures(), 1)
        layout.addLayout(sides)

    def _make_texts(self) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setSpacing(6)
        layout.addWidget(self._own_field("need"))
        layout.addWidget(self._own_field("reasons"))
        return layout

    def _make_figures(self) -> QVBoxLayout:
        tests = [(size.label, partial(sme.size_criteria, size=size)) for size in (CompanySize.SME, CompanySize.MIDCAP)]
        self._test = SizeTest(tests, self._make_value)
        self._conclusion = label("", "ok", wrap=True)
        firm = grid(
            [
                (self._company_field("name"), 5),
                (self._company_field("commune"), 4),
                (self._company_field("department", kinds.departments()), 3),
            ]
        )
        layout = QVBoxLayout()
        layout.setSpacing(6)
        layout.addWidget(self._test)
        layout.addWidget(self._conclusion)
        layout.addLayout(firm)
        layout.addStretch(1)
        return layout

    def _make_value(self, field: str) -> QWidget:
        made = self._company_field(field, kinds.INTEGER if field == "headcount" else kinds.EUROS)
        theme.fix_least(made, width=96)
        return made

    def _own_field(self, field: str) -> Field:
        def read() -> Any:
            return getattr(self.candidate, field)

        def write(value: Any) -> bool:
            return self._bridge.do(sheets.edit(self._bridge.snapshot, self.candidate, typing=True, **{field: value}))

        made = Field(field_label(FactoryCandidate, field), read, write, lines=2)
        made.control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # as high as there is room
        return self._kept(field, made)

    def _company_field(self, field: str, kind: kinds.Kind = kinds.TEXT) -> Field:
        def read() -> Any:
            return getattr(self.company, field)

        def write(value: Any) -> bool:
            snapshot, typing = self._bridge.snapshot, not kind.options
            act = sheets.edit_candidate_company(snapshot, self.candidate, typing=typing, **{field: value})
            return self._bridge.do(act)

        return self._kept(field, Field(field_label(Company, field), read, write, kind=kind))

    def _kept(self, name: str, field: Field) -> Field:
        self.fields[name] = field
        return field

    # -- showing ---------------------------------------------------------------------------------------------------

    @property
    def candidate(self) -> FactoryCandidate:
        """The candidate that is shown."""
        return self._bridge.snapshot.get(FactoryCandidate, self.form.row) or FactoryCandidate(id=self.form.row)

    @property
    def company(self) -> Company:
        """Its firm."""
        return factory.company_of(self._bridge.snapshot, self.candidate)

    def show_candidate(self, candidate: str) -> None:
        """Show another candidate; what is being typed for the present one is written first."""
        self.form.show_row(candidate)
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        self.form.refresh()
        candidate, company = self.candidate, self.company
        self._name.setText(company.name or "Entreprise sans nom")
        self._stage.setText(capital(candidate.stage.label))
        self._keep.setText("Ne plus retenir" if candidate.selected else "Retenir")
        self._keep.setAccessibleName(f"{self._keep.text()} {company.name}".strip())
        self._test.show_company(company)
        self._conclude(company)

    def _conclude(self, company: Company) -> None:
        size = sme.size(company)
        role = "warning" if size is None else "bad" if size is CompanySize.LARGE else "ok"
        mark = {"ok": "✓ ", "bad": "✗ "}.get(role, "")
        self._conclusion.setText(typeset(f"{mark}{sme.factory_conclusion(company)}"))
        self._conclusion.setToolTip(typeset(capital(sme.DECREE)))
        set_role(self._conclusion, "role", role)

    def toggle(self) -> None:
        """« Retenir » or « Ne plus retenir »."""
        act = selecting.select(self._bridge.snapshot, self.candidate, selected=not self.candidate.selected)
        if self._bridge.do(act):
            self.announced.emit(f"{act.label}.")

    def focus(self, field: str) -> None:
        """Put the cursor in a field."""
        self.fields.get(field, self.fields["need"]).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_missing(self) -> None:
        """Put the cursor in the first figure that the test lacks, else in the headcount."""
        company = self.company
        figures = ("headcount", "turnover", "balance_sheet")
        self.focus(next((field for field in figures if getattr(company, field) is None), "headcount"))
