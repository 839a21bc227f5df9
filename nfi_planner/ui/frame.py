"""What stands around the pages, put together once."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QVBoxLayout

from nfi_planner.ui.pages.stack import PageStack
from nfi_planner.ui.widgets.banner import Banner
from nfi_planner.ui.widgets.bars import Sidebar, StatusBar, TopBar
from nfi_planner.ui.widgets.findings import FindingsPanel
from nfi_planner.ui.widgets.plan_card import PlanCard

_GROUPS = (
    ("Feuille de route", (("choices", "Choix des plans"), ("sheets", "Fiches de plan"))),
    ("Entreprises", (("factory", "Usine du futur"),)),
    ("Document", (("document", "La feuille de route"),)),
)


class Frame(QFrame):
    """The bar above, the pages' names on the left, the pages, the findings on the right, the state below."""

    def __init__(self) -> None:
        super().__init__()
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.top, self.banner, self.state = TopBar(self.menus), Banner(), StatusBar()
        self.sidebar = Sidebar(_GROUPS)
        self.card = PlanCard()
        self.findings = FindingsPanel(self.card)
        self.stack = PageStack()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.findings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.banner)
        layout.addLayout(middle, 1)
        layout.addWidget(self.state)
