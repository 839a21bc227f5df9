"""« Calendrier »: the actions and milestones of the chosen plans on one time line."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QPushButton, QSizePolicy, QVBoxLayout

from nfi_planner.models import lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.roadmap import Action
from nfi_planner.models.rules import Where
from nfi_planner.pictures.timeline import period_words
from nfi_planner.services import calendar
from nfi_planner.services.settings import Left
from nfi_planner.support.french import long_date, typeset
from nfi_planner.ui.actions import BY_NAME
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.calendar.rows import BY_MONTH, BY_PLAN, Wish, count, rows
from nfi_planner.ui.pages.calendar.saving import calendar_file
from nfi_planner.ui.pages.calendar.view import CalendarModel, CalendarView
from nfi_planner.ui.pages.page import Page
from nfi_planner.ui.widgets.parts import Line, Remark, button, card, chip, label, row
from nfi_planner.ui.widgets.timeline import TIMELINE, Timeline
from nfi_planner.ui.widgets.timeline_edit import TimelineEditor
from nfi_planner.ui.widgets.writing import WritingLine

_ALL = "Tous les plans choisis"
_HINT = f"Entrée modifie la case · {BY_NAME['open_sheet'].shortcut} ouvre la fiche · sur la barre, ← → la déplacent"


class CalendarPage(Page):
    """The page. What is shown, and how, stays as long as the document is open."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._wish = Wish()
        self._timeline = Timeline(bridge)
        self.model = CalendarModel(bridge, self._wish.by, self)
        self.view = CalendarView(self.model, self._timeline)
        self.view.opened.connect(self._open_sheet)
        editor = TimelineEditor(self.view, self.model, self._timeline, bridge)
        editor.announced.connect(self.announced)
        self._period, self.summary = label("", "tag"), Line(role="muted")
        self._period.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.said = WritingLine("muted")
        self.said.announced.connect(self.announced)
        self.problem = Remark("error")
        self.model.problem.connect(self.problem.say)
        save = button("Exporter (.ics)…")
        save.setToolTip("Un fichier que lisent Outlook, Thunderbird et les téléphones")
        save.clicked.connect(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 22, 8)
        layout.setSpacing(4)
        layout.addLayout(row(label("Calendrier", "title"), self._period, None, save))
        layout.addWidget(self.summary)
        layout.addWidget(self.said)
        layout.addSpacing(4)
        frame, inside = card()
        inside.addLayout(row(*self._make_switch(), None, self._make_milestones(), self._make_plans()))
        inside.addWidget(self.view, 1)
        self.empty = label("", "muted", wrap=True)
        inside.addWidget(self.empty)
        inside.addWidget(self.problem)
        inside.addWidget(Line(_HINT, "muted"))
        layout.addWidget(frame, 1)
        self.work = self.view
        self.refresh()
        self.view.first()

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_switch(self) -> list[QPushButton]:
        group = QButtonGroup(self)
        self.chips: dict[str, QPushButton] = {}
        for by, text in ((BY_PLAN, "Par plan"), (BY_MONTH, "Par mois")):
            self.chips[by] = chip(text, group, down=by == self._wish.by)
            self.chips[by].clicked.connect(partial(self._show_by, by))
        return list(self.chips.values())

    def _make_milestones(self) -> QCheckBox:
        self.milestones = QCheckBox("Jalons seulement")
        self.milestones.toggled.connect(self._show_milestones)
        return self.milestones

    def _make_plans(self) -> QComboBox:
        self.plans = QComboBox()
        self.plans.setAccessibleName("Plan montré")
        self.plans.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.plans.activated.connect(self._show_one)
        return self.plans

    # -- what is shown ---------------------------------------------------------------------------------------------

    def _show_by(self, by: str, checked: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        del checked
        if by == self._wish.by:
            return
        self.view.commit_editor()
        here, field = self.view.current_row(), self.view.current_field()
        self._wish = replace(self._wish, by=by)
        snapshot = self._bridge.snapshot
        self.model.show_as(by, rows(snapshot, calendar.actions(snapshot), self._wish))
        self.view.fit_columns()
        index = self.model.find(here.id, field) if here else self.model.index(-1, -1)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        else:
            self.view.first()

    def _show_milestones(self, only: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._wish = replace(self._wish, milestones=only)
        self.refresh()

    def _show_one(self, place: int) -> None:
        self._wish = replace(self._wish, plan=str(self.plans.itemData(place)))
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        snapshot = self._bridge.snapshot
        self._refresh_plans()
        every = tuple(calendar.actions(snapshot))
        if self._timeline.fit(every):
            self.model.repaint_column(TIMELINE)
            self.view.horizontalHeader().viewport().update()
        shown = rows(snapshot, every, self._wish)
        self.model.sync(shown)
        self._period.setText(period_words(self._timeline.period))
        self._period.setAccessibleName(f"Période : {self._period.text()}")
        found = [one for one in shown if isinstance(one, Action)]
        self.summary.setText(typeset(f"{count(found) or 'Aucune action'} · {self._today()}"))
        self.empty.setText("" if found else self._nothing(any_plan=bool(lookups.chosen(snapshot))))
        self.empty.setVisible(not found)

    def _refresh_plans(self) -> None:
        chosen = lookups.chosen(self._bridge.snapshot)
        wanted = [(_ALL, ""), *((choice.plan.numbered_title, choice.id) for choice in chosen)]
        if wanted != [(self.plans.itemText(i), self.plans.itemData(i)) for i in range(self.plans.count())]:
            self.plans.clear()
            for text, plan in wanted:
                self.plans.addItem(text, plan)
        place = self.plans.findData(self._wish.plan)
        if place < 0:  # it isn't chosen any more
            self._wish, place = replace(self._wish, plan=""), 0
        self.plans.setCurrentIndex(place)

    def _today(self) -> str:
        """The day in words, and where its line is beside what is drawn."""
        today, (first, last) = self._timeline.today, self._timeline.period
        day = f"aujourd’hui ({long_date(today)})"
        if today < first:
            return f"le calendrier commence après {day}"
        return f"le calendrier finit avant {day}" if today > last else f"le trait vertical est {day}"

    def _nothing(self, *, any_plan: bool) -> str:
        if not any_plan:
            return "Aucun plan n’est encore choisi : le calendrier montre les actions des plans choisis."
        what = "Aucun jalon" if self._wish.milestones else "Aucune action"
        return f"{what} : les actions et les jalons se saisissent dans la fiche de chaque plan."

    # -- the window's questions ------------------------------------------------------------------------------------

    def go(self, where: Where) -> None:
        """Put the cursor on an action."""
        if where.id:
            self.view.show_cell(where.id, where.field)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def shows(self, act: ChangeSet) -> bool:
        """The page shows the fields of every action it lists."""
        return all(self.model.find(change.id, "title").isValid() for change in act.changes)

    def left(self) -> Left:
        """Return in what order, and what kind of rows."""
        return {"by": self._wish.by, "milestones": self._wish.milestones}

    def place(self) -> Left:
        """Return the plan that alone is shown."""
        return {"calendar_plan": self._wish.plan}

    def restore(self, kept: Left) -> None:
        """Show what was shown; the plan may no longer be chosen."""
        by = str(kept.get("by"))
        if by in self.chips:
            self.chips[by].setChecked(True)
            self._show_by(by)
        self.milestones.setChecked(kept.get("milestones") is True)
        self._wish = replace(self._wish, plan=str(kept.get("calendar_plan", "")))
        self.refresh()

    def command(self, name: str) -> None:
        """Write the calendar, or open the sheet of the action the cursor is on."""
        if name == "ics":
            self._save()
        elif name == "open_sheet":
            self.view.open_current()

    def waiting(self) -> list[str]:
        """Return the page's name for each action with a cell that isn't in the document."""
        return ["Calendrier"] * self.model.waiting()

    def try_again(self) -> None:
        """Write what was refused before."""
        self.model.try_again()

    # -- acts ------------------------------------------------------------------------------------------------------

    def _open_sheet(self, action: Action) -> None:
        self._bridge.go(Action, action.id, "title")

    def _save(self) -> None:
        work = calendar_file(self, self._bridge.snapshot, self._bridge.editor.path)
        if work is not None:
            self.said.write(work)
