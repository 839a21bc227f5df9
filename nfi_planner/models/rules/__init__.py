"""Validation: ``check(snapshot, today)`` says what is missing; saving is never refused."""

from datetime import date

from nfi_planner.models.rules import choices, document, factory, leads, sheets
from nfi_planner.models.rules.engine import Finding, Review, Rule, Severity, Where, all_rules, run
from nfi_planner.models.snapshot import Snapshot

__all__ = ["Finding", "Review", "Rule", "Severity", "Where", "all_rules", "check", "review"]

_FAMILIES = (choices, document, factory, leads, sheets)  # importing them registers their rules


def review(snapshot: Snapshot, today: date) -> Review:
    """Return the sorted findings and how many rules passed out of those that apply to something."""
    return run(all_rules(), snapshot, today)


def check(snapshot: Snapshot, today: date) -> list[Finding]:
    """Return the findings: by severity, code, then the document's order."""
    return list(review(snapshot, today).findings)
