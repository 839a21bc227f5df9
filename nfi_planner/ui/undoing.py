"""Undo and redo: asked about when it is another person's act, shown where it changed something, announced."""

from typing import TYPE_CHECKING

from nfi_planner.support.french import typeset
from nfi_planner.ui import spots
from nfi_planner.ui.dialogs import questions

if TYPE_CHECKING:
    from nfi_planner.models.change import ChangeSet
    from nfi_planner.ui.main_window import MainWindow


def undo(window: "MainWindow", *, redo: bool) -> None:
    """Take the last act back, or do it again, and show where."""
    if window.bridge is None:
        return
    editor = window.bridge.editor
    line = editor.redo_line if redo else editor.undo_line
    if line is None:
        return
    if not redo and line.author != editor.author and not questions.may_undo(window, line.author, line.label):
        return
    if (window.bridge.redo if redo else window.bridge.undo)():
        _show(window, window.bridge.last_act)
        window.announce(typeset(f"{'Rétabli' if redo else 'Annulé'} : {line.label}"))


def _show(window: "MainWindow", act: "ChangeSet") -> None:
    """Go where an act changed something, unless one is there already."""
    stack = window.stack
    where = spots.of_act(act)
    if where is None or (stack.current is not None and stack.current.shows(act)):
        return
    key, plan = spots.page_of(where), spots.plan_of(where, act)
    if key == stack.shown and not (stack.sheets and plan and stack.sheets.plan != plan):
        return
    window.show_page(key)
    if plan and (sheets := stack.sheets) is not None:
        sheets.show_plan(plan)
