"""The example documents shipped with the program: a complete roadmap, and unfinished ones that show every finding.

An example is one JSON file: rows by table and by id. One that is ``based_on`` another holds what differs, as a JSON
merge patch (RFC 7396): ``null`` takes a row out, or gives a field back its default.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from nfi_planner.models import catalogue
from nfi_planner.models.entity import Entity
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import Choice
from nfi_planner.storage.document import DocumentFile
from nfi_planner.support.paths import exists, resource

EXAMPLE = "champagne-ardenne"  # the complete one
UNFINISHED = "brouillon"  # the one to show when an unfinished document is asked for


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    today: date
    rows: dict[str, dict[str, Any]]
    based_on: str = ""


@cache
def example_names() -> tuple[str, ...]:
    """Return the names of the examples: the complete one, then the unfinished ones in alphabetical order."""
    names = sorted(path.stem for path in resource("examples").glob("*.json"))
    return (EXAMPLE, *(name for name in names if name != EXAMPLE))


def example_title(name: str = EXAMPLE) -> str:
    """Return how an example is called on the screen; KnownError if there is none of that name."""
    return _read(name).title


def example_date(name: str = EXAMPLE) -> date:
    """Return the day on which an example is to be checked; KnownError if there is none of that name."""
    return _read(name).today


def example_rows(name: str = EXAMPLE) -> list[Entity]:
    """Return every row of an example, the 33 choices included; KnownError if there is none of that name."""
    tables = _tables(name)
    blank: dict[str, Any] = {str(plan.number): {} for plan in catalogue.pickable_plans()}
    tables[Choice.TABLE] = _merged(blank, tables[Choice.TABLE])
    return [
        msgspec.convert({"id": row_id, **values}, ROADMAP.table(table))
        for table, rows in tables.items()
        for row_id, values in rows.items()
    ]


def write_example(path: Path, name: str = EXAMPLE, author: str = "") -> DocumentFile:
    """Write an example to a new file and open it. KnownError if the path is taken or there is no such example."""
    return DocumentFile.create(path, ROADMAP, example_rows(name), label="Créer l’exemple", author=author)


def free_path(folder: Path) -> Path:
    """Return where an example goes in a folder: ``exemple.nfi``, or the first of ``exemple 2.nfi``… nobody took."""
    names = ("exemple.nfi", *(f"exemple {number}.nfi" for number in range(2, 100)))
    return next((path for name in names if not exists(path := folder / name)), folder / names[0])


@cache
def _read(name: str) -> _File:
    if name not in example_names():
        raise KnownError(f"L’exemple « {name} » n’existe pas.", f"Choisissez parmi : {', '.join(example_names())}.")
    return msgspec.json.decode(resource("examples", f"{name}.json").read_bytes(), type=_File)


def _tables(name: str) -> dict[str, Any]:
    file = _read(name)
    return _merged(_tables(file.based_on), file.rows) if file.based_on else dict(file.rows)


def _merged(target: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """Return the target after the merge patch."""
    result = dict(target)
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict):
            result[key] = _merged(result.get(key, {}), value)
        else:
            result[key] = value
    return result
