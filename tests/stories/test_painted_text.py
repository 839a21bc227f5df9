"""What the program paints itself can be read: each text is measured against the ground it was painted on.

The pairs of colours come from the painting, so that no new one goes unmeasured; those of the style sheet are measured
in ``tests/ui/test_contrast.py``.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nfi_planner.models.roadmap import Action, Choice, FundingLine, Lead
from nfi_planner.models.rules import Where
from nfi_planner.ui import theme
from nfi_planner.ui.pages.stack import PAGES
from tests.ui.test_contrast import contrast
from tests.window import Key, Modifier, OpenWindow, focused, press, settle, type_text

Painted = list[tuple[str, QColor, QRectF]]  # a text, its colour, where it is on the picture
PARTS = (
    Where(Choice.TABLE, "18", "motive"),
    Where(Lead.TABLE, "18", "first_name"),
    Where(Choice.TABLE, "18", Action.TABLE),
    Where(Choice.TABLE, "18", FundingLine.TABLE),
)
LOOKS = ("light", "light contrasted", "dark", "dark contrasted")
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_LEAST = 4.5


@contextmanager
def _recorded() -> Iterator[Painted]:
    """Note each text that is painted by ``QPainter.drawText``, the door of whoever paints text here."""
    painted: Painted = []
    draw = QPainter.drawText

    def note(painter: QPainter, *where: Any) -> None:
        draw(painter, *where)
        text = next(one for one in where if isinstance(one, str))
        if isinstance(where[0], QRect | QRectF):
            box = QRectF(painter.boundingRect(*where))
        else:
            start = where[0] if isinstance(where[0], QPointF) else QPointF(where[0], where[1])
            box = QRectF(painter.fontMetrics().boundingRect(text)).translated(start)
        if text.strip():
            painted.append((text, painter.pen().color(), painter.deviceTransform().mapRect(box)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", note)
        yield painted


def _coloured_cells(window: QWidget) -> Painted:
    """The texts that a table's own delegate paints in the colour the model gives."""
    found: Painted = []
    for view in window.findChildren(QAbstractItemView):
        if not view.isVisible():
            continue
        model = view.model()
        columns = model.columnCount() if isinstance(view, QTableView) else 1
        for row in range(model.rowCount()):
            for column in range(columns):
                index = model.index(row, column)
                colour, box = index.data(Qt.ItemDataRole.ForegroundRole), view.visualRect(index)
                if isinstance(colour, QColor) and view.viewport().rect().contains(box):
                    place = view.viewport().mapTo(window, box.topLeft())
                    found.append((str(index.data()), colour, QRectF(QRect(place, box.size()))))
    return found


def unreadable(window: QWidget) -> tuple[list[str], int]:
    """Return the texts painted with too little contrast, with their colours, and how many were measured."""
    with _recorded() as painted:
        picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels, width = memoryview(picture.constBits()).cast("I"), picture.width()
    wrong, measured = set(), 0
    for text, colour, box in [*painted, *_coloured_cells(window)]:
        seen = box.toAlignedRect().intersected(picture.rect())
        colours: Counter[int] = Counter()
        for y in range(seen.top(), seen.bottom() + 1, 2):
            colours.update(pixels[y * width + seen.left() : y * width + seen.right() + 1])
        if not colours:
            continue
        measured += 1
        ground = QColor(colours.most_common(1)[0][0]).name()  # letters cover less than half of their box
        if contrast(colour.name(), ground) < _LEAST:
            wrong.add(f"« {text} » : {colour.name()} sur {ground}")
    return sorted(wrong), measured


def _look(name: str) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.ask_for(name.split(maxsplit=1)[0], contrasted="contrasted" in name)
    theme.refresh(application)
    settle()


@pytest.mark.parametrize("document", ["example", "draft"])
@pytest.mark.parametrize("look", LOOKS)
def test_every_painted_text_can_be_read(
    request: pytest.FixtureRequest, opened: OpenWindow, document: str, look: str
) -> None:
    window = opened(request.getfixturevalue(document))
    _look(look)
    wrong, measured = list[str](), 0
    spots = [partial(window.show_page, page) for page in PAGES] + [partial(window.go, part) for part in PARTS]
    for show in spots:
        show()
        settle()
        for view in window.findChildren(QAbstractItemView):
            if view.isVisible() and view.objectName() != "pages":
                view.selectionModel().setCurrentIndex(view.model().index(1, 0), _CHOOSE)  # it has another ground
        found, count = unreadable(window)
        wrong += found
        measured += count
    assert wrong == []
    assert measured > 300


@pytest.mark.parametrize("look", LOOKS)
def test_every_text_of_the_lists_one_types_in_can_be_read(example: Path, opened: OpenWindow, look: str) -> None:
    window = opened(example)
    _look(look)
    press(Key.Key_K, Modifier.ControlModifier)
    type_text("chimie")
    found, measured = unreadable(focused().window())
    assert (found, measured > 3) == ([], True)
    press(Key.Key_Escape)
    window.go(Where(Lead.TABLE, "18", "company_id"))
    settle()
    type_text("a")
    hits = QApplication.activePopupWidget()
    assert hits is not None
    found, measured = unreadable(hits)
    assert (found, measured > 3) == ([], True)


class _Faint(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.translate(option.rect.topLeft())
        painter.fillRect(QRect(0, 0, 200, 30), QColor(theme.tokens().line))
        painter.setPen(QColor(theme.tokens().control_line if index.row() else theme.tokens().ink))
        painter.drawText(QRect(0, 0, 200, 30), int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        painter.restore()


def test_a_text_too_faint_is_noticed_wherever_it_is(opened: OpenWindow) -> None:
    window = opened(None)
    _look("light")
    faint = QListWidget(window)
    faint.addItems(["Lisible", "Trop pâle"])
    faint.setItemDelegate(_Faint(faint))
    faint.setGeometry(300, 200, 260, 90)
    faint.show()
    settle()
    wrong, measured = unreadable(window)
    assert measured >= 2
    assert wrong == [f"« Trop pâle » : {theme.LIGHT.control_line.lower()} sur {theme.LIGHT.line.lower()}"]
