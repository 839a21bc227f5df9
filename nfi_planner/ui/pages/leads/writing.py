"""Where letters and contacts go: each function asks, and returns what writes them, or None."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import leads, settings
from nfi_planner.support.french import plural, typeset

Work = Callable[[], list[Path]]
_LABELS = {
    QFileDialog.DialogLabel.LookIn: "Dossier :",
    QFileDialog.DialogLabel.FileType: "Type :",
    QFileDialog.DialogLabel.Reject: "Annuler",
}


def letters(parent: QWidget, snapshot: Snapshot, plans: list[str], *, on: date, folder: Path) -> Work | None:
    """Ask for a file when there is one letter, for a folder when there are several."""
    if len(plans) == 1:
        name = leads.letter_name(snapshot, plans[0])
        path = _ask_file(parent, "Lettre d’invitation", _start(folder) / name, "Document PDF (*.pdf)")
        return partial(_write_letter, snapshot, plans[0], path, on) if path else None
    chosen = _ask_folder(parent, f"Dossier des {len(plans)} lettres d’invitation", _start(folder))
    if chosen is None or not _may_replace(parent, [chosen / leads.letter_name(snapshot, plan) for plan in plans]):
        return None
    return partial(leads.export_letters, snapshot, plans, chosen, on=on)


def vcards(parent: QWidget, snapshot: Snapshot, plans: list[str], *, folder: Path) -> Work | None:
    """Ask for the file that holds the contacts, one or several."""
    title = "Fiche de contact" if len(plans) == 1 else "Fiches de contact"
    start = _start(folder) / leads.vcards_name(snapshot, plans)
    path = _ask_file(parent, title, start, "Contacts vCard (*.vcf)")
    return partial(_write_vcards, snapshot, plans, path) if path else None


def _write_letter(snapshot: Snapshot, plan: str, path: Path, on: date) -> list[Path]:
    leads.export_letter(snapshot, plan, path, on=on)
    return [path]


def _write_vcards(snapshot: Snapshot, plans: list[str], path: Path) -> list[Path]:
    leads.export_vcards(snapshot, plans, path)
    return [path]


# -- asking ------------------------------------------------------------------------------------------------------------


def _start(folder: Path) -> Path:
    """The folder of the last export, else the document's."""
    remembered = settings.load().export_folder
    return Path(remembered) if remembered and Path(remembered).is_dir() else folder


def _ask_file(parent: QWidget, title: str, start: Path, kind: str) -> Path | None:
    dialog = _dialog(parent, title, "Enregistrer", "Nom du fichier :")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Enregistrer")  # the mode has put its own word there
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(start.suffix.lstrip("."))
    dialog.setDirectory(str(start.parent))
    dialog.selectFile(start.name)
    path = _answer(dialog)
    if path is not None:
        settings.change(export_folder=str(path.parent))
    return path


def _ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    dialog = _dialog(parent, title, "Choisir ce dossier", "Dossier :")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setDirectory(str(start))
    folder = _answer(dialog)
    if folder is not None:
        settings.change(export_folder=str(folder))
    return folder


def _dialog(parent: QWidget, title: str, accept: str, name: str) -> QFileDialog:
    dialog = QFileDialog(parent, typeset(title))
    labels = {**_LABELS, QFileDialog.DialogLabel.Accept: accept, QFileDialog.DialogLabel.FileName: name}
    for label, text in labels.items():
        dialog.setLabelText(label, typeset(text))
    return dialog


def _answer(dialog: QFileDialog) -> Path | None:
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if accepted and names else None


def _may_replace(parent: QWidget, paths: list[Path]) -> bool:
    """Ask before letters that are there already are written over."""
    there = [path.name for path in paths if path.exists()]
    if not there:
        return True
    box = QMessageBox(parent, icon=QMessageBox.Icon.Warning)
    box.setWindowTitle("Remplacer des lettres")
    count = plural(len(there), "lettre se trouve", "lettres se trouvent")
    box.setText(typeset(f"{count} déjà dans ce dossier."))
    box.setInformativeText("\n".join(there))
    replace = box.addButton("Remplacer", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton("Annuler", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    may = bool(box.clickedButton() == replace)
    box.deleteLater()
    return may
