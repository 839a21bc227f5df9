"""How much room a text takes: for what must fit on its line or on one page, whatever was typed."""

import re

from reportlab.pdfbase.pdfmetrics import stringWidth

from nfi_planner.documents.pdf.text import drawable
from nfi_planner.documents.pdf.theme import BOLD, REGULAR, glyphs

_SAFE = 0.98  # of the width: the line breaker has its own ways


def flat(text: str) -> str:
    """Return the text without line breaks and without blanks in a row; no-break spaces stay."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


def shortened(text: str, lines: int, width: float, size: float) -> str:
    """Return the text, cut with « … » where it would take more than those lines of that width, in points."""
    words = flat(text)
    while words and line_count(words, width, size) > lines:
        words = f"{words[: min(len(words) - 2, int(len(words) * 0.95))].rstrip(' …,;.')}…" if len(words) > 2 else ""
    return words


def line_count(text: str, width: float, size: float) -> int:
    """Return on how many lines of that width, in points, the text stands."""
    lines, used = 1, 0.0
    space = width_of(" ", size)
    for word in flat(text).split(" "):
        wide = width_of(word, size)
        if used and used + space + wide > width * _SAFE:
            lines, used = lines + 1, 0.0
        lines += int(wide // (width * _SAFE))
        used += wide % (width * _SAFE) + (space if used else 0)
    return lines


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide the text is, in points."""
    glyphs()
    return float(stringWidth(drawable(text), BOLD if bold else REGULAR, size))
