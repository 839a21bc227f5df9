"""What every test needs: no screen, hypothesis without a stop-watch, documents."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from nfi_planner.services import examples, opening

settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")


@pytest.fixture(scope="session", autouse=True)
def _nobody_s_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The settings of the person who runs the tests are neither followed nor changed; nor are there crash reports."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The file of a complete roadmap."""
    path = tmp_path / "exemple.nfi"
    examples.write_example(path).close()
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The file of an unfinished one."""
    path = tmp_path / "brouillon.nfi"
    examples.write_example(path, examples.UNFINISHED).close()
    return path


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """The file of one in which nothing was done yet."""
    path = tmp_path / "vierge.nfi"
    opening.new_roadmap(path, "21", 2014).close()
    return path
