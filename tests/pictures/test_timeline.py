"""The time line: which period, what the axis says, where the bars stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.models.roadmap import Action, Roadmap
from nfi_planner.pictures.scene import Line, Polygon, Rect, Scene, Text
from nfi_planner.pictures.timeline import (
    Grip,
    Scale,
    dates_in_words,
    grip_at,
    period_of,
    period_words,
    timeline_axis,
    timeline_bar,
    timeline_day,
    timeline_span,
)

_START, _END = date(2014, 4, 1), date(2016, 3, 31)
_DAYS = st.dates()


def _action(start: date | None = None, end: date | None = None, *, milestone: bool = False) -> Action:
    return Action(id="a", choice_id="18", title="Former", start=start, end=end, milestone=milestone)


def _texts(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


def _bar(action: Action) -> Rect:
    scene = timeline_bar(action, _START, _END, 731, 12, "#000000")
    return next(mark for mark in scene.marks if isinstance(mark, Rect))


def _polygons(action: Action) -> list[Polygon]:
    scene = timeline_bar(action, _START, _END, 731, 12, "#000000")
    return [mark for mark in scene.marks if isinstance(mark, Polygon)]


def test_period_is_the_actions_span_in_whole_quarters() -> None:
    actions = [_action(date(2014, 5, 12), date(2014, 9, 1)), _action(date(2015, 11, 3), milestone=True)]
    assert period_of(actions, Roadmap()) == (date(2014, 4, 1), date(2015, 12, 31))


def test_period_is_one_year_at_least() -> None:
    assert period_of([_action(date(2014, 5, 12))], Roadmap()) == (date(2014, 4, 1), date(2015, 3, 31))


def test_period_falls_back_on_the_roadmap() -> None:
    roadmap = Roadmap(period_start=date(2015, 2, 1), period_end=date(2017, 5, 31))
    assert period_of([_action()], roadmap) == (date(2015, 1, 1), date(2017, 6, 30))


def test_period_exists_without_any_date() -> None:
    start, end = period_of([], Roadmap(period_start=None, period_end=None))
    assert start < end


def test_end_without_start_counts() -> None:
    assert period_of([_action(None, date(2014, 5, 2))], Roadmap())[0] == date(2014, 4, 1)


@pytest.mark.parametrize(
    ("end", "width", "expected"),
    [
        (date(2015, 3, 31), 480, "août"),
        (date(2015, 12, 31), 172, "T3"),
        (date(2019, 12, 31), 172, "2017"),
    ],
)
def test_axis_says_the_finest_that_fits(end: date, width: float, expected: str) -> None:
    assert expected in _texts(timeline_axis(_START, end, width, 22))


def test_axis_without_room_says_years_only() -> None:
    assert _texts(timeline_axis(date(2014, 1, 1), date(2019, 12, 31), 172, 22)) == [
        "2014", "2015", "2016", "2017", "2018", "2019",
    ]  # fmt: skip


def test_marks_of_the_axis_say_their_year() -> None:
    assert "T3 2014" in timeline_axis(_START, _END, 240, 22).label


def test_bar_runs_from_the_first_to_the_last_day() -> None:
    bar = _bar(_action(date(2014, 4, 11), date(2014, 4, 20)))  # 731 points for 731 days
    assert bar.x == pytest.approx(10)
    assert bar.width == pytest.approx(10)
    assert "11 avril 2014" in bar.label.replace("\u00a0", " ")
    assert not _polygons(_action(date(2014, 4, 11), date(2014, 4, 20)))


def test_milestone_is_a_diamond_on_its_day() -> None:
    (diamond,) = _polygons(_action(date(2014, 6, 30), milestone=True))
    assert len(diamond.points) == 4
    assert sum(x for x, _ in diamond.points) / 4 == pytest.approx(90.5)


@pytest.mark.parametrize(
    ("start", "end", "tips"),
    [
        (date(2013, 1, 1), date(2014, 6, 1), {0.0}),
        (date(2014, 6, 1), date(2018, 1, 1), {731.0}),
        (date(2013, 1, 1), date(2018, 1, 1), {0.0, 731.0}),
    ],
)
def test_what_runs_past_the_period_ends_in_an_arrow(start: date, end: date, tips: set[float]) -> None:
    assert {polygon.points[0][0] for polygon in _polygons(_action(start, end))} == tips


def test_action_without_date_draws_nothing_but_the_grid() -> None:
    scene = timeline_bar(_action(), _START, _END, 731, 12, "#000000")
    assert all(isinstance(mark, Line) for mark in scene.marks)
    assert not scene.label


@given(start=st.none() | _DAYS, end=st.none() | _DAYS, milestone=st.booleans(), one=_DAYS, other=_DAYS)
def test_no_dates_leave_the_picture(
    *, start: date | None, end: date | None, milestone: bool, one: date, other: date
) -> None:
    first, last = sorted((one, other))
    scene = timeline_bar(_action(start, end, milestone=milestone), first, last, 172, 12, "#000000")
    axis = timeline_axis(first, last, 172, 21)
    for x, y in _points(scene):
        assert -0.01 <= x <= 172.01
        assert -0.01 <= y <= 12.01
    assert len(axis.marks) < 200
    assert all(0 <= mark.x <= 172 for mark in axis.marks if isinstance(mark, Text))
    low, high = period_of([_action(start, end)], Roadmap())
    assert low < high


def _points(scene: Scene) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for mark in scene.marks:
        if isinstance(mark, Rect):
            points += [(mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height)]
        elif isinstance(mark, Polygon):
            points += mark.points
        elif isinstance(mark, Line):
            points += [(mark.x1, mark.y1), (mark.x2, mark.y2)]
    return points


def _scale() -> Scale:
    return Scale(_START, _END, 731)  # a point a day


def test_the_period_in_words() -> None:
    assert period_words((_START, date(2015, 3, 31))) == "avr.\u00a02014\u00a0– mars\u00a02015"


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (_action(date(2014, 4, 1), date(2014, 6, 30)), "du 1er avril 2014 au 30 juin 2014"),
        (_action(date(2014, 4, 2), date(2014, 4, 2)), "le 2 avril 2014"),
        (_action(None, date(2014, 4, 2)), "le 2 avril 2014"),
        (_action(date(2014, 4, 2), date(2014, 5, 2), milestone=True), "le 2 avril 2014"),
        (_action(), "sans date"),
    ],
)
def test_dates_in_words(action: Action, words: str) -> None:
    assert dates_in_words(action).replace("\u00a0", " ") == words


def test_the_line_of_the_day_stands_on_it_and_says_it() -> None:
    (line,) = timeline_day(_scale(), date(2014, 4, 11), 12, "#000000", "aujourd’hui").marks
    assert isinstance(line, Line)
    assert line.x1 == pytest.approx(10.5)
    assert line.label.replace("\u00a0", " ") == "aujourd’hui : 11 avril 2014"


@pytest.mark.parametrize("day", [date(2014, 3, 31), date(2016, 4, 1)])
def test_a_day_outside_the_period_is_not_drawn(day: date) -> None:
    assert not timeline_day(_scale(), day, 12, "#000000", "aujourd’hui").marks


@pytest.mark.parametrize(
    ("x", "grip"),
    [
        (90, None), (98, Grip.START), (101, Grip.START), (120, Grip.WHOLE), (138, Grip.END), (142, Grip.END),
        (150, None),
    ],
)  # fmt: skip
def test_a_bar_is_held_by_its_ends_or_whole(x: float, grip: Grip | None) -> None:
    action = _action(date(2014, 7, 10), date(2014, 8, 18))  # the days 100 to 139
    assert grip_at(action, _scale(), x) is grip


def test_a_short_bar_can_still_be_moved() -> None:
    action = _action(date(2014, 7, 10), date(2014, 7, 11))
    assert grip_at(action, _scale(), 101) is Grip.WHOLE


def test_a_milestone_is_held_whole() -> None:
    milestone = _action(date(2014, 7, 10), milestone=True)
    assert [grip_at(milestone, _scale(), x) for x in (92, 96, 100, 105, 109)] == [
        None, Grip.WHOLE, Grip.WHOLE, Grip.WHOLE, None,
    ]  # fmt: skip


def test_a_line_without_dates_is_empty() -> None:
    assert grip_at(_action(), _scale(), 300) is Grip.EMPTY


@given(day=st.dates(_START, _END))
def test_a_place_gives_back_its_day(day: date) -> None:
    scale = Scale(_START, _END, 172)
    assert scale.ordinal(scale.at(day.toordinal())) == pytest.approx(day.toordinal())


def test_a_span_covers_the_days_it_is_made_of() -> None:
    scene = timeline_span((date(2014, 4, 1), date(2015, 3, 31)), (_START, _END), 200, 12, "Robotique")
    (line,) = [mark for mark in scene.marks if isinstance(mark, Rect)]
    assert line.x == 0
    assert line.width == pytest.approx(100, abs=0.2)
    assert line.label == "Robotique : du 1er\u00a0avril\u00a02014 au 31\u00a0mars\u00a02015"


def test_without_days_a_span_is_only_the_grid() -> None:
    assert not timeline_span(None, (_START, _END), 200, 12, "Robotique").label
