"""A field of a form: label, control, and a sentence when what is typed can't be read or wasn't written.

What is typed becomes one act on leaving the field, by Enter, or after two seconds without typing. What isn't in the
document, because it can't be read or because writing was refused, is *pending*: it stays in the control, comes back
with its row, and is tried again after the next act.

What is wrong is said in the place of the name, and in full while one is on the control: nothing moves under the hand of
who goes on to the next field.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.dropping import let_documents_through
from nfi_planner.ui.kinds import REFUSED, TEXT, Kind
from nfi_planner.ui.widgets.captions import Caption, Explanation
from nfi_planner.ui.widgets.lists import ChoiceBox, suggest
from nfi_planner.ui.widgets.parts import announce, set_role
from nfi_planner.ui.widgets.program_keys import keep_program_keys

IDLE_MS = 2_000
_LINE_HEIGHT = 20
_COMES_OR_GOES = {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.Resize}
Read = Callable[[], Any]
Write = Callable[[Any], bool]


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
        self._row = ""
        self._unwritten: dict[str, str] = {}  # pending texts of rows that aren't shown now
        self.pending = False
        self._refused = False  # what is pending can be read, and is to be tried again
        self._writing = False
        self._told = ""  # the problem said aloud last
        self._timer = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._timer.timeout.connect(self.commit)
        self.control = self._make_control(lines, suggestions)
        self.title = name[0].upper() + name[1:]
        self.control.setAccessibleName(self.title)
        self.name = Caption(f"{self.title} ({kind.hint})" if kind.hint else self.title, "field")
        self.name.setBuddy(self.control)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.error = Explanation(self)
        self.destroyed.connect(self.error.deleteLater)  # it may lie on what outlives the field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.name)
        layout.addWidget(self.control)
        self.setFocusProxy(self.control)
        self.control.installEventFilter(self)
        keep_program_keys(self.control)
        let_documents_through(self.control)

    def name_by(self, caption: Caption) -> None:
        """Take a name that stands beside the field for the one above it."""
        self.name.hide()
        self.name = caption
        caption.setBuddy(self.control)

    def _make_control(self, lines: int, suggestions: tuple[str, ...]) -> QLineEdit | QPlainTextEdit | QComboBox:
        if self._kind.options:
            box = ChoiceBox()
            box.addItems([text or "—" for _, text in self._kind.options])
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.activated.connect(self.commit)
            return box
        if lines > 1:
            area = QPlainTextEdit()
            area.setTabChangesFocus(True)
            theme.fix_least(area, height=lines * _LINE_HEIGHT + 14)
            area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            area.textChanged.connect(self._timer.start)
            return area
        line = QLineEdit()
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line.textEdited.connect(self._on_edited)
        line.editingFinished.connect(self.commit)
        if suggestions := suggestions or self._kind.suggestions:
            suggest(line, suggestions)
        return line

    # -- what stands in the control --------------------------------------------------------------------------------

    def text(self) -> str:
        """Return what stands in the control."""
        if isinstance(self.control, QComboBox):
            return self._kind.show(self._listed())
        if isinstance(self.control, QPlainTextEdit):  # toPlainText() would turn no-break spaces into plain ones
            return self.control.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return self.control.text()

    def _listed(self) -> Any:
        """The value of the list; the document's own when it isn't in the list."""
        place = self.control.currentIndex() if isinstance(self.control, QComboBox) else -1
        return self._kind.options[place][0] if place >= 0 else self._read()

    def _value(self) -> Any:
        return self._listed() if isinstance(self.control, QComboBox) else self._kind.parse(self.text())

    def _set_text(self, text: str) -> None:
        """Show a text, with the cursor as near as can be to where it was."""
        if isinstance(self.control, QComboBox):
            return
        self.control.blockSignals(True)  # noqa: FBT003 - Qt's own
        if isinstance(self.control, QPlainTextEdit):
            place = self.control.textCursor().position()
            self.control.setPlainText(text)
            cursor = self.control.textCursor()
            cursor.setPosition(min(place, len(text)))
            self.control.setTextCursor(cursor)
        else:
            place = self.control.cursorPosition() if self.control.hasFocus() else 0
            self.control.setText(text)
            self.control.setCursorPosition(place)
        self.control.blockSignals(False)  # noqa: FBT003

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the document's value; what is being typed or pending stays, and what was refused is tried again."""
        if self.pending or self._writing or self._timer.isActive():
            return
        value = self._read()
        if isinstance(self.control, QComboBox):
            values = [option for option, _ in self._kind.options]
            self.control.setPlaceholderText(str(value))  # shown for a value that isn't in the list
            self.control.setCurrentIndex(values.index(value) if value in values else -1)
        elif self._kind.parse(self.text()) != value or not self.control.hasFocus():
            shown = self._kind.show(value)
            if shown != self.text():
                self._set_text(shown)

    def leave_row(self) -> None:
        """Write what is being typed before another row is shown; keep what stays pending."""
        if self._timer.isActive():
            self.commit()
        if self.pending:
            self._unwritten[self._row] = self.text()

    def show_row(self, row: str) -> None:
        """Show another row's value, or the text that is still pending for it."""
        self._row, self._told = row, ""
        self._settle("")
        self._set_text("")
        self.refresh()
        if row in self._unwritten:
            self._set_text(self._unwritten.pop(row))
            self.commit()

    def say_finding(self, sentence: str) -> None:
        """Say what the validation finds wrong with the value, unless something else keeps it out of the document."""
        if not self.pending:
            self._show_problem(sentence)

    def try_again(self) -> None:
        """Write what was refused before."""
        if self._refused:
            self.commit()

    def waiting(self) -> bool:
        """Return whether something typed, here or for a row not shown now, isn't in the document."""
        return self.pending or bool(self._unwritten)

    # -- writing ---------------------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Write what stands in the control, if it is new."""
        self._timer.stop()
        try:
            value = self._value()
        except ValueError as error:
            self._settle(str(error))
            return
        self._settle("")
        if value == self._read():
            self._told = ""
            return
        self._writing = True  # the refresh this act sets off leaves the control alone
        try:
            written = self._write(value)
        finally:
            self._writing = False
        if written:
            self._told = ""
            self.refresh()  # in the form the program gives it, once one has left
        else:
            self._settle(REFUSED, refused=True)

    def _settle(self, problem: str, *, refused: bool = False) -> None:
        """Say what keeps the text out of the document, if anything."""
        self._timer.stop()
        self.pending, self._refused = bool(problem), refused
        self._show_problem(problem)

    def _show_problem(self, problem: str) -> None:
        """Show what is wrong; say it aloud when it is about what was just typed, and wasn't said of it yet."""
        mine = self.pending or self._writing
        if problem and mine and problem != self._told:
            announce(self.control, f"{self.title} : {problem}")
            self._told = problem
        self.name.say(problem)
        self.error.setText(typeset(problem))
        self._explain()
        set_role(self.control, "bad", "true" if problem else "false")
        self.control.setAccessibleDescription(problem)

    def _explain(self) -> None:
        """Show the whole sentence while one is on the control."""
        if self.error.text() and self.control.isVisible() and (self.control.hasFocus() or self.control.underMouse()):
            self.error.show_at(self.control)
        else:
            self.error.hide()

    def _on_edited(self) -> None:
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.control:
            if event.type() is QEvent.Type.FocusOut and isinstance(self.control, QPlainTextEdit):
                self.commit()
            if event.type() is QEvent.Type.Wheel and isinstance(self.control, QComboBox):
                event.ignore()  # rolling the page must not change a list it passes over
                return True
            if event.type() in _COMES_OR_GOES:
                self._explain()
        return super().eventFilter(watched, event)
