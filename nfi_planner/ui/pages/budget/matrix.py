"""The budget in tables of totals: plans or sources by sources or years. One line behind a cell can be typed there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from nfi_planner.models import figures, lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.figures import TOTAL, MatrixRow, Measure
from nfi_planner.models.roadmap import FundingLine, FundingSource
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.bars import Part, compared_bar
from nfi_planner.services import budget
from nfi_planner.support.french import NBSP, plural
from nfi_planner.ui import kinds, theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.rows import ROW_ROLE, Column, Index, Key, Rejected, RowModel
from nfi_planner.ui.widgets import scenes
from nfi_planner.ui.widgets.cells import CellDelegate
from nfi_planner.ui.widgets.frozen import FrozenTable

LOOKS = {source: look for look, source in enumerate(FundingSource)}  # the same as in the PDF
_SOURCES = {source.value: source for source in FundingSource}
MEASURES: dict[Measure, str] = {"asked": "Demandé", "obtained": "Obtenu"}
NAME, SHARE = "name", "share"
EVERY_YEAR = "every"
Year = int | str | None  # ``EVERY_YEAR``, or the one the lines are of; None for lines without one
_NAME = 108  # the least width of the names
_PADDING = 20  # beside an amount, in pixels: one that is cut short would lie
_BESIDE, _ABOVE = 20, 8  # beside a name, and above and below it
_NUMBER, _LEAST_BAR = 50, 40  # the room of a share beside its bar, and the shortest one worth drawing
_MARGIN, _THICK = 6, 8  # of a bar


@dataclass(frozen=True, slots=True)
class View:
    """What a table has in its rows and columns, by the fields of a funding line."""

    title: str
    head: str
    row: str
    column: str


VIEWS = (
    View("Par plan", "Plan", "choice_id", "source"),
    View("Par source", "Source", "source", "year"),
    View("Par année", "Plan", "choice_id", "year"),
)


class MatrixModel(RowModel):
    """The model of one view: amounts asked or obtained, of every year or of one."""

    def __init__(self, bridge: Bridge, view: View, parent: QObject) -> None:
        super().__init__((), bridge, parent)
        self.view = view
        self.measure: Measure = "asked"
        self.year: Year = EVERY_YEAR
        self._kept: dict[tuple[Measure, Year], dict[Key, Rejected]] = {("asked", EVERY_YEAR): self.rejected}
        self._heads: tuple[Any, ...] = ()
        self.whole = False  # whether sources without a line have a column too
        self.bars: dict[str, tuple[int, int]] = {}  # of each row its amount, and the largest one of all
        self.refresh()

    def show_measure(self, measure: Measure) -> None:
        """Show the other amounts."""
        if measure != self.measure:
            self.measure = measure
            self._show_rejected()
            self._measure_bars()
            self.set_columns(self._columns(self.rows))
            self.say_problems()

    def show_year(self, year: Year) -> None:
        """Show the lines of one year, or of every one."""
        if year != self.year:
            self.year = year
            self._show_rejected()
            self.refresh()
            self.repaint()
            self.say_problems()

    def _show_rejected(self) -> None:
        self.rejected = self._kept.setdefault((self.measure, self.year), {})

    def every_rejected(self) -> Sequence[dict[Key, Rejected]]:
        return tuple(self._kept.values())

    def try_again(self) -> None:
        """Write what was refused before, of the amounts and the years that aren't shown too."""
        for (measure, year), kept in list(self._kept.items()):
            if kept is self.rejected:
                super().try_again()
            elif any(one.refused for one in kept.values()):
                self._write_beside(measure, year, kept)

    def _write_beside(self, measure: Measure, year: Year, kept: dict[Key, Rejected]) -> None:
        """Write what was refused in a table of its own: the shown one, in which one may be typing, stays as it is."""
        beside = MatrixModel(self.bridge, self.view, self)
        beside.whole = True
        beside.show_measure(measure)
        beside.show_year(year)
        beside.rejected = kept
        RowModel.try_again(beside)
        beside.deleteLater()

    def in_document(self, row_id: str) -> bool:
        keys = self._row_keys(figures.chosen_lines(self.bridge.snapshot))
        return row_id in {getattr(key, "value", key) for key in keys}

    def refresh(self) -> None:
        """Show the document as it is now."""
        lines = figures.chosen_lines(self.bridge.snapshot)
        whole = self.whole and self.view.column == "source"
        self._heads = tuple(FundingSource) if whole else heads_of(self.bridge.snapshot, lines, self.view.column)
        rows = figures.matrix(of_year(lines, self.year), self.view.row, self.view.column, self._row_keys(lines))
        columns = self._columns(rows)
        if [(c.field, c.width) for c in columns] != [(c.field, c.width) for c in self.columns]:
            self.set_columns(columns)
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self._replace(rows)
            self.forget_gone()
        else:
            self.sync(rows)
            self._measure_bars()
            self.repaint_column(SHARE)

    def _replace(self, rows: Sequence[MatrixRow]) -> None:
        """Show rows in the place of the present ones; only the cells that look otherwise are painted again."""
        if list(rows) == self.rows:
            return
        before, shares = list(self.rows), self._shares()
        self.rows[:] = rows
        self._measure_bars()
        for place, (old, new, was, share) in enumerate(zip(before, rows, shares, self._shares(), strict=True)):
            for at, column in enumerate(self.columns):
                same = was == share if column.field == SHARE else old == new or column.read(old) == column.read(new)
                if not same:
                    self.dataChanged.emit(self.index(place, at), self.index(place, at))

    def _shares(self) -> list[tuple[int | None, float]]:
        """What is painted in the last column: the figures, and how long the bars are beside the longest."""
        whole = figures.amount(self.rows[-1].lines, self.measure) or 0
        bars = [self.bars.get(row.id, (whole, 0)) for row in self.rows]
        return [(figures.percent(amount, whole), amount / largest if largest else 0.0) for amount, largest in bars]

    def _row_keys(self, lines: Sequence[FundingLine]) -> Sequence[Any]:
        if self.view.row == "source":
            return figures.funding_sources(lines)
        return [choice.id for choice in lookups.chosen(self.bridge.snapshot)]

    # -- columns ---------------------------------------------------------------------------------------------------

    def _columns(self, rows: Sequence[MatrixRow]) -> Sequence[Column]:
        """The columns, each as wide as its total; the first one as the longest word of its names, which are wrapped."""
        amounts = [self._amount(head) for head in self._heads]
        totals = [self._total(measure) for measure in MEASURES]
        glued = (self._name(row).replace(" · ", f"{NBSP}·{NBSP}") for row in rows)  # no number alone on its line
        words = (word for name in glued for word in name.split(" "))
        least = max(_NAME, max(map(_width, words)) + _PADDING)
        name = Column(NAME, self.view.head, self._name, width=least, stretch=True, hint=self._name_hint)
        total = rows[-1]
        share = Column(SHARE, "Part", self._share, kind=_PERCENT, width=60, stretch=True)
        return (name, *(_fitted(column, total) for column in (*amounts, *totals)), share)

    def _name(self, row: MatrixRow) -> str:
        return row_name(self.bridge.snapshot, self.view, row.id)

    def _name_hint(self, row: MatrixRow) -> str:
        """The whole title of a plan: the cell has the short one."""
        if self.view.row != "choice_id" or row.id == TOTAL:
            return ""
        plan = lookups.choice(self.bridge.snapshot, row.id).plan
        return f"Plan {plan.number}, {plan.title}. Entrée ouvre la fiche"

    def _amount(self, head: Any) -> Column:
        def behind(row: MatrixRow) -> tuple[FundingLine, ...]:
            return row.cells.get(head, ())

        def read(row: MatrixRow) -> int | None:
            return figures.amount(behind(row), self.measure)

        def write(row: MatrixRow, value: int | None) -> ChangeSet:
            spot = {self.view.row: row.id, self.view.column: head} | self._of_year
            return budget.set_amount(self.bridge.snapshot, behind(row), self.measure, value, **spot)

        def locked(row: MatrixRow) -> str:
            lines = len(behind(row))
            if row.id == TOTAL or lines > 1:
                return (
                    f"{plural(lines, 'ligne')} : Entrée y va, dans le tableau des lignes" if lines else "Aucune ligne"
                )
            return "Aucune ligne : ajoutez-la dans le tableau des lignes" if not lines and self._planless else ""

        def hint(row: MatrixRow) -> str:
            return "" if behind(row) else f"Saisir un montant ajoute une ligne : {self._fresh(row, head)}"

        field = f"{self.view.column}-{head}"
        return Column(field, head_name(head), read, write, kinds.EUROS, locked=locked, hint=hint)

    @property
    def _of_year(self) -> dict[str, Any]:
        """What a new line has because lines of one year are shown."""
        return {} if self.year == EVERY_YEAR else {"year": self.year}

    @property
    def _planless(self) -> bool:
        """Whether a cell says no plan, so that no line can be made there."""
        return self.view.row != "choice_id"

    def _fresh(self, row: MatrixRow, head: Any) -> str:
        line = budget.new_line(self.bridge.snapshot, row.id, **self._of_year | {self.view.column: head})
        return ", ".join((line.source.label, head_name(line.year)))

    def _total(self, measure: Measure) -> Column:
        def read(row: MatrixRow) -> int | None:
            return figures.amount(row.lines, measure)

        def hint(row: MatrixRow) -> str:
            return f"{plural(len(row.lines), 'ligne')} : Entrée y va" if row.lines else ""

        return Column(measure, MEASURES[measure], read, kind=kinds.EUROS, hint=hint)

    def _share(self, row: MatrixRow) -> int | None:
        whole = figures.amount(self.rows[-1].lines, self.measure) or 0
        return figures.percent(figures.amount(row.lines, self.measure) or 0, whole)

    def lines_behind(self, row: MatrixRow, field: str) -> tuple[FundingLine, ...]:
        """Return the lines a cell sums up."""
        heads = {f"{self.view.column}-{head}": head for head in self._heads}
        return row.cells.get(heads[field], ()) if field in heads else row.lines

    def _measure_bars(self) -> None:
        amounts = {row.id: figures.amount(row.lines, self.measure) or 0 for row in self.rows if row.id != TOTAL}
        largest = max(amounts.values(), default=0)
        self.bars = {row_id: (amount, largest) for row_id, amount in amounts.items()}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.FontRole and index.isValid() and self.rows[index.row()].id == TOTAL:
            return theme.font(bold=True)
        return super().data(index, role)


def _fitted(column: Column, total: MatrixRow) -> Column:
    texts = (column.header, column.kind.show(column.read(total)))
    return replace(column, width=max(map(_width, texts)) + _PADDING, measured=True)


@lru_cache(maxsize=1024)
def _width(text: str) -> int:
    """How wide a text is in bold, in pixels of 100 %: the columns are measured after every act."""
    return QFontMetrics(theme.drawn_font(bold=True)).horizontalAdvance(text)


@lru_cache(maxsize=1024)
def _wrapped_height(text: str, room: int) -> int:
    """How high a text is when it is wrapped to a width, in pixels of 100 %. Qt's own guess forgets the padding."""
    metrics = QFontMetrics(theme.drawn_font())
    return metrics.boundingRect(QRect(0, 0, room, 1_000), int(Qt.TextFlag.TextWordWrap), text).height()


def heads_of(snapshot: Snapshot, lines: Sequence[FundingLine], column: str) -> tuple[Any, ...]:
    """Return what heads the columns: sources or years."""
    return figures.funding_sources(lines) if column == "source" else figures.funding_years(snapshot, lines)


def of_year(lines: Sequence[FundingLine], year: Year) -> Sequence[FundingLine]:
    """Return the lines of a year, or all of them."""
    return lines if year == EVERY_YEAR else [line for line in lines if line.year == year]


def head_name(head: FundingSource | Year) -> str:
    """Return the words of a column, or of a choice of years."""
    if isinstance(head, FundingSource):
        return head.label
    if head == EVERY_YEAR:
        return "Toutes les années"
    return "Sans année" if head is None else str(head)


def row_name(snapshot: Snapshot, view: View, key: str) -> str:
    """Return the words of a row."""
    if key == TOTAL:
        return "Total"
    return _SOURCES[key].label if view.row == "source" else plan_name(snapshot, key)


def plan_name(snapshot: Snapshot, plan: str) -> str:
    """Return ``"18 · Chimie verte"``."""
    return lookups.choice(snapshot, plan).plan.numbered_title


def parts(lines: Sequence[FundingLine], measure: Measure) -> list[Part]:
    """Return the amounts by source, as a bar shows them."""
    groups: dict[FundingSource, list[FundingLine]] = {}
    for line in lines:
        groups.setdefault(line.source, []).append(line)
    used = (source for source in FundingSource if source in groups)
    return [Part(source.label, figures.amount(groups[source], measure) or 0, LOOKS[source]) for source in used]


def _shown_percent(value: int | None) -> str:
    return "" if value is None else f"{value}{NBSP}%"


_PERCENT = kinds.Kind(_shown_percent, str, right=True)


class MatrixTable(FrozenTable):
    """A table of totals; a name that needs two lines has them, an amount is never cut."""

    def __init__(self, model: MatrixModel, name: str) -> None:
        super().__init__(model, name)
        self.setItemDelegate(MatrixDelegate(self))
        self.setWordWrap(True)
        for signal in (model.rowsInserted, model.rowsMoved):
            signal.connect(self.apply_widths)
        self.apply_widths()

    def apply_widths(self) -> None:
        super().apply_widths()
        room = int(self.columnWidth(0) / theme.scale()) - _BESIDE
        names = [str(self.rows_model.index(place, 0).data()) for place in range(len(self.rows_model.rows))]
        for place, name in enumerate(names):
            height = theme.px(_wrapped_height(name, room) + _ABOVE)
            self.setRowHeight(place, max(self.verticalHeader().defaultSectionSize(), height))
        self.updateGeometry()


class MatrixDelegate(CellDelegate):
    """Cells, with a bar beside the share, or instead of it where there is no room for both."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, row = index.model(), index.data(ROW_ROLE)
        if not isinstance(model, MatrixModel) or model.columns[index.column()].field != SHARE or row.id == TOTAL:
            super().paint(painter, option, index)
            return
        box: QRect = option.rect
        beside = theme.px(_NUMBER) if box.width() >= theme.px(_NUMBER + _LEAST_BAR) else theme.px(_MARGIN)
        if beside > theme.px(_MARGIN):
            super().paint(painter, option, index)
        else:
            self._paint_ground(painter, option, index)
        left, top = box.left() + theme.px(_MARGIN), box.top() + (box.height() - theme.px(_THICK)) / 2
        width = (box.right() - beside - left) / scenes.scale()
        value, largest = model.bars[row.id]
        bar = compared_bar(value, largest, width, theme.px(_THICK) / scenes.scale())
        scenes.paint_scene(painter, bar, QPointF(left, top))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell without its figure, for which there is no room."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        widget: QWidget = bare.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, widget)
