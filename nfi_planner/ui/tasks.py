"""Work in the background: a function runs in a thread, its result or its error comes back to the window."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot


class _Reply(QObject):
    done = Signal(object)
    failed = Signal(object)


class _Task(QRunnable):
    def __init__(self, work: Callable[[], Any], reply: _Reply) -> None:
        super().__init__()
        self._work, self._reply = work, reply

    @Slot()
    def run(self) -> None:
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - it is handed to the window, which tells a known one from a bug
            self._reply.failed.emit(error)
        else:
            self._reply.done.emit(result)


def run_in_background(
    parent: QObject, work: Callable[[], Any], on_ok: Callable[[Any], None], on_error: Callable[[Exception], None]
) -> None:
    """Run ``work`` in a thread, then one of the two functions in the window's thread."""
    reply = _Reply(parent)
    reply.done.connect(on_ok)
    reply.failed.connect(on_error)
    reply.done.connect(reply.deleteLater)
    reply.failed.connect(reply.deleteLater)
    QThreadPool.globalInstance().start(_Task(work, reply))


def look_up(parent: QObject, work: Callable[[], Any], on_ok: Callable[[Any], None]) -> None:
    """The same for work that only reads: nobody waits for it at the end, for a share that is gone takes its time."""
    reply = _Reply(parent)
    reply.done.connect(on_ok)
    reply.done.connect(reply.deleteLater)

    def run() -> None:
        found = work()
        with suppress(RuntimeError):  # the window is gone
            reply.done.emit(found)

    threading.Thread(target=run, daemon=True).start()


def wait_for_all() -> None:
    """Wait until no work that writes runs any more."""
    QThreadPool.globalInstance().waitForDone()
