"""The thread that reads the file of the preview: what goes wrong with one page is no end of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nfi_planner.services import exporting
from nfi_planner.ui.preview.pdfium import UNREADABLE
from nfi_planner.ui.preview.reader import Reader
from tests.documents import sample


@pytest.fixture
def reader() -> Iterator[Reader]:
    parent = QObject()
    made = Reader(parent)
    yield made
    made.close()


def test_a_page_that_can_not_be_drawn_is_told_and_the_next_file_is_read(
    reader: Reader, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    exporting.export_pdf(sample.snapshot(), tmp_path / "a.pdf", on=sample.ON)
    data = (tmp_path / "a.pdf").read_bytes()
    with qtbot.waitSignal(reader.opened):
        reader.open(data)
    with qtbot.waitSignal(reader.refused, timeout=20_000) as refused:
        reader.ask_pages([(0, 2_000_000)])  # no memory holds it
    assert refused.args == [UNREADABLE]
    assert len(list((tmp_path / "state").rglob("incident-*.txt"))) == 1
    with qtbot.waitSignal(reader.opened):
        reader.open(data)
    with qtbot.waitSignal(reader.rendered):
        reader.ask_pages([(0, 84)])
