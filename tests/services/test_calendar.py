"""The dates of actions: what moves them, what the act is called, and the calendar as a file."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Action, Choice, Roadmap, Status
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.pictures.timeline import days_of
from nfi_planner.services import calendar
from tests.documents import sample

_DAYS = st.dates()


def _action(start: date | None = None, end: date | None = None, *, milestone: bool = False) -> Action:
    return Action(id="a", choice_id="18", title="Former", start=start, end=end, milestone=milestone)


def _dates(action: Action) -> tuple[str, str]:
    return str(action.start), str(action.end)


def _document(*actions: Action) -> Snapshot:
    return Snapshot.of([Roadmap(region_code="21"), Choice(id="18", status=Status.STRATEGIC, position="a"), *actions])


@pytest.mark.parametrize(
    ("days", "months", "expected"),
    [
        (1, 0, ("2014-04-02", "2014-07-01")),
        (-1, 0, ("2014-03-31", "2014-06-29")),
        (0, 1, ("2014-05-01", "2014-07-31")),  # a last day stays one
        (0, -2, ("2014-02-01", "2014-04-30")),
    ],
)
def test_an_action_moves_with_both_its_dates(days: int, months: int, expected: tuple[str, str]) -> None:
    assert _dates(calendar.moved(_action(date(2014, 4, 1), date(2014, 6, 30)), days=days, months=months)) == expected


def test_a_month_is_never_too_short() -> None:
    assert calendar.moved(_action(date(2014, 1, 30)), months=1).start == date(2014, 2, 28)


def test_only_the_dates_there_are_move() -> None:
    assert _dates(calendar.moved(_action(None, date(2014, 6, 30)), days=1)) == ("None", "2014-07-01")
    assert _dates(calendar.moved(_action(), days=1)) == ("None", "None")


@pytest.mark.parametrize("step", [{"days": 1}, {"months": 1}])
def test_nothing_moves_past_the_end_of_the_calendar(step: dict[str, int]) -> None:
    last = _action(date(9999, 12, 1), date.max)
    assert calendar.moved(last, **step) == last
    assert calendar.end_moved(last, **step) == last


def test_the_end_moves_alone_and_never_before_the_start() -> None:
    action = _action(date(2014, 4, 1), date(2014, 4, 3))
    assert _dates(calendar.end_moved(action, days=2)) == ("2014-04-01", "2014-04-05")
    assert _dates(calendar.end_moved(action, days=-9)) == ("2014-04-01", "2014-04-01")
    assert _dates(calendar.end_moved(_action(date(2014, 4, 1)), days=1)) == ("2014-04-01", "2014-04-02")


def test_the_start_moves_alone_and_never_past_the_end() -> None:
    action = _action(date(2014, 4, 1), date(2014, 4, 3))
    assert _dates(calendar.start_moved(action, days=-1)) == ("2014-03-31", "2014-04-03")
    assert _dates(calendar.start_moved(action, days=9)) == ("2014-04-03", "2014-04-03")


def test_a_milestone_has_one_date() -> None:
    milestone = _action(date(2014, 4, 1), milestone=True)
    assert calendar.end_moved(milestone, days=1) == milestone
    assert _dates(calendar.dated(_action(milestone=True), date(2014, 5, 2))) == ("2014-05-02", "None")


def test_an_action_without_dates_gets_a_month() -> None:
    assert _dates(calendar.dated(_action(), date(2014, 4, 1))) == ("2014-04-01", "2014-04-30")
    assert _dates(calendar.dated(_action(), date(2014, 4, 15))) == ("2014-04-15", "2014-05-14")


@given(start=st.none() | _DAYS, end=st.none() | _DAYS, milestone=st.booleans(), days=st.integers(-4000, 4000))
def test_moving_keeps_the_length(*, start: date | None, end: date | None, milestone: bool, days: int) -> None:
    action = _action(start, end, milestone=milestone)
    before, after = days_of(action), days_of(calendar.moved(action, days=days))
    assert (before is None) == (after is None)
    if before and after:
        assert after[1] - after[0] == before[1] - before[0]


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        (_action(date(2014, 4, 1), date(2014, 4, 9)), {"days": 1}, "Déplacer l’action « Former » — Chimie verte"),
        (_action(date(2014, 4, 1), milestone=True), {"days": 1}, "Déplacer le jalon « Former » — Chimie verte"),
    ],
)
def test_the_act_says_what_moved(before: Action, after: dict[str, int], label: str) -> None:
    act = calendar.redate(_document(before), calendar.moved(before, **after))
    assert act.label.replace("\u00a0", " ") == label


def test_the_act_says_what_it_does_to_the_dates() -> None:
    action, bare = _action(date(2014, 4, 1), date(2014, 4, 9)), _action()
    labels = [
        calendar.redate(_document(action), calendar.end_moved(action, days=1)).label,
        calendar.redate(_document(bare), calendar.dated(bare, date(2014, 4, 1))).label,
        calendar.redate(_document(action), calendar.undated(action)).label,
    ]
    assert [label.split("\u00a0")[0] for label in labels] == [
        "Changer la durée de l’action «", "Dater l’action «", "Ôter les dates de l’action «",
    ]  # fmt: skip


def test_only_the_dates_are_written() -> None:
    stale = _action(date(2014, 4, 1))
    document = _document(Action(id="a", choice_id="18", title="Nouveau titre", start=date(2014, 4, 1)))
    after = document.apply(calendar.redate(document, calendar.moved(stale, days=1))).get(Action, "a")
    assert after is not None
    assert (after.title, after.start) == ("Nouveau titre", date(2014, 4, 2))


def test_an_action_that_is_gone_is_left_alone() -> None:
    assert not calendar.redate(_document(), _action(date(2014, 4, 1)))


def test_the_calendar_holds_the_chosen_plans_only() -> None:
    left_out = Action(id="b", choice_id="7", title="Ailleurs", start=date(2014, 4, 1))
    blank = Action(id="c", choice_id="18")
    here = _action(date(2014, 4, 1))
    assert list(calendar.actions(_document(here, left_out, blank))) == [here]


def test_the_file_is_written_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "calendrier.ics"
    assert calendar.export_ics(sample.snapshot(), path) == 40
    assert path.read_bytes().count(b"BEGIN:VEVENT\r\n") == 40
    assert [one.name for one in tmp_path.iterdir()] == ["calendrier.ics"]


def test_a_document_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "feuille.nfi"
    path.write_bytes(b"a document")
    with pytest.raises(KnownError, match="est un document"):
        calendar.export_ics(sample.snapshot(), path)
    assert path.read_bytes() == b"a document"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="n’existe pas"):
        calendar.export_ics(sample.snapshot(), tmp_path / "ailleurs" / "calendrier.ics")


def test_a_calendar_without_dates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="Aucune action n’a de date"):
        calendar.export_ics(_document(_action()), tmp_path / "calendrier.ics")
    assert not list(tmp_path.iterdir())


def test_the_page_is_loaded_without_the_library_of_the_file() -> None:
    script = "import sys, nfi_planner.ui.pages.calendar.page; print('icalendar' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60).stdout
    assert out.strip() == "False"
