"""A field of a form: label, control, and a sentence when what is typed can't be read.

What is typed becomes one act on leaving the field, by Enter, or after two seconds without typing. What can't be read
stays in the control with its sentence below; nothing is lost.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from nfi_planner.support.french import typeset
from nfi_planner.ui.kinds import TEXT, Kind
from nfi_planner.ui.widgets.parts import label as make_label
from nfi_planner.ui.widgets.parts import set_role
from nfi_planner.ui.widgets.program_keys import keep_program_keys

IDLE_MS = 2_000
_LINE_HEIGHT = 20
Read = Callable[[], Any]
Write = Callable[[Any], None]


class Field(QWidget):
    """Binds a control to a value of the document: ``read`` gives it, ``write`` does the act that sets it."""

    def __init__(
        self,
        name: str,
        read: Read,
        write: Write,
        *,
        kind: Kind = TEXT,
        lines: int = 1,
        suggestions: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._read, self._write, self._kind = read, write, kind
        self._timer = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._timer.timeout.connect(self.commit)
        self.control = self._make_control(lines, suggestions)
        name = name[0].upper() + name[1:]
        self.control.setAccessibleName(name)
        self.name = make_label(f"{name} ({kind.hint})" if kind.hint else name, "field")
        self.name.setBuddy(self.control)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.error = make_label("", "error", wrap=True)
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.name)
        layout.addWidget(self.control)
        layout.addWidget(self.error)
        self.setFocusProxy(self.control)
        self.control.installEventFilter(self)
        keep_program_keys(self.control)

    def _make_control(self, lines: int, suggestions: tuple[str, ...]) -> QLineEdit | QPlainTextEdit | QComboBox:
        if self._kind.options:
            box = QComboBox()
            box.addItems([text or "—" for _, text in self._kind.options])
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.activated.connect(self.commit)
            return box
        if lines > 1:
            area = QPlainTextEdit()
            area.setTabChangesFocus(True)
            area.setMinimumHeight(lines * _LINE_HEIGHT + 14)
            area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            area.textChanged.connect(self._on_typing)
            return area
        line = QLineEdit()
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line.textEdited.connect(self._on_typing)
        line.editingFinished.connect(self.commit)
        if suggestions:
            completer = QCompleter(QStringListModel(list(suggestions), line), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line

    def text(self) -> str:
        """Return what stands in the control."""
        if isinstance(self.control, QComboBox):
            return self._kind.options[self.control.currentIndex()][1]
        if isinstance(self.control, QPlainTextEdit):  # toPlainText() would turn no-break spaces into plain ones
            return self.control.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return self.control.text()

    def refresh(self) -> None:
        """Show the document's value, unless something typed and not yet written stands in the control."""
        if self._timer.isActive():
            return
        value = self._read()
        if self.error.isVisibleTo(self) and self.control.hasFocus():
            return
        self._say("")
        if isinstance(self.control, QComboBox):
            values = [option for option, _ in self._kind.options]
            self.control.setCurrentIndex(values.index(value) if value in values else 0)
        elif self._shown_value() != value or not self.control.hasFocus():
            shown = self._kind.show(value)
            if shown != self.text():
                self._set_text(shown)

    def forget(self) -> None:
        """Show the document's value whatever stands in the control: another row is shown now."""
        self._timer.stop()
        self._say("")
        self._set_text("")
        self.refresh()

    def _shown_value(self) -> Any:
        try:
            return self._kind.parse(self.text())
        except ValueError:
            return object()

    def _set_text(self, text: str) -> None:
        if isinstance(self.control, QComboBox):
            return
        self.control.blockSignals(True)  # noqa: FBT003 - Qt's own
        if isinstance(self.control, QPlainTextEdit):
            self.control.setPlainText(text)
        else:
            self.control.setText(text)
            self.control.setCursorPosition(0)
        self.control.blockSignals(False)  # noqa: FBT003

    def commit(self) -> None:
        """Write what stands in the control, if it is new."""
        self._timer.stop()
        try:
            value = self._kind.parse(self.text())
        except ValueError as error:
            self._say(str(error))
            return
        self._say("")
        if value != self._read():
            self._write(value)

    def _on_typing(self) -> None:
        self._timer.start()

    def _say(self, sentence: str) -> None:
        self.error.setText(typeset(sentence))
        self.error.setVisible(bool(sentence))
        set_role(self.control, "bad", "true" if sentence else "false")
        self.control.setAccessibleDescription(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.control:
            if event.type() is QEvent.Type.FocusOut and isinstance(self.control, QPlainTextEdit):
                self.commit()
            if event.type() is QEvent.Type.Wheel and isinstance(self.control, QComboBox):
                event.ignore()  # rolling the page must not change a list it passes over
                return True
        return super().eventFilter(watched, event)


def commit_focused(widget: QWidget | None) -> None:
    """Write what is being typed in the field that holds the widget, if it is in one."""
    while widget is not None:
        if isinstance(widget, Field):
            widget.commit()
            return
        widget = widget.parentWidget()
