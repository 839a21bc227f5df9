"""« Aller à… »: what can be found, and how one gets there."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from nfi_planner.models.rules import Where
from nfi_planner.ui.actions import COMMANDS

if TYPE_CHECKING:
    from nfi_planner.models.search import Entry
    from nfi_planner.ui.main_window import MainWindow

_PAGE = "page_"  # a command that shows a page begins so


def go_to(window: "MainWindow") -> None:
    """Ask where to go, and go there; asked again, go away."""
    from nfi_planner.models.search import Index
    from nfi_planner.ui.dialogs.goto import GoTo

    shown = [one for one in window.findChildren(GoTo) if one.isVisible()]
    if shown:
        shown[0].leave()
        return
    asking = GoTo.ask(window, Index(_entries(window)))
    asking.announced.connect(window.announce)
    asking.chosen.connect(partial(_go, window))


def _entries(window: "MainWindow") -> Iterator["Entry"]:
    """What the window and its document have: pages, plans and so on, commands that can be done now."""
    from nfi_planner.models.search import Entry, Kind
    from nfi_planner.services import searching

    for command in COMMANDS:
        action = window.actions_by_name[command.name]
        if command.name == "go_to" or not action.isEnabled():
            continue
        text = action.text().partition("\t")[0].replace("&&", "&")
        if command.name.startswith(_PAGE):
            yield Entry(Kind.PAGE, text, command.name.removeprefix(_PAGE), keys=command.shown_keys, favourite=True)
        else:
            yield Entry(Kind.COMMAND, text, command.name, f"menu {command.menu}", keys=command.shown_keys)
    if window.bridge is not None:
        yield from searching.entries(window.bridge.snapshot)


def _go(window: "MainWindow", entry: "Entry") -> None:
    from nfi_planner.models.search import Kind

    if isinstance(entry.target, Where):
        window.go(entry.target)
    elif entry.kind is Kind.COMMAND:
        window.actions_by_name[entry.target].trigger()
    else:
        window.show_page(entry.target)


def forget() -> None:
    """Keep nothing of the document that is closed."""
    from nfi_planner.services import searching

    searching.forget()
