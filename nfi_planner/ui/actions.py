"""Every command in one table: its words, its keys, where it stands in the menus, what it says in the help.

A letter or digit alone is no shortcut of the window: it is read by the lists of plans (``plan_command``). The digit
row of an AZERTY keyboard types ``& é à`` where the key caps show 1 2 0, so both are bound.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


@dataclass(frozen=True, slots=True)
class Command:
    """A command: ``keys`` are shortcuts of the window, ``typed`` what a list of plans reads."""

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    needs_document: bool = True
    pages: tuple[str, ...] = ()  # the pages it makes sense on; everywhere when empty

    @property
    def menu_text(self) -> str:
        """The words of a menu, with the keys that are no shortcut of Qt's beside them."""
        keys = self.shown_keys.replace("&", "&&")  # a single one would mark a letter
        return f"{self.text}\t{keys}" if self.typed else self.text

    @property
    def shown_keys(self) -> str:
        """The keys as the help shows them, in French."""
        keys = (*self.typed, *self.keys)
        return " ou ".join(_french(key) for key in keys)


_CHOICES = ("choices",)
COMMANDS = (
    Command("new", "Nouvelle feuille de route…", "Fichier", ("Ctrl+N",), needs_document=False),
    Command("open", "Ouvrir…", "Fichier", ("Ctrl+O",), needs_document=False),
    Command("example", "Ouvrir l’exemple…", "Fichier", needs_document=False),
    Command("copy", "Enregistrer une copie…", "Fichier", ("Ctrl+Shift+S",)),
    Command("preview", "Aperçu du PDF", "Fichier", ("Ctrl+P",)),
    Command("export", "Exporter le PDF et l’Excel…", "Fichier", ("Ctrl+E",)),
    Command("close", "Fermer le document", "Fichier", ("Ctrl+W",)),
    Command("quit", "Quitter", "Fichier", ("Ctrl+Q",), needs_document=False),
    Command("undo", "Annuler", "Édition", ("Ctrl+Z",)),
    Command("redo", "Rétablir", "Édition", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Command("filter", "Filtrer les plans", "Édition", ("Ctrl+F",)),
    Command("rank_1", "Choisir au rang 1", "Plan", typed=("1", "&"), pages=_CHOICES),
    Command("rank_2", "Choisir au rang 2", "Plan", typed=("2", "é"), pages=_CHOICES),
    Command("study", "Mettre à l’étude", "Plan", typed=("E",), pages=_CHOICES),
    Command("take_out", "Retirer du choix", "Plan", typed=("0", "à", "Suppr"), pages=_CHOICES),
    Command("move_up", "Monter dans le rang", "Plan", typed=("Alt+↑",), pages=_CHOICES),
    Command("move_down", "Descendre dans le rang", "Plan", typed=("Alt+↓",), pages=_CHOICES),
    Command("open_sheet", "Ouvrir la fiche", "Plan", typed=("Entrée",), pages=_CHOICES),
    Command("clear_sheet", "Vider la fiche", "Plan", pages=("choices", "sheets")),
    Command("previous_sheet", "Fiche précédente", "Affichage", ("Alt+Left",), pages=("sheets",)),
    Command("next_sheet", "Fiche suivante", "Affichage", ("Alt+Right",), pages=("sheets",)),
    Command("previous_part", "Partie précédente de la fiche", "Affichage", ("Ctrl+PgUp",), pages=("sheets",)),
    Command("next_part", "Partie suivante de la fiche", "Affichage", ("Ctrl+PgDown",), pages=("sheets",)),
    Command("next_finding", "Contrôle suivant", "Affichage", ("F8",)),
    Command("previous_finding", "Contrôle précédent", "Affichage", ("Shift+F8",)),
    Command("findings", "Afficher ou masquer les contrôles", "Affichage", ("F9",)),
    Command("keys", "Raccourcis clavier", "Aide", ("F1", "?"), needs_document=False),
    Command("about", "À propos", "Aide", needs_document=False),
)
MENUS = {"Fichier": "&Fichier", "Édition": "&Édition", "Plan": "&Plan", "Affichage": "&Affichage", "Aide": "Ai&de"}
BY_NAME = {command.name: command for command in COMMANDS}


def plan_command(event: QKeyEvent) -> str:
    """Return the name of the command a key means in a list of plans, or ""."""
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return {int(Qt.Key.Key_Up): "move_up", int(Qt.Key.Key_Down): "move_down"}.get(event.key(), "")
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
        return ""
    if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
        return "take_out"
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return "open_sheet"
    text = event.text().upper()
    return next((c.name for c in COMMANDS if text and text in {t.upper() for t in c.typed}), "")


_WORDS = {
    "Shift": "Maj",
    "PgUp": "Page préc.",
    "PgDown": "Page suiv.",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
}


def _french(key: str) -> str:
    return "+".join(_WORDS.get(part, part) for part in key.split("+"))
