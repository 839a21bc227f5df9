"""What the window asks before something can't be taken back."""

from PySide6.QtWidgets import QMessageBox, QWidget

from nfi_planner import __version__
from nfi_planner.support.french import typeset


def may_leave(parent: QWidget, waiting: list[str]) -> bool:
    """Ask whether what was typed in these fields and couldn't be written may be given up."""
    box = QMessageBox(parent, icon=QMessageBox.Icon.Warning)
    box.setWindowTitle("Saisies non enregistrées")
    names = ", ".join(dict.fromkeys(waiting))
    box.setText(typeset(f"Ces saisies ne sont pas dans le document : {names}."))
    box.setInformativeText("Revenez les corriger ou les enregistrer ailleurs, ou fermez sans les garder.")
    back = box.addButton("Revenir au document", QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton("Fermer sans les garder", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(back)
    box.exec()
    return bool(box.clickedButton() == leave)


def may_undo(parent: QWidget, author: str, label: str) -> bool:
    """Ask whether another person's act may be undone."""
    words = typeset(f"Cette modification est de {author} : « {label} ». L’annuler quand même ?")
    return QMessageBox.question(parent, "Annuler", words) == QMessageBox.StandardButton.Yes


def about(parent: QWidget) -> None:
    """Say what the program is."""
    words = (
        f"Feuille de route NFI, version {__version__}\n\nLa feuille de route régionale de la Nouvelle France "
        "industrielle.\nLogiciel libre sous licence EUPL-1.2."
    )
    QMessageBox.about(parent, "À propos", typeset(words))
