"""« Lisez-moi », the first sheet: what the workbook is, its sheets, the key figures, how to read it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, cast

from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from nfi_planner.documents.excel import style
from nfi_planner.documents.excel.tables import SIZE_UNKNOWN, title
from nfi_planner.documents.excel.writer import (
    CELL_LIMIT,
    CUT_MARK,
    Kind,
    Page,
    Table,
    Value,
    put,
    row_height,
    set_up_page,
)
from nfi_planner.models import figures, lookups, sme
from nfi_planner.models.roadmap import Choice, Rank, Roadmap, Status
from nfi_planner.models.rules import Review, Severity
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import integer, long_date, typeset

NAME = "Lisez-moi"
_WIDTHS = {"A": 34, "B": 96, "C": 10}
_NOT_SHOWN = {"id", "region_code", "region_vintage", "title", "logo", "logo_alt"}
_HOW_TO_READ = (
    ("Tableaux", "Les titres sont en première ligne et restent visibles ; leurs flèches trient et filtrent."),
    ("Rang et place", "Rang 1 : plans stratégiques. Rang 2 : priorités régionales. La place est l’ordre dans le rang."),
    ("Plans choisis", "Chefs de projet, actions, financement, indicateurs, partenaires : plans choisis seulement."),
    ("Montants", "En euros. « Budget » sans autre précision désigne le montant demandé."),
    ("Cases vides", "Ce qui n’est pas renseigné reste vide."),
    ("Numéros", "SIREN, SIRET et téléphones sont du texte, pour garder leurs zéros."),
    ("Taille", f"PME, ETI ou GE (grande entreprise) selon le {sme.DECREE}."),
    (f"« {SIZE_UNKNOWN} »", "Les chiffres de l’entreprise ne suffisent pas pour connaître sa taille."),
    (f"« {CUT_MARK.strip()} »", f"Texte coupé à {integer(CELL_LIMIT)} caractères, la limite d’une case d’Excel."),
    ("Confidentialité", "Les mémos privés et l’historique du document ne figurent pas dans ce classeur."),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: Value
    kind: Kind = Kind.INTEGER


def key_figures(snapshot: Snapshot, review: Review) -> tuple[Fact, ...]:
    """Return the totals that the sheet gives as plain values."""
    funding = figures.chosen_funding(snapshot)
    chosen = lookups.chosen(snapshot)
    named = [lead for c in chosen if (lead := lookups.lead(snapshot, c.id)) and lead.full_name]
    return (
        *(Fact(f"Plans de {rank.label} ({rank.meaning})", len(lookups.ranked(snapshot, rank))) for rank in Rank),
        Fact("Plans à l’étude", sum(c.status is Status.STUDIED for c in snapshot.all(Choice))),
        Fact("Chefs de projet nommés", len(named)),
        Fact("Budget demandé", figures.asked(funding), Kind.EUROS),
        Fact("Budget obtenu", figures.obtained(funding), Kind.EUROS),
        Fact("Entreprises retenues, Usine du futur", sum(c.selected for c in lookups.candidates(snapshot))),
        Fact("Contrôles réussis", review.passed),
        Fact("Contrôles applicables", review.applicable),
        *(Fact(f"Constats – {severity.heading.lower()}", len(review.of(severity))) for severity in Severity),
    )


def about_roadmap(snapshot: Snapshot) -> tuple[Fact, ...]:
    """Return the region and the fields of the roadmap, in the order of the document."""
    roadmap = lookups.roadmap(snapshot)
    region = roadmap.region
    return (
        Fact("Région", region.name if region else None, Kind.TEXT),
        Fact(title(Roadmap, "region_vintage"), roadmap.region_vintage, Kind.NUMBER),
        *(
            Fact(title(Roadmap, f.name), value, Kind.DATE if isinstance(value, date) else Kind.TEXT)
            for f in fields(roadmap)
            if f.name not in _NOT_SHOWN
            for value in (getattr(roadmap, f.name),)
        ),
    )


class _Sheet:
    """The sheet being written, from top to bottom."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.row = sheet, 0

    def add(self, *values: Value, kind: Kind = Kind.TEXT) -> tuple[Cell, ...]:
        """Write a row from column A on and return its cells; the kind is that of the last value."""
        self.row += 1
        cells = []
        for column, value in enumerate(values, 1):
            cell = cast("Cell", self.sheet.cell(self.row, column))  # nothing is merged here
            put(cell, value, kind if column == len(values) else Kind.TEXT)
            cell.alignment = style.LABEL_ALIGNMENT if column == 1 else style.VALUE_ALIGNMENT
            cells.append(cell)
        self.sheet.row_dimensions[self.row].height = row_height(values, (1e3, *list(_WIDTHS.values())[1 : len(values)]))
        return tuple(cells)

    def heading(self, text: str, font: Font) -> None:
        """Write a line of the heading."""
        (cell,) = self.add(text)
        cell.font = font
        self.sheet.row_dimensions[self.row].height = 1.4 * cell.font.size

    def section(self, *words: str) -> None:
        """Leave a row, then name what follows."""
        self.row += 1
        cells = self.add(*words)
        for cell in cells:
            cell.font = style.SECTION if cell is cells[0] else style.QUIET
        for column in range(1, len(_WIDTHS) + 1):
            self.sheet.cell(self.row, column).border = style.RULE
        self.sheet.row_dimensions[self.row].height = 20.0

    def facts(self, facts: Iterable[Fact]) -> None:
        """Write a label and a value on each row."""
        for fact in facts:
            label, _ = self.add(fact.label, fact.value, kind=fact.kind)
            label.font = style.QUIET


def write_readme(
    book: Workbook, snapshot: Snapshot, tables: tuple[Table[Any], ...], review: Review, page: Page
) -> None:
    """Add « Lisez-moi » to the workbook."""
    sheet = book.create_sheet(NAME)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    rows = _Sheet(sheet)
    rows.heading(page.title, style.TITLE)
    rows.heading(page.above, style.SUBTITLE)
    rows.heading(page.state, style.SUBTITLE)
    rows.section("Feuilles", "Ce qu’on y trouve", "Lignes")
    sheet.cell(rows.row, 3).alignment = style.COUNT_ALIGNMENT
    for table in tables:
        name, _, count = rows.add(table.name, typeset(table.about), len(table.rows), kind=Kind.INTEGER)
        name.hyperlink = Hyperlink(ref=name.coordinate, location=f"'{table.name}'!A1", display=table.name)
        name.font, count.alignment = style.LINK, style.COUNT_ALIGNMENT
    rows.section("Chiffres clés")
    rows.facts(key_figures(snapshot, review))
    rows.section("La feuille de route")
    rows.facts(about_roadmap(snapshot))
    rows.section("Comment lire ce classeur")
    rows.facts(Fact(typeset(what), typeset(meaning), Kind.TEXT) for what, meaning in _HOW_TO_READ)
    set_up_page(sheet, page)


def state(on: date) -> str:
    """Return the line that says how far the roadmap is and from what day the workbook is."""
    return typeset(f"Projet – {long_date(on)}")
