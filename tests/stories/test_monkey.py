"""Acts at random, half of which change the document: nothing breaks, nothing is lost, Qt stays silent.

``make monkey`` does ten thousand; the usual tests fewer, for want of time.
"""

import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPoint, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from nfi_planner.models import catalogue, lookups
from nfi_planner.models.roadmap import Rank, Status
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services.opening import read_document
from nfi_planner.ui.actions import COMMANDS
from nfi_planner.ui.dialogs.export import ExportDialog
from nfi_planner.ui.dialogs.person import PersonDialog
from nfi_planner.ui.dialogs.settings import SettingsDialog
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.calendar.view import CalendarView
from nfi_planner.ui.pages.choices.view import PlanView
from nfi_planner.ui.pages.stack import PAGES
from nfi_planner.ui.rows import ROW_ROLE
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.tables import RowTable
from tests.window import Key, Modifier, OpenWindow, drag_mouse, drag_plans, press, settle, type_text

ACTS = int(os.environ.get("MONKEY_ACTS", "1000"))
PAINTED = 8  # every so many acts everything is painted
PATIENCE = 60  # looks at a dialog before it is given up
TEXTS = ("12", "2014", "12/02/2014", "12 février 2014", "1 250 000", "Essai", "été", "3,5", "a?b", "")
W = TypeVar("W", bound=QWidget)
KEYS = {  # what gives a plan a status
    Status.STRATEGIC: ("1", "&"),
    Status.REGIONAL: ("2", "é"),
    Status.STUDIED: ("e",),
    Status.NOT_KEPT: ("0", "à"),
}


class Monkey:
    """Somebody who tries everything."""

    def __init__(self, window: MainWindow, path: Path, seed: int) -> None:
        self.window, self.path = window, path
        self.random = random.Random(seed)
        self.fired: Counter[str] = Counter()
        self.doing = ""
        self.did: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
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
        doing = (self.choose, self.drag, self.fill, self.cell, self.paste, self.command, self.turn)
        done = self.random.choices(doing, (40, 10, 21, 10, 8, 7, 4))[0]
        self.doing = done.__name__
        self.did[self.doing] += 1
        done()

    def choose(self) -> None:
        self.window.show_page("choices")
        view, place = self.random.choice([(view, place) for view in self._shown(PlanView) for place in _plans(view)])
        view.setFocus()
        view.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if self.random.random() < 0.05:
            press(self.random.choice((Key.Key_Up, Key.Key_Down)), Modifier.AltModifier)
        else:
            present = place.data(ROW_ROLE).choice.status
            others = [key for status, keys in KEYS.items() if status is not present for key in keys]
            type_text(self.random.choice(others))

    def drag(self) -> None:
        """Take plans from one list to another, or a bar along the time line."""
        calendar = next(iter(self._shown(CalendarView)), None)
        if calendar is not None:
            view, place = calendar.viewport(), self.random.randrange(calendar.model().rowCount() or 1)
            bar = calendar.visualRect(calendar.model().index(place, calendar.model().columnCount() - 1))
            start, end = (
                QPoint(bar.left() + self.random.randrange(bar.width() or 1), bar.center().y()) for _ in range(2)
            )
            if view.rect().contains(start):
                drag_mouse(view, start, end)
            return self.window.show_page("choices")
        self.window.show_page("choices")
        source, target = (self.random.choice(self._shown(PlanView)) for _ in range(2))
        count = source.model().rowCount()
        rows = self.random.sample(range(count), min(count, self.random.choice((1, 1, 1, 2, 3))))
        if rows:
            drag_plans(source, rows, target, QPoint(20, self.random.randrange(target.viewport().height())))
        return None

    def paste(self) -> None:
        """Paste a table of anything somewhere into a table."""
        tables = self._shown(RowTable)
        if not tables:
            return self.drag()
        table = self.random.choice(tables)
        lines = [
            "\t".join(self.random.choice(TEXTS) for _ in range(self.random.randrange(1, 5)))
            for _ in range(self.random.randrange(1, 7))
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
        table.setFocus()
        model = table.model()
        if model.rowCount():
            place = self.random.randrange(model.rowCount()), self.random.randrange(model.columnCount())
            table.setCurrentIndex(model.index(*place))
        press(*self.random.choice(((Key.Key_V, Modifier.ControlModifier), (Key.Key_X, Modifier.ControlModifier))))
        return None

    def fill(self) -> None:
        if self.random.random() < 0.5:
            self.turn()
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


class Hands(QObject):
    """Answers whatever asks something: goes through with it every other time, else cancels."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        super().__init__()
        self.random, self.folder = chance, folder
        self.answered: Counter[str] = Counter()
        self._watch = QTimer(self, interval=1)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    def _look(self) -> None:
        modal, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        if isinstance(popup, QMenu | QDialog):
            popup.close()
        elif isinstance(modal, QDialog):
            known = int(modal.property("looks") or 0)
            modal.setProperty("looks", known + 1)
            new = type(modal).__name__ not in self.answered
            if known == 0 and (new or self.random.random() < 0.5):
                QTimer.singleShot(0, modal, partial(self._answer, modal))  # it may ask something else meanwhile
            elif known in {0, PATIENCE}:
                modal.reject()

    def _answer(self, dialog: QDialog) -> None:
        self.answered[type(dialog).__name__] += 1
        match dialog:
            case QFileDialog():
                self._choose_file(dialog)
            case ExportDialog():
                line = dialog.findChild(QLineEdit)
                assert line is not None
                line.setText(str(self.folder))
                dialog.accept()
            case SettingsDialog():
                dialog.accept()
            case PersonDialog():
                self._look_for(dialog)
            case QMessageBox() if dialog.windowTitle().startswith("Effacer"):
                next(one for one in dialog.buttons() if one is not dialog.escapeButton()).click()
            case _:
                dialog.reject()

    def _choose_file(self, dialog: QFileDialog) -> None:
        if dialog.fileMode() is QFileDialog.FileMode.ExistingFile:
            dialog.reject()
            return
        if dialog.fileMode() is QFileDialog.FileMode.Directory:
            dialog.setDirectory(str(self.folder))
        else:
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert name is not None
            name.setText(str(self.folder / f"écrit-{self.random.randrange(1 << 30)}"))
        dialog.accept()

    def _look_for(self, dialog: PersonDialog) -> None:
        """Look for somebody, then export or erase what is found."""
        who = dialog.findChild(QComboBox)
        assert who is not None
        buttons = {one.text().replace("&", ""): one for one in dialog.findChildren(QPushButton)}
        if who.count():
            who.setCurrentIndex(self.random.randrange(who.count()))
            buttons["Chercher"].click()
            buttons[self.random.choice(("Exporter…", "Effacer…"))].click()
        if dialog.isVisible():
            dialog.reject()


def _plans(view: PlanView) -> list[QModelIndex]:
    """The rows that are plans: some ranks have free places."""
    every = (view.model().index(place, 0) for place in range(view.model().rowCount()))
    return [place for place in every if place.data(ROW_ROLE).choice]


@contextmanager
def _somebody_answers(chance: random.Random, folder: Path) -> Iterator[Hands]:
    """Answer whatever asks something."""
    hands, reader = Hands(chance, folder), _Reader()
    QDesktopServices.setUrlHandler("file", reader, cast("bytes", "open"))  # PySide wants a str, its types bytes
    yield hands
    QDesktopServices.unsetUrlHandler("file")
    hands.deleteLater()


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


def test_acts_at_random(example: Path, opened: OpenWindow, tmp_path: Path) -> None:
    folder = tmp_path / "écrits"
    folder.mkdir()
    window = opened(example)
    monkey = Monkey(window, example, seed=20140212)
    with _somebody_answers(monkey.random, folder) as hands:
        for turn in range(ACTS):
            before = monkey.snapshot()
            window.setUpdatesEnabled(turn % PAINTED == 0)
            monkey.act()
            after = monkey.snapshot()
            if after is not before:
                monkey.changed[monkey.doing] += 1
            if turn % PAINTED == 0:
                _hold(after)
        window.setUpdatesEnabled(True)
        snapshot = monkey.snapshot()
        window.stack.close_pages()
        window.close()
    changed = monkey.changed.total()
    written = Counter(path.suffix for path in folder.iterdir())
    for what in (f"{changed} of {ACTS} acts changed something", monkey.did, monkey.changed, hands.answered, written):
        sys.stdout.write(f"{what}\n")
    assert not {command.name for command in COMMANDS} - set(monkey.fired)
    assert changed >= ACTS // 2
    assert read_document(example) == snapshot
    assert {"ExportDialog", "QFileDialog", "SettingsDialog", "PersonDialog"} <= hands.answered.keys()
    assert {".pdf", ".xlsx"} <= written.keys()
