"""The help: of the page one is on, the glossary, the keys, the first steps."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from nfi_planner.services.helping import FINDINGS, GLOSSARY, WELCOME

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow
    from nfi_planner.ui.widgets.guide import Step


def show_help(window: "MainWindow") -> None:
    """Show the help of the present page; of the findings when the keyboard is there."""
    focused = QApplication.focusWidget()
    in_findings = focused is not None and window.frame.findings.isAncestorOf(focused)
    _open(window, FINDINGS if in_findings else window.stack.shown or WELCOME)


def show_glossary(window: "MainWindow") -> None:
    """Show the words and what they mean."""
    _open(window, GLOSSARY)


def show_keys(window: "MainWindow") -> None:
    """Show every key."""
    from nfi_planner.ui.dialogs.help import KEYS

    _open(window, KEYS)


def show_guide(window: "MainWindow") -> None:
    """Show the first steps again; without a document, the page that tells of them."""
    if window.bridge is None:
        _open(window, WELCOME)
    else:
        window.frame.guide.follow(window.bridge.snapshot, window.bridge.review)
        window.frame.guide.open()
        window.frame.guide.setFocus()


def do_step(window: "MainWindow", step: "Step") -> None:
    """Go where a first step is done."""
    if step.where is not None:
        window.go(step.where)
    else:
        window.actions_by_name[step.command].trigger()


def _open(window: "MainWindow", topic: str) -> None:
    """Show a topic in the help window, which there is one of."""
    from nfi_planner.ui.dialogs.help import HelpWindow

    (window.findChild(HelpWindow) or HelpWindow(window)).open_at(topic)
