"""A bar cut into shares, told apart by their patterns as much as by their colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nfi_planner.pictures.scene import MUTED, PAPER, Line, Mark, Rect, Scene, Text, text_width
from nfi_planner.support.french import millions

# The colours on paper; the window paints those of its theme in their place.
FIRST, FIRST_MID, FIRST_PALE = "#1F4E9E", "#7C9CCF", "#DCE6F5"
SECOND, SECOND_PALE = "#0B6B62", "#D8EAE7"
NEUTRAL_MID, NEUTRAL_PALE = "#B9B5A8", "#E7E4DA"

_GAP = 1.5  # the white between two shares
_STEP = 4.0  # from one line of a pattern to the next
_STROKE = 1.1
_ROW, _BAR = 16.0, 10.0  # of several bars below each other: from one to the next, and the thickness
_NAME = 118.0  # what stands before a bar
_LETTERS = 8.4


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the whole, in euros; ``look`` chooses its pattern, the same for a source in every picture."""

    name: str
    value: int
    look: int


@dataclass(frozen=True, slots=True)
class _Look:
    ground: str
    ink: str = ""  # of the lines; "" for a plain share
    lines: Literal["rising", "falling", "upright"] = "rising"


# Neighbours differ in lightness or in pattern: the bar reads on a black and white printer.
_LOOKS = (
    _Look(FIRST),
    _Look(FIRST_PALE, FIRST, "rising"),
    _Look(FIRST_MID),
    _Look(SECOND_PALE, SECOND, "upright"),
    _Look(SECOND, PAPER, "upright"),
    _Look(NEUTRAL_PALE, MUTED, "falling"),
    _Look(NEUTRAL_MID),
)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One of several bars: its name, its shares, and what is said behind it."""

    name: str
    parts: Sequence[Part]
    said: str


def stacked_bar(parts: Sequence[Part], width: float, height: float) -> Scene:
    """Return one bar cut in proportion; parts of nothing or less are left out."""
    return Scene(width, height, tuple(_shares(parts, Rect(0, 0, width, height, ""))))


def stacked_bars(rows: Sequence[BarRow], width: float) -> Scene:
    """Return bars below each other, as long as their sums beside the largest, with a legend of their parts."""
    sums = [sum(part.value for part in row.parts if part.value > 0) for row in rows]
    said = max((text_width(row.said, _LETTERS) for row in rows), default=0.0) + 12
    room, largest = width - _NAME - said, max(sums, default=0)
    marks: list[Mark] = []
    for number, (row, total) in enumerate(zip(rows, sums, strict=True)):
        top = number * _ROW
        base = top + _BAR - 1.5
        length = room * total / largest if largest else 0.0
        marks.append(Text(0, base, row.name, _LETTERS, label=f"{row.name} : {row.said}"))
        marks += _shares(row.parts, Rect(_NAME, top, length, _BAR, ""))
        marks.append(Text(_NAME + length + 5, base, row.said, _LETTERS, bold=True))
    names = {part.look: part.name for row in rows for part in row.parts if part.value > 0}
    legend, bottom = _legend(names, len(rows) * _ROW + 8, width)
    return Scene(width, bottom, (*marks, *legend))


def _legend(names: dict[int, str], top: float, width: float) -> tuple[list[Mark], float]:
    """The looks with their names, in as many lines as they take; and where the last line ends."""
    marks: list[Mark] = []
    x = 0.0
    for look, name in sorted(names.items()):
        wide = 16 + text_width(name, _LETTERS) + 12
        if x and x + wide > width:
            x, top = 0.0, top + _ROW
        marks += _filled(Rect(x, top, 11, 8, ""), _LOOKS[look % len(_LOOKS)])
        marks.append(Text(x + 16, top + 7, name, _LETTERS))
        x += wide
    return marks, top + 10


def _shares(parts: Sequence[Part], box: Rect) -> list[Mark]:
    """The parts of a bar that fills the box."""
    shown = [part for part in parts if part.value > 0]
    total = sum(part.value for part in shown)
    marks: list[Mark] = []
    done = 0
    for part in shown:
        left = done / total * box.width
        done += part.value
        right = done / total * box.width
        gap = _GAP if done < total and right - left > 2 * _GAP else 0.0
        label = f"{part.name} : {millions(part.value)}"
        share = Rect(box.x + left, box.y, right - left - gap, box.height, "", label)
        marks += _filled(share, _LOOKS[part.look % len(_LOOKS)])
    return marks


def compared_bar(value: int, largest: int, width: float, height: float) -> Scene:
    """Return a plain bar, as long beside the width as its value is beside the largest; nothing for nothing or less."""
    if value <= 0 or largest <= 0:
        return Scene(width, height)
    length = width * min(value / largest, 1.0)
    return Scene(width, height, (Rect(0, 0, length, height, _LOOKS[0].ground, millions(value)),))


def swatch(look: int, width: float, height: float) -> Scene:
    """Return the little box that stands for a look in a legend."""
    return Scene(width, height, tuple(_filled(Rect(0, 0, width, height, ""), _LOOKS[look % len(_LOOKS)])))


def _filled(box: Rect, look: _Look) -> list[Mark]:
    marks: list[Mark] = [Rect(box.x, box.y, box.width, box.height, look.ground, box.label)]
    if look.ink:
        marks += _hatching(box, look)
    return marks


def _hatching(box: Rect, look: _Look) -> list[Mark]:
    """Lines cut at the box's edges, so that no painter needs to clip."""
    marks: list[Mark] = []
    lean = 0.0 if look.lines == "upright" else box.height
    right = box.x + box.width
    foot = box.x - lean + _STEP / 2  # the left end of the next line
    while foot < right:
        if lean:
            low, high = max(foot, box.x), min(foot + lean, right)
            y_low, y_high = box.height - (low - foot), box.height - (high - foot)
            if look.lines == "falling":
                y_low, y_high = box.height - y_low, box.height - y_high
            marks.append(Line(low, box.y + y_low, high, box.y + y_high, look.ink, _STROKE))
        else:
            marks.append(Line(foot, box.y, foot, box.y + box.height, look.ink, _STROKE))
        foot += _STEP
    return marks
