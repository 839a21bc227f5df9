"""The one thread that reads the file for the preview: what is wanted most first, what isn't wanted any more never."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QImage

from nfi_planner import __version__
from nfi_planner.models.errors import KnownError
from nfi_planner.services import settings
from nfi_planner.support import log
from nfi_planner.ui.preview.pdfium import UNREADABLE, PdfFile

_Job = Callable[[], None]


class _Kind(IntEnum):
    """Kinds of jobs, the most pressing first."""

    OPEN = 0
    PAGES = 1
    TEXT = 2
    THUMBS = 3
    WORDS = 4


class Reader(QObject):
    """Opens one file at a time. What is asked again takes the place of what was asked before and isn't done yet."""

    opened = Signal(object)  # the Facts of the file
    refused = Signal(object)  # a KnownError
    rendered = Signal(int, QImage)
    thumbed = Signal(int, QImage)
    read = Signal(int, str)
    found = Signal(str, int, object)  # the words, a page, its passages
    searched = Signal(str)  # the words: every page was looked at

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._file: PdfFile | None = None
        self._waiting: dict[_Kind, deque[_Job]] = {kind: deque() for kind in _Kind}
        self._change = threading.Condition()
        self._closing = self._busy = False
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
        self._thread.start()

    # -- asking, from the window's thread --------------------------------------------------------------------------

    def open(self, data: bytes) -> None:
        """Open another file; nothing of the one before is done any more."""
        for kind in _Kind:
            self._ask(kind, ())
        self._ask(_Kind.OPEN, [partial(self._open, data)])

    def forget(self) -> None:
        """Close the file; nothing of it is done any more."""
        for kind in _Kind:
            self._ask(kind, ())
        self._ask(_Kind.OPEN, [self._leave_file])

    def ask_pages(self, pages: Iterable[tuple[int, int]]) -> None:
        """Have pages made, each so many pixels wide."""
        self._ask(_Kind.PAGES, [partial(self._render, page, width, self.rendered) for page, width in pages])

    def ask_thumbs(self, pages: Iterable[int], width: int) -> None:
        """Have small pictures of pages made."""
        self._ask(_Kind.THUMBS, [partial(self._render, page, width, self.thumbed) for page in pages])

    def ask_text(self, page: int) -> None:
        """Have the text of a page read."""
        self._ask(_Kind.TEXT, [partial(self._read, page)])

    def search(self, words: str, pages: int) -> None:
        """Look for words on all pages; "" to stop looking."""
        jobs = [partial(self._find, words, page) for page in range(pages)] if words else []
        self._ask(_Kind.WORDS, [*jobs, partial(self.searched.emit, words)] if jobs else [])

    @property
    def idle(self) -> bool:
        """Whether nothing is asked that isn't done."""
        with self._change:
            return not self._busy and not any(self._waiting.values())

    def close(self) -> None:
        """Close the file and end the thread; what is being done is finished first."""
        with self._change:
            self._closing = True
            self._change.notify()
        self._thread.join()

    def _ask(self, kind: _Kind, jobs: Iterable[_Job]) -> None:
        with self._change:
            self._waiting[kind] = deque(jobs)
            self._change.notify()

    # -- doing, in the thread --------------------------------------------------------------------------------------

    def _run(self) -> None:
        import pypdfium2  # noqa: F401 - loaded while the file is still being written

        try:
            while (job := self._next()) is not None:
                self._do(job)
        finally:
            self._leave_file()

    def _do(self, job: _Job) -> None:
        """Do it. Of a bug, or of what pdfium can't do, a report is kept; the next job is done all the same."""
        try:
            job()
        except Exception as error:  # noqa: BLE001 - whatever it is, without this thread nothing would be shown any more
            log.keep(log.report(error, error.__traceback__, __version__), log.folder(settings.APP_NAME))
            self.refused.emit(UNREADABLE)

    def _next(self) -> _Job | None:
        """Wait for something to do; None at the end."""
        with self._change:
            while not self._closing:
                self._busy = any(self._waiting.values())
                if self._busy:
                    return next(jobs for jobs in self._waiting.values() if jobs).popleft()
                self._change.wait()
        return None

    def _open(self, data: bytes) -> None:
        self._leave_file()
        try:
            self._file = PdfFile(data)
        except KnownError as error:
            self.refused.emit(error)
        else:
            self.opened.emit(self._file.facts)

    def _leave_file(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = None

    def _render(self, page: int, width: int, done: SignalInstance) -> None:
        if self._has(page):
            done.emit(page, self._present.image(page, width))

    def _read(self, page: int) -> None:
        if self._has(page):
            self.read.emit(page, self._present.text(page))

    def _find(self, words: str, page: int) -> None:
        if self._has(page) and (found := self._present.find(page, words)):
            self.found.emit(words, page, found)

    @property
    def _present(self) -> PdfFile:
        assert self._file is not None
        return self._file

    def _has(self, page: int) -> bool:
        """Whether the file has the page: it may have been asked for of the one before."""
        return self._file is not None and page < len(self._file.facts.sizes)
