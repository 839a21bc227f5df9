"""« Données d’une personne… »: found across the document, exported, erased."""

from typing import TYPE_CHECKING

from nfi_planner.models.errors import KnownError
from nfi_planner.support.french import plural, typeset

if TYPE_CHECKING:
    from nfi_planner.services.persons import Erased
    from nfi_planner.ui.main_window import MainWindow


def person_data(window: "MainWindow") -> None:
    """Ask for a person, show what the document holds of him or her, export or erase it."""
    if window.bridge is None:
        return

    from nfi_planner.ui.dialogs.person import PersonDialog

    erased = PersonDialog.ask(window, window.bridge, unwritten=window.stack.waiting)
    if erased is None:
        return
    said = typeset(_done(erased))
    window.frame.state.note(said)
    window.announce(said)
    if problem := _left(erased):
        window.frame.banner.show_error(problem)


def _done(erased: "Erased") -> str:
    parts = [plural(erased.places, "endroit") + " du document"] if erased.places else []
    parts += [plural(erased.lines, "ligne") + " de l’historique"] if erased.lines else []
    parts += [plural(erased.reports, "rapport") + " d’incident"] if erased.reports else []
    return f"Données personnelles effacées : {', '.join(parts)}"


def _left(erased: "Erased") -> KnownError | None:
    """What wasn't cleaned yet, if anything."""
    if erased.remains is not None:
        return KnownError(
            "Les données sont effacées, mais le fichier en garde des restes illisibles à l’écran : il n’a pas pu être "
            "refait à neuf.",
            "Libérez de la place sur le disque : ce sera fait à la prochaine ouverture du document.",
        )
    if erased.reports_left:
        left = plural(erased.reports_left, "rapport d’incident n’a", "rapports d’incident n’ont")
        return KnownError(f"{left} pas pu être relus.", "Vérifiez le dossier des rapports d’incident de ce poste.")
    return None
