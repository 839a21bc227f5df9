"""Every command in one table: its words, its keys, where it stands in the menus, what it says in the help.

A letter or digit alone is no shortcut of the window: it is read by the lists of plans (``plan_command``). The digit
row of an AZERTY keyboard types ``& é à`` where the key caps show 1 2 0, so both are bound. That is why the pages have
Alt: with Ctrl, the sixth one would be Ctrl+-, which makes everything smaller.
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
    pages: tuple[str, ...] = ()  # the pages that do it; the window does it when empty
    checkable: bool = False
    icon: str = ""  # of its button in the bar above

    @property
    def menu_text(self) -> str:
        """The words of a menu, with the keys that are no shortcut of Qt's beside them."""
        keys = self.shown_keys.replace("&", "&&")  # a single one would mark a letter
        return f"{self.text}\t{keys}" if self.typed else self.text

    @property
    def bound(self) -> tuple[str, ...]:
        """The shortcuts to bind: those with a digit also as an AZERTY keyboard types it, without Shift."""
        twins = (key[:-1] + _AZERTY[key[-1]] for key in self.keys if key[-1] in _AZERTY and key[-2:-1] == "+")
        return (*self.keys, *twins)

    @property
    def shortcut(self) -> str:
        """The first shortcut, in French; "" for none."""
        return _french(self.keys[0]) if self.keys else ""

    @property
    def shown_keys(self) -> str:
        """The keys as the help shows them, in French."""
        keys = (*self.typed, *self.keys)
        return " ou ".join(_french(key) for key in keys)


_CHOICES, _SHEETS = ("choices",), ("sheets",)
_OPENING = ("choices", "leads", "calendar", "budget")
_AZERTY = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))
COMMANDS = (
    Command("new", "Nouvelle feuille de route…", "Fichier", ("Ctrl+N",), needs_document=False),
    Command("open", "Ouvrir…", "Fichier", ("Ctrl+O",), needs_document=False),
    Command("example", "Ouvrir l’exemple", "Fichier", needs_document=False),
    Command("copy", "Enregistrer une copie…", "Fichier", ("Ctrl+Shift+S",)),
    Command("preview", "Aperçu et impression…", "Fichier", ("Ctrl+P",), icon="eye"),
    Command("export", "Exporter le PDF et le classeur Excel…", "Fichier", ("Ctrl+E",), icon="download"),
    Command("letter", "Lettre d’invitation (PDF)…", "Fichier", pages=("leads",)),
    Command("vcard", "Fiche de contact (vCard)…", "Fichier", pages=("leads",)),
    Command("ics", "Exporter le calendrier (.ics)…", "Fichier", pages=("calendar",)),
    Command("settings", "Réglages…", "Fichier", ("Ctrl+,",), needs_document=False),
    Command("close", "Fermer le document", "Fichier", ("Ctrl+W",)),
    Command("quit", "Quitter", "Fichier", ("Ctrl+Q",), needs_document=False),
    Command("undo", "Annuler", "Édition", ("Ctrl+Z",), icon="undo-2"),
    Command("redo", "Rétablir", "Édition", ("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo-2"),
    Command("filter", "Filtrer les plans", "Édition", ("Ctrl+F",)),
    Command("person", "Données d’une personne…", "Édition"),
    Command("rank_1", "Choisir au rang 1", "Plan", typed=("1", "&"), pages=_CHOICES),
    Command("rank_2", "Choisir au rang 2", "Plan", typed=("2", "é"), pages=_CHOICES),
    Command("study", "Mettre à l’étude", "Plan", typed=("E",), pages=_CHOICES),
    Command("take_out", "Retirer du choix", "Plan", typed=("0", "à", "Suppr"), pages=_CHOICES),
    Command("move_up", "Monter dans le rang", "Plan", typed=("Alt+↑",), pages=_CHOICES),
    Command("move_down", "Descendre dans le rang", "Plan", typed=("Alt+↓",), pages=_CHOICES),
    Command("open_sheet", "Ouvrir la fiche", "Plan", ("Ctrl+Shift+F",), ("Entrée",), pages=_OPENING),
    Command("clear_sheet", "Vider la fiche", "Plan", pages=("choices", "sheets")),
    Command("go_to", "Aller à…", "Aller", ("Ctrl+K",), needs_document=False, icon="search"),
    Command("page_choices", "Choix des plans", "Aller", ("Alt+1",)),
    Command("page_sheets", "Fiches de plan", "Aller", ("Alt+2",)),
    Command("page_leads", "Chefs de projet", "Aller", ("Alt+3",)),
    Command("page_calendar", "Calendrier", "Aller", ("Alt+4",)),
    Command("page_budget", "Budget", "Aller", ("Alt+5",)),
    Command("page_factory", "Usine du futur", "Aller", ("Alt+6",)),
    Command("page_document", "La feuille de route", "Aller", ("Alt+7",)),
    Command("previous_sheet", "Fiche précédente", "Aller", ("Alt+Left",), pages=_SHEETS),
    Command("next_sheet", "Fiche suivante", "Aller", ("Alt+Right",), pages=_SHEETS),
    Command("previous_part", "Partie précédente de la fiche", "Aller", ("Ctrl+PgUp",), pages=_SHEETS),
    Command("next_part", "Partie suivante de la fiche", "Aller", ("Ctrl+PgDown",), pages=_SHEETS),
    Command("next_finding", "Contrôle suivant", "Aller", ("F8",)),
    Command("previous_finding", "Contrôle précédent", "Aller", ("Shift+F8",)),
    Command("next_pane", "Zone suivante : pages, contenu, contrôles", "Aller", ("F6",)),
    Command("previous_pane", "Zone précédente", "Aller", ("Shift+F6",)),
    Command("theme_system", "Thème du système", "Affichage", needs_document=False, checkable=True),
    Command("theme_light", "Thème clair", "Affichage", needs_document=False, checkable=True),
    Command("theme_dark", "Thème sombre", "Affichage", needs_document=False, checkable=True),
    Command("zoom_in", "Agrandir", "Affichage", ("Ctrl++", "Ctrl+="), needs_document=False),
    Command("zoom_out", "Réduire", "Affichage", ("Ctrl+-",), needs_document=False),
    Command("zoom_reset", "Taille normale", "Affichage", ("Ctrl+0",), needs_document=False),
    Command("presentation", "Mode présentation", "Affichage", ("F11",), needs_document=False, checkable=True),
    Command("findings", "Afficher ou masquer les contrôles", "Affichage", ("F9",)),
    Command("why", "Pourquoi ce contrôle ?", "Affichage", ("Ctrl+F8",)),
    Command("help", "Aide de cette page", "Aide", ("F1",), needs_document=False),
    Command("guide", "Premiers pas", "Aide", needs_document=False),
    Command("glossary", "Glossaire", "Aide", needs_document=False),
    Command("keys", "Raccourcis clavier", "Aide", ("?", "Ctrl+F1"), needs_document=False),
    Command("about", "À propos", "Aide", needs_document=False),
)
MENUS = {
    "Fichier": "&Fichier",
    "Édition": "É&dition",
    "Plan": "&Plan",
    "Aller": "A&ller",
    "Affichage": "&Affichage",
    "Aide": "A&ide",
}
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
