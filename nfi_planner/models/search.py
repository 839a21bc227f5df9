"""Finding a thing by a few letters of it: how well it matches, and which letters to show in bold.

Every step of ``Match`` is a look for bits of text in the names of a thing, or in everything known of it. What is
found at an earlier step stands first; within a step what is a favourite does, then the order of the kinds, then the
order given. Only when nothing holds the words typed are a small typing error, then letters that are left out, forgiven.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from nfi_planner.models.entity import Choices
from nfi_planner.models.rules import Where
from nfi_planner.support.french import fold


class Kind(Choices):
    """What kind of thing it is; the order is that of equally good matches."""

    PAGE = "page", "Page"
    PLAN = "plan", "Plan"
    FIRM = "firm", "Entreprise"
    PERSON = "person", "Personne"
    ACTION = "action", "Action"
    PARTNER = "partner", "Partenaire"
    FUNDING = "funding", "Financement"
    INDICATOR = "indicator", "Indicateur"
    COMMAND = "command", "Commande"


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing one can go to. ``target`` is a spot of the document, or the name of a page or a command."""

    kind: Kind
    text: str  # what is shown
    target: Where | str
    detail: str = ""  # shown beside it
    names: tuple[str, ...] = ()  # what it is called; its text when empty
    more: tuple[str, ...] = ()  # phrases that aren't shown and by which it is found
    keys: str = ""  # the keys of a command
    favourite: bool = False

    @property
    def sentence(self) -> str:
        """The entry as a screen reader says it."""
        return ", ".join(part for part in (self.kind.label, self.text, self.detail, self.keys) if part)


class Match(IntEnum):
    """How well an entry matches, best first."""

    EXACT = auto()  # what was typed is one of its names
    START = auto()  # a name begins with it
    WORDS = auto()  # words of its names begin with the words typed
    INSIDE = auto()  # the words typed are somewhere in its names
    ELSEWHERE = auto()  # words of what is known of it begin with them
    BURIED = auto()  # they are somewhere in what is known of it
    TYPO = auto()  # they would be, but for one letter of a word
    LETTERS = auto()  # the letters typed are in a name, in their order


class Hit(NamedTuple):
    """An entry that was found, and how."""

    entry: Entry
    match: Match


class Found(NamedTuple):
    """The best hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class Index:
    """What can be found. Made once, then asked at every key: a step is a scan of folded texts."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(entries, key=lambda entry: (not entry.favourite, _PLACES[entry.kind]))
        texts = [_texts(entry) for entry in self.entries]
        self._names = [names for names, _ in texts]
        self._all = [known for _, known in texts]
        self._joined = "".join(self._names)
        self._ends = list(accumulate(map(len, self._names)))
        self._vocabulary: dict[str, list[str]] = {}  # first letter -> words
        for word in sorted(set("".join(self._all).split())):
            self._vocabulary.setdefault(word[0], []).append(word)

    def search(self, typed: str, limit: int = 100) -> Found:
        """Return the best entries for what was typed; for nothing, the favourites, or all when there are none."""
        words = _plain(typed).split()
        if not words:
            favourites = [place for place, entry in enumerate(self.entries) if entry.favourite]
            return self._found(favourites or range(len(self.entries)), Match.EXACT, limit)
        places = _holding(self._all, words, range(len(self.entries)))
        if places:
            return Found(self._ranked(words, places, limit), len(places))
        if places := self._misspelt(words):
            return self._found(places, Match.TYPO, limit)
        return self._found(self._lettered("".join(words)), Match.LETTERS, limit)

    def _found(self, places: Sequence[int], match: Match, limit: int) -> Found:
        return Found(tuple(Hit(self.entries[place], match) for place in places[:limit]), len(places))

    def _ranked(self, words: list[str], places: list[int], limit: int) -> tuple[Hit, ...]:
        """The entries at these places by how well they match, until there are enough."""
        typed, starts = " ".join(words), [f" {word}" for word in words]
        steps = (
            (Match.EXACT, self._names, [f"\n {typed}\n"]),
            (Match.START, self._names, [f"\n {typed}"]),
            (Match.WORDS, self._names, starts),
            (Match.INSIDE, self._names, words),
            (Match.ELSEWHERE, self._all, starts),
            (Match.BURIED, self._all, words),
        )
        hits: list[Hit] = []
        for match, texts, bits in steps:
            found = _holding(texts, bits, places)
            hits += [Hit(self.entries[place], match) for place in found[: limit - len(hits)]]
            if len(hits) == limit:
                break
            gone = set(found)
            places = [place for place in places if place not in gone]
        return tuple(hits)

    def _misspelt(self, words: list[str]) -> list[int]:
        """The entries that hold each word but for one letter of it: those that do in their names first."""
        wanted = [[f" {word}", *(f" {near}" for near in self._near(word))] for word in words]
        places = list(range(len(self.entries)))
        for bits in wanted:
            places = _holding_one(self._all, bits, places)
        named = places
        for bits in wanted:
            named = _holding_one(self._names, bits, named)
        return [*named, *sorted(set(places) - set(named))]

    def _near(self, word: str) -> Iterable[str]:
        """The known words that begin with this one but for a letter."""
        known = (near for first in sorted(set(word[:2])) for near in self._vocabulary.get(first, ()))
        return (near for near in known if _one_letter_off(word, near))

    def _lettered(self, letters: str) -> list[int]:
        """The entries with these few letters in a name, from the beginning of a word on; the tightest first."""
        if len(letters) not in _ABBREVIATED:
            return []
        pattern = re.compile(f" {letters[0]}" + "".join(rf"[^{letter}\n]*+{letter}" for letter in letters[1:]))
        tightest: dict[int, int] = {}
        for found in pattern.finditer(self._joined):
            place = bisect_right(self._ends, found.start())
            tightest[place] = min(len(found[0]), tightest.get(place, len(found[0])))
        return sorted(tightest, key=lambda place: (tightest[place], place))


_PLACES = {kind: place for place, kind in enumerate(Kind)}
_MARKS = re.compile(r"[\W_]+")
_ABBREVIATED = range(3, 6)  # longer than that nobody leaves letters out on purpose
_TRUSTED = 4  # in a shorter word one wrong letter makes another word


@lru_cache(maxsize=1 << 14)  # most things are as they were when they are looked for again
def _texts(entry: Entry) -> tuple[str, str]:
    """The names of a thing, each on a line, and all that is known of it; folded."""
    names = "".join(f"\n {_plain(name)}" for name in entry.names or (entry.text,)) + "\n"
    return names, f"{names} {_plain(f'{entry.detail} {entry.kind.label}')} {_plain(' '.join(entry.more))}"


def forget() -> None:
    """Keep nothing of what was looked among: a document that is closed, or a person who was erased."""
    _texts.cache_clear()
    _unfolded.cache_clear()


def _plain(text: str) -> str:
    """The words of a text, folded, with one space between."""
    return _MARKS.sub(" ", fold(text)).strip()


def _holding(texts: Sequence[str], bits: Iterable[str], places: Iterable[int]) -> list[int]:
    """The places whose text holds every bit."""
    found = list(places)
    for bit in bits:
        found = [place for place in found if bit in texts[place]]
    return found


def _holding_one(texts: Sequence[str], bits: Iterable[str], places: Sequence[int]) -> list[int]:
    """The places whose text holds one of the bits, or more."""
    return sorted({place for bit in bits for place in places if bit in texts[place]})


def _one_letter_off(typed: str, word: str) -> bool:
    """Whether the word begins with what was typed, but for a letter too many, missing, wrong or out of turn.

    A number is either right or wrong; so is a short word.
    """
    if len(typed) < _TRUSTED or typed.isdecimal():
        return False
    same = next((i for i, (one, other) in enumerate(zip(typed, word, strict=False)) if one != other), len(word))
    if same >= len(typed):
        return False
    rest, there = typed[same:], word[same:]
    swapped = rest[1::-1] + rest[2:]
    return there.startswith((rest[1:], swapped)) or there[1:].startswith((rest, rest[1:]))


# -- what is shown of it ---------------------------------------------------------------------------------------------


def marks(text: str, typed: str, match: Match) -> list[tuple[int, int]]:
    """Return the parts of a shown text, from and to, that what was typed has found."""
    folded, places = _unfolded(text)
    words = _plain(typed).split()
    if match is Match.LETTERS:
        return _letter_marks(folded, places, "".join(words))
    found = set()
    for typed_word in words:
        word = typed_word
        if match is Match.TYPO and f" {word}" not in folded:
            word = next((known for known in folded.split() if _one_letter_off(word, known)), word)
        at = folded.find(f" {word}") + 1
        if not at and match in {Match.INSIDE, Match.BURIED}:
            at = max(0, folded.find(word))
        if at:  # what is folded begins with a space
            found |= set(places[at : at + len(word)])
    return _runs(sorted(found))


def because(hit: Hit, typed: str) -> str:
    """Return the phrase that isn't shown and has the first word typed that is in nothing shown; "" mostly."""
    if hit.match not in {Match.ELSEWHERE, Match.BURIED}:
        return ""
    shown = _plain(f"{hit.entry.text} {hit.entry.detail} {hit.entry.kind.label}")
    missing = [word for word in _plain(typed).split() if word not in shown]
    return next((phrase for word in missing for phrase in hit.entry.more if word in _plain(phrase)), "")


@lru_cache(maxsize=1024)  # the same lines are shown again at the next key
def _unfolded(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter after a space, and the place in the text of each letter of it."""
    folded, places = " ", [0]
    for place, character in enumerate(text):
        plain = _plain(character) or ("" if unicodedata.combining(character) else " ")
        folded += plain
        places += [place] * len(plain)
    return folded, places


def _letter_marks(folded: str, places: list[int], letters: str) -> list[tuple[int, int]]:
    starts = [m.start() + 1 for m in re.finditer(f" {re.escape(letters[:1])}", folded)]
    tries = [list(_in_turn(folded, letters, start)) for start in starts]
    whole = [found for found in tries if len(found) == len(letters)]
    best = min(whole, key=lambda found: found[-1] - found[0], default=[])
    return _runs(sorted({places[at] for at in best}))


def _in_turn(text: str, letters: str, start: int) -> Iterable[int]:
    """The places of the letters from there on, as far as they are there."""
    for letter in letters:
        start = text.find(letter, start)
        if start < 0:
            return
        yield start
        start += 1


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Return neighbouring places as (from, to)."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return runs
