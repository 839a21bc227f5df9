"""A workbook as another program reads it: LibreOffice turns every sheet into a CSV of what it shows."""

import csv
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1"  # every sheet, as shown
_LIMIT = 10**6

Grid = list[list[str]]


def shown(books: Sequence[Path], folder: Path) -> list[dict[str, Grid]]:
    """Return, for each workbook, the cells of each sheet as LibreOffice shows them in an English locale."""
    out = folder / "csv"
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", _FILTER, "--outdir", out, *books],
        env=environment, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    csv.field_size_limit(_LIMIT)
    return [{p.stem.removeprefix(f"{b.stem}-"): _grid(p) for p in out.glob(f"{b.stem}-*.csv")} for b in books]


def _grid(path: Path) -> Grid:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
