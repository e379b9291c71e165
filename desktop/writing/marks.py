"""Puts typographic quotation marks, apostrophes, dashes and ellipses in the place of what is typed.

Each is an undo step of its own, so that ``Ctrl+Z`` or Backspace directly after brings back what was typed. Pasted text
is never touched. Belongs to the GUI thread; a key press costs what its paragraph costs.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from core.manuscript import typography
from core.manuscript.paragraphs import Kind, Syntax
from core.manuscript.typography import LANGUAGES, Marks, Replacement
from desktop.common.preferences import Preferences
from desktop.common.text_offsets import from_utf16, utf16_length
from desktop.editor.text_edit import ManuscriptEditor

BY_TEXT = "text"
"""The value of the setting ``quotes`` for the marks of the text or its language."""
_READ = 200_000
"""Characters at the beginning of a text that show which marks it uses."""
_FACTS = 30
"""Lines of front matter that are looked through for the language."""
_LANGUAGE = re.compile(r"lang(?:uage)?:\s*[\"']?([A-Za-z][\w-]*)")


class _Place(NamedTuple):
    """Where a replacement ends, in a state of the document."""

    position: int
    revision: int


class TypedMarks(QObject):
    """Watches what is typed into ``editor``."""

    def __init__(self, editor: ManuscriptEditor, preferences: Preferences) -> None:
        super().__init__(editor)
        self._editor = editor
        self._preferences = preferences
        self._of_text: Marks | None = None
        """The marks of the text or its language; None where it uses straight ones."""
        self._latest: _Place | None = None
        editor.typed.connect(self._on_typed)
        editor.text_replaced.connect(self._read)
        editor.add_key_filter(self._takes_back)
        self._read()

    @property
    def marks(self) -> Marks | None:
        """The quotation marks that are put; None where nothing is replaced."""
        chosen = self._preferences.value.quotes
        return self._of_text if chosen == BY_TEXT else LANGUAGES.get(chosen)

    # -- inside

    def _takes_back(self, event: QKeyEvent) -> bool:
        """Backspace directly after a replacement takes only that back."""
        if event.key() != Qt.Key.Key_Backspace or event.modifiers():
            return False
        if self._latest is None or self._latest != self._now():
            return False
        self._latest = None
        self._editor.undo()
        return True

    def _read(self) -> None:
        """Find out which marks the text uses, and in which language it is."""
        text: list[str] = []
        left = _READ
        for line in self._editor.tracked.lines:
            text.append(line)
            left -= len(line) + 1
            if left < 0:
                break
        beginning = "\n".join(text)
        self._of_text = None
        if not typography.is_straight(beginning):
            self._of_text = typography.own_marks(beginning) or typography.marks_of(self._language())

    def _language(self) -> str:
        """The language in the front matter; the system's where there is none."""
        lines = self._editor.tracked.lines
        if lines[0].rstrip() == "---":
            for line in takewhile(lambda line: line.rstrip() != "---", lines[1:_FACTS]):
                if (found := _LANGUAGE.match(line)) is not None:
                    return found[1]
        return QLocale.system().name()

    def _now(self) -> _Place | None:
        cursor = self._editor.textCursor()
        return None if cursor.hasSelection() else _Place(cursor.position(), self._editor.document().revision())

    def _on_typed(self, typed: str) -> None:
        marks, cursor = self.marks, self._editor.textCursor()
        if marks is None:
            return
        if typed.isalnum() and self._editor.document().characterAt(cursor.position() - 2).isalnum():
            return  # within a word nothing is replaced; this is what most keys type
        if cursor.hasSelection() or cursor.positionInBlock() < utf16_length(typed):
            return
        text = self._before(cursor)
        if text is None or not text.endswith(typed):
            return
        before, markdown = text[: -len(typed)], self._editor.syntax is Syntax.MARKDOWN
        found = typography.replacement(before, typed, marks, markdown=markdown)
        if found is not None:
            self._replace(cursor, utf16_length(text[-found.count :]), found)
            self._latest = self._now()

    def _before(self, cursor: QTextCursor) -> str | None:
        """The text of the paragraph up to the cursor; None where nothing is to be replaced: in code and comments."""
        tracker, line = self._editor.tracked, cursor.blockNumber()
        paragraph = tracker.at_line(line)
        if paragraph is None or paragraph.kind not in (Kind.PROSE, Kind.HEADING, Kind.BREAK):
            return None
        here = tracker.lines[line]
        return "\n".join([*tracker.lines[paragraph.first : line], here[: from_utf16(here, cursor.positionInBlock())]])

    def _replace(self, cursor: QTextCursor, length: int, found: Replacement) -> None:
        """Put the new text behind the old, and remove that last: Qt would join an insertion with what is typed next."""
        self._editor.settle()  # what was typed is an undo step of its own
        end = cursor.position()
        cursor.beginEditBlock()
        cursor.insertText(found.text)
        after = cursor.position()
        cursor.setPosition(end - length)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.endEditBlock()
        cursor.setPosition(after - length)
        self._editor.setTextCursor(cursor)
