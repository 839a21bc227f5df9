"""A document file to try things on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nfi_planner.models.kind import ROADMAP
from nfi_planner.storage.document import DocumentFile
from tests.builders import complete


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed file that holds a complete roadmap."""
    path = tmp_path / "a.nfi"
    DocumentFile.create(path, ROADMAP, complete().rows(), label="Créer").close()
    return path


@pytest.fixture
def document(path: Path) -> Iterator[DocumentFile]:
    """That file, open."""
    document = DocumentFile.open(path, author="agent")
    yield document
    document.close()
