"""What the tests of storage do with files."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from nfi_planner.models.change import ChangeSet
from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Choice
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import sheets
from nfi_planner.storage.document import DocumentFile
from nfi_planner.support.french import typeset

NOBODY = 65534


def motive(snapshot: Snapshot, text: str, plan: int = 1) -> ChangeSet:
    """Return the act that writes why a plan is chosen."""
    choice = snapshot.get(Choice, str(plan))
    assert choice is not None
    return sheets.edit(snapshot, choice, typing=True, motive=text)


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file of a folder."""
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.is_file()}


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    """Fail when a file of the folder is changed, added or removed meanwhile."""
    before = contents(folder)
    yield
    assert contents(folder) == before


def refused(path: Path) -> str:
    """Open a file that must be refused without being touched; return the sentence."""
    with untouched(path.parent), pytest.raises(KnownError) as refusal:
        DocumentFile.open(path)
    assert refusal.value.cure
    assert typeset(refusal.value.sentence) == refusal.value.sentence
    return refusal.value.sentence


@contextmanager
def unprivileged() -> Iterator[None]:
    """Do without root's powers for a while: root may write to any file."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
