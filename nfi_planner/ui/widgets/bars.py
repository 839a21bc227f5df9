"""The window's frame: the bar above, the pages on the left, the state below."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QMenuBar,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nfi_planner.models.roadmap import Roadmap
from nfi_planner.support.french import long_date, plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.actions import BY_NAME
from nfi_planner.ui.rows import Index
from nfi_planner.ui.widgets.parts import button, label, set_role
from nfi_planner.ui.widgets.progress import ProgressLine
from nfi_planner.ui.widgets.steady import SteadyListWidget

_COUNT = Qt.ItemDataRole.UserRole + 3


class _Logo(QWidget):
    """Three bars that go up: the program's mark."""

    def __init__(self) -> None:
        super().__init__()
        theme.fix_size(self, width=24, height=24)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        t = theme.tokens()
        painter = QPainter(self)
        theme.drawn_box(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.rank_1))
        painter.drawRoundedRect(QRect(0, 0, 24, 24), 5, 5)
        painter.setBrush(QColor(t.accent_ink))
        for left, top, height in ((5, 11, 7), (10, 8, 6), (15, 5, 9)):
            painter.drawRect(left, top, 4, height)
        painter.end()


class TopBar(QFrame):
    """Name, menus, document, and the buttons of the commands one needs most.

    ``buttons`` holds them by the commands' names. Where there is little room some go: they are in the menus too.
    """

    def __init__(self, menus: QMenuBar) -> None:
        super().__init__()
        self.setObjectName("topbar")
        theme.fix_size(self, height=50)
        self._name = label("Feuille de route NFI", "heading")
        self._document = label("", "heading")
        self._draft = label("Brouillon", "draft")
        self.buttons = {
            "undo": button("Annuler", quiet=True),
            "redo": button("Rétablir", quiet=True),
            "go_to": button("Aller à…   Ctrl+K"),
            "preview": button("Aperçu"),
            "export": button("Exporter", primary=True),
        }
        self.undo, self.redo = self.buttons["undo"], self.buttons["redo"]
        for name, one in self.buttons.items():
            theme.set_icon(one, BY_NAME[name].icon, "accent_ink" if name == "export" else "ink")
        search = self.buttons["go_to"]
        search.setProperty("search", "true")
        search.setAccessibleName("Aller à un plan, une entreprise, une commande")
        self.buttons["preview"].setToolTip("Les pages telles qu’elles seront imprimées ou exportées (Ctrl+P)")
        self.buttons["export"].setToolTip("Le PDF et le classeur Excel (Ctrl+E)")
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(10)
        layout.addWidget(_Logo())
        layout.addWidget(self._name)
        menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draft.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout.addWidget(menus)
        layout.addSpacing(12)
        for widget in (self._document, self._draft, self.undo, self.redo):
            layout.addWidget(widget)
        layout.addStretch(1)
        for name in ("go_to", "preview", "export"):
            layout.addWidget(self.buttons[name])
        self._width = 0
        self.show_document("")

    def show_document(self, name: str) -> None:
        """Show the region's name, and what can be done with a document; "" for none."""
        self._document.setText(name)
        self.fit(self._width)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())  # what there is no room for goes

    def fit(self, width: int) -> None:
        """Show what there is room for in a window of that width."""
        self._width = width
        document = bool(self._document.text())
        self._name.show()
        for widget in (self._document, self._draft, *self.buttons.values()):
            widget.setVisible(document)
        go_to, preview = self.buttons["go_to"], self.buttons["preview"]
        for widget in (self._name, self.redo, self.undo, preview, go_to, self._draft):  # the least needed first
            if self._row.sizeHint().width() <= width:
                break
            widget.hide()


class _PageDelegate(QStyledItemDelegate):
    """A page's name on the left, its count on the right; a heading in small capitals."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        return QSize(theme.px(180), theme.px(31 if index.flags() & Qt.ItemFlag.ItemIsSelectable else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.tokens()
        painter.save()
        box = theme.drawn_box(painter, option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            painter.setFont(theme.drawn_font(12, bold=True))
            painter.setPen(QColor(t.muted))
            painter.drawText(box.adjusted(9, 6, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), str(index.data()).upper())
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setBrush(QColor(t.selected))
            painter.setPen(QColor(t.rank_1) if option.state & QStyle.StateFlag.State_HasFocus else QColor(t.selected))
            painter.drawRoundedRect(box.adjusted(0, 1, -1, -2), 6, 6)
        painter.setFont(theme.drawn_font(bold=chosen))
        painter.setPen(QColor(t.rank_1 if chosen else t.ink))
        painter.drawText(box.adjusted(9, 0, -44, 0), int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        painter.setPen(QColor(t.muted))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box.adjusted(0, 0, -9, 0), int(right), str(index.data(_COUNT) or ""))
        painter.restore()


class Sidebar(QFrame):
    """The pages under their headings, each with its count, and the key that goes there.

    Enter or a click chooses one, the arrows pass by.
    """

    passed = Signal(str)
    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[str]]]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        theme.fix_size(self, width=206)
        self.list = SteadyListWidget()
        self.list.setObjectName("pages")
        self.list.setAccessibleName("Pages")
        self.list.setItemDelegate(_PageDelegate(self.list))
        self._items: dict[str, QListWidgetItem] = {}
        for heading, pages in groups:
            top = QListWidgetItem(heading)
            top.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(top)
            for key in pages:
                command = BY_NAME[f"page_{key}"]
                item = QListWidgetItem(command.text)
                item.setData(Qt.ItemDataRole.UserRole, key)
                item.setToolTip(f"{command.text} ({command.shortcut})")
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, command.shortcut)
                self.list.addItem(item)
                self._items[key] = item
        self.list.currentItemChanged.connect(partial(self._tell, self.passed))
        self.list.itemClicked.connect(partial(self._tell, self.chosen))
        self.list.itemActivated.connect(partial(self._tell, self.chosen))
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 14, 10, 10)
        layout.addWidget(self.list)

    def select(self, key: str) -> None:
        """Show which page is open."""
        self.list.setCurrentItem(self._items[key])

    def set_count(self, key: str, count: str) -> None:
        """Show a page's count."""
        item = self._items[key]
        if item.data(_COUNT) != count:
            item.setData(_COUNT, count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {count}" if count else item.text())

    def _tell(self, signal: SignalInstance, item: QListWidgetItem | None, *_: object) -> None:
        key = item.data(Qt.ItemDataRole.UserRole) if item else None
        if key:
            signal.emit(key)


class StatusBar(QFrame):
    """The honest state of saving, the file, the deadline."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        theme.fix_size(self, height=28)
        self._dot, self._state = QLabel("●"), label("", "muted")
        self._note = label("", "muted")
        self.progress = ProgressLine()
        self._file, self._deadline, self._zoom = label("", "muted"), label("", "muted"), label("", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(10)
        layout.addWidget(self._dot)
        layout.addWidget(self._state)
        layout.addSpacing(14)
        layout.addWidget(self._note)
        layout.addWidget(self.progress)
        layout.addStretch(1)
        layout.addWidget(self._file)
        layout.addSpacing(14)
        layout.addWidget(self._deadline)
        layout.addSpacing(14)
        layout.addWidget(self._zoom)
        self.say("")

    def say(self, text: str, *, good: bool = True) -> None:
        """Say whether the work is saved; "" says nothing."""
        self._state.setText(typeset(text))
        self._state.setAccessibleName(typeset(text))
        self._dot.setVisible(bool(text))
        set_role(self._dot, "role", "ok" if good else "bad")

    def note(self, text: str) -> None:
        """Say something that isn't about saving: an export, a copy."""
        self._note.setText(typeset(text))
        self._note.setAccessibleName(typeset(text))

    def show_zoom(self, percent: int, *, presenting: bool) -> None:
        """Show the zoom, and how to leave the large type of a presentation."""
        mode = "Présentation (F11 pour la quitter) — " if presenting else ""
        self._zoom.setText(typeset(f"{mode}{percent} %"))
        self._zoom.setAccessibleName(typeset(f"{mode}Zoom : {percent} %"))

    def show_document(self, file_name: str, roadmap: Roadmap | None, today: date) -> None:
        """Show the file's name and how far the deadline is."""
        self._file.setText(file_name)
        self._deadline.setText(deadline_text(roadmap.deadline, today) if roadmap else "")


def deadline_text(deadline: date | None, today: date) -> str:
    """Return « Échéance : 31 mars 2014 — J-38 »."""
    if deadline is None:
        return ""
    days = (deadline - today).days
    left = (
        f"J-{days}"
        if days > 0
        else "aujourd’hui"
        if days == 0
        else f"passée de {plural(-days, 'jour')}"
        if days > -366
        else "passée"
    )
    return typeset(f"Échéance : {long_date(deadline)} — {left}")
