"""« Exporter le calendrier »: asks where, and writes it in the background."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from nfi_planner.models.errors import KnownError
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import calendar, settings
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import tasks
from nfi_planner.ui.bridge import Bridge

_TITLE = "Exporter le calendrier"
_FILTER = "Calendrier (*.ics)"
_LABELS = {
    QFileDialog.DialogLabel.LookIn: "Dossier :",
    QFileDialog.DialogLabel.FileName: "Nom du fichier :",
    QFileDialog.DialogLabel.FileType: "Type :",
    QFileDialog.DialogLabel.Accept: "Exporter",
    QFileDialog.DialogLabel.Reject: "Annuler",
}
Say = Callable[[str, bool], None]  # a sentence, and whether it is good news


def save_calendar(page: QWidget, bridge: Bridge, say: Say) -> None:
    """Ask where, write the calendar as the document is now, and say what was written or why not."""
    path = _ask(page, bridge)
    if path is None:
        return
    snapshot = bridge.snapshot
    say("Écriture du calendrier en cours…", True)  # noqa: FBT003
    still = partial(_while_shown, page, say)  # the document may be closed meanwhile: the window outlives the page
    done, failed = partial(_done, still, path), partial(_failed, still)
    tasks.run_in_background(page.window(), partial(_write, snapshot, path), done, failed)


def _while_shown(page: QWidget, say: Say, sentence: str, good: bool) -> None:  # noqa: FBT001 - a Say
    if isValid(page):
        say(sentence, good)


def _ask(page: QWidget, bridge: Bridge) -> Path | None:
    from nfi_planner.services.exporting import default_name

    kept = settings.load().export_folder
    folder = Path(kept) if kept and Path(kept).is_dir() else bridge.editor.path.parent
    name = default_name(bridge.snapshot, "ics").replace("feuille-de-route", "calendrier", 1)
    dialog = QFileDialog(page.window(), _TITLE)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_FILTER)
    dialog.setDefaultSuffix("ics")
    dialog.setDirectory(str(folder.resolve()))
    dialog.selectFile(name)
    for label, text in _LABELS.items():
        dialog.setLabelText(label, typeset(text))
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if accepted and names else None


def _write(snapshot: Snapshot, path: Path) -> int:
    return calendar.export_ics(snapshot, path)


def _done(say: Say, path: Path, count: int) -> None:
    settings.change(export_folder=str(path.parent))
    say(f"Écrit dans {path.parent} : {path.name}, {plural(count, 'date')}.", True)  # noqa: FBT003


def _failed(say: Say, error: Exception) -> None:
    if not isinstance(error, KnownError):
        raise error
    say(f"{error.sentence} {error.cure}", False)  # noqa: FBT003
