"""The calendar of a roadmap as iCalendar (RFC 5545): one event that lasts whole days for each dated action.

The only user of icalendar.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.timeline import days_of
from nfi_planner.support.french import typeset

_PRODUCT = "-//Feuille de route NFI//Calendrier//FR"
_DOMAIN = "feuille-de-route-nfi"


def write_calendar(snapshot: Snapshot, actions: Iterable[Action], path: Path, *, stamp: datetime) -> None:
    """Write the actions that have a date; ``stamp`` is the moment of writing, in UTC. OSError when it can't be."""
    region = lookups.roadmap(snapshot).region
    name = typeset(f"Feuille de route — {region.name}" if region else "Feuille de route")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)  # RFC 7986
    calendar.add("x-wr-calname", name)  # what most programs read
    for action in actions:
        days = days_of(action)
        if days is not None:
            calendar.add_component(_event(snapshot, action, days, stamp))
    path.write_bytes(calendar.to_ical())


def _event(snapshot: Snapshot, action: Action, days: tuple[date, date], stamp: datetime) -> Event:
    choice = lookups.choice(snapshot, action.choice_id)
    kind = "Jalon" if action.milestone else "Action"
    first, last = days
    event = Event()
    event.add("uid", f"{action.id}@{_DOMAIN}")  # the same at each export: the event is brought up to date, not doubled
    event.add("dtstamp", stamp)
    event.add("dtstart", first)
    if last < date.max:
        event.add("dtend", last + timedelta(days=1))  # the day after the last one
    event.add("summary", typeset(f"{choice.plan.short_title} : {action.title or kind}"))
    event.add("description", typeset("\n".join(_lines(snapshot, action))))
    event.add("categories", [choice.plan.short_title, *(["Jalon"] if action.milestone else [])])
    event.add("transp", "TRANSPARENT")  # nobody is busy all these days
    return event


def _lines(snapshot: Snapshot, action: Action) -> list[str]:
    choice = lookups.choice(snapshot, action.choice_id)
    rank = f" ({choice.rank.label})" if choice.rank else ""
    plan = f"Plan {choice.plan.number}, {choice.plan.title}{rank}"
    return [plan, f"Porteur : {action.owner}"] if action.owner else [plan]
