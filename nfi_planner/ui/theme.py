"""The look: tokens for light and dark, the typeface, and the one style sheet made from them."""

from dataclasses import asdict, dataclass
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from nfi_planner.support.paths import resource

if TYPE_CHECKING:
    from nfi_planner.models.roadmap import Rank
    from nfi_planner.models.rules import Severity

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
    control_line: str
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


_asked = Qt.ColorScheme.Unknown


def ask_for(scheme: Qt.ColorScheme) -> None:
    """Use this scheme from the next ``refresh``; Unknown follows the system."""
    global _asked  # noqa: PLW0603 - the look is the application's, of which there is one
    _asked = scheme


def tokens() -> Tokens:
    """Return the tokens of the theme in use."""
    scheme = QGuiApplication.styleHints().colorScheme() if _asked is Qt.ColorScheme.Unknown else _asked
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def install(application: QApplication) -> None:
    """Give the application its typeface, palette and style sheet."""
    for style in ("Regular", "Bold", "Italic"):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"SourceSans3-{style}.ttf")))
    font = QFont(TYPEFACE)
    font.setPixelSize(BASE_PIXELS)
    application.setFont(font)
    refresh(application)


def refresh(application: QApplication) -> None:
    """Follow the system's theme: palette and style sheet are made again."""
    colours = tokens()
    application.setPalette(_palette(colours))
    application.setStyleSheet(_style_sheet(colours))


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
    """The style sheet of ``resources``, with the tokens by their names."""
    template = Template(resource("style.qss").read_text(encoding="utf-8"))
    return template.substitute(asdict(colours), chevron=resource("icons", "chevron.svg").as_posix())
