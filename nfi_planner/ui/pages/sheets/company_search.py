"""The search among the firms of the document, by name or SIREN."""

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from nfi_planner.models import sme
from nfi_planner.models.roadmap import Company
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import fold, plural, typeset
from nfi_planner.ui.widgets.program_keys import keep_program_keys

_NEW = "Saisir une nouvelle entreprise : "


class CompanySearch(QLineEdit):
    """Shows the firms that match what is typed, with what tells them apart, and offers to enter a new one."""

    picked = Signal(str)  # a company's id
    new_asked = Signal(str)  # the name typed

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Entreprise : nom ou SIREN")
        self.setPlaceholderText("Nom ou SIREN d’une entreprise du document")
        self._firms: dict[str, str] = {}  # what is shown -> id
        self._search: dict[str, str] = {}  # what is shown -> what is searched
        self._has_firm = False
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._on_activated)  # the overload with the text
        self.setCompleter(completer)
        keep_program_keys(self)
        self._popup = QListView()
        completer.setPopup(self._popup)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_finished)

    def show_firms(self, snapshot: Snapshot, current: Company | None) -> None:
        """Search among these firms; the one the lead has is shown beside."""
        firms = sorted(snapshot.all(Company), key=lambda c: fold(c.name))
        self._firms = {describe(c): c.id for c in firms}
        self._search = {describe(c): fold(f"{c.name} {c.siren} {c.commune}") for c in firms}
        self._has_firm = current is not None
        if not self.hasFocus():
            self.clear()

    def _on_edited(self, text: str) -> None:
        words = fold(text).split()
        hits = [line for line, searched in self._search.items() if all(w in searched for w in words)]
        name = text.strip()
        self._model.setStringList([*hits[:8], *([f"{_NEW}{name}"] if name else [])])
        self.completer().complete()

    def _on_activated(self, line: str) -> None:
        self.clear()
        if line in self._firms:
            self.picked.emit(self._firms[line])
        elif line.startswith(_NEW):
            self.new_asked.emit(line.removeprefix(_NEW))

    def _on_finished(self) -> None:
        """Leaving with Enter or Tab: a firm that matches exactly is taken, a new name makes a new firm."""
        text = self.text().strip()
        picking = self._popup.isVisible() and self._popup.currentIndex().isValid()
        if picking or not text:
            return
        self.clear()
        exact = [i for line, i in self._firms.items() if fold(text) in {fold(line), *_keys(line)}]
        if len(exact) == 1:
            self.picked.emit(exact[0])
        elif not self._has_firm:
            self.new_asked.emit(text)


def _keys(line: str) -> tuple[str, ...]:
    return tuple(fold(part) for part in line.split(" · ")[:2])


def describe(company: Company) -> str:
    """Return « Biosourcés de la Vesle · 000000018 · Reims · 84 salariés · PME »."""
    size = sme.size(company)
    parts = [company.name or "Entreprise sans nom", company.siren, company.commune]
    if company.headcount is not None:
        parts.append(plural(company.headcount, "salarié"))
    parts.append(size.label if size else "")
    return typeset(" · ".join(part for part in parts if part))
