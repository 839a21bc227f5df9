"""« Budget »: who is asked for how much and when, in tables of totals; below them the lines they are made of."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QPushButton, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from nfi_planner.models import figures, lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.figures import TOTAL, MatrixRow, Measure
from nfi_planner.models.roadmap import Choice, FundingLine, FundingSource
from nfi_planner.models.rules import Where
from nfi_planner.services.settings import Left
from nfi_planner.support.french import NBSP, euros, plural, typeset
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.budget.lines import LinesTable
from nfi_planner.ui.pages.budget.matrix import (
    EVERY_YEAR,
    MEASURES,
    NAME,
    VIEWS,
    MatrixModel,
    MatrixTable,
    Year,
    head_name,
    of_year,
)
from nfi_planner.ui.pages.budget.summary import Summary
from nfi_planner.ui.pages.page import Page
from nfi_planner.ui.rows import ROW_ROLE
from nfi_planner.ui.widgets.forms import column
from nfi_planner.ui.widgets.parts import Remark, card_layout, chip, label, row
from nfi_planner.ui.widgets.tables import RowTable


class BudgetPage(Page):
    """The bar, one table of totals at a time, and the lines."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._measure: Measure = "asked"
        self._total = label("", "muted")
        self._summary = Summary()
        self.lines = LinesTable(bridge)
        self.matrices = [self._make_matrix(view.title, MatrixModel(bridge, view, self)) for view in VIEWS]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 22, 0)
        layout.setSpacing(2)
        layout.addWidget(label("Budget", "title"))
        layout.addWidget(self._total)
        layout.addSpacing(6)
        layout.addWidget(column(self._summary, self._make_matrices(), self.lines), 1)
        self._show_view(0)

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_matrix(self, title: str, model: MatrixModel) -> RowTable:
        made = MatrixTable(model, f"Budget {title.lower()}")
        made.asked.connect(self._on_asked)
        model.problem.connect(self._show_problem)
        return made

    def _make_matrices(self) -> QWidget:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)  # a chosen tab is bold, and wider than it says
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tabs.setAccessibleName("Tableaux du budget")
        for view in VIEWS:
            self.tabs.addTab(view.title)
        self.tabs.currentChanged.connect(self._show_view)
        self.switch = QButtonGroup(self)
        self._chips = {measure: self._chip(measure, text) for measure, text in MEASURES.items()}
        several = QButtonGroup(self)
        several.setExclusive(False)
        self._whole = chip("Toutes les sources", several)
        self._whole.setToolTip("Montrer aussi celles qui n’ont pas de ligne : y saisir un montant en ajoute une")
        self._whole.toggled.connect(self._show_whole)
        self._problem = Remark("error")
        frame = QFrame()
        layout = card_layout(frame)
        layout.addLayout(row(self.tabs, self._make_years(), self._whole, *self._chips.values()))
        for table in self.matrices:
            layout.addWidget(table)
        layout.addWidget(self._problem)
        return frame

    def _make_years(self) -> QComboBox:
        self.years = QComboBox()
        self.years.setAccessibleName("Année des montants")
        self.years.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.years.activated.connect(self._on_year)
        return self.years

    def _chip(self, measure: Measure, text: str) -> QPushButton:
        made = chip(text, self.switch, down=measure == self._measure)
        made.setAccessibleName(f"Montants : {text.lower()}")
        made.clicked.connect(partial(self._show_measure, measure))
        return made

    # -- showing ---------------------------------------------------------------------------------------------------

    @property
    def matrix(self) -> RowTable:
        """The shown table of totals."""
        return self.matrices[self.tabs.currentIndex()]

    def refresh(self) -> None:
        """Show the document as it is now."""
        self._refresh_years()
        lines = figures.chosen_funding(self._bridge.snapshot)
        asked, obtained = figures.asked(lines), figures.obtained(lines)
        rate = figures.percent(obtained, asked)
        share = f", soit {rate}{NBSP}%" if rate is not None else ""
        plans = plural(len(lookups.chosen(self._bridge.snapshot)), "plan choisi", "plans choisis")
        year = _model(self.matrix).year
        for_all = "" if year == EVERY_YEAR else ", toutes années confondues"
        amounts = f"demandé : {euros(asked)} · obtenu : {euros(obtained)}{share}"
        self._total.setText(typeset(f"Pour {plans}{for_all} — {amounts}"))
        self._summary.show_lines(of_year(lines, year), self._measure, "" if year == EVERY_YEAR else _when(year))
        _model(self.matrix).refresh()
        unused = set(FundingSource) - set(figures.funding_sources(figures.chosen_lines(self._bridge.snapshot)))
        self._whole.setVisible(bool(unused) and _model(self.matrix).view.column == "source")
        self.lines.refresh()

    def _refresh_years(self) -> None:
        """Offer the years there are, where the columns aren't years."""
        model = _model(self.matrix)
        self.years.setVisible(model.view.column != "year")
        snapshot = self._bridge.snapshot
        years: list[Year] = [EVERY_YEAR, *figures.funding_years(snapshot, figures.chosen_lines(snapshot))]
        if years != [self.years.itemData(place) for place in range(self.years.count())]:
            self.years.clear()
            for year in years:
                self.years.addItem(head_name(year), year)
        by_source = _model(self.matrices[0])
        if by_source.year not in years:  # its last line is gone, and the period is another
            by_source.show_year(EVERY_YEAR)
        self.years.setCurrentIndex(years.index(by_source.year))

    def _on_year(self, place: int) -> None:
        self.matrix.commit_editor()
        _model(self.matrices[0]).show_year(self.years.itemData(place))
        self.refresh()

    def _show_view(self, place: int) -> None:
        for table in self.matrices:
            table.setVisible(table is self.matrices[place])
        self.work = self.matrix
        _model(self.matrix).show_measure(self._measure)
        self.refresh()
        _model(self.matrix).say_problems()

    def _show_measure(self, measure: Measure) -> None:
        self._measure = measure
        _model(self.matrix).show_measure(measure)
        self.refresh()

    def _show_whole(self, whole: bool) -> None:  # noqa: FBT001 - Qt's own
        for table in self.matrices:
            _model(table).whole = whole
        self.refresh()

    def _show_problem(self, sentence: str) -> None:
        if self.sender() is self.matrix.rows_model:
            self._problem.say(sentence)

    def left(self) -> Left:
        """Return which table is shown, which amounts, and whether of all sources."""
        return {"table": self.tabs.currentIndex(), "measure": self._measure, "whole": self._whole.isChecked()}

    def place(self) -> Left:
        """Return the year of the amounts, as its words: periods differ."""
        return {"budget_year": head_name(_model(self.matrices[0]).year)}

    def restore(self, kept: Left) -> None:
        """Show the table, the amounts and the year there were."""
        table, year = kept.get("table"), self.years.findText(str(kept.get("budget_year")))
        if type(table) is int and 0 <= table < len(VIEWS):
            self.tabs.setCurrentIndex(table)
        self._whole.setChecked(kept.get("whole") is True)
        for measure, one in self._chips.items():
            if kept.get("measure") == measure:
                one.setChecked(True)
                self._show_measure(measure)
        if year >= 0:
            self._on_year(year)

    # -- doing -----------------------------------------------------------------------------------------------------

    def go(self, where: Where) -> None:
        """Put the cursor in a line; without one, in the table of totals."""
        if where.table == FundingLine.TABLE and where.id:
            self.lines.view.show_cell(where.id, where.field)
        else:
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def command(self, name: str) -> None:
        """Open the sheet of the plan the cursor is on, in the lines or in the table of totals."""
        if name != "open_sheet":
            return
        if self.lines.view.hasFocus():
            for line in self.lines.view.selected_rows()[:1]:
                assert isinstance(line, FundingLine)
                self._bridge.go(FundingLine, line.id, "source")
        elif (row := self.matrix.currentIndex().data(ROW_ROLE)) is not None:
            self._on_asked(row, NAME)

    def _on_asked(self, asked: Any, field: str) -> None:
        """Enter where nothing can be typed: on a plan's name its sheet, else the lines the amount is made of."""
        model = _model(self.matrix)
        assert isinstance(asked, MatrixRow)
        if field == NAME and asked.id != TOTAL and model.view.row == "choice_id":
            self._bridge.go(Choice, asked.id, FundingLine.TABLE)
            return
        lines = model.lines_behind(asked, field)
        measure = field if field in MEASURES else self._measure
        self.lines.show_lines(lines, measure)
        if not lines:
            self.announced.emit("Aucune ligne")

    def shows(self, act: ChangeSet) -> bool:
        """Return whether the lines and totals show what an act changed."""
        rows = [change.after if change.after is not None else change.before for change in act.changes]
        chosen = {choice.id for choice in lookups.chosen(self._bridge.snapshot)}
        return all(isinstance(one, FundingLine) and one.choice_id in chosen for one in rows)

    def waiting(self) -> list[str]:
        """Return the page's name for each row with a cell that isn't in the document."""
        return ["Budget"] * (self.lines.waiting() + sum(_model(table).waiting() for table in self.matrices))

    def try_again(self) -> None:
        """Write what was refused before."""
        for model in (self.lines.model, *(table.rows_model for table in self.matrices)):
            model.try_again()


def _when(year: Year) -> str:
    return "sans année" if year is None else f"en {year}"


def _model(table: RowTable) -> MatrixModel:
    model = table.rows_model
    assert isinstance(model, MatrixModel)
    return model
