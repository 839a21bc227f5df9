"""Where letters and contacts go: each function asks, and returns what writes them, or None."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import leads, settings
from nfi_planner.support.french import plural
from nfi_planner.support.paths import exists
from nfi_planner.ui.dialogs.paths import ask_export, ask_folder, export_folder
from nfi_planner.ui.dialogs.questions import confirm
from nfi_planner.ui.widgets.writing import Work, written


def letters(parent: QWidget, snapshot: Snapshot, plans: list[str], *, on: date, document: Path) -> Work | None:
    """Ask for a file when there is one letter, for a folder when there are several."""
    names = [leads.letter_name(snapshot, plan) for plan in plans]
    if len(plans) == 1:
        path = ask_export(parent, "Lettre d’invitation", document, names[0], "Document PDF (*.pdf)")
        return partial(_write_letter, snapshot, plans[0], path, on) if path else None
    folder = ask_folder(parent, f"Dossier des {len(plans)} lettres d’invitation", export_folder(document))
    if folder is None or not _may_replace(parent, [folder / name for name in names]):
        return None
    settings.change(export_folder=str(folder))
    return partial(_write_letters, snapshot, plans, folder, on)


def vcards(parent: QWidget, snapshot: Snapshot, plans: list[str], *, document: Path) -> Work | None:
    """Ask for the file that holds the contacts, one or several."""
    title = "Fiche de contact" if len(plans) == 1 else "Fiches de contact"
    path = ask_export(parent, title, document, leads.vcards_name(snapshot, plans), "Contacts vCard (*.vcf)")
    return partial(_write_vcards, snapshot, plans, path) if path else None


def _write_letter(snapshot: Snapshot, plan: str, path: Path, on: date) -> str:
    leads.export_letter(snapshot, plan, path, on=on)
    return written([path])


def _write_letters(snapshot: Snapshot, plans: list[str], folder: Path, on: date) -> str:
    return written(leads.export_letters(snapshot, plans, folder, on=on))


def _write_vcards(snapshot: Snapshot, plans: list[str], path: Path) -> str:
    leads.export_vcards(snapshot, plans, path)
    return written([path])


def _may_replace(parent: QWidget, paths: list[Path]) -> bool:
    """Ask before letters that are there already are written over."""
    there = [path.name for path in paths if exists(path)]
    count = plural(len(there), "lettre se trouve", "lettres se trouvent")
    text = f"{count} déjà dans ce dossier."
    return not there or confirm(parent, "Remplacer des lettres", text, "\n".join(there), "Remplacer")
