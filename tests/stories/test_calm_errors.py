"""A field left with a wrong value says so without moving what is below it: the next click hits what it was aimed at."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit

from nfi_planner.models.roadmap import FactoryCandidate, Lead, Roadmap
from nfi_planner.models.rules import Where
from nfi_planner.services import logo
from nfi_planner.services.settings import Settings, with_logo
from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.dialogs.settings import SettingsDialog
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.widgets.fields import Field
from tests.services.test_logo import encoded, mark
from tests.window import Key, Modifier, OpenWindow, choices_page, focused, press, settle, snapshot, type_text

SPOTS = {  # fields that can be left with a wrong value: beside others, in a line of the size test
    "lead": (Lead.TABLE, "informed_on"),
    "firm": (Lead.TABLE, "siren"),
    "size": (Lead.TABLE, "headcount"),
    "document": (Roadmap.TABLE, "period_start"),
    "factory": (FactoryCandidate.TABLE, "turnover"),
}


def _field(window: MainWindow, table: str, name: str) -> Field:
    rows = {Lead.TABLE: "18", Roadmap.TABLE: "roadmap"}
    window.activateWindow()
    window.go(Where(table, rows.get(table) or snapshot(window).all(FactoryCandidate)[0].id, name))
    settle()
    field = focused().parentWidget()
    assert isinstance(field, Field)
    return field


def _places(window: MainWindow) -> dict[Field, QRect]:
    fields = [field for field in window.findChildren(Field) if field.isVisible()]
    return {field: QRect(field.control.mapTo(window, QPoint()), field.control.size()) for field in fields}


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize("spot", list(SPOTS))
def test_a_click_hits_the_field_it_was_aimed_at(example: Path, opened: OpenWindow, spot: str, zoom: int) -> None:
    window = opened(example)
    window.resize(2_600, 1_900)  # nothing has to scroll
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.ask_for(zoom=zoom)
    theme.refresh(application)
    settle()
    field = _field(window, *SPOTS[spot])
    before = _places(window)
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("beaucoup")
    press(Key.Key_Return)
    assert field.error.isVisible()
    lines = [other for other in before if isinstance(other.control, QLineEdit)]
    beneath = [other for other in lines if before[other].top() > before[field].bottom()]
    below = min(beneath, key=lambda other: before[other].top())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=before[below].center())
    settle()
    assert focused() is below.control
    assert _places(window) == before
    assert not field.error.isVisible()
    assert field.name.problem
    field.setFocus()
    assert field.error.isVisible()
    assert field.name.problem == field.error.text() == field.control.accessibleDescription()


def test_the_settings_say_what_the_logo_lacks_without_moving_anything(opened: OpenWindow) -> None:
    window = opened(None)
    dialog = SettingsDialog(window, with_logo(Settings(), encoded(mark(), "PNG"), ""))
    dialog.show()
    settle()
    before = [one.geometry() for one in dialog.findChildren(QFrame) if not isinstance(one, QLabel)]
    (said,) = [one for one in dialog.findChildren(QLabel) if one.text() == typeset(logo.DESCRIBE)]
    assert not said.isVisible()
    dialog._on_save()
    settle()
    assert said.isVisible()
    assert before == [one.geometry() for one in dialog.findChildren(QFrame) if not isinstance(one, QLabel)]
    dialog.close()


def test_the_explanation_goes_with_its_field(example: Path, draft: Path, opened: OpenWindow) -> None:
    window = opened(example)
    for path in (draft, example):
        field = next(one for one in choices_page(window).card.reasons.values() if one.isVisible())
        field.control.setFocus()
        field.say_finding("Trop court")
        settle()
        window.open_path(path)
        settle()
        for _ in range(2):  # the field, then what it explained
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert len(window.findChildren(QLabel, "explanation")) == len(window.findChildren(Field))
