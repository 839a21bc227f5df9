"""The lead of a plan: the person, the firm, and the SME test line by line."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from nfi_planner.models import lookups, sme
from nfi_planner.models.entity import label as field_label
from nfi_planner.models.roadmap import Approach, Company, CompanySize, Lead
from nfi_planner.models.rules import Finding
from nfi_planner.models.rules.leads import DIRECTOR_FUNCTIONS
from nfi_planner.services import sheets
from nfi_planner.support.french import typeset
from nfi_planner.ui import kinds
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.widgets.company_search import CompanySearch
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.forms import Form, grid
from nfi_planner.ui.widgets.parts import card, label, set_role
from nfi_planner.ui.widgets.size_test import SizeTest

_COMPANY_FIELDS = "company_name"


class LeadPart(QWidget):
    """The person beside the test; the rest of the firm in ``company_card``.

    ``fields`` are known by the names that findings point to.
    """

    announced = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.form = Form("1")
        self.fields = self.form.fields
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self._make_person(), 0, 0)
        layout.addWidget(self._make_test(), 0, 1)
        self.company_card = self._make_company()
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_person(self) -> QWidget:
        frame, layout = card()
        layout.addWidget(label("Chef de projet", "heading"))
        self.search = CompanySearch()
        self.search.picked.connect(self._pick)
        self.search.new_asked.connect(self._enter_new)
        self.search.announced.connect(self.announced)
        name = label("Choisir une entreprise du document (nom ou SIREN)", "field")
        name.setBuddy(self.search)
        layout.addWidget(name)
        layout.addWidget(self.search)
        layout.addLayout(
            grid(
                [
                    (self._company_field("name"), 8),
                    (self._company_field("siren", kinds.CODE), 4),
                    (self._lead_field("civility", kinds.CIVILITY), 3),
                    (self._lead_field("first_name"), 4),
                    (self._lead_field("name"), 5),
                    (self._lead_field("function"), 6),
                    (self._lead_field("approach", kinds.one_of(Approach)), 6),
                    (self._lead_field("email"), 7),
                    (self._lead_field("telephone"), 5),
                    (self._lead_field("informed_on", kinds.DATE, name="informé le"), 5),
                    (self._lead_field("source"), 7),
                ]
            )
        )
        layout.addStretch(1)
        return frame

    def _lead_field(self, field: str, kind: kinds.Kind = kinds.TEXT, *, name: str = "") -> Field:
        def read() -> Any:
            return getattr(self._lead(), field)

        def write(value: Any) -> bool:
            typing, plan = not kind.options, self.form.row
            return self._bridge.do(sheets.edit_lead(self._bridge.snapshot, plan, typing=typing, **{field: value}))

        suggestions = DIRECTOR_FUNCTIONS if field == "function" else ()
        made = Field(name or field_label(Lead, field), read, write, kind=kind, suggestions=suggestions)
        self.fields[field] = made
        return made

    def _make_test(self) -> QWidget:
        frame, layout = card()
        layout.addWidget(label("Est-ce une PME ?", "heading"))
        rule = "Décret n° 2008-1354 : moins de 250 personnes, et chiffre d’affaires ≤ 50 M€ ou bilan ≤ 43 M€"
        layout.addWidget(label(rule, "muted", wrap=True))
        self._test = SizeTest([("Seuil", self._criteria)], self._make_value)
        layout.addWidget(self._test)
        self._conclusion = label("", "ok", wrap=True)
        self._concluded = ""  # the plan it is about
        layout.addWidget(self._conclusion)
        layout.addStretch(1)
        return frame

    def _make_company(self) -> QFrame:
        """The rest of what is known of the firm; the sheet shows it below the actions."""
        frame, layout = card()
        layout.addWidget(label("Autres renseignements sur l’entreprise", "heading"))
        layout.addLayout(
            grid(
                [
                    (self._company_field("siret", kinds.CODE), 3),
                    (self._company_field("naf"), 2),
                    (self._company_field("group"), 4),
                    (self._company_field("category", kinds.one_of(CompanySize, optional="")), 3),
                    (self._company_field("closed_year", kinds.YEAR), 2),
                    (self._company_field("figures_source"), 7),
                    (self._company_field("figures_date", kinds.DATE), 3),
                ]
            )
        )
        return frame

    def _criteria(self, company: Company) -> Sequence[sme.Criterion]:
        return sme.criteria(company, lookups.roadmap(self._bridge.snapshot))

    def _make_value(self, field: str) -> QWidget:
        """The control beside a criterion; the seat has two."""
        if field == "department":
            return self._make_seat()
        return self._company_field(field, kinds.INTEGER if field == "headcount" else kinds.EUROS)

    def _make_seat(self) -> QWidget:
        seat = QWidget()
        layout = QVBoxLayout(seat)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(_bare(self._company_field("commune")))
        layout.addWidget(_bare(self._company_field("department", kinds.departments())))
        return seat

    def _company_field(self, field: str, kind: kinds.Kind = kinds.TEXT) -> Field:
        def read() -> Any:
            return getattr(self._company() or _NOBODY, field)

        def write(value: Any) -> bool:
            typing, plan = not kind.options, self.form.row
            return self._bridge.do(
                sheets.edit_lead_company(self._bridge.snapshot, plan, typing=typing, **{field: value})
            )

        made = Field(field_label(Company, field), read, write, kind=kind)
        self.fields[_COMPANY_FIELDS if field == "name" else field] = made
        return made

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_plan(self, plan: str) -> None:
        """Show the lead of another plan; what is being searched was for the present one."""
        if plan != self.form.row:
            self.search.clear()
        self.form.show_row(plan)
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        company = self._company()
        self.form.refresh()
        said = {f.target.field: f.message for f in self._bridge.review.findings if self._is_identity(f)}
        for spot, field in self.fields.items():
            field.say_finding(said.get(spot, ""))
        self.search.show_firms(self._bridge.snapshot, takes_new=company is None)
        self._test.show_company(company or _NOBODY)
        self._conclude(company)

    def _is_identity(self, finding: Finding) -> bool:
        """A wrong name, SIREN or SIRET is said at its field as well."""
        return finding.code == "L02" and finding.target.id == self.form.row

    def _conclude(self, company: Company | None) -> None:
        verdict = sme.is_sme(company) if company else None
        text = sme.conclusion(company) if company else "Indiquez l’entreprise que dirige le chef de projet."
        text = typeset(f"✓ {text}" if verdict else text)
        if text != self._conclusion.text() and self._concluded == self.form.row:  # by an act, not by another plan
            self.announced.emit(text)
        self._concluded = self.form.row
        self._conclusion.setText(text)
        set_role(self._conclusion, "role", "warning" if verdict is None else "ok" if verdict else "bad")

    def focus(self, field: str) -> None:
        """Put the cursor in a field."""
        target: QWidget = self.search if field == "company_id" else self.fields.get(field, self.fields["first_name"])
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead(self) -> Lead:
        return lookups.lead(self._bridge.snapshot, self.form.row) or Lead(id=self.form.row)

    def _company(self) -> Company | None:
        return lookups.lead_company(self._bridge.snapshot, self._lead())

    def _pick(self, company_id: str) -> None:
        self._bridge.do(sheets.edit_lead(self._bridge.snapshot, self.form.row, company_id=company_id))
        self.focus("first_name")

    def _enter_new(self, name: str) -> None:
        self._bridge.do(sheets.new_lead_company(self._bridge.snapshot, self.form.row, name))
        self.focus("siren")


def _bare(field: Field) -> Field:
    """The field without the name above it: the line of the test names it."""
    field.name.hide()
    return field


_NOBODY = Company(id="")
