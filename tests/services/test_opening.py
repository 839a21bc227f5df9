"""Making and opening documents."""

import getpass

import pytest

from nfi_planner.services.opening import author


@pytest.mark.parametrize("error", [KeyError, ImportError, OSError])
def test_a_user_without_an_account_has_no_name(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    """Which error the system raises depends on it and on the version of Python."""

    def without_account() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", without_account)
    assert author() == ""
