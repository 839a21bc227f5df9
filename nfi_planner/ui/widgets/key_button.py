"""A button that shows its shortcut as a key beside its words."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.actions import BY_NAME

_TEXT, _HEIGHT, _PADDING, _GAP = 12, 18, 6, 8


class KeyButton(QPushButton):
    """Does a command of ``actions.COMMANDS``, whose keys it shows: « Suivante [Alt →] »; or one key of them."""

    def __init__(self, text: str, command: str, key: str = "") -> None:
        super().__init__(typeset(text))
        keys = BY_NAME[command].shown_keys.replace("+", " ")
        self._keys = key or keys
        self.setAccessibleName(BY_NAME[command].text)
        self.setAccessibleDescription(typeset(f"Touches : {keys}"))
        self.setAutoDefault(True)

    def _key_width(self) -> int:
        return QFontMetrics(theme.drawn_font(_TEXT)).horizontalAdvance(self._keys) + 2 * _PADDING

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.px(self._key_width() + _GAP), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        option.text = words
        option.rect = self.rect().adjusted(0, 0, -theme.px(self._key_width() + _GAP), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        self._paint_key(painter)

    def _paint_key(self, painter: QPainter) -> None:
        t = theme.tokens()
        whole = theme.drawn_box(painter, self.rect())
        box = QRect(0, 0, self._key_width(), _HEIGHT)
        box.moveCenter(whole.center())
        box.moveRight(whole.right() - 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        primary = self.property("primary") == "true"  # on the colour of a rank
        painter.setPen(QPen(QColor(t.accent_ink if primary else t.control_line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.drawn_font(_TEXT))
        painter.setPen(QColor(t.accent_ink if primary else t.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._keys)
