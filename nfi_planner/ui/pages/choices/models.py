"""The plans as lists: the catalogue, and the two ranked columns. One sentence a row for a screen reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from nfi_planner.models import catalogue, lookups, sme
from nfi_planner.models.roadmap import PLANS_PER_RANK, Choice, Company, Lead, Rank
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import fold, plural, typeset
from nfi_planner.ui.pages.choices.dragging import MIME, carry
from nfi_planner.ui.rows import ROW_ROLE, Index, Role
from nfi_planner.ui.syncing import sync_rows
from nfi_planner.ui.tips import plain


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list: what was decided, and who leads it. Without a choice it is a free place."""

    id: str
    choice: Choice | None = None
    position: int = 0
    lead: Lead | None = None
    company: Company | None = None

    @property
    def lead_name(self) -> str:
        """Who leads it; empty when nobody is named."""
        return self.lead.full_name if self.lead else ""

    @property
    def firm_figures(self) -> str:
        """The size and headcount of the lead's firm: « PME 84 sal. »."""
        if self.company is None:
            return ""
        size = sme.size(self.company)
        people = "" if self.company.headcount is None else f"{self.company.headcount} sal."
        return " ".join(part for part in (size.label if size else "", people) if part)

    @property
    def firm(self) -> str:
        """The lead's firm with its figures: « Ardenn’Robotic · PME 38 sal. »."""
        name = self.company.name if self.company else ""
        return typeset(" · ".join(part for part in (name, self.firm_figures) if part))

    @property
    def fits(self) -> bool:
        """Whether the firm may lead, as far as is known."""
        return self.company is None or sme.is_sme(self.company) is not False

    def described(self) -> str:
        """What there may be no room for: the whole title, the lead, the firm and its figures."""
        assert self.choice is not None
        firm = self.company.name if self.company else ""
        parts = (self.lead_name, firm, self.firm_figures)
        return "\n".join((self.choice.plan.title, " · ".join(part for part in parts if part))).strip()

    def sentence(self) -> str:
        """The row as a screen reader says it."""
        if self.choice is None:
            return "Place libre : déposez un plan."
        plan = self.choice.plan
        parts = [f"Plan {plan.number}", plan.title, self.choice.status.label]
        if self.position:
            parts.append(f"position {self.position}")
            parts.append(f"chef de projet {self.lead_name}" if self.lead_name else "chef de projet à nommer")
        return typeset(", ".join(parts))


def catalogue_rows(snapshot: Snapshot) -> list[PlanRow]:
    """Return the 33 plans by number."""
    places = {c.id: i for rank in Rank for i, c in enumerate(lookups.ranked(snapshot, rank), 1)}
    return [_row(snapshot, choice, places.get(choice.id, 0)) for choice in lookups.choices(snapshot)]


def rank_rows(snapshot: Snapshot, rank: Rank) -> list[PlanRow]:
    """Return the plans of a rank in order, then its free places."""
    rows = [_row(snapshot, choice, i) for i, choice in enumerate(lookups.ranked(snapshot, rank), 1)]
    return rows + [PlanRow(f"free-{i}") for i in range(len(rows), PLANS_PER_RANK)]


def _row(snapshot: Snapshot, choice: Choice, position: int) -> PlanRow:
    lead = lookups.lead(snapshot, choice.id)
    return PlanRow(choice.id, choice, position, lead, lookups.lead_company(snapshot, lead))


class PlanListModel(QAbstractListModel):
    """A list of plans that can be dragged."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[PlanRow] = []

    def sync(self, rows: Sequence[PlanRow]) -> None:
        """Show these rows."""
        sync_rows(self, self.rows, rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Role.AccessibleTextRole:
            return row.sentence()
        if role == Role.DisplayRole:
            return row.choice.plan.short_title if row.choice else "Déposer un plan"
        if role == Role.ToolTipRole and row.choice:
            return plain(row.described())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if self.rows[index.row()].choice is None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ordered = sorted(indexes, key=QModelIndex.row)
        return carry([self.rows[i.row()].id for i in ordered if self.rows[i.row()].choice])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


class PlanFilter(QSortFilterProxyModel):
    """The catalogue under a filter: words anywhere in the plan, accents and case ignored, and one family."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.family = ""  # the one that is kept; "" is all

    def set_words(self, text: str) -> None:
        """Keep the plans that hold each of these words."""
        self.beginFilterChange()
        self._words = fold(text).split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def set_family(self, family: str) -> None:
        """Keep one family; "" keeps all."""
        self.beginFilterChange()
        self.family = family
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row: PlanRow = self.sourceModel().index(source_row, 0, source_parent).data(ROW_ROLE)
        plan = row.choice.plan if row.choice else None
        if plan is None or (self.family and plan.family != self.family):
            return False
        return all(word in _searched(plan.number) for word in self._words)


def _searched(number: int) -> str:
    return catalogue.plan(number).search_text


def available(snapshot: Snapshot) -> str:
    """Return « 26 disponibles »: how many plans are in no rank."""
    return plural(sum(1 for choice in lookups.choices(snapshot) if choice.rank is None), "disponible")


def family_count(family: str) -> str:
    """Return « Énergie 4 »."""
    count = sum(1 for plan in catalogue.pickable_plans() if plan.family == family)
    return f"{catalogue.short_family(family)} {count}"
