"""How far work in the background has come, with the way to give it up."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.tasks import Task
from nfi_planner.ui.widgets.parts import button, label

PATIENCE_MS = 300  # shorter work comes and goes without a bar


class ProgressLine(QWidget):
    """A line that is there while work lasts: its words, a thin bar, « Annuler ». It follows one work at a time."""

    appeared = Signal(str)  # the words, for a screen reader

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self._words = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        theme.fix_size(self._bar, width=120)
        self.cancel = button("Annuler", quiet=True)
        self.cancel.setProperty("small", "true")
        self.cancel.clicked.connect(self.give_up)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._words, self._bar, self.cancel):
            layout.addWidget(part)
        self.hide()

    def follow(self, task: Task, words: str) -> None:
        """Show how far this work has come, once it has lasted a while, in the place of another one."""
        if self._task is not None:
            self._leave()
        self._task = task
        self._words.setText(typeset(words))
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

    def _appear(self) -> None:
        self.show()
        self.appeared.emit(self._words.text())

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
