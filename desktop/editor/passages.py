"""A passage picked for rewriting, and the anchor that follows it while the writer edits the document."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from core.manuscript import quotes
from core.manuscript.comments import with_comments, without_comments
from core.manuscript.paragraphs import quote_marker
from core.rewrite.fragments import is_too_little
from desktop.common.text_offsets import from_document

_BLOCK_END = "\u2029"


@dataclass(frozen=True)
class Passage:
    """Text to rewrite, as it stood: ``start`` and ``end`` are UTF-16 document positions, ``end`` exclusive.

    ``before`` and ``after`` are the prose around it, for context. ``paragraph_id`` is the paragraph it begins in, if it
    begins in one. A passage that is ``quoted`` stands in a block quote: it begins behind the first line's marker, and
    ``text`` is without the markers of the others. ``whole`` says that it is all of its paragraph. Where
    ``has_comments`` can be in it, ``text`` is without them; what takes its place keeps them.
    """

    text: str
    start: int
    end: int
    paragraph_id: int | None
    before: str = ""
    after: str = ""
    quoted: bool = False
    whole: bool = True
    has_comments: bool = True

    @property
    def too_little(self) -> bool:
        """Whether the passage is too small a part of a paragraph to be rewritten."""
        return not self.whole and is_too_little(self.text)


def text_between(document: QTextDocument, start: int, end: int) -> str:
    """The document's characters between two UTF-16 positions, with paragraph ends as ``\\n`` and no other change."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return selected_text(cursor)


def selected_text(cursor: QTextCursor) -> str:
    """The selected text; QTextDocument's own ``toPlainText`` would turn no-break spaces into spaces."""
    return from_document(cursor.selectedText().replace(_BLOCK_END, "\n"))


class PassageAnchor(QObject):
    """Follows a passage through edits elsewhere and notices edits inside. Belongs to the GUI thread.

    Text typed at either end counts as part of the passage, outer blank space does not.
    """

    edited_changed = Signal(bool)

    def __init__(self, document: QTextDocument, passage: Passage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.passage = passage
        self._document = document
        self._start = QTextCursor(document)
        self._start.setPosition(passage.start)
        self._start.setKeepPositionOnInsert(True)
        self._end = QTextCursor(document)
        self._end.setPosition(passage.end)
        self._edited = False
        document.contentsChange.connect(self._on_contents_change)

    @property
    def edited(self) -> bool:
        """Whether the text differs from what was picked."""
        return self._edited

    @property
    def span(self) -> tuple[int, int]:
        """Where the passage is now (UTF-16 positions), without outer blank space."""
        start, end = self._start.position(), self._end.position()
        text = text_between(self._document, start, end)
        head = len(text) - len(text.lstrip())
        tail = len(text) - len(text.rstrip())
        # all blank space is in the Basic Multilingual Plane: one UTF-16 unit each
        return (start, start) if head == len(text) else (start + head, end - tail)

    @property
    def outline(self) -> tuple[int, int]:
        """The range to outline: the span, with the block-quote marker before it."""
        start, end = self.span
        line = self._document.findBlock(start)
        is_marked = self.passage.quoted and len(quote_marker(line.text())) == start - line.position()
        return (line.position() if is_marked else start), end

    def current_text(self) -> str:
        """The passage's present text."""
        text = self._raw_text()
        return without_comments(text) if self.passage.has_comments else text

    def _raw_text(self) -> str:
        text = text_between(self._document, *self.span)
        return quotes.unquoted(text) if self.passage.quoted else text

    def as_in_document(self, text: str) -> str:
        """``text`` as it must be inserted: with the comments, and in a block quote with a marker before each line."""
        if self.passage.has_comments:
            text = with_comments(text, self._raw_text())
        if not self.passage.quoted:
            return text
        start, end = self.span
        line_start = self._document.findBlock(start).position()
        beginning = text_between(self._document, line_start, start)
        return quotes.quoted(text, text_between(self._document, start, end), beginning)

    def release(self) -> None:
        """Stop following the document."""
        self._document.contentsChange.disconnect(self._on_contents_change)
        self.deleteLater()

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if position > self._end.position() or position + added < self._start.position():
            return
        edited = self.current_text() != self.passage.text
        if edited is not self._edited:
            self._edited = edited
            self.edited_changed.emit(edited)
