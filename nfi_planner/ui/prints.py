"""The print that goes on in the background, whatever is opened and closed meanwhile: how it ends is always told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from nfi_planner.models.errors import KnownError
from nfi_planner.ui import tasks
from nfi_planner.ui.dialogs import questions

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow

PRINTING = "Impression…"


class Prints(QObject):
    """One print at a time; the window's state line, or its banner, tells how it ends."""

    ended = Signal(str, bool)  # a sentence for whoever shows it too, and whether the print failed

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.task: tasks.Task | None = None

    def start(self, work: tasks.Work) -> tasks.Task:
        """Print; there must be no other print."""
        state = self._window.frame.state
        self.task = tasks.run_in_background(self._window, work, self._on_printed, self._on_failed, self._on_given_up)
        state.note(PRINTING)
        state.progress.follow(self.task, PRINTING)
        return self.task

    def may_be_given_up(self) -> bool:
        """Return whether nothing is printed, or what is printed may stop here: that is asked."""
        return self.task is None or questions.confirm(
            self._window,
            "Impression en cours",
            "L’impression n’est pas finie.",
            "Si vous quittez maintenant, les pages qui restent ne seront pas imprimées.",
            "Quitter sans finir",
            back="Laisser finir",
        )

    def give_up(self) -> None:
        """Stop printing after the present page."""
        if self.task is not None:
            self.task.cancel()

    def _on_printed(self, _result: object) -> None:
        self._tell("Les pages ont été envoyées à l’imprimante.")

    def _on_given_up(self) -> None:
        self._tell("L’impression a été abandonnée.")

    def _on_failed(self, error: Exception) -> None:
        known = error if isinstance(error, KnownError) else KnownError("L’impression a échoué.", "")
        self._window.frame.banner.show_error(known)
        self._tell(str(known), bad=True)
        if known is not error:
            raise error

    def _tell(self, sentence: str, *, bad: bool = False) -> None:
        self.task = None
        self._window.frame.state.note("Impression non terminée" if bad else sentence)
        self.ended.emit(sentence, bad)
        if QApplication.activeModalWidget() is None:  # else whoever is over the window says it
            self._window.announce(sentence)
