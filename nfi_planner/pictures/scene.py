"""What is drawn, as data: rectangles, lines, texts and polygons; the window and the documents paint the same scenes.

Lengths are in points, x goes right and y goes down from the top left corner. A mark's ``label`` is its accessible text;
a mark without one is decoration.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

INK, MUTED, LINE, PAPER = "#16213A", "#5A6478", "#C9C6BC", "#FFFFFF"
AVERAGE_CHARACTER = 0.5  # the width of a character of our typeface, in ems: good enough to see whether a label fits

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: str
    width: float = 0.5
    label: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; y is its base line, x its start, middle or end."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = "start"
    bold: bool = False
    color: str = INK
    label: str = ""


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str
    label: str = ""


Mark = Rect | Line | Text | Polygon


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its size and its marks, painted in their order."""

    width: float
    height: float
    marks: tuple[Mark, ...] = ()

    def labels(self) -> Iterator[str]:
        """Yield the accessible texts of the marks that have one."""
        return (mark.label for mark in self.marks if mark.label)

    @property
    def label(self) -> str:
        """The picture in words."""
        return " ; ".join(self.labels())


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, in points, without asking a font."""
    return len(text) * size * AVERAGE_CHARACTER
