"""A logo to look at and to choose: seen on paper and on a dark ground, from a file that is picked or dropped here."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nfi_planner.models.errors import KnownError
from nfi_planner.services import settings
from nfi_planner.support.french import typeset
from nfi_planner.support.paths import is_folder
from nfi_planner.ui import theme
from nfi_planner.ui.dialogs.paths import ask_picture
from nfi_planner.ui.dropping import dropped_document
from nfi_planner.ui.widgets.parts import button, label, row

_GROUNDS = (("#FFFFFF", "#16213A", "sur papier"), ("#16213A", "#FFFFFF", "sur fond sombre"))
_BOX = (150, 84)


class _Preview(QWidget):
    """The logo on one ground, whatever the theme: this is how it will look elsewhere."""

    def __init__(self, ground: tuple[str, str, str]) -> None:
        super().__init__()
        self._ground, self._ink, self._where = ground
        self._picture = QImage()
        theme.fix_size(self, width=_BOX[0], height=_BOX[1])
        self.show_logo(QImage(), "")

    def show_logo(self, picture: QImage, alternative: str) -> None:
        self._picture = picture
        name = (alternative or "sans description") if not picture.isNull() else "aucun"
        self.setAccessibleName(typeset(f"Logo {self._where} : {name}"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(theme.tokens().control_line))
        painter.setBrush(QColor(self._ground))
        box = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(box, 6, 6)
        if self._picture.isNull():
            painter.setPen(QColor(self._ink))
            painter.setFont(theme.font(13))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "Aucun logo")
        else:
            room = box.adjusted(theme.px(10), theme.px(10), -theme.px(10), -theme.px(10))
            size = self._picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(room.topLeft(), size)
            place.moveCenter(room.center())
            painter.drawImage(place, self._picture)
        painter.end()


class LogoBox(QFrame):
    """Shows a logo and says what may displease in it. ``picked`` gives the bytes of another, b"" to have none."""

    picked = Signal(bytes)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._logo, self._alternative = b"", ""
        self._picture = QImage()
        self._previews = [_Preview(ground) for ground in _GROUNDS]
        self.choose, self.remove = button("&Choisir un fichier…"), button("&Enlever")
        self.choose.setAccessibleDescription("Une image PNG ou JPEG ; on peut aussi la glisser ici.")
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self._on_remove)
        self._facts = label("", "muted", wrap=True)
        self._said = label("", "warning", wrap=True)
        self._error = label("", "error", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for preview in self._previews:
            layout.addWidget(preview, 0, Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setSpacing(6)
        self.words.addLayout(row(self.choose, self.remove, None))
        for words in (self._facts, self._said, self._error):
            self.words.addWidget(words)
        self.words.addStretch(1)
        layout.addLayout(self.words, 1)
        self._show()

    def show_logo(self, logo: bytes, alternative: str) -> None:
        """Show a logo, b"" for none, and the text that stands for it."""
        if logo != self._logo:
            self._logo, self._alternative = logo, alternative
            self._show()
        elif alternative != self._alternative:  # typed key by key
            self._alternative = alternative
            self._show_previews()

    def take(self, path: Path) -> None:
        """Read a file, and hand its logo over; say why when it can't be used."""
        from nfi_planner.services import logo

        try:
            made = logo.read(path)
        except KnownError as error:
            self._say_error(str(error))
            return
        self._say_error("")
        self.picked.emit(made)

    def _ask(self) -> None:
        last = settings.load().logo_folder
        folder = Path(last) if last and is_folder(Path(last)) else settings.documents_folder()
        path = ask_picture(self, "Choisir le logo", folder)
        if path is not None:
            settings.change(logo_folder=str(path.parent))
            self.take(path)

    def _on_remove(self) -> None:
        self._say_error("")
        self.choose.setFocus()  # this button goes
        self.picked.emit(b"")

    def _show(self) -> None:
        self._picture = QImage.fromData(self._logo) if self._logo else QImage()
        self._show_previews()
        self.remove.setVisible(bool(self._logo))
        facts, said = _words(self._logo)
        self._facts.setText(facts)
        _say(self._said, said)

    def _show_previews(self) -> None:
        for preview in self._previews:
            preview.show_logo(self._picture, self._alternative)

    def _say_error(self, text: str) -> None:
        _say(self._error, text)
        self.choose.setAccessibleDescription(text)
        if text:
            self.choose.setFocus()

    # -- a file that is dropped ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file(event) is not None and dropped_document(event) is None:  # a document is opened by the window
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file(event)
        if path is not None:
            event.acceptProposedAction()
            self.take(path)


def _file(event: QDropEvent) -> Path | None:
    """The one file that is dragged, or None."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _words(content: bytes) -> tuple[str, str]:
    """What the logo is, and what may displease in it."""
    if not content:
        return typeset("Une image PNG ou JPEG ; on peut aussi la glisser ici."), ""
    from nfi_planner.services import logo

    return logo.describe(content), "\n".join(logo.remarks(content))


def _say(words: QLabel, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))
