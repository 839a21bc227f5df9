"""The first steps, across the top of the page until they are dismissed; the document itself ticks them."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import PLANS_PER_RANK, Rank
from nfi_planner.models.rules import Review, Severity, Where
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import settings
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.widgets.parts import Line, button, label, row, set_role

_SHEET_CODES = {"S01", "S02", "S03", "S04"}
_WANTED = PLANS_PER_RANK * len(Rank)
_ROOM = 1000  # narrower than this, one step is shown, and its sentence below
_DONE = "Les quatre étapes sont faites. « Premiers pas », dans le menu Aide, ramène ce bandeau."


@dataclass(frozen=True, slots=True)
class Step:
    """A first step: what to do and with which keys, how far it is, and the command or the spot that leads there."""

    name: str  # in a word or two
    title: str
    sentence: str
    count: str
    done: bool
    command: str
    where: Where | None = None


def first_steps(snapshot: Snapshot, review: Review, *, exported: bool) -> tuple[Step, ...]:
    """Return the four steps as the document stands."""
    chosen = lookups.chosen(snapshot)
    all_chosen = all(len(lookups.ranked(snapshot, rank)) == PLANS_PER_RANK for rank in Rank)
    leads = [lookups.lead(snapshot, choice.id) for choice in chosen]
    named = sum(1 for lead in leads if lead and lead.full_name)
    lacking = [finding.target for finding in review.findings if finding.code in _SHEET_CODES]
    filled = len(chosen) - len({where.id for where in lacking})
    blocking = len(review.of(Severity.BLOCKING))
    return (
        Step(
            "Choix",
            "Choisissez dix plans",
            "Sur un plan, tapez 1 ou & pour le rang 1, 2 ou é pour le rang 2 ; il en faut cinq de chaque.",
            f"{len(chosen)}/{_WANTED}",
            all_chosen,
            "page_choices",
        ),
        Step(
            "Chefs de projet",
            "Nommez les chefs de projet",
            "Un dirigeant de PME par plan : Entrée ouvre une cellule, Tab passe à la suivante.",
            f"{named}/{_WANTED}",
            all_chosen and named == len(chosen),
            "page_leads",
        ),
        Step(
            "Fiches",
            "Remplissez les fiches",
            "Objectifs, actions, budget, indicateurs : Ctrl+Page suiv. change de partie, Alt+→ change de fiche.",
            f"{filled}/{_WANTED}",
            all_chosen and not lacking,
            "page_sheets",
            lacking[0] if lacking else None,
        ),
        Step(
            "Export",
            "Contrôlez et exportez",
            "F8 mène d’un constat à l’autre, jusqu’à ce que plus rien ne soit bloquant."
            if blocking
            else "Rien n’est bloquant : Ctrl+E écrit le PDF et le classeur.",
            plural(blocking, "bloquant") if blocking else "",
            exported and not blocking,
            "next_finding" if blocking else "export",
        ),
    )


class Guide(QFrame):
    """Four steps in a strip; ``asked`` tells which one the user wants to go to, ``closed`` that it is put away."""

    asked = Signal(object)  # a Step
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guide")
        self.setAccessibleName("Premiers pas")
        self.setMinimumWidth(1)  # it shows less rather than widening the window
        self.steps: tuple[Step, ...] = ()
        self._document: tuple[Snapshot, Review] | None = None
        self._exported = False
        self._buttons: list[QPushButton] = []
        self.hide()

    def _make(self) -> None:
        """Make what the strip shows, when it is first shown: most users have dismissed it."""
        self._buttons = [button("", quiet=True) for _ in self.steps]
        for place, one in enumerate(self._buttons):
            one.clicked.connect(partial(self._go, place))
        self._sentence = Line(role="muted")
        never, close = button("Ne plus afficher", quiet=True), button("Fermer", quiet=True)
        never.clicked.connect(self._never_again)
        close.clicked.connect(self._close)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(22, 1, 12, 1)
        self._layout.setVerticalSpacing(0)
        self._layout.addLayout(row(label("Premiers pas", "heading"), *self._buttons, spacing=2), 0, 0)
        self._layout.addLayout(row(never, close, spacing=2), 0, 2)
        self._layout.setColumnStretch(1, 1)

    # -- showing ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin with another document: show the steps unless they were dismissed for good."""
        self._exported = False
        self._count()
        if settings.load().guided:
            self.hide()
        else:
            self.open()

    def open(self) -> None:
        """Show the steps."""
        if not self._buttons:
            self._make()
        self.show()
        self._show_steps()

    def follow(self, snapshot: Snapshot, review: Review) -> None:
        """Show how far the document is."""
        self._document = snapshot, review
        self._count()

    def note_export(self) -> None:
        """Take note that the document was exported."""
        self._exported = True
        self._count()

    def _count(self) -> None:
        before = self.steps
        if self._document is not None:
            self.steps = first_steps(*self._document, exported=self._exported)
        if self.steps != before and not self.isHidden():
            self._show_steps()

    @property
    def current(self) -> int:
        """The place of the first step that isn't done; the last one when all are."""
        return next((place for place, step in enumerate(self.steps) if not step.done), len(self.steps) - 1)

    def _show_steps(self) -> None:
        for place, (step, shown) in enumerate(zip(self.steps, self._buttons, strict=True)):
            ahead = place == self.current and not step.done
            words = f"{'✓' if step.done else place + 1}  {step.title if ahead else step.name}"
            shown.setText(typeset(f"{words}  {step.count}" if ahead and step.count else words))
            state = "fait" if step.done else step.count.replace("/", " sur ") or "à faire"
            shown.setAccessibleName(typeset(f"Étape {place + 1} sur {len(self.steps)} : {step.title}, {state}"))
            shown.setAccessibleDescription(typeset(step.sentence))
            shown.setToolTip(typeset(f"{step.title}\n{step.sentence}"))
            set_role(shown, "current", str(ahead))
        done = all(step.done for step in self.steps)
        self._sentence.setText(typeset(_DONE if done else self.steps[self.current].sentence))
        self.setFocusProxy(self._buttons[self.current])
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, show the current step alone, and what to do below it."""
        wide = self.width() >= theme.px(_ROOM)
        self._layout.addWidget(self._sentence, *((0, 1) if wide else (1, 0, 1, 3)))
        for place, shown in enumerate(self._buttons):
            shown.setVisible(wide or place == self.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._buttons:
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scale."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._buttons:
            self._fit()

    # -- acting ----------------------------------------------------------------------------------------------------

    def _go(self, place: int) -> None:
        self.asked.emit(self.steps[place])

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _never_again(self) -> None:
        settings.change(guided=True)
        self._close()
