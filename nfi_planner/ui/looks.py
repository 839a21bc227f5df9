"""The « Affichage » menu: theme, zoom, presentation. What is chosen is used at once and kept."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication

from nfi_planner.services import settings
from nfi_planner.services.settings import Settings
from nfi_planner.ui import theme

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


def use_theme(window: "MainWindow", name: str) -> None:
    """Use a theme: "system", "light" or "dark"."""
    _change(window, theme=name)


def zoom(window: "MainWindow", step: int) -> None:
    """Show everything one step larger (1) or smaller (-1); 0 is the usual size."""
    present = theme.zoom()
    sizes = theme.ZOOMS[:: step or 1]
    ahead = [size for size in sizes if (size - present) * step > 0]
    _change(window, zoom=(ahead[0] if ahead else present) if step else 100)


def present(window: "MainWindow") -> None:
    """Turn the large type for a projector on or off."""
    _change(window, presentation=not theme.look().presentation)


def _change(window: "MainWindow", **values: Any) -> None:
    """Use another look, and keep it; what can't be kept is used all the same, and said."""
    look = theme.look()
    asked: dict[str, Any] = {"theme": look.theme, "zoom": look.zoom, "presentation": look.presentation}
    kept = replace(settings.load(), **asked | values)
    use(window, kept)
    if not settings.save(kept):
        window.frame.banner.show_error(settings.NOT_KEPT)


def use(window: "MainWindow", kept: Settings) -> None:
    """Use the look that was kept, at once."""
    theme.follow(kept)
    tell_system(kept)
    refresh()
    window.show_look()


def refresh() -> None:
    """Make the look again, as the system and the user want it."""
    theme.ask_for(contrasted=_contrast_asked())
    theme.refresh(cast("QApplication", QApplication.instance()))


def follow_system(window: "MainWindow", on_change: Callable[[], None]) -> None:
    """Call the function whenever the system has another theme, contrast or text size; have them from the start."""
    _hints().colorSchemeChanged.connect(on_change)
    _hints().accessibility().contrastPreferenceChanged.connect(on_change)
    window.window().installEventFilter(_TextSize(window, on_change))
    if _contrast_asked():
        refresh()
    tell_system(settings.load())


class _TextSize(QObject):
    """Watches a top-level window: Qt tells it of another system font, as the program's own hides it from all else."""

    def __init__(self, parent: QObject, on_change: Callable[[], None]) -> None:
        super().__init__(parent)
        self._on_change = on_change

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ThemeChange and theme.follow_system_text():
            self._on_change()
        return super().eventFilter(watched, event)


def _contrast_asked() -> bool:
    """Whether the system is set to a high contrast."""
    return _hints().accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


@cache
def _hints() -> QStyleHints:
    """The system's wishes. Kept: PySide takes what they hold for deleted once nothing of Python holds them."""
    return QGuiApplication.styleHints()


def tell_system(kept: Settings) -> None:
    """Have what the system draws, as a title bar or a file dialog, follow the theme too."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    _hints().setColorScheme(schemes.get(kept.theme, Qt.ColorScheme.Unknown))
