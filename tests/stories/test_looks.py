"""The look: theme, zoom, presentation; what there is no room for goes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessibilityHints, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from nfi_planner.services import settings
from nfi_planner.ui import theme
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.budget.summary import Picture
from tests.window import Key, Modifier, OpenWindow, press, settle


def _background(window: MainWindow) -> str:
    return window.palette().color(QPalette.ColorRole.Window).name().upper()


def test_a_theme_is_used_at_once_and_kept(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.actions_by_name["theme_dark"].trigger()
    settle()
    assert _background(window) == theme.DARK.paper
    assert window.actions_by_name["theme_dark"].isChecked()
    assert not window.actions_by_name["theme_system"].isChecked()
    window.close()
    window = opened(example)
    assert _background(window) == theme.DARK.paper
    window.actions_by_name["theme_light"].trigger()
    assert _background(window) == theme.LIGHT.paper


def test_the_theme_of_the_system_is_followed_live(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    assert _background(window) == theme.LIGHT.paper
    theme.ask_for("dark")  # stands for the system's: this platform has no scheme one could change
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    settle()
    assert _background(window) == theme.DARK.paper


def test_zoom_by_keys_stops_at_its_ends_and_is_kept(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    sidebar = window.frame.sidebar.width()
    for _ in range(len(theme.ZOOMS)):
        press(Key.Key_Plus, Modifier.ControlModifier)
    assert (theme.zoom(), window.frame.sidebar.minimumWidth()) == (200, 2 * sidebar)
    assert settings.load().zoom == 200
    for _ in range(len(theme.ZOOMS)):
        press(Key.Key_Minus, Modifier.ControlModifier)
    assert theme.zoom() == 80
    press(Key.Key_0, Modifier.ControlModifier)
    assert (theme.zoom(), window.frame.sidebar.minimumWidth()) == (100, sidebar)


def test_presentation_is_larger_than_any_usual_text(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = QApplication.font().pixelSize()
    press(Key.Key_F11)
    assert QApplication.font().pixelSize() > 1.3 * before
    assert window.actions_by_name["presentation"].isChecked()
    press(Key.Key_F11)
    assert QApplication.font().pixelSize() == before


def test_the_columns_fold_away_where_there_is_little_room(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    shown = []
    for width in (1440, 1200, 800, 1440):
        window.resize(width, 768)
        settle()
        shown.append((window.frame.sidebar.isVisible(), window.frame.findings.isVisible()))
    assert shown == [(True, True), (True, False), (False, False), (True, True)]


def _colours(widget: QWidget) -> set[str]:
    """The colours that cover the most of a widget."""
    image = widget.grab().toImage()
    middle = image.height() // 2
    seen = [image.pixelColor(x, middle).name().upper() for x in range(image.width())]
    return {colour for colour in seen if seen.count(colour) > len(seen) // 20}


@pytest.mark.parametrize(("name", "tokens"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_the_bars_of_the_budget_are_drawn_in_the_colours_of_the_theme(
    example: Path, opened: OpenWindow, name: str, tokens: theme.Tokens
) -> None:
    window = opened(example)
    window.actions_by_name[f"theme_{name}"].trigger()
    window.show_page("budget")
    settle()
    [bar] = [one for one in window.stack.findChildren(Picture) if one.accessibleName()]
    assert tokens.rank_1 in _colours(bar)


def test_the_contrast_of_the_system_is_followed_live(
    example: Path, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(example)
    assert theme.tokens().muted == theme.LIGHT.muted
    hints = QGuiApplication.styleHints().accessibility()
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _: Qt.ContrastPreference.HighContrast)
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    settle()
    assert theme.tokens().muted == theme.LIGHT.ink
    assert window.palette().color(QPalette.ColorRole.PlaceholderText).name().upper() == theme.LIGHT.ink
    monkeypatch.undo()
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    settle()
    assert theme.tokens().muted == theme.LIGHT.muted


@pytest.mark.parametrize(("pixels", "scale"), [(27, 2.0), (13, 1.0), (12, 1.0), (9, 0.75)])
def test_the_text_size_of_the_system_is_followed_live(
    example: Path, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch, pixels: int, scale: float
) -> None:
    window = opened(example)
    usual = window.frame.sidebar.minimumWidth()
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(pixels)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _: font)
    QApplication.sendEvent(window.windowHandle(), QEvent(QEvent.Type.ThemeChange))
    settle()
    assert QApplication.font().pixelSize() == round(theme.BASE_PIXELS * scale)
    assert window.frame.sidebar.minimumWidth() == round(usual * scale)
    monkeypatch.undo()
    QApplication.sendEvent(window.windowHandle(), QEvent(QEvent.Type.ThemeChange))
    settle()
    assert window.frame.sidebar.minimumWidth() == usual
