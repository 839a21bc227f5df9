"""How plans are painted: a tight row in the catalogue, a card in a rank."""

from functools import cache, lru_cache
from typing import Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nfi_planner.models import catalogue
from nfi_planner.models.roadmap import Rank, Status
from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.pages.choices.models import PlanRow
from nfi_planner.ui.rows import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 19
CARD_HEIGHT = 104
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus


def _family_colour(plan: catalogue.IndustrialPlan) -> QColor:
    colours = theme.tokens().families
    return _colour(colours[catalogue.families().index(plan.family) % len(colours)])


Face = tuple[int, bool]  # how large, whether bold
_PLAIN, _BOLD, _DETAIL, _DETAIL_BOLD = (14, False), (14, True), (13, False), (13, True)
_SMALL, _SMALL_BOLD, _PLACE = (12, False), (12, True), (18, True)


@cache
def _metrics(face: Face) -> QFontMetrics:
    return QFontMetrics(theme.drawn_font(face[0], bold=face[1]))


@lru_cache(maxsize=4096)
def _fitted(text: str, width: int, face: Face) -> tuple[str, int]:
    """Return the text shortened to a width, and its own width: the same few texts are painted again and again."""
    metrics = _metrics(face)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return shown, metrics.horizontalAdvance(shown)


@lru_cache(maxsize=4096)
def _broken(text: str, room: int) -> tuple[str, str]:
    """Return the words there is room for, after a dash, and the rest."""
    metrics, first = _metrics(_DETAIL), " —"
    words = text.split(" ") if text else []
    while words and metrics.horizontalAdvance(f"{first} {words[0]}") <= room:
        first = f"{first} {words.pop(0)}"
    return (first if first != " —" else ""), " ".join(words)


_colour = cache(QColor)


def _write(
    painter: QPainter, box: QRect, text: str, face: Face, colour: str, side: Literal["left", "centre", "right"] = "left"
) -> int:
    """Write one line in the middle of a box's height, shortened to its width; return how wide it is."""
    shown, width = _fitted(text, box.width(), face)
    metrics = _metrics(face)
    left = {"left": 0, "centre": (box.width() - width) // 2, "right": box.width() - width}[side]
    base = box.top() + (box.height() - metrics.height()) // 2 + metrics.ascent()
    painter.setFont(theme.drawn_font(face[0], bold=face[1]))
    painter.setPen(_colour(colour))
    painter.drawText(box.left() + left, base, shown)
    return width


class CatalogueDelegate(QStyledItemDelegate):
    """A row: family mark, number, short title, then the family, or what was decided."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(theme.px(200), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PlanRow = index.data(ROW_ROLE)
        if row.choice is None:
            return
        t = theme.tokens()
        state = option.state
        plan, status = row.choice.plan, row.choice.status
        painter.save()
        box = theme.drawn_box(painter, option.rect)
        if state & _SELECTED:
            painter.fillRect(box, QColor(t.selected))
        painter.fillRect(QRect(box.left(), box.top(), 4, box.height() - 1), _family_colour(plan))
        painter.setPen(QColor(t.line))
        painter.drawLine(box.left() + 4, box.bottom(), box.right(), box.bottom())
        ink = t.muted if row.choice.rank else t.ink
        number = QRect(box.left() + 8, box.top(), 22, box.height())
        _write(painter, number, str(plan.number), _DETAIL, t.muted, "right")
        tail = QRect(box.right() - 124, box.top(), 116, box.height())
        if status is Status.NOT_KEPT:
            used = _write(painter, tail, catalogue.short_family(plan.family), _SMALL, t.muted, "right")
        else:
            colour = t.rank(row.choice.rank) if row.choice.rank else t.warning
            used = _write(painter, tail, status.label, _SMALL_BOLD, colour, "right")
        title = QRect(box.left() + 40, box.top(), box.width() - 40 - used - 18, box.height())
        _write(painter, title, plan.short_title, _PLAIN, ink)
        if state & _FOCUSED:
            painter.setPen(QPen(QColor(t.rank_1), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class CardDelegate(QStyledItemDelegate):
    """A card: place, short title, number and family, then the lead; a dashed box for a free place."""

    def __init__(self, rank: Rank, parent: QStyledItemDelegate | None = None) -> None:
        super().__init__(parent)
        self._rank = rank

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row: PlanRow = index.data(ROW_ROLE)
        return QSize(theme.px(180), theme.px(CARD_HEIGHT if row.choice else CARD_HEIGHT - 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PlanRow = index.data(ROW_ROLE)
        t = theme.tokens()
        state = option.state
        painter.save()
        box = QRectF(theme.drawn_box(painter, option.rect)).adjusted(1, 1, -1, -9)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & _FOCUSED)
        painter.setBrush(QColor(t.selected if state & _SELECTED else t.sunken if row.choice is None else t.surface))
        edge = QPen(QColor(t.rank(self._rank) if focused else t.control_line), 2 if focused else 1)
        if row.choice is None:
            edge.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.drawRoundedRect(box, 6, 6)
        if row.choice is None:
            _write(painter, box.toRect(), "Déposer un plan", _DETAIL, t.muted, "centre")
        else:
            self._paint_plan(painter, box.toRect(), row)
        painter.restore()

    def _paint_plan(self, painter: QPainter, box: QRect, row: PlanRow) -> None:
        assert row.choice is not None
        t = theme.tokens()
        plan = row.choice.plan
        left, width = box.left() + 34, box.width() - 40
        place = QRect(box.left(), box.top() + 8, 34, 22)
        _write(
            painter,
            place,
            str(row.position),
            _PLACE,
            t.rank(self._rank),
            "centre",
        )
        _write(painter, QRect(left, box.top() + 7, width, 19), plan.short_title, _BOLD, t.ink)
        painter.fillRect(QRect(left, box.top() + 32, 8, 8), _family_colour(plan))
        detail = typeset(f"n° {plan.number} · {catalogue.short_family(plan.family)}")
        _write(painter, QRect(left + 13, box.top() + 27, width - 13, 18), detail, _DETAIL, t.muted)
        rule = QPen(QColor(t.line))
        rule.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(rule)
        painter.drawLine(box.left() + 1, box.top() + 50, box.right() - 1, box.top() + 50)
        self._paint_lead(painter, QRect(left, box.top() + 54, width, 18), row)

    def _paint_lead(self, painter: QPainter, line: QRect, row: PlanRow) -> None:
        """Who leads it, then the firm and its figures, which go on on a second line."""
        t = theme.tokens()
        if not row.lead_name and row.company is None:
            _write(painter, line, "Chef de projet à nommer", _DETAIL, t.error)
            return
        ink = t.ink if row.lead_name else t.error
        colour = t.muted if row.fits else t.warning
        used = _write(painter, line, row.lead_name or "À nommer", _DETAIL_BOLD, ink if row.fits else t.warning)
        first, rest = _broken(row.firm, line.width() - used - 2)
        _write(painter, line.adjusted(used, 0, 0, 0), first, _DETAIL, colour)
        fits = _metrics(_DETAIL).horizontalAdvance(rest) <= line.width()
        _write(painter, line.translated(0, 18), rest, _DETAIL if fits else _SMALL, colour)
