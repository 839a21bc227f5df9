"""The page of the rules, made from the rules themselves."""

from nfi_planner.models.rules import Rule, all_rules
from nfi_planner.support.french import plural, typeset

_HEAD = """\
# Les contrôles

Cette page est produite par le programme (`make docs`), d’après les contrôles eux-mêmes.

Une feuille de route inachevée s’enregistre toujours. Un contrôle dit en une phrase ce qui manque, et où. Sa gravité :

- **bloquant** : la remise est refusée tant qu’il reste à corriger ;
- **à vérifier** : la remise est possible ;
- **conseil** : la feuille de route y gagnerait.

Un contrôle ne compte que s’il s’applique à quelque chose dans le document. Ceux des fiches (C04, L et S) ne regardent
que les plans choisis.

| code | gravité | contrôle | source |
|---|---|---|---|
"""

_FOOT = """
C03, « un plan a un rang au plus et le plan 34 ne se choisit pas », n’est pas un contrôle : le programme ne permet pas
d’écrire le contraire. Un plan n’a qu’un statut, et « Usine du futur », porté par toutes les régions, ne se choisit pas.
"""


def describe_rules() -> str:
    """Return the page of the rules, in Markdown: a line for each, with its severity and its source."""
    rules = all_rules()
    count = f"\n{plural(len(rules), 'contrôle')} en tout.\n"
    return typeset(_HEAD) + "".join(map(_line, rules)) + count + typeset(_FOOT)


def _line(rule: Rule) -> str:
    return f"| {rule.code} | {rule.severity.label} | {rule.title} | {rule.source} |\n"
