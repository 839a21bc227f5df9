"""The list of keys, made from the table of actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from nfi_planner.ui.actions import COMMANDS
from nfi_planner.ui.widgets.parts import label


class KeysDialog(QDialog):
    """Every command that has a key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Raccourcis clavier")
        self.resize(520, 620)
        commands = [command for command in COMMANDS if command.shown_keys]
        table = QTableWidget(len(commands), 2)
        table.setAccessibleName("Raccourcis clavier")
        table.setHorizontalHeaderLabels(["Commande", "Touches"])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        table.setColumnWidth(0, 290)
        for line, command in enumerate(commands):
            for column, text in enumerate((command.text, command.shown_keys)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(line, column, item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        words = (
            "Les touches 1, 2 et 0 agissent sur le plan sélectionné ; sur un clavier français, &, é et à font de même."
        )
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addWidget(table)
        layout.addWidget(buttons)
        table.setCurrentCell(0, 0)

    @classmethod
    def ask(cls, parent: QWidget) -> None:
        """Show the list until it is closed."""
        dialog = cls(parent)
        dialog.exec()
        dialog.deleteLater()
