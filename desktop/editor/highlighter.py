"""Styles Markdown on the page: headings larger, emphasis slanted, markers muted.

These are layout formats: they never enter undo, the modified flag or the file. Only the block being edited is
examined; the paragraph tracker knows which blocks are headings or code.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from core.manuscript.paragraphs import Kind
from desktop.common.text_offsets import all_to_utf16
from desktop.common.theme import Theme

_EMPHASIS = re.compile(
    r"(?<![\\*\w])(?P<stars>\*{1,3})(?=[^\s*])(?P<starred>[^*]*[^\s*])(?P=stars)(?![*\w])"
    r"|(?<![\\_\w])(?P<lines>_{1,3})(?=[^\s_])(?P<lined>[^_]*[^\s_])(?P=lines)(?![_\w])"
)
_HEADING_MARK = re.compile(r" {0,3}(#{1,6})\s*")
_QUOTE_MARK = re.compile(r" {0,3}(?:> ?)+")
_HEADING_SCALE = (1.5, 1.3, 1.15)
"""Size of headings of level 1, 2 and deeper, as a multiple of the text size."""


class MarkdownHighlighter(QSyntaxHighlighter):
    """``kind_of_line`` names what line n is: None for blank lines."""

    def __init__(self, document: QTextDocument, kind_of_line: Callable[[int], Kind | None]) -> None:
        super().__init__(document)
        self._kind_of_line = kind_of_line
        self._markdown = True
        self._base = QFont()
        self._muted = QTextCharFormat()

    def style(self, theme: Theme, font: QFont) -> None:
        """Take colours and the base font; call ``rehighlight`` afterwards where text is shown."""
        self._base = QFont(font)
        self._muted = QTextCharFormat()
        self._muted.setForeground(QColor(theme.muted))

    def set_markdown(self, markdown: bool) -> None:
        """Plain text is shown as it is."""
        self._markdown = markdown

    def highlightBlock(self, text: str) -> None:
        """Qt's hook: format one block."""
        if not text or not self._markdown:
            return
        kind = self._kind_of_line(self.currentBlock().blockNumber())
        if kind is Kind.PROSE:
            self._prose(text)
        elif kind is Kind.HEADING:
            self._heading(text)
        elif kind is not None:
            self.setFormat(0, self.currentBlock().length(), self._muted)

    def _prose(self, text: str) -> None:
        if text.lstrip().startswith(">") and (mark := _QUOTE_MARK.match(text)):
            self.setFormat(0, mark.end(), self._muted)
        if "*" not in text and "_" not in text:
            return
        for match in _EMPHASIS.finditer(text):
            width = len(match["stars"] or match["lines"])
            start, end = all_to_utf16(text, match.span())
            self.setFormat(start, width, self._muted)
            self.setFormat(end - width, width, self._muted)
            self.setFormat(start + width, end - start - 2 * width, self._emphasis(width))

    def _emphasis(self, width: int) -> QTextCharFormat:
        style = QTextCharFormat()
        if width != 2:
            style.setFontItalic(True)
        if width >= 2:
            style.setFontWeight(QFont.Weight.Bold)
        return style

    def _heading(self, text: str) -> None:
        mark = _HEADING_MARK.match(text)
        level = len(mark[1]) if mark else 1
        font = QFont(self._base)
        font.setPointSizeF(font.pointSizeF() * _HEADING_SCALE[min(level, 3) - 1])
        font.setWeight(QFont.Weight.DemiBold)
        style = QTextCharFormat()
        style.setFont(font)
        self.setFormat(0, self.currentBlock().length(), style)
        underline = mark is None and not text.strip("=- \t")
        if mark is not None or underline:
            faint = QTextCharFormat(style)
            faint.setForeground(self._muted.foreground())
            self.setFormat(0, mark.end() if mark is not None else len(text), faint)
