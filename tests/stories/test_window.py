"""The window as a whole: it paints first, says its names, survives a bug without writing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Choice, Status
from nfi_planner.models.rules import Where
from nfi_planner.services import choosing
from nfi_planner.ui.actions import BY_NAME, COMMANDS, MENUS
from nfi_planner.ui.pages.stack import PAGES
from tests.window import Key, Modifier, OpenWindow, bridge, focused, press, settle, snapshot, type_text

if TYPE_CHECKING:
    from nfi_planner.ui.main_window import MainWindow

PROBE = Path(__file__).parents[2] / "packaging" / "startup_probe.py"
HEAVY = (
    "sqlalchemy",
    "msgspec",
    "reportlab",
    "openpyxl",
    "icalendar",
    "sqlite3",
    "PIL",
    "pypdfium2",
    "PySide6.QtPrintSupport",
)


def test_nothing_heavy_is_loaded_before_the_first_paint(example: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(PROBE), str(example), "2014-03-28"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config")},
    )
    facts = json.loads(done.stdout)
    assert [name for name in HEAVY if name in facts["modules"]] == []
    assert facts["ready"] > facts["first_paint"]


def test_a_file_that_is_no_document_is_said_and_the_present_one_stays(
    example: Path, tmp_path: Path, opened: OpenWindow
) -> None:
    window = opened(example)
    other = tmp_path / "lettre.nfi"
    other.write_text("Monsieur le Président,", encoding="utf-8")
    window.open_path(other)
    assert "n’est pas un document de ce programme" in window.frame.banner.accessibleName()
    assert window.bridge is not None
    assert bridge(window).editor.document.path == example


def test_after_a_bug_nothing_more_is_written(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    window.freeze()
    assert not bridge(window).do(choosing.set_status(before, [33], Status.STRATEGIC))
    assert snapshot(window) == before
    assert window.frame.banner.isVisible()


def test_recent_documents_are_offered_again(example: Path, opened: OpenWindow) -> None:
    opened(example).close()
    window = opened(None)
    buttons = [
        w for w in window.welcome.findChildren(QWidget) if w.toolTip() == str(example.resolve()) and w.isVisible()
    ]
    assert len(buttons) == 1


def test_the_welcome_offers_all_regions_of_both_vintages(opened: OpenWindow) -> None:
    window = opened(None)
    welcome = window.welcome
    assert welcome.regions.count() == 27
    welcome._vintage.setCurrentIndex(1)
    assert welcome.regions.count() == 18


def test_every_command_is_in_a_menu_and_no_key_is_bound_twice(opened: OpenWindow) -> None:
    window: MainWindow = opened(None)
    assert set(window.actions_by_name) == {command.name for command in COMMANDS}
    keys = [QKeySequence(key).toString() for command in COMMANDS for key in command.bound]
    menus = [QKeySequence.mnemonic(text).toString() for text in MENUS.values()]
    assert all((*keys, *menus))
    assert len({*keys, *menus}) == len(keys) + len(menus)


@pytest.mark.parametrize("row", [list("1234567"), list("&é\"'(-è")], ids=["us", "fr"])
def test_each_page_has_a_key_and_takes_the_keyboard(example: Path, opened: OpenWindow, row: list[str]) -> None:
    window = opened(example)
    for page, character in reversed([*zip(PAGES, row, strict=True)]):
        press(Key(ord(character.upper())), Modifier.AltModifier)
        assert window.stack.shown == page
        assert window.stack.isAncestorOf(focused())


def test_a_page_is_shown_after_what_is_being_typed_is_written(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.go(Where(Choice.TABLE, "18", "motive"))
    type_text("Et voilà. ")
    press(Key.Key_4, Modifier.AltModifier)
    assert window.stack.shown == "calendar"
    assert "Et voilà. " in lookups.choice(snapshot(window), "18").motive


def test_the_pages_say_their_keys(example: Path, opened: OpenWindow) -> None:
    pages = opened(example).frame.sidebar.list
    said = [pages.item(place).toolTip() for place in range(pages.count())]
    assert [text for text in said if text] == [
        f"{BY_NAME[f'page_{page}'].text} (Alt+{place})" for place, page in enumerate(PAGES, 1)
    ]


def test_f9_folds_the_findings_away(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    assert window.frame.findings.isVisible()
    press(Key.Key_F9)
    assert not window.frame.findings.isVisible()
    press(Key.Key_F9)
    assert window.frame.findings.isVisible()


def test_a_narrow_window_folds_the_findings_and_still_fits(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.resize(1366, 768)
    settle()
    assert window.size().width() == 1366
    assert window.frame.findings.isVisible()
    window.resize(1100, 768)
    settle()
    assert window.size().width() == 1100
    assert not window.frame.findings.isVisible()
