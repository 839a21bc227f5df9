"""Crash reports: what happened, kept in a file the user can send."""

import platform
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

import platformdirs


def report(error: BaseException, trace: TracebackType | None, version: str) -> str:
    """Return the text of a crash report."""
    lines = [
        f"Feuille de route NFI {version}",
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}",
        f"Python {platform.python_version()}, {platform.platform()}",
        "",
        "".join(traceback.format_exception(type(error), error, trace)),
    ]
    return "\n".join(lines)


def keep(text: str, app_name: str) -> Path | None:
    """Write a crash report to the user's log folder; return its path, or None when it can't be written."""
    folder = Path(platformdirs.user_log_dir(app_name, appauthor=False))
    path = folder / f"incident-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return path
