"""The folder of previews: no file stays that nobody waits for, nor the folder of a program that was killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from nfi_planner.models.prints import PrintOrder
from nfi_planner.ui import tasks
from nfi_planner.ui.preview import making
from tests.documents import sample
from tests.window import settle

LONG_AGO = 1_000_000_000


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for what is temporary."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    making._folder.cache_clear()
    return tmp_path


@pytest.mark.usefixtures("qapp")
def test_a_file_whose_preview_is_gone_when_it_comes_goes_too() -> None:
    parent = QObject()
    maker = making.Maker(parent, sample.snapshot(), sample.ON)
    maker.make(PrintOrder())
    tasks.wait_for_all()
    assert len(list(making._folder().rglob("*.pdf"))) == 1
    delete(parent)
    settle()
    assert list(making._folder().iterdir()) == []


def old(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF")
    os.utime(folder, (LONG_AGO, LONG_AGO))
    return folder


def test_the_folder_of_a_killed_program_goes_and_no_other(qapp: QApplication, place: Path) -> None:
    del qapp
    left, new = old(place / "feuille-de-route-abc"), old(place / "feuille-de-route-new")
    os.utime(new)
    others = old(place / "photos")
    (place / "feuille-de-route-lien").symlink_to(others)
    code = "import os, sys; from PySide6.QtCore import QLockFile; x = QLockFile(sys.argv[1]); x.tryLock(0); os._exit(0)"
    subprocess.run([sys.executable, "-c", code, f"{left}.verrou"], check=True)  # it ends without taking it away
    assert Path(f"{left}.verrou").exists()
    living = making._folder()
    (living / "b").mkdir()
    os.utime(living, (LONG_AGO, LONG_AGO))
    making._folder.cache_clear()
    now = making._folder()
    assert not left.exists()
    assert not Path(f"{left}.verrou").exists()
    assert new.exists()
    assert (others / "a.pdf").exists()
    assert (living / "b").exists()
    assert now != living
