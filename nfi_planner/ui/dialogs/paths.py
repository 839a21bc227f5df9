"""Asking for a file or a folder: Qt's dialog with the words its French translation lacks, the suffix put on by itself.

A kind of file is written as Qt does: ``"Calendrier (*.ics)"``.
"""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from nfi_planner.services import settings
from nfi_planner.support.french import typeset
from nfi_planner.support.paths import is_folder

DOCUMENT = "Feuille de route (*.nfi)"
OPENED = "Feuille de route, ou PDF de remise (*.nfi *.pdf)"
_PICTURES = "Images (*.png *.jpg *.jpeg)"
_LABELS = {
    QFileDialog.DialogLabel.LookIn: "Dossier :",
    QFileDialog.DialogLabel.FileName: "Nom du fichier :",
    QFileDialog.DialogLabel.FileType: "Type :",
    QFileDialog.DialogLabel.Reject: "Annuler",
}


def ask_open(parent: QWidget, title: str, folder: Path, kind: str = DOCUMENT, *, accept: str = "Ouvrir") -> Path | None:
    """Return the file to read, or None."""
    dialog = QFileDialog(parent, typeset(title))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kind)
    dialog.setDirectory(str(folder))
    return _answer(dialog, accept)


def ask_picture(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Return the PNG or JPEG file to read, or None."""
    return ask_open(parent, title, folder, _PICTURES, accept="Choisir")


def ask_save(
    parent: QWidget, title: str, start: Path, *kinds: str, accept: str = "Enregistrer", replace: bool = True
) -> Path | None:
    """Return where to write a file, or None; an existing one is asked about when it may be replaced.

    The name ends as its kind does; another kind gives the name another suffix.
    """
    dialog = QFileDialog(parent, typeset(title))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not replace)
    dialog.setNameFilters(list(kinds))
    dialog.setDefaultSuffix(_suffix(kinds[0]))
    dialog.setDirectory(str(start.parent))
    dialog.selectFile(start.name)
    dialog.filterSelected.connect(partial(_follow, dialog))
    return _answer(dialog, accept)


def ask_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Return a folder, or None."""
    dialog = QFileDialog(parent, typeset(title))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setDirectory(str(folder))
    return _answer(dialog, "Choisir ce dossier", name="Dossier :")


def ask_export(parent: QWidget, title: str, document: Path, name: str, kind: str) -> Path | None:
    """Return where to write a file of that name, or None; the next export begins in the same folder."""
    path = ask_save(parent, title, export_folder(document) / name, kind)
    if path is not None:
        settings.change(export_folder=str(path.parent))
    return path


def export_folder(document: Path) -> Path:
    """Return where what is exported goes: the folder of the last export, else the document's."""
    last = settings.load().export_folder
    return Path(last) if last and is_folder(Path(last)) else document.resolve().parent


def _follow(dialog: QFileDialog, kind: str) -> None:
    """Take the suffix of another kind for what is typed; Qt changes the name that stands there."""
    dialog.setDefaultSuffix(_suffix(kind))


def _suffix(kind: str) -> str:
    return kind.partition("*.")[2].rstrip(")")


def _answer(dialog: QFileDialog, accept: str, name: str = _LABELS[QFileDialog.DialogLabel.FileName]) -> Path | None:
    """Put the words in, last: the mode of a dialog puts its own there. Show it until it is answered."""
    labels = {**_LABELS, QFileDialog.DialogLabel.Accept: accept, QFileDialog.DialogLabel.FileName: name}
    for place, text in labels.items():
        dialog.setLabelText(place, typeset(text))
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if accepted and names else None
