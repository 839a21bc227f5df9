"""The bar of shares."""

import pytest

from nfi_planner.pictures.bars import BarRow, Part, compared_bar, stacked_bar, stacked_bars, swatch
from nfi_planner.pictures.scene import Line, Rect, Scene, Text


def _boxes(scene: Scene) -> list[Rect]:
    return [mark for mark in scene.marks if isinstance(mark, Rect)]


def test_shares_are_in_proportion_and_in_order() -> None:
    scene = stacked_bar([Part("Région", 3_000_000, 0), Part("FEDER", 1_000_000, 3)], 400, 20)
    boxes = _boxes(scene)
    assert [round(box.x) for box in boxes] == [0, 300]
    assert boxes[-1].x + boxes[-1].width == pytest.approx(400)
    assert [label.replace("\u00a0", " ") for label in scene.labels()] == ["Région : 3,0 M€", "FEDER : 1,0 M€"]


def test_nothing_and_less_are_left_out() -> None:
    assert not stacked_bar([Part("Région", 0, 0), Part("FEDER", -5, 1)], 400, 20).marks


def test_bars_below_each_other_are_as_long_as_their_sums() -> None:
    region, erdf = Part("Région", 3_000_000, 0), Part("FEDER", 1_000_000, 3)
    rows = [BarRow("Bois", [region, erdf], "4,0 M€"), BarRow("Chimie", [erdf], "1,0 M€"), BarRow("Rien", [], "—")]
    scene = stacked_bars(rows, 470)
    boxes = [box for box in _boxes(scene) if box.label]
    lengths = {y: max(b.x + b.width for b in boxes if b.y == y) - min(b.x for b in boxes) for y in {b.y for b in boxes}}
    assert [lengths[y] for y in sorted(lengths)] == [pytest.approx(4 * lengths[max(lengths)]), lengths[max(lengths)]]
    texts = [mark.text for mark in scene.marks if isinstance(mark, Text)]
    assert texts == ["Bois", "4,0 M€", "Chimie", "1,0 M€", "Rien", "—", "Région", "FEDER"]
    assert all(mark.x < 470 for mark in scene.marks if isinstance(mark, Text))


def test_no_bars_make_no_picture() -> None:
    assert not stacked_bars([], 470).marks


def test_a_bar_is_as_long_as_its_value_beside_the_largest() -> None:
    assert [box.width for value in (1, 2, 4) for box in _boxes(compared_bar(value, 4, 80, 8))] == [20, 40, 80]
    assert not compared_bar(0, 4, 80, 8).marks
    assert not compared_bar(3, 0, 80, 8).marks
    assert compared_bar(9, 4, 80, 8).width == 80


def test_neighbours_differ_without_colour() -> None:
    """Each look is plain or lined, in its own direction or lightness, so that two neighbours are told apart."""
    drawn = []
    for look in range(7):
        scene = swatch(look, 12, 10)
        lines = [m for m in scene.marks if isinstance(m, Line)]
        lean = {(line.x2 - line.x1) * (line.y2 - line.y1) > 0 for line in lines} if lines else set()
        upright = bool(lines) and all(line.x1 == line.x2 for line in lines)
        drawn.append((tuple(lean), upright, round(_lightness(_boxes(scene)[0].fill), 1)))
    assert len(set(drawn)) == 7


@pytest.mark.parametrize("look", range(7))
def test_pattern_stays_in_its_box(look: int) -> None:
    scene = stacked_bar([Part("avant", 1, 0), Part("ici", 1, look)], 61, 20)
    for line in (m for m in scene.marks if isinstance(m, Line)):
        assert min(line.x1, line.x2) >= 30.4
        assert max(line.x1, line.x2) <= 61.01
        assert {-0.01 <= y <= 20.01 for y in (line.y1, line.y2)} == {True}


def _lightness(color: str) -> float:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue
