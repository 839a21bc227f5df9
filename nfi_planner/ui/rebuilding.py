"""A PDF that is opened: the document it carries is written where the user says, then shown."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nfi_planner.models.errors import KnownError
from nfi_planner.ui import files

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


def is_pdf(path: Path) -> bool:
    """Return whether a file is to be opened as a PDF, by its name."""
    return path.suffix.lower() == ".pdf"


def rebuild(window: "MainWindow", pdf: Path) -> None:
    """Ask where to write the document that a PDF carries, write it and show it; what is wrong is said before asking."""
    from nfi_planner.services import importing

    try:
        rows = importing.read_pdf(pdf)
    except KnownError as error:
        window.frame.banner.show_error(error)
        return
    path = files.ask_new_path(window, "Reconstituer la feuille de route dans un nouveau document", pdf.stem)
    if path is None:
        return
    if window.stack.waiting() and not window.close_document():  # asked before anything is written
        return
    window.show_editor(partial(importing.rebuild, rows, pdf, path))
    if window.bridge is not None and window.bridge.editor.path == path:
        said = "Reconstituée depuis le PDF, sans mémos, coordonnées ni dates d’information des chefs de projet"
        window.frame.state.note(said)
