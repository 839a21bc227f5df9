"""Printing: the pages asked for, as often as asked, on the paper of the file, in its size. Qt's PDF is the paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from nfi_planner.models.errors import KnownError
from nfi_planner.services import exporting
from nfi_planner.support.progress import CancelledError, silent
from nfi_planner.ui.preview import paper
from nfi_planner.ui.preview.pdfium import PdfFile
from tests.documents import sample

MakePrinter = Callable[[str], QPrinter]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path: Path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    exporting.export_pdf(sample.snapshot(), path, on=sample.ON)
    return path.read_bytes()


@pytest.fixture
def printer(qapp: QApplication, data: bytes, tmp_path: Path) -> QPrinter:
    """A printer whose paper is a file."""
    del qapp
    file = PdfFile(data)
    made = paper.printer_for(file.facts, "feuille")
    file.close()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    made.setResolution(96)  # of a coarse printer: quick
    return made


def printed(printer: QPrinter) -> PdfFile:
    return PdfFile(Path(printer.outputFileName()).read_bytes())


def lightness(image: QImage) -> list[list[int]]:
    return [[image.pixelColor(x, y).lightness() for x in range(image.width())] for y in range(image.height())]


def differences(ours: list[list[int]], theirs: list[list[int]], right: int, down: int) -> int:
    """How many dots differ when one picture is moved."""
    dots = ((x, y) for y in range(10, 410, 3) for x in range(10, 290, 3))
    return sum(abs(ours[y][x] - theirs[y + down][x + right]) > 60 for x, y in dots)


def test_pages_come_out_on_a4_in_their_size(printer: QPrinter, data: bytes) -> None:
    printer.setResolution(300)
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    paper.print_file(data, printer, silent)
    out, source = printed(printer), PdfFile(data)
    assert [tuple(map(round, size)) for size in out.facts.sizes] == [(595, 842)] * 2
    for shown, page in ((0, 1), (1, 2)):
        ours, theirs = lightness(out.image(shown, 300)), lightness(source.image(page, 300))
        differing = {(x, y): differences(ours, theirs, x, y) for x in range(-3, 4) for y in range(-3, 4)}
        best = min(differing, key=lambda shift: differing[shift])
        assert max(map(abs, best)) <= 1  # neither moved nor scaled
        assert differing[best] < 600  # of 13 000: the letters' edges
    out.close()
    source.close()


def test_ranges_copies_and_order(printer: QPrinter) -> None:
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    assert list(paper._pages(printer, 10)) == [0, 2, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert list(paper._pages(printer, 10)) == [3, 2, 0]
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    printer.setPageRanges(QPageRanges())
    assert list(paper._pages(printer, 3)) == [0, 1, 2]
    printer.setPageRanges(QPageRanges.fromString("1-2"))
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    ours = not printer.supportsMultipleCopies()
    assert list(paper._pages(printer, 3)) == ([0, 1, 0, 1] if ours else [0, 1])
    printer.setCollateCopies(False)
    assert list(paper._pages(printer, 3)) == ([0, 0, 1, 1] if ours else [0, 1])


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A3, QPageSize.PageSizeId.Letter, QPageSize.PageSizeId.A5])
def test_other_paper_shows_the_whole_page(printer: QPrinter, data: bytes, size: QPageSize.PageSizeId) -> None:
    printer.setPageSize(QPageSize(size))
    printer.setPageRanges(QPageRanges.fromString("2"))
    paper.print_file(data, printer, silent)
    out = printed(printer)
    assert len(out.facts.sizes) == 1
    image = out.image(0, 200)
    ink = [(x, y) for x in range(200) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 160]
    assert ink
    assert min(x for x, _ in ink) > 5
    assert max(x for x, _ in ink) < 195
    out.close()


@pytest.mark.parametrize("after", [0, 1, 2])
def test_printing_given_up_leaves_no_file(printer: QPrinter, data: bytes, after: int) -> None:
    told: list[float] = []

    def report(done: float) -> None:
        if len(told) == after:
            raise CancelledError
        told.append(done)

    printer.setPageRanges(QPageRanges.fromString("1-4"))
    with pytest.raises(CancelledError):
        paper.print_file(data, printer, report)
    assert told == [0.0, 0.25][:after]
    assert not Path(printer.outputFileName()).exists()


@pytest.mark.qt_log_ignore(r"^QPainter::begin\(\): Returned false$")
def test_a_printer_that_refuses_gets_a_sentence(printer: QPrinter, data: bytes, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "nowhere" / "out.pdf"))
    with pytest.raises(KnownError, match="n’a pas accepté"):
        paper.print_file(data, printer, silent)
