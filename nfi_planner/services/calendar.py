"""The dates of actions: moving and stretching them, and the calendar of all of them as a file for other programs.

What moves a date takes an action and returns it with other dates; ``redate`` makes that the act.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Action
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.timeline import days_of


def actions(snapshot: Snapshot) -> Iterator[Action]:
    """Yield the actions and milestones of the chosen plans in which something was entered, plan by plan."""
    for choice in lookups.chosen(snapshot):
        yield from lookups.filled(snapshot, Action, choice.id)


# -- other dates -------------------------------------------------------------------------------------------------------


def moved(action: Action, *, days: int = 0, months: int = 0) -> Action:
    """Return the action that much later, or earlier; the same where the calendar ends, or without a date."""
    start, end = (_later(day, days, months) if day else None for day in (action.start, action.end))
    if bool(start) != bool(action.start) or bool(end) != bool(action.end):
        return action
    return replace(action, start=start, end=end)


def end_moved(action: Action, *, days: int = 0, months: int = 0) -> Action:
    """Return the action with its end that much later, or earlier, at the earliest on its first day.

    The same for a milestone, which has no end, and without a date.
    """
    span = days_of(action)
    if span is None or action.milestone:
        return action
    last = _later(span[1], days, months)
    return between(action, span[0], max(span[0], last)) if last else action


def start_moved(action: Action, *, days: int = 0) -> Action:
    """Return the action with its start that much later, or earlier, at the latest on its last day."""
    span = days_of(action)
    if span is None or action.milestone:
        return action
    first = _later(span[0], days, 0)
    return between(action, min(first, span[1]), span[1]) if first else action


def between(action: Action, first: date, last: date) -> Action:
    """Return the action from one day to another; a milestone on the first of them."""
    return replace(action, start=first, end=None if action.milestone else last)


def dated(action: Action, first: date) -> Action:
    """Return an action that had no date from that day on: for one month, or on that day if it is a milestone."""
    last = _later(first, -1, 1)
    return between(action, first, last or first)


def undated(action: Action) -> Action:
    """Return the action without its dates."""
    return replace(action, start=None, end=None)


def _later(day: date, days: int, months: int) -> date | None:
    """Return the day that much later, None where the calendar ends. The last day of a month stays a last day."""
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    longest = monthrange(year, month + 1)[1]
    number = longest if months and day.day == monthrange(day.year, day.month)[1] else min(day.day, longest)
    try:
        return date(year, month + 1, number) + timedelta(days=days)
    except OverflowError:
        return None


def redate(snapshot: Snapshot, changed: Action, *, typing: bool = False) -> ChangeSet:
    """Give the action of the document the dates of this one; nothing when it has them, or is gone.

    ``typing`` says that more of the same may come at once, and share the journal line.
    """
    current = snapshot.get(Action, changed.id)
    if current is None:
        return ChangeSet("", ())
    after = replace(current, start=changed.start, end=changed.end)
    what = "le jalon" if current.milestone else "l’action"
    name = f"{what} « {current.title} »" if current.title else what
    label = f"{_verb(current, after)} {name} — {lookups.choice(snapshot, current.choice_id).plan.short_title}"
    return change_set(label, [Change(current, after)], typing=typing)


def _verb(before: Action, after: Action) -> str:
    old, new = days_of(before), days_of(after)
    if old is None:
        return "Dater"
    if new is None:
        return "Ôter les dates de" if not before.milestone else "Ôter la date de"
    moves = (new[0] - old[0], new[1] - old[1])
    return "Déplacer" if all(moves) else "Changer la durée de"


# -- the calendar as a file --------------------------------------------------------------------------------------------


def export_ics(snapshot: Snapshot, path: Path) -> int:
    """Write the dated actions as an iCalendar file and return how many.

    KnownError, and the old file whole, when there is none or it can't be written.
    """
    from nfi_planner.documents.ics import write_calendar
    from nfi_planner.services.exporting import whole_file

    found = [action for action in actions(snapshot) if days_of(action)]
    if not found:
        raise KnownError("Aucune action n’a de date : le calendrier serait vide.", "Donnez des dates aux actions.")
    with whole_file(path) as draft:
        write_calendar(snapshot, found, draft, stamp=datetime.now(UTC))
    return len(found)
