"""Which passage the writer means, and what stands around it. Positions are UTF-16 units of the document."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument

from core.manuscript.paragraphs import Kind
from desktop.editor.passages import Passage, selected_text, text_between
from desktop.editor.tracking import ParagraphTracker, Tracked
from desktop.text_offsets import utf16_length


def bounds(document: QTextDocument, tracked: Tracked) -> tuple[int, int]:
    """First position of a paragraph, and the one behind its last character."""
    last = document.findBlockByNumber(tracked.last)
    return document.findBlockByNumber(tracked.first).position(), last.position() + last.length() - 1


def pick(document: QTextDocument, tracker: ParagraphTracker, cursor: QTextCursor) -> Passage | None:
    """The selection without outer blank space, else the prose paragraph at the cursor, else None."""
    text = selected_text(cursor) if cursor.hasSelection() else ""
    if text.strip():
        start = cursor.selectionStart() + len(text) - len(text.lstrip())
        return _passage(document, tracker, start, start + utf16_length(text.strip()))
    tracked = tracker.at_line(cursor.blockNumber())
    if tracked is None or tracked.kind is not Kind.PROSE:
        return None
    return _passage(document, tracker, *bounds(document, tracked))


def _passage(document: QTextDocument, tracker: ParagraphTracker, start: int, end: int) -> Passage:
    first_line, last_line = document.findBlock(start).blockNumber(), document.findBlock(end).blockNumber()
    before = _beside(document, tracker, tracker.index_at_line(first_line), -1, start)
    after = _beside(document, tracker, tracker.index_at_line(last_line), 1, end)
    paragraph = tracker.at_line(first_line)
    paragraph_id = paragraph.id if paragraph is not None else None
    return Passage(text_between(document, start, end), start, end, paragraph_id, before, after)


def _beside(document: QTextDocument, tracker: ParagraphTracker, index: int, step: int, position: int) -> str:
    """The rest of the paragraph on that side of ``position``, else the next prose paragraph on that side."""
    paragraphs = tracker.paragraphs
    if 0 <= index < len(paragraphs):
        start, end = bounds(document, paragraphs[index])
        rest = (start, position) if step < 0 else (position, end)
        if start <= position <= end and (text := text_between(document, *rest).strip()):
            return text
        index += step if step > 0 or position <= end else 0
    while 0 <= index < len(paragraphs):
        if paragraphs[index].kind is Kind.PROSE:
            return tracker.raw_text(paragraphs[index])
        index += step
    return ""
