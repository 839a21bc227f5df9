"""The officer reads and fills the amounts of one year; what waits there is not lost while another one is shown."""

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt

from nfi_planner.models import figures, lookups
from nfi_planner.models.figures import TOTAL
from nfi_planner.models.roadmap import Status
from nfi_planner.services import choosing
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.budget.page import BudgetPage
from tests.stories.test_budget_page import _REGION, _amounts, _at, _cell, _lines, _open, _plain, _shown, _source
from tests.window import Key, OpenWindow, bridge, press, settle, snapshot, type_text


def _year(page: BudgetPage, text: str) -> None:
    """Choose a year with the keys."""
    page.years.setFocus()
    for _ in range(page.years.count()):
        press(Key.Key_Up)
    while page.years.currentText() != text:
        press(Key.Key_Down)


def test_the_plans_by_source_of_one_year_add_up_over_the_years(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    lines = figures.chosen_funding(snapshot(window))
    seen = 0
    for year in sorted({line.year for line in lines if line.year}):
        _year(page, str(year))
        mine = [line for line in lines if line.year == year]
        asked = figures.asked(mine)
        assert _shown(page.matrix, TOTAL, "asked") == f"{asked:,}".replace(",", " ")
        region = figures.amount([li for li in mine if (li.choice_id, li.source) == ("18", "region")], "asked")
        assert _shown(page.matrix, "18", _REGION) == (f"{region:,}".replace(",", " ") if region is not None else "")
        bar = _plain(page._summary._bar.accessibleName())
        assert bar.startswith(f"Montant demandé en {year}, par source : Région : ")
        seen += asked
    assert seen == figures.asked(lines)
    page.tabs.setFocus()
    press(Key.Key_Right)
    assert not page.years.isVisible()
    assert _plain(page._summary._bar.accessibleName()).startswith("Montant demandé, par source : ")


def test_an_amount_typed_while_a_year_is_shown_is_of_that_year(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    _year(page, "2016")
    before = {line.id for line in _lines(window, "18")}
    table = page.matrix
    field, source = next(
        (column.field, column.header)
        for column in table.rows_model.columns
        if column.field.startswith("source-") and not _cell(table, "18", column.field).data()
    )
    _at(table, "18", field)
    hint = _plain(_cell(table, "18", field).data(Qt.ItemDataRole.ToolTipRole))
    assert hint.endswith(", 2016")
    type_text("12500")
    press(Key.Key_Return)
    (new,) = [line for line in _lines(window, "18") if line.id not in before]
    assert (new.year, new.source.label, new.asked) == (2016, source, 12_500)
    assert _shown(table, "18", field) == "12 500"
    _year(page, "2014")
    assert _shown(table, "18", field) != "12 500"


def test_what_cannot_be_read_waits_in_its_own_year(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    _year(page, "2015")
    _at(page.matrix, "18", _REGION)
    type_text("beaucoup")
    press(Key.Key_Return)
    assert _shown(page.matrix, "18", _REGION) == "beaucoup"
    _year(page, "2014")
    assert _shown(page.matrix, "18", _REGION) != "beaucoup"
    assert page.waiting() == ["Budget"]
    _year(page, "2015")
    assert _shown(page.matrix, "18", _REGION) == "beaucoup"


def test_what_is_of_one_year_and_what_is_of_all_is_said(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    assert "toutes années" not in page._total.text()
    _year(page, "2015")
    assert "plans choisis, toutes années confondues — demandé" in _plain(page._total.text())


def _cell_of_one_year(window: MainWindow) -> tuple[str, str, str]:
    """A plan and a source with one line in the year, and more lines in all, so that nothing is typed there for all."""
    lines = figures.chosen_lines(snapshot(window))
    one = next(
        line
        for line in lines
        if [(o.choice_id, o.source, o.year) for o in lines].count((line.choice_id, line.source, line.year)) == 1
        and [(o.choice_id, o.source) for o in lines].count((line.choice_id, line.source)) > 1
    )
    return one.choice_id, _source(one.source), str(one.year)


def test_what_waits_in_a_year_outlives_an_act_seen_in_all_years(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    plan, field, year = _cell_of_one_year(window)
    _year(page, year)
    _at(page.matrix, plan, field)
    type_text("beaucoup")
    press(Key.Key_Return)
    _year(page, "Toutes les années")
    other = next(c.id for c in reversed(lookups.chosen(snapshot(window))) if c.id != plan)
    bridge(window).do(choosing.set_status(snapshot(window), [other], Status.NOT_KEPT))
    settle()
    assert page.waiting() == ["Budget"]
    _year(page, year)
    assert _shown(page.matrix, plan, field) == "beaucoup"


def test_what_was_refused_in_a_year_is_written_while_another_is_shown(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _open(window)
    plan, field, year = _cell_of_one_year(window)
    _year(page, year)
    before = len(_lines(window, plan))
    reader = sqlite3.connect(example)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM meta").fetchone()
    _at(page.matrix, plan, field)
    type_text("12345")
    press(Key.Key_Return)
    reader.close()
    assert page.waiting() == ["Budget"]
    _amounts(page, "Obtenu")
    _year(page, "Toutes les années")
    other = next(c.id for c in reversed(lookups.chosen(snapshot(window))) if c.id != plan)
    bridge(window).do(choosing.set_status(snapshot(window), [other], Status.NOT_KEPT))
    settle()
    assert page.waiting() == []
    assert page.years.currentText() == "Toutes les années"
    assert len(_lines(window, plan)) == before
    _amounts(page, "Demandé")
    _year(page, year)
    assert _shown(page.matrix, plan, field) == "12 345"
