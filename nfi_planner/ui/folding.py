"""What the window has no room for folds away: the findings first, then the pages' names, then words of the top bar."""

from nfi_planner.ui import theme
from nfi_planner.ui.frame import Frame

_STEPS = (900, 1300, 1400)  # narrower than the first the pages' names fold away, than the others the findings:
# beside the choices, whose right column describes a plan, and beside the other pages, whose tables need the room


class Folding:
    """Knows how much room there is, and whether the user asked for the findings, which holds in about this room.

    ``wanted``: whether they are shown where there is room for them.
    """

    def __init__(self, frame: Frame, *, wanted: bool) -> None:
        self._frame = frame
        self.wanted = wanted
        self._room = 0
        self._asked: bool | None = None

    def fit(self, width: int, *, document: bool, afresh: bool = False) -> None:
        """Fold and unfold when the room has changed, or the document has: with none both columns stay away."""
        before, self._room = self._room, sum(width >= theme.px(least) for least in _STEPS)
        if document and (afresh or self._room != before):
            self._asked = None
            self._frame.sidebar.setVisible(self._room >= 1)
            self.show_findings()
        self._frame.top.fit(width)

    def show_findings(self) -> None:
        """Show the right column where it was asked for; else where it takes no room that the page needs."""
        needed = 2 if self._frame.stack.shown == "choices" else len(_STEPS)
        fits = self._room >= needed
        shown = fits and self.wanted if self._asked is None else self._asked
        if not shown and self._frame.findings.isAncestorOf(self._frame.window().focusWidget()):
            self._frame.stack.setFocus()  # Qt would give it to whatever comes next
        self._frame.findings.setVisible(shown)

    def toggle_findings(self) -> None:
        """Show or hide the right column."""
        self._asked = self.wanted = not self._frame.findings.isVisible()
        self.show_findings()
