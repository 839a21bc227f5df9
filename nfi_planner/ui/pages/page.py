"""What every page of an open document is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nfi_planner.models.change import ChangeSet
from nfi_planner.models.rules import Where
from nfi_planner.services.settings import Left
from nfi_planner.ui.bridge import Bridge


class Page(QWidget):
    """A page of the document. What a page doesn't do stays as it is here."""

    announced = Signal(str)  # something to say to a screen reader
    below: QWidget | None = None  # what stands below the findings while the page is shown
    work: QWidget | None = None  # where one begins; no focus proxy: the Tab key would pass over all that is before it

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the work of the page."""
        if self.work is not None:
            self.work.setFocus(reason)

    def refresh(self) -> None:
        """Show the document as it is now."""

    def go(self, where: Where) -> None:
        """Put the cursor in a spot of the document."""
        del where
        self.setFocus()

    def shows(self, act: ChangeSet) -> bool:
        """Return whether one sees here what an act changes: taking it back then leads nowhere else."""
        del act
        return False

    def command(self, name: str) -> None:
        """Do one of the commands that name this page in ``actions.COMMANDS``."""

    def left(self) -> Left:
        """Return how the page is left, for the next time, whatever the document is."""
        return {}

    def place(self) -> Left:
        """Return where one is in this document, for the next time it is opened; the names are of this page alone."""
        return {}

    def restore(self, kept: Left) -> None:
        """Be as ``left`` and ``place`` said once; what has no sense any more is passed over."""
        del kept

    def waiting(self) -> list[str]:
        """Return the names of what was typed here and isn't in the document."""
        return []

    def try_again(self) -> None:
        """Write what was refused before."""
