"""What is half typed, pasted where nothing goes, or can't be read: no harm is done, and what waits is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, Company, FundingLine, Lead, Status
from nfi_planner.models.rules import Where
from nfi_planner.services import choosing, sheets
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.budget.page import BudgetPage
from nfi_planner.ui.pages.calendar.page import CalendarPage
from nfi_planner.ui.pages.leads.page import LeadsPage
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.tables import RowTable
from tests.window import Key, Modifier, OpenWindow, bridge, focused, press, settle, sheets_page, snapshot, type_text

_CONTROL = Modifier.ControlModifier


def _go(window: MainWindow, table: str, row: str, field: str) -> None:
    window.activateWindow()
    window.go(Where(table, row, field))
    settle()


def _paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(Key.Key_V, _CONTROL)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _leads(window: MainWindow) -> LeadsPage:
    window.activateWindow()
    window.show_page("leads")
    page = window.page("leads")
    assert isinstance(page, LeadsPage)
    return page


def _budget(window: MainWindow) -> BudgetPage:
    window.activateWindow()
    window.show_page("budget")
    settle()
    page = window.page("budget")
    assert isinstance(page, BudgetPage)
    return page


def _take_out(window: MainWindow, plan: str) -> None:
    assert bridge(window).do(choosing.set_status(snapshot(window), [plan], Status.NOT_KEPT))
    settle()


# -- the search of firms -------------------------------------------------------------------------------------------


def _companyless(window: MainWindow) -> tuple[str, str]:
    """Two chosen plans, the first of which has no firm, and its neighbour."""
    plans = [choice.id for choice in lookups.chosen(snapshot(window))]
    assert bridge(window).do(sheets.edit_lead(snapshot(window), plans[0], company_id=None))
    return plans[0], plans[1]


def test_a_search_is_not_taken_along_to_another_plan(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    first, second = _companyless(window)
    before = snapshot(window)
    _go(window, Lead.TABLE, first, "company_id")
    type_text("Solvants neufs")
    press(Key.Key_Escape)
    press(Key.Key_Right, Modifier.AltModifier)
    assert sheets_page(window).plan == second
    assert sheets_page(window)._lead.search.text() == ""
    press(Key.Key_Tab)
    assert snapshot(window) == before


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Backtab])
def test_half_a_search_is_no_firm(example: Path, opened: OpenWindow, key: Qt.Key) -> None:
    window = opened(example)
    first, _ = _companyless(window)
    before = snapshot(window)
    _go(window, Lead.TABLE, first, "company_id")
    type_text("Bio")
    press(Key.Key_Escape)
    press(key)
    assert focused() is not sheets_page(window)._lead.search
    assert sheets_page(window)._lead.search.text() == ""
    assert snapshot(window) == before


def test_leaving_the_page_or_the_document_writes_no_half_firm(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    first, _ = _companyless(window)
    _go(window, Lead.TABLE, first, "company_id")
    before = snapshot(window)
    type_text("Bio")
    press(Key.Key_Escape)
    window.show_page("choices")
    settle()
    assert snapshot(window) == before
    _go(window, Lead.TABLE, first, "company_id")
    editor = bridge(window).editor
    type_text("Bio")
    press(Key.Key_Escape)
    press(Key.Key_W, _CONTROL)
    assert editor.snapshot == before


def test_tab_takes_the_firm_that_matches_exactly(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    first, _ = _companyless(window)
    firm = snapshot(window).all(Company)[-1]
    _go(window, Lead.TABLE, first, "company_id")
    type_text(firm.name)
    press(Key.Key_Escape)
    press(Key.Key_Tab)
    lead = lookups.lead(snapshot(window), first)
    assert lead is not None
    assert lead.company_id == firm.id


# -- cells that take nothing ---------------------------------------------------------------------------------------


def test_a_locked_total_keeps_its_figure_and_waits_for_nothing(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _budget(window)
    model = page.matrix.rows_model
    place = next(
        model.index(row, column)
        for row in range(len(model.rows))
        for column, one in enumerate(model.columns)
        if one.write is not None and one.locked(model.rows[row])
    )
    shown, before = place.data(), snapshot(window)
    page.matrix.setFocus()
    page.matrix.setCurrentIndex(place)
    _paste("123")
    assert place.data() == shown
    assert snapshot(window) == before
    assert window.stack.waiting() == []
    assert "1 cellule n’a rien reçu — " in _plain(page._problem.text())


def test_a_block_passes_over_the_headings_of_the_calendar(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.activateWindow()
    window.show_page("calendar")
    page = window.page("calendar")
    assert isinstance(page, CalendarPage)
    rows = page.model.rows
    place = next(
        i for i in range(len(rows) - 2)
        if isinstance(rows[i], Action) and not isinstance(rows[i + 1], Action) and isinstance(rows[i + 2], Action)
    )  # fmt: skip
    last, first = rows[place].id, rows[place + 2].id
    page.view.show_cell(last, "owner")
    _paste("Agence\nCluster")
    owners = [one.owner for key in (last, first) if (one := snapshot(window).get(Action, key))]
    assert owners == ["Agence", "Cluster"]
    assert window.stack.waiting() == []
    assert page.model.problems() == []


# -- what waits ----------------------------------------------------------------------------------------------------


def test_a_wrong_cell_of_a_plan_taken_out_is_not_forgotten(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _leads(window)
    page.view.show_cell("18", "informed_on")
    type_text("31/02/2014")
    press(Key.Key_Return)
    _take_out(window, "18")
    assert not page.view.rows_model.find("18", "").isValid()
    assert window.stack.waiting() == ["Chefs de projet"]


def test_a_total_that_is_gone_waits_for_nothing(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _budget(window)
    model = page.matrix.rows_model
    row, field = next((row.id, c.field) for row in model.rows for c in model.columns if c.takes(row))
    page.matrix.show_cell(row, field)
    _paste("beaucoup")
    assert window.stack.waiting() == ["Budget"]
    window.show_page("choices")
    _take_out(window, row)
    assert window.stack.waiting() == []
    page = _budget(window)
    assert page.matrix.rows_model.rejected == {}


def test_a_wrong_cell_goes_with_its_row(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line = snapshot(window).children(FundingLine, "18")[0]
    _go(window, FundingLine.TABLE, line.id, "asked")
    type_text("beaucoup")
    press(Key.Key_Tab)
    model = sheets_page(window).tables[FundingLine.TABLE].model
    assert model.rejected
    press(Key.Key_Delete, _CONTROL)
    assert model.rejected == {}
    assert window.stack.waiting() == []


def test_a_write_that_breaks_leaves_the_field_usable(example: Path, opened: OpenWindow) -> None:
    opened(example)
    shown = ["un"]

    def write(value: str) -> bool:
        raise RuntimeError(value)

    field = Field("essai", lambda: shown[0], write)
    field.show_row("1")
    line = field.control
    assert isinstance(line, QLineEdit)
    line.setText("deux")
    with pytest.raises(RuntimeError):
        field.commit()
    shown[0] = "trois"
    field.refresh()
    assert line.text() == "trois"


# -- the firm of a row of leads ------------------------------------------------------------------------------------


def _firm(window: MainWindow, plan: str) -> Company:
    firm = lookups.lead_company(snapshot(window), lookups.lead(snapshot(window), plan))
    assert firm is not None
    return firm


def test_a_known_name_among_the_leads_is_that_firm(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _leads(window)
    count, own, other = len(snapshot(window).all(Company)), _firm(window, "18"), _firm(window, "13")
    page.view.show_cell("18", "company_name")
    _paste(other.name.upper())
    assert _firm(window, "18") == other
    assert len(snapshot(window).all(Company)) == count
    assert snapshot(window).get(Company, own.id) == own


def test_a_firm_with_a_siren_is_not_renamed_among_the_leads(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _leads(window)
    own = _firm(window, "18")
    page.view.show_cell("18", "company_name")
    _paste("Tout autre chose")
    assert _firm(window, "18") == own
    assert "a un SIREN" in _plain(page._problem.text())
    assert window.stack.waiting() == ["Chefs de projet"]


# -- what is said --------------------------------------------------------------------------------------------------


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    heard: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(_plain(event.message()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    return heard


def test_a_problem_is_said_once(example: Path, opened: OpenWindow, said: list[str]) -> None:
    window = opened(example)
    line = snapshot(window).children(FundingLine, "18")[0]
    _go(window, FundingLine.TABLE, line.id, "asked")
    type_text("beaucoup")
    press(Key.Key_Tab)
    _go(window, Lead.TABLE, "18", "informed_on")
    type_text("hier")
    press(Key.Key_Tab)
    for plan in ("13", "22"):  # acts that have nothing to do with it
        assert bridge(window).do(sheets.edit(snapshot(window), lookups.choice(snapshot(window), plan), memo="x"))
        settle()
    assert sum("« beaucoup »" in text for text in said) == 1
    assert sum("« hier" in text for text in said) == 1


def test_a_refusal_is_said_once_however_often_it_is_tried_again(
    example: Path, opened: OpenWindow, said: list[str]
) -> None:
    opened(example)
    field = Field("essai", lambda: "un", lambda _: False)
    field.show_row("1")
    assert isinstance(field.control, QLineEdit)
    field.control.setText("deux")
    field.commit()
    for _ in range(3):
        field.try_again()
    assert field.waiting()
    assert [text for text in said if text.startswith("Essai")] == [f"Essai : {_plain(field.error.text())}"]


def test_why_nothing_was_pasted_is_said_until_something_is_written(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    line = snapshot(window).children(FundingLine, "18")[0]
    _go(window, FundingLine.TABLE, line.id, "detail")
    table = sheets_page(window).tables[FundingLine.TABLE]
    _paste("x\n" * 20_000)
    assert "Rien n’a été" in table._problem.text()
    type_text("Axe 9")
    press(Key.Key_Return)
    assert table._problem.text() == ""


# -- leaving a table -----------------------------------------------------------------------------------------------


def _in(table: RowTable) -> bool:
    return table is focused() or table.isAncestorOf(focused())


@pytest.mark.parametrize("typed", ["", "Zoé"])
@pytest.mark.parametrize(
    ("key", "held"), [(Key.Key_Tab, _CONTROL), (Key.Key_Backtab, _CONTROL | Modifier.ShiftModifier)]
)
def test_one_key_leaves_a_table(example: Path, opened: OpenWindow, key: Qt.Key, held: Modifier, typed: str) -> None:
    window = opened(example)
    page = _leads(window)
    page.view.show_cell("18", "first_name")
    settle()
    type_text(typed)
    press(key, held)
    assert not _in(page.view)
    assert page.view.currentIndex() == page.view.rows_model.find("18", "first_name")
    lead = lookups.lead(snapshot(window), "18")
    assert lead is not None
    assert lead.first_name == (typed or "Hélène")
    description = QAccessible.queryAccessibleInterface(page.view).text(QAccessible.Text.Description)
    assert "Ctrl+Tab" in description
