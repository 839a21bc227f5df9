"""Windows for the stories; nothing of the person who runs them is read or written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nfi_planner.services import settings
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.preview.dialog import PreviewDialog
from tests.stories.previews import Show, ready, show_preview, small_roadmap
from tests.window import OpenWindow, open_window


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings.change(guided=True)  # the first steps have a story of their own


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


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a roadmap of a few pages."""
    return small_roadmap(tmp_path_factory.mktemp("small") / "petite.nfi")


@pytest.fixture
def previewed(request: pytest.FixtureRequest, small: Path, opened: OpenWindow) -> MainWindow:
    """The window on the document that ``show`` shows: the small one; the example where the test asks for it."""
    return opened(request.getfixturevalue("example") if "example" in request.fixturenames else small)


@pytest.fixture
def show(previewed: MainWindow, qtbot: QtBot) -> Iterator[Show]:
    """Return a function that shows the preview, and waits for the pages unless told not to."""

    def press_it(*, wait: bool = True) -> PreviewDialog:
        found = show_preview(previewed)
        if wait:
            ready(found, qtbot)
        return found

    yield press_it
    for dialog in previewed.findChildren(PreviewDialog):
        dialog.reject()
