"""A person as a document speaks of one: recognised in a text whatever case and accents, and redacted.

What names nobody else is certain: the full name, an e-mail address, a telephone number, « Mme Marchal ». A surname by
itself is possible only: it may be a homonym, or the name of a firm.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from nfi_planner.models.entity import Choices

ERASED = "[donnée effacée]"


class Certainty(Choices):
    """Whether a mention can be of somebody else."""

    CERTAIN = "certain", "certain"
    POSSIBLE = "possible", "à vérifier"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a document names. ``alone``: nobody else in it has that surname."""

    first_name: str = ""
    name: str = ""
    emails: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()  # what the document says he or she is, for a list
    alone: bool = True

    @property
    def full_name(self) -> str:
        """``"Hélène Marchal"``; the e-mail address or the telephone number where there is no name."""
        named = f"{self.first_name} {self.name}".strip()
        return named or next(iter((*self.emails, *self.telephones)), "")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text speaks of a person: from ``start`` up to ``end``."""

    start: int
    end: int
    certainty: Certainty


_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_ALIKE = str.maketrans(
    {"œ": "oe", "æ": "ae", "’": "'"}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")  # seen by nobody
)
_WORD = re.compile(r"[^\W_]+")
_SEP = r"[\s'.,_\-]+"
_LETTER = r"[^\W_]"
_START, _END = rf"(?<!{_LETTER})(?<!{_LETTER}-)", rf"(?!{_LETTER})(?!-{_LETTER})"  # « Marchal-Collet » is another name
_TITLES = ("m", "mm", "mr", "mme", "mmes", "mlle", "dr", "me", "pr", "monsieur", "madame", "mademoiselle")
_TITLE = rf"(?:{'|'.join(_TITLES)})\.?\s+"
_PARTICLES = ("de", "du", "des", "la", "le", "d’", "d'")
_NAME = re.compile(rf"{'|'.join(_PARTICLES)}|(?:[dD][’'])?[^\W\d_a-zà-ÿ]\S*")
_BETWEEN = re.compile(r"[\s,;:/()<>\-]*")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_TELEPHONE = re.compile(r"(?<!\d)(?:(?:\+|00)\s*33[\s.]*(?:\(0\))?[\s.]*|0)\d(?:[\s.\-]*\d){8}(?!\d)")


def plain(text: str) -> str:
    """Return the text as it is searched: no case, no accents, one kind of space, dash and apostrophe."""
    bare = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return _MARKS.sub("", bare).translate(_ALIKE)


def words(text: str) -> list[str]:
    """Return the words of a name, without the civility before it."""
    found = _WORD.findall(plain(text))
    return found[1:] if len(found) > 1 and found[0] in _TITLES else found


def digits(telephone: str) -> str:
    """Return a number's digits, a French one in its national form."""
    bare = re.sub(r"\D", "", telephone.replace("(0)", ""))
    for prefix in ("0033", "33"):
        if bare.startswith(prefix) and len(bare) == len(prefix) + 9:
            return f"0{bare.removeprefix(prefix)}"
    return bare


def person_of(text: str) -> Person:
    """Return the person a typed text means: an address, a number, or a name; capitals mark a surname.

    Of a name of one word nobody knows whose it is: it is never certain.
    """
    text = text.strip()
    if "@" in text:
        return Person(emails=(text,))
    if len(digits(text)) >= 6:
        return Person(telephones=(text,))
    parts = text.split()
    if len(parts) > 1 and plain(parts[0]).rstrip(".") in _TITLES:
        del parts[0]
    capitals = [part for part in parts if len(part) > 1 and part.isupper()]
    if not 0 < len(capitals) < len(parts):
        capitals = parts[1:] if len(parts) > 1 else parts
        return Person(" ".join(parts[: len(parts) - len(capitals)]), " ".join(capitals), alone=len(parts) > 1)
    return Person(" ".join(part for part in parts if part not in capitals), " ".join(capitals))


def in_contact(text: str) -> Person | None:
    """Return the person a contact begins with, as « Claire Domangeot, chargée de mission, claire@exemple.fr »."""
    head = re.split(r"[,;:\n(–—]", text, maxsplit=1)[0].strip()
    parts = [part for part in head.split() if plain(part).rstrip(".") not in _TITLES]
    if not 2 <= len(parts) <= 5 or not all(_NAME.fullmatch(part) for part in parts):
        return None
    if parts[0] in _PARTICLES or parts[-1] in _PARTICLES:
        return None
    emails, numbers = tuple(_EMAIL.findall(text)), tuple(_TELEPHONE.findall(text))
    if len(emails) > 1 or len(numbers) > 1:  # of several people: nobody can tell whose is which
        emails = numbers = ()
    return replace(person_of(head), emails=emails, telephones=numbers)


# -- in a text -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def mentions(person: Person, text: str) -> tuple[Mention, ...]:
    """Return where a text speaks of the person, in order, without overlaps."""
    searched = plain(text)
    needles, numbers = _needles(person)
    if not any(needle in searched for needle in needles) and not numbers.search(searched):
        return ()  # most texts: looking for a few letters is quick
    certain, possible = _patterns(person)
    places = [place for place, character in enumerate(text) for _ in _plain_character(character)]
    places.append(len(text))
    found: list[Mention] = []
    for pattern, certainty in ((certain, Certainty.CERTAIN), (possible, Certainty.POSSIBLE)):
        for match in pattern.finditer(searched):
            start, end = places[match.start()], max(places[match.end() - 1] + 1, places[match.end()])
            if match.end() > match.start() and all(end <= m.start or start >= m.end for m in found):
                found.append(Mention(start, end, certainty))
    return tuple(sorted(found, key=_start))


def _start(mention: Mention) -> int:
    return mention.start


def redacted(person: Person, text: str, certainties: frozenset[Certainty]) -> str:
    """Return the text with the mentions of these certainties replaced; empty when it said nothing else."""
    spans: list[tuple[int, int]] = []
    for mention in mentions(person, text):
        if mention.certainty not in certainties:
            continue
        if spans and _BETWEEN.fullmatch(text, spans[-1][1], mention.start):
            spans[-1] = (spans[-1][0], mention.end)
        else:
            spans.append((mention.start, mention.end))
    if not spans:
        return text
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    kept = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return ERASED.join(kept) if _WORD.search("".join(kept)) else ""


_plain_character = lru_cache(maxsize=1024)(plain)


@lru_cache(maxsize=16)
def _needles(person: Person) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Bits of text, and a pattern for the numbers, one of which is in every mention."""
    name = max(words(person.name), key=len, default="")
    texts = tuple(plain(text) for text in (name, *person.emails) if text)
    return texts, _any([_number(digits(number)) for number in person.telephones if len(digits(number)) >= 6])


@lru_cache(maxsize=16)
def _patterns(person: Person) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What mentions the person for certain, and what may, in a ``plain`` text."""
    first, name = words(person.first_name), words(person.name)
    certain = [rf"(?<![\w.+\-]){re.escape(plain(email))}(?![\w\-])" for email in person.emails]
    certain += [_number(digits(number)) for number in person.telephones if len(digits(number)) >= 6]
    possible: list[str] = []
    if name:
        surname = _SEP.join(name)
        titled = rf"{_START}{_TITLE}{surname}{_END}"
        (certain if person.alone else possible).append(titled)
        possible.append(rf"[\w.+\-]*(?<!{_LETTER}){surname}(?!{_LETTER})[\w.+\-]*@[\w.\-]+")
        possible.append(rf"(?<!{_LETTER}){surname}(?!{_LETTER})")
        if first:
            certain.insert(0, rf"(?<![\w.+\-])(?:{_logins(first, name)})\d*@[\w\-]+(?:\.[\w\-]+)*")
            certain.append(rf"{_START}(?:{_TITLE})?(?:{_full_names(first, name)}){_END}")
    return _any(certain), _any(possible)


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)")


def _full_names(first: list[str], name: list[str]) -> str:
    """Both orders, and « H. Marchal »; never « à Marchal » for Anne."""
    given, surname = _SEP.join(first), _SEP.join(name)
    initials = r"\.[\s\-]*".join(word[0] for word in first)
    return rf"{given}{_SEP}{surname}|{surname}{_SEP}{given}|{initials}\.[\s\-]*{surname}|{surname}[\s,]+{initials}\."


def _logins(first: list[str], name: list[str]) -> str:
    """How a name is written in an address or a user name: ``helene.marchal``, ``hmarchal``, ``marchal_h``."""
    joint = r"[._\-]?"
    surname, initials = joint.join(name), joint.join(word[0] for word in first)
    forms = [(given, surname) for given in (joint.join(first), initials)]
    return "|".join(f"{one}{joint}{other}|{other}{joint}{one}" for one, other in forms)


def _number(number: str) -> str:
    between = r"[\s.\-/]*"
    if not number.startswith("0"):
        return rf"(?<!\d){between.join(number)}(?!\d)"
    return rf"(?<!\d)(?:(?:\+|00){between}33{between}(?:\(0\))?|0){between}{between.join(number[1:])}(?!\d)"


# -- in a row ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Identity:
    """What a row says of the one person it is about."""

    first_name: str = ""
    name: str = ""
    email: str = ""
    telephone: str = ""


def recognised(person: Person, row: Identity) -> Certainty | None:
    """Return whether the row is about the person; its names decide, an address or a number where it has none."""
    own, mine = sorted(words(f"{row.first_name} {row.name}")), words(f"{person.first_name} {person.name}")
    surname = sorted(words(person.name))
    if own and mine:
        if own == sorted(mine) and person.first_name:
            return Certainty.CERTAIN
        if surname == own:
            return Certainty.CERTAIN if person.alone else Certainty.POSSIBLE
        same = not person.first_name and surname == sorted(words(row.name))
        return Certainty.POSSIBLE if same else None
    reached = plain(row.email) in map(plain, person.emails) or digits(row.telephone) in map(digits, person.telephones)
    return Certainty.CERTAIN if reached else None


def unfinished(person: Person, row: Identity) -> bool:
    """Return whether the row may be about the person while his or her name was being typed, or taken away."""
    if row.email and person.emails and not any(plain(e).startswith(plain(row.email)) for e in person.emails):
        return False
    first, name = (plain(person.first_name), plain(row.first_name)), (plain(person.name), plain(row.name))
    typed = plain(f"{row.first_name} {row.name}".strip())
    apart = all(mine.startswith(own) for mine, own in (first, name))
    return apart or plain(person.full_name).startswith(typed)


def is_author(person: Person, author: str) -> Certainty | None:
    """Return whether a user name is the person's."""
    first, name = words(person.first_name), words(person.name)
    if first and name and re.fullmatch(rf"(?:{_logins(first, name)})\d*", plain(author)):
        return Certainty.CERTAIN
    found = {mention.certainty for mention in mentions(person, author)}
    return min(found, key=list(Certainty).index, default=None)
