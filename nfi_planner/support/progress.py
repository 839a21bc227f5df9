"""How far long work has come, and giving it up."""

from collections.abc import Callable

Report = Callable[[float], None]  # told how much is done, from 0 to 1; raises CancelledError once the user gave up


class CancelledError(Exception):
    """The user gave the work up: what was half written is taken away, and nothing is said."""


def silent(done: float) -> None:
    """Report to nobody."""
    del done
