"""The officer puts the region's logo on the roadmap, describes it, and finds it in the printed document."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Roadmap
from nfi_planner.services import exporting, logo, settings
from nfi_planner.services.opening import read_document
from nfi_planner.support.french import typeset
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.document import DocumentPage
from nfi_planner.ui.pages.logo_card import LogoCard
from tests.services.test_logo import BLUE, CLEAR, WHITE, encoded, mark
from tests.window import (
    TODAY,
    Key,
    Modifier,
    OpenWindow,
    answer_file_dialog,
    bridge,
    focused,
    press,
    settle,
    snapshot,
    type_text,
)

ALT = "Logo de la région"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    path.write_bytes(encoded(mark(), "PNG"))
    return path


def card(window: MainWindow) -> LogoCard:
    window.show_page("document")
    settle()
    page = window.page("document")
    assert isinstance(page, DocumentPage)
    return page._logo


def roadmap(window: MainWindow) -> Roadmap:
    return lookups.roadmap(snapshot(window))


def said(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def choose(window: MainWindow, path: Path) -> LogoCard:
    """Choose a file by keys."""
    shown = card(window)
    shown.box.choose.setFocus()
    answer_file_dialog(path)
    press(Key.Key_Space)
    window.activateWindow()  # as every system does after a dialog, but for the one without a screen
    settle()
    return shown


def drop(target: QWidget, *paths: Path) -> bool:
    """Drag files onto a widget and let go; return whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, left, none))
    settle()
    return enter.isAccepted()


def test_a_logo_is_chosen_and_described_by_keys(example: Path, picture: Path, opened: OpenWindow) -> None:
    window = opened(example)
    shown = choose(window, picture)
    assert roadmap(window).logo == logo.read(picture)
    assert focused() is shown.text.control
    assert shown.text.name.problem == typeset(logo.DESCRIBE)
    type_text(ALT)
    press(Key.Key_Return)
    assert roadmap(window).logo_alt == ALT
    assert not shown.text.name.problem
    assert read_document(example) == snapshot(window)


def test_a_text_that_is_missing_stays_asked_for(example: Path, picture: Path, opened: OpenWindow) -> None:
    shown = choose(opened(example), picture)
    press(Key.Key_Tab)
    assert shown.text.name.problem == typeset(logo.DESCRIBE)
    assert not shown.text.waiting()


def test_a_logo_is_undone_and_done_again(example: Path, picture: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    shown = choose(window, picture)
    type_text(ALT)
    press(Key.Key_Return)
    after = snapshot(window)
    for _ in range(2):
        press(Key.Key_Z, Modifier.ControlModifier)
    assert snapshot(window) == before
    assert not shown.text.isVisible()
    for _ in range(2):
        press(Key.Key_Y, Modifier.ControlModifier)
    assert snapshot(window) == after


def test_another_logo_keeps_the_text_and_offers_to_write_over_it(
    example: Path, picture: Path, opened: OpenWindow
) -> None:
    window = opened(example)
    choose(window, picture)
    type_text(ALT)
    press(Key.Key_Return)
    picture.write_bytes(encoded(mark(ink=(0, 0, 0)), "JPEG"))
    choose(window, picture)
    assert roadmap(window).logo_alt == ALT
    type_text("Un autre")
    press(Key.Key_Return)
    assert roadmap(window).logo_alt == "Un autre"


def test_a_logo_is_taken_away_with_its_text(example: Path, picture: Path, opened: OpenWindow) -> None:
    window = opened(example)
    shown = choose(window, picture)
    type_text(ALT)
    press(Key.Key_Return)
    shown.box.remove.setFocus()
    press(Key.Key_Space)
    assert (roadmap(window).logo, roadmap(window).logo_alt) == (b"", "")
    assert focused() is shown.box.choose


def test_a_file_is_dropped_on_the_card(example: Path, picture: Path, opened: OpenWindow) -> None:
    window = opened(example)
    shown = card(window)
    assert not drop(shown.box, picture, picture)
    assert drop(shown.box, picture)
    assert roadmap(window).logo == logo.read(picture)
    assert focused() is shown.text.control


def test_what_is_no_logo_is_said_beside_the_button(example: Path, tmp_path: Path, opened: OpenWindow) -> None:
    window = opened(example)
    text = tmp_path / "notes.png"
    text.write_text("rien")
    shown = card(window)
    assert drop(shown.box, text)
    assert any("n’est pas une image PNG ou JPEG" in one for one in said(shown))
    assert "n’est pas une image" in focused().accessibleDescription()
    assert roadmap(window).logo == b""


def test_a_white_logo_is_taken_and_warned_about(example: Path, tmp_path: Path, opened: OpenWindow) -> None:
    window = opened(example)
    white = tmp_path / "blanc.png"
    white.write_bytes(encoded(mark(ink=WHITE, ground=CLEAR), "PNG"))
    shown = choose(window, white)
    assert any("presque blanc" in one for one in said(shown))
    assert roadmap(window).logo


def test_a_logo_is_kept_in_the_settings_and_taken_from_them(example: Path, picture: Path, opened: OpenWindow) -> None:
    window = opened(example)
    shown = choose(window, picture)
    type_text(ALT)
    press(Key.Key_Return)
    shown._keep.setFocus()
    press(Key.Key_Space)
    assert (settings.load().logo_bytes, settings.load().logo_alt) == (roadmap(window).logo, ALT)
    assert not shown._keep.isVisible()
    kept = snapshot(window)
    shown.box.remove.setFocus()
    press(Key.Key_Space)
    shown._take.setFocus()
    press(Key.Key_Space)
    assert snapshot(window) == kept
    assert focused() is shown.box.choose
    press(Key.Key_Z, Modifier.ControlModifier)  # logo and text are one act
    assert (roadmap(window).logo, roadmap(window).logo_alt) == (b"", "")


def test_a_logo_that_can_not_be_written_is_told(example: Path, picture: Path, opened: OpenWindow) -> None:
    window = opened(example)
    shown = card(window)
    bridge(window).freeze()
    shown.box.take(picture)
    assert "plus rien n’est enregistré" in window.frame.banner.accessibleName()
    assert roadmap(window).logo == b""


@pytest.mark.parametrize(("kind", "ground"), [("PNG", WHITE), ("PNG", CLEAR), ("JPEG", WHITE)])
def test_the_printed_document_bears_the_logo(
    example: Path, tmp_path: Path, opened: OpenWindow, kind: str, ground: tuple[int, ...]
) -> None:
    window = opened(example)
    file = tmp_path / f"logo.{kind.lower()}"
    file.write_bytes(encoded(mark(ground=ground), kind))
    choose(window, file)
    pdf = tmp_path / "a.pdf"
    exporting.export_pdf(snapshot(window), pdf, on=TODAY)
    page = subprocess.run(
        ["pdftoppm", "-f", "1", "-l", "1", "-r", "50", pdf], capture_output=True, check=True, timeout=60
    ).stdout
    printed = Image.open(BytesIO(page)).convert("RGB")
    corner = printed.crop((printed.width // 2, 0, printed.width, printed.height // 4))
    pixels = list(batched(corner.tobytes(), 3))
    assert sum(max(abs(a - b) for a, b in zip(one, BLUE, strict=True)) <= 6 for one in pixels) > 100
    assert sum(max(one) < 20 for one in pixels) < 100  # what is see-through isn't black


def batched(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))
