"""A person asks what the region holds of her, then to be forgotten: found, handed over, erased, by keys alone."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Lead
from nfi_planner.models.rules import Where
from nfi_planner.services import sheets
from nfi_planner.services.opening import read_document
from nfi_planner.storage.document import DocumentFile
from nfi_planner.ui.main_window import MainWindow
from tests.window import (
    Key,
    Modifier,
    OpenWindow,
    answer_file_dialog,
    bridge,
    focused,
    press,
    settle,
    sheets_page,
    snapshot,
    type_text,
)


@pytest.fixture(autouse=True)
def _own_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def with_dialog(window: MainWindow, steps: Callable[[], None]) -> None:
    """Open « Données d’une personne… », do the steps in it, and close whatever they left open."""

    def run() -> None:
        try:
            settle()
            steps()
        finally:
            while (left := QApplication.activeModalWidget()) is not None:
                left.close()
                settle()

    QTimer.singleShot(0, window, run)
    window.actions_by_name["person"].trigger()
    window.activateWindow()
    settle()


def dialog() -> QWidget:
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def table() -> QTableView:
    [found] = dialog().findChildren(QTableView, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found


def cells(column: int) -> list[str]:
    model = table().model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def sentences() -> list[str]:
    model = table().model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role).replace("\u00a0", " ") for row in range(model.rowCount())]


def ask(name: str) -> None:
    type_text(name)
    press(Key.Key_Return)


def answer_box(seen: list[str], *, yes: bool) -> None:
    """Answer the question once it is asked, by keys: Space is « Annuler », after Tab the other button."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox) or not box.isAncestorOf(focused()):
        QTimer.singleShot(10, partial(answer_box, seen, yes=yes))
        return
    default = box.defaultButton()
    assert default is not None
    assert default.text() == "Annuler"
    if yes:
        press(Key.Key_Tab)
    seen.append(f"{box.text()} {box.informativeText()}".replace("\u00a0", " ").replace("\u202f", " "))
    press(Key.Key_Space)


def erase(qtbot: QtBot, *, yes: bool = True) -> str:
    """Press « Effacer… » and answer; return what was asked."""
    seen: list[str] = []
    answer_box(seen, yes=yes)
    press(Key.Key_E, Modifier.AltModifier)  # Qt shows the button pressed for a while, then clicks it
    qtbot.waitUntil(partial(bool, seen))
    qtbot.waitUntil(_no_question)
    return seen[0]


def _no_question() -> bool:
    return not isinstance(QApplication.activeModalWidget(), QMessageBox)


def test_nothing_is_erased_while_something_typed_would_bring_it_back(
    example: Path, opened: OpenWindow, qtbot: QtBot
) -> None:
    window = opened(example)
    window.go(Where(Lead.TABLE, "18", "informed_on"))
    settle()
    type_text("hier, Hélène Marchal")
    press(Key.Key_Return)
    before = snapshot(window)
    seen: list[str] = []

    def steps() -> None:
        ask("marchal")
        press(Key.Key_E, Modifier.AltModifier)
        qtbot.waitUntil(lambda: "Des saisies ne sont pas encore enregistrées" in said())
        seen.append(said())

    with_dialog(window, steps)
    assert "(Informé le)" in seen[0]
    assert snapshot(window) == before


def said() -> str:
    """Return all that is written in the dialog."""
    return "\n".join(str(widget.property("text")) for widget in dialog().findChildren(QWidget))


def test_a_person_s_data_is_erased_by_keys_and_nothing_brings_it_back(
    example: Path, opened: OpenWindow, qtbot: QtBot
) -> None:
    window = opened(example)
    bridge(window).do(sheets.edit_lead(snapshot(window), 18, source="Vue avec Mme Marchal"))
    bridge(window).do(sheets.edit(snapshot(window), lookups.choice(snapshot(window), 13), memo="Rappeler H. Marchal"))
    window.go(Where(Lead.TABLE, "18", "name"))
    fields = sheets_page(window)._lead.fields
    assert fields["name"].text() == "Marchal"
    seen: list[str] = []

    def steps() -> None:
        ask("marchal")
        assert focused() is table()
        assert len(cells(0)) == 10
        seen.append(erase(qtbot))

    with_dialog(window, steps)
    assert "ne peut pas être annulé" in seen[0]
    assert "10 données du document et 2 lignes de l’historique" in seen[0]
    assert "Le nom de l’auteur écrit dans les Réglages de ce poste n’est pas effacé" in seen[0]
    assert (fields["name"].text(), fields["email"].text()) == ("", "")
    assert lookups.choice(snapshot(window), 13).memo == "Rappeler [donnée effacée]"
    assert not window.frame.top.undo.isEnabled()
    press(Key.Key_Z, Modifier.ControlModifier)
    assert fields["name"].text() == ""
    assert b"Marchal" not in example.read_bytes()
    assert read_document(example) == snapshot(window)


def test_the_question_is_no_unless_one_says_yes(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)
    before, written = snapshot(window), example.read_bytes()

    def steps() -> None:
        ask("marchal")
        erase(qtbot, yes=False)
        assert len(cells(0)) == 9

    with_dialog(window, steps)
    assert (snapshot(window), example.read_bytes()) == (before, written)


def test_a_row_reads_as_a_sentence_and_space_ticks_it(example: Path, opened: OpenWindow) -> None:
    window = opened(example)

    def steps() -> None:
        ask("Paul Ruyer")
        read = sentences()
        assert read[1] == "Chef de projet — Industries du bois, prénom : Paul\u202f; certain, cochée"
        firm = next(row for row, text in enumerate(read) if text.startswith("Entreprise"))
        assert read[firm].endswith("raison sociale : Scieries Ruyer\u202f; à vérifier, non cochée")
        for _ in range(firm):
            press(Key.Key_Down)
        press(Key.Key_Space)
        assert sentences()[firm].endswith("à vérifier, cochée")
        press(Key.Key_Space)
        assert sentences()[firm].endswith("non cochée")

    with_dialog(window, steps)


def test_only_what_is_ticked_goes(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)
    seen: list[str] = []

    def steps() -> None:
        ask("Marchal")
        for _ in range(3):
            press(Key.Key_Down)
        assert cells(1)[table().currentIndex().row()] == "fonction"
        press(Key.Key_Space)
        seen.append(erase(qtbot))

    with_dialog(window, steps)
    lead = lookups.lead(snapshot(window), 18)
    assert lead is not None
    assert (lead.name, lead.function) == ("", "présidente")
    assert "1 donnée non cochée" in seen[0]


def test_the_list_goes_by_with_the_arrows(example: Path, opened: OpenWindow) -> None:
    window = opened(example)

    def steps() -> None:
        [box] = dialog().findChildren(QComboBox)
        press(Key.Key_Down)
        press(Key.Key_Down)
        assert box.currentText() == "Claire Domangeot"
        assert cells(1) == ["contact"]
        assert focused() is box

    with_dialog(window, steps)


@pytest.mark.parametrize("suffix", ["txt", "json"])
def test_what_is_known_is_handed_over(example: Path, tmp_path: Path, opened: OpenWindow, suffix: str) -> None:
    window = opened(example)
    path = tmp_path / f"marchal.{suffix}"

    def steps() -> None:
        ask("h. marchal")
        press(Key.Key_Tab)
        press(Key.Key_Tab)
        answer_file_dialog(path)
        press(Key.Key_Space)
        assert "✓ Écrit dans" in said()

    with_dialog(window, steps)
    text = path.read_text(encoding="utf-8")
    assert "helene.marchal@exemple.fr" in text
    if suffix == "json":
        assert len(json.loads(text)["données"]) == 9


def test_who_is_nowhere_is_said_and_nothing_can_be_done(example: Path, opened: OpenWindow) -> None:
    window = opened(example)

    def steps() -> None:
        ask("Personne Inconnue")
        assert "Rien dans le document ni dans son historique ne parle de" in said()
        enabled = {b.text().replace("&", "") for b in dialog().findChildren(QPushButton) if b.isEnabled()}
        assert enabled == {"Chercher", "Fermer"}

    with_dialog(window, steps)


def test_a_day_that_is_none_is_said_before_anything_is_erased(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)

    def steps() -> None:
        ask("marchal")
        press(Key.Key_D, Modifier.AltModifier)
        press(Key.Key_A, Modifier.ControlModifier)
        type_text("hier")
        press(Key.Key_E, Modifier.AltModifier)
        qtbot.waitUntil(lambda: "n’est pas une date" in said())
        assert isinstance(focused(), QLineEdit)
        press(Key.Key_A, Modifier.ControlModifier)
        type_text("12 février 2014")
        erase(qtbot)

    with_dialog(window, steps)
    label = bridge(window).editor.document.lines[-1].label
    assert "demande du 12\u00a0février\u00a02014, article 17 du RGPD" in label


def test_a_document_one_may_only_read_lets_nothing_be_erased(example: Path, opened: OpenWindow) -> None:
    window = opened(example)
    bridge(window).editor.document.read_only = True

    def steps() -> None:
        ask("marchal")
        enabled = {b.text().replace("&", "") for b in dialog().findChildren(QPushButton) if b.isEnabled()}
        assert enabled == {"Chercher", "Exporter…", "Fermer"}

    with_dialog(window, steps)


def test_what_refuses_is_said_in_the_dialog(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)
    other = DocumentFile.open(example)
    other.apply(sheets.edit(other.snapshot, lookups.choice(other.snapshot, 1), memo="Ailleurs"))
    other.close()
    before = example.read_bytes()

    def steps() -> None:
        ask("marchal")
        erase(qtbot)
        assert "a été modifié dans une autre fenêtre" in said()

    with_dialog(window, steps)
    assert example.read_bytes() == before
    assert window.frame.banner.isVisible()


def test_after_a_bug_nothing_is_erased(example: Path, opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened(example)
    window.freeze()
    before = example.read_bytes()

    def steps() -> None:
        ask("marchal")
        erase(qtbot)

    with_dialog(window, steps)
    assert example.read_bytes() == before


def test_every_control_of_the_dialog_has_a_name(example: Path, opened: OpenWindow) -> None:
    window = opened(example)

    def steps() -> None:
        ask("marchal")
        for widget in dialog().findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                interface: QAccessibleInterface = QAccessible.queryAccessibleInterface(widget)
                assert interface.text(QAccessible.Text.Name), widget

    with_dialog(window, steps)
