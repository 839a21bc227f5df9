"""The counts of the findings in words."""

from nfi_planner.models.rules import Review, Severity
from nfi_planner.support.french import plural, typeset


def in_words(review: Review) -> str:
    """Return « 3 bloquants, 2 à vérifier, 1 conseil »."""
    numbers = ((severity, len(review.of(severity))) for severity in Severity)
    said = [_counted(severity, number) for severity, number in numbers if number]
    return ", ".join(said) or "Rien à signaler"


def _counted(severity: Severity, number: int) -> str:
    return typeset(f"{number} à vérifier") if severity is Severity.WARNING else plural(number, severity.label)


def meaning(review: Review) -> str:
    """Return what « 22 contrôles réussis sur 31 » means, in lines: a tooltip is as wide as its longest."""
    total = plural(review.applicable, "contrôle s’applique", "contrôles s’appliquent")
    failed = review.applicable - review.passed
    left = plural(failed, "a quelque chose à dire", "ont quelque chose à dire")
    none = "Un contrôle qui ne porte sur rien dans ce document ne compte pas."
    return typeset(f"{total} à ce document :\n{review.passed} sans rien à signaler, {left}.\n{none}")
