"""What the window asks before something can't be taken back."""

from PySide6.QtWidgets import QMessageBox, QWidget

from nfi_planner import __version__
from nfi_planner.support.french import typeset
from nfi_planner.ui.tips import plain


def confirm(parent: QWidget, title: str, text: str, detail: str, do: str, back: str = "Annuler") -> bool:
    """Ask before something that loses what is there; ``do`` is the button that does it, ``back`` the one at hand."""
    box = QMessageBox(parent, icon=QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(plain(typeset(text)))
    box.setInformativeText(plain(typeset(detail)))
    does = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
    leaves = box.addButton(back, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leaves)
    box.setEscapeButton(leaves)
    box.exec()
    may = bool(box.clickedButton() == does)
    box.deleteLater()
    return may


def may_leave(parent: QWidget, waiting: list[str]) -> bool:
    """Ask whether what was typed in these fields and couldn't be written may be given up."""
    text = f"Ces saisies ne sont pas dans le document : {', '.join(dict.fromkeys(waiting))}."
    detail = "Revenez les corriger ou les enregistrer ailleurs, ou fermez sans les garder."
    title, do = "Saisies non enregistrées", "Fermer sans les garder"
    return confirm(parent, title, text, detail, do, back="Revenir au document")


def may_undo(parent: QWidget, author: str, label: str) -> bool:
    """Ask whether another person's act may be undone."""
    words = typeset(f"Cette modification est de {author} : « {label} ». L’annuler quand même ?")
    return QMessageBox.question(parent, "Annuler", plain(words)) == QMessageBox.StandardButton.Yes


def about(parent: QWidget) -> None:
    """Say what the program is."""
    words = (
        f"Feuille de route NFI, version {__version__}\n\nLa feuille de route régionale de la Nouvelle France "
        "industrielle.\nLogiciel libre sous licence EUPL-1.2."
    )
    QMessageBox.about(parent, "À propos", typeset(words))
