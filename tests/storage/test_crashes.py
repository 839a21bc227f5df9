"""Power cuts, killed processes and full disks: what was acknowledged is there, and nothing is half written."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Choice
from nfi_planner.storage.document import DocumentFile
from nfi_planner.support.french import typeset
from tests.builders import complete
from tests.storage.files import motive, untouched

ROOT = Path(__file__).parents[2]
ROUNDS = 12

# One process loads the program; each line it reads makes a child that writes until it is killed.
WRITERS = """
import os, sys
from pathlib import Path
from nfi_planner.models import lookups
from nfi_planner.services import sheets
from nfi_planner.storage.document import DocumentFile

def write(path, number):
    document = DocumentFile.open(path)
    while True:
        number += 1
        choice = lookups.choice(document.snapshot, 1 + number % 10)
        document.apply(sheets.edit(document.snapshot, choice, motive=str(number) + " " + "mot " * 5_000))
        print(number, flush=True)

for line in sys.stdin:
    child = os.fork()
    if not child:
        print(os.getpid(), flush=True)
        write(Path(sys.argv[1]), int(line))
    os.waitpid(child, 0)
    print("dead", flush=True)
"""

SPILLER = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
for column in ("lead SET name", "company SET name", "action SET title", "choice SET memo"):
    connection.execute(f"UPDATE {column} = 'x'")
connection.execute("UPDATE choice SET motive = printf('%.9000c', 'x')")
os.kill(os.getpid(), signal.SIGKILL)
"""


def python(script: str, path: Path) -> subprocess.Popen[str]:
    """Start a script on a file in another process."""
    command = [sys.executable, "-c", script, str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def killed_after(writers: subprocess.Popen[str], acts: int, start: int) -> int:
    """Let a writer go on from an act; kill it once it has told of that many more. Return the last it told of."""
    assert writers.stdin is not None
    assert writers.stdout is not None
    writers.stdin.write(f"{start}\n")
    writers.stdin.flush()
    child = int(writers.stdout.readline())
    told = [int(writers.stdout.readline()) for _ in range(acts)]
    os.kill(child, signal.SIGKILL)
    while (line := writers.stdout.readline().strip()) != "dead":
        told.append(int(line))
    return told[-1]


def test_whatever_was_acknowledged_survives_a_kill(path: Path) -> None:
    chance = random.Random(2014)
    written = 0
    with python(WRITERS, path) as writers:
        for _ in range(ROUNDS):
            acknowledged = killed_after(writers, chance.randint(1, 25), written)
            document = DocumentFile.open(path)
            document.close()
            written = max(_numbers(document))
            assert written in {acknowledged, acknowledged + 1}  # an act may be whole before it is told
            assert len(document.lines) == 1 + written
    assert [p.name for p in path.parent.iterdir()] == ["a.nfi"]


def _numbers(document: DocumentFile) -> Iterator[int]:
    for choice in document.snapshot.all(Choice):
        first = choice.motive.split(" ", 1)[0]
        yield int(first) if first.isdigit() else 0


@pytest.fixture
def interrupted(path: Path) -> Path:
    """A file whose last write was killed half-way: its pages are changed and its journal lies beside it."""
    before = path.read_bytes()
    with python(SPILLER, path) as spiller:
        spiller.wait()
    assert path.with_name("a.nfi-journal").stat().st_size > 0
    assert path.read_bytes() != before
    return path


def test_a_half_written_file_is_recovered_by_whoever_only_reads_it(interrupted: Path) -> None:
    document = DocumentFile.open(interrupted, read_only=True)
    assert document.snapshot == complete()
    with pytest.raises(KnownError, match="lecture seule"):
        document.apply(motive(document.snapshot, "Un motif."))
    document.close()
    assert [p.name for p in interrupted.parent.iterdir()] == ["a.nfi"]


def test_a_half_written_file_is_recovered_on_opening(interrupted: Path) -> None:
    document = DocumentFile.open(interrupted)
    assert document.snapshot == complete()
    document.apply(motive(document.snapshot, "Un motif."))
    document.close()
    assert [p.name for p in interrupted.parent.iterdir()] == ["a.nfi"]


def test_without_its_journal_a_half_written_file_is_refused(interrupted: Path) -> None:
    interrupted.with_name("a.nfi-journal").unlink()
    with untouched(interrupted.parent), pytest.raises(KnownError, match="endommagé"):
        DocumentFile.open(interrupted)


def test_a_copy_is_not_put_beside_a_journal_left_by_a_crash(interrupted: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    other = sqlite3.connect(folder / "b.nfi")
    other.close()
    interrupted.with_name("a.nfi-journal").rename(folder / "b.nfi-journal")
    interrupted.rename(folder / "b.nfi")
    recovered = DocumentFile.open(folder / "b.nfi")
    (folder / "c.nfi-journal").write_bytes(b"what a crash left")
    with untouched(folder), pytest.raises(KnownError, match="existe déjà"):
        recovered.copy_to(folder / "c.nfi")
    recovered.close()


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: the system itself refuses the write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_write_the_system_refuses_is_not_said_to_be_done(document: DocumentFile) -> None:
    room = document.path.stat().st_size + 20_000
    document.apply(motive(document.snapshot, "Un motif."))
    written = document.snapshot
    with no_room_beyond(room), untouched(document.path.parent), pytest.raises(KnownError):
        document.apply(motive(written, "mot " * 20_000, 2))
    again = DocumentFile.open(document.path, read_only=True)
    again.close()
    assert again.snapshot == document.snapshot == written
    assert again.lines == document.lines
    document.apply(motive(document.snapshot, "mot " * 20_000, 2))  # room again: the document goes on


def test_a_full_disk_has_its_own_sentence(document: DocumentFile) -> None:
    (pages,) = document._driver.execute("PRAGMA page_count").fetchone()
    document._driver.execute(f"PRAGMA max_page_count = {pages}")
    with untouched(document.path.parent), pytest.raises(KnownError) as refusal:
        document.apply(motive(document.snapshot, "mot " * 20_000))
    words = "Le disque est plein : la modification de « a.nfi » n’est pas enregistrée."
    assert refusal.value.sentence == typeset(words)
    assert document.snapshot == complete()
