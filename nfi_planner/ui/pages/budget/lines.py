"""Every funding line of the chosen plans in one table, to be typed and pasted into."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QFrame

from nfi_planner.models import figures, lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.roadmap import FundingLine
from nfi_planner.services import budget, sheets
from nfi_planner.support.french import fold, plural, typeset
from nfi_planner.ui import kinds
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.budget.matrix import plan_name
from nfi_planner.ui.pages.sheets.tables import COLUMNS
from nfi_planner.ui.rows import Column, RowModel
from nfi_planner.ui.widgets.frozen import FrozenTable
from nfi_planner.ui.widgets.parts import Remark, card_layout, label, row
from nfi_planner.ui.widgets.tables import row_buttons

PLAN = "choice_id"
_WIDTHS = {"source": 110, "detail": 130, "year": 66, "asked": 130, "obtained": 130}


class LinesTable(QFrame):
    """The card with the table, and its buttons."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._plans: tuple[str, ...] = ()
        self.model = RowModel(self._columns(), bridge, self)
        self.view = FrozenTable(
            self.model, "Lignes de financement", add=self._add, remove=self._remove, move=self._move
        )
        self.view.start = "source"
        self._count = label("", "muted")
        self._problem = Remark("error")
        self.model.problem.connect(self._problem.say)
        remove, self._new = row_buttons(self.view, "Ajouter une ligne", " : au plan de la ligne où l’on est")
        layout = card_layout(self)
        layout.addLayout(row(label("Lignes de financement", "heading"), self._count, None, remove, self._new))
        layout.addWidget(self._problem)  # above: the table may be longer than the screen
        layout.addWidget(self.view)
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        plans = tuple(choice.id for choice in lookups.chosen(self._bridge.snapshot))
        if plans != self._plans:
            self._plans = plans
            self.model.set_columns(self._columns())
            self._new.setEnabled(bool(plans))
        self.model.sync(figures.chosen_lines(self._bridge.snapshot))
        self._count.setText(typeset(f"{plural(len(self.model.rows), 'ligne')}, {plural(len(plans), 'plan')}"))

    def show_lines(self, lines: Sequence[FundingLine], field: str) -> None:
        """Select lines, with the cursor in a field of the first one."""
        places = [self.model.find(line.id, field) for line in lines]
        if not places or not places[0].isValid():
            return
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.setCurrentIndex(places[0])
        chosen = QItemSelection()
        for place in places:
            chosen.select(place, place)
        self.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def waiting(self) -> int:
        """Return how many rows have a cell that isn't in the document."""
        return self.model.waiting()

    def _columns(self) -> Sequence[Column]:
        own = [replace(column, width=_WIDTHS[column.field]) for column in COLUMNS[FundingLine](self._bridge)]
        return (Column(PLAN, "Plan", _plan, self._write_plan, self._plan_kind(), 180), *own)

    def _plan_kind(self) -> kinds.Kind:
        """A list of the chosen plans; one may also type or paste a plan's number or title alone."""
        chosen = lookups.chosen(self._bridge.snapshot)
        kind = kinds.listed([(choice.id, plan_name(self._bridge.snapshot, choice.id)) for choice in chosen])
        known = {fold(name): c.id for c in chosen for name in (c.id, c.plan.title, c.plan.short_title)}

        def parse(text: str) -> str:
            found = known.get(fold(text))
            return found if found is not None else str(kind.parse(text))

        return replace(kind, parse=parse)

    def _write_plan(self, line: FundingLine, plan: str) -> ChangeSet:
        return budget.move_to_plan(self._bridge.snapshot, line, plan)

    def _add(self, count: int) -> list[FundingLine]:
        """Add lines to the plan of the current line; without one, to the first plan."""
        here = self.view.currentIndex()
        plan = self.model.rows[here.row()].choice_id if here.isValid() else next(iter(self._plans), "")
        if not plan:
            return []
        fresh = [budget.new_line(self._bridge.snapshot, plan) for _ in range(count)]
        return fresh if self._bridge.do(sheets.add_rows(self._bridge.snapshot, fresh)) else []

    def _remove(self, lines: list[Any]) -> bool:
        return self._bridge.do(sheets.remove_rows(self._bridge.snapshot, lines))

    def _move(self, line: Any, step: int) -> bool:
        return self._bridge.do(sheets.move_row(self._bridge.snapshot, line, step))


def _plan(line: FundingLine) -> str:
    return line.choice_id
