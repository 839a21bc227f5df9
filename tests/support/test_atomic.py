"""Files are written whole or not at all."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nfi_planner.support.atomic import creating, replacing


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_text("ancien")
    path.chmod(0o640)
    with replacing(path) as draft:
        draft.write_text("nouveau")
        assert draft.parent == tmp_path
        assert path.read_text() == "ancien"
    assert path.read_text() == "nouveau"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


_NEW_FILES = """
import os, sys
from pathlib import Path
os.umask(0o027)
from nfi_planner.support import atomic
os.umask = None  # other threads make files meanwhile: the mask of the process isn't to be touched any more
for name, writing in (("neuf", atomic.replacing), ("autre", atomic.creating)):
    path = Path(sys.argv[1], name)
    with writing(path) as draft:
        draft.write_text("x")
    print(oct(path.stat().st_mode & 0o777))
"""


def test_a_new_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _NEW_FILES, str(tmp_path)]
    out = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    assert out.split() == ["0o640", "0o640"]


def test_a_file_made_in_the_meantime_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "neuf"

    def write() -> None:
        with creating(path) as draft:
            draft.write_text("le nôtre")
            path.write_text("l’autre")

    with pytest.raises(FileExistsError):
        write()
    assert path.read_text() == "l’autre"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without hard links, such as that of most USB keys."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("no_links")
def test_a_new_file_where_there_are_no_links(tmp_path: Path) -> None:
    path = tmp_path / "neuf"
    with creating(path) as draft:
        draft.write_text("x")
    with pytest.raises(FileExistsError), creating(path) as draft:
        draft.write_text("y")
    assert path.read_text() == "x"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_after_an_error_the_old_file_stays(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_text("ancien")

    def write() -> None:
        with replacing(path) as draft:
            draft.write_text("à moitié")
            raise error

    with pytest.raises(error):
        write()
    assert path.read_text() == "ancien"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_the_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "absent" / "x"):
        pytest.fail("nothing may be yielded")
