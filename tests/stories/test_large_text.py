"""At 200 % on a screen of 1366 × 768 nothing is lost: controls are in sight or can be scrolled to, words aren't cut."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from nfi_planner.services import settings
from nfi_planner.support.french import typeset
from nfi_planner.ui.dialogs.export import ExportDialog
from nfi_planner.ui.dialogs.help import HelpWindow
from nfi_planner.ui.dialogs.person import PersonDialog
from nfi_planner.ui.dialogs.settings import SettingsDialog
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.choices.page import ChoicesPage
from nfi_planner.ui.pages.stack import PAGES
from nfi_planner.ui.widgets.parts import Line
from tests.window import Key, Modifier, OpenWindow, bridge, choices_page, press, settle

SMALL = QSize(1366, 768)
_VIEWPORT = "qt_scrollarea_viewport"


def _is_out(one: QWidget) -> bool:
    """Whether a widget lies, in part, where no scrolling brings it."""
    outer = one.parentWidget()
    while outer is not None and not one.isWindow():
        corner = one.mapTo(outer, QPoint(one.width() - 1, one.height() - 1))
        seen = outer.rect().adjusted(-2, -2, 2, 2)
        if outer.objectName() == _VIEWPORT:
            sideways = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            area = outer.parentWidget()
            return (
                isinstance(area, QScrollArea)
                and area.horizontalScrollBarPolicy() is sideways
                and (corner.x() > seen.right())
            )
        if not seen.contains(corner):
            return True
        if outer.isWindow():
            return False
        outer = outer.parentWidget()
    return False


def _is_cut(one: QWidget) -> bool:
    """Whether there is less room for words than they need; a ``Line`` says the rest in its tooltip."""
    if isinstance(one, QAbstractButton):
        return bool(one.text()) and one.width() < one.minimumSizeHint().width() - 2
    if not isinstance(one, QLabel) or isinstance(one, Line) or not one.text():
        return False
    words = max((one.fontMetrics().horizontalAdvance(word) for word in one.text().split()), default=0)
    if one.wordWrap():
        return one.height() < one.heightForWidth(one.width()) - 2 or one.contentsRect().width() < words - 2
    return one.width() < one.sizeHint().width() - 2 or one.height() < one.sizeHint().height() - 2


def _lost(root: QWidget) -> list[str]:
    """Return the controls and the words of a window that are cut."""
    lost = []
    for one in root.findChildren(QWidget):
        control = one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if one.isVisible() and one.window() is root.window() and (control or isinstance(one, QLabel)):
            words = one.text() if isinstance(one, QLabel | QAbstractButton) else one.accessibleName()
            if _is_out(one) or _is_cut(one):
                lost.append(f"{type(one).__name__} « {words} » {one.size().toTuple()} {one.sizeHint().toTuple()}")
    return lost


def _small(window: MainWindow) -> MainWindow:
    window.resize(SMALL)
    settle()
    assert window.size() == SMALL
    assert window.frame.minimumSizeHint().width() <= SMALL.width()
    return window


@pytest.fixture(autouse=True)
def _large() -> None:
    settings.change(zoom=200)


@pytest.fixture(params=["example", "draft"])
def document(request: pytest.FixtureRequest) -> Path:
    """A complete roadmap, and an unfinished one."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Path)
    return found


@pytest.mark.parametrize("page", list(PAGES))
def test_no_page_loses_anything(document: Path, opened: OpenWindow, page: str) -> None:
    window = _small(opened(document))
    window.show_page(page)
    settle()
    assert _lost(window) == []
    press(Key.Key_F9)
    settle()
    assert window.frame.findings.isVisible()
    assert _lost(window) == []


def test_the_parts_of_a_sheet_lose_nothing(document: Path, opened: OpenWindow) -> None:
    window = _small(opened(document))
    window.show_page("sheets")
    for _ in range(5):
        press(Key.Key_PageDown, Modifier.ControlModifier)
        assert _lost(window) == []


def test_the_card_of_a_plan_can_be_scrolled_to_its_buttons(draft: Path, opened: OpenWindow) -> None:
    window = _small(opened(draft))
    press(Key.Key_F9)
    card = choices_page(window).card
    for name, one in card.buttons.items():
        if one.isVisible():
            one.setFocus(Qt.FocusReason.TabFocusReason)
            [area] = window.frame.findings.findChildren(QScrollArea)
            area.ensureWidgetVisible(one)
            corner = one.mapTo(area.viewport(), one.rect().bottomRight())
            assert area.viewport().rect().contains(corner), name
    assert card.geometry().top() >= 0
    above, below = window.frame.findings.list, card
    lower = above.mapTo(window, above.rect().bottomLeft()).y()
    assert lower <= below.mapTo(window, QPoint(0, 0)).y()  # they don't run into each other


def test_the_findings_begin_with_whole_ones(draft: Path, opened: OpenWindow) -> None:
    window = _small(opened(draft))
    press(Key.Key_F9)
    settle()
    shown = window.frame.findings.list
    edges = [shown.visualRect(shown.model().index(place, 0)).bottom() for place in range(shown.model().rowCount())]
    assert shown.viewport().height() - 1 in edges


def test_the_first_steps_lose_nothing(draft: Path, opened: OpenWindow) -> None:
    settings.change(guided=False)
    window = _small(opened(draft))
    assert window.frame.guide.isVisible()
    assert _lost(window) == []


def test_the_welcome_page_loses_nothing(example: Path, opened: OpenWindow) -> None:
    settings.remember(example)
    assert _lost(_small(opened(None))) == []


_DIALOGS: dict[str, Callable[[MainWindow], QWidget]] = {
    "settings": lambda window: SettingsDialog(window, settings.load()),
    "export": lambda window: ExportDialog(window, Path.home(), "feuille-de-route", "Il reste 3 constats bloquants."),
    "person": lambda window: PersonDialog(window, bridge(window), window.stack.waiting),
}


@pytest.fixture
def shown(draft: Path, opened: OpenWindow) -> Iterator[Callable[[str], QWidget]]:
    """Return a function that opens a dialog as large as it may be on the small screen."""
    made: list[QWidget] = []

    def show(name: str) -> QWidget:
        dialog = _DIALOGS[name](_small(opened(draft)))
        made.append(dialog)
        dialog.show()
        dialog.resize(dialog.size().expandedTo(dialog.sizeHint()).boundedTo(SMALL - QSize(60, 60)))
        settle()
        return dialog

    yield show
    for dialog in made:
        dialog.close()
        dialog.deleteLater()


@pytest.mark.parametrize("name", list(_DIALOGS))
def test_no_dialog_loses_anything(name: str, shown: Callable[[str], QWidget]) -> None:
    dialog = shown(name)
    assert dialog.width() <= SMALL.width()
    assert dialog.height() <= SMALL.height()
    assert _lost(dialog) == []


def test_help_and_the_search_lose_nothing(draft: Path, opened: OpenWindow) -> None:
    window = _small(opened(draft))
    press(Key.Key_F1)
    [helping] = window.findChildren(HelpWindow)
    assert _lost(helping) == []
    helping.close()
    window.activateWindow()
    settle()
    press(Key.Key_K, Modifier.ControlModifier)
    assert QApplication.focusWidget() is not None
    assert _lost(window) == []


def test_a_control_that_is_cut_is_noticed(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    choices_page(window).filter_line.resize(9000, 20)
    assert any("Filtrer" in one for one in _lost(window))


def test_words_that_are_cut_are_noticed(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    [words] = [one for one in choices_page(window).findChildren(QLabel) if one.text() == typeset("Les 33 plans")]
    words.resize(20, words.height())
    assert any(words.text() in one for one in _lost(window))


def test_words_that_end_early_are_whole_in_their_tooltip(example: Path, opened: OpenWindow) -> None:
    window = _small(opened(example))
    assert isinstance(window.stack.currentWidget(), ChoicesPage)
    line = next(one for one in window.stack.findChildren(Line) if one.shown() != one.text())
    QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), line.mapToGlobal(QPoint(1, 1))))
    assert line.toolTip() == line.text()
