"""Every key of the program as the help lists it: the table of commands, then what fields, tables and lists read."""

from nfi_planner.support.french import typeset
from nfi_planner.ui.actions import COMMANDS, MENUS

NOTE = (
    "Les chiffres sont ceux de la rangée du haut ; sur un clavier français, ils se tapent sans Maj : Alt+1 est Alt+&. "
    "Sur un plan, 1, 2 et 0 agissent sans autre touche, et &, é et à de même."
)
WIDGET_KEYS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {  # what is done, with which keys
    "Tableaux": (
        ("Saisie suivante, précédente, d’une ligne à l’autre", ("Tab", "Maj+Tab")),
        ("Cellule voisine, où l’on ne saisit pas aussi", ("←", "→", "↑", "↓")),
        ("Sortir du tableau, après ou avant lui", ("Ctrl+Tab", "Ctrl+Maj+Tab")),
        ("Ouvrir la cellule ; valider et descendre", ("Entrée",)),
        ("Modifier la cellule", ("F2",)),
        ("Abandonner la saisie", ("Échap",)),
        ("Ajouter une ligne", ("Ctrl+Entrée",)),
        ("Vider la cellule", ("Suppr",)),
        ("Supprimer la ligne", ("Ctrl+Suppr",)),
        ("Cocher ou décocher", ("Espace",)),
        ("Monter ou descendre la ligne", ("Alt+↑", "Alt+↓")),
        ("Copier, couper, coller (avec Excel aussi)", ("Ctrl+C", "Ctrl+X", "Ctrl+V")),
    ),
    "Ligne de temps": (
        ("Déplacer l’action d’un jour", ("←", "→")),
        ("Déplacer l’action d’un mois", ("Ctrl+←", "Ctrl+→")),
        ("Déplacer la fin d’un jour", ("Maj+←", "Maj+→")),
        ("Déplacer la fin d’un mois", ("Ctrl+Maj+←", "Ctrl+Maj+→")),
        ("Donner des dates à une action qui n’en a pas", ("Entrée", "Espace")),
        ("Enlever les dates", ("Suppr",)),
    ),
    "Usine du futur": (("Retenir ou ne plus retenir la candidate", ("Espace",)),),
    "Listes de plans": (
        ("Étendre la sélection", ("Maj+↑", "Maj+↓")),
        ("Vider le filtre", ("Échap",)),
    ),
    "Contrôles": (
        ("Aller à l’endroit du constat", ("Entrée",)),
        ("Pourquoi ce contrôle", ("?",)),
    ),
    "Aperçu": (
        ("Page d’écran suivante, précédente", ("Page suiv.", "Page préc.")),
        ("Début, fin du document", ("Début", "Fin")),
        ("Partie suivante, précédente", ("Ctrl+Page suiv.", "Ctrl+Page préc.")),
        ("Aller à la page", ("Ctrl+G",)),
        ("Agrandir, réduire", ("Ctrl++", "Ctrl+-")),
        ("Largeur de la page, puis page entière", ("Ctrl+0", "Ctrl+à")),
        ("Chercher dans les pages", ("Ctrl+F",)),
        ("Passage suivant, précédent", ("F3", "Maj+F3")),
        ("Imprimer", ("Ctrl+P",)),
        ("Exporter ce fichier", ("Ctrl+E",)),
        ("Ouvrir dans le lecteur du poste", ("Ctrl+O",)),
        ("Fermer l’aperçu", ("Échap",)),
    ),
    "Aide": (
        ("Chercher dans l’aide", ("Ctrl+F",)),
        ("Passage suivant, précédent", ("F3", "Maj+F3")),
        ("Fermer l’aide", ("Échap",)),
    ),
}


def keys_text() -> str:
    """Return the list of keys as Markdown, by menu."""
    parts = ["# Raccourcis clavier", NOTE]
    for menu in MENUS:
        lines = [(c.text, c.shown_keys) for c in COMMANDS if c.menu == menu and c.shown_keys]
        parts += _table(f"Menu {menu}", lines)
    for name, entries in WIDGET_KEYS.items():
        parts += _table(name, [(words, " ou ".join(keys)) for words, keys in entries])
    return typeset("\n\n".join(parts))


def _table(name: str, lines: list[tuple[str, str]]) -> list[str]:
    if not lines:
        return []
    rows = "\n".join(f"| {words} | **{keys}** |" for words, keys in lines)
    return [f"## {name}", f"| Commande | Touches |\n|---|---|\n{rows}"]
