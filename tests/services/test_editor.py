"""Do, undo, redo: what the journal makes of a user's acts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nfi_planner.models import lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import Choice, Status
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import choosing, sheets
from nfi_planner.services.editor import Editor
from nfi_planner.storage.document import DocumentFile
from tests.builders import Clock, blank


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def editor(tmp_path: Path, clock: Clock) -> Iterator[Editor]:
    """A blank roadmap, open."""
    path = tmp_path / "a.nfi"
    editor = Editor(DocumentFile.create(path, ROADMAP, blank().rows(), label="Créer", author="agent", clock=clock))
    yield editor
    editor.close()


def type_motive(editor: Editor, text: str, plan: int = 1) -> None:
    editor.do(sheets.edit(editor.snapshot, lookups.choice(editor.snapshot, plan), typing=True, motive=text))


def choose(editor: Editor, *plans: int) -> None:
    editor.do(choosing.set_status(editor.snapshot, plans, Status.STRATEGIC))


def reopened(editor: Editor, clock: Clock, author: str = "agent") -> Editor:
    editor.close()
    return Editor(DocumentFile.open(editor.document.path, author=author, clock=clock))


def labels(editor: Editor) -> list[str]:
    return [line.label for line in editor.document.lines]


def next_labels(editor: Editor) -> list[str | None]:
    """Return what undo and redo say they would do."""
    return [line.label if line else None for line in (editor.undo_line, editor.redo_line)]


# -- undo and redo -------------------------------------------------------------------------------------------------


def test_undo_and_redo_say_what_they_do(editor: Editor) -> None:
    choose(editor, 32)
    choose(editor, 33)
    label = "Choisir «\u00a0Cybersécurité\u00a0» au rang 1"
    assert next_labels(editor) == [label, None]
    assert editor.undo() == label
    assert next_labels(editor) == ["Choisir «\u00a0Robotique\u00a0» au rang 1", label]
    assert [c.id for c in lookups.chosen(editor.snapshot)] == ["32"]
    assert editor.redo() == label
    assert [c.id for c in lookups.chosen(editor.snapshot)] == ["32", "33"]


def test_undo_stops_at_the_start(editor: Editor) -> None:
    start = editor.snapshot
    assert editor.undo() == ""
    choose(editor, 1)
    assert editor.undo() != ""
    assert editor.undo() == ""
    assert editor.snapshot == start
    assert editor.undo_line is None


def test_there_is_nothing_to_redo_at_first_nor_after_another_act(editor: Editor) -> None:
    assert editor.redo() == ""
    choose(editor, 1)
    editor.undo()
    choose(editor, 2)
    assert editor.redo() == ""
    assert [c.id for c in lookups.chosen(editor.snapshot)] == ["2"]


def test_undo_and_redo_are_still_there_after_closing(editor: Editor, clock: Clock) -> None:
    start = editor.snapshot
    for plan in (1, 2, 3):
        choose(editor, plan)
    final = editor.snapshot
    editor.undo()
    again = reopened(editor, clock)
    assert again.redo() != ""
    assert again.snapshot == final
    for _ in range(3):
        again.undo()
    assert again.snapshot == start
    once_more = reopened(again, clock)
    assert once_more.undo() == ""
    for _ in range(3):
        assert once_more.redo()
    assert once_more.snapshot == final
    once_more.close()


def test_an_act_that_changes_nothing_leaves_no_line(editor: Editor) -> None:
    choose(editor, 1)
    lines = editor.document.lines
    assert editor.do(choosing.set_status(editor.snapshot, [1], Status.STRATEGIC)) is False
    assert editor.do(sheets.edit(editor.snapshot, lookups.choice(editor.snapshot, 1), motive="")) is False
    assert editor.document.lines == lines


def test_taking_a_plan_out_and_back_keeps_its_sheet(editor: Editor) -> None:
    choose(editor, 1)
    type_motive(editor, "Un motif.")
    editor.do(sheets.edit_lead(editor.snapshot, 1, name="Nom"))
    editor.do(choosing.set_status(editor.snapshot, [1], Status.NOT_KEPT))
    choose(editor, 1)
    assert lookups.choice(editor.snapshot, 1).motive == "Un motif."
    assert lookups.lead(editor.snapshot, 1) is not None


# -- what shares a line --------------------------------------------------------------------------------------------


def test_typing_in_one_field_within_a_minute_is_one_line(editor: Editor, clock: Clock) -> None:
    for text in ("U", "Un", "Un motif"):
        type_motive(editor, text)
        clock.advance(20)
    assert len(editor.document.lines) == 2
    type_motive(editor, "Un motif.")  # 60 s after the first letter
    assert len(editor.document.lines) == 2
    editor.undo()
    assert lookups.choice(editor.snapshot, 1).motive == ""
    editor.redo()
    assert lookups.choice(editor.snapshot, 1).motive == "Un motif."


def test_typing_after_a_minute_is_another_line(editor: Editor, clock: Clock) -> None:
    type_motive(editor, "Un")
    clock.advance(61)
    type_motive(editor, "Un motif")
    assert len(editor.document.lines) == 3
    editor.undo()
    assert lookups.choice(editor.snapshot, 1).motive == "Un"


def test_a_clock_put_back_starts_another_line(editor: Editor, clock: Clock) -> None:
    type_motive(editor, "Un")
    clock.advance(-3_600)
    type_motive(editor, "Un motif")
    assert len(editor.document.lines) == 3


def test_another_field_row_or_person_is_another_line(editor: Editor, clock: Clock) -> None:
    type_motive(editor, "Un")
    editor.do(sheets.edit(editor.snapshot, lookups.choice(editor.snapshot, 1), typing=True, objectives="Un but"))
    type_motive(editor, "Un", plan=2)
    assert len(editor.document.lines) == 4
    colleague = reopened(editor, clock, author="collègue")
    type_motive(colleague, "Un mot", plan=2)
    assert [line.author for line in colleague.document.lines] == ["agent"] * 4 + ["collègue"]
    colleague.close()


def test_a_choice_is_never_part_of_a_line_of_typing(editor: Editor) -> None:
    type_motive(editor, "Un")
    choose(editor, 1)
    type_motive(editor, "Un motif")
    assert len(editor.document.lines) == 4


def test_choosing_twice_in_a_list_is_two_lines(editor: Editor) -> None:
    for civility in ("Mme", "M."):
        editor.do(sheets.edit_lead(editor.snapshot, 1, civility=civility))
    editor.undo()
    lead = lookups.lead(editor.snapshot, 1)
    assert lead is not None
    assert lead.civility == "Mme"


def test_typing_after_an_undo_is_another_line(editor: Editor) -> None:
    type_motive(editor, "Un")
    editor.undo()
    type_motive(editor, "Autre")
    assert [line.kind for line in editor.document.lines] == ["start", "typing", "undo", "typing"]
    editor.undo()
    assert lookups.choice(editor.snapshot, 1).motive == ""


def test_typing_back_to_what_was_there_can_still_be_undone(editor: Editor) -> None:
    type_motive(editor, "Un")
    type_motive(editor, "")
    assert len(editor.document.lines) == 3
    editor.undo()
    assert lookups.choice(editor.snapshot, 1).motive == "Un"


def test_shared_lines_survive_closing(editor: Editor, clock: Clock) -> None:
    type_motive(editor, "Un")
    again = reopened(editor, clock)
    type_motive(again, "Un motif")
    assert len(again.document.lines) == 2
    once_more = reopened(again, clock)
    once_more.undo()
    assert once_more.snapshot == blank()
    once_more.close()


def test_the_lines_form_a_chain_with_time_and_author(editor: Editor, clock: Clock) -> None:
    choose(editor, 1)
    clock.advance(3_600)
    editor.undo()
    start, act, undo = editor.document.lines
    assert [start.parent, act.parent, undo.parent] == ["", start.id, act.id]
    assert undo.target == act.id
    assert (act.time, undo.time) == ("2014-03-01T09:00:00.000+00:00", "2014-03-01T10:00:00.000+00:00")
    assert {line.author for line in editor.document.lines} == {"agent"}
    assert labels(editor) == ["Créer", act.label, act.label]


# -- listeners -----------------------------------------------------------------------------------------------------


def test_listeners_hear_of_every_change_once_it_is_written(editor: Editor) -> None:
    heard: list[tuple[Snapshot, ChangeSet]] = []

    def hear(snapshot: Snapshot, act: ChangeSet) -> None:
        heard.append((snapshot, act))

    editor.listen(hear)
    choose(editor, 1)
    editor.undo()
    editor.redo()
    editor.do(ChangeSet("Rien", ()))
    assert [[c.id for c in act.changes] for _, act in heard] == [["1"], ["1"], ["1"]]
    statuses = [choice.status for snapshot, _ in heard if (choice := snapshot.get(Choice, "1"))]
    assert statuses == [Status.STRATEGIC, Status.NOT_KEPT, Status.STRATEGIC]
    assert heard[-1][0] is editor.snapshot


def test_listeners_hear_nothing_of_what_was_not_written(editor: Editor) -> None:
    choose(editor, 1)
    heard: list[ChangeSet] = []
    editor.listen(lambda _, act: heard.append(act))
    before, lines = editor.snapshot, editor.document.lines
    undo_line = editor.undo_line
    editor.document.path.unlink()
    with pytest.raises(KnownError):
        choose(editor, 2)
    with pytest.raises(KnownError):
        editor.undo()
    assert heard == []
    assert (editor.snapshot, editor.document.lines, editor.undo_line) == (before, lines, undo_line)
