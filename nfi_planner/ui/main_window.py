"""The main window: assembly only. It paints first; documents, and what they need, come after."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QCloseEvent,
    QDesktopServices,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QWidget,
)

from nfi_planner.models import lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.errors import KnownError
from nfi_planner.models.rules import Finding, Where
from nfi_planner.services import settings
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import counts, files, going, helping, looks, outcomes, rebuilding, spots, tasks, theme
from nfi_planner.ui.actions import COMMANDS, MENUS
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.dialogs import questions
from nfi_planner.ui.doers import doers
from nfi_planner.ui.dropping import open_dropped
from nfi_planner.ui.folding import Folding
from nfi_planner.ui.frame import Frame
from nfi_planner.ui.pages.choices.page import ChoicesPage
from nfi_planner.ui.prints import Prints
from nfi_planner.ui.tips import plain
from nfi_planner.ui.undoing import undo
from nfi_planner.ui.widgets.committing import commit_focused
from nfi_planner.ui.widgets.notice import dismiss_notice

if TYPE_CHECKING:
    from nfi_planner.services.editor import Editor
    from nfi_planner.ui.pages.page import Page
    from nfi_planner.ui.pages.welcome import WelcomePage

_SMALLEST = QSize(640, 480)
_SAVED = "Toutes les modifications sont enregistrées"


class MainWindow(QMainWindow):
    """The window; ``ready`` is emitted once a document is shown."""

    ready = Signal()

    def __init__(self, today: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if parent is not None:
            self.setWindowFlags(Qt.WindowType.Widget)  # inside the shell: Qt makes every QMainWindow a window
        self.setWindowTitle("Feuille de route NFI")
        self.setMinimumSize(_SMALLEST)
        open_dropped(self, self.open_path)
        self.resize(1440, 900)
        self._given_day = today
        self._frozen = False
        self._midnight = QTimer(self, interval=60_000)
        self._midnight.timeout.connect(self._on_minute)
        self._midnight.start()
        self._shown_day = self._today()
        self.bridge: Bridge | None = None
        self.actions_by_name: dict[str, QAction] = {}
        self.frame = Frame()
        self.folding = Folding(self.frame, wanted=settings.load().findings)
        self.setCentralWidget(self.frame)
        self.prints = Prints(self)
        self.stack = self.frame.stack
        self.stack.announced.connect(self.announce)
        self.frame.sidebar.passed.connect(self._put_forward)
        self.frame.sidebar.chosen.connect(self.show_page)
        self.frame.findings.chosen.connect(self._on_finding)
        self.frame.findings.announced.connect(self.announce)
        self._make_actions()
        looks.follow_system(self, self._on_system_look)
        self.show_look()
        self._hide_document()

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        menus = {name: self.frame.menus.addMenu(text) for name, text in MENUS.items()}
        do = doers(self)
        for command in COMMANDS:
            action = QAction(command.menu_text, self)
            action.setShortcuts([QKeySequence(key) for key in command.bound])
            action.setCheckable(command.checkable)
            action.triggered.connect(partial(self._run, do[command.name]))
            menus[command.menu].addAction(action)
            self.actions_by_name[command.name] = action
        for name, widget in self.frame.top.buttons.items():
            widget.clicked.connect(self.actions_by_name[name].trigger)
        self.frame.banner.copy_asked.connect(partial(files.move_elsewhere, self))
        self.frame.guide.asked.connect(partial(helping.do_step, self))
        self.frame.toast.undo_asked.connect(partial(undo, self, redo=False))  # the act itself, not what one types since

    @cached_property
    def welcome(self) -> "WelcomePage":
        """The page one sees without a document, made when there is none for the first time."""
        from nfi_planner.ui.pages.welcome import WelcomePage

        page = WelcomePage()
        page.new_asked.connect(partial(files.create, self))
        page.open_asked.connect(self.actions_by_name["open"].trigger)
        page.example_asked.connect(self.actions_by_name["example"].trigger)
        page.file_asked.connect(self.open_path)
        self.stack.addWidget(page)
        return page

    def _run(self, doer: Callable[[], Any], checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        """Do a command, with what is being typed written first."""
        del checked
        commit_focused(QApplication.focusWidget())
        doer()

    # -- documents -------------------------------------------------------------------------------------------------

    def open_path(self, path: Path) -> None:
        """Open a document, or make one from the PDF that carries it; a known error is said in the banner."""
        if rebuilding.is_pdf(path):
            if self.bridge is None:
                self.show_welcome()
            QTimer.singleShot(0, self, partial(rebuilding.rebuild, self, path))  # it asks: once the window is there
            return

        from nfi_planner.services.opening import open_document

        self.show_editor(partial(open_document, path))

    def show_editor(self, make: Callable[[], "Editor"]) -> None:
        """Open a document and show it instead of the present one, which stays when the new one can't be opened."""
        if self._frozen:
            after = "Après une erreur du programme, aucun document ne s’ouvre."
            self.frame.banner.show_error(KnownError(after, "Fermez le programme, puis rouvrez-le."))
            return
        try:
            editor = make()
        except KnownError as error:
            if self.bridge is None:
                self.show_welcome()
            self.frame.banner.show_error(error)
            return
        if not self._leave_document():
            editor.close()
            return
        self.frame.banner.hide()
        self.bridge = Bridge(editor, self._today, self)
        self.bridge.changed.connect(self._on_change)
        self.bridge.done.connect(self._on_done)
        self.bridge.refused.connect(self._on_refused)
        self.bridge.navigate.connect(self.go)
        self.stack.open(self.bridge)
        files.remember(editor.path)
        self.frame.state.say("Lecture seule" if editor.read_only else _SAVED, good=not editor.read_only)
        self.folding.fit(self.width(), document=True, afresh=True)
        self._refresh_frame()
        self.show_page(self.stack.last_page())
        QTimer.singleShot(0, self, self._on_shown)

    def _on_shown(self) -> None:
        """Once the document is painted: check it, and load what the first act will need."""
        self.ready.emit()
        QTimer.singleShot(0, self, self._complete)

    def _complete(self) -> None:
        if self.bridge is not None:
            self._refresh_findings()
            self.frame.guide.start()
            self.bridge.editor.prepare_to_write()

    def close_document(self) -> bool:
        """Close the document, if one is open; return False when the user would rather mend what isn't written."""
        if not self._leave_document():
            return False
        self.show_welcome()
        return True

    def _leave_document(self) -> bool:
        commit_focused(QApplication.focusWidget())
        if self.bridge is None:
            return True
        if (waiting := self.stack.waiting()) and not questions.may_leave(self, waiting):
            return False
        self.frame.toast.dismiss()
        self.frame.state.note("")
        dismiss_notice(self, "export")
        self.stack.keep(findings=self.folding.wanted)
        self.stack.close_pages()
        self.bridge.editor.close()
        self.bridge.deleteLater()
        self.bridge = None
        going.forget()
        return True

    def show_welcome(self) -> None:
        """Show the page one sees without a document."""
        self.stack.setCurrentWidget(self.welcome)
        self.welcome.refresh()
        self._hide_document()
        self.welcome.setFocus()

    def _hide_document(self) -> None:
        for widget in (self.frame.sidebar, self.frame.findings, self.frame.guide):
            widget.setVisible(False)
        self.frame.top.show_document("")
        self.frame.state.say("")
        self.frame.state.show_document("", None, self._today())
        self.setWindowTitle("Feuille de route NFI")
        self._enable_actions()

    def quit(self) -> None:
        """Close the whole window."""
        self.window().close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self.prints.may_be_given_up() and self._leave_document()):
            event.ignore()
            return
        self.prints.give_up()
        for dialog in self.findChildren(QDialog):
            dialog.reject()  # one that works in the background gives it up
        tasks.wait_for_all()
        super().closeEvent(event)

    # -- pages -----------------------------------------------------------------------------------------------------

    def page(self, key: str) -> "Page":
        """Return a page of the open document."""
        return self.stack.page(key)

    def show_page(self, key: str) -> None:
        """Show a page, with the cursor where its work is done."""
        if self.bridge is not None:
            self._put_forward(key)
            self.stack.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _put_forward(self, key: str) -> None:
        """Show a page; the cursor stays where it is, as in the pages' names while one walks through them."""
        if self.bridge is None:
            return
        self.stack.show_page(key)
        self.folding.show_findings()
        self.frame.sidebar.select(key)
        self._enable_actions()

    def go(self, where: Where) -> None:
        """Show a spot of the document and put the cursor there."""
        key = spots.page_of(where)
        self.show_page(key)
        self.page(key).go(where)

    def _on_finding(self, finding: Finding) -> None:
        self.go(finding.target)

    # -- acts ------------------------------------------------------------------------------------------------------

    def _on_change(self) -> None:
        assert self.bridge is not None
        self.frame.toast.dismiss()
        self.stack.refresh()
        self.stack.try_again()
        if waiting := len(self.stack.waiting()):
            words = plural(waiting, "saisie n’est pas enregistrée", "saisies ne sont pas enregistrées")
            self.frame.state.say(f"{words} : voir ce qui est en rouge", good=False)
        else:
            self.frame.banner.hide()
            when = f" (la dernière à {self.bridge.saved_at:%H:%M})" if self.bridge.saved_at else ""
            self.frame.state.say(f"{_SAVED}{when}")
        self._refresh_frame()
        self._refresh_findings()

    def _on_done(self, act: ChangeSet) -> None:
        """Say what an act took away, and how to have it back."""
        assert self.bridge is not None
        if said := outcomes.sentence(act, self.bridge.snapshot):
            self.frame.toast.say(said)
            self.announce(f"{said}. Ctrl+Z l’annule.")

    def _on_refused(self, error: KnownError) -> None:
        self.frame.banner.show_error(error, offer_copy=True)
        self.announce(str(error))
        self.frame.state.say(f"Non enregistré : {error.sentence}", good=False)

    def page_command(self, name: str) -> None:
        """Let the shown page do a command."""
        if self.stack.current is not None:
            self.stack.current.command(name)

    def focus_filter(self) -> None:
        """Put the cursor in the filter of the catalogue."""
        self.show_page("choices")
        page = self.stack.current
        if isinstance(page, ChoicesPage):
            page.filter_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            page.filter_line.selectAll()

    def toggle_findings(self) -> None:
        """Show or hide the right column."""
        self.folding.toggle_findings()

    # -- frame -----------------------------------------------------------------------------------------------------

    def _refresh_frame(self) -> None:
        assert self.bridge is not None
        snapshot, editor = self.bridge.snapshot, self.bridge.editor
        roadmap = lookups.roadmap(snapshot)
        self.setWindowTitle(f"{editor.path.name} — Feuille de route NFI")
        self.frame.top.show_document(roadmap.region.name if roadmap.region else "Sans région")
        for page, count in counts.of_pages(snapshot).items():
            self.frame.sidebar.set_count(page, count)
        self.frame.state.show_document(editor.path.name, roadmap, self.bridge.today)
        for name, line, button, word in (
            ("undo", editor.undo_line, self.frame.top.undo, "Annuler"),
            ("redo", editor.redo_line, self.frame.top.redo, "Rétablir"),
        ):
            text = typeset(f"{word} : {line.label}") if line else word
            self.actions_by_name[name].setText(text)
            button.setToolTip(plain(text))
            button.setAccessibleDescription(text)
        self._enable_actions()

    def _refresh_findings(self) -> None:
        assert self.bridge is not None
        self.frame.findings.show_review(self.bridge.review)
        self.frame.guide.follow(self.bridge.snapshot, self.bridge.review)

    def _enable_actions(self) -> None:
        editor = self.bridge.editor if self.bridge else None
        for command in COMMANDS:
            there = not command.pages or self.stack.shown in command.pages
            self.actions_by_name[command.name].setEnabled(there and (editor is not None or not command.needs_document))
        # The actions stay enabled: Ctrl+Z must be the document's even when what is typed isn't an act yet.
        self.frame.top.undo.setEnabled(bool(editor and editor.undo_line))
        self.frame.top.redo.setEnabled(bool(editor and editor.redo_line))

    def announce(self, text: str) -> None:
        """Say something to a screen reader."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.folding.fit(self.width(), document=self.bridge is not None)

    def _on_system_look(self) -> None:
        looks.refresh()
        self.show_look()

    def show_look(self) -> None:
        """Follow another theme or scale."""
        self.folding.fit(self.width(), document=self.bridge is not None)
        look = theme.look()
        for name in theme.THEMES:
            self.actions_by_name[f"theme_{name}"].setChecked(look.theme == name)
        self.actions_by_name["presentation"].setChecked(look.presentation)
        self.frame.state.show_zoom(look.zoom, presenting=look.presentation)

    def _today(self) -> date:
        """The day the documents are looked at: the given one, else the present one, even past midnight."""
        return self._given_day or date.today()  # noqa: DTZ011 - the user's own day

    def _on_minute(self) -> None:
        if self.bridge is not None and self._shown_day != self._today():
            self._shown_day = self._today()
            self.bridge.check_again()
            self.stack.refresh()
            self._refresh_frame()
            self._refresh_findings()

    def freeze(self) -> None:
        """After a bug: write nothing more to any document, until the program is started again."""
        self._frozen = True
        if self.bridge is not None:
            self.bridge.freeze()
            self.frame.state.say("Erreur du programme : plus rien n’est enregistré", good=False)

    def open_externally(self, path: Path) -> None:
        """Open a written file with the program the system has for it; say where it is when there is none."""
        if not self.open_with_system(path):
            self.frame.banner.show_error(
                KnownError("Aucun programme de ce poste n’ouvre ce fichier.", f"Il est ici : {path}")
            )

    @staticmethod
    def open_with_system(path: Path) -> bool:
        """Open a file with the program the system has for it; return whether there is one."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
