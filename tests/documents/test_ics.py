"""The calendar file, read by a strict reader of RFC 5545 of its own: what another program would find in it."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from nfi_planner.documents.ics import write_calendar
from nfi_planner.models.roadmap import Action, Choice, Roadmap, Status
from nfi_planner.models.snapshot import Snapshot
from tests.documents import sample

STAMP = datetime(2014, 3, 28, 9, 30, tzinfo=UTC)
_NAME = re.compile(rb"[A-Z][A-Z0-9-]*")


@dataclass
class _Component:
    name: str
    values: dict[str, tuple[str, str]] = field(default_factory=dict)  # name -> (parameters, value)
    parts: list["_Component"] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The value of a text property, its escapes undone, its no-break spaces plain."""
        return _unescaped(self.values[name][1])


def _unescaped(value: str) -> str:
    found = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
    return re.sub("[\u00a0\u202f]", " ", found)


def _read(data: bytes) -> _Component:
    """Read a calendar, refusing what the norm refuses: line ends, length of lines, nesting, doubled properties."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in raw)
    assert max(len(line) for line in raw) <= 75
    for line in raw:
        line.decode("utf-8")  # no character is cut in two
    lines = data[:-2].replace(b"\r\n ", b"").replace(b"\r\n\t", b"").split(b"\r\n")
    root = _Component("")
    open_ones = [root]
    for line in lines:
        head, _, value = line.partition(b":")
        name, _, parameters = head.partition(b";")
        assert _NAME.fullmatch(name), line
        text = value.decode("utf-8")
        if name == b"BEGIN":
            open_ones[-1].parts.append(_Component(text))
            open_ones.append(open_ones[-1].parts[-1])
        elif name == b"END":
            assert open_ones.pop().name == text
        else:
            key = name.decode()
            assert key not in open_ones[-1].values, f"{key} twice"
            open_ones[-1].values[key] = (parameters.decode(), text)
    assert open_ones == [root]
    (calendar,) = root.parts
    assert calendar.name == "VCALENDAR"
    return calendar


def _written(folder: Path, snapshot: Snapshot) -> _Component:
    path = folder / "calendrier.ics"
    write_calendar(snapshot, snapshot.all(Action), path, stamp=STAMP)
    return _read(path.read_bytes())


def _one(folder: Path, *, region: str = "21", status: Status = Status.STRATEGIC, **values: Any) -> _Component:
    fields: dict[str, Any] = {"id": "a-1", "choice_id": "18", "title": "Former", "start": date(2014, 4, 1), **values}
    action = Action(**fields)
    document = Snapshot.of([Roadmap(region_code=region), Choice(id="18", status=status), action])
    (event,) = _written(folder, document).parts
    return event


def test_the_calendar_says_what_it_is(tmp_path: Path) -> None:
    calendar = _written(tmp_path, sample.snapshot())
    assert calendar.values["VERSION"] == ("", "2.0")
    assert calendar.values["CALSCALE"] == ("", "GREGORIAN")
    assert calendar.values["METHOD"] == ("", "PUBLISH")
    assert calendar.values["PRODID"][1].endswith("//FR")
    assert calendar.text("X-WR-CALNAME") == calendar.text("NAME") == "Feuille de route — Champagne-Ardenne"


def test_every_action_is_one_event_with_all_the_norm_asks(tmp_path: Path) -> None:
    document = sample.snapshot()
    events = _written(tmp_path, document).parts
    assert {event.name for event in events} == {"VEVENT"}
    assert [e.text("UID").split("@")[0] for e in events] == [action.id for action in document.all(Action)]
    assert all(re.fullmatch(r"\d{8}T\d{6}Z", event.values["DTSTAMP"][1]) for event in events)


def test_an_event_lasts_whole_days_and_ends_before_its_end(tmp_path: Path) -> None:
    event = _one(tmp_path, end=date(2014, 6, 30))
    assert event.values["DTSTART"] == ("VALUE=DATE", "20140401")
    assert event.values["DTEND"] == ("VALUE=DATE", "20140701")
    assert event.values["TRANSP"][1] == "TRANSPARENT"


def test_one_day_is_one_day(tmp_path: Path) -> None:
    event = _one(tmp_path, milestone=True, end=date(2014, 9, 9))  # a milestone has no end, whatever was typed
    assert (event.values["DTSTART"][1], event.values["DTEND"][1]) == ("20140401", "20140402")


def test_dates_in_the_wrong_order_are_taken_in_theirs(tmp_path: Path) -> None:
    event = _one(tmp_path, start=date(2014, 6, 30), end=date(2014, 6, 1))
    assert (event.values["DTSTART"][1], event.values["DTEND"][1]) == ("20140601", "20140701")


def test_the_last_day_of_the_calendar_has_no_day_after(tmp_path: Path) -> None:
    event = _one(tmp_path, start=date.max)
    assert event.values["DTSTART"][1] == "99991231"
    assert "DTEND" not in event.values


def test_the_words_of_an_event(tmp_path: Path) -> None:
    event = _one(tmp_path, title="Former, recruter ; essayer\\noter", owner="Pôle « fictif »", milestone=True)
    assert event.text("SUMMARY") == "Chimie verte : Former, recruter ; essayer\\noter"
    assert event.text("DESCRIPTION") == (
        "Plan 18, Chimie verte et biocarburants (rang 1)\nPorteur : Pôle « fictif »"
    )  # fmt: skip
    assert event.values["CATEGORIES"][1].split(",") == ["Chimie verte", "Jalon"]


def test_an_action_without_title_has_a_summary(tmp_path: Path) -> None:
    assert _one(tmp_path, title="").text("SUMMARY") == "Chimie verte : Action"
    assert _one(tmp_path, title="", milestone=True).text("SUMMARY") == "Chimie verte : Jalon"


def test_an_action_without_date_is_left_out(tmp_path: Path) -> None:
    bare = Action(id="b", choice_id="18", title="Un jour")
    dated = Action(id="c", choice_id="18", title="Demain", end=date(2014, 5, 2))
    events = _written(tmp_path, Snapshot.of([Choice(id="18", status=Status.STRATEGIC), bare, dated])).parts
    assert [event.text("SUMMARY") for event in events] == ["Chimie verte : Demain"]


def test_a_second_export_speaks_of_the_same_events(tmp_path: Path) -> None:
    first = _one(tmp_path, end=date(2014, 6, 30)).values["UID"]
    assert _one(tmp_path, title="Autrement", end=date(2015, 1, 1)).values["UID"] == first


def test_long_words_are_folded_whole(tmp_path: Path) -> None:
    title = "é€😀" * 90
    assert _one(tmp_path, title=title).text("SUMMARY") == f"Chimie verte : {title}"


def test_nothing_confidential_leaves(tmp_path: Path) -> None:
    path = tmp_path / "calendrier.ics"
    write_calendar(sample.snapshot(), sample.snapshot().all(Action), path, stamp=STAMP)
    text = path.read_bytes().replace(b"\r\n ", b"").decode()
    for word in (sample.MEMO, "personne@exemple.fr", *map(sample.name_of, range(10))):
        assert word not in text
