"""The « Affichage » menu: theme, zoom, presentation. What is chosen is used at once and kept."""

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from nfi_planner.services import settings
from nfi_planner.services.settings import Settings
from nfi_planner.ui import theme

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


def ask_for(kept: Settings) -> None:
    """Use the look that was kept, from the next ``theme.refresh``."""
    scheme = theme.SCHEMES.get(kept.theme, theme.SCHEMES["system"])
    theme.ask_for(scheme, zoom=kept.zoom, presentation=kept.presentation)


def use_theme(window: "MainWindow", name: str) -> None:
    """Use a theme: "system", "light" or "dark"."""
    use(window, settings.change(theme=name))


def zoom(window: "MainWindow", step: int) -> None:
    """Show everything one step larger (1) or smaller (-1); 0 is the usual size."""
    present = theme.zoom()
    sizes = theme.ZOOMS[:: step or 1]
    ahead = [size for size in sizes if (size - present) * step > 0]
    use(window, settings.change(zoom=(ahead[0] if ahead else present) if step else 100))


def present(window: "MainWindow") -> None:
    """Turn the large type for a projector on or off."""
    use(window, settings.change(presentation=not settings.load().presentation))


def use(window: "MainWindow", kept: Settings) -> None:
    """Use the look that was kept, at once."""
    ask_for(kept)
    theme.refresh(cast("QApplication", QApplication.instance()))
    window.show_look()
