"""« Choix des plans »: the catalogue on the left, the two ranks beside it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nfi_planner.models import catalogue, lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.roadmap import PLANS_PER_RANK, Choice, Lead, Rank, Status
from nfi_planner.models.rules import Where
from nfi_planner.services import choosing, sheets
from nfi_planner.services.settings import Left
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.choices import models
from nfi_planner.ui.pages.choices.card import PlanCard
from nfi_planner.ui.pages.choices.delegates import ROW_HEIGHT, CardDelegate, CatalogueDelegate
from nfi_planner.ui.pages.choices.models import PlanFilter, PlanListModel, PlanRow
from nfi_planner.ui.pages.choices.view import PlanView
from nfi_planner.ui.pages.page import Page
from nfi_planner.ui.rows import ROW_ROLE
from nfi_planner.ui.widgets.parts import Line, card, chip, label, row, set_role
from nfi_planner.ui.widgets.program_keys import keep_program_keys

_STATUSES = {
    "rank_1": Status.STRATEGIC,
    "rank_2": Status.REGIONAL,
    "study": Status.STUDIED,
    "take_out": Status.NOT_KEPT,
}


_WORDS = "Cinq plans de rang 1 et cinq de rang 2 parmi 33 ; l’« Usine du futur » est portée par toutes les régions."


class ChoicesPage(Page):
    """The page; the card of the plan one looks at stands below the findings."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._catalogue = PlanListModel(self)
        self._filter = PlanFilter(self)
        self._filter.setSourceModel(self._catalogue)
        self._ranks = {rank: PlanListModel(self) for rank in Rank}
        self._views: list[PlanView] = []
        self._counts: dict[Rank, QLabel] = {}
        self.card = self.below = PlanCard(bridge)
        self.card.asked.connect(self.command)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 22, 8)
        layout.setSpacing(2)
        title = label("Choix des plans", "title")
        title.setToolTip(typeset(_WORDS))
        title.setAccessibleDescription(typeset(_WORDS))
        self._words = label(_WORDS, "muted", wrap=True)
        layout.addWidget(title)
        layout.addWidget(self._words)
        columns = row(self._make_catalogue(), *(self._make_rank(rank) for rank in Rank), spacing=14)
        columns.setStretch(0, 10)
        columns.setStretch(1, 8)
        columns.setStretch(2, 8)
        layout.addSpacing(6)
        layout.addLayout(columns, 1)
        self.refresh()
        self._last_view = self._views[0]
        self._views[0].setCurrentIndex(self._filter.index(0, 0))
        self.work = self._views[0]

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_catalogue(self) -> QFrame:
        frame, layout = card()
        layout.setContentsMargins(12, 8, 12, 4)
        layout.setSpacing(4)
        self._available = label("", "muted")
        layout.addLayout(row(label("Les 33 plans", "heading"), None, self._available))
        self.filter_line = QLineEdit()
        self.filter_line.setPlaceholderText("Titre, mot-clé, description, responsable…")
        self.filter_line.setAccessibleName("Filtrer les plans")
        self.filter_line.setClearButtonEnabled(True)
        keep_program_keys(self.filter_line)
        self.filter_line.textChanged.connect(self._on_filter)
        self.filter_line.installEventFilter(self)
        layout.addWidget(self.filter_line)
        layout.addLayout(self._make_chips())
        view = self._make_view("Les 33 plans", self._filter, ordered=False)
        view.setItemDelegate(CatalogueDelegate(view))
        view.dropped.connect(self._take_out)
        layout.addWidget(view, 1)
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where all 33 rows are in sight without the words below the title, and not with them, these go."""
        super().resizeEvent(event)
        view, words = self._views[0], self._words.heightForWidth(self.width())
        around = self.height() - view.height() - (0 if self._words.isHidden() else words)
        spare = self.height() - around - theme.px(ROW_HEIGHT) * self._catalogue.rowCount()
        self._words.setVisible(not 0 <= spare < words)

    def _on_filter(self, text: str) -> None:
        self._filter.set_words(text)
        found = self._filter.rowCount()
        words = plural(found, "plan trouvé", "plans trouvés") if text.strip() else ""
        self._available.setText(words or models.available(self._bridge.snapshot))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter, ↓ and Enter go to the list, Escape clears."""
        if (
            watched is not self.filter_line
            or not isinstance(event, QKeyEvent)
            or event.type() is not QEvent.Type.KeyPress
        ):
            return super().eventFilter(watched, event)
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._views[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self._views[0].setCurrentIndex(self._filter.index(0, 0))
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.filter_line.clear()
            return True
        return False

    def _make_chips(self) -> QHBoxLayout:
        self._chips = QButtonGroup(self)
        families = catalogue.families()
        shown: list[QWidget] = [self._chip("Tous", "")]
        shown += [self._chip(models.family_count(family), family) for family in families[:3]]
        self._more = self._chip("", "")
        menu = QMenu(self._more)
        for family in families[3:]:
            menu.addAction(models.family_count(family)).triggered.connect(partial(self._show_more, family))
        self._more.setMenu(menu)
        self._name_more("")
        return row(*shown, self._more, None, spacing=5)

    def _chip(self, text: str, family: str) -> QPushButton:
        made = chip(text, self._chips, down=text == "Tous")
        made.setProperty("family", family)
        made.clicked.connect(partial(self._show_family, family))
        return made

    def _show_family(self, family: str, checked: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        del checked
        self._name_more("")
        self._filter.set_family(family)

    def _show_more(self, family: str) -> None:
        self._more.setChecked(True)
        self._name_more(family)
        self._filter.set_family(family)

    def _name_more(self, family: str) -> None:
        """Write on the last chip which of the other families is shown, or how many there are."""
        rest = len(catalogue.families()) - 3
        self._more.setText(models.family_count(family) if family else f"+ {rest}")
        self._more.setAccessibleName(
            f"Autres familles : {catalogue.short_family(family)}" if family else "Autres familles"
        )

    def _make_rank(self, rank: Rank) -> QFrame:
        frame, layout = card(rank)
        name = {Rank.STRATEGIC: "Rang 1 — stratégiques", Rank.REGIONAL: "Rang 2 — régionales"}[rank]
        heading, count = label(name, "heading"), label("", "heading")
        for one in (heading, count):
            one.setProperty("rank", rank.value)
        self._counts[rank] = count
        layout.addLayout(row(heading, None, count))
        hint = {
            Rank.STRATEGIC: "Glisser pour classer, ou Alt+↑↓",
            Rank.REGIONAL: "Complète la stratégie régionale",
        }[rank]
        layout.addWidget(Line(hint, "small"))
        view = self._make_view(f"{rank.label.capitalize()}, {rank.meaning}", self._ranks[rank], ordered=True)
        view.setItemDelegate(CardDelegate(rank))
        view.itemDelegate().setParent(view)
        view.dropped.connect(partial(self._place, rank))
        layout.addWidget(view, 1)
        return frame

    def _make_view(self, name: str, model: PlanListModel | PlanFilter, *, ordered: bool) -> PlanView:
        view = PlanView(name, ordered=ordered)
        view.setModel(model)
        view.asked.connect(self.command)
        view.entered.connect(partial(self._on_entered, view))
        view.selectionModel().currentChanged.connect(self._on_current)
        self._views.append(view)
        return view

    # -- acts ------------------------------------------------------------------------------------------------------

    def command(self, name: str) -> None:
        """Do a command on the selected plans."""
        view = self._active_view()
        plans = view.plans()
        if not plans:
            return
        if name == "open_sheet":
            self._bridge.go(
                Choice,
                plans[0],
                "motive" if lookups.choice(self._bridge.snapshot, plans[0]).rank else "reason_not_kept",
            )
        elif name == "clear_sheet":
            self._do(sheets.clear_sheet(self._bridge.snapshot, *plans))
        elif name in _STATUSES:
            self._do(choosing.set_status(self._bridge.snapshot, plans, _STATUSES[name]))
        else:
            self._do(choosing.move(self._bridge.snapshot, plans, -1 if name == "move_up" else 1))
            self._select(view, plans)

    def _active_view(self) -> PlanView:
        return next((view for view in self._views if view.hasFocus()), self._last_view)

    def _do(self, act: ChangeSet) -> None:
        if self._bridge.do(act):
            counts = (len(lookups.ranked(self._bridge.snapshot, rank)) for rank in Rank)
            first, second = counts
            self.announced.emit(typeset(f"{act.label} : {first} sur 5 au rang 1, {second} sur 5 au rang 2."))

    def _place(self, rank: Rank, plans: list[str], index: int) -> None:
        self._do(choosing.place(self._bridge.snapshot, plans, rank, index))
        self._select(self._views[rank.value], plans)

    def _take_out(self, plans: list[str], index: int) -> None:
        del index
        self._do(choosing.set_status(self._bridge.snapshot, plans, Status.NOT_KEPT))
        self._select(self._views[0], plans)

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the document as it is now."""
        snapshot = self._bridge.snapshot
        self.card.refresh()
        self._catalogue.sync(models.catalogue_rows(snapshot))
        self._on_filter(self.filter_line.text())
        for rank, model in self._ranks.items():
            model.sync(models.rank_rows(snapshot, rank))
            count = len(lookups.ranked(snapshot, rank))
            self._counts[rank].setText(f"{count}/{PLANS_PER_RANK}")
            set_role(self._counts[rank], "over", "true" if count > PLANS_PER_RANK else "false")
            self._counts[rank].setAccessibleName(typeset(f"{rank.label} : {count} plans sur {PLANS_PER_RANK}"))

    def go(self, where: Where) -> None:
        """Show a spot: a rank that is short of a plan is filled from the catalogue."""
        if where.table == Lead.TABLE or where.id:
            self.show_plan(where.id)
            return
        self._show_all()
        view = self._views[0]
        over = [r for r in Rank if len(lookups.ranked(self._bridge.snapshot, r)) > PLANS_PER_RANK]
        if over and where.field == over[0].name.lower():
            view = self._views[over[0].value]
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_all(self) -> None:
        """Take the filters off."""
        self.filter_line.clear()
        self._chips.buttons()[0].setChecked(True)
        self._show_family("")

    def show_plan(self, plan: str) -> None:
        """Put the cursor on a plan of the catalogue."""
        self._show_all()
        self._select(self._views[0], [plan])
        self._views[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _select(self, view: PlanView, plans: Sequence[str]) -> None:
        """Select plans where they stand, with the cursor on the first."""
        flags = QItemSelectionModel.SelectionFlag
        chosen = view.selectionModel()
        chosen.clearSelection()
        places = (view.model().index(place, 0) for place in range(view.model().rowCount()))
        for index in [place for place in places if place.data(ROW_ROLE).id in plans][::-1]:
            chosen.setCurrentIndex(index, flags.Select)
            view.scrollTo(index)

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        view = next((v for v in self._views if v.selectionModel() is self.sender()), self._views[0])
        self._last_view = view
        one = current.data(ROW_ROLE)
        if isinstance(one, PlanRow) and one.choice:
            self.card.show_plan(one.id)

    def _on_entered(self, view: PlanView) -> None:
        """Describe the plan the keys act on now."""
        self._last_view = view
        if plans := view.plans():
            self.card.show_plan(plans[0])

    def left(self) -> Left:
        """Return the family that alone is shown."""
        return {"family": self._filter.family}

    def restore(self, kept: Left) -> None:
        """Show the family that was shown."""
        family, families = kept.get("family"), catalogue.families()
        if family in families[3:]:
            self._show_more(str(family))
        for one in self._chips.buttons():
            if family in families[:3] and one.property("family") == family:
                one.click()

    def waiting(self) -> list[str]:
        """Return the names of the reasons whose text isn't in the document."""
        return [field.title for field in self.card.reasons.values() if field.waiting()]

    def try_again(self) -> None:
        """Write what was refused before."""
        for field in self.card.reasons.values():
            field.try_again()
