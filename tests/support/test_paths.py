"""Whether a path leads anywhere, wherever it leads."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nfi_planner.support.paths import exists, is_folder
from tests.storage.files import unprivileged


def test_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a.nfi"
    assert not exists(file)
    file.touch()
    assert exists(file)
    assert not is_folder(file)
    assert is_folder(tmp_path)


@pytest.mark.parametrize("ask", [exists, is_folder])
def test_where_the_system_will_not_say(tmp_path: Path, ask: Callable[[Path], bool]) -> None:
    (tmp_path / "a").mkdir()
    tmp_path.chmod(0)
    with unprivileged():
        assert ask(tmp_path / "a") is False
    tmp_path.chmod(0o700)
    assert ask(tmp_path / ("a" * 300)) is False
    assert ask(tmp_path / "a\0b") is False
