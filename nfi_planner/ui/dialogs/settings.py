"""« Réglages »: who one is, how the window looks, how new roadmaps begin, what is exported."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from nfi_planner.services import logo
from nfi_planner.services.settings import Settings, with_logo
from nfi_planner.support.french import clean, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.widgets.logo import LogoBox
from nfi_planner.ui.widgets.parts import button, card, go_to, label, open_at, scrolled, set_role

_THEMES = {"system": "Celui du système", "light": "Clair", "dark": "Sombre"}
_WIDTH, _HEIGHT = 640, 660


class SettingsDialog(QDialog):
    """A form over the settings; nothing is followed before « Enregistrer »."""

    def __init__(self, parent: QWidget, kept: Settings) -> None:
        super().__init__(parent)
        self.setWindowTitle("Réglages")
        self._kept, self._logo = kept, kept.logo_bytes
        self._author, self._service, self._text = (
            QLineEdit(text) for text in (kept.author, kept.service, kept.logo_alt)
        )
        self._author.setPlaceholderText("Prénom et nom")
        self._theme = _list(list(_THEMES.values()), list(_THEMES).index(kept.theme) if kept.theme in _THEMES else 0)
        self._zoom = _list([typeset(f"{zoom} %") for zoom in theme.ZOOMS], _nearest(kept.zoom))
        self._presentation = _box("&Mode présentation : tout en plus grand, pour un projecteur", kept.presentation)
        self._pdf = _box("Le document à imprimer (&PDF)", kept.export_pdf)
        self._workbook = _box("Le classeur de travail (E&xcel)", kept.export_workbook)
        self._box = LogoBox()
        self._box.picked.connect(self._on_picked)
        self._missing = label(logo.DESCRIBE, "error", wrap=True)
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 6, 0)
        stack.setSpacing(12)
        for part in (self._you(), self._look(), self._new_roadmaps(), self._exports()):
            stack.addWidget(part)
        stack.addStretch(1)
        save = button("Enregistrer", primary=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(content), 1)
        layout.addWidget(buttons)
        self._show_logo()
        open_at(self, _WIDTH, _HEIGHT)
        save.setDefault(True)  # now that it is in the dialog: before, Qt wouldn't know
        self._author.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, kept: Settings) -> Settings | None:
        """Return the settings as the user wants them, or None when the dialog was cancelled."""
        dialog = cls(parent, kept)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.wanted() if accepted else None

    def wanted(self) -> Settings:
        """Return the settings as they stand in the form."""
        chosen = replace(
            self._kept,
            author=clean(self._author.text()),
            service=clean(self._service.text()),
            theme=list(_THEMES)[self._theme.currentIndex()],
            zoom=theme.ZOOMS[self._zoom.currentIndex()],
            presentation=self._presentation.isChecked(),
            export_pdf=self._pdf.isChecked(),
            export_workbook=self._workbook.isChecked(),
        )
        return with_logo(chosen, self._logo, clean(self._text.text()) if self._logo else "")

    # -- making ----------------------------------------------------------------------------------------------------

    def _you(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(label("Vous", "heading"))
        layout.addLayout(_form(("Votre &nom", self._author)))
        layout.addWidget(label("Il signe vos modifications dans l’historique du document.", "muted", wrap=True))
        return frame

    def _look(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(label("Affichage", "heading"))
        layout.addLayout(_form(("&Thème", self._theme), ("&Agrandissement", self._zoom)))
        layout.addWidget(self._presentation)
        return frame

    def _new_roadmaps(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(label("Nouvelles feuilles de route", "heading"))
        layout.addWidget(label("Repris au début de chaque nouvelle feuille de route.", "muted", wrap=True))
        layout.addLayout(_form(("&Service", self._service)))
        layout.addWidget(label("Logo de la région", "field"))
        layout.addWidget(self._box)
        self._text_name = _named("Texte de &remplacement du logo", self._text)
        layout.addWidget(self._text_name)
        layout.addWidget(self._text)
        layout.addWidget(self._missing)
        self._text.textChanged.connect(self._on_text)
        return frame

    def _exports(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(label("Proposé à l’export", "heading"))
        layout.addWidget(self._pdf)
        layout.addWidget(self._workbook)
        return frame

    # -- the logo --------------------------------------------------------------------------------------------------

    def _on_picked(self, picture: bytes) -> None:
        self._logo = picture
        self._show_logo()
        if picture:
            go_to(self._text)
            self._text.selectAll()

    def _show_logo(self) -> None:
        self._box.show_logo(self._logo, self._text.text())
        for widget in (self._text_name, self._text):
            widget.setVisible(bool(self._logo))
        policy = self._missing.sizePolicy()
        policy.setRetainSizeWhenHidden(bool(self._logo))  # nothing moves when it is said
        self._missing.setSizePolicy(policy)
        self._say_missing(missing=False)

    def _on_text(self) -> None:
        self._box.show_logo(self._logo, clean(self._text.text()))
        self._say_missing(missing=False)

    def _say_missing(self, *, missing: bool) -> None:
        self._missing.setVisible(missing)
        set_role(self._text, "bad", "true" if missing else "false")
        self._text.setAccessibleDescription(self._missing.text() if missing else "")

    def _on_save(self) -> None:
        if self._logo and not clean(self._text.text()):
            self._say_missing(missing=True)
            go_to(self._text)
            return
        self.accept()


def _named(name: str, control: QWidget) -> QWidget:
    """The label of a control, which takes its name."""
    made = label(name, "field")
    made.setBuddy(control)
    control.setAccessibleName(name.replace("&", ""))
    return made


def _form(*fields: tuple[str, QWidget]) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(12)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, control in fields:
        form.addRow(_named(name, control), control)
    return form


def _box(text: str, checked: bool) -> QCheckBox:  # noqa: FBT001 - what it shows
    made = QCheckBox(typeset(text))
    made.setChecked(checked)
    return made


def _list(options: list[str], place: int) -> QComboBox:
    made = QComboBox()
    made.addItems(options)
    made.setCurrentIndex(place)
    return made


def _nearest(zoom: int) -> int:
    """The place of the zoom nearest to a kept one, which may be from another version."""
    return min(range(len(theme.ZOOMS)), key=lambda place: abs(theme.ZOOMS[place] - zoom))
