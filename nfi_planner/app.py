"""The composition root of the window: application, look, translations, crash reports, window."""

import argparse
import os
import sys
import threading
import traceback
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    QTranslator,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from nfi_planner import __version__, cli
from nfi_planner.services import settings
from nfi_planner.ui import theme
from nfi_planner.ui.shell import Shell

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


_CALM = 600  # milliseconds after the window is made: it is painted, and nobody waits for anything


def run(arguments: argparse.Namespace) -> int:
    """Show the window until it is closed; return the exit status."""
    application = start()
    reporter = CrashReporter(application)
    sys.excepthook, threading.excepthook = reporter, reporter.in_thread
    shell = Shell(arguments.today, arguments.file)
    shell.built.connect(reporter.watch)
    shell.built.connect(_watch_hard_crashes)
    shell.built.connect(_offer_reports)
    shell.show_first()
    return application.exec()


def _watch_hard_crashes(window: "MainWindow") -> None:
    from nfi_planner.support import log

    del window
    log.watch_hard_crashes(log.folder(settings.APP_NAME))


def _offer_reports(window: "MainWindow") -> None:
    QTimer.singleShot(_CALM, window, partial(_offer_now, window))


def _offer_now(window: "MainWindow") -> None:
    from nfi_planner.ui.dialogs.crash import offer_unread

    offer_unread(window)


def prepare(arguments: argparse.Namespace) -> tuple[QApplication, "MainWindow"]:
    """Return the application and its main window alone, not shown yet: for tests and pictures."""
    from nfi_planner.ui.main_window import MainWindow

    application, window = start(), MainWindow(arguments.today)
    window.show_welcome()
    return application, window


def start() -> QApplication:
    """Return the application with its language and its look."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else _start()
    application.setApplicationName("Feuille de route NFI")
    application.setDesktopFileName("nfi-planner")
    QLocale.setDefault(QLocale("fr_FR"))
    translator = QTranslator(application)
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    theme.follow(settings.load())
    theme.install(application)
    return application


def _start() -> QApplication:
    """Start Qt. Without a screen it would end the process in English: our sentence comes first."""
    previous = qInstallMessageHandler(_hear_start)
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(previous)
    return application


def _hear_start(kind: QtMsgType, _context: QMessageLogContext, _message: str) -> None:
    if kind is QtMsgType.QtFatalMsg:
        cause = "il n’y a pas d’écran, ou il manque une bibliothèque du système"
        os._exit(cli.refuse(cli.no_window(cause)))  # no way back from here: Qt aborts the process next


class CrashReporter(QObject):
    """After a bug: write nothing more to the document, keep a report, say so. One window at a time, once for a bug."""

    _happened = Signal(str, object)  # the report and its path: said from the event loop, whatever was being done

    def __init__(self, parent: QObject, window: "MainWindow | None" = None) -> None:
        super().__init__(parent)
        self._window = window
        self._busy = self._listening = False
        self._dialog: QObject | None = None  # held: without a window nothing else would
        self._known: set[str] = set()

    def watch(self, window: "MainWindow") -> None:
        """Freeze this window from the next bug on."""
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Handle an exception nobody caught; what fails here is given up, for nobody would catch it."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if threading.current_thread() is threading.main_thread():
            self._freeze()  # elsewhere no widget may be touched: the window freezes when it is told
        with suppress(Exception):
            where = "".join(traceback.format_tb(trace)) + kind.__name__
            if self._busy or where in self._known:  # a bug in painting comes back at every paint
                return
            self._busy = True
            self._known.add(where)
            try:
                self._keep(error, trace)
            except Exception:  # noqa: BLE001 - the next bug must be told all the same
                self._busy = False

    def in_thread(self, happened: threading.ExceptHookArgs) -> None:
        """Handle what nobody caught in another thread."""
        if happened.exc_value is not None:
            self(happened.exc_type, happened.exc_value, happened.exc_traceback)

    def _keep(self, error: BaseException, trace: TracebackType | None) -> None:
        from PySide6.QtCore import Qt

        from nfi_planner.support import log

        text = log.report(error, trace, __version__)
        path = log.keep(text, log.folder(settings.APP_NAME))
        if not self._listening:  # not at the start: loading ``Qt`` would delay the first paint
            self._listening = True
            self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._happened.emit(text, path)
        with suppress(OSError, ValueError):  # a pipe nobody reads any more
            if sys.stderr is not None:  # as on Windows, without a console
                sys.stderr.write(f"{text}\n")

    def _freeze(self) -> None:
        with suppress(Exception):
            if self._window is not None:
                self._window.freeze()

    def _tell(self, text: str, path: Path | None) -> None:
        self._freeze()
        alive = self._window is not None and isValid(self._window)
        try:
            from nfi_planner.ui.dialogs.crash import CrashDialog

            self._dialog = dialog = CrashDialog(self._window if alive else None, text, path, may_go_on=alive)
            dialog.left.connect(self._leave)
            dialog.finished.connect(self._on_told)
            dialog.finished.connect(dialog.deleteLater)
            dialog.show()
        except Exception:  # noqa: BLE001 - the bug may be in what a dialog is made of: Qt's own box comes instead
            from PySide6.QtWidgets import QMessageBox

            box = QMessageBox(QMessageBox.Icon.Critical, "Erreur du programme", _PLAINLY)
            box.exec()
            self._busy = False

    def _on_told(self) -> None:
        self._busy = False
        self._dialog = None

    def _leave(self) -> None:
        """End the program whatever state the window is in: every act is in the file already."""
        with suppress(Exception):
            if self._window is not None and self._window.bridge is not None:
                self._window.bridge.editor.close()
        QApplication.exit(_CRASHED)


_CRASHED = 70  # as « internal software error » in sysexits.h
_PLAINLY = (
    "Le programme a rencontré une erreur. Rien n’est plus enregistré dans le document depuis cet instant. "
    "Fermez le programme et rouvrez le document."
)
