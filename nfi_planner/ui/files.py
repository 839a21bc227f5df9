"""The window's commands about files: create, open, copy, preview, export. Each asks, then calls a service."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nfi_planner.models.catalogue import Region
from nfi_planner.models.errors import KnownError
from nfi_planner.models.rules import Severity
from nfi_planner.services import settings
from nfi_planner.support.french import fold, plural, typeset
from nfi_planner.support.paths import exists
from nfi_planner.support.progress import Report
from nfi_planner.ui import tasks
from nfi_planner.ui.dialogs.paths import DOCUMENT, OPENED, ask_open, ask_save, export_folder

if TYPE_CHECKING:
    from nfi_planner.models.prints import Part
    from nfi_planner.models.snapshot import Snapshot
    from nfi_planner.services.editor import Editor
    from nfi_planner.ui.dialogs.export import ExportWish
    from nfi_planner.ui.main_window import MainWindow


def create(window: "MainWindow", region: Region) -> None:
    """Ask where, create an empty roadmap for the region, and show it."""
    path = ask_new_path(window, "Nouvelle feuille de route", _stem(region.name))
    if path is None:
        return

    from nfi_planner.services.opening import new_roadmap

    window.show_editor(partial(new_roadmap, path, region.code, region.vintage))


def open_file(window: "MainWindow") -> None:
    """Ask which file, and show it."""
    path = ask_open(window, "Ouvrir", settings.documents_folder(), OPENED)
    if path is not None:
        window.open_path(path)


def open_example(window: "MainWindow") -> None:
    """Write the example among the user's documents, under a free name, and show it."""
    from nfi_planner.services.examples import free_path, write_example
    from nfi_planner.services.opening import open_document

    def make() -> "Editor":
        path = free_path(settings.own_folder())
        write_example(path).close()
        return open_document(path)

    window.show_editor(make)


def save_copy(window: "MainWindow") -> None:
    """Ask where, and write a whole copy of the document there."""
    path = _copy(window, "Enregistrer une copie")
    if path is not None:
        window.frame.state.note(f"Copie enregistrée : {path.name}")


def move_elsewhere(window: "MainWindow") -> None:
    """Ask where, write the document there and go on with it: what was refused is written too."""
    path = _copy(window, "Enregistrer ailleurs et continuer")
    if path is None or window.bridge is None:
        return

    from nfi_planner.services.opening import open_document

    try:
        window.bridge.move_to(open_document(path))
    except KnownError as error:
        window.frame.banner.show_error(error)
    else:
        remember(path)
        window.frame.state.note(f"Le travail continue dans {path.name}")


def _copy(window: "MainWindow", title: str) -> Path | None:
    if window.bridge is None:
        return None
    editor = window.bridge.editor
    path = ask_new_path(window, title, f"{editor.path.stem} — copie", replace=True)
    if path is None:
        return None
    try:
        editor.copy_to(path)
    except KnownError as error:
        window.frame.banner.show_error(error)
        return None
    return path


def preview(window: "MainWindow") -> None:
    """Show the very file that would be exported, to choose what is in it, print it or save it."""
    if window.bridge is None:
        return

    from nfi_planner.ui.preview.dialog import PreviewDialog, Subject

    editor, sheets = window.bridge.editor, window.stack.sheets
    plan = sheets.plan if sheets is not None else ""
    subject = Subject(window.bridge.snapshot, window.bridge.today, editor.document_id, editor.path, plan)
    PreviewDialog(window, subject, window.open_with_system, window.prints).open()


def export(window: "MainWindow") -> None:
    """Ask what and where, and write the files in the background."""
    if window.bridge is None:
        return

    from nfi_planner.models.prints import Part
    from nfi_planner.services.printing import parts_of
    from nfi_planner.ui.dialogs.export import ExportDialog

    folder = export_folder(window.bridge.editor.path)
    parts = parts_of(window.bridge.editor.document_id)
    blocking = len(window.bridge.review.of(Severity.BLOCKING))
    remarks = (_chosen(parts), _unfinished(blocking, listed=Part.CHECKS in parts))
    wish = ExportDialog.ask(window, folder, _export_stem(window.bridge.snapshot), *remarks)
    if wish is not None:
        kept = (wish.pdf or wish.workbook or folder).parent
        ticked = {"export_pdf": wish.pdf is not None, "export_workbook": wish.workbook is not None}
        settings.change(export_folder=str(kept), **ticked)
        _write(window, wish)


def _chosen(parts: "frozenset[Part]") -> str:
    """Say that not the usual parts are printed; "" when they are."""
    from nfi_planner.models.prints import USUAL_PARTS, Part

    if parts == USUAL_PARTS:
        return ""
    said = f"Le PDF aura {plural(len(parts), 'partie')} sur {len(Part)}, comme choisi dans l’aperçu (Ctrl+P)"
    return f"{said} ; c’est l’édition « Remise »."


def _unfinished(blocking: int, *, listed: bool) -> str:
    """Say what would keep the roadmap from being handed in; "" when nothing does."""
    if not blocking:
        return ""
    found = plural(blocking, "constat bloquant", "constats bloquants")
    tells = "en donne la liste et porte" if listed else "porte"
    return f"Il reste {found} : le PDF {tells} la mention « PROJET »."


def remember(path: Path) -> None:
    """Put a document among the recent ones."""
    settings.remember(path)


def _write(window: "MainWindow", wish: "ExportWish") -> None:
    assert window.bridge is not None
    bridge, state = window.bridge, window.frame.state

    def done(paths: list[Path]) -> None:
        names = " et ".join(path.name for path in paths)
        state.note(f"Écrit dans {paths[0].parent} : {names}")
        window.announce(typeset(f"Écrit : {names}"))
        window.frame.guide.note_export()
        _offer(window, paths)

    def failed(error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        window.frame.banner.show_error(error)
        state.note("Export non écrit")

    def given_up() -> None:
        state.note("Export abandonné : aucun fichier n’a été écrit")
        window.announce("Export abandonné")

    work = partial(_write_files, bridge.snapshot, wish, bridge.today, bridge.editor.document_id)
    state.note("Écriture en cours…")
    state.progress.follow(tasks.run_in_background(window, work, done, failed, given_up), "Écriture en cours…")


def _offer(window: "MainWindow", paths: list[Path]) -> None:
    """Offer to look at what was written, without standing in the way."""
    from nfi_planner.ui.widgets.notice import nothing, show_notice

    first = paths[0]
    offers = (
        ("&Ouvrir le PDF" if first.suffix == ".pdf" else "&Ouvrir le classeur", partial(window.open_externally, first)),
        ("Ouvrir le do&ssier", partial(window.open_externally, first.parent)),
        ("Fer&mer", nothing),
    )
    show_notice(window, "export", f"Écrit : {' et '.join(path.name for path in paths)}.", offers)


def _write_files(snapshot: "Snapshot", wish: "ExportWish", today: date, document_id: str, report: Report) -> list[Path]:
    """Write what is wanted, all of it or nothing; return where."""
    from nfi_planner.services import exporting
    from nfi_planner.services.printing import usual_order

    order = usual_order(document_id)
    if wish.pdf and wish.workbook:
        exporting.export_both(snapshot, wish.pdf, wish.workbook, on=today, order=order, report=report)
    elif wish.pdf:
        exporting.export_pdf(snapshot, wish.pdf, on=today, order=order, report=report)
    elif wish.workbook:
        exporting.export_workbook(snapshot, wish.workbook, on=today, report=report)
    return [path for path in (wish.pdf, wish.workbook) if path]


def _export_stem(snapshot: "Snapshot") -> str:
    from nfi_planner.services.exporting import default_name

    return Path(default_name(snapshot, "pdf")).stem


def _stem(name: str) -> str:
    return "-".join(fold(name).replace("'", " ").split())


def ask_new_path(window: "MainWindow", title: str, stem: str, *, replace: bool = False) -> Path | None:
    """Return where to write a document, or None; one that is there already is refused unless it may be replaced."""
    path = ask_save(window, title, _free(settings.documents_folder(), stem), DOCUMENT, replace=replace)
    if path is not None and path.exists() and not replace:
        error = KnownError(f"Le fichier « {path.name} » existe déjà.", "Choisissez un autre nom.")
        window.frame.banner.show_error(error)
        return None
    return path


def _free(folder: Path, stem: str) -> Path:
    """Return where a document of that name goes, or the first of « stem 2 », « stem 3 »… that nobody took."""
    names = (f"{stem}.nfi", *(f"{stem} {number}.nfi" for number in range(2, 100)))
    return next((path for name in names if not exists(path := folder / name)), folder / names[0])
