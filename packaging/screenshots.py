"""Renders every page of the examples, light and dark, at two sizes, into build/screenshots/.

What stands over the pages, and the pages large or in high contrast, come after them: their names begin with « suite ».
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()  # no recent documents of the person who runs this

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

from nfi_planner import app
from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, Choice, FactoryCandidate, FundingLine, Indicator, Lead, Partner, Roadmap
from nfi_planner.models.rules import Where
from nfi_planner.services import examples, settings
from nfi_planner.services.opening import read_document
from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.dialogs.crash import CrashDialog
from nfi_planner.ui.dialogs.export import ExportDialog
from nfi_planner.ui.dialogs.goto import GoTo
from nfi_planner.ui.dialogs.help import HelpWindow
from nfi_planner.ui.dialogs.person import PersonDialog
from nfi_planner.ui.dialogs.settings import SettingsDialog
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.preview.dialog import PreviewDialog
from nfi_planner.ui.widgets.guide import Guide
from nfi_planner.ui.widgets.why import WhyCard

SIZES = ((1440, 900), (1366, 768))
SHOTS: dict[str, Where | str] = {  # a spot, or the page itself
    "01-choix": Where(Choice.TABLE, "", "strategic"),
    "02-fiche-justification": Where(Choice.TABLE, "18", "motive"),
    "03-fiche-chef-de-projet": Where(Lead.TABLE, "18", "first_name"),
    "04-fiche-actions": Where(Choice.TABLE, "18", Action.TABLE),
    "05-fiche-partenaires": Where(Choice.TABLE, "18", Partner.TABLE),
    "06-fiche-budget": Where(Choice.TABLE, "18", FundingLine.TABLE),
    "07-fiche-indicateurs": Where(Choice.TABLE, "18", Indicator.TABLE),
    "08-chefs-de-projet": "leads",
    "09-calendrier": "calendar",
    "10-budget": "budget",
    "11-usine-du-futur": Where(FactoryCandidate.TABLE, ""),
    "12-document": Where(Roadmap.TABLE, "roadmap", "title"),
}


def main() -> int:
    """Write the pictures; return the exit status."""
    settings.change(guided=True)
    out = Path("build/screenshots")
    out.mkdir(parents=True, exist_ok=True)
    for picture in out.glob("*.png"):
        picture.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for name in (examples.EXAMPLE, examples.UNFINISHED):
            path = Path(folder) / f"{name}.nfi"
            examples.write_example(path, name).close()
            for picture in chain(shots(path, name, out), more_shots(path, name, out)):
                print(picture)
    return 0


def shots(path: Path, name: str, out: Path) -> Iterator[Path]:
    """Yield the pictures of one document."""
    arguments = argparse.Namespace(file=None, today=examples.example_date(name))
    application, window = app.prepare(arguments)
    for look in ("light", "dark"):
        settings.change(theme=look)
        theme.ask_for(look)
        theme.refresh(application)
        for width, height in SIZES:
            window.resize(width, height)
            window.show()
            yield _grab(application, window, out / f"{name}-00-accueil-{look}-{width}.png")
            window.open_path(path)
            for shot, where in SHOTS.items():
                window.show_page(where) if isinstance(where, str) else window.go(where)
                yield _grab(application, window, out / f"{name}-{shot}-{look}-{width}.png")
            yield _preview(application, window, out / f"{name}-13-apercu-{look}-{width}.png")
            window.close_document()
    window.close()


def _preview(application: QApplication, window: MainWindow, path: Path) -> Path:
    """Grab the preview, at a sheet, once its pages are there."""
    window.actions_by_name["preview"].trigger()
    dialog = window.findChildren(PreviewDialog)[-1]
    dialog.resize(window.size() - QSize(80, 80))
    _wait(application, dialog.print_button.isEnabled)
    dialog.pages.go_to(3)
    _wait(application, lambda: dialog.drawn)
    grabbed = _grab(application, dialog, path)
    dialog.reject()
    return grabbed


def _wait(application: QApplication, until: Callable[[], bool]) -> None:
    while not until():
        application.processEvents()
        time.sleep(0.005)


def more_shots(path: Path, name: str, out: Path) -> Iterator[Path]:
    """Yield the pictures of what stands over the pages of one document, and of other looks."""
    application, window = app.prepare(argparse.Namespace(file=None, today=examples.example_date(name)))
    window.resize(*SIZES[-1])
    window.show()
    window.open_path(path)
    if name == examples.UNFINISHED:
        _look(application, window)
        window.go(Where(Choice.TABLE, lookups.chosen(read_document(path))[-1].id, "motive"))
        yield _grab(application, window, out / "suite-00-fiche-inachevee.png")
        yield from _over(application, window, out)
    else:
        for look, values in LOOKS.items():
            _look(application, window, **values)
            for shot, where in SHOTS.items():
                window.show_page(where) if isinstance(where, str) else window.go(where)
                yield _grab(application, window, out / f"suite-{look}-{shot}.png")
    _look(application, window)
    window.close()


def _look(application: QApplication, window: MainWindow, **values: Any) -> None:
    """Use a look: light, at 100 %, but for what is asked."""
    usual: dict[str, Any] = {"theme": "light", "zoom": 100, "presentation": False, "contrasted": False}
    wanted = usual | values
    theme.ask_for(wanted.pop("theme"), **wanted)
    theme.refresh(application)
    window.show_look()


def _over(application: QApplication, window: MainWindow, out: Path) -> Iterator[Path]:
    """Open one thing after the other over the pages, light and dark."""
    for look in ("light", "dark"):
        _look(application, window, theme=look)
        for shot, show in OVER.items():
            window.show_page("choices")
            shown = show(window)
            shown.show()
            picture = shown if shown.isWindow() else window
            yield _grab(application, picture, out / f"suite-{shot}-{look}.png")
            shown.close()


def _after(command: str, kind: type[QWidget]) -> Callable[[MainWindow], QWidget]:
    """Return what a command opens in the window."""

    def show(window: MainWindow) -> QWidget:
        window.actions_by_name[command].trigger()
        return window.findChildren(kind)[-1]

    return show


def _person(window: MainWindow) -> QWidget:
    assert window.bridge is not None
    dialog = PersonDialog(window, window.bridge, list)
    lead = window.bridge.snapshot.all(Lead)[0]
    found = dialog.findChild(QComboBox)
    assert found is not None
    found.setEditText(lead.full_name)
    next(one for one in dialog.findChildren(QPushButton) if "Chercher" in one.text()).click()
    return dialog


def _toast(window: MainWindow) -> QWidget:
    window.frame.toast.say(typeset("« Robotique » retiré du rang 1"))
    return window.frame.toast


_REPORT = "Traceback (most recent call last):\n  …\nZeroDivisionError: division by zero"
OVER: dict[str, Callable[[MainWindow], QWidget]] = {
    "01-exporter": lambda window: ExportDialog(
        window, Path.home(), "feuille-de-route", "Il reste 3 constats bloquants."
    ),
    "02-reglages": lambda window: SettingsDialog(window, settings.load()),
    "03-aide": _after("help", HelpWindow),
    "04-aller-a": _after("go_to", GoTo),
    "05-personne": _person,
    "06-pourquoi": _after("why", WhyCard),
    "07-erreur": lambda window: CrashDialog(window, _REPORT, Path("rapport.txt"), may_go_on=True),
    "08-premiers-pas": _after("guide", Guide),
    "09-annuler": _toast,
}
LOOKS: dict[str, dict[str, Any]] = {
    "10-200": {"zoom": 200},
    "11-presentation": {"presentation": True},
    "12-contraste": {"contrasted": True},
    "13-contraste-sombre": {"theme": "dark", "contrasted": True},
}


def _grab(application: QApplication, window: QWidget, path: Path) -> Path:
    for _ in range(3):
        application.processEvents()
    window.grab().save(str(path))
    return path


if __name__ == "__main__":
    sys.exit(main())
