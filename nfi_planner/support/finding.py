"""Finding words in a text as a reader does: no accents, no case, any blank as a plain one."""

from functools import lru_cache

from nfi_planner.support.french import fold


def passages(text: str, words: str) -> list[tuple[int, int]]:
    """Return where the words begin and end in the text; blanks in a row, and ends of lines, count as one blank."""
    wanted = _folded(words.strip())[0]
    if not wanted:
        return []
    folded, origins = _folded(text)
    found, place = [], folded.find(wanted)
    while place >= 0:
        found.append((origins[place], origins[place + len(wanted) - 1] + 1))
        place = folded.find(wanted, place + len(wanted))
    return found


@lru_cache(maxsize=64)  # every topic of the help, as Markdown and as shown
def _folded(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters the place it comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        piece = fold(character) or " "
        if piece == " " and folded and folded[-1] == " ":
            continue
        folded += piece
        origins += [place] * len(piece)
    return "".join(folded), origins
