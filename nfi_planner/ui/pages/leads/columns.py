"""The columns of the table of leads, and its rows as sentences."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from nfi_planner.models import sme
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.roadmap import Approach, Lead
from nfi_planner.models.rules.leads import DIRECTOR_FUNCTIONS
from nfi_planner.services import leads, sheets
from nfi_planner.services.leads import LedPlan
from nfi_planner.support.french import long_date, typeset
from nfi_planner.ui import kinds, theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.rows import Column, Index, RowModel
from nfi_planner.ui.tips import plain

_FUNCTION = replace(kinds.TEXT, suggestions=DIRECTOR_FUNCTIONS)
_UNKNOWN = "à compléter"


def columns(bridge: Bridge) -> Sequence[Column]:
    """Return the columns; what is typed in a cell becomes an act on the lead, or on the firm."""

    def own(field: str, header: str, kind: kinds.Kind = kinds.TEXT, **look: Any) -> Column:
        def write(row: LedPlan, value: Any) -> ChangeSet:
            return sheets.edit_lead(bridge.snapshot, row.id, typing=not kind.options, **{field: value})

        return Column(field, header, _reader(field), write, kind, **look)

    def write_company(row: LedPlan, name: str) -> ChangeSet:
        return leads.name_company(bridge.snapshot, row.id, name, typing=True)

    return (
        Column("plan", "Plan et rang", _plan, width=222, hint=_how_to_open),
        own("civility", "Civilité", kinds.CIVILITY, width=62),
        own("first_name", "Prénom", width=86),
        own("name", "Nom", width=92),
        own("function", "Fonction", _FUNCTION, width=136, stretch=True),
        Column("company_name", "Entreprise", _company, write_company, width=146, stretch=True),
        Column("size", "Taille", size_mark, width=92, hint=_conclusion),
        own("approach", "Démarche", kinds.one_of(Approach), width=86),
        own("informed_on", "Informé le", kinds.DATE, width=88),
        own("email", "Courriel", width=184),
        own("telephone", "Téléphone", width=112),
    )


def _reader(field: str) -> Callable[[LedPlan], Any]:
    def read(row: LedPlan) -> Any:
        if field == "approach" and not row.named and (row.lead is None or row.lead.approach is Approach.IDENTIFIED):
            return None  # nobody was approached
        return getattr(row.lead or Lead(id=row.id), field)

    return read


def _plan(row: LedPlan) -> str:
    rank = row.choice.rank
    return typeset(f"{row.choice.plan.numbered_title} ({rank.label})" if rank else row.choice.plan.numbered_title)


def _title(row: LedPlan) -> str:
    rank = row.choice.rank
    place = f", {rank.label}, position {row.place}" if rank else ""
    return f"Plan {row.id}, {row.choice.plan.title}{place}"


def _how_to_open(row: LedPlan) -> str:
    del row
    return "Entrée ouvre la fiche"


def _company(row: LedPlan) -> str:
    return row.company.name if row.company else ""


def size_mark(row: LedPlan) -> str:
    """Return the result of the SME test in words and a sign: ``"PME ✓"``, ``"ETI ✗"``, ``"à compléter"``."""
    company = row.company
    verdict = sme.is_sme(company) if company else None
    if company is None or verdict is None:
        return _UNKNOWN
    known = sme.size(company)
    return f"{known.label if known else 'pas une PME'} {'✓' if verdict else '✗'}"


def _conclusion(row: LedPlan) -> str:
    return sme.conclusion(row.company) if row.company else "À compléter : l’entreprise n’est pas indiquée."


class LeadModel(RowModel):
    """The leads as rows; a row is read aloud as one sentence."""

    def sentence(self, place: int) -> str:
        """Return ``"Plan 18, Chimie verte et biocarburants, rang 1, position 1, chef de projet Hélène Marchal…"``."""
        row: LedPlan = self.rows[place]
        lead = row.lead
        parts = [_title(row)]
        if lead is None or not row.named:
            parts.append("chef de projet à nommer")
        else:
            told = f"informé le {long_date(lead.informed_on)}" if lead.informed_on else "pas encore informé"
            parts += [f"chef de projet {lead.civility} {lead.full_name}".replace("  ", " "), lead.function]
            parts += [_company(row), size_mark(row).rstrip(" ✓✗"), lead.approach.label, told]
        return typeset(", ".join(part for part in parts if part))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        known = super().data(index, role)
        if not index.isValid():
            return known
        row: LedPlan = self.rows[index.row()]
        field = self.columns[index.column()].field
        if role == Qt.ItemDataRole.ToolTipRole and field == "plan":
            return plain(typeset(f"{_title(row)}. {known}."))
        return _colour(row, field) if role == Qt.ItemDataRole.ForegroundRole and known is None else known


def _colour(row: LedPlan, field: str) -> QColor | None:
    """The colour that goes with what a cell says in words."""
    colours = theme.tokens()
    if field == "plan" and row.choice.rank:
        return QColor(colours.rank(row.choice.rank))
    if field == "size":
        return QColor({"✓": colours.ok, "✗": colours.error}.get(size_mark(row)[-1], colours.muted))
    return None
