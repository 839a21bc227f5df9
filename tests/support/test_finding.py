"""Words are found as a reader finds them, wherever a line ends."""

import pytest

from nfi_planner.support.finding import passages


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Chimie verte", "chimie", ["Chimie"]),
        ("l’énergie, l'ENERGIE", "l'energie", ["l’énergie", "l'ENERGIE"]),
        (
            "feuille\r\nde route, feuille  de\u00a0route",
            "feuille de route",
            ["feuille\r\nde route", "feuille  de\u00a0route"],
        ),
        ("cœur", "coeur", ["cœur"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("rien", "tout", []),
        ("rien", "  ", []),
        ("", "a", []),
    ],
)
def test_passages(text: str, words: str, found: list[str]) -> None:
    assert [text[begin:end] for begin, end in passages(text, words)] == found
