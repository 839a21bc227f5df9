"""The complete sample, printed once."""

from pathlib import Path

import pytest

from tests.documents import sample
from tests.documents.printed import printed


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The usual roadmap of the complete sample."""
    return printed(tmp_path_factory.mktemp("pdf"), sample.rows())
