"""What the program remembers between two starts: recent documents and the last folders."""

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import platformdirs

from nfi_planner.support.atomic import replacing
from nfi_planner.support.paths import exists, is_folder

APP_NAME = "feuille-de-route-nfi"
_RECENT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, each with a default: a file that can't be read means the defaults."""

    recent: tuple[str, ...] = ()
    document_folder: str = ""
    export_folder: str = ""


def _path() -> Path:
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "settings.json"


def load() -> Settings:
    """Return the settings; the defaults when there are none or they can't be read."""
    try:
        return msgspec.json.decode(_path().read_bytes(), type=Settings)
    except (OSError, ValueError):
        return Settings()


def save(settings: Settings) -> None:
    """Keep the settings. What can't be kept is given up: no work depends on it."""
    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        with replacing(_path()) as draft:
            draft.write_bytes(msgspec.json.encode(settings))
    except OSError:
        return


def remember(path: Path) -> None:
    """Put a document first among the recent ones."""
    settings = load()
    name = str(path.resolve())
    recent = (name, *(p for p in settings.recent if p != name))[:_RECENT]
    save(replace(settings, recent=recent, document_folder=str(path.resolve().parent)))


def recent_documents() -> list[Path]:
    """Return the recent documents that are still there, the last one first; a share that is gone takes its time."""
    return [path for name in load().recent if exists(path := Path(name))]


def documents_folder() -> Path:
    """Return where a file dialog opens: the last folder, else the user's documents, else home."""
    for name in (load().document_folder, platformdirs.user_documents_dir()):
        if name and is_folder(Path(name)):
            return Path(name)
    return Path.home()
