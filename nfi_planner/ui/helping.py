"""The help: of the page one is on, the glossary, the first steps."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


def show_help(window: "MainWindow") -> None:
    """Show the help of the present page."""
    del window


def show_glossary(window: "MainWindow") -> None:
    """Show the words and what they mean."""
    del window


def show_guide(window: "MainWindow") -> None:
    """Show the first steps."""
    del window
