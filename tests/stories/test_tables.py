"""The officer types, copies and pastes tables as in a spreadsheet; what can't be read is kept and said, all at once."""

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtWidgets import QLabel

from nfi_planner.models.roadmap import (
    Action,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    FundingSource,
    Indicator,
    Target,
)
from nfi_planner.models.rules import Where
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.sheets.tables import SheetTable
from nfi_planner.ui.widgets.tables import RowTable
from tests.window import Key, Modifier, OpenWindow, bridge, focused, press, settle, sheets_page, snapshot, type_text

_SHIFT, _CONTROL = Modifier.ShiftModifier, Modifier.ControlModifier


def _go(window: MainWindow, table: str, row: str, field: str) -> None:
    window.activateWindow()
    window.go(Where(table, row, field))
    settle()


def _lines(window: MainWindow, plan: str = "18") -> tuple[FundingLine, ...]:
    return snapshot(window).children(FundingLine, plan)


def _table(window: MainWindow, table: str = FundingLine.TABLE) -> SheetTable:
    return sheets_page(window).tables[table]


def _copied() -> str:
    return QGuiApplication.clipboard().text()


def _paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(Key.Key_V, _CONTROL)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _acts(window: MainWindow) -> list[str]:
    return [_plain(line.label) for line in bridge(window).editor.document.lines[1:]]


# -- copying -------------------------------------------------------------------------------------------------------


def test_copied_cells_read_well_in_a_spreadsheet(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line = _lines(window)[0]
    _go(window, FundingLine.TABLE, line.id, "source")
    for _ in range(4):
        press(Key.Key_Right, _SHIFT)
    press(Key.Key_C, _CONTROL)
    assert _copied() == f"{line.source.label}\t{line.detail}\t{line.year}\t{line.asked}\t{line.obtained}"
    assert _acts(window) == []


def test_copied_cells_pasted_below_are_the_same_rows(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    first, second, *_ = _lines(window)
    last = _lines(window)[-1]
    _go(window, FundingLine.TABLE, first.id, "source")
    for key in (Key.Key_Right,) * 4 + (Key.Key_Down,):
        press(key, _SHIFT)
    press(Key.Key_C, _CONTROL)
    _go(window, FundingLine.TABLE, last.id, "source")
    press(Key.Key_V, _CONTROL)
    added = _lines(window)[-2:]

    def said(line: FundingLine) -> tuple[object, ...]:
        return line.source, line.detail, line.year, line.asked, line.obtained

    assert [said(line) for line in added] == [said(first), said(second)]


def test_cutting_empties_what_can_be_empty_as_one_act(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line = _lines(window)[0]
    _go(window, FundingLine.TABLE, line.id, "source")
    for _ in range(3):
        press(Key.Key_Right, _SHIFT)
    press(Key.Key_X, _CONTROL)
    after = _lines(window)[0]
    assert (after.source, after.detail, after.year, after.asked) == (line.source, "", None, None)
    assert _copied().startswith("Région\t")
    assert _acts(window) == ["Couper 3 cellules — Chimie verte"]


# -- pasting -------------------------------------------------------------------------------------------------------


def test_a_block_from_excel_is_one_act_and_one_step_to_undo(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    last = _lines(window)[-1]
    _go(window, FundingLine.TABLE, last.id, "source")
    rows = [
        "FEDER\tAxe 1\t2014\t1 250 000 €\t",
        "region\tAxe 2\t2015\t12,5 M€\t100 000",
        "ÉTAT, PIA\tAxe 3\t2016\t1\u00a0250\u202f000\t0",
        "Entreprises\tAxe 4\t\t1250000.00\t",
        "autre\tAxe 5\t2014\t12.5 M€\t",
    ]
    _paste("\r\n".join(rows) + "\r\n")
    pasted = _lines(window)[-5:]
    assert pasted[0].id == last.id  # the cell one is on is the first to be overwritten
    assert [line.detail for line in pasted] == ["Axe 1", "Axe 2", "Axe 3", "Axe 4", "Axe 5"]
    assert [line.source for line in pasted] == [
        FundingSource.ERDF,
        FundingSource.REGION,
        FundingSource.STATE,
        FundingSource.FIRMS,
        FundingSource.OTHER,
    ]
    assert [line.asked for line in pasted] == [1_250_000, 12_500_000, 1_250_000, 1_250_000, 12_500_000]
    assert [line.obtained for line in pasted] == [None, 100_000, 0, None, None]
    assert [line.year for line in pasted] == [2014, 2015, 2016, None, 2014]
    assert _acts(window) == ["Coller 5 lignes — Chimie verte"]
    assert _table(window).view.selected_rows() == list(pasted)
    assert not _table(window)._problem.isVisible()
    press(Key.Key_Z, _CONTROL)
    assert snapshot(window) == before


def test_dates_and_cells_with_line_breaks(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    first = snapshot(window).children(Action, "18")[0]
    _go(window, Action.TABLE, first.id, "title")
    _paste('"Cartographier\nles ""gisements"""\tRégion\toui\t12 février 2014\t12/02/2015\n')
    after = snapshot(window).get(Action, first.id)
    assert after is not None
    assert (after.title, after.owner, after.milestone) == ('Cartographier les "gisements"', "Région", True)
    assert (str(after.start), str(after.end)) == ("2014-02-12", "2015-02-12")


def test_what_cannot_be_read_is_kept_and_said_all_at_once(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line, second, *_ = _lines(window)
    _go(window, FundingLine.TABLE, line.id, "source")
    _paste("Martiens\tNouveau\tl’an prochain\t500\nFEDER\tAutre\t2015\tbeaucoup\n")
    table = _table(window)
    said = _plain(table._problem.text()).split("\n")
    assert [one.split(" : ")[0] for one in said] == [
        "Ligne 1, Source",
        "Ligne 1, Année",
        "Ligne 2, Montant demandé",
    ]
    assert "Martiens" in said[0]
    assert "n’est pas une année" in said[1]
    assert "beaucoup" in said[2]
    after = snapshot(window).get(FundingLine, line.id)
    assert after is not None
    assert (after.source, after.detail, after.year, after.asked) == (line.source, "Nouveau", line.year, 500)
    wrong = table.model.find(second.id, "asked")
    assert wrong.data() == "beaucoup"
    assert not wrong.data(Qt.ItemDataRole.DecorationRole).isNull()  # a sign besides the colour
    assert "pas enregistré" in _plain(wrong.data(Qt.ItemDataRole.AccessibleTextRole))
    assert window.stack.waiting() == ["Plan de financement"] * 2
    table.view.show_cell(second.id, "asked")
    press(Key.Key_F2)
    press(Key.Key_A, _CONTROL)
    type_text("700")
    press(Key.Key_Tab)
    assert len(table._problem.text().split("\n")) == 2  # the others are still said


def test_one_value_fills_the_selected_cells(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    lines = _lines(window)
    _go(window, FundingLine.TABLE, lines[0].id, "obtained")
    for _ in range(2):
        press(Key.Key_Down, _SHIFT)
    _paste("250 000 €")
    assert [line.obtained for line in _lines(window)[:4]] == [250_000] * 3 + [lines[3].obtained]
    assert _acts(window) == ["Coller une valeur dans 3 cellules — Chimie verte"]


def test_what_falls_beside_the_table_is_said(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line = _lines(window)[0]
    _go(window, FundingLine.TABLE, line.id, "obtained")
    _paste("5\tà droite\tencore\t\n")
    assert _lines(window)[0].obtained == 5
    assert _plain(_table(window)._problem.text()).startswith("2 colonnes de trop")


@pytest.mark.parametrize("text", ["a\n" * 2_001, "\t" * 500_001])
def test_too_much_changes_nothing_and_says_so(example: Path, opened: OpenWindow, text: str) -> None:
    window = opened(example)
    _go(window, FundingLine.TABLE, _lines(window)[0].id, "detail")
    _paste(text)
    assert _acts(window) == []
    assert _plain(_table(window)._problem.text()).startswith("Rien n’a été collé")


def test_control_characters_and_a_hundred_thousand_columns_do_no_harm(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line = _lines(window)[0]
    _go(window, FundingLine.TABLE, line.id, "detail")
    _paste("\x00a\x1bb\u2028c\ufeff" + "\t" * 100_000)
    assert _lines(window)[0].detail == "abc"


def test_many_lines_are_one_act(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    _go(window, Choice.TABLE, "18", FundingLine.TABLE)
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    _paste("\n".join(f"FEDER\tLigne {n}\t2014\t{n}" for n in range(1_000)))
    assert [line.asked for line in _lines(window)] == list(range(1_000))
    assert _acts(window)[-1] == "Coller 1 000 lignes — Chimie verte"


def test_candidates_are_pasted_with_their_firms(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    _go(window, FactoryCandidate.TABLE, "", "name")
    press(Key.Key_Escape)
    table = focused()
    assert isinstance(table, RowTable)
    fields = [column.field for column in table.rows_model.columns]
    lines = [
        {"name": "Fonderie", "headcount": "142", "siren": "000 000 018"},
        {"name": "Forge", "headcount": "38", "siren": "000000026"},
    ]
    _paste("\n".join("\t".join(line.get(field, "") for field in fields) for line in lines))
    firms = [snapshot(window).get(Company, c.company_id) for c in snapshot(window).all(FactoryCandidate)]
    assert [(f.name, f.headcount, f.siren) for f in firms if f] == [
        ("Fonderie", 142, "000000018"),
        ("Forge", 38, "000000026"),
    ]
    assert len(snapshot(window).all(Company)) == 2
    press(Key.Key_Z, _CONTROL)
    assert not snapshot(window).all(Company)


def test_several_targets_of_an_indicator_are_pasted_at_once(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    one = snapshot(window).children(Indicator, "18")[0]
    _go(window, Indicator.TABLE, one.id, "target-2014")
    _paste("10\t20,5\t30")
    after = snapshot(window).get(Indicator, one.id)
    assert after is not None
    values = ((2014, Decimal(10)), (2015, Decimal("20.5")), (2016, Decimal(30)))
    assert after.targets[:3] == tuple(Target(year=year, value=value) for year, value in values)


def test_a_refused_paste_leaves_everything_and_says_so(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    before = snapshot(window)
    reader = sqlite3.connect(example)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM meta").fetchone()
    _go(window, FundingLine.TABLE, _lines(window)[-1].id, "source")
    _paste("FEDER\tAxe\t2014\t5\nFEDER\tAxe\t2014\tmal\n")
    assert snapshot(window) == before
    assert _table(window).model.rejected == {}
    assert _plain(_table(window)._problem.text()).startswith("Rien n’a été changé")
    reader.close()
    press(Key.Key_V, _CONTROL)
    assert len(_lines(window)) == len(before.children(FundingLine, "18")) + 1


# -- reading aloud, menus -----------------------------------------------------------------------------------------


def test_a_row_is_read_as_one_sentence(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, FundingLine.TABLE, _lines(window)[0].id, "detail")
    model = _table(window).model
    first = _plain(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert first.startswith(f"Ligne 1 sur {len(model.rows)} : Source : Région ; Précision : ")
    assert "Année : 2014 ; Montant demandé : 1 200 000" in first
    assert _plain(model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)) == "Année : 2014"
    cell = QAccessible.queryAccessibleInterface(_table(window).view).child(model.columnCount() + 1)
    assert cell is not None


def _menu(table: RowTable) -> dict[str, QAction]:
    return {action.text(): action for action in table.actions() if not action.isSeparator()}


def test_the_menu_of_a_table_says_its_keys(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    menu = _menu(_table(window).view)
    assert list(menu)[:5] == ["Copier", "Couper", "Coller", "Ajouter une ligne", "Supprimer la ligne"]
    assert all(action.shortcut().toString() for action in menu.values())
    window.show_page("leads")
    leads = window.page("leads").findChild(RowTable)
    assert leads is not None
    assert "Ajouter une ligne" not in _menu(leads)


def test_ctrl_enter_adds_a_row_and_alt_arrows_move_it(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    first, second, *_ = _lines(window)
    _go(window, FundingLine.TABLE, first.id, "detail")
    press(Key.Key_Down, Modifier.AltModifier)
    assert [line.id for line in _lines(window)[:2]] == [second.id, first.id]
    press(Key.Key_Return, _CONTROL)
    assert _lines(window)[-1].blank


def test_lines_of_which_none_can_be_read_add_nothing_to_an_empty_table(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    window.go(Where(Choice.TABLE, "1", "motive"))
    for _ in range(3):
        press(Key.Key_PageDown, Modifier.ControlModifier)
    window.stack.setFocus()
    QGuiApplication.clipboard().setText("Banque\tPrêt\nMécène\tDon")
    before = snapshot(window)
    press(Key.Key_V, Modifier.ControlModifier)
    assert snapshot(window) == before
    said = [one.text() for one in window.findChildren(QLabel) if one.isVisible() and "non collée" in one.text()]
    assert len(said) == 1
    assert said[0].count("non collée") == 2
