"""« Aperçu »: the very file that is exported and printed, with the choice of what is in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nfi_planner.models.errors import KnownError
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import exporting, printing
from nfi_planner.support.french import typeset
from nfi_planner.ui import tasks, theme
from nfi_planner.ui.dialogs.paths import ask_export
from nfi_planner.ui.preview.bar import PreviewBar
from nfi_planner.ui.preview.hits import Hits
from nfi_planner.ui.preview.making import Made, Maker
from nfi_planner.ui.preview.order import OrderPanel, Refusal
from nfi_planner.ui.preview.pages import PagesView
from nfi_planner.ui.preview.pdfium import Facts, Passage, same_place
from nfi_planner.ui.preview.reader import Reader
from nfi_planner.ui.preview.thumbs import Thumbs
from nfi_planner.ui.prints import PRINTING, Prints
from nfi_planner.ui.widgets.parts import Remark, announce, button, open_at, set_role
from nfi_planner.ui.widgets.progress import ProgressLine

_PAUSE_MS = 350  # between two ticks in a row
_AROUND = 40  # pixels of the window behind that are left
_SMALLEST = QSize(640, 480)
_NARROW = 900  # below, the small pages go
_NOTHING = Facts((), ())
_KIND = "PDF (*.pdf)"


@dataclass(frozen=True, slots=True)
class Subject:
    """The document that is shown, as it stands: nothing changes it while the preview is open."""

    snapshot: Snapshot
    day: date
    document_id: str
    path: Path
    plan: str = ""  # the number of the plan one was at


class PreviewDialog(QDialog):
    """Over the window, which waits. ``open_file`` opens a file with the system's reader; it returns whether one did.

    ``prints`` goes on printing when this is closed.
    """

    def __init__(self, parent: QWidget, subject: Subject, open_file: Callable[[Path], bool], prints: Prints) -> None:
        super().__init__(parent)
        self.setWindowTitle("Aperçu avant impression")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setMinimumSize(_SMALLEST)  # else what comes and goes would make it grow
        self._subject, self._open_file = subject, open_file
        self.made: Made | None = None
        self._facts, self._hits, self._opened = _NOTHING, Hits("", 0), False
        self._prints = prints
        self.maker = Maker(self, subject.snapshot, subject.day)
        self._reader = Reader(self)
        self.bar = PreviewBar()
        self.thumbs, self.pages = Thumbs(self._reader), PagesView(self._reader)
        self.panel = OrderPanel(subject.snapshot, printing.parts_of(subject.document_id), subject.plan)
        self.progress, self.remark = ProgressLine(), Remark("muted")
        self.print_progress = ProgressLine()  # its own: a file may be made while another is printed
        self.print_progress.cancel.setText(typeset("Arrêter l’impression"))
        self.retry = button("&Réessayer")
        self.reader_button = button("Ouvrir dans le &lecteur")
        self.export_button = button("E&xporter…")
        self.print_button = button("&Imprimer…", primary=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._make_keys()
        self._fit_window(parent.window())
        self._refresh()
        self.pages.setFocus()
        self._order()
        if prints.task is not None:
            self.print_progress.follow(prints.task, PRINTING)

    # -- making ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.thumbs)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self.panel)
        below = QFrame()
        below.setObjectName("statusbar")
        foot = QHBoxLayout(below)
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(8)
        foot.addWidget(self.remark, 100)
        foot.addWidget(self.progress)
        foot.addWidget(self.print_progress)
        foot.addStretch(1)
        close = button("&Fermer")
        close.setToolTip(typeset("Fermer l’aperçu (Échap)"))
        close.clicked.connect(self.reject)
        for one in (self.retry, self.reader_button, self.export_button, self.print_button, close):
            foot.addWidget(one)
        self.reader_button.setToolTip(typeset("Ouvrir ce fichier dans le lecteur PDF du poste (Ctrl+O)"))
        self.export_button.setToolTip(typeset("Enregistrer ce fichier où vous voulez (Ctrl+E)"))
        self.print_button.setToolTip(typeset("Imprimer sur une imprimante du poste (Ctrl+P)"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(middle, 1)
        layout.addWidget(below)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._order)
        self.panel.changed.connect(self._on_order)
        self.maker.begun.connect(self._on_begun)
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)
        self.maker.given_up.connect(self._on_given_up)
        self._prints.ended.connect(self._on_print_ended)
        self._reader.opened.connect(self._on_opened)
        self._reader.refused.connect(self._on_failed)
        self._reader.found.connect(self._on_found)
        self._reader.searched.connect(self._on_searched)
        self.bar.page_asked.connect(self.pages.go_to)
        self.bar.zoom_asked.connect(self.pages.set_zoom)
        self.bar.zoom_stepped.connect(self.pages.step_zoom)
        self.bar.words_changed.connect(self._search)
        self.bar.hit_stepped.connect(self.step_hit)
        self.bar.left.connect(self.pages.setFocus)
        self.pages.page_changed.connect(self._on_page)
        self.pages.zoom_changed.connect(self.bar.show_zoom)
        self.thumbs.chosen.connect(self.pages.go_to)
        self.retry.clicked.connect(self._order)
        self.reader_button.clicked.connect(self.open_in_reader)
        self.export_button.clicked.connect(self.export)
        self.print_button.clicked.connect(self.print)

    def _make_keys(self) -> None:
        doers: dict[str, Callable[[], Any]] = {
            "Ctrl++": partial(self.pages.step_zoom, 1),
            "Ctrl+=": partial(self.pages.step_zoom, 1),
            "Ctrl+-": partial(self.pages.step_zoom, -1),
            "Ctrl+0": self.pages.switch_fit,
            "Ctrl+à": self.pages.switch_fit,
            "Ctrl+PgDown": partial(self.step_section, 1),
            "Ctrl+PgUp": partial(self.step_section, -1),
            "Ctrl+G": self.bar.ask_page,
            "Ctrl+F": self.bar.ask_words,
            "F3": partial(self.step_hit, 1),
            "Shift+F3": partial(self.step_hit, -1),
            "Ctrl+O": self.reader_button.click,
            "Ctrl+E": self.export_button.click,
            "Ctrl+P": self.print_button.click,
        }
        for key, doer in doers.items():
            QShortcut(QKeySequence(key), self).activated.connect(doer)

    def _fit_window(self, behind: QWidget) -> None:
        size = (behind.size() - QSize(2 * _AROUND, 2 * _AROUND)) / theme.scale()
        open_at(self, max(size.width(), 600), max(size.height(), 400))

    # -- what is shown ---------------------------------------------------------------------------------------------

    def _on_order(self) -> None:
        """After a change of what is to be printed: once it is followed by no other."""
        self.maker.stop()
        self._pause.start()
        self._refresh()

    def _order(self) -> None:
        self._pause.stop()
        order = self.panel.order()
        if isinstance(order, Refusal):
            self._show_nothing(order.sentence)
            return
        self.maker.make(order)

    def _on_begun(self, task: tasks.Task) -> None:
        self.progress.follow(task, "Mise en page…")
        self._say("Mise en page…" if self.pages.count else "")
        if not self.pages.count:
            self.pages.show_sentence("Mise en page…")
        self._refresh()

    def _on_made(self, made: Made) -> None:
        self._take_away()
        self.made, self._opened = made, False
        self._reader.open(made.data)

    def _on_opened(self, facts: Facts) -> None:
        page = same_place(self._facts, self.pages.page, facts) if self._facts.sizes else 0
        self._facts = facts
        self.thumbs.show_file(facts)
        self.pages.show_file(facts, page)
        self._say("")
        self._refresh()
        self._search(self.bar.words)

    def _on_failed(self, error: KnownError) -> None:
        self._show_nothing(str(error), again=True)

    def _on_given_up(self) -> None:
        self._show_nothing("La mise en page a été abandonnée.", again=True)

    def _show_nothing(self, sentence: str, *, again: bool = False) -> None:
        self._take_away()
        self._reader.forget()
        self._facts, self._hits = _NOTHING, Hits("", 0)
        self.thumbs.show_file(_NOTHING)
        self.pages.show_sentence(sentence)
        self._say("")
        self._refresh()
        self.retry.setVisible(again)
        announce(self, sentence)

    def _take_away(self) -> None:
        if self.made is not None and not self._opened:
            self.made.take_away()
        self.made = None

    def _refresh(self) -> None:
        """Offer what can be done with the file there is."""
        ready = self.made is not None and bool(self._facts.sizes) and not self.maker.busy and not self._pause.isActive()
        for one in (self.reader_button, self.export_button, self.print_button):
            one.setEnabled(ready)
        self.retry.hide()
        self._show_page()
        self.bar.show_zoom(self.pages.zoom, self.pages.percent)

    def _on_page(self, page: int) -> None:
        self._show_page()
        self.thumbs.show_page(page)

    def _show_page(self) -> None:
        page = self.pages.page
        self.bar.show_page(page, self.pages.count, self._facts.number(page))

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        set_role(self.remark, "role", "error" if bad else "muted")
        self.remark.say(sentence)
        if sentence:
            announce(self, sentence)

    def step_section(self, step: int) -> None:
        """Go to the page where the next (1) or previous (-1) part begins, and say which it is."""
        here = self.pages.page
        parts = [heading for heading in self._facts.headings if heading.level == 0][::step]
        part = next((heading for heading in parts if (heading.page - here) * step > 0), None)
        if part is not None:
            self.pages.go_to(part.page)
            announce(self, f"{part.title}. {self.pages.words()}")

    @property
    def drawn(self) -> bool:
        """Whether all pages one sees, large and small, are drawn as they will stay."""
        return self._reader.idle

    # -- searching -------------------------------------------------------------------------------------------------

    def _search(self, words: str) -> None:
        self._hits = Hits(words, self.pages.page)
        self._reader.search(words, self.pages.count)
        self._show_hits()

    def _on_found(self, words: str, page: int, passages: list[Passage]) -> None:
        if words == self._hits.words:
            self._hits.add(page, passages)
            self._show_hits()

    def _on_searched(self, words: str) -> None:
        if words == self._hits.words:
            self._hits.finish()
            self._show_hits()

    def step_hit(self, step: int) -> None:
        """Go to the next (1) or previous (-1) passage."""
        self._hits.step(step)
        self._show_hits()

    def _show_hits(self) -> None:
        hits = self._hits
        self.pages.show_hits(hits.by_page, hits.present)
        self.bar.show_hits(hits.place, hits.count, done=hits.done)

    # -- what is done with the file --------------------------------------------------------------------------------

    def _keep_parts(self) -> None:
        """Something was done with the file: the next one has the same parts. Only to look changes nothing."""
        printing.keep_parts(self._subject.document_id, self.panel.parts())

    def open_in_reader(self) -> None:
        """Open the very file in the system's reader."""
        if self.made is None:
            return
        self._opened = True
        self._keep_parts()
        if self._open_file(self.made.path):
            self._say("Le fichier est ouvert dans le lecteur du poste.")
        else:
            self._say(f"Aucun programme de ce poste n’ouvre les PDF. Le fichier est ici : {self.made.path}", bad=True)

    def export(self) -> None:
        """Save the very file where the user wants it."""
        if self.made is None:
            return
        made = self.made
        path = ask_export(self, "Exporter ce PDF", self._subject.path, made.path.name, _KIND)
        if path is None:
            return
        try:
            exporting.save_pdf(made.data, path)
        except KnownError as error:
            self._say(str(error), bad=True)
        else:
            self._keep_parts()
            self._say(f"Écrit dans {path.parent} : {path.name}")

    def print(self) -> None:
        """Ask for the printer, and print in the background."""
        from nfi_planner.ui.preview import paper

        if self.made is None:
            return
        if self._prints.task is not None:
            self._say("Une impression est en cours : attendez qu’elle finisse, ou arrêtez-la.", bad=True)
            return
        if not paper.has_printer():
            self._say("Aucune imprimante n’est installée sur ce poste. Ouvrez le fichier dans le lecteur.", bad=True)
            self.reader_button.setFocus()
            return
        printer = paper.printer_for(self._facts, self.made.path.stem)
        if paper.ask(self, printer, self.pages.count, self.pages.page):
            self._keep_parts()
            self._say(PRINTING)
            self.print_progress.follow(self._prints.start(partial(paper.print_file, self.made.data, printer)), PRINTING)

    def _on_print_ended(self, sentence: str, bad: bool) -> None:  # noqa: FBT001 - a signal's
        self._say(sentence, bad=bad)

    # -- Qt's events -----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return  # a button that has the keyboard has taken it: no other is meant
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.thumbs.setVisible(self.width() >= theme.px(_NARROW))

    def done(self, result: int) -> None:
        """Leave: what is being made is given up, what is being printed goes on, the file goes."""
        self._pause.stop()
        self.maker.stop()
        self._reader.close()
        self._take_away()
        super().done(result)
        self.deleteLater()
