"""« Usine du futur »: the candidate firms, how far they have come, and whether the region may take them."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from nfi_planner.models import factory
from nfi_planner.models.entity import new_id
from nfi_planner.models.roadmap import Company, FactoryCandidate, Stage
from nfi_planner.models.rules import Where
from nfi_planner.services import factory as selecting
from nfi_planner.services import sheets
from nfi_planner.services.settings import Left
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.factory.counters import DepartmentBars, StageChips
from nfi_planner.ui.pages.factory.detail import CandidateDetail
from nfi_planner.ui.pages.factory.rows import CandidateRow, Filter, candidate_columns, candidate_rows, hidden_count
from nfi_planner.ui.pages.factory.table import CandidateTable
from nfi_planner.ui.pages.page import Page
from nfi_planner.ui.rows import RowModel
from nfi_planner.ui.widgets.company_search import CompanySearch
from nfi_planner.ui.widgets.forms import column
from nfi_planner.ui.widgets.parts import Remark, card, label, row
from nfi_planner.ui.widgets.tables import row_buttons

_WORDS = (
    "Le plan 34 est porté par toutes les régions : chacune y retient les PME et les ETI les plus prometteuses de son "
    "territoire. « Retenue » et « accompagnée » valent sélection."
)


class FactoryPage(Page):
    """Counters that filter, the table of the candidates, the one the cursor is on in detail."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._only = Filter()
        self._shown = ""  # the candidate in detail
        self._model = RowModel(candidate_columns(bridge), bridge, self)
        self.view = CandidateTable(
            self._model, "Candidates à « Usine du futur »", add=self._add, remove=self._remove, move=self._move
        )
        self.detail = CandidateDetail(bridge)
        self.search = CompanySearch()
        self.stages, self.departments = StageChips(), DepartmentBars()
        self._problem, self._twice, self._empty = Remark("error"), Remark("warning"), Remark("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 22, 0)
        layout.setSpacing(10)
        layout.addLayout(self._make_head())
        self._column = column(self._make_table(), self.detail)
        layout.addWidget(self._column, 1)
        self._column.viewport().installEventFilter(self)
        self.work = self.view
        self._connect()
        self.refresh()

    def _make_head(self) -> QHBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(label("Usine du futur", "title"))
        left.addWidget(label(_WORDS, "muted", wrap=True))
        left.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addLayout(left, 1)
        theme.fix_size(self.departments, width=390)
        head.addWidget(self.departments, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _make_table(self) -> QFrame:
        self.search.setPlaceholderText("Choisir une entreprise du document…")
        self.search.setAccessibleName("Choisir une entreprise du document comme candidate : nom ou SIREN")
        theme.fix_least(self.search, width=264)
        frame, inner = card()
        buttons = row_buttons(self.view, "Ajouter une entreprise")
        top = row(label("Entreprises candidates", "heading"), None, self.search, *buttons)
        top.setStretchFactor(self.search, 1)
        inner.addLayout(top)
        inner.addWidget(self.stages)
        inner.addWidget(self.view)
        inner.addWidget(self._empty)
        inner.addWidget(self._problem)
        inner.addWidget(self._twice)
        return frame

    def _connect(self) -> None:
        self._model.problem.connect(self._problem.say)
        self.stages.chosen.connect(self._on_stage)
        self.departments.chosen.connect(self._on_department)
        self.search.picked.connect(self._pick)
        self.search.new_asked.connect(self._enter_new)
        self.search.announced.connect(self.announced)
        self.detail.announced.connect(self.announced)
        self.view.toggled.connect(self.detail.toggle)
        self.view.asked.connect(self._on_asked)
        self.view.selectionModel().currentRowChanged.connect(self._show_current)

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the document as it is now."""
        snapshot = self._bridge.snapshot
        self._sync()
        self.view.updateGeometry()
        self.stages.show_counts(factory.by_stage(snapshot))
        departments = factory.by_department(snapshot)
        self.departments.show_counts(departments)
        self.departments.setVisible(bool(departments))
        self.search.show_firms(snapshot, takes_new=False)
        self._show_current()
        self.detail.refresh()
        self._warn()

    def _sync(self) -> None:
        """Show the candidates the filters let through, and those with a cell that isn't in the document."""
        marked = {row_id for row_id, _ in self._model.rejected}
        self._model.sync(candidate_rows(self._bridge.snapshot, self._only, marked))

    def _show_current(self) -> None:
        """Show the candidate the cursor is on in detail; before there is a cursor, the first one."""
        rows = self._model.rows
        candidate = self.view.current_id() or (rows[0].id if rows else "")
        if candidate != self._shown:
            self._shown = candidate
            self.detail.show_candidate(candidate)
        if self.detail.isHidden() is bool(candidate):
            self.detail.setVisible(bool(candidate))
            self._fit_table()
        none = "Aucune candidate" if self._only == Filter() else "Aucune candidate à cette étape, dans ce département"
        hint = f"{none} : ajoutez une entreprise, ou choisissez-en une du document."
        self._empty.say("" if candidate else hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the table other rows once the column has another height."""
        if event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._fit_table)  # when all in it is laid out
        return super().eventFilter(watched, event)

    def _fit_table(self) -> None:
        """Give the table the rows that leave the detail in sight."""
        content = self._column.widget()
        if content is not None and self.isVisible():
            width = self._column.viewport().width()
            needed = max(content.sizeHint().height(), content.heightForWidth(width))
            self.view.fit(self._column.viewport().height() - needed)

    def _warn(self) -> None:
        names = factory.twice(self._bridge.snapshot)
        verb = "figurent plusieurs fois" if len(names) > 1 else "figure plusieurs fois"
        self._twice.say(f"{' et '.join(names)} {verb} parmi les candidates." if names else "")

    def _on_stage(self, stage: Stage | None) -> None:
        self._show_only(Filter(stage, self._only.department))

    def _on_department(self, code: str | None) -> None:
        self._show_only(Filter(self._only.stage, code))

    def _show_only(self, only: Filter) -> None:
        if only == self._only:
            return
        self._only = only
        self._sync()
        self.view.updateGeometry()
        self._show_current()
        shown = len(self._model.rows)
        hidden = hidden_count(self._bridge.snapshot, self._model.rows)
        self.announced.emit(typeset(f"{plural(shown, 'candidate')} sur {shown + hidden}."))

    def _show_all(self) -> None:
        self.stages.choose(None)
        self.departments.choose(None)

    def left(self) -> Left:
        """Return the stage that alone is shown."""
        return {"stage": self._only.stage or ""}

    def place(self) -> Left:
        """Return the département that alone is shown: documents have others."""
        return {"factory_department": self._only.department or ""}

    def restore(self, kept: Left) -> None:
        """Show what was shown."""
        self.stages.choose(next((stage for stage in Stage if stage == kept.get("stage")), None))
        self.departments.choose(str(kept.get("factory_department", "")) or None)

    def waiting(self) -> list[str]:
        """Return the names of the fields, and the page's for each row, with something that isn't in the document."""
        return self.detail.form.waiting() + ["Usine du futur"] * self._model.waiting()

    def try_again(self) -> None:
        """Write what was refused before."""
        self._model.try_again()
        self.detail.form.try_again()

    def go(self, where: Where) -> None:
        """Put the cursor in a candidate's cell or field; without one, on the first, or in a new row."""
        if where.id and not self._model.find(where.id, "").isValid():
            self._show_all()
        candidate = where.id or (self._model.rows[0].id if self._model.rows else "")
        if not candidate:
            self.view.add_row()
            return
        self.view.show_cell(candidate, where.field)
        if where.field in self.detail.fields and where.field not in {one.field for one in self._model.columns}:
            self.detail.focus(where.field)

    def _on_asked(self, one: CandidateRow, field: str) -> None:
        """Enter on the size of a candidate goes to the figures that tell it."""
        del one, field  # the size is the one column that nobody types in
        self.detail.focus_missing()

    # -- acts ------------------------------------------------------------------------------------------------------

    def _add(self, count: int) -> list[CandidateRow]:
        self._show_all()  # a new row has nothing to be filtered by
        fresh = [FactoryCandidate(id=new_id()) for _ in range(count)]
        done = self._bridge.do(sheets.add_rows(self._bridge.snapshot, fresh))
        return [CandidateRow(one, Company(id="")) for one in fresh] if done else []

    def _remove(self, rows: list[Any]) -> bool:
        return self._bridge.do(sheets.remove_rows(self._bridge.snapshot, [one.candidate for one in rows]))

    def _move(self, one: Any, step: int) -> bool:
        """Move a candidate past the one that is shown before or after it."""
        shown = [row.id for row in self._model.rows]
        beside = shown.index(one.id) + step
        if not 0 <= beside < len(shown):
            return False
        order = [candidate.id for candidate in self._bridge.snapshot.all(FactoryCandidate)]
        step = order.index(shown[beside]) - order.index(one.id)
        return self._bridge.do(sheets.move_row(self._bridge.snapshot, one.candidate, step))

    def _pick(self, company_id: str) -> None:
        """Make a firm of the document a candidate; show the one it is already."""
        snapshot = self._bridge.snapshot
        known = next((one for one in snapshot.all(FactoryCandidate) if one.company_id == company_id), None)
        if known is not None:
            company = snapshot.get(Company, company_id)
            self._show_new(known.id)
            self.announced.emit(typeset(f"{company.name if company else 'Cette entreprise'} est déjà candidate."))
            return
        here = snapshot.get(FactoryCandidate, self.view.current_id())
        if here is not None and here.company_id is None:
            self._bridge.do(sheets.edit(snapshot, here, company_id=company_id))
            self._show_new(here.id)
        elif self._bridge.do(act := selecting.add_candidate(snapshot, company_id)):
            self._show_new(act.changes[-1].id)

    def _enter_new(self, name: str) -> None:
        act = selecting.new_candidate(self._bridge.snapshot, name)
        if self._bridge.do(act):
            self._show_new(act.changes[-1].id)

    def _show_new(self, candidate: str) -> None:
        self._show_all()
        self.view.show_cell(candidate, "stage")
