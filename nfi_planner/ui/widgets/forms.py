"""The fields that show one row of the document together, and the column that holds the parts of a page."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from nfi_planner.ui import theme
from nfi_planner.ui.widgets.fields import Field

_COLUMN_WIDTH = 20  # of the twelve columns of ``grid``, at the least
_GAP = 12
_NAME = 13  # pixels of the text of a name


class Form:
    """The fields of one row at a time, by the names that findings point to. They read and write ``row``."""

    def __init__(self, row: str) -> None:
        self.row = row
        self.fields: dict[str, Field] = {}

    def show_row(self, row: str) -> None:
        """Show another row; what is being typed for the present one is written first."""
        for field in self.fields.values():
            field.leave_row()
        self.row = row
        for field in self.fields.values():
            field.show_row(row)

    def refresh(self) -> None:
        """Show the document as it is now."""
        for field in self.fields.values():
            field.refresh()

    def waiting(self) -> list[str]:
        """Return the names of the fields with something that isn't in the document."""
        return [field.title for field in self.fields.values() if field.waiting()]

    def try_again(self) -> None:
        """Write what was refused before."""
        for field in self.fields.values():
            field.try_again()


def grid(fields: Sequence[tuple[Field, int]], columns: int = 12) -> QGridLayout:
    """Return the fields in lines, each over as many of the columns as it says."""
    layout = QGridLayout()
    layout.setHorizontalSpacing(_GAP)
    layout.setVerticalSpacing(6)
    line = place = 0
    for field, span in fields:
        if place + span > columns:
            line, place = line + 1, 0
        theme.fix_least(field, width=max(span * _COLUMN_WIDTH, _name_width(field)))
        layout.addWidget(field, line, place, 1, span)
        place += span
    for column in range(columns):
        layout.setColumnStretch(column, 1)
    return layout


def _name_width(field: Field) -> int:
    """How wide the name above a field is, in the lengths of 100 %: a field is never narrower."""
    return QFontMetrics(theme.drawn_font(_NAME, bold=True)).horizontalAdvance(field.name.text()) + 2


class _Column(QScrollArea):
    """Scrolls up and down; it is never narrower than what it holds, so that nothing is cut at its right."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setObjectName("canvas")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # it takes the room that is left, and asks for no more

    def minimumSizeHint(self) -> QSize:
        needed = self._content.minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(needed.width() + bar, min(needed.height(), theme.px(140)))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def column(*parts: QWidget) -> QScrollArea:
    """Return the parts one below the other in an area that scrolls, with room left at the bottom."""
    content = QWidget()
    layout = QVBoxLayout(content)
    layout.setContentsMargins(0, 0, 4, 16)
    layout.setSpacing(14)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return _Column(content)
