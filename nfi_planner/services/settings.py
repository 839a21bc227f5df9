"""What the program remembers between two starts. The file is JSON; a value of the wrong type counts as its default.

It is read before the window is painted, so the standard library alone reads it.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from nfi_planner.support.atomic import replacing
from nfi_planner.support.paths import exists, is_folder

APP_NAME = "feuille-de-route-nfi"
VERSION = 2  # 1: recent documents and folders only
_RECENT = 8


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
    try:
        read = json.loads(_path().read_bytes())
    except (OSError, ValueError):
        return Settings()
    return _typed(_upgraded(read)) if isinstance(read, dict) else Settings()


def _upgraded(read: dict[str, Any]) -> dict[str, Any]:
    """Return what an older program wrote, as this one writes it: version 1 had some of today's values, no others."""
    return read | {"version": VERSION}


_ITEMS: dict[str, type] = {"recent": str, "window": int}


def _typed(read: dict[str, Any]) -> Settings:
    bare = Settings()
    values = {field.name: getattr(bare, field.name) for field in fields(Settings)}
    for name, default in values.items():
        value = read.get(name, default)
        if name in _ITEMS and isinstance(value, list) and all(type(item) is _ITEMS[name] for item in value):
            values[name] = tuple(value)
        elif type(value) is type(default):
            values[name] = value
    return Settings(**values)


def save(settings: Settings) -> None:
    """Keep the settings. What can't be kept is given up: no work depends on it."""
    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        with replacing(_path()) as draft:
            draft.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        return


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


def recent_documents() -> list[Path]:
    """Return the recent documents that are still there, the last one first; a share that is gone takes its time."""
    return [path for name in load().recent if exists(path := Path(name))]


def documents_folder() -> Path:
    """Return where a file dialog opens: the last folder, else the user's documents, else home."""
    for name in (load().document_folder, platformdirs.user_documents_dir()):
        if name and is_folder(Path(name)):
            return Path(name)
    return Path.home()
