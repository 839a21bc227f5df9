"""« Fiches de plan »: one plan's sheet, in five parts."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout

from nfi_planner.models import catalogue, figures, lookups, progress
from nfi_planner.models.roadmap import SHEET_TABLES, Action, Choice, FundingLine, Indicator, Lead, Partner
from nfi_planner.models.rules import Where
from nfi_planner.services import sheets
from nfi_planner.services.settings import Left
from nfi_planner.support.french import euros, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.page import Page
from nfi_planner.ui.pages.sheets.lead import LeadPart
from nfi_planner.ui.pages.sheets.tables import COLUMNS, ActionTable, SheetTable, indicator_years
from nfi_planner.ui.pages.sheets.texts import TextPart
from nfi_planner.ui.widgets.forms import column
from nfi_planner.ui.widgets.key_button import KeyButton
from nfi_planner.ui.widgets.parts import bring_to_top, label, row, set_role

_TAB_OF = {  # the places of ``progress.PARTS``
    Choice.TABLE: 0,
    Lead.TABLE: 1,
    Action.TABLE: 1,
    Partner.TABLE: 2,
    FundingLine.TABLE: 3,
    Indicator.TABLE: 4,
}


class SheetsPage(Page):
    """The sheet of one plan at a time."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.plan = ""
        self._texts, self._lead = TextPart(bridge), LeadPart(bridge)
        self.tables: dict[str, SheetTable] = {
            Action.TABLE: ActionTable(bridge),
            Partner.TABLE: SheetTable(bridge, Partner, "Partenaires", "Ajouter un partenaire"),
            FundingLine.TABLE: SheetTable(bridge, FundingLine, "Plan de financement", "Ajouter une ligne"),
            Indicator.TABLE: SheetTable(bridge, Indicator, "Indicateurs", "Ajouter un indicateur"),
        }
        self._years = indicator_years(bridge.snapshot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 22, 0)
        layout.setSpacing(4)
        self._make_header(layout)
        self.tabs = _Tabs()
        self._missing = label("", "muted", wrap=True)
        policy = self._missing.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._missing.setSizePolicy(policy)  # nothing moves when the last thing is entered
        self._stack = QStackedWidget()
        self._stack.addWidget(column(self._texts))
        self._stack.addWidget(column(self._lead, self.tables[Action.TABLE], self._lead.company_card))
        for table in (Partner, FundingLine, Indicator):
            self._stack.addWidget(column(self.tables[table.TABLE]))
        self.tabs.currentChanged.connect(self._show_part)
        self._lead.announced.connect(self.announced)
        for one in self.tables.values():
            one.announced.connect(self.announced)
        layout.addWidget(self.tabs)
        layout.addWidget(self._missing)
        layout.addWidget(self._stack, 1)
        self.refresh()

    def _make_header(self, layout: QVBoxLayout) -> None:
        self._place = label("", "muted")
        self._title = _Title()
        self._family = label("", "tag")
        self._family.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._picker = QComboBox()
        self._picker.setAccessibleName("Aller à la fiche d’un plan choisi")
        self._picker.setPlaceholderText("Aller à une fiche…")
        self._picker.activated.connect(self._on_picked)
        self._before = KeyButton("Fiche précédente", "previous_sheet")
        self._after = KeyButton("Suivante", "next_sheet")
        self._before.clicked.connect(self.previous)
        self._after.clicked.connect(self.next)
        layout.addLayout(row(self._place, None, self._picker))
        layout.addLayout(row(self._title, self._family, None, self._before, self._after))

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_plan(self, plan: str) -> None:
        """Show the sheet of a plan."""
        if plan != self.plan:
            self.plan = plan
            self._texts.show_plan(plan)
            self._lead.show_plan(plan)
            for table in self.tables.values():
                table.show_plan(plan)
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now; without a plan, the first chosen one."""
        snapshot = self._bridge.snapshot
        if not self.plan:
            first = next(iter(lookups.chosen(snapshot)), None)
            self.show_plan(first.id if first else str(catalogue.pickable_plans()[0].number))
            return
        self._refresh_header()
        if self._years != indicator_years(snapshot):
            self._years = indicator_years(snapshot)
            indicators = self.tables[Indicator.TABLE]
            indicators.model.set_columns(COLUMNS[Indicator](self._bridge))
            indicators.view.apply_widths()
        self._texts.refresh()
        self._lead.refresh()
        self._aim()
        for table in self.tables.values():
            table.refresh()
        lines = snapshot.children(FundingLine, self.plan)
        obtained = figures.obtained(lines)
        words = f"demandé : {euros(figures.asked(lines))}" + (f" ; obtenu : {euros(obtained)}" if obtained else "")
        self.tables[FundingLine.TABLE].total.setText(typeset(words))

    def _refresh_header(self) -> None:
        snapshot = self._bridge.snapshot
        choice = lookups.choice(snapshot, self.plan)
        if choice.rank:
            position = [c.id for c in lookups.ranked(snapshot, choice.rank)].index(choice.id) + 1
            place = f"{choice.rank.label.capitalize()} · position {position}"
        else:
            place = f"Plan {choice.status.label}"
        parts = progress.parts(snapshot, self.plan)
        self._place.setText(typeset(place))
        set_role(self._place, "rank", str(choice.rank.value) if choice.rank else "0")
        self._title.setText(f"{choice.plan.number} · {choice.plan.title}")
        self._family.setText(catalogue.short_family(choice.plan.family))
        self.tabs.show_progress(parts)
        self._say_missing()
        self._fill_picker()
        before, after = lookups.siblings(snapshot, self.plan)
        self._before.setEnabled(before is not None)
        self._after.setEnabled(after is not None)

    def _fill_picker(self) -> None:
        """Name the chosen plans; an open list of the same plans stays as it is."""
        snapshot, picker = self._bridge.snapshot, self._picker
        chosen = lookups.chosen(snapshot)
        if [one.id for one in chosen] != [picker.itemData(place) for place in range(picker.count())]:
            picker.clear()
            for one in chosen:
                picker.addItem("", one.id)
        for place, one in enumerate(chosen):
            words = progress.sheet(snapshot, one.id).words
            picker.setItemText(place, typeset(f"{one.plan.numbered_title} — {words}"))
        picker.setCurrentIndex(picker.findData(self.plan))

    def _say_missing(self) -> None:
        """Say what the shown part lacks."""
        part = self.tabs.progress[self.tabs.currentIndex()]
        self._missing.setText(typeset(part.sentence))
        self._missing.setVisible(not part.complete)

    def go(self, where: Where) -> None:
        """Put the cursor in a spot of a sheet."""
        self.tabs.setCurrentIndex(_TAB_OF[where.table])
        if where.table == Choice.TABLE:
            self.show_plan(where.id)
            if where.field in self.tables:  # « Ajouter » une première ligne
                self.tabs.setCurrentIndex(_TAB_OF[where.field])
                self._focus_table(where.field, "", "title" if where.field == Action.TABLE else "")
            else:
                self._texts.focus(where.field)
        elif where.table == Lead.TABLE:
            self.show_plan(where.id)
            self._lead.focus(where.field)
        else:
            plan = next(
                (r.choice_id for t in SHEET_TABLES for r in self._bridge.snapshot.all(t) if r.id == where.id), ""
            )
            if plan:
                self.show_plan(plan)
                self._focus_table(where.table, where.id, where.field)

    def _focus_table(self, table: str, row: str, field: str) -> None:
        """Put the cursor in a table, with as much of it in sight as there is room for."""
        self.tables[table].focus(row, field)
        bring_to_top(self.tables[table], self.tables[table].view)

    def _show_part(self, place: int) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._stack.isAncestorOf(focused):
            self.tabs.setFocus()  # else Qt would give the keyboard to the first button of the next part
        self._stack.setCurrentIndex(place)
        self._aim()
        self._say_missing()

    def _aim(self) -> None:
        """Whoever comes to the page begins with the first thing the shown part is for."""
        tables = [self.tables[table.TABLE].view for table in (Partner, FundingLine, Indicator)]
        self.work = (self._texts.first(), self._lead.fields["first_name"], *tables)[self.tabs.currentIndex()]

    def place(self) -> Left:
        """Return the shown sheet and its part."""
        return {"plan": self.plan, "part": self.tabs.currentIndex()}

    def restore(self, kept: Left) -> None:
        """Show the sheet and the part one was at."""
        if kept.get("plan") in {str(plan.number) for plan in catalogue.pickable_plans()}:
            self.show_plan(str(kept["plan"]))
        part = kept.get("part")
        if type(part) is int and 0 <= part < self.tabs.count():
            self.tabs.setCurrentIndex(part)

    def waiting(self) -> list[str]:
        """Return the names of the fields and tables with something that isn't in the document."""
        names = self._texts.form.waiting() + self._lead.form.waiting()
        return names + [name for table in self.tables.values() for name in table.waiting()]

    def try_again(self) -> None:
        """Write what was refused before."""
        for form in (self._texts.form, self._lead.form):
            form.try_again()
        for table in self.tables.values():
            table.model.try_again()

    def command(self, name: str) -> None:
        """Do a command on the shown sheet."""
        match name:
            case "clear_sheet":
                self._bridge.do(sheets.clear_sheet(self._bridge.snapshot, self.plan))
            case "previous_sheet":
                self.previous()
            case "next_sheet":
                self.next()
            case "previous_part" | "next_part":
                step = 1 if name == "next_part" else -1
                self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
            case _:
                pass

    def previous(self) -> None:
        """Show the sheet before this one."""
        self._step(0)

    def next(self) -> None:
        """Show the sheet after this one."""
        self._step(1)

    def _step(self, side: int) -> None:
        neighbour = lookups.siblings(self._bridge.snapshot, self.plan)[side]
        if neighbour is not None:
            self.show_plan(neighbour.id)

    def _on_picked(self, place: int) -> None:
        self.show_plan(str(self._picker.itemData(place)))


class _Title(QLabel):
    """A plan's title on one line, on more where there is no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "title")

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())


class _Tabs(QTabBar):
    """The parts of a sheet on a line as wide as the page, each with how complete it is."""

    def __init__(self) -> None:
        super().__init__()
        self.progress: tuple[progress.Progress, ...] = ()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setAccessibleName("Parties de la fiche")
        for name in progress.PARTS:
            self.addTab(name)

    def show_progress(self, parts: tuple[progress.Progress, ...]) -> None:
        """Say beside each name how complete the part is."""
        if parts == self.progress:
            return
        self.progress = parts
        for place, part in enumerate(parts):
            self.setTabText(place, f"{part.name}  {part.mark}")
            self.setTabToolTip(place, typeset(part.sentence))
            self.setAccessibleTabName(place, part.spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.tokens().control_line))
        painter.end()
        super().paintEvent(event)
