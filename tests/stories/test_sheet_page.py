"""A sheet says how complete it is; its parts, its neighbours and the firms of the document are reached by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox

from nfi_planner.models import lookups, progress
from nfi_planner.models.roadmap import Choice, Company, FundingLine, Lead
from nfi_planner.models.rules import Where
from nfi_planner.services import settings
from nfi_planner.ui import looks
from nfi_planner.ui.main_window import MainWindow
from tests.window import Key, Modifier, OpenWindow, bridge, focused, press, settle, sheets_page, snapshot, type_text

Role = Qt.ItemDataRole


def _go(window: MainWindow, table: str, row: str, field: str) -> None:
    window.activateWindow()
    window.go(Where(table, row, field))
    settle()


def _lead_firm(window: MainWindow, plan: str) -> Company:
    company = lookups.lead_company(snapshot(window), lookups.lead(snapshot(window), plan))
    assert company is not None
    return company


def test_the_tabs_say_how_complete_each_part_is_and_follow_what_is_typed(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    _go(window, Choice.TABLE, "13", FundingLine.TABLE)
    page = sheets_page(window)
    texts = [page.tabs.tabText(place) for place in range(5)]
    assert texts == [
        "Justification  ✓",
        "Chef de projet et actions  ✓",
        "Partenaires  ✓",
        "Budget  0/1",
        "Indicateurs  ✓",
    ]
    assert page.tabs.accessibleTabName(3) == "Budget, 0\u00a0élément sur 1"
    assert page._missing.text() == "Il manque\u00a0: une ligne de financement chiffrée."
    assert page._place.text() == "Rang 1 · position 2"
    line = snapshot(window).children(FundingLine, "13")[-1]
    page.tables[FundingLine.TABLE].view.show_cell(line.id, "asked", edit=True)
    type_text("40000")
    press(Key.Key_Tab)
    assert page.tabs.tabText(3) == "Budget  ✓"
    assert page.tabs.accessibleTabName(3) == "Budget, partie complète"
    assert not page._missing.isVisible()  # the tab says that it is complete, and so does the list of the sheets


def test_the_list_of_sheets_says_which_are_complete(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    _go(window, Choice.TABLE, "18", "objectives")
    picker = next(box for box in sheets_page(window).findChildren(QComboBox) if "Aller" in box.accessibleName())
    entries = [picker.itemText(place) for place in range(picker.count())]
    chosen = lookups.chosen(snapshot(window))
    assert [picker.itemData(place) for place in range(picker.count())] == [choice.id for choice in chosen]
    assert entries[0] == "18 · Chimie verte\u00a0— complète"
    assert entries[1] == "13 · Industries du bois\u00a0— complète à 92\u00a0%"
    press(Key.Key_A, Modifier.ControlModifier)
    press(Key.Key_Delete)
    press(Key.Key_Tab)
    assert picker.itemText(0) == "18 · Chimie verte\u00a0— complète à 92\u00a0%"


@pytest.mark.parametrize("part", range(5))
def test_the_next_and_the_previous_sheet_open_at_the_same_part(example: Path, opened: OpenWindow, part: int) -> None:
    window = opened(example)
    window.show_page("sheets")
    page = sheets_page(window)
    window.activateWindow()
    page.tabs.setCurrentIndex(part)
    page.tabs.setFocus()
    first, second = (choice.id for choice in lookups.chosen(snapshot(window))[:2])
    press(Key.Key_Right, Modifier.AltModifier)
    assert (page.plan, page.tabs.currentIndex()) == (second, part)
    press(Key.Key_Left, Modifier.AltModifier)
    assert (page.plan, page.tabs.currentIndex()) == (first, part)
    assert not page._before.isEnabled()
    page._after.setFocus()
    press(Key.Key_Space)
    assert (page.plan, page.tabs.currentIndex()) == (second, part)


def test_the_keys_are_on_the_buttons_and_spoken_apart_from_the_name(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    window.show_page("sheets")
    after = sheets_page(window)._after
    interface = QAccessible.queryAccessibleInterface(after)
    assert interface.text(QAccessible.Text.Name) == "Fiche suivante"
    assert interface.text(QAccessible.Text.Description) == "Touches\u00a0: Alt →"
    bare = after.fontMetrics().horizontalAdvance("Suivante")
    assert after.sizeHint().width() > bare + after.fontMetrics().horizontalAdvance("Alt →")


def test_the_search_shows_what_tells_firms_apart_and_counts_them(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Lead.TABLE, "18", "company_id")
    search = sheets_page(window)._lead.search
    said: list[str] = []
    window.stack.announced.connect(said.append)
    type_text("bio")
    popup = focused()
    assert popup is search._popup
    count = f"2\u00a0résultats parmi les {len(snapshot(window).all(Company))}\u00a0entreprises du document"
    rows = [popup.model().index(place, 0).data(Role.AccessibleTextRole) for place in range(popup.model().rowCount())]
    assert rows == [
        "Biosource Emballages, SIREN 000\u202f000\u202f216, Troyes, 310\u00a0salariés, ETI",
        "Biosourcés de la Vesle, SIREN 000\u202f000\u202f018, Reims, 84\u00a0salariés, PME",
        f"Saisir une nouvelle entreprise «\u00a0bio\u00a0». {count}.",
    ]
    assert said[-1] == count
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert _lead_firm(window, "18").name == "Biosource Emballages"


def test_the_search_opens_on_the_down_key_and_offers_a_new_firm_last(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Lead.TABLE, "18", "company_id")
    press(Key.Key_Down)
    popup = sheets_page(window)._lead.search._popup
    assert popup.isVisible()
    assert popup.model().rowCount() == 7  # six firms, and the offer
    press(Key.Key_Escape)
    before = _lead_firm(window, "18")
    type_text("Atelier fictif")
    press(Key.Key_Return)  # nobody has that name, and the plan has a firm: it is asked for, not done
    assert _lead_firm(window, "18") == before
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert _lead_firm(window, "18").name == "Atelier fictif"


def test_two_firms_of_one_name_can_both_be_picked(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    plans = [choice.id for choice in lookups.chosen(snapshot(window))[:3]]
    for plan in plans[:2]:
        _go(window, Lead.TABLE, plan, "company_name")
        press(Key.Key_A, Modifier.ControlModifier)
        type_text("Jumelle")
        press(Key.Key_Tab)
    picked = set()
    for place in range(2):
        _go(window, Lead.TABLE, plans[2], "company_id")
        type_text("jumelle")
        for _ in range(place + 1):
            press(Key.Key_Down)
        press(Key.Key_Return)
        picked.add(_lead_firm(window, plans[2]).id)
    assert picked == {_lead_firm(window, plan).id for plan in plans[:2]}


def test_a_siren_is_shown_in_groups_and_read_either_way(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Lead.TABLE, "18", "siren")
    field = sheets_page(window)._lead.fields["siren"]
    assert field.text() == "000\u202f000\u202f018"
    for typed in ("000000026", "000 000 026", "000\u00a0000\u202f026"):
        press(Key.Key_A, Modifier.ControlModifier)
        type_text(typed)
        press(Key.Key_Return)
        assert _lead_firm(window, "18").siren == "000000026"
    _go(window, Lead.TABLE, "18", "name")
    press(Key.Key_Right, Modifier.AltModifier)
    press(Key.Key_Left, Modifier.AltModifier)
    assert field.text() == "000\u202f000\u202f026"  # the program's own form, whatever was typed
    _go(window, Lead.TABLE, "18", "siren")
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("FR 12")
    press(Key.Key_Tab)
    assert _lead_firm(window, "18").siren == "FR12"  # kept: saving is never refused


def test_what_the_firm_turns_out_to_be_is_announced(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Lead.TABLE, "18", "headcount")
    said: list[str] = []
    window.stack.announced.connect(said.append)
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("612")
    press(Key.Key_Return)
    assert said == ["Ne peut pas porter le plan\u00a0: ce n’est pas une PME (une ETI)."]
    press(Key.Key_Right, Modifier.AltModifier)
    assert len(said) == 1  # another plan is no news


def test_looking_at_the_sheets_resets_nothing(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    _go(window, Choice.TABLE, "18", "objectives")
    page = sheets_page(window)
    area = focused()
    page.refresh()
    assert focused() is area
    assert page.tabs.currentIndex() == 0
    assert [part.name for part in page.tabs.progress] == list(progress.PARTS)
    assert bridge(window).editor.undo_line is None


@pytest.mark.parametrize("key", ["sheets", "factory"])
def test_at_twice_the_size_the_page_scrolls_instead_of_losing_its_right(
    example: Path, opened: OpenWindow, key: str
) -> None:
    window = opened(example)
    window.show_page(key)
    looks.use(window, settings.change(zoom=200))
    try:
        window.resize(1000, 700)
        settle()
        page = window.page(key)
        assert page.width() >= page.minimumSizeHint().width()
        assert page.width() > window.width()  # there is too little room: the area around scrolls
        for part in page.findChildren(QComboBox):
            if part.isVisible():
                right = part.mapTo(page, part.rect().topRight()).x()
                assert right <= page.width()
    finally:
        looks.use(window, settings.change(zoom=100))
