"""The look: tokens for light and dark, the typeface, and the one style sheet made from them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from nfi_planner.models.roadmap import Rank
from nfi_planner.models.rules import Severity
from nfi_planner.support.paths import resource

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

    def rank(self, rank: Rank) -> str:
        """Return the colour of a rank."""
        return self.rank_1 if rank is Rank.STRATEGIC else self.rank_2

    def severity(self, severity: Severity) -> str:
        """Return the colour of a severity."""
        return {Severity.BLOCKING: self.error, Severity.WARNING: self.warning}.get(severity, self.muted)


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


def _style_sheet(t: Tokens) -> str:
    return f"""
QToolTip {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.control_line}; padding: 4px 6px; }}
QFrame#topbar {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame#statusbar {{ background: {t.surface}; border: none; border-top: 1px solid {t.line}; }}
QFrame#statusbar QLabel[role="muted"] {{ font-size: 13px; }}
QFrame#banner {{ background: {t.draft}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame#sidebar {{ background: {t.sunken}; border: none; border-right: 1px solid {t.line}; }}
QFrame#findings {{ background: {t.surface}; border: none; border-left: 1px solid {t.line}; }}
QFrame[card="true"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[card="true"][rank="1"] {{ border-top: 3px solid {t.rank_1}; }}
QFrame[card="true"][rank="2"] {{ border-top: 3px solid {t.rank_2}; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: 22px; font-weight: bold; }}
QLabel[role="heading"] {{ font-size: 15px; font-weight: bold; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="section"] {{ color: {t.muted}; font-size: 12px; font-weight: bold; }}
QLabel[role="field"] {{ color: {t.muted}; font-size: 13px; font-weight: bold; }}
QLabel[role="error"] {{ color: {t.error}; }}
QLabel[role="ok"] {{ color: {t.ok}; font-weight: bold; }}
QLabel[role="warning"] {{ color: {t.warning}; font-weight: bold; }}
QLabel[role="bad"] {{ color: {t.error}; font-weight: bold; }}
QLabel[role="tag"] {{ color: {t.muted}; border: 1px solid {t.control_line}; border-radius: 9px; padding: 0 8px;
    font-size: 12px; }}
QLabel[role="draft"] {{ color: {t.warning}; background: {t.draft}; border-radius: 9px; padding: 1px 9px;
    font-size: 12px; font-weight: bold; }}
QLabel[rank="1"] {{ color: {t.rank_1}; }}
QLabel[rank="2"] {{ color: {t.rank_2}; }}
QPushButton {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.control_line}; border-radius: 6px;
    padding: 5px 13px; font-weight: bold; }}
QPushButton:hover {{ background: {t.sunken}; }}
QPushButton:focus {{ border: 2px solid {t.rank_1}; padding: 4px 12px; }}
QPushButton:disabled {{ color: {t.muted}; background: {t.paper}; border-color: {t.line}; }}
QPushButton[primary="true"] {{ background: {t.rank_1}; color: {t.accent_ink}; border-color: {t.rank_1}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {t.ink}; }}
QPushButton[quiet="true"] {{ border-color: transparent; background: transparent; font-weight: normal; }}
QPushButton[quiet="true"]:hover {{ background: {t.paper}; }}
QPushButton[quiet="true"]:focus {{ border: 2px solid {t.rank_1}; }}
QPushButton[chip="true"] {{ border-radius: 10px; padding: 0 7px; min-height: 18px; font-size: 12px;
    font-weight: normal; }}
QPushButton[chip="true"]:checked {{ background: {t.ink}; color: {t.surface}; border-color: {t.ink}; }}
QPushButton[chip="true"]:focus {{ border: 2px solid {t.rank_1}; padding: 0 6px; }}
QPushButton::menu-indicator {{ width: 0; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.control_line};
    border-radius: 6px; padding: 3px 8px; selection-background-color: {t.rank_1};
    selection-color: {t.accent_ink}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {t.rank_1}; padding: 2px 7px; }}
QLineEdit[bad="true"], QPlainTextEdit[bad="true"] {{ border: 2px solid {t.error}; padding: 2px 7px; }}
QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.control_line};
    selection-background-color: {t.selected}; selection-color: {t.ink}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{resource("icons", "chevron.svg").as_posix()}"); width: 12px; height: 12px; }}
QTableView QLineEdit, QTableView QComboBox {{ border-radius: 0; padding: 0 4px; }}
QAbstractItemView {{ background: {t.surface}; color: {t.ink}; border: none; outline: none;
    selection-background-color: {t.selected}; selection-color: {t.ink}; gridline-color: {t.line}; }}
QTableView::item {{ padding: 2px 6px; border-bottom: 1px solid {t.line}; }}
QTableView::item:focus {{ background: {t.selected}; border: 2px solid {t.rank_1}; }}
QHeaderView {{ background: {t.surface}; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: none; border-bottom: 1px solid {t.ink};
    padding: 4px 6px; font-size: 13px; font-weight: bold; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; padding: 7px 13px; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {t.rank_1}; border-bottom: 2px solid {t.rank_1}; font-weight: bold; }}
QTabBar::tab:focus {{ background: {t.selected}; }}
QListView#pages {{ background: transparent; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget#canvas {{ background: transparent; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {t.rank_1}; border-radius: 3px; }}
QMenuBar {{ background: transparent; }}
QMenuBar::item {{ padding: 5px 8px; border-radius: 6px; background: transparent; color: {t.ink}; }}
QMenuBar::item:selected {{ background: {t.selected}; }}
QMenu {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.control_line}; padding: 4px; }}
QMenu::item {{ padding: 5px 26px 5px 14px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.selected}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QSplitter::handle {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; }}
QScrollBar::handle:vertical {{ background: {t.control_line}; border-radius: 4px; min-height: 24px; margin: 1px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; }}
QScrollBar::handle:horizontal {{ background: {t.control_line}; border-radius: 4px; min-width: 24px; margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
