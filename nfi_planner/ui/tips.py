"""Tooltips and questions that show a text as it is written: Qt takes what looks like HTML for HTML."""

_JOINER = "\u2060"  # no letter, no width; after it Qt sees no tag, and everybody else what was written


def plain(text: str) -> str:
    """Return a text that Qt shows as written; used wherever Qt guesses, for all the user wrote."""
    return text.replace("<", f"<{_JOINER}").replace("&lt;", f"&{_JOINER}lt;")
