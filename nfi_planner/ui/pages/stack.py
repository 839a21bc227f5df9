"""The pages of the open document: made when first shown, brought up to date when looked at."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from nfi_planner.services import settings
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.pages.choices.page import ChoicesPage
from nfi_planner.ui.pages.page import Page

if TYPE_CHECKING:
    from nfi_planner.ui.pages.sheets.page import SheetsPage


def _sheets(bridge: Bridge) -> Page:
    from nfi_planner.ui.pages.sheets.page import SheetsPage

    return SheetsPage(bridge)


def _leads(bridge: Bridge) -> Page:
    from nfi_planner.ui.pages.leads.page import LeadsPage

    return LeadsPage(bridge)


def _calendar(bridge: Bridge) -> Page:
    from nfi_planner.ui.pages.calendar.page import CalendarPage

    return CalendarPage(bridge)


def _budget(bridge: Bridge) -> Page:
    from nfi_planner.ui.pages.budget.page import BudgetPage

    return BudgetPage(bridge)


def _factory(bridge: Bridge) -> Page:
    from nfi_planner.ui.pages.factory import FactoryPage

    return FactoryPage(bridge)


def _document(bridge: Bridge) -> Page:
    from nfi_planner.ui.pages.document import DocumentPage

    return DocumentPage(bridge)


PAGES: dict[str, Callable[[Bridge], Page]] = {  # only the first one is loaded with the window
    "choices": ChoicesPage,
    "sheets": _sheets,
    "leads": _leads,
    "calendar": _calendar,
    "budget": _budget,
    "factory": _factory,
    "document": _document,
}


class PageStack(QStackedWidget):
    """One page at a time; the window adds the one for when no document is open.

    ``aside`` is for the right column: it holds what stands below the findings while a page is shown.
    """

    announced = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.aside = QFrame()
        QVBoxLayout(self.aside).setContentsMargins(0, 0, 0, 0)
        self._bridge: Bridge | None = None
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()

    def minimumSizeHint(self) -> QSize:
        """What the shown page needs: Qt's own is what the largest one does."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """As much as the shown page can't do without: Qt's own is what the tallest one would like."""
        del width
        return self.minimumSizeHint().height()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the shown page."""
        if (shown := self.currentWidget()) is not None:
            shown.setFocus(reason)

    def open(self, bridge: Bridge) -> None:
        """Serve another document."""
        self.close_pages()
        self._bridge = bridge

    def close_pages(self) -> None:
        """Take every page away."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
            if page.below is not None:
                page.below.hide()
                page.below.deleteLater()
        self._pages.clear()
        self._stale.clear()
        self._bridge = None

    def page(self, key: str) -> Page:
        """Return a page, made when first asked for."""
        assert self._bridge is not None
        if key not in self._pages:
            made = PAGES[key](self._bridge)
            self._pages[key] = made
            self.addWidget(made)
            made.restore(self._left(key))
            made.announced.connect(self.announced)
            if made.below is not None and (layout := self.aside.layout()) is not None:
                layout.addWidget(made.below)
        return self._pages[key]

    def _left(self, key: str) -> settings.Left:
        """How a page was left the last time, and where in this document."""
        assert self._bridge is not None
        kept = settings.load()
        return kept.views.get(key, {}) | kept.documents.get(self._bridge.editor.document_id, {})

    def last_page(self) -> str:
        """Return the page on which this document was left, the first one for another document."""
        last = str(self._left("").get("page"))
        return last if last in PAGES else next(iter(PAGES))

    def keep(self, *, findings: bool) -> None:
        """Remember how the pages are, and where one is in the document; a page nobody looked at stays as it was."""
        if self._bridge is None:
            return
        document = self._bridge.editor.document_id
        place = settings.load().documents.get(document, {}) | {"page": self.shown}
        for page in self._pages.values():
            place |= page.place()
        views = {key: left for key, page in self._pages.items() if (left := page.left())}
        settings.leave(document, place=place, views=views, findings=findings)

    def show_page(self, key: str) -> Page:
        """Show a page, brought up to date."""
        page = self.page(key)
        if key in self._stale:
            self._stale.discard(key)
            page.refresh()
        self.setCurrentWidget(page)
        for one in self._pages.values():
            if one.below is not None:
                one.below.setVisible(one is page)
        return page

    @property
    def sheets(self) -> "SheetsPage | None":
        """The page of sheets while it is the shown one."""
        return cast("SheetsPage", self.currentWidget()) if self.shown == "sheets" else None

    @property
    def current(self) -> Page | None:
        """The shown page of the document, if any."""
        return self._pages.get(self.shown)

    @property
    def shown(self) -> str:
        """The key of the shown page; "" for the welcome page."""
        return next((key for key, page in self._pages.items() if page is self.currentWidget()), "")

    def refresh(self) -> None:
        """Bring the shown page up to date; the others follow when they are shown."""
        self._stale |= self._pages.keys() - {self.shown}
        if self.shown:
            self._pages[self.shown].refresh()

    def waiting(self) -> list[str]:
        """Return the names of what was typed and isn't in the document."""
        return [name for page in self._pages.values() for name in page.waiting()]

    def try_again(self) -> None:
        """Write what was refused before."""
        for page in list(self._pages.values()):
            page.try_again()
