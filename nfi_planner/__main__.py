"""The entry point: the window, or a command that needs no screen."""

import argparse
import gc
import sys
from collections.abc import Callable

from nfi_planner import cli


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit status: 0, 1 when a finding blocks, 2 for a known error."""
    if arguments is None:  # what a process of its own loads stays, and a command is soon over
        gc.disable()  # the window turns it on again once it is built
    return cli.guarded(lambda: _run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    parsed = cli.parse(arguments)
    if cli.needs_qt(parsed):
        return _qt_program(parsed.command)(parsed)
    return cli.run(parsed)


def _qt_program(command: str) -> Callable[[argparse.Namespace], int]:
    """Import what needs Qt; a missing system library becomes a sentence with the line to type."""
    try:
        if command == cli.SELFTEST:
            from nfi_planner import selftest

            return selftest.run
        from nfi_planner import app
    except ImportError as error:
        if ".so" not in str(error):
            raise
        missing = str(error).partition(":")[0]
        raise cli.no_window(f"il manque la bibliothèque du système {missing}") from error
    return app.run


if __name__ == "__main__":
    sys.exit(main())
