"""Work in the background: a function runs in a thread, its result or its error comes back to the window."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from nfi_planner.support.progress import CancelledError, Report

Work = Callable[[Report], Any]


class Task(QObject):
    """Work that was begun: how far it has come, and giving it up. ``ended`` comes last, however it ended."""

    progressed = Signal(float)  # from 0 to 1
    ended = Signal()
    _came_back = Signal(object, object)  # the result, the error

    def __init__(self, work: Work, on_end: Callable[[Any, Exception | None], None]) -> None:
        super().__init__()
        self._work, self._on_end = work, on_end
        self.so_far = 0.0  # for who comes to follow it later
        self._given_up = threading.Event()
        self._came_back.connect(self._end)
        _running.add(self)  # no widget holds it: one may go before the work ends, in the very moment it tells its end

    def cancel(self) -> None:
        """Give the work up at its next report; what is done by then stays done."""
        self._given_up.set()

    def run(self) -> None:
        """Work, in whichever thread calls this."""
        try:
            self.report(0.0)
            result, error = self._work(self.report), None
        except Exception as raised:  # noqa: BLE001 - it is handed to the window, which tells a known one from a bug
            result, error = None, raised
        self._came_back.emit(result, error)

    def report(self, done: float) -> None:
        """Tell how much is done; CancelledError once the work was given up."""
        if self._given_up.is_set():
            raise CancelledError
        self.so_far = done
        self.progressed.emit(done)

    def _end(self, result: Any, error: Exception | None) -> None:
        QTimer.singleShot(0, partial(_running.discard, self))  # not now: Qt is in the middle of this object's signal
        self.ended.emit()
        self._on_end(result, error)


_running: set[Task] = set()


class _Runnable(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run()


def run_in_background(
    parent: QObject | None,
    work: Work,
    on_ok: Callable[[Any], None],
    on_error: Callable[[Exception], None],
    on_cancelled: Callable[[], None] | None = None,
) -> Task:
    """Run ``work`` in a thread, then one of the functions in the window's thread unless ``parent`` is gone by then.

    Without a parent, one of them is called in any case.
    """

    def end(result: Any, error: Exception | None) -> None:
        if parent is not None and not isValid(parent):
            return
        if error is None:
            on_ok(result)
        elif not isinstance(error, CancelledError):
            on_error(error)
        elif on_cancelled is not None:
            on_cancelled()

    task = Task(work, end)
    QThreadPool.globalInstance().start(_Runnable(task))
    return task


def look_up(parent: QObject, work: Callable[[], Any], on_ok: Callable[[Any], None]) -> None:
    """The same for work that only reads: nobody waits for it at the end, for a share that is gone takes its time."""

    def end(result: Any, error: Exception | None) -> None:
        if error is not None:
            raise error  # a bug
        if isValid(parent):
            on_ok(result)

    threading.Thread(target=Task(lambda _report: work(), end).run, daemon=True).start()


def wait_for_all() -> None:
    """Wait until no work that writes runs any more."""
    QThreadPool.globalInstance().waitForDone()
