"""The officer prints and goes on: how it ends is told wherever one is by then, and quitting waits for no paper."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import Part
from nfi_planner.support.progress import Report
from nfi_planner.ui.main_window import MainWindow
from tests.stories.previews import Show, changed
from tests.window import Key, Modifier, press, settle

CONTROL = Modifier.ControlModifier


class Printer:
    """Stands for a slow printer: it takes a page whenever it is asked again, until it is let go on."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.error: Exception | None = None

    def __call__(self, report: Report) -> None:
        while not self.go_on.wait(0.01):
            report(0.5)
        if self.error is not None:
            raise self.error


@pytest.fixture
def printer(previewed: MainWindow) -> Iterator[Printer]:
    """A printer that prints already."""
    made = Printer()
    previewed.prints.start(made)
    yield made
    made.go_on.set()


def told(window: MainWindow) -> str:
    return window.frame.state._note.text().replace("\u00a0", " ")


def test_a_print_can_be_stopped_while_another_file_is_made(printer: Printer, show: Show, qtbot: QtBot) -> None:
    del printer
    dialog = show()
    qtbot.waitUntil(dialog.print_progress.isVisible)
    dialog.panel.boxes[Part.COVER].setFocus()
    press(Key.Key_Space)
    changed(dialog, qtbot)
    assert dialog.print_progress.isVisible()
    press(Key.Key_P, CONTROL)
    assert dialog.remark.text().startswith("Une impression est en cours")
    dialog.print_progress.cancel.setFocus()
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: "L’impression a été abandonnée" in dialog.remark.text())
    assert not dialog.print_progress.isVisible()
    press(Key.Key_P, CONTROL)
    assert "Aucune imprimante" in dialog.remark.text()


def test_the_end_is_told_though_the_preview_is_closed(
    printer: Printer, show: Show, previewed: MainWindow, qtbot: QtBot
) -> None:
    show().reject()
    settle()
    assert told(previewed) == "Impression…"
    printer.go_on.set()
    qtbot.waitUntil(lambda: told(previewed) == "Les pages ont été envoyées à l’imprimante.")
    assert not previewed.frame.banner.isVisible()


def test_a_refusal_is_told_though_the_preview_is_closed(
    printer: Printer, show: Show, previewed: MainWindow, qtbot: QtBot
) -> None:
    printer.error = KnownError("L’imprimante n’a pas accepté le document.", "Vérifiez qu’elle est allumée.")
    show().reject()
    settle()
    printer.go_on.set()
    qtbot.waitUntil(previewed.frame.banner.isVisible)
    assert "n’a pas accepté" in previewed.frame.banner.accessibleName()
    assert told(previewed) == "Impression non terminée"


def test_a_bug_is_reported_though_the_preview_is_closed(
    printer: Printer, show: Show, previewed: MainWindow, qtbot: QtBot
) -> None:
    printer.error = ZeroDivisionError()
    show().reject()
    settle()
    with qtbot.captureExceptions() as caught:
        printer.go_on.set()
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert previewed.prints.task is None
    assert "L’impression a échoué" in previewed.frame.banner.accessibleName()


@pytest.mark.usefixtures("printer")
def test_quitting_asks_and_stops_the_print(previewed: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []

    def answer(word: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(one for one in box.buttons() if one.text().replace("&", "") == word).click()

    QTimer.singleShot(0, lambda: answer("Laisser finir"))
    assert not previewed.close()
    assert previewed.bridge is not None
    assert previewed.prints.task is not None
    QTimer.singleShot(0, lambda: answer("Quitter sans finir"))
    assert previewed.close()
    assert asked == ["L’impression n’est pas finie."] * 2
    qtbot.waitUntil(lambda: previewed.prints.task is None)
    assert told(previewed) == "L’impression a été abandonnée."
