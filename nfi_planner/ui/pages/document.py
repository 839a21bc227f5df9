"""« La feuille de route »: what the document says of itself: region, period, strategy, approval, signature."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nfi_planner.models import catalogue, lookups
from nfi_planner.models.entity import label as field_label
from nfi_planner.models.roadmap import Roadmap
from nfi_planner.models.rules import Where
from nfi_planner.services import sheets
from nfi_planner.ui import kinds
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.logo_card import LogoCard
from nfi_planner.ui.pages.page import Page
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.forms import Form, column, grid
from nfi_planner.ui.widgets.parts import card, go_to, label

_GROUPS: tuple[tuple[str, tuple[tuple[str, kinds.Kind, int, int], ...]], ...] = (
    (
        "Document",
        (
            ("title", kinds.TEXT, 1, 6),
            ("region_code", kinds.TEXT, 1, 3),
            ("service", kinds.TEXT, 1, 3),
            ("recipient", kinds.TEXT, 1, 3),
            ("contact", kinds.TEXT, 1, 3),
            ("period_start", kinds.DATE, 1, 2),
            ("period_end", kinds.DATE, 1, 2),
            ("deadline", kinds.DATE, 1, 2),
        ),
    ),
    ("Stratégie de la région", (("strategy", kinds.TEXT, 9, 6),)),
    (
        "Approbation et signature",
        (
            ("approval_body", kinds.TEXT, 1, 4),
            ("approval_date", kinds.DATE, 1, 2),
            ("deliberation_number", kinds.TEXT, 1, 4),
            ("deliberation_date", kinds.DATE, 1, 2),
            ("signatory_name", kinds.TEXT, 1, 3),
            ("signatory_function", kinds.TEXT, 1, 3),
        ),
    ),
)
_BODIES = ("commission permanente", "assemblée plénière")


class DocumentPage(Page):
    """A form over the roadmap's own row."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._form = Form("")
        self._fields = self._form.fields
        first, *others = (self._make_group(title, fields) for title, fields in _GROUPS)
        self._logo = LogoCard(bridge)
        self._fields["logo_alt"] = self._logo.text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 22, 0)
        layout.setSpacing(2)
        layout.addWidget(label("La feuille de route", "title"))
        layout.addWidget(label("Ce que le document imprimé dit de lui-même.", "muted"))
        layout.addSpacing(6)
        layout.addWidget(column(first, self._logo, *others), 1)
        self.work = next(iter(self._fields.values()))
        self.refresh()

    def _make_group(self, title: str, fields: tuple[tuple[str, kinds.Kind, int, int], ...]) -> QWidget:
        frame, layout = card()
        layout.addWidget(label(title, "heading"))
        layout.addLayout(grid([(self._make_field(name, kind, lines), span) for name, kind, lines, span in fields], 6))
        return frame

    def _make_field(self, name: str, kind: kinds.Kind, lines: int) -> Field:
        if name == "region_code":
            made = self._region_field()
        else:

            def read() -> Any:
                return getattr(lookups.roadmap(self._bridge.snapshot), name)

            def write(value: Any) -> bool:
                return self._write(typing=True, **{name: value})

            suggestions = _BODIES if name == "approval_body" else ()
            made = Field(field_label(Roadmap, name), read, write, kind=kind, lines=lines, suggestions=suggestions)
        if name == "strategy":
            made.name.hide()  # the card's heading says it
        self._fields[name] = made
        return made

    def _region_field(self) -> Field:
        options: list[tuple[Any, str]] = [(("", 2014), "")]
        options += [((r.code, r.vintage), f"{r.name} ({r.vintage})") for r in catalogue.regions()]

        def read() -> Any:
            roadmap = lookups.roadmap(self._bridge.snapshot)
            return roadmap.region_code, roadmap.region_vintage

        def write(value: Any) -> bool:
            return self._write(region_code=value[0], region_vintage=value[1])

        return Field("région", read, write, kind=kinds.listed(options))

    def _write(self, *, typing: bool = False, **values: Any) -> bool:
        snapshot = self._bridge.snapshot
        return self._bridge.do(sheets.edit(snapshot, lookups.roadmap(snapshot), typing=typing, **values))

    def waiting(self) -> list[str]:
        """Return the names of the fields whose text isn't in the document."""
        return self._form.waiting()

    def try_again(self) -> None:
        """Write what was refused before."""
        self._form.try_again()

    def refresh(self) -> None:
        """Show the document as it is now."""
        self._form.refresh()
        self._logo.refresh()

    def go(self, where: Where) -> None:
        """Put the cursor in a field."""
        spots = {**self._fields, "logo": self._logo.box.choose}
        go_to(spots.get(where.field, self._fields["title"]))
