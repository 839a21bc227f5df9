"""What to print: which document, for whom, and which parts of the roadmap."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout, QWidget

from nfi_planner.models import lookups
from nfi_planner.models.prints import USUAL_PARTS, Edition, Part, Print, PrintOrder
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.widgets.parts import button, label, row, scrolled

_MEANINGS = {
    Edition.SUBMISSION: "Les données de la feuille de route sont jointes au fichier (PDF/A-3).",
    Edition.ARCHIVE: "Sans pièce jointe, pour être conservé (PDF/A-2).",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is nothing to print, and what to do."""

    sentence: str


class OrderPanel(QFrame):
    """The column on the right; ``changed`` is emitted at every change of what is to be printed."""

    changed = Signal()

    def __init__(self, snapshot: Snapshot, parts: frozenset[Part], plan: str = "") -> None:
        super().__init__()
        self.setObjectName("findings")
        theme.fix_size(self, width=252)
        self.what = _choice(Print)
        self.plan = QComboBox()
        self.plan.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for choice in lookups.chosen(snapshot):
            self.plan.addItem(typeset(f"{choice.id} — {choice.plan.short_title}"), int(choice.id))
        self.plan.setCurrentIndex(max(0, self.plan.findData(int(plan) if plan else None)))
        self.edition = _choice(Edition)
        self._meaning = label("", "small", wrap=True)
        self.boxes = {part: QCheckBox(typeset(part.label)) for part in Part}
        for part, box in self.boxes.items():
            box.setChecked(part in parts)
            box.toggled.connect(self._on_change)
        for one in (self.what, self.plan, self.edition):
            one.currentIndexChanged.connect(self._on_change)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(4)
        layout.addWidget(label("À imprimer", "heading"))
        layout.addSpacing(4)
        layout.addWidget(_named("&Document", self.what))
        layout.addWidget(self.what)
        self._plan_name = _named("Pl&an", self.plan)
        layout.addWidget(self._plan_name)
        layout.addWidget(self.plan)
        layout.addSpacing(6)
        self._edition_name = _named("Éditi&on", self.edition)
        layout.addWidget(self._edition_name)
        layout.addWidget(self.edition)
        layout.addWidget(self._meaning)
        layout.addSpacing(8)
        layout.addWidget(self._make_parts())
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def _make_parts(self) -> QWidget:
        self._parts = QWidget()
        self._parts.setAccessibleName("Parties de la feuille de route")
        layout = QVBoxLayout(self._parts)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.all, self.usual = button("Tout"), button("Usuel")
        for one, name, chosen in (
            (self.all, "Cocher toutes les parties", frozenset(Part)),
            (self.usual, "Cocher les parties usuelles", USUAL_PARTS),
        ):
            one.setProperty("chip", "true")
            one.setAccessibleName(name)
            one.setToolTip(name)
            one.clicked.connect(lambda _checked, parts=chosen: self._tick(parts))
        layout.addLayout(row(label("Parties", "field"), None, self.all, self.usual, spacing=6))
        layout.addSpacing(4)
        for box in self.boxes.values():
            layout.addWidget(box)
        return self._parts

    def order(self) -> PrintOrder | Refusal:
        """Return what is to be printed, or why it can't be."""
        what, plan = self._what, self.plan.currentData()
        parts = self.parts()
        if what is Print.SHEET and plan is None:
            return Refusal("Aucun plan n’est choisi : il n’y a pas encore de fiche à imprimer.")
        if what is Print.ROADMAP and not parts:
            return Refusal("Aucune partie n’est cochée. Cochez au moins une partie.")
        return PrintOrder(what, self._edition, parts or USUAL_PARTS, plan if what is Print.SHEET else None)

    @property
    def _what(self) -> Print:
        return list(Print)[self.what.currentIndex()]

    @property
    def _edition(self) -> Edition:
        """Only the roadmap carries data: of anything else there is one edition."""
        return list(Edition)[self.edition.currentIndex()] if self._what is Print.ROADMAP else Edition.ARCHIVE

    def parts(self) -> frozenset[Part]:
        """Return the parts that are ticked."""
        return frozenset(part for part, box in self.boxes.items() if box.isChecked())

    def _tick(self, parts: frozenset[Part]) -> None:
        for part, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(part in parts)
        self._on_change()

    def _on_change(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for one in (self._plan_name, self.plan):
            one.setVisible(self._what is Print.SHEET)
        self.plan.setEnabled(self.plan.count() > 0)
        for part in (self._edition_name, self.edition, self._meaning, self._parts):
            part.setVisible(self._what is Print.ROADMAP)
        self._meaning.setText(typeset(_MEANINGS[self._edition]))


def _choice(options: Iterable[Print] | Iterable[Edition]) -> QComboBox:
    made = QComboBox()
    for option in options:
        made.addItem(typeset(option.label))
    return made


def _named(name: str, control: QWidget) -> QWidget:
    made = label(name, "field")
    made.setBuddy(control)
    control.setAccessibleName(name.replace("&", ""))
    return made
