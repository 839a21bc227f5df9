"""The officer has the PDF that was handed in, and no document: opening or dropping it brings the work back."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFileDialog, QPlainTextEdit

from nfi_planner.documents.exchange import to_json
from nfi_planner.models.prints import Edition, PrintOrder
from nfi_planner.services import exporting, settings
from nfi_planner.services.opening import read_document
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.choices.view import PlanView
from nfi_planner.ui.widgets.logo import LogoBox
from nfi_planner.ui.widgets.notice import Notice, show_notice
from tests.documents import sample
from tests.stories.test_logo import drop
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    answer_file_dialog,
    bridge,
    press,
    settle,
    snapshot,
)


@pytest.fixture
def pdf(example: Path) -> Path:
    path = example.with_name("feuille.pdf")
    exporting.export_pdf(read_document(example), path, on=sample.ON)
    return path


def said(window: MainWindow) -> str:
    return window.frame.banner.accessibleName().replace("\u00a0", " ")


def test_a_pdf_is_opened_like_a_document(example: Path, pdf: Path, opened: OpenWindow) -> None:
    window = opened(None)
    new = example.with_name("nouveau.nfi")
    answer_file_dialog(pdf)
    QTimer.singleShot(250, partial(answer_file_dialog, new))  # once that one is answered, another asks where
    press(Key.Key_O, Modifier.ControlModifier)
    settle()
    assert bridge(window).editor.path == new
    assert to_json(snapshot(window)) == to_json(read_document(example))
    assert window.frame.state._note.text().startswith("Reconstituée depuis le PDF")
    assert window.frame.top._document.text() == "Champagne-Ardenne"
    assert not bridge(window).editor.undo_line


def test_what_was_said_of_one_document_is_not_said_of_the_next(example: Path, pdf: Path, opened: OpenWindow) -> None:
    window = opened(None)
    answer_file_dialog(example.with_name("nouveau.nfi"))
    window.open_path(pdf)
    settle()
    show_notice(window, "export", "Écrit : feuille.pdf.", [])
    window.open_path(example)
    settle()
    assert bridge(window).editor.path == example
    assert window.frame.state._note.text() == ""
    assert all(notice.isHidden() for notice in window.frame.findChildren(Notice))


def test_a_name_that_is_taken_is_not_proposed(
    pdf: Path, example: Path, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    example.with_name("feuille.nfi").write_bytes(b"")
    asked: list[str] = []

    def refuse(dialog: QFileDialog) -> int:
        asked.append(Path(dialog.selectedFiles()[0]).name)
        return 0

    monkeypatch.setattr(QFileDialog, "exec", refuse)
    settings.change(document_folder=str(example.parent))
    opened(pdf)
    settle()
    assert asked == ["feuille 2.nfi"]


def test_the_name_proposed_is_the_pdf_s(pdf: Path, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(dialog: QFileDialog) -> int:
        asked.append(Path(dialog.selectedFiles()[0]).name)
        return 0

    monkeypatch.setattr(QFileDialog, "exec", refuse)
    window = opened(pdf)
    settle()
    assert asked == ["feuille.nfi"]
    assert window.bridge is None
    assert window.stack.currentWidget() is window.welcome


def test_a_pdf_without_data_is_told_before_anything_is_asked(example: Path, pdf: Path, opened: OpenWindow) -> None:
    window = opened(example)
    archive = PrintOrder(edition=Edition.ARCHIVE)
    exporting.export_pdf(snapshot(window), pdf, on=sample.ON, order=archive)
    window.open_path(pdf)
    settle()
    assert said(window).startswith("« feuille.pdf » ne contient pas ses données")
    assert bridge(window).editor.path == example


def test_an_existing_document_is_not_replaced(example: Path, pdf: Path, opened: OpenWindow) -> None:
    window, before = opened(None), example.read_bytes()
    answer_file_dialog(example)
    window.open_path(pdf)
    settle()
    assert "existe déjà" in said(window)
    assert example.read_bytes() == before
    assert window.bridge is None


def test_a_document_is_opened_where_it_is_dropped(example: Path, blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    assert drop(window, example)
    assert bridge(window).editor.path == example


def test_a_pdf_is_dropped(example: Path, pdf: Path, opened: OpenWindow) -> None:
    window = opened(None)
    new = example.with_name("nouveau.nfi")
    answer_file_dialog(new)
    assert drop(window, pdf)
    settle()
    assert bridge(window).editor.path == new


def test_parts_that_take_other_things_leave_documents_to_the_window(
    example: Path, blank: Path, opened: OpenWindow
) -> None:
    window = opened(example)
    for page, kind in (("choices", PlanView), ("sheets", QPlainTextEdit), ("document", LogoBox)):
        window.show_page(page)
        settle()
        found = window.page(page).findChildren(kind)
        target = next(part for part in found if part.isVisible())
        assert drop(target.viewport() if isinstance(target, QAbstractScrollArea) else target, blank)
        assert bridge(window).editor.path == blank
        window.open_path(example)
        settle()


@pytest.mark.parametrize("names", [["a.txt"], ["a.nfi", "b.nfi"]])
def test_other_files_are_not_taken(tmp_path: Path, opened: OpenWindow, names: list[str]) -> None:
    assert not drop(opened(None), *(tmp_path / name for name in names))
    assert QApplication.activeModalWidget() is None
