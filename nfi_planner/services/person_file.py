"""What a document holds of a person, as a file for that person: to be read, or by a machine (RGPD, article 15)."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nfi_planner.models.person import Certainty, Person
from nfi_planner.services.exporting import file_stem, whole_file
from nfi_planner.services.persons import JOURNAL, Found, Past
from nfi_planner.support import french

_GROUND = "Droit d’accès : article 15 du règlement (UE) 2016/679 (RGPD)."


def default_name(person: Person, extension: str) -> str:
    """Return the name proposed for the file: ``"donnees-concernant-helene-marchal.txt"``."""
    return f"{file_stem(f'données concernant {person.full_name}')}.{extension}"


def write(path: Path, person: Person, found: Iterable[Found], *, document: str, on: date) -> None:
    """Write what was found: JSON when the name ends in ``.json``, else text. Whole or not at all; KnownError.

    The names of those who wrote it aren't in it: they are other people's data.
    """
    found = tuple(found)
    structured = path.suffix.lower() == ".json"
    text = _json(person, found, document, on) if structured else _text(person, found, document, on)
    with whole_file(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="\n")


def _json(person: Person, found: tuple[Found, ...], document: str, on: date) -> str:
    content = {
        "objet": f"Données concernant {person.full_name}",
        "fondement": _GROUND,
        "document": document,
        "établi le": on.isoformat(),
        "données": [
            {"où": f.place, "champ": f.label, "valeur": f.text, "mention": f.certainty.label} for f in _now(found)
        ],
        "historique": [_line(one, past) for one, past in _history(found)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _line(one: Found, past: Past) -> dict[str, Any]:
    return {
        "date": past.time,
        "acte": past.act,
        "où": one.place,
        "champ": one.label,
        "avant": past.before,
        "après": past.after,
    }


def _now(found: tuple[Found, ...]) -> list[Found]:
    """What the document says now, a field once."""
    return list({one.key[:3]: one for one in found if one.text and one.key[0] != JOURNAL}.values())


def _history(found: tuple[Found, ...]) -> list[tuple[Found, Past]]:
    """What the history says, oldest first, a field of a line once."""
    told = {(past.line, one.key[:3]): (one, past) for one in found for past in one.past}
    return sorted(told.values(), key=_time)


def _time(pair: tuple[Found, Past]) -> str:
    return pair[1].time


def _text(person: Person, found: tuple[Found, ...], document: str, on: date) -> str:
    now, history = _now(found), _history(found)
    lines = [
        f"Données concernant {person.full_name}",
        "",
        f"Document : {document}",
        f"Établi le {french.long_date(on)}",
        _GROUND,
        "",
        f"Ce que dit le document ({french.plural(len(now), 'donnée')})",
        "",
        *(f"- {one.place}, {one.label} : {_indented(one.text)}{_doubt(one)}" for one in now),
        "",
        f"Ce que dit son historique ({french.plural(len(history), 'mention')})",
        "",
        *(_told(one, past) for one, past in history),
    ]
    return french.typeset("\n".join(lines)).rstrip() + "\n"


def _told(one: Found, past: Past) -> str:
    moment = datetime.fromisoformat(past.time).astimezone()
    before, after = f"« {_indented(past.before)} »", f"« {_indented(past.after)} »"
    values = {
        (True, True): f" — {before}, puis {after}",
        (True, False): f" — {before}, ensuite remplacé ou vidé",
        (False, True): f" — {after}",
    }.get((bool(past.before), bool(past.after)), "")
    when = f"{french.long_date(moment.date())} à {moment:%H:%M}"
    return f"- {when}, {past.act} ({one.place}, {one.label}){values}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def _doubt(one: Found) -> str:
    return " (à vérifier : peut-être une autre personne)" if one.certainty is Certainty.POSSIBLE else ""
