"""What is drawn alike on the screen and on paper takes, on the screen, the colours of the theme."""

import pytest
from pytestqt.qtbot import QtBot

from nfi_planner.pictures.bars import swatch
from nfi_planner.pictures.scene import Line, Rect
from nfi_planner.ui import theme
from nfi_planner.ui.widgets import scenes
from tests.ui.test_contrast import contrast


@pytest.mark.parametrize("look", range(7))
@pytest.mark.parametrize("tokens", theme.ALL_TOKENS)
def test_a_share_stands_out_from_its_card(tokens: theme.Tokens, look: int, qtbot: QtBot) -> None:
    del qtbot  # colours are mixed by Qt
    colours = scenes.palette(tokens)
    marks = swatch(look, 14, 14).marks
    [ground] = [colours[mark.fill] for mark in marks if isinstance(mark, Rect)]
    lines = {colours[mark.color] for mark in marks if isinstance(mark, Line)}
    assert max(contrast(one, tokens.surface) for one in (ground, *lines)) >= 3
    assert all(contrast(line, ground) >= 3 for line in lines)
