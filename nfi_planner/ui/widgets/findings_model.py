"""The findings as rows under the headings of their severities."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from nfi_planner.models.rules import Finding, Review, Severity
from nfi_planner.ui.rows import ROW_ROLE, Index, Role
from nfi_planner.ui.syncing import sync_rows

_TOPICS = {"C": "Choix", "L": "Chef de projet", "U": "Usine du futur", "S": "Fiche", "D": "Document"}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A line of the panel: a group's heading, or a finding."""

    id: str
    severity: Severity
    count: int = 0
    finding: Finding | None = None

    @property
    def topic(self) -> str:
        """« L01 · chef de projet »."""
        code = self.finding.code if self.finding else ""
        return f"{code} · {_TOPICS[code[0]]}" if code else ""

    def sentence(self) -> str:
        """The line as a screen reader says it."""
        if self.finding is None:
            return f"{self.severity.heading}, {self.count}"
        return f"{self.severity.heading} : {self.finding.message} {self.finding.link}."


def _lines(review: Review) -> list[FindingLine]:
    lines = []
    for severity in Severity:
        group = review.of(severity)
        if group:
            lines.append(FindingLine(severity.value, severity, len(group)))
        lines += [FindingLine(f"{f.code}/{f.target.table}/{f.target.id}", severity, 0, f) for f in group]
    return lines


class FindingsModel(QAbstractListModel):
    """The findings by severity, each group under its heading."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[FindingLine] = []

    def sync(self, review: Review) -> None:
        """Show the findings of a review."""
        sync_rows(self, self.lines, _lines(review))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == ROW_ROLE:
            return line
        return line.sentence() if role in {Role.DisplayRole, Role.AccessibleTextRole} else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].finding is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def finding_at(index: QModelIndex) -> Finding | None:
    """Return the finding of a row; None for a heading and for no row."""
    line = index.data(ROW_ROLE)
    return line.finding if isinstance(line, FindingLine) else None
