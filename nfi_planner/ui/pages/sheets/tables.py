"""The tables of a sheet: actions, partners, funding, indicators. A table is its columns, as data."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from nfi_planner.models import lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.entity import new_id
from nfi_planner.models.roadmap import (
    Action,
    FundingLine,
    FundingSource,
    Indicator,
    Partner,
    PartnerKind,
    SheetRow,
    Target,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.timeline import period_words
from nfi_planner.services import sheets
from nfi_planner.ui import kinds
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.columns import field_column
from nfi_planner.ui.rows import Column, RowModel
from nfi_planner.ui.widgets.parts import Remark, card_layout, label, row, set_role
from nfi_planner.ui.widgets.tables import RowTable, row_buttons
from nfi_planner.ui.widgets.timeline import (
    TIMELINE,
    Timeline,
    TimelineDelegate,
    TimelineHeader,
    TimelineModel,
    timeline_column,
)
from nfi_planner.ui.widgets.timeline_edit import TimelineEditor


class SheetTable(QFrame):
    """A card with a table of one kind of row of the shown plan, and its buttons."""

    announced = Signal(str)  # something to say to a screen reader
    _model_class = RowModel

    def __init__(self, bridge: Bridge, table: type[SheetRow], title: str, add_text: str) -> None:
        super().__init__()
        self._bridge = bridge
        self._table = table
        self._plan = "1"
        layout = card_layout(self)
        self.total = label("", "muted")
        self.model = self._model_class(self._columns(), bridge, self)
        self.view = RowTable(self.model, title, add=self._add, remove=self._remove, move=self._move)
        self._problem = Remark("error")
        self.model.problem.connect(self._problem.say)
        layout.addLayout(row(label(title, "heading"), self.total, None, *row_buttons(self.view, add_text)))
        layout.addWidget(self.view)
        layout.addWidget(self._problem)

    def _columns(self) -> Sequence[Column]:
        return COLUMNS[self._table](self._bridge)

    def show_plan(self, plan: str) -> None:
        """Show the rows of another plan."""
        self._plan = plan
        self._problem.say("")
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        self.model.sync(self.rows())
        self.view.updateGeometry()

    def waiting(self) -> list[str]:
        """Return the name of the table for each of its rows with a cell that isn't in the document."""
        return [self.view.accessibleName()] * self.model.waiting()

    def rows(self) -> tuple[Any, ...]:
        """Return the rows of the shown plan."""
        return self._bridge.snapshot.children(self._table, self._plan)

    def focus(self, row_id: str, field: str) -> None:
        """Put the cursor in a cell; without a row, in a new one."""
        if row_id:
            self.view.show_cell(row_id, field)
        elif self.model.rows:
            self.view.show_cell(self.model.rows[0].id, field)
        else:
            self.view.add_row()

    def _add(self, count: int) -> list[Any]:
        fresh = [NEW_ROWS[self._table](self._bridge.snapshot, self._plan) for _ in range(count)]
        return fresh if self._bridge.do(sheets.add_rows(self._bridge.snapshot, fresh)) else []

    def _remove(self, rows: list[Any]) -> bool:
        return self._bridge.do(sheets.remove_rows(self._bridge.snapshot, rows))

    def _move(self, moved: Any, step: int) -> bool:
        return self._bridge.do(sheets.move_row(self._bridge.snapshot, moved, step))


class ActionTable(SheetTable):
    """Actions and milestones, with the time line drawn beside them."""

    _model_class = TimelineModel

    def __init__(self, bridge: Bridge) -> None:
        self._timeline = Timeline(bridge)
        super().__init__(bridge, Action, "Actions et jalons", "Ajouter une action")
        self._header = TimelineHeader(self._timeline, self.model, self.view)
        self.view.setHorizontalHeader(self._header)
        self.view.apply_widths()
        delegate = TimelineDelegate(self._timeline, self.view)
        self.view.setItemDelegateForColumn(len(self.model.columns) - 1, delegate)
        editor = TimelineEditor(self.view, self.model, self._timeline, bridge)
        editor.announced.connect(self.announced)
        set_role(self.total, "role", "tag")
        self.total.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def refresh(self) -> None:
        if self._timeline.fit(self.rows()):
            self.model.repaint_column(TIMELINE)  # one date can change the period of all
            self._header.viewport().update()
        super().refresh()
        self.total.setText(period_words(self._timeline.period))
        self.total.setAccessibleName(f"Période : {self.total.text()}")


def _action_columns(bridge: Bridge) -> Sequence[Column]:
    return (
        field_column(bridge, Action, "title", width=186, stretch=True),
        field_column(bridge, Action, "owner", width=104),
        field_column(bridge, Action, "milestone", kinds.FLAG, width=50),
        field_column(bridge, Action, "start", kinds.DATE, width=90),
        field_column(bridge, Action, "end", kinds.DATE, width=90),
        timeline_column(236),
    )


def _partner_columns(bridge: Bridge) -> Sequence[Column]:
    return (
        field_column(bridge, Partner, "name", width=220, stretch=True),
        field_column(bridge, Partner, "kind", kinds.one_of(PartnerKind), width=160),
        field_column(bridge, Partner, "role", width=240, stretch=True),
        field_column(bridge, Partner, "contact", width=160),
    )


def _funding_columns(bridge: Bridge) -> Sequence[Column]:
    return (
        field_column(bridge, FundingLine, "source", kinds.one_of(FundingSource), width=130),
        field_column(bridge, FundingLine, "detail", width=200, stretch=True),
        field_column(bridge, FundingLine, "year", kinds.YEAR, width=80),
        field_column(bridge, FundingLine, "asked", kinds.EUROS, width=150),
        field_column(bridge, FundingLine, "obtained", kinds.EUROS, width=150),
    )


def indicator_years(snapshot: Snapshot) -> tuple[int, ...]:
    """Return the years that get a column: those of the period, and any that has a target."""
    roadmap = lookups.roadmap(snapshot)
    years = {target.year for row_ in snapshot.all(Indicator) for target in row_.targets}
    if roadmap.period_start and roadmap.period_end:
        last = min(roadmap.period_end.year, roadmap.period_start.year + 9)
        years |= set(range(roadmap.period_start.year, last + 1))
    return tuple(sorted(years))


def _indicator_columns(bridge: Bridge) -> Sequence[Column]:
    return (
        field_column(bridge, Indicator, "name", width=190, stretch=True),
        field_column(bridge, Indicator, "unit", width=90),
        field_column(bridge, Indicator, "baseline_year", kinds.YEAR, width=136),
        field_column(bridge, Indicator, "baseline", kinds.DECIMAL, width=136),
        *(_target_column(bridge, year) for year in indicator_years(bridge.snapshot)),
    )


def _target_column(bridge: Bridge, year: int) -> Column:
    def read(one: Indicator) -> Decimal | None:
        return next((target.value for target in one.targets if target.year == year), None)

    def write(one: Indicator, value: Decimal | None) -> ChangeSet:
        one = bridge.snapshot.get(Indicator, one.id) or one  # several targets may be pasted at once
        kept = [target for target in one.targets if target.year != year]
        if value is not None:
            kept.append(Target(year=year, value=value))
        ordered = tuple(sorted(kept, key=lambda target: target.year))
        return sheets.edit(bridge.snapshot, one, targets=ordered)

    return Column(f"target-{year}", f"Cible {year}", read, write, kinds.DECIMAL, 84)


COLUMNS: dict[type[Any], Callable[[Bridge], Sequence[Column]]] = {
    Action: _action_columns,
    Partner: _partner_columns,
    FundingLine: _funding_columns,
    Indicator: _indicator_columns,
}


def _next_year(snapshot: Snapshot, plan: str) -> int | None:
    """A new funding line takes the year of the last one, else the first year of the period."""
    lines = snapshot.children(FundingLine, plan)
    if lines:
        return lines[-1].year
    start = lookups.roadmap(snapshot).period_start
    return start.year if start else None


NEW_ROWS: dict[type[Any], Callable[[Snapshot, str], Any]] = {
    Action: lambda _, plan: Action(id=new_id(), choice_id=plan),
    Partner: lambda _, plan: Partner(id=new_id(), choice_id=plan),
    FundingLine: lambda snapshot, plan: FundingLine(id=new_id(), choice_id=plan, year=_next_year(snapshot, plan)),
    Indicator: lambda _, plan: Indicator(id=new_id(), choice_id=plan),
}
