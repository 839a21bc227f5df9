"""What the calendar lists: the actions of the chosen plans under headings, by plan or by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, Choice, Rank
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.timeline import dates_in_words, days_of
from nfi_planner.support.french import MONTHS, plural, typeset

BY_PLAN, BY_MONTH = "plan", "month"


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that names what comes below it; it has nothing in the columns of an action."""

    id: str
    title: str
    detail: str
    rank: Rank | None = None

    blank: ClassVar[bool] = True
    owner: ClassVar[str] = ""
    choice_id: ClassVar[str] = ""
    start: ClassVar[None] = None
    end: ClassVar[None] = None


Row = Heading | Action


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants to see; ``plan`` is one of the chosen ones, "" for all."""

    by: str = BY_PLAN
    plan: str = ""
    milestones: bool = False


def rows(snapshot: Snapshot, every: Iterable[Action], wish: Wish) -> tuple[Row, ...]:
    """Return what is listed of the actions of all chosen plans, in its order."""
    shown = [
        action for action in every if wish.plan in {"", action.choice_id} and (action.milestone or not wish.milestones)
    ]
    if wish.by == BY_MONTH:
        return tuple(_by_month(shown))
    chosen = [choice for choice in lookups.chosen(snapshot) if wish.plan in {"", choice.id}]
    return tuple(_by_plan(chosen, shown))


def _by_plan(chosen: Sequence[Choice], shown: Sequence[Action]) -> Iterable[Row]:
    for choice in chosen:
        found = [action for action in shown if action.choice_id == choice.id]
        yield Heading(f"plan-{choice.id}", choice.plan.numbered_title, count(found) or "aucune action", choice.rank)
        yield from found


def _by_month(shown: Iterable[Action]) -> Iterable[Row]:
    """By the month they start in, those without a date last; on one day, in the order of the plans."""
    months: dict[tuple[int, int], list[Action]] = {}
    for action in sorted(shown, key=_first_day):
        months.setdefault(_month(action), []).append(action)
    for (year, month), found in months.items():
        title = f"{MONTHS[month - 1].capitalize()} {year}" if month else "Sans date"
        yield Heading(f"month-{year}-{month}", title, count(found))
        yield from found


def _first_day(action: Action) -> date:
    days = days_of(action)
    return days[0] if days else date.max


def _month(action: Action) -> tuple[int, int]:
    days = days_of(action)
    return (days[0].year, days[0].month) if days else (0, 0)


def whole_plan(choice: Choice) -> str:
    """Return « Plan 18, Chimie verte et biocarburants, rang 1 »: what the colour of a bar stands for, in words."""
    rank = f", {choice.rank.label}" if choice.rank else ""
    return f"Plan {choice.plan.number}, {choice.plan.title}{rank}"


def count(found: Sequence[Action]) -> str:
    """Return « 5 actions et 1 jalon », what there is none of left out."""
    milestones = sum(action.milestone for action in found)
    words = [(len(found) - milestones, "action"), (milestones, "jalon")]
    return " et ".join(plural(number, word) for number, word in words if number)


def sentence(snapshot: Snapshot, action: Action, today: date) -> str:
    """Return an action as it is read aloud, whole."""
    choice = lookups.choice(snapshot, action.choice_id)
    parts = [
        f"{'Jalon' if action.milestone else 'Action'} « {action.title} »" if action.title else "Action sans intitulé",
        f"porteur : {action.owner}" if action.owner else "sans porteur",
        dates_in_words(action),
        *_now(action, today),
    ]
    return typeset(f"{', '.join(parts)}. {whole_plan(choice)}.")


def _now(action: Action, today: date) -> list[str]:
    """Where the day is beside an action, in words; nothing without a date."""
    days = days_of(action)
    if days is None:
        return []
    if days[0] <= today <= days[1]:
        return ["aujourd’hui"] if action.milestone else ["en cours"]
    return ["à venir"] if today < days[0] else ["passé" if action.milestone else "passée"]
