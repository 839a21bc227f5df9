"""Starts the program as a user does and prints, as JSON, when it first painted and when the document was ready.

    startup_probe.py bare            a bare QWidget window, to compare with
    startup_probe.py FILE [DATE]     the real entry point on a document

Times are seconds since PROBE_BEGAN, the monotonic clock as the caller read it just before starting this process.
``modules`` are those loaded at the first paint.
"""

import json
import os
import sys
import time

_BEGAN = float(os.environ.get("PROBE_BEGAN", time.monotonic()))  # the clock is the machine's, not the process's


def _now() -> float:
    return time.monotonic() - _BEGAN


def _report(facts: dict[str, object]) -> None:
    import psutil  # not before: the program doesn't load it

    print(json.dumps({**facts, "memory": psutil.Process().memory_info().rss}))


def bare() -> None:
    """Show an empty window."""
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            _report({"first_paint": _now()})
            application.quit()

    application = QApplication([])
    window = Window()
    screen = window.screen().availableSize()
    window.resize(min(1440, screen.width()), min(900, screen.height() - 32))
    window.show()
    application.exec()


def program(arguments: list[str]) -> None:
    """Run the entry point until the document is shown."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from nfi_planner.__main__ import main
    from nfi_planner.ui.shell import Shell

    facts: dict[str, object] = {}
    handle = Shell.event

    def on_ready() -> None:
        QApplication.processEvents()
        facts["ready"] = _now()
        _report(facts)
        QApplication.exit()

    def watched(self: Shell, event: QEvent) -> bool:
        handled = handle(self, event)
        if event.type() is QEvent.Type.Paint and not facts:
            facts["modules"] = sorted(sys.modules)
            facts["first_paint"] = _now()
            self.ready.connect(on_ready)
        return handled

    Shell.event = watched  # type: ignore[method-assign]
    main(arguments)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        program([sys.argv[1], *(["--today", sys.argv[2]] if len(sys.argv) > 2 else [])])
