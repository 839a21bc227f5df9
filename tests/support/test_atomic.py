"""Files are written whole or not at all."""

import os
from pathlib import Path

import pytest

from nfi_planner.support.atomic import replacing


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


def test_a_new_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        with replacing(tmp_path / "neuf") as draft:
            draft.write_text("x")
    finally:
        os.umask(mask)
    assert (tmp_path / "neuf").stat().st_mode & 0o777 == 0o640


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
