"""Whatever was done to whatever document: after an erasure nothing of the person is left, and all else is as before."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.person import Person, plain
from nfi_planner.models.roadmap import Approach, Choice, Partner, Status
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import choosing, persons, sheets
from nfi_planner.services.editor import Editor
from nfi_planner.storage.document import DocumentFile
from nfi_planner.storage.journal import replay
from tests.builders import Clock, blank, changed, snapshots

ASKED = date(2014, 2, 12)
ODILE = Person("Odile", "Wœrthélémy", ("odile@w.example",), ("09 87 65 43 21",))
FORMS = st.sampled_from(
    [
        "Odile Wœrthélémy",
        "WOERTHELEMY Odile",
        "Mme Wœrthélémy",
        "o.woerthelemy@exemple.fr",
        "odile@w.example",
        "+33 9.87.65.43.21",
        "Établissements Wœrthélémy",
        "O. Woerthélémy",
    ]
)
BEFORE = st.sampled_from(["", "Selon ", "« Ça », l’œuvre\nde ", "(", "x" * 300 + " "])
AFTER = st.sampled_from(["", ", oui", "\net Paul Petit.", " " + "y" * 300, ")", "."])
TEXTS = st.builds("{}{}{}".format, BEFORE, FORMS | st.just(""), AFTER)
PLANS = st.sampled_from([1, 2, 7, 18])
Act = Callable[[Editor], object]


def _do(make: Callable[..., ChangeSet], *arguments: Any, **values: Any) -> Act:
    return lambda editor: editor.do(make(editor.snapshot, *arguments, **values))


def _write_choice(plan: int, text: str) -> Act:
    return lambda e: e.do(sheets.edit(e.snapshot, lookups.choice(e.snapshot, plan), motive=text))


def _write_roadmap(field: str, text: str) -> Act:
    values: dict[str, Any] = {field: text}
    return lambda e: e.do(sheets.edit(e.snapshot, lookups.roadmap(e.snapshot), **values))


def _remove_partners(plan: int) -> Act:
    return lambda e: e.do(sheets.remove_rows(e.snapshot, e.snapshot.children(Partner, str(plan))))


def _add_partner(plan: int, contact: str, ids: Iterator[int] = count()) -> Act:  # noqa: B008 - one for all
    return lambda e: e.do(
        sheets.add_row(e.snapshot, Partner(id=f"partner-{next(ids)}", choice_id=str(plan), contact=contact))
    )


LEADS = st.sampled_from(
    [
        {"first_name": "Odile", "name": "Wœrthélémy"},
        {"first_name": "Odile", "name": "Wœrth"},
        {"first_name": "", "name": "Wœrthélémy", "function": "gérante"},
        {"email": "odile@w.example", "telephone": "0987654321"},
        {"first_name": "Paul", "name": "Petit", "email": ""},
        {"first_name": "Paul", "name": "Wœrthélémy"},
        {"source": "Vu avec Mme Wœrthélémy"},
        {"civility": "Mme", "approach": Approach.REFUSED},
    ]
)
ACTS = st.one_of(
    st.builds(_write_choice, PLANS, TEXTS),
    st.builds(lambda plan, values: _do(sheets.edit_lead, plan, **values), PLANS, LEADS),
    st.builds(lambda plan, text: _do(sheets.new_lead_company, plan, text), PLANS, TEXTS),
    st.builds(_write_roadmap, st.sampled_from(["signatory_name", "signatory_function", "contact"]), TEXTS),
    st.builds(_add_partner, PLANS, TEXTS),
    st.builds(_remove_partners, PLANS),
    st.builds(lambda plan: _do(sheets.clear_sheet, plan), PLANS),
    st.builds(lambda plan: _do(choosing.set_status, [plan], Status.STRATEGIC), PLANS),
    st.sampled_from([Editor.undo, Editor.redo]),
)
_SHM = Path("/dev/shm")


@settings(max_examples=60, phases=[p for p in Phase if p is not Phase.explain])
@given(snapshots(), st.lists(ACTS, max_size=12), st.lists(ACTS, max_size=4))
def test_after_an_erasure_nothing_is_left_and_all_else_is_as_before(
    start: Snapshot, acts: list[Act], later: list[Act]
) -> None:
    rows = {**blank().by_id(), **_sound(start).by_id()}.values()
    memory = _SHM if os.access(_SHM, os.W_OK | os.X_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        path = Path(folder) / "a.nfi"
        editor = Editor(DocumentFile.create(path, ROADMAP, rows, label="Créer", author="odilew", clock=Clock()))
        for act in acts:
            act(editor)
        before, lines = editor.snapshot, editor.document.lines
        pieces = persons.find(editor, ODILE)
        if pieces:
            assert persons.erase(editor, ODILE, pieces, asked_on=ASKED).remains is None
        assert persons.find(editor, ODILE) == ()
        _holds_nothing(path)
        _differs_only_in(before, editor.snapshot, {piece.key[:3] for piece in pieces})
        kept = [(line.id, line.parent, line.time, line.kind, line.target) for line in editor.document.lines]
        assert kept[: len(lines)] == [(li.id, li.parent, li.time, li.kind, li.target) for li in lines]
        _goes_back_to_the_start(editor)
        erased = editor.snapshot
        for act in later:
            act(editor)
        while pieces and editor.undo():
            pass
        assert not pieces or editor.snapshot == erased
        saved = DocumentFile.open(path)  # verifies the checksum
        saved.close()
        assert (saved.snapshot, saved.lines) == (editor.snapshot, editor.document.lines)
        editor.close()


def _sound(snapshot: Snapshot) -> Snapshot:
    """The document with the links and the places that the program itself gives."""
    for table in ROADMAP.tables:
        for place, row in enumerate(snapshot.all(table)):
            values: dict[str, Any] = {}
            if "company_id" in table.REFERENCES:
                values["company_id"] = None
            if table is Choice:
                values |= {"status": Status.NOT_KEPT, "position": ""}
            elif hasattr(row, "position"):
                values["position"] = f"{place:03d}V"
            snapshot = changed(snapshot, table, row.id, **values)
    return snapshot


def _holds_nothing(path: Path) -> None:
    for file in path.parent.iterdir():
        text = plain(file.read_bytes().decode("utf-8", errors="ignore"))
        for word in ("woerthelemy", "odile@w.example", "0987654321", "9.87.65.43.21"):
            assert word not in text


def _differs_only_in(before: Snapshot, after: Snapshot, allowed: set[tuple[str, str, str]]) -> None:
    one, other = before.by_id(), after.by_id()
    assert one.keys() == other.keys()
    for key, row in one.items():
        fields = Change(row, other[key]).changed_fields() if row != other[key] else ()
        assert {(*key, field) for field in fields} <= allowed


def _goes_back_to_the_start(editor: Editor) -> None:
    snapshot = editor.snapshot
    for line in reversed(editor.document.lines):
        snapshot = snapshot.apply(replay(line, ROADMAP, snapshot, back=True))
