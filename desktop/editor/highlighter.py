"""Styles Markdown on the page: headings larger, emphasis as it will be set, marks faded or hidden.

These are layout formats: they never enter undo, the modified flag or the file. Only the paragraph being edited is
examined; the paragraph tracker knows which lines are headings or code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from core.manuscript import emphasis
from core.manuscript.boundaries import BOUNDARY, is_boundary
from core.manuscript.comments import comments_in, masked
from core.manuscript.emphasis import Style
from core.manuscript.paragraphs import Kind, quote_marker
from desktop.common.text_offsets import all_to_utf16
from desktop.common.theme import Theme
from desktop.editor.tracking import Tracked

LONGEST_STYLED = 20_000
"""Characters of a line up to which its emphasis is styled, because that is done at every key."""
MOST_LINES = 200
"""Lines of one paragraph up to which emphasis is read across its line ends."""
_MARK = re.compile(r"[*_`~\[\\<>]")
"""What a line must hold to look different from plain text."""
_HEADING_MARK = re.compile(r" {0,3}(#{1,6})\s*")
_HEADING_SCALE = (1.5, 1.3, 1.15)
"""Size of headings of level 1, 2 and deeper, as a multiple of the text size."""
_NAME_SCALE = 0.82
"""Size of the names of files between the texts of a folder."""
_HIDDEN_SIZE = 0.1
"""Size in points of hidden marks; their places in the text stay, so that all positions stay valid."""
_CODE_SCALE = 0.88
"""Size of code, as a multiple of the text size: its typefaces are larger to the eye."""
_CODE_FACES = ["DejaVu Sans Mono", "Liberation Mono", "Menlo", "Consolas", "monospace"]


class Markup(Enum):
    """How the marks of Markdown are shown; the value is the setting's."""

    SHOWN = "shown"
    FADED = "faded"
    HIDDEN = "hidden"
    """Hidden but in the paragraph with the cursor."""


def markup_named(name: str) -> Markup:
    """The way of that name; faded for an unknown one."""
    return Markup(name) if name in {each.value for each in Markup} else Markup.FADED


class MarkdownHighlighter(QSyntaxHighlighter):
    """``paragraph_at`` gives the paragraph of line n, None for blank lines; ``lines_of`` gives a paragraph's lines."""

    def __init__(
        self,
        document: QTextDocument,
        paragraph_at: Callable[[int], Tracked | None],
        lines_of: Callable[[Tracked], Sequence[str]],
    ) -> None:
        super().__init__(document)
        self._paragraph_at = paragraph_at
        self._lines_of = lines_of
        self._markdown = True
        self._base = QFont()
        self._markup = Markup.FADED
        self._revealed = -1
        self._muted = QTextCharFormat()
        self._hidden = QTextCharFormat()
        self._styles: dict[Style, QTextCharFormat] = {}
        self._link_colour = QColor()
        self._read: tuple[tuple[int, int], list[emphasis.Inline]] = ((-1, -1), [])
        """The inline markup of the paragraph of several lines read last, line by line, with its id and revision."""

    def style(self, theme: Theme, font: QFont) -> None:
        """Take colours and the base font; call ``rehighlight`` afterwards where text is shown."""
        self._base = QFont(font)
        self._muted = QTextCharFormat()
        self._muted.setForeground(QColor(theme.muted))
        self._hidden = QTextCharFormat()
        self._hidden.setForeground(QColor(Qt.GlobalColor.transparent))
        self._hidden.setFontPointSize(_HIDDEN_SIZE)
        self._link_colour = QColor(theme.accent)
        self._styles.clear()

    def set_markdown(self, markdown: bool) -> None:
        """Plain text is shown as it is."""
        self._markdown = markdown
        self._read = ((-1, -1), [])

    @property
    def markup(self) -> Markup:
        """How marks are shown."""
        return self._markup

    @markup.setter
    def markup(self, markup: Markup) -> None:
        """Call ``rehighlight`` afterwards."""
        self._markup = markup

    @property
    def revealed(self) -> int:
        """Id of the paragraph whose marks are not hidden; −1 for none."""
        return self._revealed

    @revealed.setter
    def revealed(self, paragraph_id: int) -> None:
        """Highlight the lines of both paragraphs again afterwards."""
        self._revealed = paragraph_id

    def reaches_on(self, paragraph: Tracked) -> bool:
        """Whether a change in one line of a paragraph may change how its other lines look. Call it once a change."""
        if not 0 < paragraph.last - paragraph.first < MOST_LINES or paragraph.kind is not Kind.PROSE:
            return False
        (before_id, _), before = self._read
        now = self._read_lines(paragraph)
        return before_id != paragraph.id or before != now

    def highlightBlock(self, text: str) -> None:
        """Qt's hook: format one block."""
        if is_boundary(text):
            self._boundary(text)
            return
        if not text or not self._markdown:
            return
        line = self.currentBlock().blockNumber()
        paragraph = self._paragraph_at(line)
        if paragraph is None:
            return
        if paragraph.kind is Kind.PROSE:
            self._prose(text, paragraph, line)
        elif paragraph.kind is Kind.HEADING:
            self._heading(text, paragraph)
        else:
            self.setFormat(0, self.currentBlock().length(), self._muted)

    def _boundary(self, text: str) -> None:
        """The name of a file, small and muted; the mark before it takes no room."""
        small = QFont(self._base)
        small.setPointSizeF(small.pointSizeF() * _NAME_SCALE)
        name = QTextCharFormat(self._muted)
        name.setFont(small)
        self.setFormat(0, len(BOUNDARY), self._hidden)
        self.setFormat(len(BOUNDARY), self.currentBlock().length(), name)

    def _prose(self, text: str, paragraph: Tracked, line: int) -> None:
        if paragraph.first == paragraph.last and _MARK.search(text) is None:
            return
        if quote := quote_marker(text) if ">" in text else "":
            self.setFormat(0, len(quote), self._muted)
        if len(text) > LONGEST_STYLED:
            return
        inline = self._inline(text, paragraph, line)
        if inline.spans or inline.escapes:
            self._emphasis(text, inline, paragraph)
        self._comments(text, paragraph)

    def _comments(self, text: str, paragraph: Tracked) -> None:
        """Comments within a line are faded, or hidden with the marks."""
        if found := comments_in(text):
            hides = self._markup is Markup.HIDDEN and paragraph.id != self._revealed
            for first, last in _in_units(text, [(each.start, each.end) for each in found]):
                self.setFormat(first, last - first, self._hidden if hides else self._muted)

    def _inline(self, text: str, paragraph: Tracked, line: int) -> emphasis.Inline:
        if paragraph.first == paragraph.last or paragraph.last - paragraph.first >= MOST_LINES:
            return emphasis.read(unquoted(text))
        return self._read_lines(paragraph)[line - paragraph.first]

    def _read_lines(self, paragraph: Tracked) -> list[emphasis.Inline]:
        key = paragraph.id, paragraph.revision
        if self._read[0] != key:
            self._read = key, emphasis.read_lines([unquoted(each) for each in self._lines_of(paragraph)])
        return self._read[1]

    def _emphasis(self, text: str, inline: emphasis.Inline, paragraph: Tracked, base: QFont | None = None) -> None:
        styled = inline.styled()
        for (first, last), (_, _, style) in zip(_in_units(text, [each[:2] for each in styled]), styled, strict=True):
            self.setFormat(first, last - first, self._format(style, base))
        self._mark(text, inline.marks(), paragraph, base)

    def _mark(self, text: str, marks: Sequence[tuple[int, int]], paragraph: Tracked, base: QFont | None = None) -> None:
        """Show marks, given in code points, as the writer wants them."""
        if self._markup is Markup.SHOWN:
            return
        form = self._muted
        if self._markup is Markup.HIDDEN and paragraph.id != self._revealed:
            form = self._hidden
        elif base is not None:
            form = QTextCharFormat()
            form.setFont(base)
            form.setForeground(self._muted.foreground())
        for first, last in _in_units(text, marks):
            self.setFormat(first, last - first, form)

    def _format(self, style: Style, base: QFont | None) -> QTextCharFormat:
        if base is None and (known := self._styles.get(style)) is not None:
            return known
        form = QTextCharFormat()
        if base is not None:
            form.setFont(base)
        if Style.ITALIC in style:
            form.setFontItalic(True)
        if Style.BOLD in style:
            form.setFontWeight(QFont.Weight.Bold)
        if Style.STRUCK in style:
            form.setFontStrikeOut(True)
        if Style.CODE in style:
            form.setFontFamilies(_CODE_FACES)
            form.setFontPointSize(_CODE_SCALE * (base or self._base).pointSizeF())
        if Style.LINK in style:
            form.setForeground(self._link_colour)
            form.setFontUnderline(True)
        if base is None:
            self._styles[style] = form
        return form

    def _heading(self, text: str, paragraph: Tracked) -> None:
        mark = _HEADING_MARK.match(unquoted(text))
        level = len(mark[1]) if mark else 1
        font = QFont(self._base)
        font.setPointSizeF(font.pointSizeF() * _HEADING_SCALE[min(level, 3) - 1])
        font.setWeight(QFont.Weight.DemiBold)
        style = QTextCharFormat()
        style.setFont(font)
        self.setFormat(0, self.currentBlock().length(), style)
        self._emphasis(text, emphasis.read(unquoted(text)), paragraph, font)
        self._comments(text, paragraph)
        if mark is not None and mark.end() < len(text):
            self._mark(text, [(0, mark.end())], paragraph, font)
        elif not text.strip("#=- \t>"):  # never hidden: the line would be empty
            faint = QTextCharFormat(style)
            faint.setForeground(self._muted.foreground())
            self.setFormat(0, len(text), faint)


def _in_units(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of code points in UTF-16 units."""
    starts = all_to_utf16(text, (start for start, _ in ranges))
    return list(zip(starts, all_to_utf16(text, (end for _, end in ranges)), strict=True))


def unquoted(line: str) -> str:
    """A line with spaces for its block-quote marker and full stops for its comments, so that offsets stay."""
    line = masked(line)
    mark = quote_marker(line) if ">" in line else ""
    return " " * len(mark) + line[len(mark) :] if mark else line
