"""« Usine du futur »: the candidate firms, their size, how far they have come."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nfi_planner.models import catalogue, sme
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.entity import label as field_label
from nfi_planner.models.entity import new_id
from nfi_planner.models.roadmap import Company, FactoryCandidate, Stage
from nfi_planner.models.rules import Where
from nfi_planner.services import sheets
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import kinds
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.page import Page
from nfi_planner.ui.rows import Column, RowModel
from nfi_planner.ui.widgets.parts import button, card, label, row, scrolled
from nfi_planner.ui.widgets.tables import RowTable


class FactoryPage(Page):
    """One table of the candidates."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._model = RowModel(self._columns(), bridge.do, self)
        self.view = RowTable(
            self._model, "Candidates à « Usine du futur »", add=self._add, remove=self._remove, move=self._move
        )
        self._count = label("", "muted")
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self._model.problem.connect(self._show_problem)
        add, remove = button("Ajouter une entreprise"), button("Supprimer", quiet=True)
        add.clicked.connect(self.view.add_row)
        remove.clicked.connect(self.view.remove_selected)
        frame, inner = card()
        inner.addLayout(row(label("Entreprises candidates", "heading"), self._count, None, remove, add))
        inner.addWidget(self.view)
        inner.addWidget(self._problem)
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 4, 16)
        stack.addWidget(frame)
        stack.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 22, 0)
        layout.setSpacing(2)
        layout.addWidget(label("Usine du futur", "title"))
        words = (
            "Le plan 34 est porté par toutes les régions : chacune y retient les PME et les ETI les plus "
            "prometteuses de son territoire. « Retenue » et « accompagnée » valent sélection."
        )
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addSpacing(6)
        layout.addWidget(scrolled(content), 1)
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        rows = [_Candidate(c, self._company(c)) for c in self._bridge.snapshot.all(FactoryCandidate)]
        self._model.sync(rows)
        self.view.updateGeometry()
        selected = sum(1 for one in rows if one.candidate.selected)
        self._count.setText(typeset(f"{plural(len(rows), 'candidate')}, {plural(selected, 'retenue')}"))

    def waiting(self) -> list[str]:
        """Return the page's name for each row with a cell that isn't in the document."""
        there = {i for i, _ in self._model.rejected if self._bridge.snapshot.get(FactoryCandidate, i)}
        return ["Usine du futur"] * len(there)

    def try_again(self) -> None:
        """Write what was refused before."""
        self._model.try_again()

    def go(self, where: Where) -> None:
        """Put the cursor in a candidate's cell; without one, on the first, or in a new row."""
        if where.id:
            self.view.show_cell(where.id, where.field)
        elif self._model.rows:
            self.view.show_cell(self._model.rows[0].id, where.field)
        else:
            self.view.add_row()

    def _company(self, candidate: FactoryCandidate) -> Company:
        return self._bridge.snapshot.get(Company, candidate.company_id) or Company(id="")

    def _columns(self) -> Sequence[Column]:
        departments: list[tuple[Any, str]] = [("", "")]
        departments += [(d.code, f"{d.code} {d.name}") for d in catalogue.departments()]
        return (
            self._company_column("name", width=196, stretch=True),
            self._own_column("stage", kinds.one_of(Stage), width=106),
            self._company_column("headcount", kinds.INTEGER, width=66),
            Column("size", "Taille", _size_label, width=54),
            self._company_column("commune", width=124),
            self._own_column("need", width=230, stretch=True),
            self._own_column("reasons", width=230, stretch=True),
            self._company_column("siren", width=92),
            self._company_column("department", kinds.listed(departments), width=130),
            self._company_column("turnover", kinds.EUROS, width=116),
            self._company_column("balance_sheet", kinds.EUROS, width=116),
        )

    def _company_column(self, field: str, kind: kinds.Kind = kinds.TEXT, **look: Any) -> Column:
        def read(one: "_Candidate") -> Any:
            return getattr(one.company, field)

        def write(one: "_Candidate", value: Any) -> ChangeSet:
            typing = not kind.options
            return sheets.edit_candidate_company(self._bridge.snapshot, one.candidate, typing=typing, **{field: value})

        return Column(field, _header(Company, field), read, write, kind, **look)

    def _own_column(self, field: str, kind: kinds.Kind = kinds.TEXT, **look: Any) -> Column:
        def read(one: "_Candidate") -> Any:
            return getattr(one.candidate, field)

        def write(one: "_Candidate", value: Any) -> ChangeSet:
            typing = not kind.options
            return sheets.edit(self._bridge.snapshot, one.candidate, typing=typing, **{field: value})

        return Column(field, _header(FactoryCandidate, field), read, write, kind, **look)

    def _add(self) -> bool:
        return self._bridge.do(sheets.add_row(self._bridge.snapshot, FactoryCandidate(id=new_id())))

    def _remove(self, rows: list[Any]) -> bool:
        return self._bridge.do(sheets.remove_rows(self._bridge.snapshot, [one.candidate for one in rows]))

    def _move(self, one: Any, step: int) -> bool:
        return self._bridge.do(sheets.move_row(self._bridge.snapshot, one.candidate, step))

    def _show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


class _Candidate:
    """A candidate with its firm, as one row."""

    def __init__(self, candidate: FactoryCandidate, company: Company) -> None:
        self.id, self.candidate, self.company = candidate.id, candidate, company

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Candidate) and (self.candidate, self.company) == (other.candidate, other.company)

    def __hash__(self) -> int:
        return hash(self.id)


def _size_label(one: _Candidate) -> str:
    size = sme.size(one.company)
    return size.label if size else ""


def _header(table: type[Company | FactoryCandidate], field: str) -> str:
    name = field_label(table, field)
    return name[0].upper() + name[1:]
