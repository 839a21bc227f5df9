"""Crash reports: what happened, kept in a file the user can send, and offered again until it was looked at.

A report tells about the program, never about the document: no values, no names of files, the user's folder as « ~ ».
"""

import atexit
import faulthandler
import os
import re
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

import platformdirs

_KEPT = 20
_READ = ".lu.txt"  # how the name of a report that was looked at ends
_STAMP = "%Y%m%d-%H%M%S-%f"
_LONGEST = 300  # characters of an error's message
_ABOUT_CODE = (AttributeError, ImportError, NameError, TypeError)  # what these quote is names in the program
_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|«[^»]*»""")


@dataclass(frozen=True, slots=True)
class Report:
    """A report nobody has looked at yet."""

    path: Path
    time: datetime
    text: str


def folder(app_name: str) -> Path:
    """Return where the reports are; the folder may not be there."""
    return Path(platformdirs.user_log_dir(app_name, appauthor=False))


# -- writing -------------------------------------------------------------------------------------------------------


def report(error: BaseException, trace: TracebackType | None, version: str) -> str:
    """Return the text of a crash report."""
    return f"{_heading(version, datetime.now().astimezone())}\n\n{without_home(_told(error, trace, set()))}\n"


def keep(text: str, reports: Path) -> Path | None:
    """Write a report into the folder and let the oldest ones go; return its path, None when it can't be written."""
    path = reports / f"incident-{datetime.now().astimezone():{_STAMP}}.txt"
    try:
        reports.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        _thin(reports)
    except OSError:
        return None
    return path


def without_home(text: str) -> str:
    """Return the text with « ~ » for the user's folder, whose name is often the user's."""
    try:
        home = str(Path.home())
    except RuntimeError:  # a user without one
        return text
    return text.replace(home, "~") if len(home) > 1 else text


def _heading(version: str, time: datetime) -> str:
    import platform  # slow to load, and seldom needed

    where = f"Python {platform.python_version()}, {platform.platform()}"
    return f"Feuille de route NFI {version}\n{time:%Y-%m-%d %H:%M:%S %z}\n{where}"


def _told(error: BaseException, trace: TracebackType | None, told: set[int]) -> str:
    """The error with its calls, after the one it came from; a loop of causes is told once."""
    told.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    first = ""
    if before is not None and id(before) not in told:
        first = f"{_told(before, before.__traceback__, told)}\n\n"
    return f"{first}{''.join(traceback.format_tb(trace))}{type(error).__qualname__}: {_message(error)}"


def _message(error: BaseException) -> str:
    """What the error says, without what it quotes: that may be the document's. SQL comes after the first line."""
    try:
        line = next(iter(str(error).splitlines()), "")
    except Exception:  # noqa: BLE001 - whatever an error's own words raise, it must be reported
        return "?"
    bare = line if isinstance(error, _ABOUT_CODE) else _QUOTED.sub("« … »", line)
    return bare[:_LONGEST]


def _thin(reports: Path) -> None:
    for path in sorted(reports.glob("incident-*.txt"))[:-_KEPT]:
        path.unlink(missing_ok=True)


# -- what ends the process at once ---------------------------------------------------------------------------------


def watch_hard_crashes(reports: Path) -> None:
    """Let Python write where it was when the process is killed by a fault of its own, as in a library's C code.

    The file is there while the program runs; it goes at a normal end, and becomes a report at the next start.
    """
    path = reports / f"arret-{datetime.now().astimezone():{_STAMP}}-{os.getpid()}.log"
    with suppress(OSError):
        reports.mkdir(parents=True, exist_ok=True)
        file = path.open("w", encoding="utf-8")  # as long as the process: closing it would disarm the watch
        faulthandler.enable(file)
        atexit.register(_disarm, file.close, path)


def _disarm(close: Callable[[], None], path: Path) -> None:
    faulthandler.disable()
    with suppress(OSError):
        close()
        path.unlink()


def _collect_hard_crashes(reports: Path, version: str) -> None:
    """Make reports of what faults have left; an empty file is of a program that runs, or was killed from outside."""
    for path in reports.glob("arret-*.log"):
        with suppress(OSError):
            facts = path.stat()
            time = datetime.fromtimestamp(facts.st_mtime).astimezone()
            if facts.st_size:
                text = without_home(path.read_text(encoding="utf-8", errors="replace"))
                kept = reports / f"incident-{time:{_STAMP}}.txt"
                kept.write_text(f"{_heading(version, time)}\n\n{text}", encoding="utf-8")
            if facts.st_size or (datetime.now().astimezone() - time).days > 7:
                path.unlink()


# -- reading -------------------------------------------------------------------------------------------------------


def unread(reports: Path, version: str) -> list[Report]:
    """Return the reports nobody has looked at, the oldest first."""
    _collect_hard_crashes(reports, version)
    found = []
    for path in sorted(reports.glob("incident-*.txt")):
        if path.name.endswith(_READ):
            continue
        with suppress(OSError, ValueError):
            time = datetime.strptime(path.stem.removeprefix("incident-"), _STAMP).astimezone()
            found.append(Report(path, time, path.read_text(encoding="utf-8", errors="replace")))
    return found


def mark_read(reports: list[Report]) -> None:
    """Offer these no more; the files stay."""
    for one in reports:
        with suppress(OSError):
            one.path.rename(one.path.with_name(one.path.stem + _READ))
