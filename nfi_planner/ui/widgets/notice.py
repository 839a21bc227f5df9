"""Good or old news across the top of the page, with what one may do about it; it never takes the focus away."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout

from nfi_planner.ui.widgets.parts import button, label

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow

Offer = tuple[str, Callable[[], None]]  # the words of a button, a letter of them marked for Alt; what it does


class Notice(QFrame):
    """A line that goes when one of its offers is taken, or another line on the same subject comes."""

    def __init__(self, window: "MainWindow", subject: str, text: str, offers: Sequence[Offer]) -> None:
        super().__init__(window.frame)
        self.setObjectName("notice")
        self.setProperty("subject", subject)
        self._window = window
        words = label(text, wrap=True)
        self.setAccessibleName(words.text())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 6, 18, 6)
        layout.setSpacing(10)
        layout.addWidget(words, 1)
        for name, doer in offers:
            made = button(name)
            made.clicked.connect(partial(self._take, doer))
            layout.addWidget(made)

    def _take(self, doer: Callable[[], None], checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        del checked
        self.leave()
        doer()

    def leave(self) -> None:
        """Go; the keyboard, if it is here, goes to the page."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._window.frame.stack.setFocus()
        self.hide()
        self.deleteLater()


def show_notice(window: "MainWindow", subject: str, text: str, offers: Sequence[Offer]) -> None:
    """Show news under the banner in the place of older ones on the same subject, and read them out."""
    frame = window.frame
    dismiss_notice(window, subject)
    made = Notice(window, subject, text, offers)
    layout = cast("QVBoxLayout", frame.layout())
    layout.insertWidget(layout.indexOf(frame.banner) + 1, made)
    made.show()
    window.announce(made.accessibleName())


def dismiss_notice(window: "MainWindow", subject: str) -> None:
    """Take away the news on a subject, if there is any."""
    for old in window.frame.findChildren(Notice):
        if old.property("subject") == subject:
            old.leave()


def nothing() -> None:
    """What « Fermer » does besides closing."""
