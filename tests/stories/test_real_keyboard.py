"""The whole road by keyboard alone, on a real display: from the welcome page to the printed roadmap, on two layouts."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Company, FundingLine, Rank
from nfi_planner.services.opening import read_document
from tests.stories.screen import PATIENCE, Desk, desk, program

PROGRAM = "Feuille de route NFI"
FIRST, SECOND = [4, 6, 8, 10, 2], [12, 14, 16, 18, 20]  # plan 2 is taken out and put back: it comes last
MOTIVE = "Une industrie ancienne et deux laboratoires."  # both keyboards can write it


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What the keys of the digit row type, and a director whose name this keyboard can write; 6 is of a page."""

    layout: str
    rank_1: str
    rank_2: str
    out: str
    six: str
    director: tuple[str, str, str]


US = Keyboard("us", "1", "2", "0", "6", ("Claire", "Roussel", "DG"))
FR = Keyboard("fr", "ampersand", "eacute", "agrave", "minus", ("Hélène", "Lefèvre", "présidente"))


def _create(on: Desk, path: Path) -> None:
    """Pick Champagne-Ardenne and say where the file goes."""
    on.wait_for_window(PROGRAM)
    on.write("cha")
    on.press("Return")
    on.wait_for_window("Nouvelle feuille de route")
    on.write(str(path))
    on.press("Return")
    on.wait_for_window(f"{path.name} — {PROGRAM}")


def _choose(on: Desk, path: Path, keyboard: Keyboard) -> None:
    """Choose every second plan, five and five; then think again about the first one, and put it back."""

    def wait_for(*ranks: list[int]) -> None:
        on.wait_until(lambda: _ranks(path) == [*ranks], lambda: f"the file holds {_ranks(path)}, not {[*ranks]}")

    for key in (keyboard.rank_1, keyboard.rank_2):
        on.press(*["Down", key, "Down"] * 5)
    wait_for([2, 4, 6, 8, 10], SECOND)
    on.press("Home", "Down", keyboard.out)
    wait_for([4, 6, 8, 10], SECOND)
    on.press(keyboard.rank_1)
    wait_for(FIRST, SECOND)


def _ranks(path: Path) -> list[list[int]]:
    snapshot = read_document(path)
    return [[choice.plan.number for choice in lookups.ranked(snapshot, rank)] for rank in Rank]


def _fill(on: Desk, path: Path, keyboard: Keyboard) -> None:
    """Write in the sheet of the plan the cursor is on, then go to the first finding: the first plan has no lead."""
    on.press("Return")
    on.write(MOTIVE)
    on.press("F8")
    for text in keyboard.director:
        on.write(text)
        on.press("Tab")

    def lead() -> tuple[str, str, str] | None:
        found = lookups.lead(read_document(path), FIRST[0])
        return (found.first_name, found.name, found.function) if found else None

    on.wait_until(lambda: lead() == keyboard.director, lambda: f"{lead()} leads plan 4, not {keyboard.director}")


def _enlist(on: Desk, path: Path, keyboard: Keyboard) -> None:
    """Go to the sixth page by its key and type two candidates, one row after the other."""

    def names() -> set[str]:
        return {company.name for company in read_document(path).all(Company)}

    on.press(f"alt+{keyboard.six}")
    on.press("Return")
    on.write("Atelier un")
    on.press("ctrl+Return")
    on.write("Atelier deux")
    on.press("Tab")
    on.wait_until(lambda: {"Atelier un", "Atelier deux"} <= names(), lambda: f"the firms are {names()}")


def _go_to(on: Desk, page: str) -> None:
    on.press("ctrl+k")
    on.write(page)
    on.press("Return")


def _visit(on: Desk, path: Path) -> None:
    """Look at the calendar and the leads, type an amount into the budget."""
    _go_to(on, "calendrier")
    on.press("Down")
    _go_to(on, "chefs")
    on.press("Down")
    _go_to(on, "budget")
    on.press("Right")
    on.write("12500")
    on.press("Return")

    def amounts() -> list[tuple[str, int | None]]:
        return [(line.choice_id, line.asked) for line in read_document(path).all(FundingLine)]

    on.wait_until(lambda: amounts() == [(str(FIRST[0]), 12_500)], lambda: f"the budget is {amounts()}")


def _export(on: Desk, path: Path, pdf: Path) -> None:
    on.press("ctrl+e")
    on.wait_for_window("Exporter la feuille de route")
    on.press("Return")
    on.wait_for_window(f"{path.name} — {PROGRAM}")
    on.wait_until(pdf.exists, lambda: f"{pdf.name} is not among {[one.name for one in pdf.parent.iterdir()]}")


@pytest.mark.parametrize("keyboard", [US, FR], ids=lambda keyboard: keyboard.layout)
def test_from_the_region_to_the_printed_roadmap_without_a_mouse(tmp_path: Path, keyboard: Keyboard) -> None:
    path, pdf = tmp_path / "ma-region.nfi", tmp_path / "feuille-de-route-champagne-ardenne.pdf"
    with desk(keyboard.layout, tmp_path) as on:
        _create(on, path)
        _choose(on, path, keyboard)
        _fill(on, path, keyboard)
        _visit(on, path)
        _enlist(on, path, keyboard)
        _export(on, path, pdf)
        on.press("ctrl+q")
        assert (on.wait_for_end(), on.said()) == (0, "")

    snapshot = read_document(path)
    assert _ranks(path) == [FIRST, SECOND]
    assert lookups.choice(snapshot, 2).motive == MOTIVE
    codes = _codes(path)
    assert "L01" in codes  # nine plans have no lead yet
    assert not {"C01", "C02"} & codes
    first_name, name, _ = keyboard.director
    printed = _printed(pdf)
    for words in (*(choice.plan.title for choice in lookups.chosen(snapshot)), f"{first_name} {name}"):
        assert " ".join(words.split()) in printed


def _codes(path: Path) -> set[str]:
    """Return the codes of what the command line finds in the file."""
    line = program("check", str(path), "--json")
    done = subprocess.run(line, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    return {finding["code"] for finding in json.loads(done.stdout)}


def _printed(pdf: Path) -> str:
    """Return the text of the PDF, all on one line, with plain spaces."""
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True)
    return " ".join(done.stdout.split())
