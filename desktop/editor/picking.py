"""Picks the passage to rewrite and the text around it. Positions are UTF-16 units of the document."""

from __future__ import annotations

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from core.manuscript.boundaries import is_boundary
from core.manuscript.comments import masked, spans, without_comments
from core.manuscript.paragraphs import Kind, Role, Syntax, quote_marker, scored_text
from core.manuscript.quotes import unquoted
from core.rewrite.fragments import sentence_at
from desktop.common.text_offsets import from_utf16, to_utf16
from desktop.editor.passages import Passage, text_between
from desktop.editor.tracking import ParagraphTracker, Tracked


def bounds(document: QTextDocument, tracked: Tracked) -> tuple[int, int]:
    """First position of a paragraph, and the one after its last character."""
    last = document.findBlockByNumber(tracked.last)
    return document.findBlockByNumber(tracked.first).position(), last.position() + last.length() - 1


def pick(document: QTextDocument, tracker: ParagraphTracker, cursor: QTextCursor) -> Passage | None:
    """The selection in whole words, without outer blank space; else the prose paragraph at the cursor, else None."""
    span = _selected(document, tracker, cursor)
    if span is not None:
        return _passage(document, tracker, *span)
    return pick_paragraph(document, tracker, tracker.at_line(cursor.blockNumber()))


def pick_paragraph(document: QTextDocument, tracker: ParagraphTracker, tracked: Tracked | None) -> Passage | None:
    """A paragraph of prose as a whole; None for any other, and for none."""
    if tracked is None or tracked.kind is not Kind.PROSE:
        return None
    passage = _passage(document, tracker, *_trimmed(document, tracker, *bounds(document, tracked)))
    return passage if passage.text.strip() else None


def sentence_span(document: QTextDocument, tracked: Tracked, position: int) -> tuple[int, int]:
    """Where the sentence of a paragraph begins and ends that ``position`` is in."""
    start, end = bounds(document, tracked)
    text = text_between(document, start, end)
    found = sentence_at(masked(text), from_utf16(text, position - start))
    return start + to_utf16(text, found[0]), start + to_utf16(text, found[1])


def _selected(document: QTextDocument, tracker: ParagraphTracker, cursor: QTextCursor) -> tuple[int, int] | None:
    selected = _in_one_file(document, cursor.selectionStart(), cursor.selectionEnd())
    start, end = _trimmed(document, tracker, *_outside_comments(document, tracker, *selected))
    if start == end:
        return None
    return _word_boundary(document, start, forward=False), _word_boundary(document, end, forward=True)


def _in_one_file(document: QTextDocument, start: int, end: int) -> tuple[int, int]:
    """The part of a range that is in the first file that it touches."""
    block = document.findBlock(start)
    while is_boundary(block.text()) and block.next().isValid():
        block = block.next()
    start = min(max(start, block.position()), end)
    while block.isValid() and block.position() < end:
        if is_boundary(block.text()):
            return start, block.position() - 1
        block = block.next()
    return start, end


def _outside_comments(document: QTextDocument, tracker: ParagraphTracker, start: int, end: int) -> tuple[int, int]:
    """A range without the comments that it begins or ends in."""
    if tracker.syntax is not Syntax.MARKDOWN:
        return start, end
    start = next((last for first, last in _comments_at(document, tracker, start) if first <= start < last), start)
    end = next((first for first, last in _comments_at(document, tracker, end) if first < end <= last), end)
    return start, max(start, end)


def _comments_at(document: QTextDocument, tracker: ParagraphTracker, position: int) -> list[tuple[int, int]]:
    """Where the comments are in the line of a position."""
    block = document.findBlock(position)
    line = tracker.lines[block.blockNumber()]
    return [
        (block.position() + to_utf16(line, first), block.position() + to_utf16(line, last))
        for first, last in spans(line)
    ]


def _word_boundary(document: QTextDocument, position: int, *, forward: bool) -> int:
    """The end of the word that ``position`` is inside of, or its start; underscores around it are markup."""
    block = document.findBlock(position)
    text, column = block.text(), position - block.position()
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    finder.setPosition(column)
    if finder.isAtBoundary():
        return position
    found = finder.toNextBoundary() if forward else finder.toPreviousBoundary()
    added = text[slice(*sorted(from_utf16(text, each) for each in (column, found)))]
    if forward:
        return block.position() + found - (len(added) - len(added.rstrip("_")))
    return block.position() + found + len(added) - len(added.lstrip("_"))


def _trimmed(document: QTextDocument, tracker: ParagraphTracker, start: int, end: int) -> tuple[int, int]:
    """The same passage without outer blank space; where all of it is in a block quote, without the first marker too."""
    first, last = document.findBlock(start), document.findBlock(end)
    while (head := _content(tracker, first, start, end))[0] == head[1] and first != last:
        first = first.next()
    while (tail := _content(tracker, last, start, end))[0] == tail[1] and first != last:
        last = last.previous()
    begins_with_marker = bool(_marker(tracker, first.blockNumber()))
    if begins_with_marker and not _is_quoted(tracker, first.blockNumber(), last.blockNumber()):
        return start, tail[1]
    return head[0], tail[1]


def _content(tracker: ParagraphTracker, block: QTextBlock, start: int, end: int) -> tuple[int, int]:
    """The part of a line between two positions, without its marker and outer blank space."""
    line, begin = tracker.lines[block.blockNumber()], block.position()
    low = max(from_utf16(line, max(0, start - begin)), len(_marker(tracker, block.blockNumber())))
    piece = line[low : max(low, from_utf16(line, max(0, end - begin)))]
    low += len(piece) - len(piece.lstrip())
    return begin + to_utf16(line, low), begin + to_utf16(line, low + len(piece.strip()))


def _marker(tracker: ParagraphTracker, line: int) -> str:
    """The block-quote marker that a line begins with; empty in plain text and in code."""
    if tracker.syntax is not Syntax.MARKDOWN or tracker.role(line) is Role.CODE:
        return ""
    return quote_marker(tracker.lines[line])


def _is_quoted(tracker: ParagraphTracker, first: int, last: int) -> bool:
    """Whether these lines are in a block quote; within a paragraph, lines after the first need no marker."""
    paragraph = tracker.at_line(first)
    if paragraph is not None and paragraph.kind is Kind.PROSE and paragraph.last >= last:
        first = last = paragraph.first
    return all(_marker(tracker, line) for line in range(first, last + 1))


def _passage(document: QTextDocument, tracker: ParagraphTracker, start: int, end: int) -> Passage:
    first_line, last_line = document.findBlock(start).blockNumber(), document.findBlock(end).blockNumber()
    before = _neighbour(document, tracker, tracker.index_at_line(first_line), -1, start)
    after = _neighbour(document, tracker, tracker.index_at_line(last_line), 1, end)
    paragraph = tracker.at_line(first_line)
    quoted = _is_quoted(tracker, first_line, last_line)
    text = text_between(document, start, end)
    text = unquoted(text) if quoted else text
    is_markdown = tracker.syntax is Syntax.MARKDOWN
    return Passage(
        without_comments(text) if is_markdown else text,
        start,
        end,
        paragraph.id if paragraph is not None else None,
        before,
        after,
        quoted=quoted,
        whole=paragraph is not None and _covers(document, tracker, paragraph, start, end),
        has_comments=is_markdown,
    )


def _covers(document: QTextDocument, tracker: ParagraphTracker, paragraph: Tracked, start: int, end: int) -> bool:
    """Whether the range covers the whole paragraph, except for blank space."""
    first, last = _trimmed(document, tracker, *bounds(document, paragraph))
    outside = text_between(document, first, max(first, start)) + text_between(document, min(end, last), last)
    return not outside.strip()


def _neighbour(document: QTextDocument, tracker: ParagraphTracker, index: int, step: int, position: int) -> str:
    """The rest of the paragraph on that side of ``position``, else the next prose paragraph on that side."""
    paragraphs = tracker.paragraphs
    if 0 <= index < len(paragraphs):
        start, end = bounds(document, paragraphs[index])
        if start <= position <= end and (text := _rest(document, tracker, start, end, position, step).strip()):
            return text
        index += step if step > 0 or position <= end else 0
    while 0 <= index < len(paragraphs):
        if paragraphs[index].kind is Kind.PROSE:
            return scored_text(tracker.raw_text(paragraphs[index]), tracker.syntax)[0]
        index += step
    return ""


def _rest(document: QTextDocument, tracker: ParagraphTracker, start: int, end: int, position: int, step: int) -> str:
    """Text of the paragraph ``start`` to ``end`` on that side of ``position``, without block-quote markers."""
    if step < 0:
        return scored_text(text_between(document, start, position), tracker.syntax)[0]
    text = text_between(document, position, end)
    return without_comments(unquoted(text)) if tracker.syntax is Syntax.MARKDOWN else text
