"""« Exporter »: which files, and where."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from nfi_planner.services import settings
from nfi_planner.support.paths import exists, is_folder
from nfi_planner.ui import theme
from nfi_planner.ui.dialogs.paths import ask_folder
from nfi_planner.ui.widgets.parts import button, label, row


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the user wants written; None for what isn't wanted."""

    pdf: Path | None
    workbook: Path | None


class ExportDialog(QDialog):
    """Two boxes, ticked as the last time, and a folder; existing files are named before they are replaced."""

    def __init__(self, parent: QWidget, folder: Path, stem: str, *remarks: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Exporter la feuille de route")
        theme.fix_least(self, width=520)
        self._stem = stem
        kept = settings.load()
        self._pdf = _box("Le document à imprimer (&PDF)", ticked=kept.export_pdf)
        self._workbook = _box("Le classeur de travail (E&xcel)", ticked=kept.export_workbook)
        for box in (self._pdf, self._workbook):
            box.toggled.connect(self._refresh)
        self._line = QLineEdit(str(folder))
        self._line.setAccessibleName("Dossier")
        self._line.textChanged.connect(self._refresh)
        browse = button("Pa&rcourir…")
        browse.clicked.connect(self._browse)
        name = label("&Dossier", "field")
        name.setBuddy(self._line)
        self._names = label("", "muted", wrap=True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._export = button("Exporter", primary=True)
        self._buttons.addButton(self._export, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self._pdf)
        layout.addWidget(self._workbook)
        layout.addSpacing(6)
        layout.addWidget(name)
        line = row(self._line, browse)
        line.setStretch(0, 1)
        layout.addLayout(line)
        layout.addWidget(self._names)
        for text in filter(None, remarks):
            layout.addSpacing(6)
            layout.addWidget(label(text, "warning", wrap=True))
        layout.addSpacing(8)
        layout.addWidget(self._buttons)
        self._refresh()
        self._export.setDefault(True)
        self._export.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, folder: Path, stem: str, *remarks: str) -> ExportWish | None:
        """Return what the user wants, or None when the dialog was cancelled; the remarks are what to know before."""
        dialog = cls(parent, folder, stem, *remarks)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.wish() if accepted else None

    def wish(self) -> ExportWish:
        """Return what is ticked, with the paths; nothing where the folder isn't one."""
        folder = _folder(self._line.text())
        pdf = folder / f"{self._stem}.pdf" if folder and self._pdf.isChecked() else None
        workbook = folder / f"{self._stem}.xlsx" if folder and self._workbook.isChecked() else None
        return ExportWish(pdf, workbook)

    def _refresh(self) -> None:
        wish = self.wish()
        paths = [path for path in (wish.pdf, wish.workbook) if path]
        self._export.setEnabled(bool(paths))
        if _folder(self._line.text()) is None:
            self._names.setText("Ce dossier n’existe pas.")
            return
        lines = [f"{path.name}{' (remplacera le fichier existant)' if exists(path) else ''}" for path in paths]
        self._names.setText("\n".join(lines) or "Rien n’est coché.")

    def _browse(self) -> None:
        folder = ask_folder(self, "Dossier des fichiers exportés", Path(self._line.text()))
        if folder is not None:
            self._line.setText(str(folder))


def _box(text: str, *, ticked: bool) -> QCheckBox:
    made = QCheckBox(text)
    made.setChecked(ticked)
    return made


def _folder(text: str) -> Path | None:
    """Return the folder that was typed, or None when it isn't one."""
    try:
        folder = Path(text.strip()).expanduser()
    except RuntimeError:  # « ~x » where there is no user x
        return None
    return folder if is_folder(folder) else None
