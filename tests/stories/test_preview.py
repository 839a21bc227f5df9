"""The officer looks at what will be printed, goes through it, searches it, chooses what is in it."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QColor, QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nfi_planner.models.prints import USUAL_PARTS, Edition, Part, Print, PrintOrder
from nfi_planner.services import exporting, printing
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.preview.pdfium import PdfFile
from tests.stories.previews import Show, changed, ready, show_preview
from tests.window import Key, Modifier, OpenWindow, answer_file_dialog, bridge, focused, press, type_text

CONTROL = Modifier.ControlModifier


def text(data: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


def words(data: bytes) -> str:
    return " ".join(text(data).split())


# -- the pages -----------------------------------------------------------------------------------------------------


def test_what_is_shown_is_what_is_exported(show: Show, previewed: MainWindow, tmp_path: Path) -> None:
    dialog = show()
    assert dialog.made is not None
    exporting.export_pdf(bridge(previewed).snapshot, tmp_path / "a.pdf", on=bridge(previewed).today)
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


def test_one_goes_from_part_to_part(show: Show) -> None:
    dialog = show()
    starts = sorted({heading.page for heading in dialog._facts.headings if heading.level == 0 and heading.page})
    assert len(starts) > 3
    seen = []
    for _ in starts:
        press(Key.Key_PageDown, CONTROL)
        seen.append(dialog.pages.page)
    assert seen == starts
    press(Key.Key_PageDown, CONTROL)
    assert dialog.pages.page == starts[-1]
    press(Key.Key_PageUp, CONTROL)
    assert dialog.pages.page == starts[-2]


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


def test_on_another_screen_the_pages_are_drawn_anew(show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = show()
    qtbot.waitUntil(lambda: dialog.pages._is_sharp(0))
    width = dialog.pages._images[0].width()
    monkeypatch.setattr(dialog.pages, "devicePixelRatioF", lambda: 2.0)  # there is one screen only
    QApplication.sendEvent(dialog.pages, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: dialog.pages._images[0].width() == 2 * width)
    small = dialog.thumbs._pages.images
    qtbot.waitUntil(lambda: 0 in small)
    width = small[0].width()
    monkeypatch.setattr(dialog.thumbs, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(dialog.thumbs, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: 0 in small and small[0].width() == 2 * width)


def test_the_number_printed_on_the_page_is_told_when_it_is_another(show: Show) -> None:
    dialog = show()
    dialog._on_opened(replace(dialog._facts, labels=("i", *map(str, range(1, dialog.pages.count)))))
    dialog.pages.go_to(4)
    assert dialog.bar._pages.text().replace("\u00a0", " ") == f"/ {dialog.pages.count} (n° 4)"
    assert dialog.pages.accessibleName() == f"Page 5 sur {dialog.pages.count}, numéro 4"


@pytest.mark.usefixtures("example")
def test_the_text_of_the_page_is_read_out(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    dialog.pages.go_to(2)
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


def test_only_to_look_changes_no_export(show: Show, previewed: MainWindow, qtbot: QtBot) -> None:
    dialog = show()
    dialog.panel.boxes[Part.KEPT_OUT].setFocus()
    press(Key.Key_Space)
    changed(dialog, qtbot)
    press(Key.Key_Escape)
    assert printing.usual_order(bridge(previewed).editor.document_id).parts == USUAL_PARTS


def test_parts_are_remembered_for_the_document_and_its_export(
    show: Show, previewed: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, document = show(), bridge(previewed).editor.document_id
    dialog.panel.boxes[Part.KEPT_OUT].setFocus()
    press(Key.Key_Space)
    changed(dialog, qtbot)
    answer_file_dialog(tmp_path / "a")
    press(Key.Key_E, CONTROL)
    assert printing.usual_order(document).parts == USUAL_PARTS - {Part.KEPT_OUT}
    dialog.reject()
    again = show()
    assert not again.panel.boxes[Part.KEPT_OUT].isChecked()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    for chip, parts in ((again.panel.usual, USUAL_PARTS), (again.panel.all, frozenset(Part))):
        chip.setFocus()
        press(Key.Key_Space)
        changed(again, qtbot)
        press(Key.Key_O, CONTROL)
        assert printing.usual_order(document).parts == again.panel.parts() == parts


def test_the_pages_have_the_parts_that_are_ticked(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    assert dialog.made is not None
    before = words(dialog.made.data)
    assert "Usine du futur" in before
    assert "Fait à" in before
    for part in (Part.SIGNATURE, Part.OVERVIEW, Part.CONTENTS):
        dialog.panel.boxes[part].setFocus()
        press(Key.Key_Space)
    after = words(changed(dialog, qtbot))
    assert "Fait à" not in after
    assert "Sommaire" in before
    assert "Sommaire" not in after
    assert "Chimie verte et biocarburants" in after  # its sheet is still there


@pytest.mark.usefixtures("example")
def test_the_note_and_a_sheet_are_shown_with_their_own_words(show: Show, previewed: MainWindow, qtbot: QtBot) -> None:
    previewed.show_page("sheets")
    assert previewed.stack.sheets is not None
    previewed.stack.sheets.show_plan("18")
    dialog = show()
    dialog.panel.what.setFocus()
    press(Key.Key_Down)
    note = words(changed(dialog, qtbot))
    assert dialog.pages.count == 1
    assert "Note à la Présidente" in note or "Note au Président" in note
    press(Key.Key_Down)
    sheet = words(changed(dialog, qtbot))
    assert "Fiche de plan" in sheet
    assert "18 Chimie verte et biocarburants" in sheet
    assert "Hélène Marchal" in sheet
    assert "Sommaire" not in sheet


def test_several_ticks_in_a_row_make_one_file(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    begun: list[object] = []
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


def test_only_the_roadmap_has_editions_for_it_alone_carries_data(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    offered = (dialog.panel.edition, dialog.panel._edition_name, dialog.panel._meaning)
    for place, what in enumerate(Print):
        dialog.panel.what.setCurrentIndex(place)
        assert {one.isVisible() for one in offered} == {what is Print.ROADMAP}
    dialog.panel.what.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Down)
    changed(dialog, qtbot)
    assert dialog.panel.order() == PrintOrder(Print.NOTE, Edition.ARCHIVE)
    assert dialog.made is not None
    assert dialog.made.path.name == "note-au-president-champagne-ardenne.pdf"


def test_the_sheet_of_the_plan_one_is_at(show: Show, previewed: MainWindow, qtbot: QtBot) -> None:
    previewed.show_page("sheets")
    assert previewed.stack.sheets is not None
    previewed.stack.sheets.show_plan("18")
    dialog = show()
    dialog.panel.what.setCurrentIndex(2)
    changed(dialog, qtbot)
    assert dialog.panel.plan.currentData() == 18
    assert dialog.made is not None
    assert dialog.made.path.name.startswith("fiche-18-chimie-verte")


def test_without_a_chosen_plan_there_is_no_sheet(blank: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(blank)
    dialog = show_preview(window)
    ready(dialog, qtbot)
    dialog.panel.what.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "Aucun plan n’est choisi" in dialog.pages.accessibleName())
