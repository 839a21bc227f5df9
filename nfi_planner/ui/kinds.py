"""How a value is shown in a field or a cell, and read back from what is typed. One parser for the whole window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nfi_planner.models import catalogue
from nfi_planner.models.entity import Choices
from nfi_planner.support import french


@dataclass(frozen=True, slots=True)
class Kind:
    """``parse`` raises ValueError with a French sentence; ``options`` are the values of a list, if it is one.

    ``suggestions`` are proposed to who types; anything else may be typed.
    """

    show: Callable[[Any], str]
    parse: Callable[[str], Any]
    right: bool = False
    options: tuple[tuple[Any, str], ...] = ()
    hint: str = ""
    suggestions: tuple[str, ...] = ()


REFUSED = "Non enregistré : voir le bandeau en haut de la fenêtre."  # said where what was typed stays


def _optional(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: parse(text) if text.strip() else None


def _shown(show: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: "" if value is None else show(value)


def _parse_year(text: str) -> int:
    try:
        year = french.parse_integer(text)
    except ValueError:
        year = 0
    if not 1900 <= year <= 2100:
        raise ValueError(french.typeset(f"« {text.strip()} » n’est pas une année. Exemple : 2014."))
    return year


def _parse_headcount(text: str) -> int:
    count = french.parse_integer(text)
    if count < 0:
        raise ValueError("Un effectif ne peut pas être négatif.")
    return count


def _parse_code(text: str) -> str:
    """The digits, in groups or not; what isn't a code is kept as it was typed, for the validation to say so."""
    return "".join(french.clean(text).split())


def _parse_euros(text: str) -> int:
    try:
        return french.parse_integer(text)
    except ValueError:
        sentence = f"« {text.strip()} » : un montant en euros est attendu, par exemple 1 250 000 ou 12,5 M€."
        raise ValueError(french.typeset(sentence)) from None


_YES = {"oui", "o", "x", "vrai", "true", "yes", "y", "1", "✓", "✔", "jalon"}  # also what a spreadsheet copies
_NO = {"", "non", "n", "faux", "false", "no", "0"}


def _parse_flag(text: str) -> bool:
    folded = french.fold(text)
    if folded not in _YES | _NO:
        raise ValueError(french.typeset(f"« {text.strip()} » : « oui » ou « non » est attendu."))
    return folded in _YES


TEXT = Kind(str, french.clean)
CODE = Kind(french.digits, _parse_code)  # a SIREN, a SIRET
INTEGER = Kind(_shown(french.integer), _optional(_parse_headcount), right=True)
EUROS = Kind(_shown(french.integer), _optional(_parse_euros), right=True, hint="en euros")
DECIMAL = Kind(_shown(french.decimal), _optional(french.parse_number), right=True)
YEAR = Kind(_shown(str), _optional(_parse_year), right=True)
DATE = Kind(_shown(french.short_date), _optional(french.parse_date), hint="jj/mm/aaaa")
FLAG = Kind(lambda value: "oui" if value else "", _parse_flag, options=((False, ""), (True, "oui")))


def one_of(members: type[Choices], *, optional: str | None = None) -> Kind:
    """Return the kind of a list of an enumeration's labels; ``optional`` names the empty choice, if there is one."""
    options: list[tuple[Any, str]] = [(member, french.capital(member.label)) for member in members]
    if optional is not None:
        options.insert(0, (None, optional))
    return listed(options)


def listed(options: list[tuple[Any, str]]) -> Kind:
    """Return the kind of a list of (value, label)."""
    labels = dict(options)
    values = {french.fold(text): value for value, text in options}

    def parse(text: str) -> Any:
        try:
            return values[french.fold(text)]
        except KeyError:
            known = ", ".join(text for _, text in options if text)
            raise ValueError(french.typeset(f"« {text} » n’est pas dans la liste : {known}.")) from None

    return Kind(lambda value: labels.get(value, ""), parse, options=tuple(options))


CIVILITY = listed([("", ""), ("Mme", "Mme"), ("M.", "M.")])


def departments() -> Kind:
    """Return the kind of a list of the départements, the empty one first."""
    return listed([("", ""), *((one.code, f"{one.code} {one.name}") for one in catalogue.departments())])
