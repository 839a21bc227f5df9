"""Blocks of cells as the clipboard carries them between spreadsheets, and many small acts made into one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import Entity
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services.sheets import describe
from nfi_planner.support.french import integer, typeset

MOST_LINES = 2_000
_MOST_CHARACTERS = 500_000
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\n]|\Z)')  # possessive: linear whatever it is fed
_PLAIN = re.compile(r"[^\t\n]*")
_QUOTES_MATTER = re.compile(r'[\t\n]|""')
_NEEDS_QUOTES = re.compile(r'[\t\n]|^"')


def read_block(text: str) -> list[list[str]]:
    """Return the lines of cells a spreadsheet copied; a cell may hold line breaks when it stands in quotes.

    Raises ValueError with a French sentence when there is more than can be pasted at once.
    """
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(
            typeset(f"Rien n’a été collé : le texte copié dépasse {integer(_MOST_CHARACTERS)} caractères.")
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = text.removesuffix("\n")
    block: list[list[str]] = [[]]
    place = 0
    while True:
        cell, place = _cell(text, place)
        block[-1].append(cell)
        if place >= len(text):
            break
        if text[place] == "\n":
            block.append([])
        place += 1
    if len(block) > MOST_LINES:
        count = integer(len(block))
        sentence = f"Rien n’a été collé : {count} lignes ont été copiées, {integer(MOST_LINES)} au plus se collent."
        raise ValueError(typeset(sentence))
    return block


def _cell(text: str, place: int) -> tuple[str, int]:
    """Read one cell; quotes around nothing that needs them belong to the text."""
    quoted = _QUOTED.match(text, place)
    if quoted and _QUOTES_MATTER.search(quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    end = _PLAIN.match(text, place)
    return (end[0], end.end()) if end else ("", place)


def write_block(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells as a spreadsheet reads them."""
    return "\n".join("\t".join(_quoted(cell) for cell in line) for line in lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


class Rehearsal:
    """A document on which acts are tried one after the other, to be written as one."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot  # as the acts leave it
        self._before: dict[tuple[type[Entity], str], Entity | None] = {}

    def do(self, act: ChangeSet) -> None:
        """Try an act."""
        if act:
            self.snapshot = self.snapshot.apply(act)
        for change in act.changes:
            self._before.setdefault((change.table, change.id), change.before)

    def act(self, label: Callable[[ChangeSet], str]) -> ChangeSet:
        """Return all the acts as one that was pasted, under the label made from it."""
        changes = [Change(row, self.snapshot.get(*key)) for key, row in self._before.items() if self._differs(key, row)]
        bare = ChangeSet("", tuple(changes))
        return replace(change_set(label(bare), changes), pasted=True) if changes else bare

    def _differs(self, key: tuple[type[Entity], str], before: Entity | None) -> bool:
        return self.snapshot.get(*key) != before


def subject(snapshot: Snapshot, act: ChangeSet, otherwise: str) -> str:
    """Return what an act is about, for its label: the one plan or firm it touches, else the other words."""
    rows = (change.after if change.after is not None else change.before for change in act.changes)
    about = {describe(snapshot, row) for row in rows if row is not None}
    return about.pop() if len(about) == 1 else otherwise
