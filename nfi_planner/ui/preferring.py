"""« Réglages… »: asked, kept, followed at once."""

from typing import TYPE_CHECKING

from nfi_planner.services import settings
from nfi_planner.ui import looks

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow

_ASKED = ("author", "service", "theme", "zoom", "presentation", "logo", "logo_alt", "export_pdf", "export_workbook")


def edit_settings(window: "MainWindow") -> None:
    """Ask for the settings, keep them and follow them at once."""
    from nfi_planner.services import opening
    from nfi_planner.ui.dialogs.settings import SettingsDialog

    wanted = SettingsDialog.ask(window, settings.load())
    if wanted is None:
        return
    kept = settings.change(**{name: getattr(wanted, name) for name in _ASKED})
    if settings.load() != kept:
        window.frame.banner.show_error(settings.NOT_KEPT)
    looks.use(window, kept)
    if window.bridge is not None:
        opening.sign(window.bridge.editor)
        window.stack.refresh()
