"""Copy, cut and paste between a table and a spreadsheet. Whatever is pasted is one act, and one step to undo."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import starmap
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from nfi_planner.models.change import ChangeSet
from nfi_planner.services import pasting
from nfi_planner.support.french import THIN, plural
from nfi_planner.ui.kinds import YEAR
from nfi_planner.ui.rows import Cell, Column, RowModel
from nfi_planner.ui.widgets.parts import announce

AddRows = Callable[[int], Sequence[Any]]
_REFUSED = "Rien n’a été changé : voir le bandeau en haut de la fenêtre."


def copy(view: QTableView, model: RowModel) -> None:
    """Copy the selected cells, and what lies between them, as a spreadsheet reads them."""
    picked = {(index.row(), index.column()) for index in view.selectedIndexes()}
    if not picked:
        return
    rows, columns = zip(*picked, strict=True)
    lines = [
        [
            _plain(model, row, column) if (row, column) in picked else ""
            for column in range(min(columns), max(columns) + 1)
        ]
        for row in range(min(rows), max(rows) + 1)
    ]
    QGuiApplication.clipboard().setText(pasting.write_block(lines))


def _plain(model: RowModel, row: int, column: int) -> str:
    """A cell as it is shown; numbers without what a spreadsheet can't read in them."""
    shown = str(model.index(row, column).data() or "")
    return shown.replace(THIN, "").replace("−", "-") if model.columns[column].kind.right else shown


def empty(view: QTableView, model: RowModel, verb: str = "Vider") -> None:
    """Empty the selected cells as one act; those that can't be empty stay."""
    cells: list[Cell] = [
        (row, column, "")
        for index in view.selectedIndexes()
        if (column := model.columns[index.column()]).takes(row := model.rows[index.row()]) and not column.kind.options
    ]
    _write(view, model, lambda: cells, f"{verb} {plural(len(cells), 'cellule')}")


def paste(view: QTableView, model: RowModel, add: AddRows | None) -> None:
    """Paste a block over the cells from the first selected one on, adding rows at the end when it is longer.

    A single value fills all the selected cells. Headings are passed over; what takes nothing keeps what it shows.
    """
    try:
        block = pasting.read_block(QGuiApplication.clipboard().text())
    except ValueError as error:
        _say(model, str(error))
        return
    picked = view.selectedIndexes() or [view.currentIndex()]
    if block == [[""]]:
        return
    if len(block) == len(block[0]) == 1 and len(picked) > 1:
        places = [(i.row(), i.column()) for i in picked if not model.is_heading(i.row())]
        filled = [(model.rows[row], model.columns[column], block[0][0]) for row, column in places]
        what = f"Coller une valeur dans {len(filled)} cellules"
        _write(view, model, lambda: filter(_lands, filled), what, _locked([cell for cell in filled if cell[2]]))
        return
    top = max(min(index.row() for index in picked), 0)
    left = max(min(index.column() for index in picked), 0)
    block, misread = _readable(model, block, (top, left))
    if not block:
        model.say_problems(*misread)
        return
    pasted: list[str] = []  # the rows: they may move when they get another plan
    cells = partial(_cells, model, block, (top, left), add, pasted)
    lines = plural(len(block), "ligne")
    if _write(view, model, cells, f"Coller {lines}", [*misread, *_left_out(model, block, (top, left), add)]):
        _select(view, model, pasted, range(left, min(left + max(map(len, block)), len(model.columns))))


def _readable(model: RowModel, block: list[list[str]], corner: tuple[int, int]) -> tuple[list[list[str]], list[str]]:
    """The lines of a block without those that would make a row of another plan, source or year than what they say.

    A new row has values of its own in these columns: refused there, a line would count where it doesn't belong.
    """
    top, left = corner
    there = len(_places(model, top))
    kept, said = block[:there], []
    for number, line in enumerate(block[there:], there + 1):
        cells = zip(model.columns[left:], line, strict=False)
        if why := next(filter(None, starmap(_wrong, cells)), ""):
            said.append(f"Ligne {number} non collée — {why}")
        else:
            kept.append(line)
    return kept, said


def _wrong(column: Column, text: str) -> str:
    """Why a text can't say what a row is about; "" when it can, or when the column only tells something of the row."""
    if not text.strip() or column.write is None or not (column.kind.options or column.kind is YEAR):
        return ""
    try:
        column.kind.parse(text.strip())
    except ValueError as error:
        return f"{column.header} : {error}"
    return ""


def _cells(
    model: RowModel, block: list[list[str]], corner: tuple[int, int], add: AddRows | None, rows_met: list[str]
) -> Iterator[Cell]:
    """The cells a block falls on; the rows that are missing are added first."""
    top, left = corner
    there = [model.rows[place] for place in _places(model, top)]
    missing = len(block) - len(there)
    rows = [*there, *(add(missing) if add and missing > 0 else [])]
    for row, line in zip(rows, block, strict=False):
        rows_met.append(row.id)
        for column, text in zip(model.columns[left:], line, strict=False):
            cell = (row, column, " ".join(text.split("\n")).strip())
            if _lands(cell):
                yield cell


def _places(model: RowModel, top: int) -> list[int]:
    """The rows a block falls on from one row on, one for each line: headings are passed over."""
    return [place for place in range(top, len(model.rows)) if not model.is_heading(place)]


def _lands(cell: Cell) -> bool:
    """Whether there is something to write: a locked cell takes nothing, and not every list can be emptied."""
    row, column, text = cell
    if not column.takes(row):
        return False
    return bool(text) or not column.kind.options or any(not label for _, label in column.kind.options)


def _locked(cells: list[Cell]) -> list[str]:
    """Why cells that can be typed in elsewhere in their columns took nothing, as sentences."""
    reasons = Counter(column.locked(row) for row, column, _ in cells if column.write is not None)
    del reasons[""]
    return [f"{plural(n, 'cellule n’a', 'cellules n’ont')} rien reçu — {why}." for why, n in reasons.items()]


def _left_out(model: RowModel, block: list[list[str]], corner: tuple[int, int], add: AddRows | None) -> list[str]:
    """What a block holds that falls on nothing, as sentences."""
    top, left = corner
    said = []
    places = _places(model, top)
    over = len(block) - len(places)
    if add is None and over > 0:
        said.append(f"{plural(over, 'ligne')} de trop : ce tableau ne s’allonge pas.")
    filled = {left + place for line in block for place, text in enumerate(line) if text.strip()}
    shown_only = [
        place for place in sorted(filled) if place < len(model.columns) and model.columns[place].write is None
    ]
    unnamed = sum(1 for place in shown_only if not model.columns[place].header)
    if over := sum(1 for place in filled if place >= len(model.columns)) + unnamed:
        said.append(f"{plural(over, 'colonne')} de trop à droite : le reste a été collé.")
    for place in shown_only:
        header = model.columns[place].header
        if header and not _same(model, block, (top, place), place - left):
            said.append(f"« {header} » ne se saisit pas : ce qui y tombait n’a pas été collé.")
    return said + _locked(
        [
            (model.rows[place], column, text)
            for place, line in zip(places, block, strict=False)
            for number, (column, text) in enumerate(zip(model.columns[left:], line, strict=False), left)
            if text.strip() and text.strip() != _plain(model, place, number)
        ]
    )


def _same(model: RowModel, block: list[list[str]], corner: tuple[int, int], place: int) -> bool:
    """Whether a pasted column says what the table shows already, as when it was copied from here."""
    top, column = corner
    shown = (_plain(model, row, column) for row in _places(model, top))
    return all(line[place : place + 1] in ([], [text]) for line, text in zip(block, shown, strict=False))


def _write(
    view: QTableView,
    model: RowModel,
    cells: Callable[[], Iterable[Cell]],
    what: str,
    left_out: list[str] | None = None,
) -> bool:
    """Write cells as one act, called « Coller 5 lignes — Chimie verte »; say what couldn't be written."""

    def label(act: ChangeSet) -> str:
        return f"{what} — {pasting.subject(model.bridge.snapshot, act, view.accessibleName())}"

    if not model.write_cells(cells, label, left_out or ()):
        _say(model, _REFUSED)
        return False
    problems = len(model.problems()) + len(left_out or ())
    announce(view, f"{what} : {plural(problems, 'problème')}" if problems else f"{what} : fait")
    return True


def _say(model: RowModel, sentence: str) -> None:
    """Say why nothing was written, until something is; the table says aloud what is said below it."""
    model.say_problems(sentence)


def _select(view: QTableView, model: RowModel, rows: list[str], columns: range) -> None:
    """Select what was pasted, with the cursor where it begins."""
    places = {row.id: place for place, row in enumerate(model.rows)}
    chosen = QItemSelection()
    for place in (places[row_id] for row_id in rows if row_id in places):
        chosen.select(model.index(place, columns[0]), model.index(place, columns[-1]))
    if chosen.isEmpty():
        return
    selection = view.selectionModel()
    selection.setCurrentIndex(chosen.first().topLeft(), QItemSelectionModel.SelectionFlag.NoUpdate)
    selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
