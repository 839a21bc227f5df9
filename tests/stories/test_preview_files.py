"""What is done with the file of the preview: given up, saved, opened, printed; what fails is said; nothing is left."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from nfi_planner.ui import tasks
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.preview import making, paper
from nfi_planner.ui.preview.dialog import PreviewDialog
from nfi_planner.ui.preview.pdfium import Facts
from tests.stories.previews import Show, ready
from tests.window import Key, Modifier, answer_file_dialog, focused, press, settle

CONTROL = Modifier.ControlModifier


@pytest.fixture(autouse=True)
def _own_folder() -> None:
    """What other tests have left open in the reader, or are still making, is not counted."""
    tasks.wait_for_all()
    settle()
    making._folder.cache_clear()


# -- giving up, failing --------------------------------------------------------------------------------------------


def test_making_the_file_can_be_given_up_and_tried_again(show: Show, qtbot: QtBot) -> None:
    others_are_done, pool = threading.Event(), QThreadPool.globalInstance()
    for _ in range(pool.maxThreadCount()):  # the file isn't made before it is given up
        pool.start(others_are_done.wait)
    dialog = show(wait=False)
    dialog.progress.give_up()
    others_are_done.set()
    qtbot.waitUntil(lambda: "abandonnée" in dialog.pages.accessibleName(), timeout=20_000)
    assert dialog.made is None
    assert _files() == []
    dialog.retry.setFocus()
    press(Key.Key_Space)
    ready(dialog, qtbot)


def test_escape_closes_at_any_moment_and_leaves_no_file(show: Show, previewed: MainWindow) -> None:
    show(wait=False)
    press(Key.Key_Escape)
    assert previewed.findChildren(PreviewDialog) == [] or not previewed.findChildren(PreviewDialog)[0].isVisible()
    tasks.wait_for_all()
    settle()
    assert _files() == []
    dialog = show()
    assert len(_files()) == 1
    press(Key.Key_Escape)
    assert not dialog.isVisible()
    assert _files() == []
    previewed.activateWindow()
    settle()
    assert previewed.isAncestorOf(focused())


def test_closing_the_window_closes_the_preview(show: Show, previewed: MainWindow) -> None:
    dialog = show(wait=False)
    previewed.close()
    assert not dialog.isVisible()
    settle()  # what was made at that very moment is taken away by the event loop
    assert _files() == []


def test_what_keeps_the_file_from_being_made_is_said(show: Show, qtbot: QtBot) -> None:
    folder = making._folder()
    folder.rmdir()
    dialog = show(wait=False)
    qtbot.waitUntil(lambda: "dossier temporaire" in dialog.pages.accessibleName(), timeout=20_000)
    assert not dialog.export_button.isEnabled()
    folder.mkdir()
    dialog.retry.click()
    ready(dialog, qtbot)
    assert dialog.pages.count > 0


# -- saving, opening, printing -------------------------------------------------------------------------------------


def test_the_very_file_is_saved(show: Show, tmp_path: Path) -> None:
    dialog = show()
    answer_file_dialog(tmp_path / "copie")
    press(Key.Key_E, CONTROL)
    assert dialog.made is not None
    assert (tmp_path / "copie.pdf").read_bytes() == dialog.made.data
    assert dialog.remark.text().endswith("copie.pdf")


def test_what_keeps_the_file_from_being_saved_is_said(show: Show, tmp_path: Path) -> None:
    dialog = show()
    (tmp_path / "a.nfi").write_bytes(b"")
    answer_file_dialog(tmp_path / "copie.nfi")
    QTimer.singleShot(400, _accept_any)
    press(Key.Key_E, CONTROL)
    assert "est un document, pas un export" in dialog.remark.text().replace("\u00a0", " ")
    assert not (tmp_path / "copie.nfi").exists()


def test_the_very_file_is_opened_in_the_reader(show: Show, reader: "Reader") -> None:
    dialog = show()
    press(Key.Key_O, CONTROL)
    assert dialog.made is not None
    assert reader.opened == [dialog.made.path]
    dialog.reject()
    assert reader.opened[0].exists()  # the reader has it


def test_without_a_reader_the_place_of_the_file_is_said(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog = show()
    dialog.open_in_reader()
    assert dialog.made is not None
    assert str(dialog.made.path) in dialog.remark.text()


def test_without_a_printer_there_is_a_sentence_and_the_way_out(show: Show) -> None:
    assert not paper.has_printer()
    dialog = show()
    press(Key.Key_P, CONTROL)
    assert "Aucune imprimante" in dialog.remark.text()
    assert focused() is dialog.reader_button
    assert dialog.isVisible()


def test_the_printer_is_asked_for_and_keeps_the_paper(show: Show, tmp_path: Path) -> None:
    dialog = show()
    printer = paper.printer_for(Facts(((595, 842),), ()), "feuille")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))

    def confirm() -> None:
        assert isinstance(QApplication.activeModalWidget(), QPrintDialog)
        press(Key.Key_Return)

    QTimer.singleShot(200, confirm)
    assert paper.ask(dialog, printer, 7, 3)
    assert list(paper._pages(printer, 7)) == list(range(7))
    assert printer.pageLayout().fullRectPoints().size().toTuple() == (595, 842)
    assert printer.fullPage()


class Reader:
    """Stands for the program that shows a PDF."""

    def __init__(self) -> None:
        self.opened: list[Path] = []

    def __call__(self, url: QUrl) -> bool:
        self.opened.append(Path(url.toLocalFile()))
        return True


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    stands_in = Reader()
    monkeypatch.setattr(QDesktopServices, "openUrl", stands_in)
    return stands_in


def _accept_any() -> None:
    box = QApplication.activeModalWidget()
    if isinstance(box, QFileDialog):
        box.reject()


def _files() -> list[Path]:
    """What is left of previews on the disk."""
    return [path for path in making._folder().rglob("*") if path.is_file()]
