"""A document dropped on a window is opened, and stays where it is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nfi_planner.ui.dropping import open_dropped


@pytest.mark.parametrize("key", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_whatever_key_is_held_the_file_is_not_moved_away(
    qtbot: QtBot, tmp_path: Path, key: Qt.KeyboardModifier
) -> None:
    window, opened = QWidget(), list[Path]()
    qtbot.addWidget(window)
    open_dropped(window, opened.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.nfi"))])
    actions, left = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    proposed = Qt.DropAction.MoveAction if key is Qt.KeyboardModifier.ShiftModifier else Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(1, 1), actions, data, left, key)
    event = QDropEvent(QPointF(1, 1), actions, data, left, key)
    for one in (enter, event):
        one.setDropAction(proposed)
        QApplication.sendEvent(window, one)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: opened == [tmp_path / "a.nfi"])
