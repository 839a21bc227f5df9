"""« Exporter le calendrier »: asks where, and returns what writes it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import calendar
from nfi_planner.support.french import plural
from nfi_planner.ui.dialogs.paths import ask_export
from nfi_planner.ui.widgets.writing import Work, written


def calendar_file(parent: QWidget, snapshot: Snapshot, document: Path) -> Work | None:
    """Ask for a file; return what writes the calendar there as it is now, or None."""
    from nfi_planner.services.exporting import default_name

    name = default_name(snapshot, "ics", "calendrier")
    path = ask_export(parent, "Exporter le calendrier", document, name, "Calendrier (*.ics)")
    return partial(_write, snapshot, path) if path else None


def _write(snapshot: Snapshot, path: Path) -> str:
    return written([path], plural(calendar.export_ics(snapshot, path), "date"))
