"""After a bug: what happened, what becomes of the work, and the report; and the same report at the next start."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from nfi_planner import __version__
from nfi_planner.services.settings import APP_NAME
from nfi_planner.support import log
from nfi_planner.support.french import NBSP, long_date, plural, typeset
from nfi_planner.ui.widgets.notice import show_notice
from nfi_planner.ui.widgets.parts import button, label, open_at, row

if TYPE_CHECKING:
    from datetime import datetime

    from nfi_planner.ui.main_window import MainWindow

_HAPPENED = "Le programme a rencontré une erreur."
_NEXT = (
    "Rien n’est plus enregistré dans le document depuis cet instant ; ce qui l’était auparavant est conservé. "
    "Fermez le programme, puis rouvrez le document."
)
_OR = " Vous pouvez aussi continuer en lecture seule, pour relire ou exporter."
_PRIVATE = (
    "Le rapport dit où le programme s’est arrêté ; il ne contient rien du document. Copiez-le dans un message à la "
    "personne qui s’occupe du programme."
)


class _ReportDialog(QDialog):
    """A report one can read, copy and find on the disk; ``answers`` stand below it. The cursor is in the report."""

    def __init__(self, parent: QWidget | None, said: tuple[str, str], report: str, path: Path | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Erreur du programme")
        self._report, self._path = report, path
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setAccessibleName("Rapport d’erreur")
        copy, show = button("&Copier le rapport"), button("&Ouvrir le dossier des rapports")
        copy.clicked.connect(self._copy)
        show.clicked.connect(self._show_folder)
        show.setVisible(path is not None)
        place = log.without_home(str(path)) if path else ""
        self._place = label(f"Rapport : {place}" if path else "Le rapport n’a pas pu être écrit.", "muted", wrap=True)
        self.answers = row(None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        layout.addWidget(label(said[0], "heading", wrap=True))
        layout.addWidget(label(said[1], wrap=True))
        layout.addWidget(label(_PRIVATE, "muted", wrap=True))
        layout.addWidget(text, 1)
        layout.addWidget(self._place)
        layout.addLayout(row(copy, show, None))
        layout.addLayout(self.answers)
        open_at(self, 660, 500)
        text.setFocus()

    def add_answer(self, words: str, *, primary: bool = False) -> QPushButton:
        """Add a button that isn't pressed by Enter unless it has the keyboard: one may be typing when this opens."""
        made = button(words, primary=primary)
        self.answers.addWidget(made)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)
        return made

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._place.setText(typeset("Le rapport est copié : collez-le dans un message."))

    def _show_folder(self) -> None:
        if self._path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent))):
            self._place.setText(typeset(f"Aucun programme de ce poste n’ouvre ce dossier : {self._path.parent}"))


class CrashDialog(_ReportDialog):
    """What is shown right after a bug. ``left``: the user wants the program closed."""

    left = Signal()

    def __init__(self, parent: QWidget | None, report: str, path: Path | None, *, may_go_on: bool) -> None:
        super().__init__(parent, (_HAPPENED, _NEXT + (_OR if may_go_on else "")), report, path)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        if may_go_on:
            self.add_answer("Continuer en &lecture seule").clicked.connect(self.reject)
        else:
            self.rejected.connect(self.left)
        self.add_answer("&Fermer le programme", primary=True).clicked.connect(self._leave)

    def _leave(self) -> None:
        self.left.emit()
        self.accept()


def offer_unread(window: "MainWindow") -> None:
    """Offer the reports of earlier starts that nobody has looked at, in a line that can be ignored."""
    reports = log.unread(log.folder(APP_NAME), __version__)
    if not reports:
        return
    when = _moment(reports[-1].time)
    said = f"Le programme s’était arrêté sur une erreur {when}."
    if len(reports) > 1:
        said = f"Le programme s’était arrêté {plural(len(reports), 'fois', 'fois')} sur une erreur, la dernière {when}."
    offers = (
        ("&Voir le rapport", partial(_show_report, window, reports)),
        ("&Ignorer", partial(log.mark_read, reports)),
    )
    show_notice(window, "crash", said, offers)


def _show_report(window: "MainWindow", reports: list[log.Report]) -> None:
    """Show what happened, the last one first."""
    log.mark_read(reports)
    last = reports[-1]
    said = (
        f"Le programme s’était arrêté sur une erreur {_moment(last.time)}.",
        "Ce qui était enregistré est conservé.",
    )
    text = "\n\n".join(one.text for one in reversed(reports))
    dialog = _ReportDialog(window, said, text, last.path)
    dialog.add_answer("&Fermer", primary=True).clicked.connect(dialog.accept)
    dialog.exec()
    dialog.deleteLater()


def _moment(time: "datetime") -> str:
    return f"le {long_date(time)} à {time.hour}{NBSP}h{NBSP}{time.minute:02}"
