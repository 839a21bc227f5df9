"""« Chefs de projet »: one table of the leads of the chosen plans, what is missing of them, letters and contacts."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from nfi_planner.models.change import ChangeSet
from nfi_planner.models.roadmap import Company, Lead
from nfi_planner.models.rules import Where
from nfi_planner.services import leads
from nfi_planner.services.leads import LedPlan
from nfi_planner.services.settings import Left
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.leads import writing
from nfi_planner.ui.pages.leads.columns import LeadModel, columns
from nfi_planner.ui.pages.page import Page
from nfi_planner.ui.rows import ROW_ROLE
from nfi_planner.ui.widgets.forms import column
from nfi_planner.ui.widgets.frozen import FrozenTable
from nfi_planner.ui.widgets.parts import Remark, button, card, chip, label, row
from nfi_planner.ui.widgets.writing import WritingLine

_FILTERS: dict[str, Callable[[LedPlan], bool]] = {
    "Tous": lambda _: True,
    "À nommer": lambda one: not one.named,
    "À compléter": lambda one: one.incomplete,
    "Sans réponse": lambda one: one.unanswered,
    "Non informés": lambda one: one.uninformed,
}
_ALL = "Tous"
_COLUMN_OF = {  # where a finding points to -> the column that tells
    "company_id": "company_name",
    "siren": "company_name",
    "siret": "company_name",
    **dict.fromkeys(("headcount", "turnover", "balance_sheet", "group", "category", "department"), "size"),
}


class LeadsPage(Page):
    """The page. A row stays under the hands of who edits it: the filter looks again only when it is chosen."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._filter = _ALL
        self._kept: set[str] = set()  # the rows the filter has shown since it was chosen
        self._model = LeadModel(columns(bridge), bridge, self)
        self.view = FrozenTable(self._model, "Chefs de projet")  # its rows are those of the chosen plans
        self.view.asked.connect(self._open_sheet)
        self.view.doubleClicked.connect(self._on_double_click)
        self.view.selectionModel().currentRowChanged.connect(self._describe)
        self._summary = label("", "muted", wrap=True)
        self._findings = label("", "muted", wrap=True)
        self._problem = Remark("error")
        self._model.problem.connect(self._problem.say)
        self._said = WritingLine("muted")
        self._said.announced.connect(self.announced)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 22, 0)
        layout.setSpacing(2)
        layout.addWidget(label("Chefs de projet", "title"))
        layout.addWidget(self._summary)
        layout.addSpacing(6)
        layout.addWidget(column(self._make_card()), 1)
        self.work = self.view
        self.refresh()
        self.view.setCurrentIndex(self._model.index(0, 0))

    def _make_card(self) -> QFrame:
        frame, inner = card()
        inner.addLayout(self._make_chips())
        inner.addWidget(self.view)
        for line in (self._problem, self._findings):
            inner.addWidget(line)
        sheet, letter, contact = button("Ouvrir la fiche"), button("Lettre d’invitation…"), button("Fiche de contact…")
        sheet.clicked.connect(partial(self.command, "open_sheet"))
        letter.clicked.connect(partial(self.command, "letter"))
        contact.clicked.connect(partial(self.command, "vcard"))
        inner.addSpacing(4)
        inner.addLayout(row(sheet, None, contact, letter))
        inner.addWidget(self._said)
        return frame

    def _make_chips(self) -> QHBoxLayout:
        self._chips: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for name in _FILTERS:
            self._chips[name] = chip(name, group, down=name == _ALL)
            self._chips[name].clicked.connect(partial(self._choose, name))
        return row(*self._chips.values(), None, spacing=6)

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the document as it is now; rows that are shown stay, though they no longer fit the filter."""
        rows = leads.led_plans(self._bridge.snapshot)
        marked = {row_id for row_id, _ in self._model.rejected}
        shown = [one for one in rows if one.id in self._kept | marked or _FILTERS[self._filter](one)]
        self._kept = {one.id for one in shown}
        self._model.sync(shown)
        for name, one in self._chips.items():
            count = sum(map(_FILTERS[name], rows))
            one.setText(f"{name} {count}")
            one.setAccessibleName(f"{name} : {count}")
        self._summary.setText(leads.summary(rows))
        self._describe()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at what the filter shows."""
        super().showEvent(event)
        if not event.spontaneous():
            self._filter_again()

    def _choose(self, name: str) -> None:
        self._filter = name
        self._filter_again()
        self.announced.emit(typeset(f"{name} : {plural(len(self._model.rows), 'plan')}"))

    def _filter_again(self) -> None:
        self.view.commit_editor()
        self._kept.clear()
        self.refresh()

    def _describe(self) -> None:
        """Say what the findings have to say about the lead of the current row."""
        rows = self._model.rows
        place = self.view.currentIndex().row()
        if not rows:
            self._findings.setText("Aucun plan ne répond à ce filtre." if self._filter != _ALL else "")
        else:
            self._findings.setText(self._said_of(rows[place]) if 0 <= place < len(rows) else "")

    def _said_of(self, plan: LedPlan) -> str:
        name = typeset(f"« {plan.choice.plan.title} » : ")  # as most sentences begin
        findings = self._bridge.review.findings
        said = [f.message.removeprefix(name) for f in findings if f.target[:2] == (Lead.TABLE, plan.id)]
        words = " ".join(said) or "rien à signaler."
        return typeset(f"{plan.choice.plan.short_title} : {words}")

    def go(self, where: Where) -> None:
        """Put the cursor in the cell of that lead, whatever the filter."""
        if where.id and not self._model.find(where.id, "").isValid():
            self._chips[_ALL].setChecked(True)
            self._choose(_ALL)
        self.view.setFocus()
        self.view.show_cell(where.id, _COLUMN_OF.get(where.field, where.field))

    def shows(self, act: ChangeSet) -> bool:
        """Return whether the act is about leads of the table, or their firms, and nothing else."""
        shown = {one.id for one in self._model.rows}
        return all(c.table is Company or (c.table is Lead and c.id in shown) for c in act.changes)

    def left(self) -> Left:
        """Return the filter."""
        return {"filter": self._filter}

    def restore(self, kept: Left) -> None:
        """Filter as before."""
        name = str(kept.get("filter"))
        if name in _FILTERS:
            self._filter = name
            self._chips[name].setChecked(True)
            self._filter_again()

    def waiting(self) -> list[str]:
        """Return the page's name for each row with a cell that isn't in the document."""
        return ["Chefs de projet"] * self._model.waiting()

    def try_again(self) -> None:
        """Write what was refused before."""
        self._model.try_again()

    # -- doing -----------------------------------------------------------------------------------------------------

    def _open_sheet(self, plan: LedPlan, field: str = "") -> None:
        self._bridge.go(Lead, plan.id, "headcount" if field == "size" else "first_name")

    def _open_current(self) -> None:
        for plan in self._picked()[:1]:
            self._open_sheet(plan)

    def _on_double_click(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open_sheet(index.data(ROW_ROLE), self._model.columns[index.column()].field)

    def _picked(self) -> list[LedPlan]:
        """The rows in which a cell is selected, in order; the current one when none is."""
        indexes = self.view.selectedIndexes() or [self.view.currentIndex()]
        return [self._model.rows[place] for place in sorted({index.row() for index in indexes if index.isValid()})]

    def command(self, name: str) -> None:
        """Write the letters or the contacts of the selected rows, or open the first one's sheet."""
        if name == "open_sheet":
            self._open_current()
            return
        named = [one.id for one in self._picked() if one.named]
        if not named:
            self._said.refuse("Aucun chef de projet n’est nommé dans les lignes choisies.")
            return
        snapshot, document = self._bridge.snapshot, self._bridge.editor.path
        if name == "letter":
            work = writing.letters(self, snapshot, named, on=self._bridge.today, document=document)
        else:
            work = writing.vcards(self, snapshot, named, document=document)
        if work is not None:
            self._said.write(work)
