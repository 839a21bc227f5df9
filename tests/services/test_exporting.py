"""Exporting to a file: written whole or not at all, every failure said in a sentence. The failures are real ones."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import Print, PrintOrder
from nfi_planner.models.roadmap import Roadmap
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import exporting
from nfi_planner.services.exporting import default_name, export_pdf, export_workbook
from nfi_planner.support.french import typeset
from nfi_planner.support.progress import CancelledError
from tests.documents import sample

ROOT = Path(__file__).parents[2]
OLD = b"the version before"

# Exports in a process of its own: everything is imported first, then the process gives up its rights or its room.
_SCRIPT = """
import json, os, resource, sys
from pathlib import Path
from nfi_planner.models.errors import KnownError
from nfi_planner.services import exporting
from tests.documents import sample

export, hindrance, folder, warm_up = sys.argv[1:]
export = getattr(exporting, export)
snapshot = sample.snapshot()
export(snapshot, Path(warm_up), on=sample.ON)
path = Path(folder, "feuille")
if hindrance == "full":
    path.write_bytes(b"the version before")
if hindrance == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
if hindrance == "user" and os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    export(snapshot, path, on=sample.ON)
except KnownError as error:
    said = [error.sentence, error.cure]
else:
    said = []
after = path.read_bytes().decode("latin-1") if hindrance == "full" else ""
print(json.dumps({"said": said, "after": after, "files": os.listdir(folder) if os.access(folder, os.R_OK) else []}))
"""


def run(export: str, hindrance: str, folder: Path, prefix: Sequence[str] = ()) -> dict[str, Any]:
    """Return what the process said; files are written under ``folder``, with the name « feuille »."""
    warm_up = folder.with_name("warm-up")
    script = [sys.executable, "-c", _SCRIPT, export, hindrance, str(folder), str(warm_up)]
    out = subprocess.run(
        [*prefix, *script], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True, timeout=120
    ).stdout
    answer: dict[str, Any] = json.loads(out)
    return answer


def plain(words: list[str]) -> list[str]:
    return [word.replace("\u00a0", " ") for word in words]


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any user may reach: pytest's own are for their owner only."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name, "exports")
        folder.mkdir()
        yield folder


EXPORTS = pytest.mark.parametrize("export", ["export_pdf", "export_workbook"])


def test_the_workbook_is_written(folder: Path) -> None:
    path = folder / "feuille.xlsx"
    export_workbook(sample.snapshot(), path, on=sample.ON)
    assert load_workbook(path)["Plans"]["B19"].value == "Chimie verte et biocarburants"
    assert names(folder) == ["feuille.xlsx"]


def test_the_pdf_is_written(folder: Path) -> None:
    path = folder / "feuille.pdf"
    export_pdf(sample.snapshot(), path, on=sample.ON)
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode()
    assert "Chimie verte et biocarburants" in text
    assert sample.MEMO not in text
    assert names(folder) == ["feuille.pdf"]


def test_an_old_file_is_replaced_and_keeps_its_rights(folder: Path) -> None:
    path = folder / "feuille.xlsx"
    path.write_bytes(OLD)
    path.chmod(0o640)
    export_workbook(sample.snapshot(), path, on=sample.ON)
    assert path.read_bytes()[:2] == b"PK"
    assert path.stat().st_mode & 0o777 == 0o640


@EXPORTS
def test_a_document_is_never_replaced_by_an_export(folder: Path, export: str) -> None:
    path = folder / "feuille.NFI"
    path.write_bytes(OLD)
    with pytest.raises(KnownError) as refusal:
        getattr(exporting, export)(sample.snapshot(), path, on=sample.ON)
    assert refusal.value.sentence == typeset("« feuille.NFI » est un document, pas un export.")
    assert path.read_bytes() == OLD
    assert names(folder) == ["feuille.NFI"]


def test_nothing_heavy_is_imported_before_an_export() -> None:
    script = (
        "import sys, nfi_planner.services.exporting;"
        "print(sorted({'reportlab', 'openpyxl', 'pikepdf'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert out.strip() == "[]"


@pytest.mark.parametrize(
    ("code", "vintage", "name"),
    [
        ("21", 2014, "feuille-de-route-champagne-ardenne.pdf"),
        ("11", 2014, "feuille-de-route-ile-de-france.pdf"),
        ("93", 2014, "feuille-de-route-provence-alpes-cote-d-azur.pdf"),
        ("44", 2016, "feuille-de-route-grand-est.pdf"),
        ("", 2014, "feuille-de-route.pdf"),
    ],
)
def test_the_name_proposed(code: str, vintage: int, name: str) -> None:
    snapshot = Snapshot.of([Roadmap(region_code=code, region_vintage=vintage)])
    assert default_name(snapshot, "pdf") == default_name(snapshot, ".pdf") == name


def test_another_print_is_written(folder: Path) -> None:
    path = folder / "note.pdf"
    export_pdf(sample.snapshot(), path, on=sample.ON, order=PrintOrder(Print.NOTE))
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode()
    assert "Note à la Présidente" in text


def test_an_export_that_is_given_up_leaves_the_old_file(folder: Path) -> None:
    path = folder / "feuille.pdf"
    path.write_bytes(OLD)
    told: list[float] = []

    def give_up(done: float) -> None:
        told.append(done)
        if done > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        export_pdf(sample.snapshot(), path, on=sample.ON, report=give_up)
    assert told[0] == 0
    assert path.read_bytes() == OLD
    assert names(folder) == ["feuille.pdf"]


def test_how_far_an_export_has_come_is_told_to_the_end(folder: Path) -> None:
    told: list[float] = []
    export_pdf(sample.snapshot(), folder / "feuille.pdf", on=sample.ON, report=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


@pytest.mark.parametrize("write", [export_pdf, export_workbook])
def test_a_folder_that_does_not_exist(write: Any, folder: Path) -> None:
    with pytest.raises(KnownError) as caught:
        write(sample.snapshot(), folder / "absent" / "feuille", on=sample.ON)
    assert caught.value.sentence == f"Le dossier «\u00a0{folder / 'absent'}\u00a0» n’existe pas."
    assert names(folder) == []


@pytest.mark.parametrize("write", [export_pdf, export_workbook])
def test_a_folder_in_place_of_the_file(write: Any, folder: Path) -> None:
    (folder / "feuille").mkdir()
    with pytest.raises(KnownError) as caught:
        write(sample.snapshot(), folder / "feuille", on=sample.ON)
    assert plain([caught.value.sentence]) == ["« feuille » est un dossier, pas un fichier."]
    assert names(folder) == ["feuille"]


def test_a_name_that_is_too_long(folder: Path) -> None:
    with pytest.raises(KnownError) as caught:
        export_workbook(sample.snapshot(), folder / ("x" * 300), on=sample.ON)
    assert caught.value.cure == "Choisissez un nom plus court."
    assert names(folder) == []


FULL = [
    "Il n’y a pas assez de place pour écrire « feuille ».",
    "Libérez de la place sur le disque, ou choisissez un autre dossier.",
]


@EXPORTS
def test_a_file_that_may_not_grow(export: str, folder: Path) -> None:
    (folder / "feuille").write_bytes(OLD)
    answer = run(export, "limit", folder)
    assert plain(answer["said"]) == FULL
    assert answer["files"] == ["feuille"]
    assert (folder / "feuille").read_bytes() == OLD


@EXPORTS
def test_a_full_disk(export: str, folder: Path) -> None:
    """On a disk of three pages, for whoever may mount one; else a file that may not grow stands for it."""
    mount = "mount -t tmpfs -o size=12k tmpfs"
    disk = ["unshare", "--mount", "--propagation", "private", "sh", "-c", f'{mount} "$0" && exec "$@"', str(folder)]
    may_mount = subprocess.run([*disk, "true"], check=False, capture_output=True).returncode == 0
    answer = run(export, "full" if may_mount else "limit", folder, disk if may_mount else ())
    assert plain(answer["said"]) == FULL
    assert answer["files"] == (["feuille"] if may_mount else [])
    assert answer["after"].encode() == (OLD if may_mount else b"")


@EXPORTS
def test_a_file_one_may_not_write(export: str, folder: Path) -> None:
    folder.chmod(0o777)
    path = folder / "feuille"
    path.write_bytes(OLD)
    path.chmod(0o444)
    answer = run(export, "user", folder)
    assert plain(answer["said"]) == [
        "« feuille » est ouvert dans un autre programme ou protégé.",
        "Fermez-le dans l’autre programme, ou choisissez un autre nom de fichier.",
    ]
    assert answer["files"] == ["feuille"]
    assert path.read_bytes() == OLD


@EXPORTS
def test_a_folder_one_may_not_write(export: str, folder: Path) -> None:
    (folder / "feuille").write_bytes(OLD)
    folder.chmod(0o555)
    try:
        answer = run(export, "user", folder)
    finally:
        folder.chmod(0o755)
    assert answer["said"][0].startswith("Vous n’avez pas le droit d’écrire dans le dossier")
    assert answer["files"] == ["feuille"]
    assert (folder / "feuille").read_bytes() == OLD


@EXPORTS
def test_a_folder_one_may_not_list(export: str, folder: Path) -> None:
    """The file is in its place: an error now would be a lie."""
    folder.chmod(0o333)
    try:
        answer = run(export, "user", folder)
    finally:
        folder.chmod(0o755)
    assert answer["said"] == []
    assert (folder / "feuille").stat().st_size > 10_000


# -- giving up -----------------------------------------------------------------------------------------------------


class GiveUp:
    """A user who gives up at the given report."""

    def __init__(self, at: int) -> None:
        self._left = at

    def __call__(self, done: float) -> None:
        assert 0 <= done <= 1
        if not self._left:
            raise CancelledError
        self._left -= 1


@pytest.mark.parametrize("kinds", [("pdf",), ("xlsx",), ("pdf", "xlsx")], ids="-".join)
def test_an_export_given_up_anywhere_leaves_what_was_there(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    paths = {kind: tmp_path / f"feuille.{kind}" for kind in kinds}
    old = paths[kinds[0]]
    old.write_bytes(OLD)
    exports: dict[tuple[str, ...], Callable[..., None]] = {
        ("pdf",): export_pdf,
        ("xlsx",): export_workbook,
        ("pdf", "xlsx"): exporting.export_both,
    }
    told: list[float] = []
    exports[kinds](sample.snapshot(), *(tmp_path / f"whole.{kind}" for kind in kinds), on=sample.ON, report=told.append)
    for path in tmp_path.glob("whole.*"):
        path.unlink()
    assert len(told) > {"pdf": 50, "xlsx": 1}[kinds[0]]  # the engine says how far it is while it is at work
    last = len(told) - 1
    for at in sorted({0, 1, *range(1, last, max(last // 8, 1)), last - 1, last}):
        with pytest.raises(CancelledError):
            exports[kinds](sample.snapshot(), *paths.values(), on=sample.ON, report=GiveUp(at))
        assert names(tmp_path) == [old.name]
        assert old.read_bytes() == OLD


def test_both_files_are_those_that_are_written_alone(tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    for folder in (alone, together):
        folder.mkdir()
    export_pdf(sample.snapshot(), alone / "a.pdf", on=sample.ON)
    export_workbook(sample.snapshot(), alone / "a.xlsx", on=sample.ON)
    exporting.export_both(sample.snapshot(), together / "a.pdf", together / "a.xlsx", on=sample.ON)
    for name in ("a.pdf", "a.xlsx"):
        assert (together / name).read_bytes() == (alone / name).read_bytes()


def test_a_workbook_that_cannot_be_written_keeps_the_pdf_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(KnownError, match="est un dossier"):
        exporting.export_both(sample.snapshot(), tmp_path / "a.pdf", tmp_path / "a.xlsx", on=sample.ON)
    assert names(tmp_path) == ["a.xlsx"]


def test_a_made_pdf_is_saved_byte_for_byte(tmp_path: Path) -> None:
    exporting.save_pdf(b"%PDF-x", tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-x"
    with pytest.raises(KnownError, match="est un document"):
        exporting.save_pdf(b"%PDF-x", tmp_path / "a.nfi")
