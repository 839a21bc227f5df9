"""How much room a text takes: for what must fit on one page, whatever was typed."""

from reportlab.pdfbase.pdfmetrics import stringWidth

from nfi_planner.documents.pdf.text import drawable
from nfi_planner.documents.pdf.theme import BOLD, REGULAR, glyphs

_SAFE = 0.98  # of the width: the line breaker has its own ways


def one_line(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text on one line, cut with « … » where it is wider than that many points."""
    line = " ".join(text.split())
    while line and _width(line, size, bold=bold) > width * _SAFE:
        line = f"{line[: min(len(line) - 2, int(len(line) * 0.95))].rstrip(' …,;')}…" if len(line) > 2 else ""
    return line


def line_count(text: str, width: float, size: float) -> int:
    """Return on how many lines of that width, in points, the text stands."""
    lines, used = 1, 0.0
    space = _width(" ", size)
    for word in text.split():
        wide = _width(word, size)
        if used and used + space + wide > width * _SAFE:
            lines, used = lines + 1, 0.0
        lines += int(wide // (width * _SAFE))
        used += wide % (width * _SAFE) + (space if used else 0)
    return lines


def _width(text: str, size: float, *, bold: bool = False) -> float:
    glyphs()
    return float(stringWidth(drawable(text), BOLD if bold else REGULAR, size))
