"""The size test of a firm, line by line: what is typed in « Valeur » is judged at once."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from nfi_planner.models.roadmap import Company
from nfi_planner.models.sme import Criterion
from nfi_planner.support.french import typeset
from nfi_planner.ui.widgets.captions import Caption
from nfi_planner.ui.widgets.fields import Field
from nfi_planner.ui.widgets.parts import label, set_role

Criteria = Callable[[Company], Sequence[Criterion]]
_VERDICTS = {
    "met": ("✓", "ok", "critère rempli"),
    "not_met": ("✗", "bad", "critère non rempli"),
    "unknown": ("à saisir", "warning", "valeur à saisir"),
    "optional": ("facultatif", "muted", "facultatif : l’autre montant suffit"),
}


class SizeTest(QWidget):
    """A line for each criterion: its name, the control of its value, then threshold and verdict of each test.

    ``tests`` are the headings of the thresholds with what gives their criteria; ``make_value`` returns the control of
    a field of the firm.
    """

    def __init__(self, tests: Sequence[tuple[str, Criteria]], make_value: Callable[[str], QWidget]) -> None:
        super().__init__()
        self._tests = tests
        self._names: list[Caption] = []
        self._verdicts: list[list[QLabel]] = [[] for _ in tests]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(label("Critère", "field"), 0, 0)
        grid.addWidget(label("Valeur", "field"), 0, 1)
        grid.setColumnStretch(1, 1)
        for line, criterion in enumerate(tests[0][1](Company(id="")), 1):
            name, value = Caption(criterion.name), make_value(criterion.field)
            self._names.append(name)
            grid.addWidget(name, line, 0)
            grid.addWidget(value, line, 1)
            if isinstance(value, Field):
                value.name_by(name)
        for place, (heading, criteria) in enumerate(tests):
            grid.addWidget(label(heading, "field"), 0, 2 + 2 * place)
            for line, criterion in enumerate(criteria(Company(id="")), 1):
                grid.addWidget(label(criterion.threshold), line, 2 + 2 * place)
                self._verdicts[place].append(label(""))
                grid.addWidget(self._verdicts[place][-1], line, 3 + 2 * place)

    def show_company(self, company: Company) -> None:
        """Show how the firm stands the tests."""
        for (heading, criteria), verdicts in zip(self._tests, self._verdicts, strict=True):
            about = f", {heading}" if len(self._tests) > 1 else ""
            for name, verdict, criterion in zip(self._names, verdicts, criteria(company), strict=True):
                mark, role, words = _VERDICTS[criterion.verdict]
                name.setText(criterion.name)
                verdict.setText(mark)
                verdict.setAccessibleName(typeset(f"{criterion.name}{about} : {words}"))
                set_role(verdict, "role", role)
