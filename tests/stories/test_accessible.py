"""What a screen reader is told: every control has a name, every row is one sentence, on every page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLineEdit, QWidget

from nfi_planner.models.roadmap import Action, Choice, FundingLine, Indicator, Lead, Partner
from nfi_planner.models.rules import Where
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.stack import PAGES
from tests.stories.previews import Show
from tests.window import OpenWindow, choices_page, settle

LEAST = {  # how many controls one can reach, at least: a page that lost its controls would pass otherwise
    "choices": 9,
    "sheets": 10,
    "leads": 8,
    "calendar": 5,
    "budget": 6,
    "factory": 12,
    "document": 15,
}
PARTS = {  # the parts of a sheet
    "motive": Where(Choice.TABLE, "18", "motive"),
    "lead": Where(Lead.TABLE, "18", "first_name"),
    "actions": Where(Choice.TABLE, "18", Action.TABLE),
    "partners": Where(Choice.TABLE, "18", Partner.TABLE),
    "funding": Where(Choice.TABLE, "18", FundingLine.TABLE),
    "indicators": Where(Choice.TABLE, "18", Indicator.TABLE),
}
_ROWS = {QAccessible.Role.ListItem, QAccessible.Role.Cell, QAccessible.Role.TreeItem}


def walk(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield an interface and what it holds, leaving out what isn't shown."""
    if one.state().invisible:
        return
    yield one
    for place in range(one.childCount()):
        child = one.child(place)
        if child.isValid():
            yield from walk(child)


def controls(window: QWidget) -> list[QAccessibleInterface]:
    """Return what can have the keyboard."""
    root = QAccessible.queryAccessibleInterface(window)
    return [one for one in walk(root) if one.state().focusable and one.role() not in _ROWS]


def nameless(window: QWidget) -> list[str]:
    """Return the controls that have no name, as one would look for them."""
    silent = [one for one in controls(window) if not one.text(QAccessible.Text.Name).strip()]
    return [
        f"{type(one.object()).__name__} {one.role().name} in {type(one.object().parent()).__name__}" for one in silent
    ]


def rows(window: QWidget) -> list[str]:
    """Return the names of all rows of lists and cells of tables."""
    root = QAccessible.queryAccessibleInterface(window)
    return [one.text(QAccessible.Text.Name) for one in walk(root) if one.role() in _ROWS]


@pytest.mark.parametrize("page", list(PAGES))
def test_every_control_of_a_page_has_a_name(example: Path, opened: OpenWindow, page: str) -> None:
    window = opened(example)
    window.show_page(page)
    settle()
    assert len(controls(_page(window))) >= LEAST[page]
    assert nameless(window) == []


@pytest.mark.parametrize("part", list(PARTS))
def test_every_control_of_a_sheet_has_a_name(example: Path, opened: OpenWindow, part: str) -> None:
    window = opened(example)
    window.go(PARTS[part])
    settle()
    assert nameless(window) == []


def test_every_control_of_the_welcome_page_has_a_name(opened: OpenWindow) -> None:
    window = opened(None)
    assert len(controls(window)) >= 5
    assert nameless(window) == []


def test_every_control_of_the_preview_has_a_name(show: Show) -> None:
    dialog = show()
    assert len(controls(dialog)) >= 28
    assert nameless(dialog) == []
    assert all(row.startswith("Page ") for row in rows(dialog))
    assert len(rows(dialog)) >= 4
    tips = [one.toolTip() for one in (dialog.print_button, dialog.export_button, dialog.reader_button)]
    tips += [one.toolTip() for one in (dialog.bar.line, dialog.bar.page, dialog.bar.next, dialog.bar.larger)]
    assert all(tip.endswith(")") for tip in tips)  # the key


def test_the_tab_key_goes_through_the_preview_as_one_reads(show: Show) -> None:
    dialog = show()
    chain = [one for one in _focus_chain(dialog) if one.isEnabled()]
    wanted = [dialog.bar.page, dialog.bar.zoom, dialog.bar.line, dialog.thumbs, dialog.pages, dialog.panel.what]
    wanted += [*dialog.panel.boxes.values(), dialog.reader_button, dialog.export_button, dialog.print_button]
    assert [one for one in chain if one in wanted] == wanted


def test_a_control_without_its_name_is_noticed(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line = choices_page(window).filter_line
    line.setAccessibleName("")
    line.setPlaceholderText("")
    assert any("QLineEdit" in found for found in nameless(window))


def test_a_plan_is_one_sentence(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    said = rows(window)
    assert any(
        row.startswith("Plan 18, Chimie verte et biocarburants, rang 1, position 1, chef de projet ") for row in said
    )
    assert all(row.strip() for row in said)


@pytest.mark.parametrize("page", list(PAGES))
def test_no_row_is_silent_and_no_tool_tip_is_html(example: Path, opened: OpenWindow, page: str) -> None:
    window = opened(example)
    window.show_page(page)
    settle()
    assert all(row.strip() for row in rows(window))
    assert not [tip for one in window.findChildren(QWidget) if "<" in (tip := one.toolTip())]


def test_the_tab_key_goes_round_and_comes_back(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("document")
    settle()
    first = _focus_chain(_page(window))
    assert len(first) >= LEAST["document"]
    lines = [one for one in first if isinstance(one, QLineEdit)]
    tops = [one.mapTo(window, one.rect().topLeft()).y() for one in lines]
    assert tops == sorted(tops)  # from top to bottom, as one reads


def _page(window: MainWindow) -> QWidget:
    page = window.stack.current
    assert page is not None
    return page


def _focus_chain(page: QWidget) -> list[QWidget]:
    """The controls of a page in the order of the Tab key, without pressing it."""
    found: list[QWidget] = []
    one = page.nextInFocusChain()
    while one is not None and one is not page:
        if page.isAncestorOf(one) and one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(one)
        one = one.nextInFocusChain()
    return found
