"""What a screen reader is told of each control agrees with the control: its role, its states, its value."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QTableView,
    QTextBrowser,
    QWidget,
)

from nfi_planner.models.errors import KnownError
from nfi_planner.services import settings
from nfi_planner.ui.dialogs.crash import CrashDialog
from nfi_planner.ui.dialogs.export import ExportDialog
from nfi_planner.ui.dialogs.goto import GoTo
from nfi_planner.ui.dialogs.help import HelpWindow
from nfi_planner.ui.dialogs.person import PersonDialog
from nfi_planner.ui.dialogs.settings import SettingsDialog
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.stack import PAGES
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.why import WhyCard
from tests.stories.test_accessible import PARTS, controls, nameless, rows, walk
from tests.window import Key, OpenWindow, bridge, choices_page, press, settle, type_text

Role = QAccessible.Role
ROLES: dict[type[QWidget], set[Role]] = {  # of each kind of control the roles that say what it is
    QCheckBox: {Role.CheckBox},
    QPushButton: {Role.Button, Role.CheckBox, Role.ButtonMenu},
    QComboBox: {Role.ComboBox},
    QLineEdit: {Role.EditableText},
    QPlainTextEdit: {Role.EditableText},
    QTextBrowser: {Role.StaticText, Role.EditableText, Role.Document},
    QSpinBox: {Role.SpinBox},
    QTabBar: {Role.PageTabList},
    QListView: {Role.List},
    QTableView: {Role.Table},
    QLabel: {Role.StaticText, Role.Graphic},
}
_PARTS = {Role.ListItem, Role.Cell, Role.TreeItem, Role.ColumnHeader, Role.RowHeader, Role.PageTab}
_SILENT = {Role.NoRole, Role.Client, Role.Window, Role.Pane, Role.Grouping}


def wrong(root: QWidget) -> list[str]:
    """Return what is said of the controls of a window and isn't so."""
    found = []
    for one in walk(QAccessible.queryAccessibleInterface(root)):
        widget = one.object()
        if isinstance(widget, QWidget) and one.role() not in _PARTS:
            name = f"{type(widget).__name__} « {one.text(QAccessible.Text.Name)} »"
            found += [f"{name}: {what}" for what in (*_role(one, widget), *_states(one, widget), *_value(one, widget))]
    return found


def _role(one: QAccessibleInterface, widget: QWidget) -> list[str]:
    expected = next((roles for kind, roles in ROLES.items() if isinstance(widget, kind)), None)
    if expected is not None and one.role() not in expected:
        return [f"is a {one.role().name}"]
    silent = one.state().focusable and one.role() in _SILENT and not widget.isWindow()
    return [f"can have the keyboard and is a {one.role().name}"] if silent and expected is None else []


def _states(one: QAccessibleInterface, widget: QWidget) -> list[str]:
    state = one.state()
    said = {"disabled": (bool(state.disabled), not widget.isEnabled())}
    if isinstance(widget, QAbstractButton):
        said["checkable"] = (bool(state.checkable), widget.isCheckable())
        said["checked"] = (bool(state.checked), widget.isChecked())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        said["read-only"] = (bool(state.readOnly), widget.isReadOnly())
    if widget.hasFocus() and not isinstance(widget, QListView | QTableView):  # there the current row is said instead
        said["focused"] = (bool(state.focused), True)
    if widget.property("bad") == "true":
        said["explained"] = (bool(one.text(QAccessible.Text.Description)), True)
    if isinstance(widget, QTabBar):
        tabs = [child for place in range(one.childCount()) if (child := one.child(place)).role() is Role.PageTab]
        chosen = [place for place, tab in enumerate(tabs) if tab.state().selected]
        said["tabs"] = (chosen == [widget.currentIndex()], True)
    if isinstance(widget, QListView) and widget.isVisible():
        said["selected rows"] = (_selected(one) == len(widget.selectedIndexes()), True)
    return [f"{name} is said to be {told}" for name, (told, is_so) in said.items() if told != is_so]


def _selected(one: QAccessibleInterface) -> int:
    return sum(bool(one.child(place).state().selected) for place in range(one.childCount()))


def _value(one: QAccessibleInterface, widget: QWidget) -> list[str]:
    told = one.text(QAccessible.Text.Value)
    if isinstance(widget, QComboBox):
        shown = widget.currentText() or widget.placeholderText() if not widget.isEditable() else widget.currentText()
        return [] if told in {shown, widget.currentText()} else [f"has the value « {told} », not « {shown} »"]
    if isinstance(widget, QLineEdit):
        return [] if told == widget.text() else [f"has the value « {told} », not « {widget.text()} »"]
    if isinstance(widget, QPlainTextEdit):
        return [] if told == widget.toPlainText() else [f"has the value « {told} »"]
    return []


def check(root: QWidget, least: int) -> None:
    """A window has that many controls, each with a name, its role, its states and its value; no row is silent."""
    assert len(controls(root)) >= least
    assert nameless(root) == []
    assert wrong(root) == []
    assert all(row.strip() for row in rows(root))
    assert not [tip for one in root.findChildren(QWidget) if "<" in (tip := one.toolTip())]


# -- the pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", list(PAGES))
@pytest.mark.parametrize("document", ["example", "draft"])
def test_the_controls_of_a_page_are_what_they_are_said_to_be(
    document: str, opened: OpenWindow, page: str, request: pytest.FixtureRequest
) -> None:
    window = opened(request.getfixturevalue(document))
    window.show_page(page)
    settle()
    check(window, 12)


@pytest.mark.parametrize("part", list(PARTS))
def test_the_controls_of_a_sheet_are_what_they_are_said_to_be(example: Path, opened: OpenWindow, part: str) -> None:
    window = opened(example)
    window.go(PARTS[part])
    settle()
    check(window, 12)


def test_a_field_in_which_something_is_wrong_says_what(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("document")
    field = next(one for one in window.findChildren(Field) if one.title.startswith("Échéance"))
    field.setFocus()
    type_text("un jour")
    press(Key.Key_Tab)
    assert field.control.property("bad") == "true"
    assert wrong(window) == []
    field.control.setAccessibleDescription("")
    assert len(wrong(window)) == 1


def test_a_control_that_is_not_what_it_is_said_to_be_is_noticed(example: Path, opened: OpenWindow) -> None:
    window = opened(example)

    class Mute(QWidget):
        """Something that can have the keyboard and is nothing to a screen reader."""

    mute = Mute(choices_page(window))
    mute.setAccessibleName("Muet")
    mute.setFocusPolicy(choices_page(window).filter_line.focusPolicy())
    mute.show()
    assert [found.partition(":")[0] for found in wrong(window)] == ["Mute « Muet »"]


# -- what stands over them ---------------------------------------------------------------------------------------------


def _go_to(window: MainWindow, folder: Path) -> QWidget:
    del folder
    window.actions_by_name["go_to"].trigger()
    return window.findChildren(GoTo)[-1]


def _help(topic: str) -> Callable[[MainWindow, Path], QWidget]:
    def show(window: MainWindow, folder: Path) -> QWidget:
        del folder
        window.actions_by_name[topic].trigger()
        return window.findChildren(HelpWindow)[-1]

    return show


def _why(window: MainWindow, folder: Path) -> QWidget:
    del folder
    window.actions_by_name["why"].trigger()
    return window.findChildren(WhyCard)[-1]


def _guide(window: MainWindow, folder: Path) -> QWidget:
    del folder
    window.actions_by_name["guide"].trigger()
    return window.frame.guide


def _toast(window: MainWindow, folder: Path) -> QWidget:
    del folder
    window.frame.toast.say("« Robotique » retiré du rang 1")
    return window.frame.toast


def _banner(window: MainWindow, folder: Path) -> QWidget:
    del folder
    window.frame.banner.show_error(KnownError("Le disque est plein.", "Faites de la place."), offer_copy=True)
    return window.frame.banner


OVER: dict[str, tuple[int, Callable[[MainWindow, Path], QWidget]]] = {  # at least how many controls, and how it opens
    "settings": (10, lambda window, _: SettingsDialog(window, settings.load())),
    "export": (5, lambda window, folder: ExportDialog(window, folder, "feuille", "Il reste 3 constats bloquants.")),
    "person": (5, lambda window, _: PersonDialog(window, bridge(window), list)),
    "crash": (3, lambda window, folder: CrashDialog(window, "Rapport", folder / "r.txt", may_go_on=True)),
    "help": (2, _help("help")),
    "keys": (2, _help("keys")),
    "glossary": (2, _help("glossary")),
    "go-to": (1, _go_to),
    "why": (1, _why),
    "guide": (5, _guide),
    "toast": (1, _toast),
    "banner": (1, _banner),
}


@pytest.mark.parametrize("name", list(OVER))
def test_what_stands_over_the_pages_is_what_it_is_said_to_be(
    draft: Path, opened: OpenWindow, tmp_path: Path, name: str
) -> None:
    window = opened(draft)
    least, show = OVER[name]
    shown = show(window, tmp_path)
    shown.show()
    settle()
    try:
        check(shown, least)
        assert QAccessible.queryAccessibleInterface(shown).text(QAccessible.Text.Name).strip()
    finally:
        shown.close()


def test_the_box_that_says_what_the_program_is(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    seen: list[int] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        try:
            check(box, 1)
            seen.append(1)
        finally:
            box.close()

    QTimer.singleShot(100, look)
    window.actions_by_name["about"].trigger()
    assert seen
