"""A line that tells how writing files in the background goes."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from nfi_planner.models.errors import KnownError
from nfi_planner.ui import tasks
from nfi_planner.ui.widgets.parts import Remark, set_role

Work = Callable[[], str]  # writes, and returns the sentence that tells what was written


class WritingLine(Remark):
    """Says that something is being written, then what was or why not. It may be gone by then: writing goes on."""

    announced = Signal(str)  # the same, for a screen reader

    def write(self, work: Work) -> None:
        """Run ``work`` in the background."""
        self._tell("Écriture en cours…", "muted")
        tasks.run_in_background(self, lambda _report: work(), self._on_written, self._on_failed)

    def refuse(self, sentence: str) -> None:
        """Say why there is nothing to write."""
        self._tell(sentence, "error")

    def _on_written(self, sentence: str) -> None:
        self._tell(sentence, "muted")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.refuse(str(error))

    def _tell(self, sentence: str, role: str) -> None:
        set_role(self, "role", role)
        self.say(sentence)
        self.announced.emit(self.text())


def written(paths: Sequence[Path], more: str = "") -> str:
    """Return ``"Écrit dans Exports : calendrier.ics, 12 dates"``: where, which files, and what more there is."""
    names = ", ".join([path.name for path in paths] + [more] * bool(more))
    return f"Écrit dans {paths[0].parent} : {names}"
