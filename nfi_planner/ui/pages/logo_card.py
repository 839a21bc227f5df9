"""The card « Logo » of « La feuille de route »: the picture, its text, and what it shares with the settings."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from nfi_planner.models import lookups
from nfi_planner.models.entity import label as field_label
from nfi_planner.models.roadmap import Roadmap
from nfi_planner.services import logo, settings, sheets
from nfi_planner.support.french import typeset
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.logo import LogoBox
from nfi_planner.ui.widgets.parts import button, card_layout, go_to, label, row


class LogoCard(QFrame):
    """A logo is one act with its text, which is asked for at once; ``text`` is its field."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.box = LogoBox()
        self.box.picked.connect(self._put)
        self.text = Field(field_label(Roadmap, "logo_alt"), self._read_text, self._write_text)
        if isinstance(self.text.control, QLineEdit):
            self.text.control.editingFinished.connect(self._ask_for_text)
        self._take, self._keep = button("&Reprendre le logo des réglages"), button("&Garder dans les réglages")
        self._take.clicked.connect(self._take_kept)
        self._keep.clicked.connect(self._keep_for_others)
        self._take.setAccessibleDescription("Avec le texte de remplacement gardé dans les réglages.")
        self._keep.setAccessibleDescription("Les prochaines feuilles de route commenceront avec ce logo.")
        layout = card_layout(self)
        layout.addWidget(label("Logo", "heading"))
        layout.addWidget(label("Imprimé en haut de la couverture.", "muted"))
        layout.addWidget(self.box)
        layout.addWidget(self.text)
        layout.addLayout(row(self._take, self._keep, None))
        self.refresh()

    @property
    def _roadmap(self) -> Roadmap:
        return lookups.roadmap(self._bridge.snapshot)

    def refresh(self) -> None:
        """Show the document as it is now."""
        roadmap, kept = self._roadmap, settings.load()
        self.box.show_logo(roadmap.logo, roadmap.logo_alt)
        self.text.setVisible(bool(roadmap.logo))
        self.text.refresh()
        self._ask_for_text()
        theirs = kept.logo_bytes
        same = (roadmap.logo, roadmap.logo_alt) == (theirs, kept.logo_alt)
        self._take.setVisible(bool(theirs) and not same)
        self._keep.setVisible(bool(roadmap.logo) and bool(roadmap.logo_alt) and not same)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()  # the settings may have changed

    # -- acts ------------------------------------------------------------------------------------------------------

    def _put(self, picture: bytes) -> None:
        snapshot = self._bridge.snapshot
        if not picture:
            self._bridge.do(logo.take_out(snapshot))
        elif self._bridge.do(logo.put(snapshot, picture, self._roadmap.logo_alt)):
            go_to(self.text)
            if isinstance(self.text.control, QLineEdit):
                self.text.control.selectAll()  # what described another picture may not do for this one

    def _take_kept(self) -> None:
        kept = settings.load()
        self.box.choose.setFocus()  # this button goes
        self._bridge.do(logo.put(self._bridge.snapshot, kept.logo_bytes, kept.logo_alt))

    def _keep_for_others(self) -> None:
        roadmap = self._roadmap
        self.box.choose.setFocus()
        if settings.save(settings.with_logo(settings.load(), roadmap.logo, roadmap.logo_alt)):
            self.refresh()
        else:
            self._bridge.refused.emit(settings.NOT_KEPT)

    # -- its text --------------------------------------------------------------------------------------------------

    def _read_text(self) -> str:
        return self._roadmap.logo_alt

    def _write_text(self, text: str) -> bool:
        return self._bridge.do(sheets.edit(self._bridge.snapshot, self._roadmap, typing=True, logo_alt=text))

    def _ask_for_text(self) -> None:
        """Say that the text is missing, as long as it is."""
        roadmap = self._roadmap
        self.text.say_finding(typeset(logo.DESCRIBE) if roadmap.logo and not roadmap.logo_alt else "")
