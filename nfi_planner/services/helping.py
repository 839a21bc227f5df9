"""The help: French Markdown shipped with the program, one file a topic, read when it is asked for.

A topic about a page of the document has the page's key for its name. Keys of the keyboard stand in bold, and nothing
else does; a link to another topic is its file.
"""

import re
from functools import cache

from nfi_planner.support.french import typeset
from nfi_planner.support.paths import resource

WELCOME, FINDINGS, GLOSSARY = "accueil", "findings", "glossaire"
TOPICS = (
    WELCOME,
    "choices",
    "sheets",
    "leads",
    "calendar",
    "budget",
    "factory",
    "document",
    FINDINGS,
    "exporter",
    "fichiers",
    "affichage",
    GLOSSARY,
)


@cache
def text(topic: str) -> str:
    """Return a topic's Markdown, with the no-break spaces of French; FileNotFoundError when there is no such topic."""
    return typeset(resource("help", f"{topic}.md").read_text(encoding="utf-8"))


def title(markdown: str) -> str:
    """Return the heading a text begins with."""
    return markdown.partition("\n")[0].removeprefix("# ")


def bare(markdown: str) -> str:
    """Return a text without the signs of Markdown, as it is read and searched."""
    return re.sub(r"\*\*|^#+ |\[|\]\([^)]*\)|\|", "", markdown, flags=re.MULTILINE)
