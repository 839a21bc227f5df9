"""Proves an installed build: the example is written, checked, exported, and every page is shown."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from nfi_planner import __version__, app
from nfi_planner.models import rules
from nfi_planner.models.errors import KnownError
from nfi_planner.services import examples, exporting, settings
from nfi_planner.services.opening import open_document, read_document
from nfi_planner.support.french import typeset
from nfi_planner.ui.pages.stack import PAGES


def run(arguments: argparse.Namespace) -> int:
    """Try everything out in a temporary folder; return 0, or raise what went wrong."""
    del arguments
    bugs: list[BaseException] = []
    sys.excepthook = lambda _kind, error, _trace: bugs.append(error)  # Qt swallows what its slots raise
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _try_document(folder)
        _try_window(folder / "exemple.nfi")
        _try_preview(folder / "exemple.pdf")
    if bugs:
        raise bugs[0]
    print(typeset(f"nfi-planner {__version__} : tout fonctionne."))
    return 0


def _try_document(folder: Path) -> None:
    path = folder / "exemple.nfi"
    examples.write_example(path).close()
    editor = open_document(path)
    editor.close()
    snapshot, today = read_document(path), examples.example_date()
    if rules.check(snapshot, today):
        raise KnownError("L’exemple fourni avec le programme n’est plus sans constat : l’installation est abîmée.")
    exporting.export_pdf(snapshot, folder / "exemple.pdf", on=today)
    exporting.export_workbook(snapshot, folder / "exemple.xlsx", on=today)
    for file in ("exemple.pdf", "exemple.xlsx"):
        print(f"{file} : {(folder / file).stat().st_size} octets")


def _try_preview(path: Path) -> None:
    """Load what only the preview and printing need."""
    from nfi_planner.ui.preview import paper
    from nfi_planner.ui.preview.pdfium import PdfFile

    file = PdfFile(path.read_bytes())
    printer = "avec une" if paper.has_printer() else "sans"
    print(typeset(f"aperçu : {file.image(0, 84).width()} pixels de large, {printer} imprimante"))
    file.close()


def _try_window(path: Path) -> None:
    today = examples.example_date()
    kept = settings.load()
    application, window = app.prepare(argparse.Namespace(file=None, today=today))
    try:
        window.show()
        window.open_path(path)
        for key in PAGES:
            window.show_page(key)
            application.processEvents()
            print(f"page {key} : {window.grab().width()} pixels de large")
        window.close()
    finally:
        settings.save(kept)  # the user's recent documents don't begin with ours
