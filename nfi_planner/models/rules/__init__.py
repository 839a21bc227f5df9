"""Validation: ``check(snapshot, today)`` says what is missing; saving is never refused."""

from datetime import date
from functools import cache

from nfi_planner.models.rules import engine
from nfi_planner.models.rules.engine import Finding, Review, Rule, Severity, Where
from nfi_planner.models.snapshot import Snapshot

__all__ = ["Finding", "Review", "Rule", "Severity", "Where", "all_rules", "check", "review"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code. They are loaded when first asked for: a document is shown before it is checked."""
    from nfi_planner.models.rules import choices, document, factory, leads, sheets  # each registers its own

    del choices, document, factory, leads, sheets
    return engine.all_rules()


def review(snapshot: Snapshot, today: date) -> Review:
    """Return the sorted findings and how many rules passed out of those that apply to something."""
    return engine.run(all_rules(), snapshot, today)


def check(snapshot: Snapshot, today: date) -> list[Finding]:
    """Return the findings: by severity, code, then the document's order."""
    return list(review(snapshot, today).findings)
