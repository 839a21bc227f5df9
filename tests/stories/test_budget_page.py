"""The officer reads and fills the budget of all plans on one page: totals, lines, an amount or a block at a time."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from nfi_planner.models import figures, lookups
from nfi_planner.models.figures import TOTAL
from nfi_planner.models.roadmap import FundingLine, FundingSource, Status
from nfi_planner.models.rules import Where
from nfi_planner.services import choosing, sheets
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.budget.matrix import NAME, SHARE
from nfi_planner.ui.pages.budget.page import BudgetPage
from nfi_planner.ui.widgets.tables import RowTable
from tests.window import Key, Modifier, OpenWindow, bridge, focused, press, settle, sheets_page, snapshot, type_text


def _open(window: MainWindow) -> BudgetPage:
    window.activateWindow()
    window.show_page("budget")
    settle()
    page = window.page("budget")
    assert isinstance(page, BudgetPage)
    return page


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _cell(table: RowTable, row: str, field: str) -> QModelIndex:
    index = table.rows_model.find(row, field)
    assert index.isValid()
    assert table.rows_model.columns[index.column()].field == field
    return index


def _shown(table: RowTable, row: str, field: str) -> str:
    return _plain(str(_cell(table, row, field).data()))


def _at(table: RowTable, row: str, field: str) -> None:
    table.show_cell(row, field)
    settle()


def _source(source: FundingSource) -> str:
    return f"source-{source}"


_REGION, _ERDF, _LOCAL = map(_source, (FundingSource.REGION, FundingSource.ERDF, FundingSource.LOCAL))


def _lines(window: MainWindow, plan: str) -> tuple[FundingLine, ...]:
    return snapshot(window).children(FundingLine, plan)


def _labels(window: MainWindow) -> list[str]:
    return [_plain(line.label) for line in bridge(window).editor.document.lines[1:]]


def _amounts(page: BudgetPage, text: str) -> None:
    (chip,) = [one for one in page.findChildren(QPushButton) if one.text() == text]
    chip.setFocus()
    press(Key.Key_Space)


# -- reading -------------------------------------------------------------------------------------------------------


def test_the_three_tables_add_up_to_what_the_page_says(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    lines = figures.chosen_funding(snapshot(window))
    asked = f"{figures.asked(lines):,}".replace(",", " ")
    said = [_plain(one.text()) for one in page.findChildren(QLabel)]
    assert any(f"demandé : {asked} €" in text for text in said)
    for _ in page.matrices:
        assert _shown(page.matrix, TOTAL, "asked") == asked
        assert _shown(page.matrix, TOTAL, SHARE) == "100 %"
        page.tabs.setFocus()
        press(Key.Key_Right)
    assert len(page.lines.model.rows) == len(lines)


def test_a_table_says_its_rows_in_sentences_and_its_bars_in_figures(example: Path, opened: OpenWindow) -> None:
    page = _open(opened(example))
    text = _plain(_cell(page.matrix, "18", NAME).data(Qt.ItemDataRole.AccessibleTextRole))
    assert text.startswith("Ligne 1 sur 11 : Plan : 18 · Chimie verte ; Région : 3 800 000 ; ")
    assert "Part : " in text
    bar = _plain(page._summary._bar.accessibleName())
    assert bar.startswith("Montant demandé, par source : Région : ")
    legend = [_plain(one.text()) for one in page._summary.findChildren(QLabel)]
    assert any(one.startswith("Région ") and one.endswith(" %") for one in legend)


def test_the_switch_shows_what_was_obtained(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    _at(page.matrix, "18", _REGION)
    _amounts(page, "Obtenu")
    obtained = figures.amount([li for li in _lines(window, "18") if li.source is FundingSource.REGION], "obtained")
    assert _shown(page.matrix, "18", _REGION) == f"{obtained:,}".replace(",", " ")
    assert page.matrix.currentIndex() == _cell(page.matrix, "18", _REGION)
    _amounts(page, "Demandé")
    assert _shown(page.matrix, "18", _REGION) == "3 800 000"


def test_plans_taken_out_leave_and_come_back(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    rows = len(page.lines.model.rows)
    bridge(window).do(choosing.set_status(snapshot(window), [18], Status.NOT_KEPT))
    assert not page.matrix.rows_model.find("18", NAME).isValid()
    assert len(page.lines.model.rows) == rows - len(_lines(window, "18"))
    bridge(window).undo()
    assert page.matrix.rows_model.find("18", NAME).isValid()
    assert len(page.lines.model.rows) == rows


def test_an_empty_roadmap_says_so_and_takes_its_first_line(blank: Path, opened: OpenWindow) -> None:
    window = opened(blank)
    page = _open(window)
    assert page._summary._nothing.isVisible()
    bridge(window).do(choosing.set_status(snapshot(window), [18], Status.STRATEGIC))
    _at(page.matrix, "18", _ERDF)
    type_text("1,5 M€")
    press(Key.Key_Return)
    (line,) = _lines(window, "18")
    assert (line.source, line.year, line.asked) == (FundingSource.ERDF, 2014, 1_500_000)
    assert not page._summary._nothing.isVisible()


# -- typing into totals --------------------------------------------------------------------------------------------


def test_typing_into_a_total_of_one_line_changes_that_line(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    page.tabs.setCurrentIndex(0)
    groups = figures.matrix(figures.chosen_lines(snapshot(window)), "choice_id", "source", ["32"])
    head, (line,) = next((head, lines) for head, lines in groups[0].cells.items() if len(lines) == 1)
    _at(page.matrix, "32", _source(head))
    type_text("123 456")
    press(Key.Key_Tab)
    after = snapshot(window).get(FundingLine, line.id)
    assert after is not None
    assert after.asked == 123_456
    assert page.matrix.currentIndex().column() == _cell(page.matrix, "32", _source(head)).column() + 1


def test_typing_where_there_is_no_line_makes_one(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    before = _lines(window, "18")
    empty = _cell(page.matrix, "18", _LOCAL)
    assert "Saisir un montant ajoute une ligne : Collectivités" in _plain(empty.data(Qt.ItemDataRole.ToolTipRole))
    _at(page.matrix, "18", _LOCAL)
    type_text("50000")
    press(Key.Key_Return)
    *same, new = _lines(window, "18")
    assert tuple(same) == before
    assert (new.source, new.asked) == (FundingSource.LOCAL, 50_000)
    assert page.lines.model.find(new.id, "asked").isValid()


def test_a_source_without_a_line_is_shown_when_asked_and_takes_an_amount(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    field = _source(FundingSource.OTHER)
    fields = [column.field for column in page.matrix.rows_model.columns]
    assert field not in fields
    _at(page.matrix, "18", _ERDF)
    (every,) = [one for one in page.findChildren(QPushButton) if one.text() == "Toutes les sources"]
    every.setFocus()
    press(Key.Key_Space)
    shown = [column.field for column in page.matrix.rows_model.columns if column.field.startswith("source-")]
    assert shown == [_source(source) for source in FundingSource]
    assert page.matrix.currentIndex() == _cell(page.matrix, "18", _ERDF)
    _at(page.matrix, "18", field)
    type_text("7000")
    press(Key.Key_Return)
    added = _lines(window, "18")[-1]
    assert (added.source, added.asked) == (FundingSource.OTHER, 7_000)
    assert not every.isVisible()  # every source has a line
    press(Key.Key_Z, Modifier.ControlModifier)
    assert every.isVisible()
    every.setFocus()
    press(Key.Key_Space)
    assert [column.field for column in page.matrix.rows_model.columns] == fields
    page.tabs.setCurrentIndex(2)
    assert not every.isVisible()  # the columns are years


def test_enter_on_a_total_of_several_lines_goes_to_them(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    behind = [line for line in _lines(window, "18") if line.source is FundingSource.REGION]
    assert len(behind) > 1
    cell = _cell(page.matrix, "18", _REGION)
    assert "Entrée y va" in _plain(cell.data(Qt.ItemDataRole.AccessibleTextRole))
    _at(page.matrix, "18", _REGION)
    press(Key.Key_Return)
    assert focused() is page.lines.view
    assert page.lines.view.selected_rows() == behind
    assert page.lines.view.currentIndex() == page.lines.model.find(behind[0].id, "asked")
    assert not page.lines.view.visibleRegion().isEmpty()


def test_enter_on_a_plan_opens_its_sheet(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    _at(page.matrix, "22", NAME)
    press(Key.Key_Return)
    assert window.stack.shown == "sheets"
    assert sheets_page(window).plan == "22"
    assert focused() is sheets_page(window).tables[FundingLine.TABLE].view


def test_a_block_pasted_on_totals_is_one_act_and_the_rest_is_said(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    before = snapshot(window)
    _at(page.matrix, "18", _LOCAL)
    QGuiApplication.clipboard().setText("10\tbeaucoup")
    press(Key.Key_V, Modifier.ControlModifier)
    assert _lines(window, "18")[-1].asked == 10
    assert "lignes : Entrée y va" in _plain(page._problem.text())
    assert _labels(window) == ["Coller 1 ligne — Chimie verte"]
    _amounts(page, "Obtenu")
    assert not page._problem.isVisible()  # what is wrong is wrong among the amounts asked
    press(Key.Key_Z, Modifier.ControlModifier)
    assert snapshot(window) == before
    assert window.stack.shown == "budget"  # one sees here what was taken back


# -- the lines -----------------------------------------------------------------------------------------------------


def test_lines_are_pasted_with_their_plans(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    last = page.lines.model.rows[-1]
    page.lines.view.show_cell(last.id, "choice_id")
    text = "18\tFEDER\tAxe 1\t2014\t100 000\t\nAlimentation\tRégion\tAxe 2\t2015\t200 000 €\t50 000\n"
    QGuiApplication.clipboard().setText(text)
    press(Key.Key_V, Modifier.ControlModifier)
    moved, added = _lines(window, "18")[-1], _lines(window, "22")[-1]
    assert moved.id == last.id
    assert (moved.source, moved.detail, moved.asked) == (FundingSource.ERDF, "Axe 1", 100_000)
    assert (added.source, added.year, added.asked, added.obtained) == (FundingSource.REGION, 2015, 200_000, 50_000)
    assert _labels(window) == ["Coller 2 lignes — Lignes de financement"]


def test_a_pasted_line_of_no_known_plan_is_not_counted_under_another(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    before = snapshot(window).all(FundingLine)
    last = page.lines.model.rows[-1]
    page.lines.view.show_cell(last.id, "choice_id")
    own = "\t".join(str(page.lines.model.index(len(before) - 1, place).data() or "") for place in range(6))
    lines = ("Plan inconnu\tRégion\tA\t2014\t2,4 M€\t", "18\tRégion\tB\tquinze\t9 000\t", "18\tFEDER\tC\t2015\t7\t")
    text = "\n".join((own, *lines, ""))
    QGuiApplication.clipboard().setText(text)
    press(Key.Key_V, Modifier.ControlModifier)
    added = [line for line in snapshot(window).all(FundingLine) if line.id not in {one.id for one in before}]
    assert [(line.choice_id, line.source, line.asked) for line in added] == [("18", FundingSource.ERDF, 7)]
    said = page.lines._problem.text()
    assert "Ligne 2 non collée" in said
    assert "Plan inconnu" in said
    assert "Ligne 3 non collée" in said


def test_a_line_is_added_to_the_plan_one_is_in(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    before = _lines(window, "22")
    page.lines.view.show_cell(before[0].id, "detail")
    press(Key.Key_Return, Modifier.ControlModifier)
    assert len(_lines(window, "22")) == len(before) + 1
    here = page.lines.view.currentIndex()
    assert page.lines.model.rows[here.row()].id == _lines(window, "22")[-1].id
    assert page.lines.model.columns[here.column()].field == "source"


def test_lines_are_removed_and_come_back(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    before = snapshot(window)
    page.lines.view.show_cell(_lines(window, "18")[0].id, "detail")
    press(Key.Key_Down, Modifier.ShiftModifier)
    press(Key.Key_Delete, Modifier.ControlModifier)
    assert len(_lines(window, "18")) == len(before.children(FundingLine, "18")) - 2
    press(Key.Key_Z, Modifier.ControlModifier)
    assert snapshot(window) == before
    assert window.stack.shown == "budget"


def test_a_line_has_a_plan_or_keeps_its_own(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    line = _lines(window, "18")[0]
    page.lines.view.show_cell(line.id, "choice_id")
    QGuiApplication.clipboard().setText("30")  # a plan that isn't chosen
    press(Key.Key_V, Modifier.ControlModifier)
    assert snapshot(window).get(FundingLine, line.id) == line
    assert "« 30 » n’est pas dans la liste" in _plain(page.lines._problem.text())
    assert window.stack.waiting() == ["Budget"]


def test_an_act_leaves_cursor_selection_and_scroll_alone(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    _at(page.matrix, "14", _ERDF)
    line = _lines(window, "18")[0]
    resets: list[str] = []
    page.matrix.rows_model.modelReset.connect(lambda: resets.append("matrix"))
    page.lines.model.modelReset.connect(lambda: resets.append("lines"))
    page.lines.model.setData(page.lines.model.find(line.id, "asked"), "7")
    new = FundingSource.OTHER  # a source nobody was asked for: a column more
    page.lines.model.setData(page.lines.model.find(line.id, "source"), new.label)
    assert _shown(page.matrix, "18", _source(new)) == "7"
    assert resets == []
    assert focused() is page.matrix
    assert page.matrix.currentIndex() == _cell(page.matrix, "14", _ERDF)


def test_a_finding_still_leads_into_the_sheet_and_a_line_into_the_page(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    line = _lines(window, "15")[-1]
    page.go(Where(FundingLine.TABLE, line.id, "asked"))
    assert page.lines.view.currentIndex() == page.lines.model.find(line.id, "asked")
    top = page.lines.view.viewport().mapTo(window, page.lines.view.visualRect(page.lines.view.currentIndex()).center())
    assert 0 < top.y() < window.height()  # the page has scrolled to it
    assert lookups.chosen(snapshot(window))


def test_an_amount_paints_its_own_cells_and_moves_nothing(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    legend = page._summary.findChildren(QLabel)
    model, told = page.matrix.rows_model, list[tuple[str, str]]()

    def note(first: QModelIndex, last: QModelIndex) -> None:
        assert first == last
        told.append((model.rows[first.row()].id, model.columns[first.column()].field))

    model.dataChanged.connect(note)
    line = figures.chosen_lines(snapshot(window))[0]
    bridge(window).do(sheets.edit(snapshot(window), line, asked=(line.asked or 0) + 1_000))
    settle()
    amounts = {(row, field) for row, field in told if field != SHARE}
    heads = {f"source-{line.source}", "asked"}
    assert amounts == {(row, field) for row in (line.choice_id, TOTAL) for field in heads}
    assert page._summary.findChildren(QLabel) == legend
