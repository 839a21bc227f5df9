"""« Aller à… »."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


def go_to(window: "MainWindow") -> None:
    """Ask where to go, and go there."""
    del window
