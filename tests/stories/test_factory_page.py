"""« Usine du futur »: candidates are counted, filtered, judged and kept, by keys alone."""

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from nfi_planner.models import lookups
from nfi_planner.models.factory import company_of
from nfi_planner.models.roadmap import Company, FactoryCandidate, Stage
from nfi_planner.models.rules import Where
from nfi_planner.services import sheets
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.pages.factory import FactoryPage
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    bridge,
    focused,
    press,
    settle,
    snapshot,
    type_text,
)

Role = Qt.ItemDataRole


def _page(window: MainWindow) -> FactoryPage:
    window.activateWindow()
    window.show_page("factory")
    settle()
    page = window.page("factory")
    assert isinstance(page, FactoryPage)
    return page


def _shown(page: FactoryPage) -> list[str]:
    model = page.view.rows_model
    return [model.index(place, 0).data() for place in range(model.rowCount())]


def _chip(page: FactoryPage, text: str) -> QPushButton:
    return next(chip for chip in page.stages.findChildren(QPushButton) if chip.text().startswith(text))


def _cursor_on(window: MainWindow, name: str, field: str) -> FactoryCandidate:
    document = snapshot(window)
    candidate = next(c for c in document.all(FactoryCandidate) if company_of(document, c).name == name)
    window.go(Where(FactoryCandidate.TABLE, candidate.id, field))
    settle()
    return candidate


def _stage(window: MainWindow, candidate: FactoryCandidate) -> Stage:
    found = snapshot(window).get(FactoryCandidate, candidate.id)
    assert found is not None
    return found.stage


def test_the_counters_say_how_far_the_candidates_have_come(example: Path, opened: OpenWindow) -> None:
    page = _page(opened(example))
    texts = [chip.text() for chip in page.stages.findChildren(QPushButton)]
    assert texts == ["Toutes 12", "Repérée 1", "Visitée 2", "Diagnostiquée 3", "Retenue 4", "Accompagnée 2"]
    assert _chip(page, "Retenue").accessibleName() == "Étape «\u00a0retenue\u00a0»\u00a0: 4\u00a0candidates"
    bars = page.departments.model()
    said = [bars.index(place, 0).data(Role.AccessibleTextRole) for place in range(bars.rowCount())]
    assert said[0] == "Tous les départements\u00a0: 12\u00a0candidates, dont 6\u00a0retenues"
    assert said[2] == "Aube\u00a0: 5\u00a0candidates, dont 2\u00a0retenues"


def test_a_stage_and_a_departement_filter_together(example: Path, opened: OpenWindow) -> None:
    page = _page(opened(example))
    said: list[str] = []
    page.announced.connect(said.append)
    _chip(page, "Toutes").setFocus()
    for _ in range(3):  # repérée, visitée, diagnostiquée
        press(Key.Key_Right)
    assert _shown(page) == ["Semoirs Bertillon", "Cartonnages de l’Ource", "Charpentes du Der"]
    page.departments.setFocus()
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert _shown(page) == ["Cartonnages de l’Ource"]
    assert said[-1] == "1\u00a0candidate sur 12."
    press(Key.Key_Down)
    assert _shown(page) == ["Semoirs Bertillon"]
    press(Key.Key_Home)
    _chip(page, "Toutes").setFocus()
    press(Key.Key_Space)
    assert len(_shown(page)) == 12


def test_filters_that_leave_nobody_say_so_and_a_finding_takes_them_off(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    _chip(page, "Accompagnée").setFocus()
    press(Key.Key_Space)
    page.departments.setFocus()
    for _ in range(3):
        press(Key.Key_Down)  # Marne: nobody
    assert _shown(page) == []
    assert page._empty.isVisible()
    assert not page.detail.isVisible()
    _cursor_on(window, "Maille Tricasse", "need")
    assert len(_shown(page)) == 12
    assert focused() is page.view
    assert page.detail.candidate.id == page.view.current_id()


def test_the_detail_follows_the_cursor_and_is_written_for_its_candidate(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    first = _cursor_on(window, "Fonderie des Trois-Boucles", "reasons")
    assert focused().accessibleName() == "Raisons"
    type_text("Décisif. ")
    page.view.setFocus()
    press(Key.Key_Down)
    assert page.detail._name.text() == "Mécanique de l’Aubette"
    changed = snapshot(window).get(FactoryCandidate, first.id)
    assert changed is not None
    assert changed.reasons.startswith("Décisif. Diagnostic achevé")
    assert "Décisif" not in page.detail.fields["reasons"].text()


def test_a_figure_that_cannot_be_read_waits_for_its_candidate(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    _cursor_on(window, "Fonderie des Trois-Boucles", "turnover")
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("beaucoup")
    page.view.setFocus()
    press(Key.Key_Down)
    assert page.detail.fields["turnover"].text() != "beaucoup"
    assert window.stack.waiting() == ["Chiffre d’affaires"]
    press(Key.Key_Up)
    assert page.detail.fields["turnover"].text() == "beaucoup"
    assert "un montant en euros est attendu" in page.detail.fields["turnover"].error.text()


def test_space_keeps_a_candidate_and_lets_it_go_as_one_act(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    candidate = _cursor_on(window, "Semoirs Bertillon", "name")
    press(Key.Key_Space)
    assert _stage(window, candidate) is Stage.SELECTED
    assert page.detail._keep.text() == "Ne plus retenir"
    assert page.view.rows_model.find(candidate.id, "stage").data() == "Retenue"
    assert _chip(page, "Retenue").text() == "Retenue 5"
    window.actions_by_name["undo"].trigger()
    assert _stage(window, candidate) is Stage.DIAGNOSED
    press(Key.Key_Space)
    page.detail._keep.setFocus()
    press(Key.Key_Space)
    assert _stage(window, candidate) is Stage.DIAGNOSED
    assert focused() is page.detail._keep


def test_the_size_is_a_sign_and_a_word_and_leads_to_the_missing_figure(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    candidate = _cursor_on(window, "Maille Tricasse", "headcount")
    marks = []
    for text in ("40", "612", "5000", ""):
        press(Key.Key_F2)
        press(Key.Key_A, Modifier.ControlModifier)
        type_text(text) if text else press(Key.Key_Delete)
        press(Key.Key_Tab)
        marks.append(page.view.rows_model.find(candidate.id, "size").data())
        press(Key.Key_Backtab)  # Tab has passed over the size, which nobody types in
    assert marks == ["PME ✓", "ETI ✓", "GE ✗", "à compléter"]
    assert page.detail._conclusion.text() == "À compléter\u00a0: l’effectif manque."
    _cursor_on(window, "Maille Tricasse", "size")
    press(Key.Key_Return)
    assert focused() is page.detail.fields["headcount"].control
    type_text("5000")
    press(Key.Key_Return)
    assert page.detail._conclusion.text().startswith("✗ Ne peut pas être retenue")
    assert page.view.rows_model.find(candidate.id, "size").data() == "GE ✗"


def test_the_firm_of_a_lead_becomes_a_candidate_without_being_typed_again(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    firm = lookups.lead_company(snapshot(window), lookups.lead(snapshot(window), 18))
    assert firm is not None
    firms = len(snapshot(window).all(Company))
    _chip(page, "Visitée").setFocus()
    press(Key.Key_Space)
    page.search.setFocus()
    type_text("biosourcés vesle")
    press(Key.Key_Down)
    press(Key.Key_Return)
    added = snapshot(window).all(FactoryCandidate)[-1]
    assert added.company_id == firm.id
    assert len(snapshot(window).all(Company)) == firms
    assert page.view.current_id() == added.id  # and the filters that would hide it are off
    said: list[str] = []
    page.announced.connect(said.append)
    page.search.setFocus()
    type_text(firm.siren)
    press(Key.Key_Return)
    assert snapshot(window).all(FactoryCandidate)[-1].id == added.id
    assert said[-1] == f"{firm.name} est déjà candidate."


def test_a_row_that_waits_for_a_firm_takes_the_one_that_is_chosen(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    page.view.setFocus()
    press(Key.Key_Return, Modifier.ControlModifier)
    press(Key.Key_Escape)
    blank = snapshot(window).all(FactoryCandidate)[-1]
    page.search.setFocus()
    type_text("biosourcés")
    press(Key.Key_Down)
    press(Key.Key_Return)
    candidates = snapshot(window).all(FactoryCandidate)
    assert candidates[-1].id == blank.id
    assert candidates[-1].company_id is not None


def test_a_name_nobody_has_makes_a_firm_only_when_it_is_asked_for(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    before = snapshot(window)
    page.search.setFocus()
    type_text("Atelier fictif")
    press(Key.Key_Tab)
    assert snapshot(window) == before
    page.search.setFocus()
    type_text("Atelier fictif")
    press(Key.Key_Down)
    press(Key.Key_Return)
    after = snapshot(window)
    assert company_of(after, after.all(FactoryCandidate)[-1]).name == "Atelier fictif"
    window.actions_by_name["undo"].trigger()
    assert snapshot(window) == before


def test_another_name_leaves_an_identified_firm_alone_and_says_so(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    before = snapshot(window)
    candidate = _cursor_on(window, "Maille Tricasse", "name")
    firm = company_of(before, candidate)
    hint = page.view.currentIndex().data(Role.ToolTipRole)
    assert "Son nom se change ci-dessous" in hint
    type_text("Filature fictive")
    press(Key.Key_Tab)
    document = snapshot(window)
    assert document.get(Company, firm.id) == firm
    assert page.detail.company == Company(id=page.detail.company.id, name="Filature fictive")
    said = [one.text().replace("\u00a0", " ") for one in window.frame.toast.findChildren(QLabel)]
    assert "Entreprise « Maille Tricasse » remplacée par « Filature fictive » — « Usine du futur »" in said
    press(Key.Key_Z, Modifier.ControlModifier)
    assert snapshot(window) == before
    page.detail.focus("name")
    press(Key.Key_A, Modifier.ControlModifier)
    type_text("Maille de Troyes")
    press(Key.Key_Return)
    renamed = snapshot(window).get(Company, firm.id)
    assert renamed is not None
    assert (renamed.name, renamed.siren) == ("Maille de Troyes", firm.siren)


def test_the_same_firm_twice_is_said(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    assert not page._twice.isVisible()
    _cursor_on(window, "Maille Tricasse", "siren")
    type_text("000 000 117")  # that of the Fonderie des Trois-Boucles
    press(Key.Key_Tab)
    assert page._twice.text() == "Fonderie des Trois-Boucles figure plusieurs fois parmi les candidates."
    assert page._twice.isVisible()
    assert page.view.rows_model.find(page.view.current_id(), "siren").data() == "000\u202f000\u202f117"


def test_a_candidate_moves_past_the_one_that_is_shown_beside_it(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    page.departments.setFocus()
    for _ in range(3):
        press(Key.Key_Down)  # Marne: Semoirs Bertillon, then Pressoirs Malvaux, others between them
    before = _shown(page)
    page.view.setFocus()
    press(Key.Key_Down, Modifier.AltModifier)
    assert _shown(page) == before[::-1]


def test_a_new_row_is_typed_in_though_a_filter_was_on(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    _chip(page, "Accompagnée").setFocus()
    press(Key.Key_Space)
    page.view.setFocus()
    press(Key.Key_Return, Modifier.ControlModifier)
    type_text("Fonderie fictive")
    press(Key.Key_Tab)
    document = snapshot(window)
    assert company_of(document, document.all(FactoryCandidate)[-1]).name == "Fonderie fictive"
    assert _shown(page)[-1] == "Fonderie fictive"


def test_what_is_most_needed_is_seen_without_scrolling_sideways(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    window.frame.guide.hide()
    window.resize(1366, 768)
    settle()
    view = page.view
    columns = [view.columnViewportPosition(place) + view.columnWidth(place) for place in range(6)]
    assert max(columns) <= view.viewport().width()
    assert view.rowViewportPosition(3) + view.rowHeight(3) <= view.viewport().height()  # four rows at the least
    bottom = page.detail.mapTo(page, page.detail.rect().bottomLeft()).y()
    assert bottom <= page.height()


def test_every_control_has_a_name(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    for widget in (page.search, page.departments, page.view, page.detail._keep, *page.stages.findChildren(QPushButton)):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget
    assert bridge(window).editor.undo_line is None
    assert QApplication.focusWidget() is not None


def test_a_filtered_departement_that_nobody_is_in_any_more_lets_all_be_shown(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    said: list[str] = []
    page.announced.connect(said.append)
    page.departments.setFocus()
    press(Key.Key_Down)  # Ardennes
    assert len(_shown(page)) == 2
    document = snapshot(window)
    for candidate in document.all(FactoryCandidate):
        if company_of(document, candidate).department == "08":
            act = sheets.edit_candidate_company(snapshot(window), candidate, typing=False, department="10")
            assert bridge(window).do(act)
            settle()
    assert len(_shown(page)) == 12
    assert page.departments.currentIndex().row() == 0
    assert said[-1] == "12\u00a0candidates sur 12."
    press(Key.Key_Down)  # Aube
    assert len(_shown(page)) == 7
    press(Key.Key_Home)
    assert len(_shown(page)) == 12


def test_a_refused_cell_stays_in_sight_under_a_filter_and_is_written(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    page = _page(window)
    candidate = snapshot(window).all(FactoryCandidate)[0]
    page.view.show_cell(candidate.id, "stage")
    other = next(stage for stage in Stage if stage not in {candidate.stage, Stage.SPOTTED})
    reader = sqlite3.connect(example)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM meta").fetchone()
    index = page.view.currentIndex()
    page.view.rows_model.setData(index, other.label)
    reader.close()
    assert page.waiting() == ["Usine du futur"]
    hiding = next(stage for stage in Stage if stage not in {candidate.stage, other})
    page.stages.choose(hiding)
    page.departments.choose(None)
    assert page.view.rows_model.find(candidate.id, "stage").isValid()
    mine = snapshot(window).all(FactoryCandidate)[1]
    bridge(window).do(sheets.remove_rows(snapshot(window), [mine]))
    settle()
    assert page.waiting() == []
    assert _stage(window, candidate) is other
