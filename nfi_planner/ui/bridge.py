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


class Bridge(QObject):
    """The open document for the window: what it holds, what changes, what is refused."""

    changed = Signal(object)  # the ChangeSet just written
    refused = Signal(object)  # the KnownError that kept an act from being written
    navigate = Signal(object)  # a Where to go to

    def __init__(self, editor: "Editor", today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.today = today
        self.saved_at: datetime | None = None
        self._frozen = False
        self.review: Review = rules.review(editor.snapshot, today)
        editor.listen(self._on_change)

    @property
    def snapshot(self) -> Snapshot:
        """The document at this moment."""
        return self.editor.snapshot

    def do(self, act: ChangeSet) -> bool:
        """Write an act; return whether it was written. A known error is told by ``refused``."""
        return self._guarded(lambda: self.editor.do(act))

    def undo(self) -> None:
        """Take the last act back."""
        self._guarded(self.editor.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._guarded(self.editor.redo)

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
            return bool(action())
        except KnownError as error:
            self.refused.emit(error)
            return False

    def _on_change(self, snapshot: Snapshot, act: ChangeSet) -> None:
        self.saved_at = datetime.now().astimezone()
        self.review = rules.review(snapshot, self.today)
        self.changed.emit(act)
