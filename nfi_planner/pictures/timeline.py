"""Actions on a time line: the period to draw, its axis, the bar of one action, what of it one can take hold of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import pairwise

from nfi_planner.models.roadmap import Action, Roadmap
from nfi_planner.pictures.scene import INK, LINE, MUTED, Line, Mark, Polygon, Rect, Scene, Text, text_width
from nfi_planner.support.french import MONTHS, NBSP, SHORT_MONTHS, long_date

_SIZE = 7.0  # of the labels of the axis
_GAP = 4.0  # the least blank between two labels
_QUARTERS_A_YEAR = 4
_LEAST_BAR = 2.0  # an action of one day must still be seen
_RADIUS = 5.5  # of a milestone's diamond
_EDGE = 3.5  # how near to an end of a bar one must be to take hold of that end

Period = tuple[date, date]  # the first and last day drawn


def period_of(actions: Iterable[Action], roadmap: Roadmap) -> Period:
    """Return the first and last day to draw: the actions' own span in whole quarters, one year at least.

    Without a dated action it is the roadmap's period.
    """
    days = [day for action in actions for day in (action.start, action.last_day) if day is not None]
    if not days:
        bare = Roadmap()
        days = [d for d in (roadmap.period_start, roadmap.period_end) if d] or [
            d for d in (bare.period_start, bare.period_end) if d
        ]
    first = _quarter(min(days))
    last = max(_quarter(max(days)), first + _QUARTERS_A_YEAR - 1)
    latest = _quarter(date.max)
    first = min(first, latest - _QUARTERS_A_YEAR + 1)
    return _quarter_start(first), _day_before(min(last, latest) + 1)


def period_words(period: Period) -> str:
    """Return the months a period runs from and to: « avr. 2014 – mars 2015 »."""
    first, last = (f"{SHORT_MONTHS[day.month - 1]}{NBSP}{day.year}" for day in period)
    return f"{first}{NBSP}– {last}"


def axis_words(period: Period) -> str:
    """Return what the axis of a period says: « Frise, d’avril 2014 à décembre 2016 »."""
    first, last = (f"{MONTHS[day.month - 1]}{NBSP}{day.year}" for day in period)
    return f"Frise, {'d’' if first[0] in 'ao' else 'de '}{first} à {last}"


def _quarter(day: date) -> int:
    return day.year * _QUARTERS_A_YEAR + (day.month - 1) // 3


def _quarter_start(quarter: int) -> date:
    return date(quarter // _QUARTERS_A_YEAR, quarter % _QUARTERS_A_YEAR * 3 + 1, 1)


def _day_before(quarter: int) -> date:
    if quarter > _quarter(date.max):
        return date.max
    return date.fromordinal(_quarter_start(quarter).toordinal() - 1)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to points, over that width. The end counts as a whole day."""

    start: date
    end: date
    width: float

    def at(self, ordinal: float) -> float:
        """Return where a day begins."""
        first = self.start.toordinal()
        span = max(self.end.toordinal() + 1 - first, 1)
        return (ordinal - first) / span * self.width

    def clipped(self, ordinal: float) -> float:
        """Return where a day begins, or the nearer end of the picture."""
        return min(max(self.at(ordinal), 0.0), self.width)

    def ordinal(self, x: float) -> float:
        """Return the day that stands at a place, with its fraction."""
        first = self.start.toordinal()
        return first + x / self.width * (self.end.toordinal() + 1 - first)


@dataclass(frozen=True, slots=True)
class _Tick:
    """A stretch of the axis: where it begins, what is written there, what it is called."""

    ordinal: int
    short: str
    name: str


def timeline_axis(period_start: date, period_end: date, width: float, height: float) -> Scene:
    """Return the axis: years above; below, months when they fit, else quarters, else nothing."""
    scale = Scale(period_start, period_end, width)
    parts = _fitting(scale)
    low = height - 3
    if not parts:
        return Scene(width, height, tuple(_labels(scale, _years(scale), low, bold=True)))
    high = low - _SIZE - 2
    marks = [*_labels(scale, _years(scale), high, bold=True), *_labels(scale, parts, low, bold=False)]
    return Scene(width, height, tuple(marks))


def _fitting(scale: Scale) -> list[_Tick]:
    """The finest parts of a year whose labels all fit."""
    days = scale.end.toordinal() - scale.start.toordinal() + 1
    for length, make in ((30, _months), (91, _quarters)):
        if scale.width / max(days / length, 1) < text_width("T4", _SIZE) + _GAP:
            continue  # don't even make thousands of labels
        ticks = make(scale)
        edges = [scale.clipped(t.ordinal) for t in ticks] + [scale.width]
        inner = list(zip(ticks, pairwise(edges), strict=True))[1:-1]  # the first and last stretch may be cut
        if all(right - left >= text_width(tick.short, _SIZE) + _GAP for tick, (left, right) in inner):
            return ticks
    return []


def _months(scale: Scale) -> list[_Tick]:
    first = scale.start.year * 12 + scale.start.month - 1
    last = scale.end.year * 12 + scale.end.month - 1
    days = (date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1))
    return [_Tick(d.toordinal(), SHORT_MONTHS[d.month - 1], f"{SHORT_MONTHS[d.month - 1]} {d.year}") for d in days]


def _quarters(scale: Scale) -> list[_Tick]:
    days = (_quarter_start(q) for q in range(_quarter(scale.start), _quarter(scale.end) + 1))
    return [_Tick(d.toordinal(), f"T{(d.month + 2) // 3}", f"T{(d.month + 2) // 3} {d.year}") for d in days]


def _years(scale: Scale) -> list[_Tick]:
    """The years, thinned out so that their labels fit."""
    years = range(scale.start.year, scale.end.year + 1)
    room = text_width("2014", _SIZE) + _GAP
    step = max(1, -int(-room * (len(years) - 1) // scale.width)) if len(years) > 1 else 1
    return [_Tick(date(y, 1, 1).toordinal(), str(y), str(y)) for y in years if (y - years[0]) % step == 0]


def _labels(scale: Scale, ticks: list[_Tick], base: float, *, bold: bool) -> list[Mark]:
    edges = [scale.clipped(tick.ordinal) for tick in ticks] + [scale.width]
    marks: list[Mark] = []
    for tick, (left, right) in zip(ticks, pairwise(edges), strict=True):
        if right - left < text_width(tick.short, _SIZE):
            continue
        if left > 0:
            marks.append(Line(left, base - _SIZE, left, base + 3, LINE))
        indent = 2 if left > 0 else 0
        marks.append(Text(left + indent, base, tick.short, _SIZE, bold=bold, color=MUTED, label=tick.name))
    return marks


def timeline_bar(
    action: Action, period_start: date, period_end: date, width: float, height: float, color: str
) -> Scene:
    """Return the drawing of one action: a bar from its first to its last day, a diamond for a milestone.

    What runs past the period is cut there and ends in an arrow head. Without a date there is nothing but the grid.
    """
    scale = Scale(period_start, period_end, width)
    grid = _grid(scale, height)
    days = days_of(action)
    if days is None:
        return Scene(width, height, tuple(grid))
    first, last = (day.toordinal() for day in days)
    if action.milestone:
        return Scene(width, height, (*grid, _diamond(scale, action, first, height, color)))
    return Scene(width, height, (*grid, *_bar(scale, _Stretch(first, last + 1, _said(action)), height, color)))


def timeline_span(span: Period | None, period: Period, width: float, height: float, name: str) -> Scene:
    """Return a thin line over the days that several actions take, with a stroke at each end; the grid without any."""
    scale = Scale(*period, width)
    grid = _grid(scale, height)
    if span is None:
        return Scene(width, height, tuple(grid))
    left, right = scale.clipped(span[0].toordinal()), scale.clipped(span[1].toordinal() + 1)
    right = max(right, left + _LEAST_BAR)
    low, high = height / 2 - 3, height / 2 + 3
    said = f"{name} : du {long_date(span[0])} au {long_date(span[1])}"
    marks = (
        Rect(left, height / 2 - 1, right - left, 2, INK, said),
        Line(left + 0.5, low, left + 0.5, high, INK, 1),
        Line(right - 0.5, low, right - 0.5, high, INK, 1),
    )
    return Scene(width, height, (*grid, *marks))


def _grid(scale: Scale, height: float) -> list[Mark]:
    return [Line(x, 0, x, height, LINE, 0.4) for tick in _years(scale) if (x := scale.at(tick.ordinal)) > 0]


def days_of(action: Action) -> Period | None:
    """Return the first and last day of an action, None without a date.

    An end before its start is a finding, not a crash: the two are taken in their order.
    """
    start, end = action.start or action.last_day, action.last_day
    if start is None or end is None:
        return None
    return min(start, end), max(start, end)


def timeline_day(scale: Scale, day: date, height: float, color: str, name: str) -> Scene:
    """Return a line at the middle of one day, which is called ``name``; nothing when the picture ends before it."""
    x = scale.at(day.toordinal() + 0.5)
    if not 0 <= x <= scale.width:
        return Scene(scale.width, height)
    return Scene(scale.width, height, (Line(x, 0, x, height, color, 1, f"{name} : {long_date(day)}"),))


class Grip(Enum):
    """What of an action one has taken hold of: the whole of it, one of its ends, or the empty line to draw it on."""

    WHOLE = auto()
    START = auto()
    END = auto()
    EMPTY = auto()


def grip_at(action: Action, scale: Scale, x: float) -> Grip | None:
    """Return what of an action stands at a place, None beside its bar. A milestone has no ends."""
    days = days_of(action)
    if days is None:
        return Grip.EMPTY
    first, last = (day.toordinal() for day in days)
    if action.milestone:
        return Grip.WHOLE if abs(x - scale.clipped(first + 0.5)) <= _RADIUS + 1 else None
    left, right = scale.clipped(first), scale.clipped(last + 1)
    right = max(right, left + _LEAST_BAR)
    if not left - _EDGE <= x <= right + _EDGE:
        return None
    inner = min(_EDGE, (right - left) / 4)  # a short bar can be moved too
    return Grip.START if x < left + inner else Grip.END if x > right - inner else Grip.WHOLE


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: int
    after: int  # the day after the last one
    label: str


def _bar(scale: Scale, stretch: _Stretch, height: float, color: str) -> list[Mark]:
    thick = min(height * 0.62, 9.0)
    top = (height - thick) / 2
    head = thick * 0.6
    left, right = scale.clipped(stretch.first), scale.clipped(stretch.after)
    early, late = scale.at(stretch.first) < 0, scale.at(stretch.after) > scale.width
    if right - left < _LEAST_BAR:
        left, right = min(left, scale.width - _LEAST_BAR), max(right, _LEAST_BAR)
        right = max(right, left + _LEAST_BAR)
    marks: list[Mark] = []
    if early:
        marks.append(_arrow(0, head, top, thick, color))
        left, right = head, max(right, head)
    if late:
        marks.append(_arrow(scale.width, -head, top, thick, color))
        left, right = min(left, scale.width - head), scale.width - head
    return [Rect(left, top, max(right - left, 0), thick, color, stretch.label), *marks]


def _arrow(tip: float, depth: float, top: float, thick: float, color: str) -> Polygon:
    """An arrow head, a little wider than the bar it ends."""
    base = tip + depth
    return Polygon(((tip, top + thick / 2), (base, top - 1.5), (base, top + thick + 1.5)), color)


def _diamond(scale: Scale, action: Action, ordinal: int, height: float, color: str) -> Polygon:
    radius = min(height * 0.4, _RADIUS)
    x = min(max(scale.at(ordinal + 0.5), radius), scale.width - radius)
    y = height / 2
    return Polygon(((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)), color, _said(action))


def _said(action: Action) -> str:
    """``"Former 120 opérateurs : du 1er avril 2014 au 30 juin 2014"``."""
    title = action.title or ("Jalon" if action.milestone else "Action")
    return f"{title} : {dates_in_words(action).removeprefix('le ')}"


def dates_in_words(action: Action) -> str:
    """Return « du 1er avril 2014 au 30 juin 2014 », « le 24 juin 2015 », or « sans date »."""
    first, last = action.start, action.last_day
    only = first or last
    if only is None:
        return "sans date"
    if first is None or last is None or first == last:
        return f"le {long_date(only)}"
    return f"du {long_date(first)} au {long_date(last)}"
