"""The file of the preview: made in the background, in a folder that goes when the program ends."""

import atexit
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from shiboken6 import isValid

from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import PrintOrder
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.progress import Report
from nfi_planner.ui import tasks

_PREFIX, _LOCK = "feuille-de-route-", ".verrou"
_DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: where it is, and what is in it."""

    path: Path
    data: bytes

    def take_away(self) -> None:
        """Remove it, with the folder it is alone in."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


class Maker(QObject):
    """Makes one file at a time; an order given while another is being made takes its place."""

    begun = Signal(object)  # the Task
    made = Signal(object)  # a Made
    failed = Signal(object)  # a KnownError
    given_up = Signal()  # by the user

    def __init__(self, parent: QObject, snapshot: Snapshot, on: date) -> None:
        super().__init__(parent)
        self._snapshot, self._on = snapshot, on
        self._task: tasks.Task | None = None
        self._turn = 0

    def make(self, order: PrintOrder) -> None:
        """Make the file of this order."""
        self.stop()
        self._turn += 1
        outcomes = [
            partial(self._come_back, self._turn, outcome)
            for outcome in (self.made.emit, self._fail, self.given_up.emit)
        ]
        work = partial(_make, self._snapshot, self._on, order)
        self._task = tasks.run_in_background(None, work, *outcomes)  # else a file nobody waits for any more would stay
        self.begun.emit(self._task)

    @property
    def busy(self) -> bool:
        """Whether a file is being made."""
        return self._task is not None

    def stop(self) -> None:
        """Give up what is being made, without a word."""
        if self._task is not None:
            self._task.cancel()
        self._task = None

    def _come_back(self, turn: int, outcome: Callable[..., None], *values: object) -> None:
        """Go on, unless another file was ordered meanwhile or none is wanted any more."""
        if isValid(self) and self._task is not None and turn == self._turn:
            self._task = None
            outcome(*values)
        else:
            for made in values:
                if isinstance(made, Made):
                    made.take_away()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.failed.emit(error)
            return
        self.failed.emit(KnownError("Le document n’a pas pu être mis en page.", "Un rapport d’erreur a été gardé."))
        raise error


def _make(snapshot: Snapshot, on: date, order: PrintOrder, report: Report) -> Made:
    from nfi_planner.services.exporting import export_pdf
    from nfi_planner.services.printing import print_name

    try:
        folder = Path(tempfile.mkdtemp(dir=_folder()))
    except OSError as error:
        raise KnownError(
            "Le dossier temporaire du poste n’accepte pas de fichier.",
            "Libérez de la place sur le disque, puis réessayez.",
        ) from error
    made = Made(folder / print_name(snapshot, order), b"")
    try:
        export_pdf(snapshot, made.path, on=on, order=order, report=report)
        data = made.path.read_bytes()
        report(1.0)  # given up at the very end: nobody would take the file away but the event loop
        return Made(made.path, data)
    except BaseException:
        made.take_away()
        raise


@cache
def _folder() -> Path:
    """The folder of all previews, removed when the program ends."""
    _sweep(Path(tempfile.gettempdir()))
    kept = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    lock = _lock(Path(kept.name))
    lock.tryLock(0)
    atexit.register(lock.unlock)
    atexit.register(kept.cleanup)
    return Path(kept.name)


def _lock(folder: Path) -> QLockFile:
    """What tells, beside a folder, that the program it belongs to still runs."""
    made = QLockFile(f"{folder}{_LOCK}")
    made.setStaleLockTime(0)  # however long it runs
    return made


def _sweep(place: Path) -> None:
    """Remove the folders of programs that were killed: ours, of yesterday or before, and of none that runs."""
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            facts = folder.lstat()
            ours = not hasattr(os, "getuid") or facts.st_uid == os.getuid()
            lock = _lock(folder)
            if stat.S_ISDIR(facts.st_mode) and ours and time.time() - facts.st_mtime > _DAY and lock.tryLock(0):
                shutil.rmtree(folder, ignore_errors=True)
                lock.unlock()
