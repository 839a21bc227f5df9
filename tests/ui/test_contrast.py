"""Text stands out from its ground by 4.5 : 1 at least, and what one operates by 3 : 1, in every theme."""

import re
from itertools import product

import pytest

from nfi_planner.support.paths import resource
from nfi_planner.ui.theme import ALL_TOKENS, Tokens

GROUNDS = ("paper", "surface", "sunken", "selected")
TEXT = {
    *product(("ink", "muted", "rank_1", "rank_2", "error", "warning", "ok"), GROUNDS),
    *product(("ink", "warning", "error"), ("draft",)),
    ("accent_ink", "rank_1"),
    ("surface", "ink"),
}
SHAPES = {
    *product(("field_line",), ("paper", "surface", "sunken")),
    *product(("rank_1", "rank_2"), GROUNDS),  # the mark of the focus, and of a rank
    *product(("error", "warning", "muted"), ("sunken",)),  # the edge of a finding
}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.1, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_the_one_of_the_norm() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("tokens", ALL_TOKENS)
@pytest.mark.parametrize(("text", "ground"), sorted(TEXT))
def test_text_can_be_read(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", ALL_TOKENS)
@pytest.mark.parametrize(("shape", "ground"), sorted(SHAPES))
def test_what_one_operates_can_be_seen(tokens: Tokens, shape: str, ground: str) -> None:
    assert contrast(getattr(tokens, shape), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", ALL_TOKENS)
def test_the_families_can_be_told_from_their_ground(tokens: Tokens) -> None:
    for colour in tokens.families:
        assert contrast(colour, tokens.surface) >= 3
        assert contrast(colour, tokens.selected) >= 3


def test_every_pair_of_the_style_sheet_is_among_those_measured() -> None:
    sheet = resource("style.qss").read_text(encoding="utf-8")
    pairs = set()
    for rule in re.findall(r"\{(.*?)\}", sheet, re.DOTALL):
        text = re.search(r"(?<![\w-])color: \$(\w+)", rule)
        ground = re.search(r"(?<![\w-])background: \$(\w+)", rule)
        chosen = re.search(r"selection-color: \$(\w+)", rule)
        chosen_ground = re.search(r"selection-background-color: \$(\w+)", rule)
        pairs |= {(a[1], b[1]) for a, b in ((text, ground), (chosen, chosen_ground)) if a and b}
    assert len(pairs) > 5
    assert pairs <= TEXT
