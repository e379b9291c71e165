"""The page's typeface and line spacing, for editor and card."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextBlockFormat

from desktop.common.theme import serif_family


def page_font(points: float) -> QFont:
    """The serif typeface at a size in points."""
    font = QFont(serif_family())
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(True)
    return font


def line_format(font: QFont, line_height: float) -> QTextBlockFormat:
    """A block format with lines ``line_height`` font sizes apart, as in CSS.

    Qt counts in line heights of the typeface, which differ between typefaces.
    """
    percent = 100 * line_height * QFontInfo(font).pixelSize() / QFontMetricsF(font).height()
    result = QTextBlockFormat()
    result.setLineHeight(max(100.0, percent), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return result
