"""Ctrl+B and Ctrl+I: marks put around the selection or the word at the cursor, or taken away. GUI thread.

Positions are UTF-16 units of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from core.manuscript import set_emphasis
from core.manuscript.emphasis import Span, Style, read
from core.manuscript.paragraphs import Kind, Syntax
from core.manuscript.set_emphasis import Edit
from desktop.common.notice import CURSOR, Notifier
from desktop.common.text_offsets import all_to_utf16, from_utf16, to_utf16
from desktop.common.translation import tr
from desktop.editor.highlighter import unquoted
from desktop.editor.passages import text_between
from desktop.editor.text_changes import TextChange
from desktop.editor.text_edit import ManuscriptEditor

ONLY_IN_MARKDOWN = tr("Plain text has no italics or bold; save it with a name that ends in .md to use them.")
_MARK = {Style.ITALIC: "*", Style.BOLD: "**"}
_SET_KINDS = (Kind.PROSE, Kind.HEADING)


@dataclass(frozen=True)
class _Part:
    """The part of a selection in one paragraph: ``text`` is the paragraph's, at document position ``at``.

    ``start`` and ``end`` are code points of ``text``.
    """

    text: str
    at: int
    start: int
    end: int

    def changes(self, edits: list[Edit]) -> list[TextChange]:
        """The edits in positions of the document."""
        starts = all_to_utf16(self.text, (start for start, _, _ in edits))
        ends = all_to_utf16(self.text, (end for _, end, _ in edits))
        news = (new for _, _, new in edits)
        return [TextChange(self.at + a, self.at + b, new) for a, b, new in zip(starts, ends, news, strict=True)]


class EmphasisCommands:
    """Sets what is selected in italics or bold, as one undo step. GUI thread."""

    def __init__(self, editor: ManuscriptEditor, notifier: Notifier) -> None:
        self._editor = editor
        self._notifier = notifier

    def italic(self) -> None:
        """Italics on, or off where all of the selection has them."""
        self._toggle(Style.ITALIC)

    def bold(self) -> None:
        """Bold, likewise."""
        self._toggle(Style.BOLD)

    def _toggle(self, style: Style) -> None:
        if self._editor.syntax is not Syntax.MARKDOWN:
            self._notifier.tell(ONLY_IN_MARKDOWN, about=CURSOR)
        elif self._editor.textCursor().hasSelection():
            self._toggle_selection(style)
        else:
            self._toggle_word(style)

    def _toggle_selection(self, style: Style) -> None:
        cursor = self._editor.textCursor()
        parts = list(self._parts(cursor.selectionStart(), cursor.selectionEnd()))
        to_set = [part for part in parts if not set_emphasis.is_set(part.text, part.start, part.end, style)]
        changes: list[TextChange] = []
        for part in to_set or parts:
            changes += part.changes(set_emphasis.toggled(part.text, part.start, part.end, style))
        self._change(changes, cursor)

    def _toggle_word(self, style: Style) -> None:
        cursor = self._editor.textCursor()
        part = next(self._parts(cursor.position(), cursor.position()), None)
        if part is None:
            if self._editor.current_id() < 0:
                self._insert_pair(_MARK[style])
            return
        mark, offset = _MARK[style], part.start
        spans = [span for span in read(part.text).spans if span.style is style]
        if any(offset == span.inner_end for span in spans):  # typed to its end: go on after it
            self._step(len(mark))
        elif ended := next((span for span in spans if offset == span.end), None):
            self._change(part.changes(_without_marks(ended)), cursor)
        elif part.text[max(0, offset - len(mark)) : offset + len(mark)] == 2 * mark:  # nothing typed between
            at = cursor.position()
            self._change([TextChange(at - len(mark), at + len(mark), "")], cursor)
        else:
            start, end = set_emphasis.word_at(part.text, offset)
            if start == end:
                self._insert_pair(mark)
                return
            self._change(part.changes(set_emphasis.toggled(part.text, start, end, style)), cursor, after=offset == end)

    def _parts(self, start: int, end: int) -> Iterator[_Part]:
        """The paragraphs of prose and headings between two positions, each with what of it is between them."""
        editor = self._editor
        block = editor.document().findBlock(start)
        seen: int | None = None
        while block.isValid() and block.position() <= end:
            found = editor.paragraph_at(block.position())
            if found is not None and found != seen and editor.kind_of(found) in _SET_KINDS:
                view = editor.paragraph(found)
                if view is not None:
                    raw = text_between(editor.document(), view.start, view.end)
                    text = "\n".join(unquoted(line) for line in raw.split("\n"))
                    first = from_utf16(text, max(start, view.start) - view.start)
                    last = from_utf16(text, min(end, view.end) - view.start)
                    yield _Part(text, view.start, first, last)
            seen = found
            block = block.next()

    def _change(self, changes: list[TextChange], before: QTextCursor, *, after: bool = False) -> None:
        """Make the changes; what was selected stays selected, without the marks.

        ``after``: the cursor was at the end of what is changed, and goes after the mark there.
        """
        if not changes:
            return
        anchor, position = before.anchor(), before.position()
        first = min(anchor, position)
        self._editor.change(changes)
        cursor = self._editor.textCursor()
        if before.hasSelection():
            cursor.setPosition(_moved(changes, anchor, outside=anchor == first))
            cursor.setPosition(_moved(changes, position, outside=position == first), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(_moved(changes, position, outside=after))
        self._editor.setTextCursor(cursor)

    def _insert_pair(self, mark: str) -> None:
        """Two marks with the cursor between them."""
        at = self._editor.textCursor().position()
        self._editor.change([TextChange(at, at, 2 * mark)])
        cursor = self._editor.textCursor()
        cursor.setPosition(at + len(mark))
        self._editor.setTextCursor(cursor)

    def _step(self, count: int) -> None:
        cursor = self._editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, count)
        self._editor.setTextCursor(cursor)


def _without_marks(span: Span) -> list[Edit]:
    return [(span.start, span.inner_start, ""), (span.inner_end, span.end, "")]


def _moved(changes: list[TextChange], position: int, *, outside: bool) -> int:
    """Where a position is after the changes; ``outside``: after what is inserted just there, else before it."""
    moved = position
    for change in changes:
        if change.end < position or (change.end == position and (outside or change.start < change.end)):
            moved += to_utf16(change.new, len(change.new)) - (change.end - change.start)
        elif change.start < position < change.end:
            moved -= position - change.start
    return moved
