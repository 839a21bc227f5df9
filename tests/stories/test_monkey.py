"""Acts at random, half of which change the document: nothing breaks, nothing is lost, Qt stays silent.

``make monkey`` does ten thousand; the usual tests fewer, for want of time.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QItemSelectionModel, QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QPlainTextEdit, QWidget

from nfi_planner.models import catalogue, lookups
from nfi_planner.models.roadmap import Rank, Status
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services.opening import read_document
from nfi_planner.ui.actions import COMMANDS
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.choices.view import PlanView
from nfi_planner.ui.pages.stack import PAGES
from nfi_planner.ui.rows import ROW_ROLE
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.tables import RowTable
from tests.window import Key, Modifier, OpenWindow, press, settle, type_text

ACTS = int(os.environ.get("MONKEY_ACTS", "2000"))
PAINTED = 25  # every so many acts everything is painted
TEXTS = ("12", "2014", "12/02/2014", "12 février 2014", "1 250 000", "Essai", "été", "3,5", "a?b", "")
W = TypeVar("W", bound=QWidget)
FREE, TAKEN = ("1", "2", "&", "é", "e"), ("1", "2", "é", "e", "0", "à")  # on a plan not kept, and on another


class Monkey:
    """Somebody who tries everything."""

    def __init__(self, window: MainWindow, path: Path, seed: int) -> None:
        self.window, self.path = window, path
        self.random = random.Random(seed)
        self.fired: Counter[str] = Counter()
        self._commands: list[str] = []

    def snapshot(self) -> Snapshot:
        """Return the document, opened again if it was closed."""
        if self.window.bridge is None:
            self.window.open_path(self.path)
            self.window.show()
        assert self.window.bridge is not None
        return self.window.bridge.snapshot

    def act(self) -> None:
        """Do one thing, in the main window."""
        for other in QApplication.topLevelWidgets():
            if other is not self.window and other.isVisible():
                other.close()
        if not self.window.isActiveWindow() or QApplication.focusWidget() is None:
            self.window.activateWindow()
            self.window.stack.setFocus()
            settle()
        doing = self.random.choices((self.choose, self.fill, self.cell, self.command, self.turn), (54, 22, 14, 5, 5))
        doing[0]()

    def choose(self) -> None:
        self.window.show_page("choices")
        view = self.random.choice(self._shown(PlanView))
        view.setFocus()
        place = view.model().index(self.random.randrange(view.model().rowCount() or 1), 0)
        view.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if self.random.random() < 0.1:
            press(self.random.choice((Key.Key_Up, Key.Key_Down)), Modifier.AltModifier)
        else:
            choice = place.data(ROW_ROLE).choice if place.isValid() else None
            type_text(self.random.choice(TAKEN if choice and choice.status is not Status.NOT_KEPT else FREE))

    def fill(self) -> None:
        fields = self._shown(Field)
        if not fields:
            return self.turn()
        control = self.random.choice(fields).control
        control.setFocus()
        if isinstance(control, QComboBox):
            control.setCurrentIndex(self.random.randrange(max(1, control.count())))
            control.activated.emit(control.currentIndex())
            return None
        assert isinstance(control, QLineEdit | QPlainTextEdit)
        control.selectAll()
        self._type(control)
        press(Key.Key_Tab)
        return None

    def cell(self) -> None:
        tables = self._shown(RowTable)
        if not tables:
            return self.fill()
        table = self.random.choice(tables)
        table.setFocus()
        model = table.model()
        if not model.rowCount() or self.random.random() < 0.1:
            press(Key.Key_Return, Modifier.ControlModifier)
            return None
        table.setCurrentIndex(
            model.index(self.random.randrange(model.rowCount()), self.random.randrange(model.columnCount()))
        )
        if self.random.random() < 0.1:
            press(Key.Key_Delete, self.random.choice((Modifier.NoModifier, Modifier.ControlModifier)))
            return None
        self._type(table)
        press(self.random.choice((Key.Key_Return, Key.Key_Tab, Key.Key_Escape)))
        return None

    def command(self) -> None:
        if not self._commands:
            self._commands = [command.name for command in COMMANDS]
            self.random.shuffle(self._commands)
        name = self._commands.pop()
        action = self.window.actions_by_name[name]
        if not action.isEnabled():
            pages = next(command.pages for command in COMMANDS if command.name == name)
            self.window.show_page(pages[0] if pages else "choices")
        if action.isEnabled():
            self.fired[name] += 1
            action.trigger()

    def turn(self) -> None:
        self.window.show_page(self.random.choice(list(PAGES)))
        sheets = self.window.stack.sheets
        if sheets is not None:
            sheets.show_plan(str(self.random.randrange(1, 34)))
            sheets.tabs.setCurrentIndex(self.random.randrange(sheets.tabs.count()))

    def _type(self, widget: QWidget) -> None:
        del widget  # it has the keyboard
        if text := self.random.choice((*TEXTS, str(self.random.randrange(1900, 2100)))):
            type_text(text)
        else:
            press(Key.Key_Delete)

    def _shown(self, kind: type[W]) -> list[W]:
        return [one for one in self.window.findChildren(kind) if one.isVisible() and one.isEnabled()]


@contextmanager
def _dialogs_are_cancelled() -> Iterator[None]:
    """Close whatever asks something."""

    def close() -> None:
        modal, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        if isinstance(modal, QDialog):
            modal.reject()
        elif isinstance(popup, QMenu | QDialog):
            popup.close()

    timer, reader = QTimer(interval=1), _Reader()
    timer.timeout.connect(close)
    timer.start()
    QDesktopServices.setUrlHandler("file", reader, cast("bytes", "open"))  # PySide wants a str, its types bytes
    yield
    QDesktopServices.unsetUrlHandler("file")
    timer.stop()


class _Reader(QObject):
    """Stands for the program that shows a PDF."""

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        assert Path(url.toLocalFile()).exists()


def _hold(snapshot: Snapshot) -> None:
    """What must be true of every document."""
    ranked = [choice.id for rank in Rank for choice in lookups.ranked(snapshot, rank)]
    assert len(ranked) == len(set(ranked))
    assert "34" not in ranked
    assert len(lookups.choices(snapshot)) == len(catalogue.pickable_plans())


def test_acts_at_random(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    monkey = Monkey(window, example, seed=20140212)
    changed = 0
    with _dialogs_are_cancelled():
        for turn in range(ACTS):
            before = monkey.snapshot()
            window.setUpdatesEnabled(turn % PAINTED == 0)
            monkey.act()
            after = monkey.snapshot()
            changed += after is not before
            if turn % PAINTED == 0:
                _hold(after)
        window.setUpdatesEnabled(True)
        snapshot = monkey.snapshot()
        window.stack.close_pages()
        window.close()
    assert not {command.name for command in COMMANDS} - set(monkey.fired)
    assert changed >= ACTS // 2
    assert read_document(example) == snapshot
