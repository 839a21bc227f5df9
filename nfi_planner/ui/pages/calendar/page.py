"""« Calendrier »."""

from PySide6.QtWidgets import QVBoxLayout

from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.page import Page
from nfi_planner.ui.widgets.parts import label


class CalendarPage(Page):
    """The page."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 22, 0)
        layout.setSpacing(2)
        layout.addWidget(label("Calendrier", "title"))
        layout.addStretch(1)
        self.refresh()
