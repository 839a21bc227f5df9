"""The officer closes the program and opens it again: everything is as it was left."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from nfi_planner.models.roadmap import Stage, Status
from nfi_planner.models.rules import Where
from nfi_planner.services import choosing, settings
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.budget.page import BudgetPage
from nfi_planner.ui.pages.calendar.page import CalendarPage
from nfi_planner.ui.pages.factory import FactoryPage
from nfi_planner.ui.pages.factory.rows import Filter
from nfi_planner.ui.pages.leads.page import LeadsPage
from nfi_planner.ui.pages.stack import PAGES
from nfi_planner.ui.rows import ROW_ROLE
from nfi_planner.ui.widgets.tables import RowTable
from tests.services.test_logo import encoded, mark
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    answer_file_dialog,
    bridge,
    choices_page,
    focused,
    press,
    settle,
    sheets_page,
)


def budget(window: MainWindow) -> BudgetPage:
    page = window.page("budget")
    assert isinstance(page, BudgetPage)
    return page


def calendar(window: MainWindow) -> CalendarPage:
    page = window.page("calendar")
    assert isinstance(page, CalendarPage)
    return page


def leads(window: MainWindow) -> LeadsPage:
    page = window.page("leads")
    assert isinstance(page, LeadsPage)
    return page


def factory(window: MainWindow) -> FactoryPage:
    page = window.page("factory")
    assert isinstance(page, FactoryPage)
    return page


def _plans(window: MainWindow) -> list[str]:
    """The plans that the catalogue shows."""
    model = choices_page(window)._views[0].model()
    return [model.index(place, 0).data(ROW_ROLE).id for place in range(model.rowCount())]


def again(window: MainWindow, opened: OpenWindow, path: Path) -> MainWindow:
    """Close the program and start it anew."""
    window.close()
    settle()
    return opened(path)


def test_the_page_the_sheet_and_its_part_are_there_again(example: Path, draft: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("sheets")
    press(Key.Key_Right, Modifier.AltModifier)
    for _ in range(2):
        press(Key.Key_PageDown, Modifier.ControlModifier)
    plan, part = sheets_page(window).plan, sheets_page(window).tabs.currentIndex()
    assert (plan, part) != ("18", 0)
    window = again(window, opened, example)
    assert window.stack.shown == "sheets"
    assert (sheets_page(window).plan, sheets_page(window).tabs.currentIndex()) == (plan, part)
    assert focused() is sheets_page(window).work
    window = again(window, opened, draft)  # another document has not been anywhere yet
    assert window.stack.shown == "choices"
    window = again(window, opened, example)
    assert (window.stack.shown, sheets_page(window).plan) == ("sheets", plan)


def test_the_findings_stay_hidden(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    press(Key.Key_F9)
    window = again(window, opened, example)
    assert not window.frame.findings.isVisible()
    window.resize(800, 700)
    window.resize(1440, 900)
    assert not window.frame.findings.isVisible()
    press(Key.Key_F9)
    window = again(window, opened, example)
    assert window.frame.findings.isVisible()


def test_a_narrow_window_hides_the_findings_for_itself_alone(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.resize(800, 700)
    assert not window.frame.findings.isVisible()
    assert again(window, opened, example).frame.findings.isVisible()


def test_what_the_pages_show_is_there_again(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("calendar")
    page = calendar(window)
    page.chips["month"].click()
    page.milestones.click()
    page.plans.setFocus()
    press(Key.Key_Down)
    window.show_page("budget")
    budget(window).years.setFocus()
    for _ in range(2):
        press(Key.Key_Down)
    budget(window).tabs.setFocus()
    press(Key.Key_Right)
    budget(window).switch.buttons()[1].click()
    window.show_page("leads")
    leads(window)._chips["À compléter"].click()
    plan, year = page.plans.currentText(), budget(window).years.currentText()
    shown = [page.model.sentence(place) for place in range(page.model.rowCount())]
    window = again(window, opened, example)
    assert window.stack.shown == "leads"
    assert leads(window)._chips["À compléter"].isChecked()
    assert not leads(window)._model.rows
    page = calendar(window)
    assert page.chips["month"].isChecked()
    assert page.milestones.isChecked()
    assert page.plans.currentText() == plan != "Tous les plans choisis"
    assert [page.model.sentence(place) for place in range(page.model.rowCount())] == shown
    window.show_page("budget")
    assert budget(window).tabs.currentIndex() == 1
    assert budget(window).switch.buttons()[1].isChecked()
    assert budget(window).matrix.rows_model.columns[-1].header == "Part"
    budget(window).tabs.setFocus()
    press(Key.Key_Left)
    assert budget(window).years.currentText() == year == "2015"


def test_what_is_gone_meanwhile_is_not_asked_for(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("calendar")
    calendar(window).plans.setFocus()
    press(Key.Key_Down)
    plan = str(calendar(window).plans.currentData())
    bridge(window).do(choosing.set_status(bridge(window).snapshot, [plan], Status.NOT_KEPT))
    kept = settings.load()
    document = bridge(window).editor.document.id
    settings.change(documents={document: {"page": "yesterday", "plan": "34", "part": 9, "calendar_plan": plan}})
    settings.change(views={"budget": {"table": -1, "measure": "lent"}, "leads": {"filter": "x"}})
    assert settings.load() != kept
    window.stack.close_pages()
    window = again(window, opened, example)
    assert window.stack.shown == "choices"
    assert sheets_page(window).plan == "13"
    assert calendar(window).plans.currentText() == "Tous les plans choisis"
    assert budget(window).tabs.currentIndex() == 0
    assert leads(window)._chips["Tous"].isChecked()


def _drag_edge(table: RowTable, place: int, by: int) -> None:
    """Drag the right edge of a column's heading."""
    header = table.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) - 2, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, edge)
    for part in (1, 2, 3):
        QTest.mouseMove(header.viewport(), edge + QPoint(by * part // 3, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, edge + QPoint(by, 0))
    settle()


def test_a_column_stays_as_wide_as_it_was_made(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("leads")
    settle()
    view = leads(window).view
    before = view.columnWidth(1)
    _drag_edge(view, 1, 40)
    wide = view.columnWidth(1)
    assert wide == before + 40
    window.resize(1300, 800)
    settle()
    assert view.columnWidth(1) == wide
    window = again(window, opened, example)
    window.show_page("leads")
    settle()
    assert leads(window).view.columnWidth(1) == wide


def test_the_next_logo_is_looked_for_where_the_last_one_was(example: Path, opened: OpenWindow, tmp_path: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    (folder / "logo.png").write_bytes(encoded(mark(), "PNG"))
    window = opened(example)
    window.go(Where("roadmap", "roadmap", "logo"))
    settle()
    answer_file_dialog(folder / "logo.png")
    press(Key.Key_Space)
    window = again(window, opened, example)
    window.go(Where("roadmap", "roadmap", "logo"))
    settle()
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        seen.append(dialog.directory().absolutePath())
        dialog.reject()

    QTimer.singleShot(200, look)
    press(Key.Key_Space)
    assert seen == [str(folder)]


def test_an_amount_is_whole_in_a_column_that_was_made_narrow(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("budget")
    settle()
    before = budget(window).matrix.columnWidth(1)
    _drag_edge(budget(window).matrix, 1, -30)
    window = again(window, opened, example)
    assert budget(window).matrix.columnWidth(1) == before
    _drag_edge(budget(window).matrix, 1, 30)
    window = again(window, opened, example)
    assert budget(window).matrix.columnWidth(1) == before + 30


def test_what_is_filtered_is_filtered_again(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    families = [one for one in choices_page(window)._chips.buttons() if one.property("family")]
    family = families[1].property("family")
    families[1].click()
    plans = _plans(window)
    window.show_page("factory")
    page = factory(window)
    page.stages.choose(Stage.SELECTED)
    page.departments.setFocus()
    for _ in range(2):
        press(Key.Key_Down)
    rows, only = [row.id for row in page.view.rows_model.rows], page._only
    assert only == Filter(Stage.SELECTED, only.department)
    assert only.department
    assert rows
    window.show_page("budget")
    budget(window)._whole.click()
    columns = [column.field for column in budget(window).matrix.rows_model.columns]
    window = again(window, opened, example)
    assert _plans(window) == plans
    assert len(plans) < 33
    assert [one.property("family") for one in choices_page(window)._chips.buttons() if one.isChecked()] == [family]
    window.show_page("factory")
    assert [row.id for row in factory(window).view.rows_model.rows] == rows
    assert factory(window)._only == only
    window.show_page("budget")
    assert [column.field for column in budget(window).matrix.rows_model.columns] == columns
    assert budget(window)._whole.isChecked()


def test_a_family_of_the_menu_is_shown_again(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    menu = choices_page(window)._more.menu()
    menu.actions()[-1].trigger()
    name, plans = choices_page(window)._more.text(), _plans(window)
    window = again(window, opened, example)
    assert (choices_page(window)._more.text(), _plans(window)) == (name, plans)
    assert choices_page(window)._more.isChecked()


def test_true_is_no_place(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    document = bridge(window).editor.document_id
    settings.change(
        documents={document: {"part": True}},
        views={"budget": {"table": True}},
    )
    assert sheets_page(window).tabs.currentIndex() == 0
    assert budget(window).tabs.currentIndex() == 0


def test_the_pages_say_their_places_in_words_of_their_own(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    said = ["page", *(name for key in PAGES for name in window.page(key).place())]
    assert len(said) == len(set(said))
    left = [name for key in PAGES for name in window.page(key).left()]
    assert not set(said) & set(left)
