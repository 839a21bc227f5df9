"""What each command of ``actions.COMMANDS`` does, by its name. A command of a page is done by the page."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from nfi_planner.ui import files, going, helping, looks, persons, preferring
from nfi_planner.ui.actions import COMMANDS
from nfi_planner.ui.dialogs import questions
from nfi_planner.ui.pages.stack import PAGES
from nfi_planner.ui.undoing import undo

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow


def doers(window: "MainWindow") -> dict[str, Callable[[], Any]]:
    """Return a function for every command."""
    frame = window.frame
    done: dict[str, Callable[[], Any]] = {
        "new": window.close_document,
        "open": partial(files.open_file, window),
        "example": partial(files.open_example, window),
        "copy": partial(files.save_copy, window),
        "preview": partial(files.preview, window),
        "export": partial(files.export, window),
        "settings": partial(preferring.edit_settings, window),
        "close": window.close_document,
        "quit": window.quit,
        "undo": partial(undo, window, redo=False),
        "redo": partial(undo, window, redo=True),
        "filter": window.focus_filter,
        "person": partial(persons.person_data, window),
        "go_to": partial(going.go_to, window),
        "next_finding": partial(frame.findings.step, 1),
        "previous_finding": partial(frame.findings.step, -1),
        "next_pane": partial(frame.step_pane, 1),
        "previous_pane": partial(frame.step_pane, -1),
        "zoom_in": partial(looks.zoom, window, 1),
        "zoom_out": partial(looks.zoom, window, -1),
        "zoom_reset": partial(looks.zoom, window, 0),
        "presentation": partial(looks.present, window),
        "findings": window.toggle_findings,
        "why": frame.findings.explain,
        "help": partial(helping.show_help, window),
        "guide": partial(helping.show_guide, window),
        "glossary": partial(helping.show_glossary, window),
        "keys": partial(helping.show_keys, window),
        "about": partial(questions.about, window),
    }
    done |= {f"theme_{name}": partial(looks.use_theme, window, name) for name in ("system", "light", "dark")}
    done |= {f"page_{key}": partial(window.show_page, key) for key in PAGES}
    done |= {command.name: partial(window.page_command, command.name) for command in COMMANDS if command.pages}
    return done
