"""Colours of page, chrome and glow in light, dark and sepia, and the page's typeface.

The glow's five bands come from one sequential ramp (a single amber hue whose lightness moves one way only), so that
they can be distinguished without red and green, and by lightness alone; *plain* is the page itself. Text keeps a
contrast of at least 7:1 on every tint (tested).
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QColor, QFontDatabase, QPalette

from core import paths
from core.attribute.calibration import Band

ThemeName = Literal["light", "dark", "sepia"]


@dataclass(frozen=True)
class Theme:
    """One set of colours, each ``#rrggbb``.

    ``tints`` and ``bars`` hold one colour per :class:`Band`, plain first; the tint of plain is the page. A stale tint
    is drawn with opacity ``stale_alpha``, one under faded text with ``faded_tint_alpha``. ``passage`` outlines the
    passage being rewritten; ``found`` marks what a search found; ``dimmed`` is for text out of focus; ``added`` and
    ``dropped`` are the word diff's backgrounds.
    """

    name: ThemeName
    is_dark: bool
    page: str
    text: str
    muted: str
    dimmed: str
    chrome: str
    raised: str
    chrome_text: str
    border: str
    accent: str
    accent_text: str
    selection: str
    passage: str
    found: str
    misspelt: str
    added: str
    dropped: str
    tints: tuple[str, str, str, str, str]
    bars: tuple[str, str, str, str, str]
    stale_alpha: float = 0.4
    faded_tint_alpha: float = 0.35

    def tint(self, band: Band) -> QColor:
        """Background behind a paragraph of that band."""
        return QColor(self.tints[band])

    def bar(self, band: Band) -> QColor:
        """Colour of the margin bar of that band."""
        return QColor(self.bars[band])


LIGHT = Theme(
    name="light",
    is_dark=False,
    page="#fcfaf5",
    text="#2a2622",
    muted="#655d55",
    dimmed="#b5aca0",
    chrome="#f4f0e8",
    raised="#fdfbf7",
    chrome_text="#3d3730",
    border="#e3dccf",
    accent="#2f5573",
    accent_text="#ffffff",
    selection="#cddcea",
    passage="#6d8fab",
    found="#d5e3f0",
    misspelt="#b0492f",
    added="#dbe7f2",
    dropped="#efe8db",
    tints=("#fcfaf5", "#fcf5e4", "#faedcf", "#f8e2b3", "#f5d693"),
    bars=("#c9bfb0", "#c9a669", "#bd8c3c", "#a6701d", "#85520b"),
)

DARK = Theme(
    name="dark",
    is_dark=True,
    page="#1b1a18",
    text="#e9e2d6",
    muted="#afa89e",
    dimmed="#5f584f",
    chrome="#141312",
    raised="#242220",
    chrome_text="#cfc7ba",
    border="#33302c",
    accent="#8fb6d6",
    accent_text="#14202a",
    selection="#34495c",
    passage="#7298b5",
    found="#2f4456",
    misspelt="#e08a6c",
    added="#28394a",
    dropped="#37322b",
    tints=("#1b1a18", "#272219", "#332919", "#40311a", "#4e3a1a"),
    bars=("#574f45", "#80683e", "#a88342", "#d0a14c", "#f3c265"),
    stale_alpha=0.45,
)

SEPIA = Theme(
    name="sepia",
    is_dark=False,
    page="#f3e9d6",
    text="#33271b",
    muted="#5e5141",
    dimmed="#b6a68e",
    chrome="#eadfc9",
    raised="#f6eddc",
    chrome_text="#463828",
    border="#d9cbb0",
    accent="#34576d",
    accent_text="#fffaf0",
    selection="#c9d3d3",
    passage="#6f8c99",
    found="#cfdbdc",
    misspelt="#a5452b",
    added="#d3dedf",
    dropped="#e3d5ba",
    tints=("#f3e9d6", "#f2e3c4", "#efd9ac", "#ebce94", "#e7c37c"),
    bars=("#bcab90", "#b8935a", "#a87a35", "#8f6018", "#704608"),
)

_THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, SEPIA)}

FALLBACK_FACES = (
    "Source Serif Pro",
    "Source Serif 4",
    "Iowan Old Style",
    "Palatino",
    "Palatino Linotype",
    "Charter",
    "Georgia",
    "Noto Serif",
    "DejaVu Serif",
)
LOADED_CUTS = ("Regular", "It", "Bold", "BoldIt", "Semibold", "SemiboldIt")


def resolve(name: str, system_is_dark: bool) -> Theme:
    """The theme of that name; ``system`` (and any unknown name) follows the desktop's light or dark."""
    return _THEMES.get(name, DARK if system_is_dark else LIGHT)


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio (1–21) of two ``#rrggbb`` colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """WCAG relative luminance (0–1) of a ``#rrggbb`` colour."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def serif_family() -> str:
    """The page's typeface: the bundled Source Serif Pro, else the first fallback installed. Needs a QGuiApplication."""
    _load_source_serif()
    installed = set(QFontDatabase.families())
    return next((face for face in FALLBACK_FACES if face in installed), "serif")


def _load_source_serif() -> None:
    if FALLBACK_FACES[0] in QFontDatabase.families():
        return
    package = importlib.util.find_spec("font_source_serif_pro")
    for location in (package.submodule_search_locations or ()) if package else ():
        for cut in LOADED_CUTS:
            path = Path(location, "files", f"SourceSerifPro-{cut}.ttf")
            if path.exists():
                QFontDatabase.addApplicationFont(str(path))


def palette(theme: Theme) -> QPalette:
    """The application palette: chrome colours everywhere, page colours where text is edited."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.chrome,
        roles.WindowText: theme.chrome_text,
        roles.Base: theme.page,
        roles.AlternateBase: theme.raised,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Button: theme.raised,
        roles.ButtonText: theme.chrome_text,
        roles.BrightText: theme.accent_text,
        roles.Highlight: theme.selection,
        roles.HighlightedText: theme.text,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.chrome_text,
        roles.Light: theme.raised,
        roles.Midlight: theme.border,
        roles.Mid: theme.border,
        roles.Dark: theme.muted,
        roles.Shadow: theme.text,
        roles.Accent: theme.accent,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.dimmed))
    return result


def stylesheet(theme: Theme) -> str:
    """The application style sheet for the chrome.

    Give a button the dynamic property ``primary`` for the one action that matters, ``quiet`` for one without a frame;
    a label ``muted`` for secondary words and ``heading`` for a panel's title; a frame ``card`` for a raised surface.
    A button that is ``inert`` looks disabled and keeps the focus.
    """
    icons = paths.resources() / "icons"
    arrows = {name: f'"{(icons / f"{name}.svg").as_posix()}"' for name in ("up", "down", "check")}
    return _SHEET.format(**{name: getattr(theme, name) for name in _SHEET_COLOURS}, **arrows)


_SHEET_COLOURS = (
    "page",
    "text",
    "muted",
    "dimmed",
    "chrome",
    "raised",
    "chrome_text",
    "border",
    "accent",
    "accent_text",
    "selection",
)

_SHEET = """
QMainWindow, QDialog {{ background: {chrome}; }}
QFrame#header {{ background: {chrome}; border: none; border-bottom: 1px solid {border}; }}
QFrame#status {{ background: {chrome}; border: none; border-top: 1px solid {border}; }}
QFrame#notice {{ background: {raised}; border: none; border-bottom: 1px solid {border}; }}
QFrame#banner {{ background: {chrome}; border: 1px solid {border}; border-radius: 8px; }}
QScrollArea#welcome, QScrollArea#welcome > QWidget > QWidget {{ background: {page}; }}
QScrollArea#welcome QPushButton {{ text-align: left; padding: 9px 16px; }}
QLabel#welcome-heading {{ color: {text}; font-size: 17pt; font-weight: 600; }}
QFrame#rule {{ background: {border}; border: none; }}
QLabel#document-name {{ color: {chrome_text}; font-weight: 600; }}
QTextEdit#premise {{ background: transparent; color: {text}; }}
QFrame[card="true"] QTextEdit {{ background: {raised}; color: {text}; }}
QWidget#side {{ background: {page}; }}
QWidget#inspector, QFrame[card="true"] QScrollArea {{ background: transparent; }}
QLabel[muted="true"] {{ color: {muted}; }}
QLabel[heading="true"] {{ color: {muted}; font-weight: 600; }}
QLabel[phrase="true"] {{ color: {chrome_text}; border: 1px solid transparent; border-radius: 5px; padding: 3px 6px; }}
QLabel[phrase="true"]:hover, QLabel[phrase="true"]:focus {{ background: {selection}; color: {text}; }}
QLabel[phrase="true"]:focus {{ border-color: {accent}; }}
QFrame[card="true"] {{ background: {raised}; border: 1px solid {border}; border-radius: 10px; }}

QPushButton {{
    background: {raised}; color: {chrome_text}; border: 1px solid {border}; border-radius: 6px; padding: 5px 14px;
}}
QPushButton:hover {{ border-color: {muted}; }}
QPushButton:pressed, QPushButton:checked {{ background: {selection}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled, QPushButton[inert="true"] {{ color: {dimmed}; background: transparent; }}
QPushButton[primary="true"] {{ background: {accent}; color: {accent_text}; border-color: {accent}; font-weight: 600; }}
QPushButton[primary="true"]:hover {{ border-color: {text}; }}
QPushButton[primary="true"]:disabled, QPushButton[primary="true"][inert="true"] {{
    background: {border}; color: {muted}; border-color: {border};
}}
QPushButton[figure="true"] {{
    background: transparent; border-color: transparent; border-radius: 4px; color: {muted}; padding: 0 5px;
}}
QPushButton[figure="true"]:hover {{ border-color: {border}; color: {chrome_text}; }}
QPushButton[figure="true"]:focus {{ border-color: {accent}; color: {chrome_text}; }}
QPushButton[quiet="true"] {{ background: transparent; border-color: transparent; }}
QPushButton[quiet="true"]:hover {{ border-color: {border}; }}
QPushButton[quiet="true"]:focus {{ border-color: {accent}; }}

QToolButton {{
    background: transparent; color: {chrome_text}; border: 1px solid transparent; border-radius: 5px; padding: 4px 8px;
}}
QToolButton:hover {{ border-color: {border}; background: {raised}; }}
QToolButton:focus {{ border-color: {accent}; background: {raised}; }}
QToolButton:pressed, QToolButton:checked {{ background: {selection}; }}
QToolButton:disabled, QToolButton[inert="true"] {{ color: {dimmed}; background: transparent; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {{
    background: {page}; color: {text}; border: 1px solid {border}; border-radius: 5px; padding: 4px 8px;
    selection-background-color: {selection}; selection-color: {text};
}}
QLineEdit {{ placeholder-text-color: {muted}; }}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {{ border-color: {accent}; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{ image: url({down}); width: 10px; height: 6px; }}
QAbstractSpinBox::up-arrow {{ image: url({up}); width: 10px; height: 6px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    subcontrol-origin: border; border: none; background: transparent; width: 22px;
}}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QComboBox QAbstractItemView {{ background: {raised}; color: {chrome_text}; border: 1px solid {border}; }}

QCheckBox {{ color: {chrome_text}; spacing: 8px; }}
QCheckBox::indicator {{
    width: 13px; height: 13px; border: 1px solid {muted}; border-radius: 3px; background: {page};
}}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {accent}; }}
QCheckBox::indicator:checked {{ image: url({check}); }}
QCheckBox::indicator:disabled {{ border-color: {dimmed}; }}

QRadioButton {{ color: {chrome_text}; spacing: 8px; }}
QRadioButton::indicator {{
    width: 12px; height: 12px; border: 1px solid {muted}; border-radius: 7px; background: {page};
}}
QRadioButton::indicator:hover, QRadioButton::indicator:focus {{ border-color: {accent}; }}
QRadioButton::indicator:checked {{
    border-color: {accent};
    background: qradialgradient(
        cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 {accent}, stop: 0.55 {accent}, stop: 0.65 {page}, stop: 1 {page}
    );
}}

QHeaderView::section {{
    background: {chrome}; color: {muted}; border: none; border-bottom: 1px solid {border}; padding: 4px 3px;
}}
QTableView QHeaderView::section {{ padding: 4px 8px; }}
QTableView::item {{ padding: 2px 8px; }}
QTableView::item:selected {{ background: {selection}; color: {text}; }}

QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {border}; }}
QSlider::sub-page:horizontal {{ border-radius: 2px; background: {muted}; }}
QSlider::handle:horizontal {{
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: {raised}; border: 1px solid {muted};
}}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ background: {accent}; border-color: {accent}; }}

QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px 1px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 1px 2px; }}
QScrollBar::handle {{ background: {border}; border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {dimmed}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QToolTip {{ background: {raised}; color: {chrome_text}; border: 1px solid {border}; padding: 5px 8px; }}

QMenuBar {{ background: {chrome}; color: {chrome_text}; border: none; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected {{ background: {selection}; }}
QMenu {{ background: {raised}; color: {chrome_text}; border: 1px solid {border}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; color: {text}; }}
QMenu::item:disabled {{ color: {dimmed}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 5px 8px; }}

QListView {{ background: {chrome}; color: {chrome_text}; border: none; outline: none; }}
QListView::item {{ padding: 6px 9px; border-radius: 6px; }}
QListView::item:selected {{ background: {selection}; color: {text}; }}
QFrame#outline-panel {{ background: {chrome}; border: none; border-right: 1px solid {border}; }}
QTreeView#outline {{ background: {chrome}; color: {chrome_text}; border: none; outline: none; }}
QTreeView#outline::item {{ border: none; padding: 0; }}
QTreeView#outline::item:hover {{ background: {raised}; }}
QTreeView#outline::item:selected {{ background: {border}; color: {text}; }}
QTreeView#outline::item:selected:active {{ background: {selection}; color: {text}; }}
QFrame[card="true"] QTreeView {{ background: {raised}; border: none; }}
QFrame[card="true"] QTreeView::item {{ padding: 4px 6px; }}
QProgressBar {{ background: {border}; border: none; border-radius: 2px; max-height: 4px; color: transparent; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}
"""
