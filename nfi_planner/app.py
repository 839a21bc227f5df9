"""The composition root of the window: application, look, translations, crash reports, window."""

import argparse
import os
import sys
from contextlib import suppress
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QMessageLogContext, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from nfi_planner import __version__, cli
from nfi_planner.services.settings import APP_NAME
from nfi_planner.support import log
from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.main_window import MainWindow


def run(arguments: argparse.Namespace) -> int:
    """Show the window until it is closed; return the exit status."""
    application, window = prepare(arguments)
    sys.excepthook = CrashReporter(window)
    window.show()
    return application.exec()


def prepare(arguments: argparse.Namespace) -> tuple[QApplication, MainWindow]:
    """Return the application and its window, not shown yet."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else _start()
    application.setApplicationName("Feuille de route NFI")
    application.setDesktopFileName("nfi-planner")
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(application)
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    theme.install(application)
    window = MainWindow(arguments.today, arguments.file)
    application.styleHints().colorSchemeChanged.connect(window.refresh_theme)
    return application, window


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

    def __init__(self, window: MainWindow) -> None:
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
            self._tell(log.report(error, trace, __version__))
        self._open = False

    def _tell(self, text: str) -> None:
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
