"""The consolidated calendar: every action and milestone of the chosen plans on one time line."""

from nfi_planner.documents.pdf.blocks import Block, Cell, Column, Heading, Paragraph, Table, bold, plain
from nfi_planner.documents.pdf.content.phrases import dates, joined, plan_name
from nfi_planner.documents.pdf.theme import RANK_COLORS
from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, Choice, Rank
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.timeline import (
    Period,
    axis_words,
    days_of,
    period_of,
    period_words,
    timeline_axis,
    timeline_bar,
    timeline_span,
)
from nfi_planner.support.french import plural

_TITLE = "Calendrier d’ensemble"
_TIME_LINE = 150.0
_DATES = 112.0  # two dates on one line
MILESTONE_NOTE = "◆ Un losange marque un jalon."


def calendar(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return one table by rank: each plan with the time it takes, and its actions below it, dates in figures."""
    actions = {c.id: lookups.filled(snapshot, Action, c.id) for c in lookups.chosen(snapshot)}
    every = [action for rows in actions.values() for action in rows]
    if not every:
        return (Heading(_TITLE), Paragraph(plain("Aucune action n’est inscrite à ce jour."), "lead"))
    period = period_of(every, lookups.roadmap(snapshot))
    milestones = sum(action.milestone for action in every)
    numbers = ((len(every) - milestones, "action"), (milestones, "jalon"))
    counts = joined(*(plural(number, name) for number, name in numbers if number), by=" et ")
    lead = f"{counts}, plan par plan ; la frise couvre la période {period_words(period)}."
    blocks: list[Block] = [Heading(_TITLE), Paragraph(plain(lead), "lead")]
    for rank in Rank:
        plans = [choice for choice in lookups.ranked(snapshot, rank) if actions[choice.id]]
        if plans:
            blocks.append(Heading(f"Rang {rank.value} — {rank.meaning}", 2, rank))
            blocks.append(_table(rank, [(choice, actions[choice.id]) for choice in plans], period))
    if milestones:
        note = f"{MILESTONE_NOTE} Le trait fin donne la durée du plan, de sa première à sa dernière date."
        blocks.append(Paragraph(plain(note), "note"))
    return tuple(blocks)


def _table(rank: Rank, plans: list[tuple[Choice, tuple[Action, ...]]], period: Period) -> Table:
    columns = (
        Column("Plan, action ou jalon"),
        Column("Dates", _DATES),
        Column(timeline_axis(*period, _TIME_LINE, 21), _TIME_LINE, alt=axis_words(period)),
    )
    rows: list[tuple[Cell, ...]] = []
    openings: list[int] = []
    for choice, actions in plans:
        openings.append(len(rows))
        rows.append(_plan(choice, actions, period))
        rows += [_action(action, rank, period) for action in sorted(actions, key=_order)]
    summary = f"Calendrier des plans de {rank.label} : dates, place dans le temps"
    return Table(columns, tuple(rows), summary, openings=tuple(openings))


def _order(action: Action) -> tuple[bool, int]:
    """By the first day, those without a date last."""
    days = days_of(action)
    return (days is None, days[0].toordinal() if days else 0)


def _plan(choice: Choice, actions: tuple[Action, ...], period: Period) -> tuple[Cell, ...]:
    known = [days for action in actions if (days := days_of(action))]
    span = (min(first for first, _ in known), max(last for _, last in known)) if known else None
    name = plan_name(choice)
    bar = timeline_span(span, period, _TIME_LINE, 12, name)
    return bold(name), bold(dates(*span) if span else dates(None, None)), bar


def _action(action: Action, rank: Rank, period: Period) -> tuple[Cell, ...]:
    bar = timeline_bar(action, *period, _TIME_LINE, 12, RANK_COLORS[rank])
    return plain(action_title(action)), plain(dates(action.start, action.last_day)), bar


def action_title(action: Action) -> str:
    """Return the action's title, with a diamond before a milestone's."""
    title = action.title.strip() or ("Jalon" if action.milestone else "Action") + " sans intitulé"
    return f"◆ {title}" if action.milestone else title
