"""A PDF file as it is shown and printed: its pages as pictures, their text, where words are in it.

pdfium may not be called by two threads at a time: every call holds one lock, whoever makes it.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from nfi_planner.models.errors import KnownError
from nfi_planner.support.finding import passages

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

POINTS = 72  # an inch has
UNREADABLE = KnownError("L’aperçu ne peut pas montrer ce fichier.", "Réessayez, ou ouvrez-le dans le lecteur du poste.")
_LOCK = threading.Lock()

Passage = tuple[QRectF, ...]  # where a passage is on its page, a box a line: points from the top left


@dataclass(frozen=True, slots=True)
class Heading:
    """A bookmark; pages count from 0."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file once it is open: the size of each page in points, and its bookmarks in their order.

    ``labels`` are what the pages call themselves, where the file says so.
    """

    sizes: tuple[tuple[float, float], ...]
    headings: tuple[Heading, ...]
    labels: tuple[str, ...] = ()

    def number(self, page: int) -> str:
        """Return the number that is printed on a page, "" when it has none or its place in the file says the same."""
        label = self.labels[page] if page < len(self.labels) else ""
        return "" if label == str(page + 1) else label

    def section(self, page: int) -> Heading | None:
        """Return the last heading of the first level that begins at this page or before."""
        return next((h for h in reversed(self.headings) if h.level == 0 and h.page <= page), None)


def same_place(before: Facts, page: int, after: Facts) -> int:
    """Return the page of another file of the same document that shows what this page shows, as near as can be told."""
    last = len(after.sizes) - 1
    section = before.section(page)
    if section is None:
        first = next((h.page for h in after.headings), last)
        return min(page, first)
    found = next((h for h in after.headings if (h.level, h.title) == (section.level, section.title)), None)
    return min(page if found is None else found.page + page - section.page, last)


class PdfFile:
    """An open file. Its methods may be called from any thread; they wait for each other."""

    def __init__(self, data: bytes) -> None:
        """Open it; KnownError when it can't be read or has no page."""
        from pypdfium2 import PdfDocument, PdfiumError

        with _LOCK:
            try:
                self._document = PdfDocument(data)
            except PdfiumError as error:
                raise UNREADABLE from error
            sizes = tuple(self._document.get_page_size(page) for page in range(len(self._document)))
            labels = tuple(self._document.get_page_label(page) for page in range(len(sizes)))
            self.facts = Facts(sizes, tuple(self._headings()), labels)
            if not sizes:
                self._document.close()
                raise UNREADABLE

    def _headings(self) -> Iterator[Heading]:
        for mark in self._document.get_toc():
            place = mark.get_dest()
            page = place.get_index() if place is not None else None
            if page is not None:
                yield Heading(mark.level, mark.get_title(), page)

    def close(self) -> None:
        """Close it."""
        with _LOCK:
            self._document.close()

    def image(self, page: int, width: int) -> QImage:
        """Return a picture of a page, that many pixels wide, on white."""
        with self._page(page) as one:
            bitmap = one.render(scale=width / self.facts.sizes[page][0], prefer_bgrx=True)
            try:
                size = bitmap.width, bitmap.height, bitmap.stride
                return QImage(memoryview(bitmap.buffer), *size, QImage.Format.Format_RGB32).copy()
            finally:
                bitmap.close()

    def text(self, page: int) -> str:
        """Return the text of a page, line by line."""
        with self._text(page) as text:
            return text.get_text_range().replace("\r\n", "\n")

    def find(self, page: int, words: str) -> list[Passage]:
        """Return the passages of a page that have the words."""
        height = self.facts.sizes[page][1]
        with self._text(page) as text:
            whole = text.get_text_range()
            return [_boxes(text, whole, place, height) for place in passages(whole, words)]

    @contextmanager
    def _page(self, page: int) -> Iterator["PdfPage"]:
        with _LOCK:
            one = self._document[page]
            try:
                yield one
            finally:
                one.close()

    @contextmanager
    def _text(self, page: int) -> Iterator["PdfTextPage"]:
        with self._page(page) as one:
            text = one.get_textpage()
            try:
                yield text
            finally:
                text.close()


def _boxes(text: "PdfTextPage", whole: str, place: tuple[int, int], height: float) -> Passage:
    """The boxes of a passage; pdfium counts in units of UTF-16, and its letters otherwise than its text."""
    from pypdfium2.raw import FPDFText_GetCharIndexFromTextIndex

    units = [_utf16_length(whole[: place[0]]), _utf16_length(whole[: place[1]]) - 1]
    first, last = (FPDFText_GetCharIndexFromTextIndex(text, unit) for unit in units)
    count = last - first + 1
    rectangles: Sequence[tuple[float, ...]] = [text.get_rect(i) for i in range(text.count_rects(first, count))]
    return tuple(QRectF(left, height - top, right - left, top - low) for left, low, right, top in rectangles)


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
