"""From a user's text to what reportlab draws: French spaces, the looks of spans, what the typeface lacks."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.paraparser import ParaFrag

from nfi_planner.documents.pdf.blocks import Content
from nfi_planner.documents.pdf.theme import BOLD, JOINERS, MISSING, MUTED, STAND_IN, glyphs
from nfi_planner.support.french import THIN, typeset

_SOFT_HYPHEN = "\u00ad"  # lines aren't broken within words
_SHAPELESS = {"Cc", "Cf", "Cs"}  # controls, marks of direction, halves of characters
_NO_XML = "\ufffe\uffff"  # no characters: what the file says of itself is XML, which can't hold them
_MISSING_RUN = re.compile("j*m(?:[js]*m)*j*")  # in a string of kinds, see _kind


def drawable(text: str) -> str:
    """Return the text with its French spaces and nothing in it that has no shape.

    What the typeface lacks stays in the text until it is drawn, with the joiners in it: see ``runs``.
    """
    composed = unicodedata.normalize("NFC", typeset(text.replace("\t", " ").replace(STAND_IN, MISSING)))
    composed = composed.replace(THIN, STAND_IN)
    if _known().issuperset(composed):
        return composed
    shaped = "".join(character for character in composed if _has_shape(character))
    return "".join(run if missing else _unjoined(run) for run, missing in runs(shaped))


def on_one_line(text: str) -> str:
    """Return the text as it is drawn on one line."""
    return " ".join(drawable(text).split("\n"))


def said(text: str) -> str:
    """Return the text as properties, bookmarks and alternative texts give it: on one line, in any script."""
    return on_one_line(text).replace(STAND_IN, THIN)


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of a drawable text, and whether the typeface lacks them.

    The blanks and the joiners within a stretch of another script, or within an emoji, are part of it.
    """
    if _known().issuperset(text):
        yield text, False
        return
    done = 0
    for match in _MISSING_RUN.finditer("".join(map(_kind, text))):
        if match.start() > done:
            yield text[done : match.start()], False
        yield text[match.start() : match.end()], True
        done = match.end()
    if done < len(text):
        yield text[done:], False


def boxes(run: str) -> str:
    """Return what is seen of a stretch the typeface lacks."""
    return "".join(" " if c == " " else MISSING for c in run if c not in JOINERS)


def fragments(content: Content, style: ParagraphStyle) -> list[ParaFrag]:
    """Return the content as reportlab's paragraphs take it: stretches in one look, and line breaks."""
    found: list[ParaFrag] = []
    for span in content:
        lines = drawable(span.text).split("\n")
        look = {
            "fontName": BOLD if span.bold else style.fontName,
            "textColor": _muted() if span.muted else style.textColor,
        }
        for place, line in enumerate(lines):
            if place:
                found.append(_fragment(style, look, lineBreak=True))
            if line:
                found.append(_fragment(style, look, text=line))
    return found


def _fragment(style: ParagraphStyle, look: dict[str, object], **values: object) -> ParaFrag:
    return ParaFrag(**{**_PLAIN, "fontSize": style.fontSize, **look, **values})


_PLAIN: dict[str, object] = {
    "rise": 0, "greek": 0, "link": [], "bold": 0, "italic": 0, "us_lines": [], "text": "",
}  # fmt: skip


@cache
def _muted() -> Color:
    return HexColor(MUTED)


@cache
def _known() -> frozenset[str]:
    """The characters the typeface has, those that stand for others included."""
    return (frozenset(map(chr, glyphs())) | {STAND_IN, "\n"}) - JOINERS - {_SOFT_HYPHEN}


def _kind(character: str) -> str:
    """Return k for known, s for a space, j for a joiner, m for missing."""
    if character in JOINERS:
        return "j"
    if character == " ":
        return "s"
    return "k" if character in _known() else "m"


def _has_shape(character: str) -> bool:
    if character in JOINERS or character in _known():
        return True
    return character not in _NO_XML and unicodedata.category(character) not in _SHAPELESS


def _unjoined(run: str) -> str:
    return "".join(character for character in run if character not in JOINERS)
