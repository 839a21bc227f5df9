"""Who doesn't know presses F1: the page's help in a window beside the work, with every key and every word."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QColor, QDesktopServices, QPalette, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QWidget

from nfi_planner.services import helping
from nfi_planner.services.helping import FINDINGS, GLOSSARY, WELCOME
from nfi_planner.ui.dialogs.help import KEYS, HelpWindow
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.stack import PAGES
from tests.window import Key, Modifier, OpenWindow, focused, press, settle, type_text


def help_of(window: MainWindow) -> HelpWindow:
    [found] = window.findChildren(HelpWindow)
    return found


def shown(window: MainWindow) -> str:
    return help_of(window).text.toPlainText()


def back_to(window: MainWindow) -> None:
    window.activateWindow()
    settle()


@pytest.mark.parametrize("page", PAGES)
def test_f1_opens_the_help_of_the_page(example: Path, opened: OpenWindow, page: str) -> None:
    window = opened(example)
    window.show_page(page)
    window.stack.setFocus()
    press(Key.Key_F1)
    assert help_of(window).isVisible()
    assert not help_of(window).isModal()
    assert help_of(window).topic == page
    assert shown(window).startswith(helping.title(helping.text(page)))


def test_without_a_document_f1_tells_how_to_begin(opened: OpenWindow) -> None:
    window = opened(None)
    press(Key.Key_F1)
    assert help_of(window).topic == WELCOME


def test_in_the_findings_f1_tells_of_them(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    window.frame.findings.setFocus()
    press(Key.Key_F1)
    assert help_of(window).topic == FINDINGS


def test_there_is_one_help_window_and_f1_brings_it_forward(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_F1)
    first = help_of(window)
    back_to(window)
    window.show_page("budget")
    window.stack.setFocus()
    press(Key.Key_F1)
    assert help_of(window) is first
    assert first.topic == "budget"
    assert first.isActiveWindow()


def test_escape_closes_the_help_and_the_work_goes_on(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_F1)
    press(Key.Key_Escape)
    assert not help_of(window).isVisible()
    back_to(window)
    press(Key.Key_F1)
    assert help_of(window).isVisible()


def test_the_question_mark_shows_the_keys(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_Question)
    assert help_of(window).topic == KEYS
    text = shown(window)
    assert "Ctrl+K" in text
    assert "Ctrl++ ou Ctrl+=" in text
    assert "1 ou &" in text
    assert "*" not in text
    assert "\\" not in text


def test_the_menu_opens_the_glossary(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.actions_by_name["glossary"].trigger()
    assert help_of(window).topic == GLOSSARY
    assert "moins de 250 personnes" in shown(window)


def test_a_link_is_followed_by_keys(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_F1)
    press(Key.Key_Tab)
    press(Key.Key_Return)
    assert help_of(window).topic == "factory"
    assert help_of(window).topics.currentItem().text() == "Usine du futur"


def test_no_link_leaves_the_help(example: Path, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(example)
    press(Key.Key_F1)
    opened_outside: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened_outside.append(url.toString()))
    before = shown(window)
    help_of(window).text.anchorClicked.emit(QUrl("https://exemple.fr/page"))
    assert urlparse("https://exemple.fr/page").netloc  # what was asked for is outside
    assert (shown(window), help_of(window).topic, opened_outside) == (before, "choices", [])


def test_topics_are_chosen_with_the_arrows(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_F1)
    help_of(window).topics.setFocus()
    press(Key.Key_Down)
    assert help_of(window).topic == "sheets"


def selected(window: MainWindow) -> str:
    return help_of(window).text.textCursor().selectedText()


def test_ctrl_f_searches_every_topic_whatever_the_accents(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_F1)
    press(Key.Key_F, Modifier.ControlModifier)
    assert isinstance(focused(), QLineEdit)
    type_text("POLE DE COMP")
    topics = help_of(window).topics
    left = [topics.item(place).text() for place in range(topics.count()) if not topics.item(place).isHidden()]
    assert "Glossaire" in left
    assert "Calendrier" not in left
    assert "page" in help_of(window).count.text()
    assert selected(window).lower() == "pôle de comp"


def test_f3_goes_from_passage_to_passage_and_on_to_the_next_topic(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_F1)
    press(Key.Key_F, Modifier.ControlModifier)
    type_text("50 m€")  # a no-break space stands there
    assert help_of(window).topic == GLOSSARY
    assert selected(window) == "50\u00a0M€"
    help_of(window).line.selectAll()
    type_text("jalon")
    seen = {help_of(window).topic}
    for _ in range(40):
        press(Key.Key_F3)
        assert selected(window).lower() == "jalon"
        seen.add(help_of(window).topic)
    assert {"sheets", "calendar", GLOSSARY} <= seen
    here = help_of(window).topic, help_of(window).text.textCursor().selectionStart()
    press(Key.Key_F3)
    press(Key.Key_F3, Modifier.ShiftModifier)
    assert (help_of(window).topic, help_of(window).text.textCursor().selectionStart()) == here


def test_what_is_nowhere_is_said_and_a_help_opened_again_remembers_nothing(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_F1)
    press(Key.Key_F, Modifier.ControlModifier)
    type_text("zzz")
    assert help_of(window).count.text() == "Aucune page n’en parle"
    press(Key.Key_F3)
    press(Key.Key_Escape)
    back_to(window)
    press(Key.Key_F1)
    assert help_of(window).line.text() == ""
    topics = help_of(window).topics
    assert not any(topics.item(place).isHidden() for place in range(topics.count()))


def test_the_help_follows_theme_and_scale_and_keeps_its_place(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.actions_by_name["theme_light"].trigger()
    press(Key.Key_F1)
    text = help_of(window).text
    text.verticalScrollBar().setValue(60)
    ink = text.palette().color(QPalette.ColorRole.Text)
    height = text.document().size().height()
    window.actions_by_name["theme_dark"].trigger()
    for _ in range(3):
        window.actions_by_name["zoom_in"].trigger()
    settle()
    assert text.palette().color(QPalette.ColorRole.Text) != ink
    assert text.document().size().height() > height * 1.1
    assert text.verticalScrollBar().value() == 60
    link = next(f for f in _formats(text.document().begin().next()) if f.isAnchor())
    assert link.foreground().color() == text.palette().color(QPalette.ColorRole.Link) != QColor("#1F4E9E")
    window.actions_by_name["theme_system"].trigger()
    window.actions_by_name["zoom_reset"].trigger()


def _formats(block: QTextBlock) -> Iterator[QTextCharFormat]:
    place = block.begin()
    while not place.atEnd():
        yield place.fragment().charFormat()
        place += 1


def test_every_control_of_the_help_has_a_name(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_F1)
    for widget in help_of(window).findChildren(QWidget):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible():
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
