"""Asking for a file: Qt's dialog with the words its French translation lacks, and the suffix put on before it asks."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

FILTER = "Feuille de route (*.nfi)"
_PICTURES = "Images (*.png *.jpg *.jpeg)"
SUFFIX = "nfi"
_LABELS = {
    QFileDialog.DialogLabel.LookIn: "Dossier :",
    QFileDialog.DialogLabel.FileName: "Nom du fichier :",
    QFileDialog.DialogLabel.FileType: "Type :",
    QFileDialog.DialogLabel.Reject: "Annuler",
}


def ask_open(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Return the document to open, or None."""
    dialog = _dialog(parent, title, "Ouvrir")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setDirectory(str(folder))
    return _answer(dialog)


def ask_picture(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Return the PNG or JPEG file to read, or None."""
    dialog = _dialog(parent, title, "Choisir")
    dialog.setNameFilter(_PICTURES)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setDirectory(str(folder))
    return _answer(dialog)


def ask_save(parent: QWidget, title: str, start: Path, *, replace: bool) -> Path | None:
    """Return where to write a document, or None; an existing file is asked about when it may be replaced."""
    dialog = _dialog(parent, title, "Enregistrer")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not replace)
    dialog.setDirectory(str(start.parent))
    dialog.selectFile(start.name)
    return _answer(dialog)


def _dialog(parent: QWidget, title: str, accept: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setNameFilter(FILTER)
    for label, text in {**_LABELS, QFileDialog.DialogLabel.Accept: accept}.items():
        dialog.setLabelText(label, text)
    return dialog


def _answer(dialog: QFileDialog) -> Path | None:
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if accepted and names else None
