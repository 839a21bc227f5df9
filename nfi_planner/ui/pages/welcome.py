"""What one sees without a document: pick the region, open, go on with a recent one, or look at the example."""

import re
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nfi_planner.models import catalogue
from nfi_planner.services import recent
from nfi_planner.services.recent import Recent
from nfi_planner.support.french import fold, long_date
from nfi_planner.ui import tasks, theme
from nfi_planner.ui.tips import plain
from nfi_planner.ui.widgets.parts import Line, button, card, label, row, scrolled

_TWO_COLUMNS = 900
_OVERSEAS = {"01", "02", "03", "04", "06"}
_VINTAGES = {
    2014: "Régions de 2014 (22 + 5 outre-mer)",
    2016: "Régions de 2016 (13 + 5 outre-mer)",
}


class _RegionList(QListWidget):
    """Enter chooses; letters jump to a name, whatever its accents."""

    chosen = Signal()
    _typed, _typed_at = "", 0.0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the rows out again: now they have the height the style sheet gives them."""
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def updateGeometries(self) -> None:
        """Leave the room that shows less than a row free: the last region in sight isn't cut."""
        super().updateGeometries()
        rest = self.contentsRect().height() % max(1, self.sizeHintForRow(0))
        if rest != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, rest)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next name that begins with what was typed; one letter again and again goes round."""
        now = time.monotonic()
        if now - self._typed_at > QApplication.keyboardInputInterval() / 1000:
            self._typed = ""
        self._typed_at = now
        self._typed += search
        wanted = "".join(_words(self._typed))
        if not wanted:
            return
        again = len(set(wanted)) == 1  # « ccc »: the third name in C
        ahead = [(self.currentRow() + again + step) % self.count() for step in range(self.count())]
        keys = {place: _words(self.item(place).text()) for place in ahead}
        begun = [place for place in ahead if "".join(keys[place]).startswith(wanted)]
        begun = begun or [place for place in ahead if again and "".join(keys[place]).startswith(wanted[0])]
        begun = begun or [place for place in ahead if any(word.startswith(wanted) for word in keys[place])]
        if begun:
            self.setCurrentRow(begun[0])


def _words(name: str) -> list[str]:
    """The words of a name as one types them: « ile de france », « cote d'azur »."""
    return re.findall(r"[^\W_]+", fold(name))


class WelcomePage(QWidget):
    """Tells what the user wants: a new roadmap for a region, a file, the example."""

    new_asked = Signal(object)  # a Region
    open_asked = Signal()
    file_asked = Signal(object)  # a Path
    example_asked = Signal()
    _outdated = True

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(40, 28, 40, 24)
        outer.setSpacing(4)
        outer.addWidget(label("Feuille de route de la Nouvelle France industrielle", "title"))
        words = (
            "Choisissez votre région : les 33 plans à choisir et l’Usine du futur sont là. Tout reste sur votre poste."
        )
        outer.addWidget(label(words, "muted", wrap=True))
        outer.addSpacing(12)
        files = QVBoxLayout()
        files.setSpacing(18)
        files.addWidget(self._make_files(), 1)
        files.addWidget(self._make_example())
        self._columns = QHBoxLayout()
        self._columns.setSpacing(18)
        self._columns.addWidget(self._make_regions(), 3)
        self._columns.addLayout(files, 2)
        outer.addLayout(self._columns, 1)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the list of regions."""
        self.regions.setFocus(reason)

    def _make_regions(self) -> QWidget:
        frame, layout = card()
        name = label("Nouvelle feuille de route", "heading")
        self._vintage = QComboBox()
        self._vintage.setAccessibleName("Découpage régional")
        for vintage, text in _VINTAGES.items():
            self._vintage.addItem(text, vintage)
        self._vintage.currentIndexChanged.connect(self._fill)
        layout.addLayout(row(name, None, self._vintage))
        self.regions = _RegionList()
        self.regions.setAccessibleName("Région")
        self.regions.setProperty("plain", "true")
        theme.fix_least(self.regions, height=170)
        self.regions.chosen.connect(self._create)
        self.regions.itemDoubleClicked.connect(self._create)
        layout.addWidget(self.regions, 1)
        create = button("Créer la feuille de route", primary=True)
        create.clicked.connect(self._create)
        layout.addLayout(row(label("Tapez les premières lettres du nom, puis Entrée.", "muted"), None, create))
        self._fill()
        return frame

    def _make_files(self) -> QWidget:
        frame, layout = card()
        open_file = button("Ouvrir un fichier…")
        open_file.clicked.connect(self.open_asked)
        layout.addLayout(row(label("Reprendre un document", "heading"), None, open_file))
        layout.addWidget(label("Documents récents", "field"))
        content = QWidget()
        self._recent = QVBoxLayout(content)
        self._recent.setContentsMargins(0, 0, 0, 0)
        self._recent.setSpacing(0)
        self._recent.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing = label("Aucun pour l’instant.", "muted")
        self._recent.addWidget(self._nothing)
        self._rows: dict[Path, tuple[QPushButton, QLabel]] = {}
        layout.addWidget(scrolled(content), 1)
        return frame

    def _make_example(self) -> QWidget:
        frame, layout = card()
        layout.addWidget(label("Découvrir", "heading"))
        words = "Un exemple complet et fictif, en Champagne-Ardenne, à parcourir et à imprimer."
        layout.addWidget(label(words, "muted", wrap=True))
        example = button("Ouvrir l’exemple")
        example.setToolTip("Un fichier « exemple » est écrit dans votre dossier de documents.")
        example.clicked.connect(self.example_asked)
        layout.addLayout(row(example, None))
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where two columns have no room, put one below the other."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = self.width() >= theme.px(_TWO_COLUMNS)
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    # -- recent documents ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look the recent documents up again, once the page is painted."""
        self._outdated = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._outdated:
            self._outdated = False
            QTimer.singleShot(0, self, self._look_up)

    def _look_up(self) -> None:
        """Show the names at once, and what is known of them when the disk or the share has answered."""
        self._show_recent([Recent(path, "", None) for path in recent.names()])
        tasks.look_up(self, recent.look_up, self._show_recent)

    def _show_recent(self, found: list[Recent]) -> None:
        """Show these; what stays in its place stays as it is, with the keyboard if it has it."""
        paths = [one.path for one in found]
        kept = [path for path in self._rows if path in paths]
        if kept != paths[: len(kept)]:
            kept = []
        for path in set(self._rows) - set(kept):
            for widget in self._rows.pop(path):
                widget.hide()
                widget.deleteLater()
        for one in found:
            if one.path not in self._rows:
                self._rows[one.path] = self._add_recent(one.path)
            name, facts = self._rows[one.path]
            written = f"modifié le {long_date(one.written_on)}" if one.written_on else ""
            facts.setText(" · ".join(fact for fact in (one.region, str(one.path.parent), written) if fact))
            name.setAccessibleDescription(facts.text())
        self._nothing.setVisible(not found)

    def _add_recent(self, path: Path) -> tuple[QPushButton, QLabel]:
        name, facts = button(path.name, quiet=True), Line(role="recent")
        name.setToolTip(plain(str(path)))
        name.setProperty("recent", "true")
        name.clicked.connect(partial(self.file_asked.emit, path))
        self._recent.addWidget(name)
        self._recent.addWidget(facts)
        return name, facts

    # -- regions ---------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        vintage = self._vintage.currentData()
        self.regions.clear()
        found = [r for r in catalogue.regions() if r.vintage == vintage]
        for region in sorted(found, key=lambda r: (r.code in _OVERSEAS, fold(r.name))):
            item = QListWidgetItem(region.name)
            item.setData(Qt.ItemDataRole.UserRole, region)
            self.regions.addItem(item)
        self.regions.setCurrentRow(0)

    def _create(self) -> None:
        item = self.regions.currentItem()
        if item is not None:
            self.new_asked.emit(item.data(Qt.ItemDataRole.UserRole))
