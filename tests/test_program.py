"""The program as it is really started: without Qt, without a screen, without French letters, without a reader."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from nfi_planner.models import rules
from nfi_planner.services.opening import read_document
from tests.commands import DAY, Answer, plain, refusal
from tests.storage.files import contents

Environment = Mapping[str, str]
NONE: Environment = {}


def program(folder: Path, *arguments: str, stdout: int | None = None, environment: Environment = NONE) -> Answer:
    """Run the real program in that folder, without a screen; variables are added to the environment."""
    inherited = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    done = subprocess.run(
        [sys.executable, "-m", "nfi_planner", *arguments],
        cwd=folder,
        env={**inherited, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Answer(done.returncode, plain(done.stdout or ""), plain(done.stderr))


def test_every_command_as_a_program(tmp_path: Path) -> None:
    assert program(tmp_path, "new", "a.nfi", "--region", "21") == (0, "Feuille de route créée : a.nfi\n", "")
    assert program(tmp_path, "example", "b.nfi") == (0, "Exemple fictif écrit : b.nfi\n", "")
    assert program(tmp_path, "check", "a.nfi").status == 1
    assert program(tmp_path, "check", "b.nfi", "--json", "--today", DAY) == (0, "[]\n", "")
    assert program(tmp_path, "export", "b.nfi", "--pdf", "b.pdf", "--xlsx", "b.xlsx").status == 0
    assert sorted(contents(tmp_path)) == ["a.nfi", "b.nfi", "b.pdf", "b.xlsx"]
    assert "est introuvable" in refusal(program(tmp_path, "check", "c.nfi"))


@pytest.fixture
def without_qt(tmp_path: Path) -> Environment:
    """The environment of a machine that lacks one of the system's libraries."""
    stub = tmp_path / "stub" / "PySide6"
    stub.mkdir(parents=True)
    error = "libGL.so.1: cannot open shared object file: No such file or directory"
    (stub / "__init__.py").write_text(f"raise ImportError({error!r})\n")
    return {"PYTHONPATH": str(stub.parent)}


def test_commands_do_without_qt(tmp_path: Path, without_qt: Environment) -> None:
    for line, status in {
        "new a.nfi --region 21": 0,
        "example b.nfi --unfinished": 0,
        "check b.nfi --json": 1,
        "export b.nfi --pdf b.pdf --xlsx b.xlsx": 0,
        "--version": 0,
        "--help": 0,
    }.items():
        answer = program(tmp_path, *line.split(), environment=without_qt)
        assert (answer.status, answer.err) == (status, ""), line


@pytest.mark.parametrize("arguments", [[], ["a.nfi"], ["selftest"]])
def test_a_missing_library_is_named(tmp_path: Path, without_qt: Environment, arguments: list[str]) -> None:
    assert refusal(program(tmp_path, *arguments, environment=without_qt)).startswith(
        "La fenêtre ne peut pas s’ouvrir : il manque la bibliothèque du système libGL.so.1. "
        "Sous Debian ou Ubuntu, tapez : sudo apt-get install libgl1 "
    )


@pytest.mark.parametrize("screen", [{}, {"DISPLAY": ":987"}])
def test_the_window_without_a_screen(tmp_path: Path, screen: Environment) -> None:
    sentence = refusal(program(tmp_path, "a.nfi", environment={"QT_QPA_PLATFORM": "xcb", **screen}))
    assert sentence.startswith("La fenêtre ne peut pas s’ouvrir : il n’y a pas d’écran, ou il manque une bibliothèque")


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
)
def test_an_output_without_french_letters(tmp_path: Path, draft: Path, environment: Environment) -> None:
    variables = {"PYTHONIOENCODING": "", **environment}
    answer = program(tmp_path, "check", draft.name, "--json", "--today", DAY, environment=variables)
    assert (answer.status, answer.err) == (1, "")
    found = rules.check(read_document(draft), date.fromisoformat(DAY))
    assert [plain(f["message"]) for f in json.loads(answer.out)] == [plain(f.message) for f in found]


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_sentences_never_fail_to_be_printed(tmp_path: Path, draft: Path, encoding: str) -> None:
    variables = {"PYTHONIOENCODING": encoding}
    answer = program(tmp_path, "check", draft.name, "--today", DAY, environment=variables)
    assert (answer.status, answer.err) == (1, "")
    assert "C01  Il manque 1" in answer.out
    assert refusal(program(tmp_path, "check", "été.nfi", environment=variables)).startswith("Le fichier ")
    assert program(tmp_path, "--help", environment=variables).status == 0


def test_a_reader_that_has_seen_enough(tmp_path: Path, draft: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        for line in (["check", draft.name, "--json"], ["--help"]):
            assert program(tmp_path, *line, stdout=writing).err == ""
    finally:
        os.close(writing)


def test_nowhere_to_print(tmp_path: Path, draft: Path) -> None:
    """A program started without a console has no output at all."""
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "nfi_planner"]
    for arguments, status in ((["check", draft.name, "--json"], 1), (["export", draft.name, "--pdf", "a.pdf"], 0)):
        done = subprocess.run([*closed, *arguments], cwd=tmp_path, stderr=subprocess.PIPE, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (status, b"")
