"""A display of its own with a keyboard of one layout: the real program on it, driven from outside by keys alone."""

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

TOOLS = ("Xvfb", "openbox", "setxkbmap", "xdotool", "pdftotext")
PATIENCE = 30.0  # seconds: what has not come by then will not come
_POLL = 0.05
_SIZE = "1366x768x24"  # the smallest screen the program promises to fit
_ROOT = Path(__file__).parents[2]

Environment = dict[str, str]
Process = subprocess.Popen[bytes]


def program(*arguments: str) -> list[str]:
    """Return the command line of this tree's program."""
    return [sys.executable, "-m", "nfi_planner", *arguments]


@dataclass(frozen=True, slots=True)
class Desk:
    """The program at work on a display; keys go to the window that has the keyboard."""

    environment: Environment
    process: Process
    errors: Path

    def press(self, *keys: str) -> None:
        """Press keys by their X names, one after the other: ``press("eacute", "Down", "ctrl+e")``."""
        done = _call(self.environment, "xdotool", "key", *keys)
        assert (done.returncode, done.stderr) == (0, "")

    def write(self, text: str) -> None:
        """Type a text with the keys the layout has for it."""
        done = _call(self.environment, "xdotool", "type", "--", text)
        assert (done.returncode, done.stderr) == (0, "")

    def wait_for_window(self, title: str) -> None:
        """Wait until the window of that title has the keyboard."""

        def active() -> str:
            return _ask(self.environment, "xdotool", "getactivewindow", "getwindowname")

        self.wait_until(lambda: active() == title, lambda: f"« {title} » is awaited, « {active()} » has the keyboard")

    def wait_until(self, fact: Callable[[], bool], what: Callable[[], str]) -> None:
        """Wait for something one can observe from outside; fail, saying what is there instead, when it can't come."""

        def why() -> str:
            return f"{what()}\nexit status {self.process.poll()}, stderr :\n{self.said()}"

        _until(lambda: fact() or self._ended(why), why)

    def wait_for_end(self) -> int:
        """Wait until the program has ended, and return its exit status."""
        return self.process.wait(PATIENCE)

    def said(self) -> str:
        """Return what the program has written on its stderr: its own words, Python's and Qt's."""
        return self.errors.read_text(encoding="utf-8")

    def _ended(self, why: Callable[[], str]) -> bool:
        assert self.process.poll() is None, why()
        return False


@contextmanager
def desk(layout: str, folder: Path) -> Iterator[Desk]:
    """Start a display, that keyboard, a window manager and the program; all of them have ended afterwards.

    The folder is the home of a new user: nothing of the person who runs the tests is read or written.
    """
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"not installed: {', '.join(missing)}; « sh packaging/setup.sh test » installs them"
    environment, errors = _home(folder), folder / "stderr.txt"
    with ExitStack() as stack:
        environment["DISPLAY"] = stack.enter_context(_display(environment))
        done = _call(environment, "setxkbmap", layout)
        assert done.returncode == 0, done.stderr
        assert f"layout: {layout}" in " ".join(_ask(environment, "setxkbmap", "-query").split())
        stack.enter_context(_running(["openbox"], environment))
        _until(lambda: bool(_ask(environment, "xdotool", "get_num_desktops")), lambda: "openbox does not answer")
        process = stack.enter_context(_running(program(), environment, errors=errors))
        yield Desk(environment, process, errors)


def _home(folder: Path) -> Environment:
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "xcb",
    }


@contextmanager
def _display(environment: Environment) -> Iterator[str]:
    """Start Xvfb on the first free display and return its name."""
    reading, writing = os.pipe()
    line = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp", "-noreset"]
    with ExitStack() as stack:
        stack.callback(os.close, reading)
        try:
            stack.enter_context(_running(line, environment, keep=(writing,)))
        finally:
            os.close(writing)  # Xvfb has its own: when it ends, so does the pipe
        assert select.select([reading], [], [], PATIENCE)[0], "Xvfb names no display"
        number = os.read(reading, 16).decode().strip()
        assert number, "Xvfb has ended without a display"
        yield f":{number}"


@contextmanager
def _running(
    line: list[str], environment: Environment, *, errors: Path | None = None, keep: tuple[int, ...] = ()
) -> Iterator[Process]:
    """Run a process as long as the block; its stderr goes to a file if one is named."""
    with ExitStack() as stack:
        said = stack.enter_context(errors.open("wb")) if errors else subprocess.DEVNULL
        process = subprocess.Popen(
            line,
            cwd=_ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            pass_fds=keep,
        )
        stack.callback(_stop, process)
        yield process


def _stop(process: Process) -> None:
    """End a process: politely, so that Xvfb gives its display back, then by force."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _until(fact: Callable[[], bool], why: Callable[[], str]) -> None:
    end = time.monotonic() + PATIENCE
    while not fact():
        assert time.monotonic() < end, why()
        time.sleep(_POLL)


def _ask(environment: Environment, *line: str) -> str:
    """Return what a command answers, "" when it can't."""
    done = _call(environment, *line)
    return "" if done.returncode else done.stdout.strip()


def _call(environment: Environment, *line: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(line, env=environment, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
