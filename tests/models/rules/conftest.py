"""Fixtures of the tests of rules."""

import pytest

from nfi_planner.models.snapshot import Snapshot
from tests.builders import complete


@pytest.fixture
def whole() -> Snapshot:
    """A roadmap that passes every rule."""
    return complete()
