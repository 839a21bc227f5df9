"""How far work in the background has come, with the way to give it up."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.tasks import Task
from nfi_planner.ui.widgets.parts import button

PATIENCE_MS = 300  # shorter work comes and goes without a bar


class ProgressLine(QWidget):
    """A thin bar and « Annuler », there while work lasts, one at a time; what the work is stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        theme.fix_size(self._bar, width=80)
        self.cancel = button("Annuler", quiet=True)
        self.cancel.setProperty("small", "true")
        self.cancel.clicked.connect(self.give_up)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._bar)
        layout.addWidget(self.cancel)
        self.hide()

    def follow(self, task: Task, words: str) -> None:
        """Show how far this work has come, once it has lasted a while, in the place of another one.

        ``words`` say what it is to a screen reader.
        """
        if self._task is not None:
            self._leave()
        self._task = task
        self._bar.setAccessibleName(typeset(words))
        self.cancel.setAccessibleName(typeset(f"Annuler : {words}"))
        self._on_progress(task.so_far)
        self.cancel.setEnabled(True)
        task.progressed.connect(self._on_progress)
        task.ended.connect(self._leave)
        self._patience.start()

    @Slot()
    def give_up(self) -> None:
        """Give the followed work up."""
        if self._task is not None:
            self.cancel.setEnabled(False)
            self._task.cancel()

    @Slot(float)
    def _on_progress(self, done: float) -> None:
        self._bar.setValue(round(done * 100))

    @Slot()
    def _leave(self) -> None:
        if self._task is not None:
            self._task.progressed.disconnect(self._on_progress)
            self._task.ended.disconnect(self._leave)
        self._task = None
        self._patience.stop()
        self.hide()
