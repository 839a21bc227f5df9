"""What every test needs: no screen, and hypothesis without a stop-watch."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from hypothesis import settings

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
