"""The part of the bench that measures the printed roadmap as the command line makes it, each time in a new process."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from nfi_planner.ui.preview.pdfium import PdfFile

Line = tuple[str, float, str, float | None]  # a name, a value, its unit, its limit


def printing(folder: Path, on: date, runs: int) -> list[Line]:
    """The PDF of the example from the start of a process, and what the user would do instead: convert the workbook."""
    export = [sys.executable, "-m", "nfi_planner", "export", "exemple.nfi", "--today", str(on)]
    command = [*export, "--pdf", "e.pdf"]
    own = _median(command, folder, runs)
    _run([*export, "--pdf", "archives.pdf", "--edition", "archives"], folder)
    _run([*export, "--xlsx", "e.xlsx"], folder)
    count = len(PdfFile((folder / "e.pdf").read_bytes()).facts.sizes)
    size, bare = ((folder / name).stat().st_size for name in ("e.pdf", "archives.pdf"))
    return [
        ("PDF from the start of a process", own, "s", 2.0),
        *_office(folder, own),
        ("PDF: pages", count, "", None),
        ("PDF: bytes, with the data attached", size, "B", None),
        ("PDF: bytes a page, without the data", bare / count, "B", 5_000),
        ("PDF: peak memory of the process", _peak(command, folder) / (1 << 20), "MB", 120),
    ]


def _office(folder: Path, own: float) -> list[Line]:
    """LibreOffice on the workbook of the same document, in the same run, where it is installed."""
    program = shutil.which("soffice")
    if program is None:
        print("LibreOffice isn't here: the PDF is not compared with it")
        return []
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", "converted", "e.xlsx"]
    theirs = _median(command, folder, 3)
    return [
        ("LibreOffice, from the workbook", theirs, "s", None),
        ("PDF / LibreOffice", own / theirs, "×", 1.0),
    ]


def _median(command: list[str], folder: Path, runs: int) -> float:
    """How long the command takes, in seconds."""
    _run(command, folder)
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        _run(command, folder)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, check=True)


def _peak(command: list[str], folder: Path) -> float:
    """The most memory a command takes, in bytes: that of the only child of a process of its own."""
    told = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=sys.stderr);"
    told += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)"
    line = [sys.executable, "-c", told, *command]
    done = subprocess.run(line, cwd=folder, env=_environment(), capture_output=True, text=True, check=True)
    return float(done.stdout)


def _environment() -> dict[str, str]:
    """This process's own, with this program; the first run compiles, as an installation does."""
    root = str(Path(__file__).parents[1])
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": root}
