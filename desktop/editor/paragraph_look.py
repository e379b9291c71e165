"""Space between paragraphs, first-line indents and centred scene breaks, without a change to the text.

Blank lines that only separate paragraphs are made narrow by their block format, or are hidden. Formats would be undo
steps of their own; so they are set before undo begins, or join the step of the edit that needs them, and undo restores
them with it. Whether a block is hidden, and where a laid-out line begins, is no part of the document at all. Belongs to
the GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QSizeF, Qt
from PySide6.QtGui import QFontInfo, QPainter, QTextBlock, QTextBlockFormat, QTextCursor

from core.manuscript.boundaries import is_boundary
from core.manuscript.paragraphs import Kind, Role
from desktop.editor.in_view import ParagraphsInView
from desktop.editor.page import Page
from desktop.editor.tracking import ParagraphChanges, ParagraphTracker, Tracked

NARROW = 0.5
"""Height of a narrow blank line, in lines."""
INDENT = 1.6
"""First-line indent, in font sizes."""
_NEAR = 3
"""Lines around a change whose look may depend on it."""
_MOST_BLANK = 50
"""Blank lines in a row that are looked through for the text above and below them."""
_MOST_PLACED = 200
"""Lines of one paragraph that are placed; a longer one is no prose."""
_LIST = re.compile(r"\s*(?:>|[-+*•–—]\s|\d+[.)]\s)")
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class ParagraphStyle(Enum):
    """How paragraphs are set apart; the value is the setting's."""

    LINE = "line"
    """A blank line is shown as a whole line."""
    HALF = "half"
    """Blank lines that separate paragraphs are half a line high."""
    INDENT = "indent"
    """First-line indents; between paragraphs of prose, blank lines are hidden."""


def paragraph_style_named(name: str) -> ParagraphStyle:
    """The style of that name; half a line for an unknown one."""
    return ParagraphStyle(name) if name in {each.value for each in ParagraphStyle} else ParagraphStyle.HALF


class ParagraphLook:
    """Sets the paragraphs of one page apart. The page tells of edits, and of the cursor's moves."""

    def __init__(self, page: Page, tracker: ParagraphTracker, view: ParagraphsInView) -> None:
        self._page = page
        self._tracker = tracker
        self._view = view
        self._style = ParagraphStyle.HALF
        self._hides_comments = False
        self._pending: tuple[int, int] | None = None
        """Lines whose formats are to be checked when the edit is complete."""
        self._all_pending = False
        """Whether all formats are to be set again, as soon as that does not lose what can be redone."""
        self._edits = 0
        """Number of changes of the text so far, undone ones included."""
        self._has_steps = False
        """Whether there may be undo steps that change formats only: Qt does not join them with plain typing."""
        self._may_format = False
        """False within ``contentsChange``, in which a document must not be edited."""
        self._shown: QTextCursor | None = None
        """In a blank line that would be hidden if the cursor were not in it."""
        page.add_underlay(self._place_lines)

    def set_style(self, style: ParagraphStyle) -> None:
        """Set the paragraphs apart in another way.

        Where there are undo steps, new formats join the last one. Undoing it brings the old ones back until the next
        edit, because whatever changes a format loses what can be redone.
        """
        if style is self._style:
            return
        self._style = style
        document = self._page.document()
        size = document.pageSize()
        with self._page.keeper.keeping():
            document.setPageSize(QSizeF(0, 0))  # nothing is laid out for a page without size
            self.format_all()
            self._hide(range(document.blockCount()))
            document.markContentsDirty(0, document.characterCount())
            document.setPageSize(size)
        self._page.viewport().update()

    def hide_comments(self, hidden: bool) -> None:
        """Hide lines that are nothing but comments, except where the cursor is, or show them as any other."""
        if hidden is self._hides_comments:
            return
        self._hides_comments = hidden
        self.look_at_comments()

    def look_at_comments(self) -> None:
        """Hide comments or show them, because which lines are comments, or whether they are hidden, has changed."""
        if lines := self._comment_lines():
            with self._page.keeper.keeping():
                self._hide(lines)

    def block_format(self) -> QTextBlockFormat:
        """The format of every block with text."""
        form = self._page.block_format()
        if self._style is ParagraphStyle.INDENT:
            form.setTextIndent(self._indent())
        return form

    def separator_format(self) -> QTextBlockFormat:
        """The format of a blank line between two paragraphs."""
        return self.block_format() if self._style is ParagraphStyle.LINE else self._narrow_format()

    def dress(self, cursor: QTextCursor) -> None:
        """Format a text that was just inserted with :meth:`block_format`; within the same edit block, without undo."""
        narrow = self._narrow_format()
        document = cursor.document()
        for line in self._separators() if self._style is not ParagraphStyle.LINE else ():
            block = document.findBlockByNumber(line)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(narrow)
            if self._is_hidden(line):
                block.setVisible(False)
        for line in self._comment_lines() if self._hides_comments else ():
            document.findBlockByNumber(line).setVisible(not self._is_hidden(line))
        self._pending = self._shown = None
        self._all_pending = self._has_steps = False

    def format_all(self) -> None:
        """Give every block its format, because what formats depend on has changed: line height, or the style."""
        document = self._page.document()
        if document.isRedoAvailable():
            self._all_pending = True
            return
        self._pending, self._all_pending = None, False
        modified, joins = document.isModified(), document.isUndoAvailable()
        if not joins:
            document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        if joins:
            self._has_steps = True
            cursor.joinPreviousEditBlock()
        else:
            cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self.block_format())
        narrow = self._narrow_format()
        for line in self._separators() if self._style is not ParagraphStyle.LINE else ():
            cursor.setPosition(document.findBlockByNumber(line).position())
            cursor.setBlockFormat(narrow)
        cursor.endEditBlock()
        if not joins:
            document.setUndoRedoEnabled(True)
        document.setModified(modified)

    # -- what the page tells

    @property
    def text_edits(self) -> int:
        """How often lines were replaced by others; formats alone do not count."""
        return self._edits

    def on_edit(self, first: int, before: Sequence[str], after: Sequence[str], changes: ParagraphChanges) -> None:
        """From line ``first`` on, the lines ``before`` were replaced by ``after``, which made ``changes``."""
        self._edits += before != after
        if not changes.rekinded and _blanks(before) == _blanks(after):
            return
        self._may_format = False
        low, high = first, first + len(after) - 1
        for paragraph_id in changes.rekinded:
            if (tracked := self._tracker.get(paragraph_id)) is not None:
                low, high = min(low, tracked.first), max(high, tracked.last)
        low, high = max(0, low - _NEAR), min(len(self._tracker.lines) - 1, high + _NEAR)
        if self._pending is not None:
            low, high = min(low, self._pending[0]), max(high, self._pending[1])
        self._pending = low, high
        self._hide(range(low, high + 1))

    def on_cursor(self, block: QTextBlock) -> None:
        """The cursor has moved to ``block``: a hidden line is shown while the cursor is in it."""
        shown = self._shown
        if shown is not None and shown.block() != block:
            self._shown = None
            self._page.finish_layout()
            self._hide((shown.blockNumber(),))
        if not block.isVisible():
            self._page.finish_layout()
            self._shown = QTextCursor(block)
            _set_visible(block, visible=True)

    def take_back(self, undo: Callable[[], None]) -> None:
        """Undo one step of the writer's: one that changed only formats is undone with the step before it."""
        edits = self._edits
        while self._edits == edits and self._page.document().isUndoAvailable():
            undo()
        self._all_pending = self._all_pending or (self._has_steps and self._is_another_style())

    def make_again(self, redo: Callable[[], None], undo: Callable[[], None]) -> None:
        """Redo such a step."""
        edits = self._edits
        while self._edits == edits and self._page.document().isRedoAvailable():
            redo()
        edits = self._edits
        while self._has_steps and self._page.document().isRedoAvailable():
            redo()
            if self._edits != edits:  # another step, too far
                undo()
                break

    # -- rules

    def is_separator(self, line: int) -> bool:
        """Whether a line is blank, in code too, and only separates what is above from what is below it.

        Of several blank lines the last is one, and from three on the first too, so that lines do not move when a blank
        one between them is written in. Blank lines at the beginning, of a file of a folder too, and the end are none,
        except for the first of several at the end: one is being written in. No other lines matter, so that typing a
        letter changes few of them.
        """
        if not self._is_blank(line):
            return False
        first = last = line
        while first > max(0, line - _MOST_BLANK) and self._is_blank(first - 1):
            first -= 1
        while last < min(len(self._tracker.lines) - 1, line + _MOST_BLANK) and self._is_blank(last + 1):
            last += 1
        return line in self._separators_of(first, last)

    def _separators_of(self, first: int, last: int) -> tuple[int, ...]:
        """The separators among the blank lines ``first`` to ``last``, above and below which there are none."""
        if first == 0:
            return ()
        begins_file = is_boundary(self._tracker.lines[first - 1])
        if last == len(self._tracker.lines) - 1:
            return (first,) if last > first and not begins_file else ()
        if last == first:
            return () if begins_file else (last,)
        return (first, last) if last - first >= 2 and not begins_file else (last,)

    def is_indented(self, paragraph: Tracked) -> bool:
        """Whether a paragraph's first line is indented: prose after prose, with at most one blank line between."""
        index = self._tracker.index_at_line(paragraph.first)
        if paragraph.kind is not Kind.PROSE or index < 1:
            return False
        while index > 1 and self._tracker.paragraphs[index - 1].kind is Kind.COMMENT:
            index -= 1
        above = self._tracker.paragraphs[index - 1]
        return (
            above.kind is Kind.PROSE
            and paragraph.first - above.last <= 2
            and _LIST.match(self._tracker.lines[paragraph.first]) is None
        )

    def _is_blank(self, line: int) -> bool:
        return not self._tracker.lines[line].strip()

    def _separators(self) -> Iterator[int]:
        """All separators, in order."""
        first = -1
        for line, text in enumerate((*self._tracker.lines, ".")):
            if not text or text.isspace():
                first = line if first < 0 else first
            elif first >= 0:
                yield from self._separators_of(first, line - 1)
                first = -1

    def _is_narrow(self, line: int) -> bool:
        return self._style is not ParagraphStyle.LINE and self.is_separator(line)

    def _is_hidden(self, line: int) -> bool:
        """Whether a line is hidden: a comment, or a separator that is not beside headings, quotes and the like."""
        if self._hides_comments and self._is_of_comment(line):
            return True
        if self._style is not ParagraphStyle.INDENT or not self.is_separator(line):
            return False
        roles, lines = self._tracker.role, self._tracker.lines
        return all(
            roles(each) in (Role.PROSE, Role.BLANK) and not lines[each].lstrip().startswith(">")
            for each in (line - 1, line + 1)
        )

    def _is_of_comment(self, line: int) -> bool:
        """Whether a line is a comment, or the second of the blank lines around one."""
        role = self._tracker.role
        if role(line) is Role.COMMENT:
            return True
        if role(line) is not Role.BLANK or line == 0 or role(line - 1) is not Role.COMMENT:
            return False
        above = line - 1
        while above >= 0 and role(above) is Role.COMMENT:
            above -= 1
        return line + 1 < len(self._tracker.lines) and (above < 0 or role(above) is Role.BLANK)

    def _comment_lines(self) -> list[int]:
        """Lines that may be hidden with comments."""
        lines = self._tracker.lines
        found = [line for line, text in enumerate(lines) if "<!--" in text]
        return sorted({each for line in found for each in (line, line + 1) if each < len(lines)})

    # -- inside

    def _place_lines(self, _painter: QPainter, rect: QRect) -> None:
        """Before the page is painted: indent first lines, centre scene breaks. ``rect`` is the part to be painted.

        Qt forgets where a line was put when it lays its block out again; only then is it put there again.
        """
        indents = self._style is ParagraphStyle.INDENT
        indent = self._indent() if indents else 0.0
        placed = self._view.placed
        for number, (tracked, _) in enumerate(self._view.paragraphs_in(rect)):
            if tracked.id in placed:
                continue
            placed.add(tracked.id)
            if number == 0:
                _place_narrow(self._page.document().findBlockByNumber(tracked.first - 1))
            block = self._page.document().findBlockByNumber(tracked.first)
            if tracked.kind is Kind.BREAK:
                _place(block, None)
            elif indents or tracked.kind is not Kind.PROSE or tracked.first < tracked.last:
                _place(block, indent if indents and self.is_indented(tracked) else 0.0)
            for _ in range(min(tracked.last - tracked.first, _MOST_PLACED)):
                block = block.next()
                _place(block, 0.0)
            blank = block.next()
            for _ in range(_MOST_BLANK):
                if not _place_narrow(blank):
                    break
                blank = blank.next()

    def _indent(self) -> float:
        return round(INDENT * QFontInfo(self._page.font()).pixelSize())

    def _narrow_format(self) -> QTextBlockFormat:
        form = self.block_format()
        form.setLineHeight(form.lineHeight() * NARROW, _PROPORTIONAL)
        return form

    def _hide(self, lines: Iterable[int]) -> None:
        """Hide or show the blocks of ``lines``."""
        document = self._page.document()
        cursor_line = self._page.textCursor().blockNumber()
        for line in lines:
            block = document.findBlockByNumber(line)
            hidden = self._is_hidden(line)
            if hidden and line == cursor_line:
                hidden, self._shown = False, QTextCursor(block)
            if block.isVisible() is hidden:
                _set_visible(block, visible=not hidden)

    @property
    def is_waiting(self) -> bool:
        """Whether formats are to be set as soon as an edit is complete."""
        return self._pending is not None or self._all_pending

    def change_reported(self) -> None:
        """An edit has been reported to everybody, and the highlighter has formatted what it changed."""
        self._may_format = True

    def edit_complete(self) -> None:
        """The document may be edited again: give blocks near the edit the formats they should have, in its undo step.

        Not after an undo, which has restored them, and would lose what can be redone.
        """
        document = self._page.document()
        if not self.is_waiting or not document.isUndoRedoEnabled():
            return
        if not self._may_format:
            return
        pending, self._pending = self._pending, None
        if document.isRedoAvailable():
            return
        if self._all_pending or pending is None:
            self.format_all()
            return
        first, last = pending
        usual = self.block_format()
        whole = usual.lineHeight()
        lines = range(first, min(last + 1, document.blockCount()))
        if not (wrong := [line for line in lines if self._is_wrong(line, whole)]):
            return
        self._has_steps = True
        narrow = self._narrow_format()
        cursor = QTextCursor(document)
        cursor.joinPreviousEditBlock()
        for line in wrong:
            cursor.setPosition(document.findBlockByNumber(line).position())
            cursor.setBlockFormat(narrow if self._is_narrow(line) else usual)
        cursor.endEditBlock()

    def _is_another_style(self) -> bool:
        """Whether the formats are those of another style or line height: the first block and separator say it."""
        separator = next(self._separators(), None)
        found, usual = self._page.document().firstBlock().blockFormat(), self.block_format()
        is_other = (found.lineHeight(), found.textIndent()) != (usual.lineHeight(), usual.textIndent())
        return is_other or (separator is not None and self._is_wrong(separator, usual.lineHeight()))

    def _is_wrong(self, line: int, whole: float) -> bool:
        """Whether a line's height is not what it should be, ``whole`` being that of a line with text."""
        is_narrow = self._page.document().findBlockByNumber(line).blockFormat().lineHeight() < 0.75 * whole
        return is_narrow is not self._is_narrow(line)


def _blanks(lines: Sequence[str]) -> list[bool]:
    return [not line.strip() for line in lines]


def _set_visible(block: QTextBlock, *, visible: bool) -> None:
    block.setVisible(visible)
    block.document().markContentsDirty(block.position(), block.length())


def _place_narrow(block: QTextBlock) -> bool:
    """Let the one line of a narrow block end where the block does.

    Qt makes the line as high as its typeface, so that it would cover half of the line below, and take its clicks.
    """
    layout = None if not block.isValid() or block.text().strip() else block.layout()
    if layout is None or layout.lineCount() == 0:
        return False
    line, share = layout.lineAt(0), block.blockFormat().lineHeight() / 100
    if share < 1 and abs(line.y() - (y := (share - 1) * line.height())) > 0.5:
        line.setPosition(QPointF(line.x(), y))
    return True


def _place(block: QTextBlock, x: float | None) -> None:
    """Let a block's first line begin at ``x``; centre it for None."""
    layout = block.layout()
    if layout.lineCount() == 0 or block.textDirection() is Qt.LayoutDirection.RightToLeft:
        return
    line = layout.lineAt(0)
    if x is None:
        x = max(0.0, (line.width() + block.blockFormat().textIndent() - line.naturalTextWidth()) / 2)
    if abs(line.x() - x) > 0.5:
        line.setPosition(QPointF(x, line.y()))
