"""The recent documents as the first page lists them. A share that is gone takes its time: ask in the background."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nfi_planner.models import catalogue
from nfi_planner.services import settings
from nfi_planner.storage.glance import region_key

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Recent:
    """A document that is there: its region's name ("" when it isn't known), and the day it was written last."""

    path: Path
    region: str
    written_on: date | None


def names() -> list[Path]:
    """Return the recent documents, the last one first, without looking whether they are there."""
    return [Path(name) for name in settings.load().recent][:SHOWN]


def look_up() -> list[Recent]:
    """Return the recent documents that are there, the last one first."""
    return [_recent(path) for path in settings.recent_documents()[:SHOWN]]


def _recent(path: Path) -> Recent:
    key = region_key(path)
    region = catalogue.region(*key) if key else None
    try:
        written = date.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ012 - the user's own day
    except (OSError, OverflowError, ValueError):  # gone meanwhile; a clock that was wrong
        written = None
    return Recent(path, region.name if region else "", written)
