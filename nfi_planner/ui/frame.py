"""What stands around the pages, put together once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenuBar, QScrollArea, QVBoxLayout

from nfi_planner.ui.pages.stack import PageStack
from nfi_planner.ui.widgets.banner import Banner
from nfi_planner.ui.widgets.bars import Sidebar, StatusBar, TopBar
from nfi_planner.ui.widgets.findings import FindingsPanel
from nfi_planner.ui.widgets.guide import Guide
from nfi_planner.ui.widgets.toast import Toast

_GROUPS = (
    ("Feuille de route", ("choices", "sheets", "leads", "calendar", "budget")),
    ("Entreprises", ("factory",)),
    ("Document", ("document",)),
)


class Frame(QFrame):
    """The bar above, the pages' names on the left, the pages, the findings on the right, the state below."""

    def __init__(self) -> None:
        super().__init__()
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.top, self.banner, self.state = TopBar(self.menus), Banner(), StatusBar()
        self.sidebar = Sidebar(_GROUPS)
        self.stack = PageStack()
        self.guide = Guide()
        self.guide.closed.connect(self.stack.setFocus)
        self.findings = FindingsPanel(self.stack.aside)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addWidget(_scrolled(self.stack), 1)
        middle.addWidget(self.findings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.banner)
        layout.addWidget(self.guide)
        layout.addLayout(middle, 1)
        layout.addWidget(self.state)
        self.toast = Toast(self, self.stack, self.state.progress)

    def step_pane(self, step: int) -> None:
        """Put the cursor in the next (1) or previous (-1) of the pages' names, the page and the findings."""
        focused = QApplication.focusWidget()
        panes = [pane for pane in (self.sidebar, self.stack, self.findings) if pane.isVisible()]
        here = next((i for i, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)), -step)
        panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _scrolled(stack: PageStack) -> QScrollArea:
    """Return the pages in an area that scrolls both ways where they have less room than they need."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    stack.setObjectName("canvas")
    area.setWidget(stack)
    return area
