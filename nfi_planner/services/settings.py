"""What the program remembers between two starts. The file is JSON; a value of the wrong type counts as its default.

It is read before the window is painted, so the standard library alone reads it.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import platformdirs

from nfi_planner.models.errors import KnownError
from nfi_planner.support.atomic import replacing
from nfi_planner.support.paths import exists, is_folder

APP_NAME = "feuille-de-route-nfi"
VERSION = 3  # 1: recent documents and folders only; 2: not how the pages were left
NOT_KEPT = KnownError(
    "Les réglages n’ont pas pu être enregistrés.", "Vérifiez la place et vos droits sur le disque, puis réessayez."
)
_RECENT = 8
_DOCUMENTS = 50  # of which it is remembered where they were left
_LARGEST = 1 << 31  # what Qt takes for a length


Scalar = str | int | bool
Left = dict[str, Scalar]  # how something was left: a few values by name


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, each with a default."""

    version: int = VERSION
    recent: tuple[str, ...] = ()
    document_folder: str = ""
    export_folder: str = ""
    export_pdf: bool = True
    export_workbook: bool = True
    theme: str = "system"  # "system", "light" or "dark"
    zoom: int = 100  # percent
    presentation: bool = False
    window: tuple[int, ...] = ()  # x, y, width, height of the window when it isn't maximised
    maximised: bool = False
    guided: bool = False  # the first steps were gone through, or dismissed
    author: str = ""  # whose acts these are; the system's name for the user when empty
    service: str = ""  # a new roadmap begins with it, and with the logo
    logo: str = ""  # PNG or JPEG, in base 64
    logo_alt: str = ""
    logo_folder: str = ""
    findings: bool = True  # the right column is shown where there is room for it
    views: dict[str, Left] = field(default_factory=dict)  # how each page was left
    widths: dict[str, Left] = field(default_factory=dict)  # of columns made wider or narrower, in pixels of 100 %
    documents: dict[str, Left] = field(default_factory=dict)  # where each was left, by its id; the last one last

    @property
    def logo_bytes(self) -> bytes:
        """The logo, empty when there is none or it can't be read."""
        try:
            return b64decode(self.logo, validate=True)
        except ValueError:
            return b""


def with_logo(settings: Settings, logo: bytes, alternative: str) -> Settings:
    """Return the settings with another logo."""
    return replace(settings, logo=b64encode(logo).decode(), logo_alt=alternative)


def _path() -> Path:
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "settings.json"


def load() -> Settings:
    """Return the settings; the defaults when there are none or they can't be read."""
    path = _path()
    try:
        facts = path.stat()
        return _read(path, (facts.st_ino, facts.st_mtime_ns, facts.st_size))
    except OSError:
        return Settings()


@lru_cache(maxsize=1)
def _read(path: Path, stamp: tuple[int, ...]) -> Settings:
    """Read the file once as long as its stamp stays: a page asks again at every act."""
    del stamp
    try:
        read = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return Settings()
    return _typed(_upgraded(read)) if isinstance(read, dict) else Settings()


def _upgraded(read: dict[str, Any]) -> dict[str, Any]:
    """Return what an older program wrote, as this one writes it: version 1 had some of today's values, no others."""
    return read | {"version": VERSION}


_ITEMS: dict[str, Callable[[object], bool]] = {
    "recent": lambda item: type(item) is str,
    "window": lambda item: type(item) is int,
}


def _typed(read: dict[str, Any]) -> Settings:
    bare = Settings()
    values = {one.name: getattr(bare, one.name) for one in fields(Settings)}
    for name, default in values.items():
        value = read.get(name, default)
        if name in _ITEMS and isinstance(value, list) and all(map(_ITEMS[name], value)):
            values[name] = tuple(value)
        elif isinstance(value, dict) and isinstance(default, dict):
            values[name] = {key: _left(kept) for key, kept in value.items() if isinstance(kept, dict)}
        elif type(value) is type(default):
            values[name] = value
    if len(values["window"]) != 4 or any(abs(number) >= _LARGEST for number in values["window"]):
        values["window"] = ()
    return Settings(**values)


def _left(read: dict[str, Any]) -> Left:
    return {name: value for name, value in read.items() if type(value) in {str, int, bool}}


def save(settings: Settings) -> bool:
    """Keep the settings; return whether they could be. No work depends on it: most callers give up what couldn't."""
    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        with replacing(_path()) as draft:
            draft.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
    except (OSError, ValueError):
        return False
    return True


def change(**values: Any) -> Settings:
    """Set some of the settings and keep them; return them all."""
    settings = replace(load(), **values)
    save(settings)
    return settings


def remember(path: Path) -> None:
    """Put a document first among the recent ones."""
    name = str(path.resolve())
    recent = (name, *(p for p in load().recent if p != name))[:_RECENT]
    change(recent=recent, document_folder=str(path.resolve().parent))


def leave(document: str, *, place: Left, views: dict[str, Left], findings: bool) -> None:
    """Keep where a document of that id is left, how the pages are, and whether the findings are shown."""
    note(document, **place)
    kept = load()
    changed = replace(kept, views=kept.views | views, findings=findings)
    if changed != kept:
        save(changed)


def note(document: str, **values: str | int | bool) -> None:
    """Keep something of the document of that id, and of the last fifty ones. A copy of it has the same id."""
    kept = load().documents
    mine = kept.get(document, {}) | values
    if kept.get(document) != mine:
        others = {key: left for key, left in kept.items() if key != document}
        change(documents=dict(list((others | {document: mine}).items())[-_DOCUMENTS:]))


def recent_documents() -> list[Path]:
    """Return the recent documents that are still there, the last one first; a share that is gone takes its time."""
    return [path for name in load().recent if exists(path := Path(name))]


def documents_folder() -> Path:
    """Return where a file dialog opens: the last folder, else the user's own."""
    last = load().document_folder
    return Path(last) if last and is_folder(Path(last)) else own_folder()


def own_folder() -> Path:
    """Return the folder of the user's documents, else home."""
    own = Path(platformdirs.user_documents_dir())
    return own if is_folder(own) else Path.home()
