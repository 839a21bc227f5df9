"""Lists that are searched by typing, accents or not: a closed list of choices, and suggestions under a line."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QLineEdit, QListView, QWidget

from nfi_planner.support.french import fold

_PAUSE_MS = 1_500  # after it, what is typed begins another search
_MOST_SUGGESTED = 12


def best_match(typed: str, texts: Sequence[str]) -> int:
    """Return the place of the text that begins with what is typed, else has such a word, else holds it; -1 for none."""
    wanted = fold(typed)
    folded = [fold(text) for text in texts]
    ways = (
        (place for place, text in enumerate(folded) if text.startswith(wanted)),
        (place for place, text in enumerate(folded) if f" {wanted}" in text.replace("-", " ").replace("'", " ")),
        (place for place, text in enumerate(folded) if wanted in text),
    )
    return next((place for way in ways for place in way), -1) if wanted else -1


class ChoiceBox(QComboBox):
    """A list that opens on the line one types: « marne » or « 51 » finds « 51 Marne ». Enter and Tab take the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setView(_Lines(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_typed(event) and event.text() != " ":
            self.showPopup()
            self.view().keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)


class _Lines(QListView):
    def __init__(self, box: ChoiceBox) -> None:
        super().__init__(box)
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_typed(event):
            self.keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pause.stop()  # another search begins

    def keyboardSearch(self, search: str) -> None:
        """Go to the line that fits what was typed since the last pause."""
        self._typed = self._typed + search if self._pause.isActive() else search
        self._pause.start()
        model = self.model()
        texts = [str(model.index(place, 0).data() or "") for place in range(model.rowCount())]
        place = best_match(self._typed, texts)
        if place >= 0:
            self.setCurrentIndex(model.index(place, 0))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Tab takes the line, and goes on from the list."""
        QApplication.sendEvent(self, _pressed(Qt.Key.Key_Return))
        QTimer.singleShot(
            0,
            cast("QObject", QApplication.instance()),
            partial(_go_on, Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab),
        )
        return True


def _is_typed(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & held


def _go_on(key: Qt.Key) -> None:
    if (widget := QApplication.focusWidget()) is not None:
        QApplication.sendEvent(widget, _pressed(key))


def _pressed(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def suggest(line: QLineEdit, texts: Sequence[str]) -> None:
    """Offer these texts under a line: those that hold every word typed, accents or not."""
    model = QStringListModel(line)
    completer = QCompleter(model, line)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    line.setCompleter(completer)
    line.textEdited.connect(partial(_offer, completer, model, tuple(texts)))


def _offer(completer: QCompleter, model: QStringListModel, texts: tuple[str, ...], typed: str) -> None:
    words = fold(typed).split()
    hits = [text for text in texts if words and all(word in fold(text) for word in words)]
    model.setStringList([] if hits == [typed] else hits[:_MOST_SUGGESTED])
    completer.complete()
