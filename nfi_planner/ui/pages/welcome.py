"""What one sees without a document: pick the region, open, go on with a recent one, or look at the example."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nfi_planner.models import catalogue
from nfi_planner.services import settings
from nfi_planner.support.french import fold
from nfi_planner.ui.widgets.parts import button, card, label, row

_OVERSEAS = {"01", "02", "03", "04", "06"}
_VINTAGES = {
    2014: "Régions de 2014 (22 + 5 outre-mer)",
    2016: "Régions de 2016 (13 + 5 outre-mer)",
}


class _RegionList(QListWidget):
    chosen = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


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
        outer.setContentsMargins(40, 32, 40, 24)
        outer.setSpacing(6)
        outer.addWidget(label("Feuille de route de la Nouvelle France industrielle", "title"))
        words = (
            "Choisissez votre région : les 33 plans à choisir et l’Usine du futur sont là. Tout reste sur votre poste."
        )
        outer.addWidget(label(words, "muted", wrap=True))
        outer.addSpacing(12)
        columns = QHBoxLayout()
        columns.setSpacing(18)
        columns.addWidget(self._make_regions(), 3)
        columns.addWidget(self._make_files(), 2)
        outer.addLayout(columns, 1)
        self.setFocusProxy(self.regions)

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
        self.regions.chosen.connect(self._create)
        self.regions.itemDoubleClicked.connect(self._create)
        layout.addWidget(self.regions, 1)
        create = button("Créer la feuille de route", primary=True)
        create.clicked.connect(self._create)
        layout.addLayout(row(None, create))
        self._fill()
        return frame

    def _make_files(self) -> QWidget:
        frame, layout = card()
        layout.addWidget(label("Reprendre un document", "heading"))
        open_file = button("Ouvrir un fichier…")
        open_file.clicked.connect(self.open_asked)
        layout.addLayout(row(open_file, None))
        layout.addWidget(label("Documents récents", "field"))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        layout.addLayout(self._recent)
        layout.addSpacing(14)
        layout.addWidget(label("Découvrir", "heading"))
        words = "Un exemple complet et fictif, en Champagne-Ardenne, à parcourir et à imprimer."
        layout.addWidget(label(words, "muted", wrap=True))
        example = button("Ouvrir l’exemple…")
        example.clicked.connect(self.example_asked)
        layout.addLayout(row(example, None))
        layout.addStretch(1)
        return frame

    def refresh(self) -> None:
        """Look the recent documents up again, once the page is painted: a share that is gone takes its time."""
        self._outdated = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._outdated:
            self._outdated = False
            QTimer.singleShot(0, self, self._show_recent)

    def _show_recent(self) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        there = settings.recent_documents()
        for path in there[:6]:
            one = button(path.name, quiet=True)
            one.setToolTip(str(path))
            one.setStyleSheet("text-align: left;")
            one.clicked.connect(partial(self.file_asked.emit, path))
            self._recent.addWidget(one)
        if not there:
            self._recent.addWidget(label("Aucun pour l’instant.", "muted"))

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
