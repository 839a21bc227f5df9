"""« Données d’une personne… »: found across the document, exported, erased."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


def person_data(window: "MainWindow") -> None:
    """Ask for a person, show what the document holds of him or her, export or erase it."""
    del window
