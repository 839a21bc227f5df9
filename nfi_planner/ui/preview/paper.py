"""Printing through the system: the printer is asked for, then the pages of the very file are drawn on its paper."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from nfi_planner.models.errors import KnownError
from nfi_planner.support.progress import CancelledError, Report
from nfi_planner.ui.preview.pdfium import POINTS, Facts, PdfFile

_MOST_DPI = 300
_CLOSE = 2.0  # points: two papers that differ by less are the same
_REFUSED = KnownError(
    "L’imprimante n’a pas accepté le document.",
    "Vérifiez qu’elle est allumée et joignable, ou choisissez-en une autre.",
)


def has_printer() -> bool:
    """Return whether the system has a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def printer_for(facts: Facts, name: str) -> QPrinter:
    """Return the usual printer of the system, set to the paper of the file, without margins: the pages have theirs."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setDocName(name)
    made.setFullPage(True)
    made.setPageSize(QPageSize(QSizeF(*facts.sizes[0]), QPageSize.Unit.Point))
    made.setPageOrientation(QPageLayout.Orientation.Portrait)
    made.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)
    return made


def ask(parent: QWidget, printer: QPrinter, pages: int, present: int) -> bool:
    """Have the user choose printer, pages and copies; return False when they would rather not print.

    ``present`` is the page one is at, from 0: « la page courante » of the dialog.
    """
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Imprimer")
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    options = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(options.PrintPageRange)
    dialog.setOption(options.PrintCurrentPage)
    dialog.setOption(options.PrintSelection, False)  # noqa: FBT003 - Qt's own
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    if accepted and printer.printRange() is QPrinter.PrintRange.CurrentPage:
        printer.setFromTo(present + 1, present + 1)
    dialog.deleteLater()
    return accepted


def print_file(data: bytes, printer: QPrinter, report: Report) -> None:
    """Draw the pages the printer is set to; KnownError when it refuses, CancelledError when the user gave up.

    In a thread: a page takes a while. Nothing is scaled, unless the paper is smaller than the page.
    """
    file = PdfFile(data)
    painter = QPainter()
    try:
        order = list(_pages(printer, len(file.facts.sizes)))
        if not painter.begin(printer):
            raise _REFUSED
        for done, page in enumerate(order):
            report(done / len(order))
            if done and not printer.newPage():
                raise _REFUSED
            _draw(painter, printer, file, page)
        report(1.0)
    except CancelledError:
        printer.abort()
        painter.end()
        if printer.outputFileName():  # a printer that writes a file
            Path(printer.outputFileName()).unlink(missing_ok=True)
        raise
    finally:
        if painter.isActive():
            painter.end()
        file.close()


def _pages(printer: QPrinter, count: int) -> Iterator[int]:
    """Yield the pages in the order they come out, from 0; copies that the printer doesn't make are ours."""
    ranges = printer.pageRanges()
    pages = [page for page in range(count) if ranges.isEmpty() or ranges.contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        yield from pages * copies
    else:
        yield from (page for page in pages for _ in range(copies))


def _draw(painter: QPainter, printer: QPrinter, file: PdfFile, page: int) -> None:
    dpi = min(_MOST_DPI, printer.resolution())
    width, height = file.facts.sizes[page]
    image = file.image(page, round(width / POINTS * dpi))
    paper = printer.pageLayout().fullRectPoints()
    scale = min(1.0, (paper.width() + _CLOSE) / width, (paper.height() + _CLOSE) / height)
    place = QRectF(0, 0, width * scale, height * scale)
    if paper.width() > place.width() + _CLOSE:  # on larger paper, in the middle of its width
        place.moveLeft((paper.width() - place.width()) / 2)
    dots = printer.resolution() / POINTS
    target = QRectF(place.left() * dots, place.top() * dots, place.width() * dots, place.height() * dots)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image)
