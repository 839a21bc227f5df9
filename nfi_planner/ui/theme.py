"""The look: tokens for light and dark, the typeface, and the one style sheet made from them."""

import re
from dataclasses import asdict, dataclass, replace
from functools import cache
from string import Template
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QGuiApplication,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QWidget

from nfi_planner.support.paths import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QAbstractButton

    from nfi_planner.models.roadmap import Rank
    from nfi_planner.models.rules import Severity
    from nfi_planner.services.settings import Settings

TYPEFACE = "Source Sans 3"
BASE_PIXELS = 14


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of a theme, by what they are for."""

    ink: str
    muted: str
    paper: str
    surface: str
    sunken: str
    line: str
    control_line: str  # cards, menus
    field_line: str  # what one types in or pushes: told apart from what is around it
    rank_1: str
    rank_2: str
    accent_ink: str  # text on rank colours
    selected: str
    error: str
    warning: str
    ok: str
    draft: str  # background of the « Brouillon » tag
    families: tuple[str, ...]  # one a family, in the catalogue's order; never the only sign

    def rank(self, rank: "Rank") -> str:
        """Return the colour of a rank."""
        return self.rank_1 if rank.value == 1 else self.rank_2

    def severity(self, severity: "Severity") -> str:
        """Return the colour of a severity."""
        return {"blocking": self.error, "warning": self.warning}.get(severity.value, self.muted)


LIGHT = Tokens(
    ink="#16213A",
    muted="#5A6478",
    paper="#F6F5F1",
    surface="#FFFFFF",
    sunken="#FBFAF7",
    line="#E2E0D8",
    control_line="#C9C6BA",
    field_line="#8F8B7E",
    rank_1="#1F4E9E",
    rank_2="#0B6B62",
    accent_ink="#FFFFFF",
    selected="#E6EDF9",
    error="#A3190F",
    warning="#8A4B00",
    ok="#1D6B35",
    draft="#FCF1D3",
    families=("#B86A00", "#2F6DB5", "#0E7C86", "#3F6B14", "#7A5A2B", "#B02A7A", "#5B3FA8", "#5A6478"),
)
DARK = Tokens(
    ink="#ECEEF4",
    muted="#A9B2C4",
    paper="#12161F",
    surface="#1B212D",
    sunken="#171C27",
    line="#2E3645",
    control_line="#4A5468",
    field_line="#66728C",
    rank_1="#8FB6F5",
    rank_2="#63CFC0",
    accent_ink="#0E1420",
    selected="#26334A",
    error="#FF9C91",
    warning="#F2B266",
    ok="#7FD69A",
    draft="#3A3118",
    families=("#E39A3B", "#7FB0EA", "#4FC0CB", "#98C463", "#C9A46A", "#E587BE", "#B09CF0", "#A9B2C4"),
)


def _contrasted(t: Tokens) -> Tokens:
    """The same without shades, for who asks the system for more contrast."""
    return replace(t, muted=t.ink, line=t.ink, control_line=t.ink, field_line=t.ink)


_TOKENS = {  # (dark, high contrast)
    (False, False): LIGHT,
    (False, True): _contrasted(LIGHT),
    (True, False): DARK,
    (True, True): _contrasted(DARK),
}
ALL_TOKENS = tuple(_TOKENS.values())
THEMES = ("system", "light", "dark")
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
_PRESENTATION = 1.4
_USUAL_SYSTEM_PIXELS = (12.0, 13.5)  # the text of a system nobody has changed: 9 or 10 points


@dataclass(slots=True)
class _Look:
    """What was asked for; the application has one look."""

    theme: str = "system"
    contrasted: bool = False
    zoom: int = 100
    presentation: bool = False
    system: float = 1.0  # how much larger than usual the system's text is; below 1 it is smaller
    tokens: Tokens = LIGHT


_look = _Look()


def ask_for(
    theme: str | None = None,
    *,
    zoom: int | None = None,
    presentation: bool | None = None,
    contrasted: bool | None = None,
) -> None:
    """Use this look from the next ``refresh``; what isn't given stays. ``theme`` is one of ``THEMES``."""
    if theme is not None:
        _look.theme = theme
    if zoom is not None:
        _look.zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
    if presentation is not None:
        _look.presentation = presentation
    if contrasted is not None:
        _look.contrasted = contrasted


def follow(kept: "Settings") -> None:
    """Use the look that was kept, from the next ``refresh``."""
    ask_for(kept.theme, zoom=kept.zoom, presentation=kept.presentation)


def look() -> _Look:
    """Return what was asked for last."""
    return _look


def zoom() -> int:
    """Return the zoom asked for, in percent."""
    return _look.zoom


def scale() -> float:
    """Return by how much everything is larger than drawn: system text size, zoom, presentation."""
    return _look.system * _look.zoom / 100 * (_PRESENTATION if _look.presentation else 1.0)


def px(pixels: float) -> int:
    """Return a length as it is drawn at the present scale."""
    return round(pixels * scale())


def font(pixels: float = BASE_PIXELS, *, bold: bool = False, underline: bool = False) -> QFont:
    """Return the typeface at a size, given as it would be at 100 %."""
    return _font(px(pixels), bold, underline)


def drawn_font(pixels: int = BASE_PIXELS, *, bold: bool = False, underline: bool = False) -> QFont:
    """Return the typeface for a painter that ``drawn_box`` has scaled."""
    return _font(pixels, bold, underline)


@cache
def _font(pixels: int, bold: bool, underline: bool) -> QFont:  # noqa: FBT001 - the key of a cache
    made = QFont(TYPEFACE)
    made.setPixelSize(pixels)
    made.setBold(bold)
    made.setUnderline(underline)
    return made


def drawn_box(painter: QPainter, box: QRect) -> QRect:
    """Scale the painter, so that a delegate draws in the lengths of 100 %; return the box in these lengths."""
    painter.translate(box.topLeft())
    painter.scale(scale(), scale())
    return QRect(0, 0, round(box.width() / scale()), round(box.height() / scale()))


def tokens() -> Tokens:
    """Return the tokens of the theme in use."""
    return _look.tokens


def _present_tokens() -> Tokens:
    """The tokens asked for. The style's own palette tells the system's theme without loading all of ``Qt``."""
    dark = _look.theme == "dark"
    if _look.theme == "system":
        ground = QApplication.style().standardPalette().color(QPalette.ColorRole.Window)
        dark = ground.lightness() < _HALF
    return _TOKENS[dark, _look.contrasted]


_HALF = 128


def install(application: QApplication) -> None:
    """Give the application its typeface, palette and style sheet."""
    follow_system_text()
    for style in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"SourceSans3-{style}.ttf")))
    refresh(application)


def follow_system_text() -> bool:
    """Use the size the system's text has, from the next ``refresh``; return whether it is another than before."""
    pixels = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    least, most = _USUAL_SYSTEM_PIXELS
    before, _look.system = _look.system, pixels / min(max(pixels, least), most)
    return _look.system != before


def refresh(application: QApplication) -> None:
    """Make the look again: typeface, palette, style sheet, and the widgets of a fixed size."""
    colours = _look.tokens = _present_tokens()
    application.setFont(font())
    application.setPalette(_palette(colours))
    application.setStyleSheet(_style_sheet(colours))
    for widget in application.allWidgets():
        _fit(widget)


def fix_size(widget: QWidget, *, width: int = 0, height: int = 0) -> None:
    """Give a widget a fixed width or height, which follows the scale."""
    widget.setProperty(_FIXED, (width, height))
    _fit(widget)


def fix_least(widget: QWidget, *, width: int = 0, height: int = 0) -> None:
    """Give a widget a least width or height, which follows the scale."""
    widget.setProperty(_LEAST, (width, height))
    _fit(widget)


def _fit(widget: QWidget) -> None:
    """Give a widget the sizes and the icon it has at the present scale and theme, if it has any."""
    width, height = widget.property(_FIXED) or (0, 0)
    if width:
        widget.setFixedWidth(px(width))
    if height:
        widget.setFixedHeight(px(height))
    width, height = widget.property(_LEAST) or (0, 0)
    if width:
        widget.setMinimumWidth(px(width))
    if height:
        widget.setMinimumHeight(px(height))
    if named := widget.property(_ICON):
        one = cast("QAbstractButton", widget)
        one.setIcon(icon(*named))
        one.setIconSize(QSize(px(_ICON_SIDE), px(_ICON_SIDE)))


def set_icon(button: "QAbstractButton", name: str, colour: str = "ink") -> None:
    """Put an icon of ``resources/icons`` on a button, in one of the tokens."""
    button.setProperty(_ICON, (name, colour))
    _fit(button)


def icon(name: str, colour: str = "ink") -> "QIcon":
    """Return an icon of ``resources/icons`` in one of the tokens, as large as text at the present scale."""
    from PySide6.QtGui import QIcon, QImage, QPixmap  # not needed at the first paint

    ratio = cast("QGuiApplication", QGuiApplication.instance()).devicePixelRatio()
    side = f"{px(_ICON_SIDE) * ratio:g}"
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    for old, new in (("currentColor", getattr(tokens(), colour)), ('"24" height="24"', f'"{side}" height="{side}"')):
        drawing = drawing.replace(old, new)
    image = QImage.fromData(drawing.encode())
    image.setDevicePixelRatio(ratio)
    return QIcon(QPixmap.fromImage(image))


_FIXED, _LEAST, _ICON = "fixed_size", "least_size", "icon_name"
_ICON_SIDE = 16


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: t.paper,
        QPalette.ColorRole.WindowText: t.ink,
        QPalette.ColorRole.Base: t.surface,
        QPalette.ColorRole.AlternateBase: t.sunken,
        QPalette.ColorRole.Text: t.ink,
        QPalette.ColorRole.PlaceholderText: t.muted,
        QPalette.ColorRole.Button: t.surface,
        QPalette.ColorRole.ButtonText: t.ink,
        QPalette.ColorRole.Highlight: t.rank_1,
        QPalette.ColorRole.HighlightedText: t.accent_ink,
        QPalette.ColorRole.ToolTipBase: t.surface,
        QPalette.ColorRole.ToolTipText: t.ink,
        QPalette.ColorRole.Link: t.rank_1,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette


def _style_sheet(colours: Tokens) -> str:
    """The style sheet of ``resources``, with the tokens by their names and the lengths at the present scale."""
    template = Template(resource("style.qss").read_text(encoding="utf-8"))
    drawings = {name: resource("icons", f"{name}.svg").as_posix() for name in ("chevron", "check")}
    text = template.substitute(asdict(colours), **drawings)
    return _LENGTH.sub(lambda found: f"{px(int(found[1]))}px", text)


_LENGTH = re.compile(r"\b([4-9]|\d\d+)px")  # thin lines stay thin
