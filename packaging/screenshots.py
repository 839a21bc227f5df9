"""Renders every page of the examples, light and dark, at two sizes, into build/screenshots/."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()  # no recent documents of the person who runs this

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from nfi_planner import app
from nfi_planner.models.roadmap import Action, Choice, FactoryCandidate, FundingLine, Indicator, Lead, Partner, Roadmap
from nfi_planner.models.rules import Where
from nfi_planner.services import examples, settings
from nfi_planner.ui import theme
from nfi_planner.ui.main_window import MainWindow
from nfi_planner.ui.preview.dialog import PreviewDialog

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
            for picture in shots(path, name, out):
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


def _grab(application: QApplication, window: QWidget, path: Path) -> Path:
    for _ in range(3):
        application.processEvents()
    window.grab().save(str(path))
    return path


if __name__ == "__main__":
    sys.exit(main())
