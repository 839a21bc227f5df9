"""The officer looks at what will be printed, chooses what is in it, searches it, saves it, prints it."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer, QUrl
from PySide6.QtGui import QAccessible, QColor, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from nfi_planner.models.prints import USUAL_PARTS, Part, PrintOrder
from nfi_planner.models.roadmap import Status
from nfi_planner.services import choosing, exporting, opening, printing
from nfi_planner.ui import tasks
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.preview import paper
from nfi_planner.ui.preview.dialog import PreviewDialog
from nfi_planner.ui.preview.pdfium import PdfFile
from tests.stories.test_accessible import nameless
from tests.window import Key, Modifier, OpenWindow, answer_file_dialog, bridge, focused, press, settle, type_text

Show = Callable[..., PreviewDialog]
CONTROL = Modifier.ControlModifier


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a roadmap of a few pages: its PDF is quickly made."""
    path: Path = tmp_path_factory.mktemp("small") / "petite.nfi"
    editor = opening.new_roadmap(path, "21", 2014)
    editor.do(choosing.set_status(editor.snapshot, (18, 1, 2, 3, 4, 5), Status.STRATEGIC))
    editor.close()
    return path


@pytest.fixture
def window(request: pytest.FixtureRequest, small: Path, opened: OpenWindow) -> MainWindow:
    """A window on a small document; on the example where the test asks for it."""
    return opened(request.getfixturevalue("example") if "example" in request.fixturenames else small)


@pytest.fixture
def show(window: MainWindow, qtbot: QtBot) -> Iterator[Show]:
    """Return a function that presses Ctrl+P, and waits for the pages unless told not to."""

    def press_it(*, wait: bool = True) -> PreviewDialog:
        window.activateWindow()
        settle()
        press(Key.Key_P, CONTROL)
        found = preview(window)
        found.resize(1360, 820)
        found.activateWindow()
        if wait:
            ready(found, qtbot)
        return found

    yield press_it
    for dialog in window.findChildren(PreviewDialog):
        dialog.reject()


def preview(window: MainWindow) -> PreviewDialog:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = window.findChild(PreviewDialog)
    assert found is not None
    return found


def ready(dialog: PreviewDialog, qtbot: QtBot) -> None:
    """Wait until the ordered file is shown."""
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=60_000)
    settle()


def changed(dialog: PreviewDialog, qtbot: QtBot) -> bytes:
    """Wait for the next file; return it."""
    with qtbot.waitSignal(dialog.maker.made, timeout=60_000):
        pass
    ready(dialog, qtbot)
    assert dialog.made is not None
    return dialog.made.data


def text(data: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


# -- the pages -----------------------------------------------------------------------------------------------------


def test_what_is_shown_is_what_is_exported(show: Show, window: MainWindow, tmp_path: Path) -> None:
    dialog = show()
    assert dialog.made is not None
    exporting.export_pdf(bridge(window).snapshot, tmp_path / "a.pdf", on=bridge(window).today)
    assert dialog.made.data == (tmp_path / "a.pdf").read_bytes() == dialog.made.path.read_bytes()
    file = PdfFile(dialog.made.data)
    assert dialog.pages.count == len(file.facts.sizes) > 6
    file.close()


def test_the_first_page_is_drawn_sharp(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    box = dialog.pages._spread.pages[0]
    qtbot.waitUntil(lambda: 0 in dialog.pages._images)
    assert dialog.pages._images[0].width() == round(box.width() * dialog.pages.devicePixelRatioF())
    shown = dialog.pages.viewport().grab().toImage()
    rows = range(box.top() + 5, shown.height(), 3)
    colours = {QColor(shown.pixel(x, y)).lightness() for x in range(box.left(), box.right(), 3) for y in rows}
    assert max(colours) == 255
    assert min(colours) < 128


def test_one_goes_through_the_pages_with_keys(show: Show) -> None:
    dialog = show()
    last = dialog.pages.count
    assert focused() is dialog.pages
    assert dialog.pages.accessibleName() == f"Page 1 sur {last}"
    press(Key.Key_End)
    assert dialog.pages.accessibleName() == f"Page {last} sur {last}"
    assert dialog.bar.page.text() == str(last)
    press(Key.Key_Home)
    press(Key.Key_G, CONTROL)
    type_text("7")
    press(Key.Key_Return)
    assert dialog.pages.page == 6
    assert dialog.thumbs.currentIndex().row() == 6
    assert focused() is dialog.pages
    before = dialog.pages.verticalScrollBar().value()
    press(Key.Key_PageDown)
    assert dialog.pages.verticalScrollBar().value() > before
    press(Key.Key_PageUp)
    assert dialog.pages.verticalScrollBar().value() == before


def test_a_page_beyond_the_last_is_the_last(show: Show) -> None:
    dialog = show()
    press(Key.Key_G, CONTROL)
    type_text("9999")
    press(Key.Key_Return)
    assert dialog.bar.page.text() == str(dialog.pages.count)


def test_a_small_page_leads_to_the_page(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    dialog.thumbs.setFocus()
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert dialog.pages.page == 2
    qtbot.waitUntil(lambda: dialog.thumbs._pages.images.get(2) is not None)


def test_zooming_keeps_the_page(show: Show) -> None:
    dialog = show()
    dialog.pages.go_to(4)
    width = dialog.pages._spread.pages[0].width()
    for _ in range(3):
        press(Key.Key_Plus, CONTROL)
    assert dialog.pages._spread.pages[0].width() > width
    assert dialog.pages.page == 4
    press(Key.Key_Minus, CONTROL)
    press(Key.Key_0, CONTROL)
    assert (dialog.bar.zoom.currentText(), dialog.pages._spread.pages[0].width()) == ("Largeur de la page", width)
    press(Key.Key_0, CONTROL)
    assert dialog.bar.zoom.currentText() == "Page entière"
    assert dialog.pages._spread.pages[4].height() <= dialog.pages.viewport().height()
    assert dialog.pages.page == 4


@pytest.mark.usefixtures("example")
def test_the_text_of_the_page_is_read_out(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    dialog.pages.go_to(3)
    qtbot.waitUntil(lambda: "Hélène Marchal" in dialog.pages.accessibleDescription())
    interface = QAccessible.queryAccessibleInterface(dialog.pages)
    assert "Hélène Marchal" in interface.text(QAccessible.Text.Description)


# -- searching -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("example")
def test_words_are_found_on_every_page(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    assert dialog.made is not None
    count = " ".join(text(dialog.made.data).split()).count("Hélène Marchal")
    assert count > 1
    press(Key.Key_F, CONTROL)
    type_text("helene marchal")
    qtbot.waitUntil(lambda: dialog._hits.done and dialog._hits.count > 0, timeout=20_000)
    assert dialog.bar.line.accessibleDescription() == f"1 sur {count}"
    press(Key.Key_F3)
    assert dialog.bar.line.accessibleDescription() == f"2 sur {count}"
    hit = dialog._hits.present
    assert hit is not None
    assert hit[0] in dialog.pages._seen()
    press(Key.Key_F3, Modifier.ShiftModifier)
    press(Key.Key_F3, Modifier.ShiftModifier)
    assert dialog.bar.line.accessibleDescription() == f"{count} sur {count}"
    press(Key.Key_Return)
    assert dialog.bar.line.accessibleDescription() == f"1 sur {count}"


@pytest.mark.usefixtures("example")
def test_a_passage_is_marked_on_the_page(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    press(Key.Key_F, CONTROL)
    type_text("Hélène Marchal")
    qtbot.waitUntil(lambda: dialog._hits.done and dialog._hits.count > 0, timeout=20_000)
    page, number = dialog._hits.present or (0, 0)
    (box,) = dialog._hits.by_page[page][number]
    place = dialog.pages._placed(dialog.pages._spread.pages[page], box)
    qtbot.waitUntil(lambda: dialog.pages._is_sharp(page))
    dialog.pages.show_hits({}, None)
    plain = dialog.pages.viewport().grab().toImage()
    dialog.pages.show_hits(dialog._hits.by_page, dialog._hits.present)
    marked = dialog.pages.viewport().grab().toImage()
    x = int(place.left()) - dialog.pages.horizontalScrollBar().value() + 1
    y = int(place.center().y()) - dialog.pages.verticalScrollBar().value()
    row = range(x, x + int(place.width()) - 2)
    ground = max(row, key=lambda at: QColor(plain.pixel(at, y)).lightness())
    assert QColor(plain.pixel(ground, y)).blue() > 240
    assert QColor(marked.pixel(ground, y)).blue() < 100
    assert all(QColor(marked.pixel(at, y)).blue() <= QColor(plain.pixel(at, y)).blue() for at in row)
    assert min(QColor(plain.pixel(at, y)).lightness() for at in row) < 128  # the letters are there


def test_what_is_nowhere_is_said_and_escape_leaves_the_search(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    press(Key.Key_F, CONTROL)
    type_text("xyzzy")
    qtbot.waitUntil(lambda: dialog.bar.line.accessibleDescription() == "Introuvable")
    press(Key.Key_Escape)
    assert dialog.isVisible()
    assert focused() is dialog.pages
    assert dialog.bar.line.text() == ""


# -- what is printed -----------------------------------------------------------------------------------------------


def test_parts_are_remembered_for_the_document_and_for_its_export(show: Show, window: MainWindow, qtbot: QtBot) -> None:
    dialog, document = show(), bridge(window).editor.document_id
    dialog.panel.boxes[Part.KEPT_OUT].setFocus()
    press(Key.Key_Space)
    changed(dialog, qtbot)
    assert printing.usual_order(document).parts == USUAL_PARTS - {Part.KEPT_OUT}
    dialog.reject()
    again = show()
    assert not again.panel.boxes[Part.KEPT_OUT].isChecked()
    for chip, parts in ((again.panel.usual, USUAL_PARTS), (again.panel.all, frozenset(Part))):
        chip.setFocus()
        press(Key.Key_Space)
        changed(again, qtbot)
        assert printing.usual_order(document).parts == again.panel.parts() == parts


def test_several_ticks_in_a_row_make_one_file(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    begun: list[tasks.Task] = []
    dialog.maker.begun.connect(begun.append)
    for part in (Part.COVER, Part.CONTENTS, Part.CHECKS):
        dialog.panel.boxes[part].setFocus()
        press(Key.Key_Space)
        assert not dialog.export_button.isEnabled()  # it would be another file than the one that is asked for
    changed(dialog, qtbot)
    assert len(begun) == 1
    order = dialog.panel.order()
    assert isinstance(order, PrintOrder)
    assert order.parts == USUAL_PARTS - {Part.COVER, Part.CONTENTS, Part.CHECKS}


def test_without_any_part_there_is_nothing_to_print(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    for box in dialog.panel.boxes.values():
        box.setChecked(False)
    qtbot.waitUntil(lambda: dialog.pages.count == 0)
    assert "Cochez au moins une partie" in dialog.pages.accessibleName()
    assert not dialog.print_button.isEnabled()
    dialog.panel.boxes[Part.COVER].click()
    changed(dialog, qtbot)
    assert dialog.pages.count > 0


def test_another_document_keeps_the_page_one_is_at(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    dialog.pages.go_to(5)
    dialog.panel.edition.setFocus()
    press(Key.Key_Down)
    changed(dialog, qtbot)
    assert dialog.made is not None
    assert dialog.made.path.name == "feuille-de-route-champagne-ardenne-archives.pdf"
    assert dialog.pages.page == 5


def test_the_sheet_of_the_plan_one_is_at(show: Show, window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("sheets")
    assert window.stack.sheets is not None
    window.stack.sheets.show_plan("18")
    dialog = show()
    dialog.panel.what.setCurrentIndex(2)
    changed(dialog, qtbot)
    assert dialog.panel.plan.currentData() == 18
    assert dialog.made is not None
    assert dialog.made.path.name.startswith("fiche-18-chimie-verte")


def test_without_a_chosen_plan_there_is_no_sheet(blank: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(blank)
    press(Key.Key_P, CONTROL)
    dialog = preview(window)
    ready(dialog, qtbot)
    dialog.panel.what.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "Aucun plan n’est choisi" in dialog.pages.accessibleName())


# -- giving up, failing --------------------------------------------------------------------------------------------


def test_making_the_file_can_be_given_up_and_tried_again(show: Show, qtbot: QtBot) -> None:
    dialog = show(wait=False)
    dialog.progress.give_up()
    qtbot.waitUntil(lambda: "abandonnée" in dialog.pages.accessibleName(), timeout=20_000)
    assert dialog.made is None
    assert _files() == []
    dialog.retry.setFocus()
    press(Key.Key_Space)
    ready(dialog, qtbot)


def test_escape_closes_at_any_moment_and_leaves_no_file(show: Show, window: MainWindow) -> None:
    show(wait=False)
    press(Key.Key_Escape)
    assert window.findChildren(PreviewDialog) == [] or not window.findChildren(PreviewDialog)[0].isVisible()
    tasks.wait_for_all()
    settle()
    assert _files() == []
    dialog = show()
    assert len(_files()) == 1
    press(Key.Key_Escape)
    assert not dialog.isVisible()
    assert _files() == []
    window.activateWindow()
    settle()
    assert window.isAncestorOf(focused())


def test_closing_the_window_closes_the_preview(show: Show, window: MainWindow) -> None:
    dialog = show(wait=False)
    window.close()
    assert not dialog.isVisible()
    assert _files() == []


def test_what_keeps_the_file_from_being_made_is_said(
    show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere"
    monkeypatch.setattr("nfi_planner.ui.preview.making._folder", lambda: nowhere)
    dialog = show(wait=False)
    qtbot.waitUntil(lambda: "dossier temporaire" in dialog.pages.accessibleName(), timeout=20_000)
    assert not dialog.export_button.isEnabled()
    nowhere.mkdir()
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


def test_every_control_has_a_name_and_a_tool_tip_names_the_keys(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.waitUntil(dialog.pages.isVisible)
    assert nameless(dialog) == []
    tips = {one.toolTip() for one in (dialog.print_button, dialog.export_button, dialog.reader_button, dialog.bar.line)}
    assert all("(Ctrl+" in tip for tip in tips)


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
    from nfi_planner.ui.preview.making import _folder

    return [path for path in _folder().rglob("*") if path.is_file()]
