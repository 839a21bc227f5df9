"""The tables of a sheet: actions, partners, funding, indicators. A table is its columns, as data."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from nfi_planner.models import lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.entity import label as field_label
from nfi_planner.models.entity import new_id
from nfi_planner.models.roadmap import (
    Action,
    FundingLine,
    FundingSource,
    Indicator,
    Partner,
    PartnerKind,
    Rank,
    Roadmap,
    SheetRow,
    Target,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.timeline import period_of, timeline_axis, timeline_bar
from nfi_planner.services import sheets
from nfi_planner.ui import kinds, theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.rows import ROW_ROLE, Column, RowModel
from nfi_planner.ui.widgets import scenes
from nfi_planner.ui.widgets.parts import button, card_layout, label, row
from nfi_planner.ui.widgets.tables import RowTable

Index = QModelIndex | QPersistentModelIndex
TIMELINE = "timeline"


class SheetTable(QFrame):
    """A card with a table of one kind of row of the shown plan, and its buttons."""

    def __init__(self, bridge: Bridge, table: type[SheetRow], title: str, add_text: str) -> None:
        super().__init__()
        self._bridge = bridge
        self._table = table
        self._plan = "1"
        layout = card_layout(self)
        self.total = label("", "muted")
        self.model = RowModel(self._columns(), bridge.do, self)
        self.view = RowTable(self.model, title, add=self._add, remove=self._remove, move=self._move)
        add, remove = button(add_text), button("Supprimer", quiet=True)
        add.setToolTip("Ctrl+Entrée dans le tableau")
        remove.setToolTip("Ctrl+Suppr dans le tableau")
        add.clicked.connect(self.view.add_row)
        remove.clicked.connect(self.view.remove_selected)
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self.model.problem.connect(self._show_problem)
        layout.addLayout(row(label(title, "heading"), self.total, None, remove, add))
        layout.addWidget(self.view)
        layout.addWidget(self._problem)

    def _columns(self) -> Sequence[Column]:
        return COLUMNS[self._table](self._bridge)

    def show_plan(self, plan: str) -> None:
        """Show the rows of another plan."""
        self._plan = plan
        self._show_problem("")
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        self.model.sync(self.rows())
        self.view.updateGeometry()

    def waiting(self) -> list[str]:
        """Return the name of the table for each of its rows with a cell that isn't in the document."""
        there = {row_id for row_id, _ in self.model.rejected if self._bridge.snapshot.get(self._table, row_id)}
        return [self.view.accessibleName()] * len(there)

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

    def _show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _add(self) -> bool:
        fresh = NEW_ROWS[self._table](self._bridge.snapshot, self._plan)
        return self._bridge.do(sheets.add_row(self._bridge.snapshot, fresh))

    def _remove(self, rows: list[Any]) -> bool:
        return self._bridge.do(sheets.remove_rows(self._bridge.snapshot, rows))

    def _move(self, moved: Any, step: int) -> bool:
        return self._bridge.do(sheets.move_row(self._bridge.snapshot, moved, step))


class ActionTable(SheetTable):
    """Actions and milestones, with the time line drawn beside them."""

    def __init__(self, bridge: Bridge) -> None:
        self.period = period_of([], Roadmap())  # the first and last day drawn
        super().__init__(bridge, Action, "Actions et jalons", "Ajouter une action")
        header = _TimelineHeader(self)
        self.view.setHorizontalHeader(header)
        self.view.apply_widths()
        place = len(self.model.columns) - 1
        self.view.setItemDelegateForColumn(place, _TimelineDelegate(self))

    @property
    def colour(self) -> str:
        """The colour of the plan's rank."""
        rank = lookups.choice(self._bridge.snapshot, self._plan).rank or Rank.STRATEGIC
        return theme.tokens().rank(rank)

    def refresh(self) -> None:
        self.period = period_of(self.rows(), lookups.roadmap(self._bridge.snapshot))
        super().refresh()
        self.model.repaint_column(TIMELINE)  # one date can change the period of all
        self.view.horizontalHeader().viewport().update()


class _TimelineDelegate(QStyledItemDelegate):
    def __init__(self, table: ActionTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        action = index.data(ROW_ROLE)
        start, end = self._table.period
        scene = timeline_bar(
            action,
            start,
            end,
            (box.width() - 12) / scenes.scale(),
            (box.height() - 8) / scenes.scale(),
            self._table.colour,
        )
        scenes.paint_scene(painter, scene, QPointF(box.left() + 6, box.top() + 4))


class _TimelineHeader(QHeaderView):
    """The usual header, with the time axis over the last column."""

    def __init__(self, table: ActionTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(32))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        super().paintSection(painter, rect, logical_index)
        if self._table.model.columns[logical_index].field == TIMELINE:
            start, end = self._table.period
            scenes.paint_scene(
                painter,
                timeline_axis(start, end, (rect.width() - 12) / scenes.scale(), theme.px(28) / scenes.scale()),
                QPointF(rect.left() + 6, rect.top() + 2),
            )


def _column(bridge: Bridge, table: type[SheetRow], field: str, kind: kinds.Kind = kinds.TEXT, **look: Any) -> Column:
    """Return the column of a field of an entity, editable."""

    def read(one: Any) -> Any:
        return getattr(one, field)

    def write(one: Any, value: Any) -> ChangeSet:
        return sheets.edit(bridge.snapshot, one, typing=not kind.options, **{field: value})

    name = field_label(table, field)
    return Column(field, name[0].upper() + name[1:], read, write, kind, **look)


def _action_columns(bridge: Bridge) -> Sequence[Column]:
    return (
        _column(bridge, Action, "title", width=200, stretch=True),
        _column(bridge, Action, "owner", width=110),
        _column(bridge, Action, "milestone", kinds.FLAG, width=50),
        _column(bridge, Action, "start", kinds.DATE, width=90),
        _column(bridge, Action, "end", kinds.DATE, width=90),
        Column(TIMELINE, "", _when, width=250),
    )


def _when(action: Action) -> str:
    return timeline_bar(action, *period_of([action], Roadmap()), 100, 10, "#000000").label


def _partner_columns(bridge: Bridge) -> Sequence[Column]:
    return (
        _column(bridge, Partner, "name", width=220, stretch=True),
        _column(bridge, Partner, "kind", kinds.one_of(PartnerKind), width=160),
        _column(bridge, Partner, "role", width=240, stretch=True),
        _column(bridge, Partner, "contact", width=160),
    )


def _funding_columns(bridge: Bridge) -> Sequence[Column]:
    return (
        _column(bridge, FundingLine, "source", kinds.one_of(FundingSource), width=130),
        _column(bridge, FundingLine, "detail", width=200, stretch=True),
        _column(bridge, FundingLine, "year", kinds.YEAR, width=80),
        _column(bridge, FundingLine, "asked", kinds.EUROS, width=150),
        _column(bridge, FundingLine, "obtained", kinds.EUROS, width=150),
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
        _column(bridge, Indicator, "name", width=190, stretch=True),
        _column(bridge, Indicator, "unit", width=90),
        _column(bridge, Indicator, "baseline_year", kinds.YEAR, width=136),
        _column(bridge, Indicator, "baseline", kinds.DECIMAL, width=136),
        *(_target_column(bridge, year) for year in indicator_years(bridge.snapshot)),
    )


def _target_column(bridge: Bridge, year: int) -> Column:
    def read(one: Indicator) -> Decimal | None:
        return next((target.value for target in one.targets if target.year == year), None)

    def write(one: Indicator, value: Decimal | None) -> ChangeSet:
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
