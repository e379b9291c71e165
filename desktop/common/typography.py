"""The page's typeface and line spacing, for editor and card."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QTextBlockFormat

from desktop.common.theme import serif_family


def page_font(points: float, family: str = "") -> QFont:
    """The typeface ``family``, or the bundled one where that is empty or not installed, at a size in points."""
    font = QFont(family if family and family in QFontDatabase.families() else serif_family())
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(True)
    return font


def page_families() -> list[str]:
    """Installed typefaces of Latin letters for the page, by name, without the bundled one."""
    bundled, latin = serif_family(), QFontDatabase.WritingSystem.Latin
    return [
        family
        for family in QFontDatabase.families(latin)
        if family != bundled and not QFontDatabase.isPrivateFamily(family) and QFontDatabase.isSmoothlyScalable(family)
    ]


def line_format(font: QFont, line_height: float) -> QTextBlockFormat:
    """A block format with lines ``line_height`` font sizes apart, as in CSS.

    Qt counts in line heights of the typeface, which differ between typefaces.
    """
    percent = 100 * line_height * QFontInfo(font).pixelSize() / QFontMetricsF(font).height()
    result = QTextBlockFormat()
    result.setLineHeight(max(100.0, percent), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return result
