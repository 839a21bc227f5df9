"""The pages of the file, in one column that scrolls: only what one sees is drawn, as sharp as the screen is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QFrame, QWidget

from nfi_planner.support.french import typeset
from nfi_planner.ui import theme
from nfi_planner.ui.preview.pdfium import Facts, Passage
from nfi_planner.ui.preview.reader import Reader
from nfi_planner.ui.preview.spread import MARGIN, WHOLE, WIDTH, spread, stepped
from nfi_planner.ui.widgets.parts import announce

_MOST_BYTES = 96 << 20  # of pictures that are kept: twenty-five pages at 100 %
_MOST_PIXELS = 3600  # a page is never drawn wider: above, it is the same picture enlarged
_FOUND, _PRESENT = QColor("#FFE27A"), QColor("#FFB13D")  # multiplied with the page: its letters stay
_SHADE = 108  # percent: the ground is darker than a window's, for pages to stand out
_NOTHING = Facts((), ())


class PagesView(QAbstractScrollArea):
    """The pages. ``page`` counts from 0; zooms are those of ``spread``."""

    page_changed = Signal(int)
    zoom_changed = Signal(int, int)  # the zoom, and how much it is in percent

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._facts = _NOTHING
        self._sentence = ""
        self._images: dict[int, QImage] = {}
        self._hits: Mapping[int, Sequence[Passage]] = {}
        self._hit: tuple[int, int] | None = None
        self.page, self.zoom = 0, WIDTH
        self._going = False
        self._spread = spread((), WIDTH, QSize(1, 1))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else fitting would change the room
        self.verticalScrollBar().setSingleStep(theme.px(48))
        self._text = QTimer(self, singleShot=True, interval=120)  # one doesn't stop at every page one scrolls past
        self._text.timeout.connect(self._ask_text)
        reader.rendered.connect(self._on_rendered)
        reader.read.connect(self._on_read)
        self.show_sentence("")

    # -- what is shown ---------------------------------------------------------------------------------------------

    def show_file(self, facts: Facts, page: int) -> None:
        """Show another file, at this page; at the same height of it when it is the page one was at."""
        within = self._within()
        self._facts, self._images, self._hits, self._hit = facts, {}, {}, None
        self._lay_out()
        self.go_to(page, within)
        self._tell_page(self.page)

    def show_sentence(self, sentence: str) -> None:
        """Show no page, and say why."""
        self._facts, self._images, self._hits = _NOTHING, {}, {}
        self._sentence = typeset(sentence)
        self.setAccessibleName(self._sentence or "Pages")
        self.setAccessibleDescription("")
        self._lay_out()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._facts.sizes)

    @property
    def percent(self) -> int:
        """The zoom in percent, whatever makes it."""
        return self._spread.percent

    def go_to(self, page: int, within: float | None = None) -> None:
        """Put a page at the top; ``within``: how much of its height is above the top."""
        if not self.count:
            return
        page = min(max(page, 0), self.count - 1)
        box = self._spread.pages[page]
        self._going = True
        self.verticalScrollBar().setValue(box.top() + (-MARGIN if within is None else round(within * box.height())))
        self._going = False
        self._follow(page)

    def _within(self) -> float | None:
        """How much of the height of the page one is at is above the top; None without pages."""
        if not self.count:
            return None
        box = self._spread.pages[self.page]
        return (self._top - box.top()) / box.height()

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    # -- zoom ------------------------------------------------------------------------------------------------------

    def set_zoom(self, zoom: int) -> None:
        """Show the pages at a zoom; the page and the place in it stay."""
        page, within = self.page, self._within()
        self.zoom = zoom
        self._lay_out()
        self.go_to(page, None if zoom == WHOLE else within)

    def step_zoom(self, step: int) -> None:
        """Show the pages one step larger (1) or smaller (-1)."""
        self.set_zoom(stepped(self._spread.percent, step))

    def switch_fit(self) -> None:
        """Fit the width of the page, or the whole page when it is the width already."""
        self.set_zoom(WHOLE if self.zoom == WIDTH else WIDTH)

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self._spread = spread(self._facts.sizes, self.zoom, room)
        for bar, whole, seen in (
            (self.verticalScrollBar(), self._spread.size.height(), room.height()),
            (self.horizontalScrollBar(), self._spread.size.width(), room.width()),
        ):
            bar.setRange(0, max(0, whole - seen) if self.count else 0)
            bar.setPageStep(seen)
        side = self.horizontalScrollBar()
        side.setValue(side.maximum() // 2)
        self.zoom_changed.emit(self.zoom, self._spread.percent)
        self.viewport().update()

    # -- what is found ---------------------------------------------------------------------------------------------

    def show_hits(self, hits: Mapping[int, Sequence[Passage]], present: tuple[int, int] | None) -> None:
        """Mark passages, by page; bring the present one, a page and which of it, into view."""
        self._hits = hits
        if present is not None and present != self._hit:
            self._bring(present)
        self._hit = present
        self.viewport().update()

    def _bring(self, hit: tuple[int, int]) -> None:
        page = self._spread.pages[hit[0]]
        for box in self._hits[hit[0]][hit[1]][:1]:
            place = self._placed(page, box)
            height, top = self.viewport().height(), self._top
            if not top + MARGIN <= place.top() <= place.bottom() <= top + height - MARGIN:
                self.verticalScrollBar().setValue(round(place.center().y() - height / 3))
            side = self.horizontalScrollBar()
            if not side.value() <= place.left() <= place.right() <= side.value() + self.viewport().width():
                side.setValue(round(place.center().x() - self.viewport().width() / 2))

    def _placed(self, page: QRect, box: QRectF) -> QRectF:
        """Return where a box of a page, in points, is in the column."""
        scale = self._spread.scale
        return QRectF(
            page.left() + box.left() * scale,
            page.top() + box.top() * scale,
            *(length * scale for length in (box.width(), box.height())),
        )

    # -- pictures --------------------------------------------------------------------------------------------------

    def _seen(self) -> range:
        return self._spread.seen(self._top, self.viewport().height()) if self.count else range(0)

    def _width(self, page: int) -> int:
        """How many pixels of the screen the picture of a page has to be wide."""
        return min(round(self._spread.pages[page].width() * self.devicePixelRatioF()), _MOST_PIXELS)

    def _follow(self, asked: int | None = None) -> None:
        """After scrolling: ask for the pictures one sees now, then those just below and above; tell the page.

        The page that was asked for is the present one as long as it is seen, wherever.
        """
        seen = self._seen()
        if not seen:
            return
        near = [*seen, seen[-1] + 1, seen[0] - 1]
        wanted = [(page, self._width(page)) for page in near if 0 <= page < self.count]
        self._reader.ask_pages((p, width) for p, width in wanted if not self._is_sharp(p))
        page = (
            asked if asked is not None and asked in seen else self._spread.at(self._top + self.viewport().height() // 3)
        )
        if page != self.page:
            self._tell_page(page)
        self.viewport().update()

    def _is_sharp(self, page: int) -> bool:
        image = self._images.get(page)
        return image is not None and abs(image.width() - self._width(page)) <= 1

    def _on_rendered(self, page: int, image: QImage) -> None:
        if page >= self.count:
            return
        self._images[page] = image
        self._forget()
        if page in self._seen():
            self.viewport().update()

    def _forget(self) -> None:
        """Keep no more pictures than there is room for: those farthest away go."""
        seen = self._seen()
        while sum(image.sizeInBytes() for image in self._images.values()) > _MOST_BYTES:
            farthest = max(self._images, key=lambda page: abs(page - self.page))
            if farthest in seen:
                return
            del self._images[farthest]

    # -- for a screen reader ---------------------------------------------------------------------------------------

    def _tell_page(self, page: int) -> None:
        self.page = page
        self.setAccessibleName(self.words())
        self.setAccessibleDescription("")
        self._text.start()
        self.page_changed.emit(page)
        if self.hasFocus():
            announce(self, self.words())

    def words(self) -> str:
        """Return « Page 3 sur 26 », and the number that is printed on it when that is another."""
        number = self._facts.number(self.page)
        return f"Page {self.page + 1} sur {self.count}{f', numéro {number}' if number else ''}"

    def _ask_text(self) -> None:
        if self.count:
            self._reader.ask_text(self.page)

    def _on_read(self, page: int, text: str) -> None:
        if page == self.page and self.count:
            self.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # -- Qt's events -----------------------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        if not self._going:
            self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_zoom(self.zoom)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.verticalScrollBar().setSingleStep(theme.px(48))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:  # on another screen: its pictures are finer or coarser
            self._follow(self.page)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
        actions = {
            int(Qt.Key.Key_Home): QAbstractSlider.SliderAction.SliderToMinimum,
            int(Qt.Key.Key_End): QAbstractSlider.SliderAction.SliderToMaximum,
            int(Qt.Key.Key_PageUp): QAbstractSlider.SliderAction.SliderPageStepSub,
            int(Qt.Key.Key_PageDown): QAbstractSlider.SliderAction.SliderPageStepAdd,
            int(Qt.Key.Key_Space): QAbstractSlider.SliderAction.SliderPageStepAdd,
        }
        if plain and event.key() in actions:
            bar.triggerAction(actions[event.key()])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.tokens().paper).darker(_SHADE))
        if not self.count:
            self._paint_sentence(painter)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self.horizontalScrollBar().value(), -self._top)
        for page in self._seen():
            self._paint_page(painter, page)
        painter.resetTransform()
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.tokens().rank_1), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        box = self._spread.pages[page]
        painter.fillRect(box, Qt.GlobalColor.white)
        image = self._images.get(page)
        if image is not None and self._is_sharp(page) and self._width(page) < _MOST_PIXELS:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(box.topLeft(), image)
        elif image is not None:
            painter.drawImage(box, image)
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for number, passage in enumerate(self._hits.get(page, ())):
            for one in passage:
                present = (page, number) == self._hit
                painter.fillRect(self._placed(box, one).adjusted(-1, -1, 1, 1), _PRESENT if present else _FOUND)
        painter.restore()
        if self._hit is not None and self._hit[0] == page:
            painter.setPen(QPen(QColor("#16213A"), 1))
            for one in self._hits[page][self._hit[1]]:
                painter.drawRect(self._placed(box, one).adjusted(-1.5, -1.5, 1.5, 1.5))
        painter.setPen(QColor(theme.tokens().control_line))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.tokens().ink))
        painter.setFont(theme.font(15))
        room = self.viewport().rect().adjusted(theme.px(40), 0, -theme.px(40), 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._sentence)
