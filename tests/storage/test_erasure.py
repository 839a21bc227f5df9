"""What is erased is nowhere in the file any more; whatever interrupts it leaves the file before, or after."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services.editor import Editor
from nfi_planner.storage import erasure
from nfi_planner.storage.document import DocumentFile
from nfi_planner.storage.journal import LineKind, replay
from tests.builders import complete
from tests.storage.files import motive, untouched
from tests.storage.test_crashes import ROOT, no_room_beyond

NAME = "Wœrthélémy"
LABEL = "Effacer des données personnelles"
NO_ROOM = 8_000  # bytes: less than what SQLite keeps beside the file while it makes it anew


def _without(text: str) -> str:
    return text.replace(NAME, "[…]")


def redact_row(table: str, values: erasure.Values) -> dict[str, Any]:
    """Take the name out of every text; the firm 1 keeps its own."""
    if (table, values["id"]) == ("company", "company-1"):
        return {}
    return {n: _without(v) for n, v in values.items() if n != "id" and isinstance(v, str) and NAME in v}


REDACTION = erasure.Redaction(row=redact_row, label=_without, author=_without)


def erase(document: DocumentFile) -> None:
    """Erase the name, without making the file anew."""
    document.erase(LABEL, erasure.prepare(document.snapshot, document.lines, REDACTION, document.author))


def forget_nothing(document: DocumentFile) -> None:
    """Let SQLite leave in the file what is deleted; some systems' never does."""
    document._driver.execute("PRAGMA secure_delete=OFF")


def fill(document: DocumentFile, times: int = 3) -> None:
    """Write long texts with the name, and take them away again: the file is full of their remains."""
    forget_nothing(document)
    document.author = NAME
    for round_ in range(times):
        for plan in (1, 2, 3):
            document.apply(motive(document.snapshot, f"Selon {NAME}, {round_} " + "mot " * 3_000, plan))
            document.apply(motive(document.snapshot, f"Voir {NAME} ; {round_}.", plan))
    document.author = "agent"


def remains(folder: Path) -> list[str]:
    """Return the files of the folder that hold the name."""
    return [path.name for path in folder.iterdir() if NAME.encode() in path.read_bytes()]


def loaded(path: Path) -> tuple[Snapshot, Any]:
    """Return what the file holds, its checksum verified."""
    document = DocumentFile.open(path, read_only=True)
    document.close()
    return document.snapshot, document.lines


def test_no_byte_of_what_is_erased_is_left(document: DocumentFile) -> None:
    fill(document)
    before = document.lines
    assert remains(document.path.parent) == ["a.nfi"]
    erase(document)
    document.compact()
    assert remains(document.path.parent) == []
    assert [path.name for path in document.path.parent.iterdir()] == ["a.nfi"]
    assert loaded(document.path) == (document.snapshot, document.lines)
    *others, record = document.lines
    assert (record.kind, record.label, record.author) == (LineKind.ERASURE, LABEL, "agent")
    assert record.parent == before[-1].id
    assert [(line.id, line.time, line.kind) for line in others] == [(line.id, line.time, line.kind) for line in before]
    assert {line.author for line in others} == {"", "[…]"}


def test_what_the_erasure_itself_replaces_is_gone_at_once(document: DocumentFile) -> None:
    forget_nothing(document)
    document.apply(motive(document.snapshot, NAME * 2_000))  # on many pages, of which few are needed afterwards
    erase(document)
    assert remains(document.path.parent) == []


def test_the_redacted_journal_can_be_replayed_to_its_start_and_back(document: DocumentFile) -> None:
    fill(document)
    erase(document)
    snapshot = document.snapshot
    for line in reversed(document.lines):
        snapshot = snapshot.apply(replay(line, ROADMAP, snapshot, back=True))
    for line in document.lines:
        snapshot = snapshot.apply(replay(line, ROADMAP, snapshot, back=False))
    assert snapshot == document.snapshot


def test_an_erasure_is_a_barrier_for_undo_even_after_reopening(path: Path) -> None:
    editor = Editor(DocumentFile.open(path, author="agent"))
    fill(editor.document, times=1)
    editor.do(motive(editor.snapshot, "Un motif."))
    editor.undo()
    prepared = erasure.prepare(editor.snapshot, editor.document.lines, REDACTION, editor.author)
    assert editor.erase(LABEL, prepared) is None
    for _ in range(2):
        assert (editor.undo_line, editor.redo_line) == (None, None)
        editor.close()
        editor = Editor(DocumentFile.open(path, author="agent"))
    erased = editor.snapshot
    editor.do(motive(editor.snapshot, "Un autre motif."))
    assert editor.undo()
    assert (editor.snapshot, editor.undo_line) == (erased, None)
    editor.close()


def test_an_erasure_that_changes_nothing_in_the_rows_is_told_too(path: Path) -> None:
    editor = Editor(DocumentFile.open(path))
    told: list[str] = []
    editor.listen(lambda snapshot, act: told.append(f"{snapshot == editor.snapshot} {act.label} {len(act.changes)}"))
    assert editor.erase(LABEL, erasure.Erasure(())) is None
    assert told == [f"True {LABEL} 0"]
    editor.close()


def test_a_read_only_document_refuses(path: Path) -> None:
    document = DocumentFile.open(path, read_only=True)
    with untouched(path.parent), pytest.raises(KnownError, match="lecture seule"):
        erase(document)
    document.close()


def test_a_document_changed_elsewhere_refuses(document: DocumentFile) -> None:
    other = DocumentFile.open(document.path)
    other.apply(motive(other.snapshot, "Un motif."))
    other.close()
    with untouched(document.path.parent), pytest.raises(KnownError, match="a été modifié"):
        erase(document)


def test_a_document_that_is_being_read_refuses_and_stays_whole(document: DocumentFile) -> None:
    fill(document, times=1)
    before = document.snapshot, document.lines
    reader = sqlite3.connect(document.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM meta").fetchone()
    with untouched(document.path.parent), pytest.raises(KnownError, match="occupé"):
        erase(document)
    reader.close()
    assert (document.snapshot, document.lines) == before == loaded(document.path)
    erase(document)
    assert document.lines[-1].kind == LineKind.ERASURE


def test_what_a_full_disk_left_is_gone_after_the_next_opening(document: DocumentFile) -> None:
    fill(document, times=1)
    path = document.path
    erase(document)
    with no_room_beyond(NO_ROOM), pytest.raises(KnownError):
        document.compact()
    assert loaded(path) == (document.snapshot, document.lines)
    document.close()
    assert document.erasure_due
    again = DocumentFile.open(path)
    assert not again.erasure_due
    assert loaded(path) == (again.snapshot, again.lines) == (document.snapshot, document.lines)
    again.close()
    assert remains(path.parent) == []


def test_opening_does_not_wait_for_what_still_cannot_be_cleaned(document: DocumentFile) -> None:
    fill(document, times=1)
    erase(document)
    document.close()
    with no_room_beyond(NO_ROOM):
        again = DocumentFile.open(document.path)
    assert again.erasure_due
    again.apply(motive(again.snapshot, "Un motif."))
    again.compact()
    again.close()
    assert remains(document.path.parent) == []


# One process loads the program; each line it reads makes a child that erases and is ended by the system on the way.
ERASER = """
import os, signal, sys
from pathlib import Path
from nfi_planner.services.editor import Editor
from nfi_planner.storage import erasure
from nfi_planner.storage.document import DocumentFile
from tests.storage.test_erasure import LABEL, REDACTION

for line in sys.stdin:
    path, moment = line.rsplit(maxsplit=1)
    child = os.fork()
    if not child:
        editor = Editor(DocumentFile.open(Path(path)))
        prepared = erasure.prepare(editor.snapshot, editor.document.lines, REDACTION, "")
        signal.setitimer(signal.ITIMER_REAL, float(moment))  # nobody handles the alarm: the process ends there and then
        editor.erase(LABEL, prepared)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
MOMENTS = [0.0001, *(0.0005 * round_ for round_ in range(1, 25)), 60]  # seconds; the whole takes some 10 ms


def test_a_killed_erasure_is_done_or_not_at_all(tmp_path: Path) -> None:
    first = DocumentFile.create(tmp_path / "whole.nfi", ROADMAP, complete().rows(), label="Créer")
    fill(first, times=2)
    first.close()
    ends = set()
    command = [sys.executable, "-c", ERASER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as eraser:
        assert eraser.stdin is not None
        assert eraser.stdout is not None
        for moment in MOMENTS:
            path = tmp_path / str(moment) / "a.nfi"
            path.parent.mkdir()
            path.write_bytes(first.path.read_bytes())
            eraser.stdin.write(f"{path} {moment}\n")
            eraser.stdin.flush()
            end = int(eraser.stdout.readline())
            document = DocumentFile.open(path)
            document.close()
            erased = document.lines[-1].kind == LineKind.ERASURE
            assert not (erased and remains(path.parent))
            assert erased or (document.snapshot, document.lines) == (first.snapshot, first.lines)
            ends.add((end, erased))
    assert {(-signal.SIGALRM, False), (0, True)} <= ends
