"""No HTML in tooltips: what the user wrote is shown as it was written."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import Qt as QtGuiNames
from PySide6.QtWidgets import QAbstractItemView, QWidget

from nfi_planner.models.roadmap import (
    Action,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Lead,
    Partner,
)
from nfi_planner.services import sheets
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.stack import PAGES
from nfi_planner.ui.tips import plain
from tests.window import OpenWindow, bridge, settle, snapshot

_TAGGED = "<b>Acme</b>"
_FIELDS: dict[type[Any], str] = {
    Action: "title",
    Choice: "motive",
    Company: "name",
    FactoryCandidate: "need",
    FundingLine: "detail",
    Indicator: "name",
    Lead: "name",
    Partner: "name",
}


def _tag(window: MainWindow) -> None:
    """Give every row of the document a text that looks like HTML."""

    def steps() -> None:
        for table, field in _FIELDS.items():
            for one in snapshot(window).all(table):
                values: dict[str, Any] = {field: _TAGGED}
                bridge(window).do(sheets.edit(snapshot(window), one, **values))

    bridge(window).do_together(steps, lambda act: act.label)
    one = snapshot(window).all(Partner)[0]
    bridge(window).do(sheets.edit(snapshot(window), one, name=f"{_TAGGED} & Cie"))  # « Annuler » names it


def _items(model: QAbstractItemModel) -> Iterator[str]:
    columns = model.columnCount(QModelIndex()) if isinstance(model, QAbstractTableModel) else 1
    for row, column in product(range(model.rowCount(QModelIndex())), range(columns)):
        yield str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")


def _tips(window: MainWindow) -> list[str]:
    tips = [one.toolTip() for one in window.findChildren(QWidget)]
    for view in window.findChildren(QAbstractItemView):
        tips += _items(view.model())
    return [tip for tip in tips if tip]


def test_no_tooltip_is_read_as_html(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _tag(window)
    for page in PAGES:
        window.show_page(page)
    settle()
    tips = _tips(window)
    assert sum("Acme" in tip for tip in tips) > 100
    assert [tip for tip in tips if QtGuiNames.mightBeRichText(tip)] == []


def test_a_text_stays_what_it_was() -> None:
    for text in (_TAGGED, "a < b", "&lt;b&gt;", "<?xml version='1.0'?>", "Ardenn’Robotic & Cie"):
        assert not QtGuiNames.mightBeRichText(plain(text))
        assert plain(text).replace("\u2060", "") == text
    assert QtGuiNames.mightBeRichText(_TAGGED)
