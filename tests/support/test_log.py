"""A crash report says where the program was, and nothing of the document or of its user."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nfi_planner.models.errors import KnownError
from nfi_planner.support import log

VERSION = "1.2.3"
SECRET = "Hélène Marchal"


def fail(error: BaseException, of_the_document: str) -> None:
    del of_the_document  # a value of the call, which no report may tell
    raise error


def crashed(error: BaseException, before: BaseException | None = None) -> str:
    """Return the report of an error that was really raised, while another one was being dealt with if one is given."""
    error.__context__ = before
    with pytest.raises(type(error)):
        fail(error, SECRET)
    return log.report(error, error.__traceback__, VERSION)


def test_a_report_says_what_happened_and_where() -> None:
    text = crashed(RuntimeError("plus de place"))
    assert text.startswith("Feuille de route NFI 1.2.3\n")
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in text
    assert "test_log.py" in text
    assert text.endswith("RuntimeError: plus de place\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyError(SECRET), "KeyError: « … »"),
        (ValueError(f"invalid literal for int() with base 10: '{SECRET}'"), "with base 10: « … »"),
        (OSError(2, "No such file", f"/srv/x/{SECRET}.nfi"), "[Errno 2] No such file: « … »"),
        (KnownError(f"« {SECRET} » n’est pas là.", "Cherchez."), "KnownError: « … » n’est pas là. Cherchez."),
        (RuntimeError(f"disk I/O error\n[SQL: …]\n[parameters: ({SECRET})]"), "RuntimeError: disk I/O error"),
        (AttributeError("'NoneType' object has no attribute 'frame'"), "'NoneType' object has no attribute 'frame'"),
        (RuntimeError("x" * 5000), "RuntimeError: " + "x" * 300),
    ],
    ids=["key", "value", "file", "sentence", "sql", "code", "long"],
)
def test_what_an_error_quotes_is_left_out(error: Exception, told: str) -> None:
    text = crashed(error)
    assert SECRET not in text
    assert text.endswith(f"{told}\n")


def test_the_error_before_is_told_too_once() -> None:
    before = ValueError("la première")
    text = crashed(RuntimeError("la seconde"), before)
    assert text.index("ValueError: la première") < text.index("RuntimeError: la seconde")
    before.__context__ = RuntimeError("en rond")
    before.__context__.__context__ = before
    assert text.count("la première") == crashed(RuntimeError("la seconde"), before).count("la première") == 1


def test_an_error_that_can_not_be_told_is_reported_all_the_same() -> None:
    class BrokenError(Exception):
        def __str__(self) -> str:
            raise ValueError

    assert crashed(BrokenError()).endswith("BrokenError: ?\n")


def test_the_user_s_folder_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(Path(__file__).parents[1]))
    assert 'File "~/support/test_log.py"' in crashed(RuntimeError("x"))


# -- kept, offered, looked at --------------------------------------------------------------------------------------


def test_reports_are_offered_until_they_were_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    assert log.unread(folder, VERSION) == []
    paths = [log.keep(f"numéro {number}", folder) for number in range(3)]
    found = log.unread(folder, VERSION)
    assert [one.text for one in found] == ["numéro 0", "numéro 1", "numéro 2"]
    assert [one.path for one in found] == paths
    assert abs((found[-1].time - datetime.now(UTC)).total_seconds()) < 60
    log.mark_read(found[:2])
    assert [one.text for one in log.unread(folder, VERSION)] == ["numéro 2"]
    assert len(list(folder.iterdir())) == 3


def test_twenty_reports_are_kept_the_last_ones(tmp_path: Path) -> None:
    for number in range(23):
        log.keep(f"numéro {number}", tmp_path)
    assert [one.text for one in log.unread(tmp_path, VERSION)] == [f"numéro {number}" for number in range(3, 23)]


def test_a_file_of_someone_else_s_is_left_alone(tmp_path: Path) -> None:
    for name in ("incident-hier.txt", "notes.txt"):
        (tmp_path / name).write_text("à moi")
    assert log.unread(tmp_path, VERSION) == []
    assert len(list(tmp_path.iterdir())) == 2


def test_a_report_that_can_not_be_written_has_no_path(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file")
    assert log.keep("x", tmp_path / "log") is None
    assert log.unread(tmp_path / "log", VERSION) == []


# -- faults --------------------------------------------------------------------------------------------------------


def watched(folder: Path, then: str) -> None:
    """Run a process that is watched, and does this."""
    program = (
        "import faulthandler, os, signal, sys; from pathlib import Path; from nfi_planner.support import log; "
        f"log.watch_hard_crashes(Path(sys.argv[1])); {then}"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, timeout=60, check=False)


def test_a_fault_becomes_a_report(tmp_path: Path) -> None:
    watched(tmp_path, "faulthandler._sigsegv()")
    [found] = log.unread(tmp_path, VERSION)
    assert "Segmentation fault" in found.text
    assert found.text.startswith("Feuille de route NFI 1.2.3\n")
    assert [one.path for one in log.unread(tmp_path, VERSION)] == [found.path]


def test_a_normal_end_leaves_nothing(tmp_path: Path) -> None:
    watched(tmp_path, "pass")
    assert list(tmp_path.iterdir()) == []


def test_a_process_killed_from_outside_is_no_crash_and_leaves_nothing_for_long(tmp_path: Path) -> None:
    watched(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    [left] = tmp_path.iterdir()
    assert log.unread(tmp_path, VERSION) == []
    assert left.exists()  # it could be of a program that runs
    os.utime(left, (1, 1))
    assert log.unread(tmp_path, VERSION) == []
    assert not left.exists()
