"""Documents and windows for the stories; nothing of the person who runs them is read or written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from nfi_planner.services import examples, settings
from nfi_planner.services.opening import new_roadmap
from nfi_planner.ui.main_window import MainWindow
from tests.window import OpenWindow, open_window


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings.change(guided=True)  # the first steps have a story of their own


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "exemple.nfi"
    examples.write_example(path).close()
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "brouillon.nfi"
    examples.write_example(path, examples.UNFINISHED).close()
    return path


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "vierge.nfi"
    new_roadmap(path, "21", 2014).close()
    return path


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[OpenWindow]:
    """Return a function that opens a window on a document; every window is closed at the end."""
    del qapp  # there must be one
    windows: list[MainWindow] = []

    def open_one(path: Path | None = None) -> MainWindow:
        window = open_window(path)
        windows.append(window)
        return window

    yield open_one
    for window in windows:
        window.stack.close_pages()  # what a test left unwritten is not asked about
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else every test would style all windows before it
