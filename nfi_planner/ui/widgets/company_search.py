"""The search among the firms of the document, by name, commune or SIREN."""

from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nfi_planner.models import sme
from nfi_planner.models.roadmap import Company, CompanySize
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import digits, fold, plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.rows import ROW_ROLE
from nfi_planner.ui.tips import plain
from nfi_planner.ui.widgets.program_keys import keep_program_keys

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_SHOWN = 6  # firms at once; the last line offers to enter a new one
_ROW_HEIGHT = 42
_STILL_HERE = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class CompanySearch(QLineEdit):
    """Shows the firms that match what is typed, with what tells them apart, and offers to enter a new one."""

    picked = Signal(str)  # a company's id
    new_asked = Signal(str)  # the name typed
    announced = Signal(str)  # how many were found

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Entreprise : nom ou SIREN")
        self.setPlaceholderText("Nom ou SIREN d’une entreprise du document")
        self._snapshot = Snapshot()
        self._takes_new = True  # Enter on a name that isn't among the firms makes a new one, without asking
        self._model = _Hits(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN + 1)
        cast("Any", completer.activated)[QModelIndex].connect(self._on_activated)  # names alone may be twins
        self.setCompleter(completer)
        keep_program_keys(self)
        self._popup = QListView()
        self._popup.setObjectName("firms")
        self._popup.setAccessibleName("Entreprises trouvées")
        completer.setPopup(self._popup)
        self._popup.setItemDelegate(_HitDelegate(self._popup))
        self.textEdited.connect(self._show_hits)
        self.returnPressed.connect(self._on_entered)

    def show_firms(self, snapshot: Snapshot, *, takes_new: bool) -> None:
        """Search among these firms; ``takes_new``: Enter makes a firm of a new name without asking."""
        self._snapshot, self._takes_new = snapshot, takes_new
        if not self.hasFocus():
            self.clear()

    def _show_hits(self, text: str) -> None:
        firms = self._snapshot.all(Company)
        hits = sorted((firm for firm in firms if _matches(firm, text)), key=lambda firm: fold(firm.name))
        self._model.show_hits(hits, text.strip(), len(firms))
        self.completer().complete()
        self.announced.emit(typeset(self._model.count))

    def _offer_again(self) -> None:
        """After Enter on what isn't exactly a firm: one of these, or a new one?"""
        if self.hasFocus():
            self._show_hits(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self._show_hits(self.text())
        else:
            super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        firm, typed = index.data(ROW_ROLE), self._model.typed
        self.clear()
        if isinstance(firm, Company):
            self.picked.emit(firm.id)
        elif typed:
            self.new_asked.emit(typed)

    def _on_entered(self) -> None:
        """Enter takes the firm that matches exactly; a new name may make a new firm."""
        text = self.text().strip()
        picking = self._popup.isVisible() and self._popup.currentIndex().isValid()
        if picking or not text:
            return
        firm = self._exactly(text)
        if not firm and not self._takes_new:
            QTimer.singleShot(0, self, self._offer_again)  # once Qt has closed the list that Enter was pressed in
            return
        self.clear()
        if firm:
            self.picked.emit(firm)
        else:
            self.new_asked.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving gives the search up: half a name is no firm. Tab takes the firm that matches exactly."""
        super().focusOutEvent(event)
        if event.reason() in _STILL_HERE:
            return
        text = self.text().strip()
        self.clear()
        if text and event.reason() is Qt.FocusReason.TabFocusReason and (firm := self._exactly(text)):
            self.picked.emit(firm)

    def _exactly(self, text: str) -> str:
        """The id of the one firm of that name or SIREN; "" when there is none, or several."""
        exact = [firm.id for firm in self._snapshot.all(Company) if _is_exactly(firm, text)]
        return exact[0] if len(exact) == 1 else ""


def _bare(number: str) -> str:
    return "".join(number.split())


def _matches(firm: Company, text: str) -> bool:
    if _bare(text).isdecimal():
        return _bare(text) in _bare(firm.siren)
    searched = fold(f"{firm.name} {firm.commune} {firm.siren}")
    return all(word in searched for word in fold(text).split())


def _is_exactly(firm: Company, text: str) -> bool:
    return fold(text) == fold(firm.name) or _bare(text) == _bare(firm.siren)


def describe(company: Company) -> str:
    """Return « SIREN 000 000 018 · Reims · 84 salariés »: what tells a firm apart, without its name and size class."""
    parts = [f"SIREN {digits(company.siren)}" if company.siren else "", company.commune]
    if company.headcount is not None:
        parts.append(plural(company.headcount, "salarié"))
    return typeset(" · ".join(part for part in parts if part))


class _Hits(QAbstractListModel):
    """The firms found, then the line that counts them and offers to enter a new one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._firms: list[Company] = []
        self.typed = ""
        self.count = ""  # how many were found among how many

    def show_hits(self, hits: list[Company], typed: str, of: int) -> None:
        """Show what was found for what was typed."""
        self.beginResetModel()
        self._firms, self.typed = hits[:_SHOWN], typed
        there = f"parmi les {plural(of, 'entreprise')} du document" if of > 1 else "dans le document"
        shown = f", dont {_SHOWN} montrés" if len(hits) > _SHOWN else ""
        self.count = f"{plural(len(hits), 'résultat')} {there}{shown}" if hits else f"Aucun résultat {there}"
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._firms) + 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        firm = self._firms[index.row()] if index.row() < len(self._firms) else None
        if role == ROW_ROLE:
            return firm
        if role in {Role.DisplayRole, Role.EditRole}:
            # It stands in the line while the cursor is on it. The blank keeps Qt from putting the cursor on what begins
            # like the text: nothing is chosen before the user does.
            return f" {firm.name if firm else typeset(self.offer)}"
        if role in {Role.AccessibleTextRole, Role.ToolTipRole}:
            told = _sentence(firm) if firm else typeset(f"{self.offer}. {self.count}.")
            return plain(told) if role == Role.ToolTipRole else told
        if role == Role.UserRole:
            return typeset(self.offer), typeset(self.count)
        return None

    @property
    def offer(self) -> str:
        """What the last line does."""
        if not self.typed:
            return "Tapez un nom pour saisir une nouvelle entreprise"
        return f"Saisir une nouvelle entreprise « {self.typed} »"


def _sentence(firm: Company) -> str:
    size = sme.size(firm)
    said = [firm.name or "Entreprise sans nom", describe(firm).replace(" · ", ", "), size.label if size else ""]
    return ", ".join(part for part in said if part)


class _HitDelegate(QStyledItemDelegate):
    """Two lines: the name in bold and its size class, then what tells it apart."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(theme.px(240), theme.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.tokens()
        painter.save()
        box = theme.drawn_box(painter, option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(t.selected))
            painter.fillRect(QRect(0, 0, 3, box.height()), QColor(t.rank_1))
        firm = index.data(ROW_ROLE)
        first, second = box.adjusted(11, 3, -11, -21), box.adjusted(11, 20, -11, -3)
        if isinstance(firm, Company):
            room = first.adjusted(0, 0, -_paint_size(painter, first, sme.size(firm)), 0)
            _write(painter, room, firm.name or "Entreprise sans nom", theme.drawn_font(bold=True), t.ink)
            _write(painter, second, describe(firm), theme.drawn_font(13), t.muted)
        else:
            offer, count = index.data(Role.UserRole)
            _write(painter, first, count, theme.drawn_font(13), t.muted)
            link = bool(offer) and chosen
            _write(painter, second, offer, theme.drawn_font(13, underline=True, bold=link), t.rank_1)
        painter.restore()


def _paint_size(painter: QPainter, line: QRect, size: CompanySize | None) -> int:
    """Paint the size class as a tag at the right of the line; return the width it takes."""
    if size is None:
        return 0
    t = theme.tokens()
    font = theme.drawn_font(12)
    box = QRect(0, 0, QFontMetrics(font).horizontalAdvance(size.label) + 16, 17)
    box.moveCenter(line.center())
    box.moveRight(line.right())
    colour = QColor(t.ok if size is CompanySize.SME else t.warning)
    painter.setPen(QPen(colour, 1))
    painter.drawRoundedRect(box, 8, 8)
    painter.setFont(font)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), size.label)
    return box.width() + 8


def _write(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
