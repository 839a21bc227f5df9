"""The bar above the pages: page, zoom, words to look for."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.preview.spread import WHOLE, WIDTH, ZOOMS
from nfi_planner.ui.widgets.parts import announce, button, label, set_role

_PAUSE_MS = 150  # in typing
_MOST_PAGES = 99_999
_FITS = {WIDTH: "Largeur de la page", WHOLE: "Page entière"}


class PreviewBar(QFrame):
    """What one asks with it comes as signals; pages count from 0, zooms are those of ``spread``."""

    page_asked = Signal(int)
    zoom_asked = Signal(int)
    zoom_stepped = Signal(int)
    words_changed = Signal(str)
    hit_stepped = Signal(int)
    left = Signal()  # the keyboard goes back to the pages

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.page = QLineEdit("")
        self.page.setAccessibleName("Aller à la page")
        self.page.setToolTip("Aller à la page (Ctrl+G)")
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.setValidator(QIntValidator(1, _MOST_PAGES, self))
        theme.fix_size(self.page, width=50)
        self.page.returnPressed.connect(self._on_page)
        self._pages = label("", "muted")
        self.smaller = _small("−", "Réduire", "Ctrl+-")
        self.larger = _small("+", "Agrandir", "Ctrl++")
        self.smaller.clicked.connect(lambda: self.zoom_stepped.emit(-1))
        self.larger.clicked.connect(lambda: self.zoom_stepped.emit(1))
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("Zoom")
        self.zoom.setToolTip(typeset("Zoom. Ctrl+0 : la largeur, puis la page entière"))
        for zoom, words in (_FITS | {percent: f"{percent} %" for percent in ZOOMS}).items():
            self.zoom.addItem(typeset(words), zoom)
        self.zoom.activated.connect(lambda place: self.zoom_asked.emit(self.zoom.itemData(place)))
        self._percent = label("", "muted")
        self._make_search()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(6)
        parts = (label("Page"), self.page, self._pages, 18, self.smaller, self.zoom, self.larger, self._percent, None)
        for part in (*parts, self.line, self._count, self.previous, self.next):
            if part is None:
                layout.addStretch(1)
            elif part is self.line:
                layout.addWidget(self.line, 1)
            elif isinstance(part, int):
                layout.addSpacing(part)
            else:
                layout.addWidget(part)

    def _make_search(self) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText("Chercher… (Ctrl+F)")
        self.line.setAccessibleName("Chercher dans les pages")
        self.line.setToolTip("Chercher dans les pages (Ctrl+F)")
        self.line.setClearButtonEnabled(True)
        theme.fix_least(self.line, width=110)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._typing.timeout.connect(self._on_words)
        self.line.textChanged.connect(self._on_typing)
        self.line.returnPressed.connect(self._on_enter)
        escape = QShortcut(QKeySequence("Escape"), self.line, context=Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._leave_search)
        back = QShortcut(QKeySequence("Shift+Return"), self.line, context=Qt.ShortcutContext.WidgetShortcut)
        back.activated.connect(lambda: self.hit_stepped.emit(-1))
        self._count = label("", "muted")
        self.previous = _small("↑", "Passage précédent", "Maj+F3")
        self.next = _small("↓", "Passage suivant", "F3")
        self.previous.clicked.connect(lambda: self.hit_stepped.emit(-1))
        self.next.clicked.connect(lambda: self.hit_stepped.emit(1))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    # -- what is shown ---------------------------------------------------------------------------------------------

    def show_page(self, page: int, count: int, number: str = "") -> None:
        """Show at which page one is, how many there are, and the number printed on the page when it is another one."""
        self.page.setText(str(page + 1) if count else "")
        printed = f" (n° {number})" if number else ""
        self._pages.setText(typeset(f"/ {count}{printed}") if count else "")
        self.page.setAccessibleDescription(f"Page {page + 1} sur {count}" if count else "")
        self.setEnabled(count > 0)

    def show_zoom(self, zoom: int, percent: int) -> None:
        """Show the zoom; how much it is where the room makes it."""
        self.zoom.setCurrentIndex(self.zoom.findData(zoom))
        self._percent.setText(typeset(f"{percent} %") if zoom in _FITS and self.isEnabled() else "")

    def show_hits(self, place: int, count: int, *, done: bool) -> None:
        """Show « 3 sur 12 »: the place of the present passage, from 1, and how many were found so far."""
        words = "" if not self.words else f"{place} sur {count}" if count else "Introuvable" if done else "…"
        set_role(self._count, "role", "muted" if count or not done else "bad")
        self._count.setText(words)
        self.line.setAccessibleDescription(words)
        for one in (self.previous, self.next):
            one.setEnabled(count > 0)
        if done and words:
            announce(self, words)

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.line.text().strip()

    # -- keys ------------------------------------------------------------------------------------------------------

    def ask_page(self) -> None:
        """Put the cursor where a page is typed."""
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.selectAll()

    def ask_words(self) -> None:
        """Put the cursor where words are typed."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _on_page(self) -> None:
        self.page_asked.emit(int(self.page.text()) - 1)
        self.left.emit()

    def _on_typing(self) -> None:
        self._typing.start()

    def _on_words(self) -> None:
        self._typing.stop()
        self.words_changed.emit(self.words)

    def _on_enter(self) -> None:
        if self._typing.isActive():
            self._on_words()
        else:
            self.hit_stepped.emit(1)

    def _leave_search(self) -> None:
        self.line.clear()
        self._on_words()
        self.left.emit()


def _small(sign: str, name: str, key: str) -> QPushButton:
    made = button(sign)
    made.setProperty("narrow", "true")
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({key})")
    return made
