"""Return begins a new paragraph: the blank line that files need between paragraphs is put too. GUI thread."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor

from core.manuscript.boundaries import BOUNDARY
from core.manuscript.hard_wraps import is_item_or_table
from core.manuscript.paragraphs import Kind, quote_marker
from desktop.common.preferences import Preferences
from desktop.editor.return_key import is_line_end
from desktop.editor.text_edit import ManuscriptEditor

_LINE_BREAKS = "  ", "\\"
"""How a line of Markdown ends after which the paragraph goes on with a new line."""


class _Place(NamedTuple):
    """Where a paragraph was begun, after so many edits of the text."""

    position: int
    edits: int


class TypedParagraphs(QObject):
    """Watches Return and Backspace in ``editor``, and what is typed in empty lines.

    Return after a paragraph of one line, or inside it, puts a blank line, in place of what is selected. A second Return
    directly after it is that of writers who put the blank line themselves, so it does nothing; Backspace directly after
    it takes the paragraph back. Where lines follow each other (verse, lists, texts with single Returns), Return begins
    a line.

    What is typed or pasted after going to an empty line is a new paragraph too, not a line of the one directly above or
    below: in the gap between two paragraphs, above one that Return has moved down, and at the end of most files.
    """

    def __init__(self, editor: ManuscriptEditor, preferences: Preferences) -> None:
        super().__init__(editor)
        self._editor = editor
        self._preferences = preferences
        self._begun: _Place | None = None
        self._edits = 0
        """How often the text had been edited when the cursor was last seen."""
        editor.add_key_filter(self._takes)
        editor.caret_moved.connect(self._on_caret_moved)
        editor.text_replaced.connect(self._forget)

    def _forget(self) -> None:
        """Another text is there."""
        self._begun, self._edits = None, self._editor.text_edits

    def _on_caret_moved(self) -> None:
        """Watch for a letter where the cursor went to an empty line; a line that was just typed stays as it is."""
        edits, self._edits = self._edits, self._editor.text_edits
        is_watched = edits == self._edits and any(self._touches(self._editor.textCursor()))
        self._editor.before_letter = self._before_letter if is_watched else None

    def _before_letter(self) -> None:
        self._editor.before_letter = None
        if self._edits == self._editor.text_edits:
            above, below = self._touches(self._editor.textCursor())
            if above or below:
                self._editor.part_line(above=above, below=below)

    def _touches(self, cursor: QTextCursor) -> tuple[bool, bool]:
        """Whether what is typed at the cursor, in an empty line, would continue the paragraph above, and that below."""
        block = cursor.block()
        if block.length() > 1 or cursor.hasSelection() or self._editor.isReadOnly():
            return False, False
        if not self._preferences.value.return_begins_paragraph:
            return False, False
        return self._is_paragraph(block.previous()), self._is_paragraph(block.next())

    def _is_paragraph(self, block: QTextBlock) -> bool:
        """Whether a line, if it is one, is a paragraph that a line end at its end would end."""
        if not block.isValid():
            return False
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        return self._ends_paragraph(cursor)

    def _takes(self, event: QKeyEvent) -> bool:
        """Act on Return and Backspace; leave every other key to the editor."""
        if not self._preferences.value.return_begins_paragraph or self._editor.isReadOnly():
            return False
        if event.key() == Qt.Key.Key_Backspace and not event.modifiers():
            return self._take_back()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return not shift and is_line_end(event) and self._on_return()

    def _on_return(self) -> bool:
        begun, self._begun = self._begun, None
        if begun is not None and begun == self._now():
            return True
        cursor = self._editor.textCursor()
        if not self._ends_paragraph(cursor):
            return False
        self._editor.begin_paragraph()
        self._begun = self._now()
        return True

    def _take_back(self) -> bool:
        begun, self._begun = self._begun, None
        if begun is None or begun != self._now():
            return False
        cursor = self._editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor, 2)
        cursor.removeSelectedText()
        self._editor.ensureCursorVisible()
        return True

    def _now(self) -> _Place | None:
        cursor = self._editor.textCursor()
        return None if cursor.hasSelection() else _Place(cursor.position(), self._editor.text_edits)

    def _ends_paragraph(self, cursor: QTextCursor) -> bool:
        """Whether a line end at the cursor, in place of what it selects, ends a paragraph of one line."""
        start = cursor.selectionStart()
        block = cursor.document().findBlock(start)
        before = block.text()[: start - block.position()]
        if not before.strip() or before.endswith(_LINE_BREAKS) or BOUNDARY in cursor.selectedText():
            return False
        paragraph = self._editor.tracked.at_line(block.blockNumber())
        if paragraph is None or paragraph.first != paragraph.last or paragraph.kind not in (Kind.PROSE, Kind.HEADING):
            return False
        return not (before.startswith((" ", "\t")) or quote_marker(before) or is_item_or_table(before))
