"""The composition root of the window: application, look, translations, crash reports, window."""

import argparse
import os
import sys
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QMessageLogContext, Qt, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from nfi_planner import __version__, cli
from nfi_planner.services import settings
from nfi_planner.support.french import typeset
from nfi_planner.ui import looks, theme
from nfi_planner.ui.shell import Shell

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


def run(arguments: argparse.Namespace) -> int:
    """Show the window until it is closed; return the exit status."""
    application = start()
    shell = Shell(arguments.today, arguments.file)
    shell.built.connect(_watch)
    shell.show()
    return application.exec()


def _watch(window: "MainWindow") -> None:
    sys.excepthook = CrashReporter(window)


def prepare(arguments: argparse.Namespace) -> tuple[QApplication, "MainWindow"]:
    """Return the application and its main window alone, not shown yet: for tests and pictures."""
    from nfi_planner.ui.main_window import MainWindow

    return start(), MainWindow(arguments.today)


def start() -> QApplication:
    """Return the application with its language and its look."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else _start()
    application.setApplicationName("Feuille de route NFI")
    application.setDesktopFileName("nfi-planner")
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(application)
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    looks.ask_for(settings.load())
    theme.install(application)
    application.styleHints().colorSchemeChanged.connect(partial(_follow_theme, application))
    return application


def _follow_theme(application: QApplication, scheme: Qt.ColorScheme) -> None:
    del scheme  # asked for again where it is needed
    theme.refresh(application)


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


class CrashReporter:
    """After a bug: write nothing more to the document, keep a report, say so. One window, one report at a time."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._open = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Handle an exception nobody caught; what fails here is given up, for nobody would catch it."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        with suppress(Exception):
            self._window.freeze()
        if self._open:  # a bug in painting comes back at every paint
            return
        self._open = True
        with suppress(Exception):
            from nfi_planner.support import log

            self._tell(log.report(error, trace, __version__))
        self._open = False

    def _tell(self, text: str) -> None:
        from nfi_planner.services.settings import APP_NAME
        from nfi_planner.support import log

        path = log.keep(text, APP_NAME)
        with suppress(OSError, ValueError):  # a pipe nobody reads any more
            if sys.stderr is not None:  # as on Windows, without a console
                sys.stderr.write(f"{text}\n")
        box = QMessageBox(QMessageBox.Icon.Critical, "Erreur du programme", typeset(_SENTENCE), parent=self._window)
        box.setInformativeText(typeset(f"Rapport : {path}") if path else "Le rapport n’a pas pu être écrit.")
        box.setDetailedText(text)
        box.exec()
        box.deleteLater()


_SENTENCE = (
    "Le programme a rencontré une erreur. Rien n’est plus enregistré dans le document depuis cet instant ; ce qui "
    "l’était auparavant est conservé. Fermez le programme et rouvrez le document."
)
