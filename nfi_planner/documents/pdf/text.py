"""From a user's text to what reportlab draws: French spaces, no missing glyph, nothing taken for a tag."""

import unicodedata
from xml.sax.saxutils import escape

from nfi_planner.documents.pdf.blocks import Content, Span
from nfi_planner.documents.pdf.theme import MISSING, MUTED, STAND_IN, glyphs
from nfi_planner.support.french import THIN, typeset

_SOFT_HYPHEN = "\u00ad"


def drawable(text: str) -> str:
    """Return the text with its French spaces and a visible mark for each character the typeface lacks."""
    known = glyphs()
    composed = unicodedata.normalize("NFC", typeset(text.replace("\t", " ")))
    return "".join(_drawn(character, known) for character in composed)


def _drawn(character: str, known: frozenset[int]) -> str:
    if character == THIN:
        return STAND_IN
    if character in {"\n", _SOFT_HYPHEN}:
        return character
    if unicodedata.category(character) in {"Cc", "Cf"}:  # controls, joiners and marks of direction have no shape
        return ""
    return character if ord(character) in known else MISSING


def markup(content: Content) -> str:
    """Return the content in reportlab's markup."""
    return "".join(_tagged(span) for span in content)


def _tagged(span: Span) -> str:
    text = escape(drawable(span.text)).replace("\n", "<br/>")
    if span.bold:
        text = f"<b>{text}</b>"
    return f'<font color="{MUTED}">{text}</font>' if span.muted else text
