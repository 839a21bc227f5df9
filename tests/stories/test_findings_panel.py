"""The right column: counted live, gone round with F8, and each finding says where its rule comes from."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Choice
from nfi_planner.models.rules import Finding, Where, all_rules
from nfi_planner.support.french import NBSP, THIN
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.widgets.findings import WHY
from nfi_planner.ui.widgets.findings_model import finding_at
from nfi_planner.ui.widgets.why import WhyCard
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    bridge,
    choices_page,
    focused,
    press,
    settle,
    sheets_page,
    snapshot,
    type_text,
)


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(THIN, " ")


def lines(window: MainWindow) -> list[str]:
    model = window.frame.findings.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [plain(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def card(window: MainWindow) -> WhyCard | None:
    """The card, if it is shown."""
    return next((one for one in window.findChildren(WhyCard) if one.isVisible()), None)


def read(widget: QWidget) -> str:
    return plain(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def current(window: MainWindow) -> Finding:
    finding = finding_at(window.frame.findings.list.currentIndex())
    assert finding is not None
    return finding


def test_the_groups_are_counted_live(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    review = bridge(window).review
    blocking = [f for f in review.findings if f.severity.value == "blocking"]
    assert lines(window)[0] == f"Bloquants, {len(blocking)}"
    choices_page(window).show_plan("33")
    type_text("1")  # the fifth of rank 1: one finding less, but its lead is missing
    assert "C01" not in {finding.code for finding in bridge(window).review.findings}
    after = [f for f in bridge(window).review.findings if f.severity.value == "blocking"]
    assert lines(window)[0] == f"Bloquants, {len(after)}"


def test_the_counts_are_announced_when_one_of_them_changes(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    said: list[str] = []
    window.frame.findings.announced.connect(said.append)
    window.go(Where(Choice.TABLE, "18", "objectives"))
    for word in ("Zébu ", "zèle "):
        type_text(word)
        press(Key.Key_Tab)
        press(Key.Key_Backtab, Modifier.ShiftModifier)
    assert "Zébu" in lookups.choice(snapshot(window), 18).objectives
    assert said == []
    window.show_page("choices")
    choices_page(window).show_plan("33")
    type_text("2")
    [counts] = map(plain, said)
    number = {line.rsplit(", ", 1)[0]: line.rsplit(", ", 1)[1] for line in lines(window) if line[-1].isdecimal()}
    assert counts.startswith(f"{number['Bloquants']} bloquants, {number['À vérifier']} à vérifier")


def test_nothing_is_painted_again_when_nothing_is_new(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    panel = window.frame.findings
    changes: list[str] = []
    model = panel.list.model()
    for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.layoutChanged, model.modelReset):
        signal.connect(lambda *_: changes.append("model"))
    place = panel.list.verticalScrollBar()
    place.setValue(40)
    choices_page(window).show_plan("18")
    press(Key.Key_Down, Modifier.AltModifier)
    assert bridge(window).editor.undo_line is not None
    assert (changes, place.value()) == ([], 40)


def test_f8_goes_round_and_shift_f8_back(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    findings = list(bridge(window).review.findings)
    seen = []
    for _ in range(len(findings) + 1):
        if QApplication.activePopupWidget():  # a list that has opened in a cell
            press(Key.Key_Escape)
        press(Key.Key_F8)
        seen.append(current(window))
    assert seen == [*findings, findings[0]]
    press(Key.Key_F8, Modifier.ShiftModifier)
    assert current(window) == findings[-1]


def test_enter_puts_the_cursor_in_the_very_field(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    panel = window.frame.findings
    panel.list.setFocus()
    while current(window).code != "L01":
        press(Key.Key_Down)
    plan = current(window).target.id
    press(Key.Key_Return)
    assert sheets_page(window).plan == plan
    assert isinstance(focused(), QLineEdit)
    assert sheets_page(window).isAncestorOf(focused())


def test_why_shows_the_rule_its_severity_and_its_source(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    press(Key.Key_F8)
    where = focused()
    press(Key.Key_F8, Modifier.ControlModifier)
    shown = card(window)
    assert shown is not None
    rule = next(rule for rule in all_rules() if rule.code == current(window).code)
    words = " ".join(plain(label.text()) for label in shown.findChildren(QLabel))
    for text in (rule.code, rule.title, rule.source, current(window).message, "la remise est refusée"):
        assert plain(text) in words
    assert focused() is shown
    assert read(shown) == words
    assert window.frame.rect().contains(shown.geometry())
    press(Key.Key_Escape)
    assert card(window) is None
    assert focused() is where


def test_why_is_asked_for_by_question_mark_menu_key_and_link(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    findings = window.frame.findings.list
    findings.setFocus()
    press(Key.Key_Down)
    type_text("?")
    assert card(window) is not None
    press(Key.Key_Escape)
    assert focused() is findings
    middle = findings.visualRect(findings.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, findings.mapToGlobal(middle))
    QApplication.sendEvent(findings.viewport(), event)
    assert card(window) is not None
    press(Key.Key_Escape)
    found = False
    for x in range(findings.viewport().width()):  # along the last line of the first finding
        box = findings.visualRect(findings.model().index(1, 0))
        place = QPoint(x, box.bottom() - 20)
        if findings._delegate.is_why(findings.model().index(1, 0), place, box):
            QTest.mouseClick(findings.viewport(), Qt.MouseButton.LeftButton, pos=place)
            found = True
            break
    assert found
    assert card(window) is not None
    assert window.stack.shown == "choices"


def test_a_click_on_a_finding_goes_there(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    findings = window.frame.findings.list
    place = next(i for i, f in enumerate(bridge(window).review.findings, 1) if f.code == "L01")
    index = findings.model().index(place, 0)
    findings.scrollTo(index)
    QTest.mouseClick(
        findings.viewport(), Qt.MouseButton.LeftButton, pos=findings.visualRect(index).topLeft() + QPoint(20, 30)
    )
    settle()
    assert window.stack.shown == "sheets"
    assert card(window) is None


def test_why_is_answered_even_when_the_column_is_folded_away(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    press(Key.Key_F9)
    assert not window.frame.findings.isVisible()
    press(Key.Key_F8, Modifier.ControlModifier)
    shown = card(window)
    assert shown is not None
    assert window.frame.rect().contains(shown.geometry())


def test_going_elsewhere_closes_the_card(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    press(Key.Key_F8, Modifier.ControlModifier)
    press(Key.Key_F8)
    assert card(window) is None


def test_what_the_count_means_is_said_without_markup(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    review = bridge(window).review
    panel = window.frame.findings
    [count] = [label for label in panel.findChildren(QLabel) if "réussi" in label.text()]
    assert plain(count.text()) == f"{review.passed} contrôles réussis sur {review.applicable}"
    meaning = plain(count.accessibleDescription())
    assert f"{review.applicable} contrôles s’appliquent à ce document : {review.passed} sans rien" in meaning
    assert "<" not in count.toolTip()
    assert any(label.text() == "Mis à jour en direct" for label in panel.findChildren(QLabel))


def test_every_link_is_named_in_its_row(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    assert plain(WHY) == "Pourquoi ?"
    assert plain(window.frame.findings.list.accessibleDescription()).endswith("pourquoi ce contrôle.")
    assert any(line.startswith("Bloquants : ") and line.endswith(".") for line in lines(window))


def test_another_window_size_closes_the_card_and_gives_the_keyboard_back(draft: Path, opened: OpenWindow) -> None:
    window = opened(draft)
    window.frame.findings.list.setFocus()
    press(Key.Key_Down)
    type_text("?")
    assert card(window) is not None
    window.resize(window.width() - 40, window.height() - 40)
    settle()
    assert card(window) is None
    assert focused() is window.frame.findings.list
