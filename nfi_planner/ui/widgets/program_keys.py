"""The program's keys stay the program's while one types: Ctrl+E exports, though a line edit means « end of line »."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from nfi_planner.ui.actions import COMMANDS

_KEYS = frozenset(QKeySequence(key).toString() for command in COMMANDS for key in command.bound if len(key) > 1)


class _ProgramKeys(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        ours = QKeySequence(event.keyCombination()).toString() in _KEYS
        if ours:
            event.ignore()
        return ours


def keep_program_keys(widget: QWidget) -> None:
    """Let the shortcuts of the command table pass through a control one types in; undo is among them."""
    widget.installEventFilter(_ProgramKeys(widget))
