"""The dates of an action changed on its time line, by keys and with the mouse. ``timeline.HELP`` tells which."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from nfi_planner.models.roadmap import Action
from nfi_planner.pictures.timeline import Grip, Scale, dates_in_words, days_of, grip_at
from nfi_planner.services import calendar
from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.rows import ROW_ROLE, RowModel
from nfi_planner.ui.widgets import scenes
from nfi_planner.ui.widgets.parts import label
from nfi_planner.ui.widgets.timeline import HELP, TIMELINE, Timeline, inner

Key = Qt.Key
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_STEPS = {Key.Key_Left: -1, Key.Key_Right: 1}
_GIVING = {Key.Key_Return, Key.Key_Enter, Key.Key_Space}
_CURSORS = {
    Grip.WHOLE: Qt.CursorShape.SizeAllCursor,
    Grip.START: Qt.CursorShape.SizeHorCursor,
    Grip.END: Qt.CursorShape.SizeHorCursor,
    Grip.EMPTY: Qt.CursorShape.CrossCursor,
}


def stepped(action: Action, step: int, modifiers: Qt.KeyboardModifier) -> Action:
    """Return the action as an arrow key leaves it: moved, or its end with Maj; by a day, or a month with Ctrl."""
    days, months = (0, step) if modifiers & _CONTROL else (step, 0)
    change = calendar.end_moved if modifiers & _SHIFT else calendar.moved
    return change(action, days=days, months=months)


@dataclass(frozen=True, slots=True)
class _Drag:
    """What was taken hold of, where: the place in pixels, the day as a number with its fraction."""

    action: Action
    grip: Grip
    scale: Scale
    box: QRect
    place: QPoint
    day: float

    def at(self, day: float) -> Action:
        """Return the action as it is when dragged to a day."""
        days = round(day - self.day)
        match self.grip:
            case Grip.WHOLE:
                return calendar.moved(self.action, days=days)
            case Grip.START:
                return calendar.start_moved(self.action, days=days)
            case Grip.END:
                return calendar.end_moved(self.action, days=days)
            case Grip.EMPTY:
                first, last = sorted((self.day, day))
                return calendar.between(self.action, _date(first), _date(last))


def _date(day: float) -> date:
    return date.fromordinal(min(max(int(day), 1), date.max.toordinal()))


class TimelineEditor(QObject):
    """Listens to the keys and the mouse of a table with a time line; each intention becomes one act."""

    announced = Signal(str)

    def __init__(self, view: QTableView, model: RowModel, timeline: Timeline, bridge: Bridge) -> None:
        super().__init__(view)
        self._view, self._model, self._timeline, self._bridge = view, model, timeline, bridge
        self._drag: _Drag | None = None
        self._tag: QLabel | None = None  # the new dates, beside what is dragged
        view.setAccessibleDescription(f"{view.accessibleDescription()} {HELP}")
        view.viewport().setMouseTracking(True)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        bridge.changed.connect(self._drop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        if watched is self._view and event.type() is QEvent.Type.Hide:
            self._drop()
        if watched is not self._view and isinstance(event, QMouseEvent):
            match event.type():
                case QEvent.Type.MouseButtonPress:
                    self._take_hold(event)
                case QEvent.Type.MouseMove:
                    return self._on_move(event)
                case QEvent.Type.MouseButtonRelease:
                    self._let_go()
                case _:
                    pass
        return False

    # -- keys ------------------------------------------------------------------------------------------------------

    def _on_key(self, event: QKeyEvent) -> bool:
        """Do what a key means on the time line; return whether it means something there."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key == Key.Key_Escape and self._drag is not None:
            self._give_up()
            return True
        action = self._current()
        if action is None or modifiers & _OTHERS:
            return False
        step = _STEPS.get(key)
        if step is not None:
            self._step(action, step, modifiers)
        elif key in _GIVING and not modifiers and days_of(action) is None:
            first, last = self._timeline.period
            today = self._timeline.today
            self._write(calendar.dated(action, today if first <= today <= last else first))
        elif key == Key.Key_Delete and not modifiers and days_of(action) is not None:
            self._write(calendar.undated(action))
        else:
            return False
        return True

    def _step(self, action: Action, step: int, modifiers: Qt.KeyboardModifier) -> None:
        if days_of(action) is None:
            self._say("Cette action n’a pas de date : Entrée ou Espace lui en donne.")
        elif action.milestone and modifiers & _SHIFT:
            self._say("Un jalon n’a qu’une date : ← et → le déplacent.")
        else:
            self._write(stepped(action, step, modifiers), typing=True)

    def _current(self) -> Action | None:
        """Return the action the cursor is on, when it is on the time line."""
        index = self._view.currentIndex()
        if not index.isValid() or self._model.columns[index.column()].field != TIMELINE:
            return None
        row = index.data(ROW_ROLE)
        return row if isinstance(row, Action) else None

    def _write(self, changed: Action, *, typing: bool = False) -> None:
        if self._bridge.do(calendar.redate(self._bridge.snapshot, changed, typing=typing)):
            self._view.scrollTo(self._view.currentIndex())
            self._say(dates_in_words(changed))

    def _say(self, sentence: str) -> None:
        self.announced.emit(typeset(sentence))

    # -- the mouse -------------------------------------------------------------------------------------------------

    def _under(self, place: QPoint) -> _Drag | None:
        """Return what one would take hold of there."""
        index = self._view.indexAt(place)
        row = index.data(ROW_ROLE)
        if not isinstance(row, Action) or self._model.columns[index.column()].field != TIMELINE:
            return None
        box = self._view.visualRect(index)
        scale = self._timeline.scale(box)
        x = _points(box, place)
        grip = grip_at(row, scale, x)
        return _Drag(row, grip, scale, box, place, scale.ordinal(x)) if grip else None

    def _take_hold(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag = self._under(event.position().toPoint())

    def _on_move(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        if self._drag is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            self._give_up()  # the button was let go where one doesn't see it
        if self._drag is None:
            self._show_cursor(place)
            return False
        far = (place - self._drag.place).manhattanLength() >= QApplication.startDragDistance()
        if far or self._timeline.dragged is not None:
            moved = self._drag.at(self._drag.scale.ordinal(_points(self._drag.box, place)))
            self._timeline.dragged = moved
            self._show_tag(place, dates_in_words(moved))
            self._view.viewport().update()
        return True

    def _show_cursor(self, place: QPoint) -> None:
        there = self._under(place)
        if there is None:
            self._view.viewport().unsetCursor()
        else:
            self._view.viewport().setCursor(_CURSORS[there.grip])

    def _show_tag(self, place: QPoint, words: str) -> None:
        assert self._drag is not None
        view = self._view
        if self._tag is None:
            self._tag = label("")
            self._tag.setParent(view)
            self._tag.setProperty("card", "true")
            self._tag.setMargin(theme.px(4))
            self._tag.show()
        self._tag.setText(typeset(words))
        self._tag.adjustSize()
        corner = view.viewport().mapTo(view, QPoint(place.x(), self._drag.box.top()))
        left = min(max(0, corner.x() - self._tag.width() // 2), view.width() - self._tag.width())
        self._tag.move(left, max(0, corner.y() - self._tag.height() - theme.px(4)))

    def _let_go(self) -> None:
        moved = self._timeline.dragged
        self._give_up()
        if moved is not None:
            self._write(moved)

    def _drop(self) -> None:
        """Let go of what is dragged: one has left the page, or the document isn't as it was."""
        if self._drag is not None:
            self._give_up()

    def _give_up(self) -> None:
        """Show the document's dates again."""
        self._drag = self._timeline.dragged = None
        if self._tag is not None:
            self._tag.deleteLater()
            self._tag = None
        self._view.viewport().update()


def _points(box: QRect, place: QPoint) -> float:
    """Return where a place of the view is in the picture of a cell."""
    return (place.x() - inner(box).left()) / scenes.scale()
