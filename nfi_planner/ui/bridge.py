"""Between the editor and the window: Qt signals, and known errors said instead of raised."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nfi_planner.models import rules
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.entity import Entity
from nfi_planner.models.errors import KnownError
from nfi_planner.models.rules import Review, Where
from nfi_planner.models.snapshot import Snapshot

if TYPE_CHECKING:
    from nfi_planner.services.editor import Editor
    from nfi_planner.services.pasting import Rehearsal


class Bridge(QObject):
    """The open document for the window: what it holds, what changes, what is refused."""

    changed = Signal(object)  # the ChangeSet just written
    done = Signal(object)  # the same, once everyone has followed, when it was done rather than undone or done again
    refused = Signal(object)  # the KnownError that kept an act from being written
    navigate = Signal(object)  # a Where to go to

    def __init__(self, editor: "Editor", today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._today = today
        self.saved_at: datetime | None = None
        self._frozen = False
        self._rehearsal: Rehearsal | None = None
        self.last_act = ChangeSet("", ())
        self._review: Review | None = None
        editor.listen(self._on_change)

    @property
    def today(self) -> date:
        """The day the document is looked at."""
        return self._today()

    @property
    def snapshot(self) -> Snapshot:
        """The document at this moment."""
        return self._rehearsal.snapshot if self._rehearsal else self.editor.snapshot

    @property
    def review(self) -> Review:
        """What the validation says of the document, worked out when it is first asked for."""
        if self._review is None:
            self._review = rules.review(self.editor.snapshot, self.today)
        return self._review

    def do(self, act: ChangeSet) -> bool:
        """Write an act; return False when it was refused: ``refused`` tells why."""
        if self._rehearsal:
            self._rehearsal.do(act)
            return True
        written = self._guarded(lambda: self.editor.do(act))
        if written and act:
            self.done.emit(act)
        return written

    def do_together(self, steps: Callable[[], object], label: Callable[[ChangeSet], str]) -> bool:
        """Write all the acts that the steps do as one, under a label made from it; return False when it was refused.

        While they run, ``snapshot`` is the document as they leave it; nothing is written, and nobody is told.
        """
        from nfi_planner.services.pasting import Rehearsal

        self._rehearsal = rehearsal = Rehearsal(self.editor.snapshot)
        try:
            steps()
        finally:
            self._rehearsal = None
        return self.do(rehearsal.act(label))

    def run(self, action: Callable[[], object]) -> bool:
        """Write what is no act that can be undone; return False when it was refused."""
        return self._guarded(action)

    def undo(self) -> bool:
        """Take the last act back; return False when it was refused."""
        return self._guarded(self.editor.undo)

    def redo(self) -> bool:
        """Do again what was undone last; return False when it was refused."""
        return self._guarded(self.editor.redo)

    def move_to(self, editor: "Editor") -> None:
        """Go on with another file that holds the same document; what was refused is tried again there."""
        self.editor.close()
        self.editor = editor
        editor.listen(self._on_change)
        self._on_change(editor.snapshot, ChangeSet("", ()))

    def check_again(self) -> None:
        """Run the rules again: the day may have changed."""
        self._review = None

    def go(self, table: type[Entity], row_id: str, field: str = "") -> None:
        """Ask the window to show a spot."""
        self.navigate.emit(Where(table.TABLE, row_id, field))

    def freeze(self) -> None:
        """Refuse every act from now on: after a bug nothing may be written."""
        self._frozen = True

    def _guarded(self, action: Callable[[], object]) -> bool:
        if self._frozen:
            self.refused.emit(
                KnownError("Après une erreur du programme, plus rien n’est enregistré.", "Rouvrez le document.")
            )
            return False
        try:
            action()
        except KnownError as error:
            self.refused.emit(error)
            return False
        return True

    def _on_change(self, snapshot: Snapshot, act: ChangeSet) -> None:
        del snapshot  # it is the editor's
        self.saved_at = datetime.now().astimezone()
        self.last_act = act
        self._review = None
        self.changed.emit(act)
