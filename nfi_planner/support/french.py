"""French as it is written: numbers, dates, plurals, sorting and no-break spaces."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache, lru_cache

NBSP = "\u00a0"
THIN = "\u202f"  # narrow no-break space: thousands, and before ; ! ?
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip

_SPACES = re.compile(r"[ \u00a0\u202f\u2009\t]+")
_ACCENTS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")  # once they stand by themselves
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What typography asks for; not compiled before it is needed, for a window is painted first."""
    return (
        (re.compile(r"«[ \u00a0\u202f]?"), f"«{NBSP}"),
        (re.compile(r"[ \u00a0\u202f]?»"), f"{NBSP}»"),
        (re.compile(r"(?<=[^\s«])[ \u00a0]([;!?])"), rf"{THIN}\1"),
        (re.compile(r"(?<=\S)[ \u00a0]:(?=\s|$)"), f"{NBSP}:"),
        (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), THIN),
        (
            re.compile(
                r"(?<=\d) (?=(?:€|M€|k€|%|mm|km|ans?|salariés?|plans?|mots?|[kMGT]Wh?|kg|tonnes?|ha|m²|m³)(?!\w))"
            ),
            NBSP,
        ),
        (re.compile(r"\b([nN]°) (?=\d)"), rf"\1{NBSP}"),
        (re.compile(r"\b(MM?\.|Mmes?|Dr) (?=[A-ZÀ-Ý])"), rf"\1{NBSP}"),
        (re.compile(r"([<>≤≥]) (?=\d)"), rf"\1{NBSP}"),
        (re.compile(r" ([–—])(?= )"), rf"{NBSP}\1"),
        (re.compile(rf"\b(\d{{1,2}}|1er) (?=(?:{'|'.join(MONTHS)})\b)"), rf"\1{NBSP}"),
    )


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """Return the text with the no-break spaces French typography asks for; nothing else changes."""
    for pattern, replacement in _rules():
        text = pattern.sub(replacement, text)
    return text


def clean(text: str) -> str:
    """Return the text without control characters (line breaks and tabs stay) nor outer blanks."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text for searching and sorting: no case, no accents, œ as oe, plain spaces and apostrophes."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    text = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return _SPACES.sub(" ", text).strip()


def capital(text: str) -> str:
    """Return the text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def plural(count: int, singular: str, plural_form: str = "") -> str:
    """Return ``"1 plan"``, ``"2 plans"``: in French, 0 and 1 are singular."""
    many = plural_form or f"{singular}s"
    return f"{integer(count)}{NBSP}{singular if abs(count) < 2 else many}"


def integer(value: int) -> str:
    """Return ``"1 250 000"`` with narrow no-break spaces."""
    return f"{value:,}".replace(",", THIN).replace("-", "−")


def decimal(value: Decimal) -> str:
    """Return ``"12,5"`` or ``"1 240"``, without needless zeros."""
    whole, _, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return (whole.replace(",", THIN) + (f",{fraction}" if fraction else "")).replace("-", "−")


def digits(number: str) -> str:
    """Return a SIREN as ``"000 000 018"``, a SIRET as ``"000 000 018 00012"``; what isn't all digits as it is."""
    bare = "".join(number.split())
    if not bare.isdecimal():
        return number
    ends = (3, 6, 9, 14) if len(bare) == 14 else range(3, len(bare) + 3, 3)
    return THIN.join(bare[start:end] for start, end in zip((0, *ends), ends, strict=False))


def euros(value: int) -> str:
    """Return ``"1 250 000 €"``."""
    return f"{integer(value)}{NBSP}€"


def millions(value: int) -> str:
    """Return an amount in euros as ``"12,4 M€"``; below a million the amount is given in full."""
    if 0 < abs(value) < 1_000_000:
        return euros(value)
    tenths = (Decimal(value) / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = f"{tenths:,f}".replace(",", THIN).replace(".", ",").replace("-", "−")
    return f"{text}{NBSP}M€"


def long_date(value: date) -> str:
    """Return ``"12 février 2014"``, ``"1er mars 2014"``."""
    day = "1er" if value.day == 1 else str(value.day)
    return f"{day}{NBSP}{MONTHS[value.month - 1]}{NBSP}{value.year}"


def short_date(value: date) -> str:
    """Return ``"12/02/2014"``."""
    return f"{value:%d/%m/}{value.year:04}"


def parse_number(text: str) -> Decimal:
    """Return the number typed with a comma or a point, any kind of space and an optional €, M€ or k€.

    Raises ValueError with a French sentence when it is none.
    """
    bare = _SPACES.sub("", text).replace("−", "-").lower()
    factor = 1
    for unit, value in (("m€", 1_000_000), ("k€", 1_000), ("€", 1), ("m", 1_000_000), ("k", 1_000)):
        if bare.endswith(unit):
            bare, factor = bare.removesuffix(unit), value
            break
    if re.fullmatch(r"-?\d{1,3}(\.\d{3}){2,}", bare):  # 1.250.000
        bare = bare.replace(".", "")
    if not re.fullmatch(r"-?\d+([.,]\d+)?", bare):
        msg = f"« {text.strip()} » n’est pas un nombre. Exemples : 12,5 ou 1 250 000."
        raise ValueError(typeset(msg))
    try:
        return Decimal(bare.replace(",", ".")) * factor
    except InvalidOperation as error:  # pragma: no cover - the pattern above admits numbers only
        raise ValueError(text) from error


def parse_integer(text: str) -> int:
    """Return the whole number typed; raises ValueError with a French sentence when it is none."""
    value = parse_number(text)
    if value != value.to_integral_value() or abs(value) > 10**15:
        msg = f"« {text.strip()} » : un nombre entier est attendu, par exemple 1 250 000."
        raise ValueError(typeset(msg))
    return int(value)


_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN_DATE = re.compile(r"(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})")


def parse_date(text: str) -> date:
    """Return the date typed as 12/02/2014, 12.2.14, 2014-02-12 or 12 février 2014.

    Raises ValueError with a French sentence when it is none.
    """
    bare = fold(text).removeprefix("le ")
    try:
        if match := _ISO_DATE.fullmatch(bare):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMERIC_DATE.fullmatch(bare):
            year = int(match[3])
            return date(year + 2000 if year < 100 else year, int(match[2]), int(match[1]))
        if match := _WRITTEN_DATE.fullmatch(bare):
            return date(int(match[3]), _month(match[2]), int(match[1]))
    except ValueError:
        pass
    msg = f"« {text.strip()} » n’est pas une date. Exemple : 12/02/2014 ou 12 février 2014."
    raise ValueError(typeset(msg))


def _month(word: str) -> int:
    found = [i for i, name in enumerate(MONTHS, 1) if len(word) >= 3 and fold(name).startswith(word)]
    if len(found) == 1 or word == "mars":
        return found[0]
    raise ValueError(word)


@lru_cache(maxsize=256)
def word_count(text: str) -> int:
    """Return how many words a French reader would count."""
    return len(re.findall(r"[^\W_]+(?:[’'\-][^\W_]+)*", text))
