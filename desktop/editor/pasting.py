"""Copy to and paste from word processors and web pages: emphasis, headings and paragraphs go and come as Markdown.

Plain-text files, and places inside code, get the clipboard's plain text. Belongs to the GUI thread; much of it is read
in another one, and inserted where the cursor was.
"""

from __future__ import annotations

import asyncio
import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from core.manuscript.comments import without_comments
from core.manuscript.from_html import markdown_from
from core.manuscript.paragraphs import Kind, Syntax
from core.manuscript.to_html import OURS, html_from
from desktop.common.tasks import Tasks
from desktop.editor.text_edit import ManuscriptEditor

MOST_COPIED = 2_000_000
"""Characters that are copied as HTML too."""
AT_ONCE = 20_000
"""Characters of HTML that are read at once: about ten milliseconds."""
_STRUCTURE = re.compile(r"(?:#{1,6} |(?:> )+|(?:- |\d+\. ))+")


class Pasting:
    """Turns what is pasted or dropped into text for the document of ``editor``, and what is copied into HTML."""

    def __init__(self, editor: ManuscriptEditor, tasks: Tasks) -> None:
        self._editor = editor
        self._tasks = tasks
        self._text_number = 0
        editor.text_leaving.connect(self._on_text_leaving)
        editor.paste_formatted = self.paste
        editor.copy_formatted = self.html

    def paste(self, source: QMimeData) -> bool:
        """Insert ``source`` as Markdown; False where it should be inserted as its plain text."""
        editor = self._editor
        if not source.hasHtml() or editor.syntax is not Syntax.MARKDOWN:
            return False
        if editor.kind_of(editor.current_id()) is Kind.CODE:
            return False
        html = source.html()
        if OURS in html[:1000]:
            return False
        if len(html) <= AT_ONCE:
            return self._insert(editor.textCursor(), markdown_from(html))
        self._tasks.start(self._insert_later(self._text_number, editor.textCursor(), html, source.text()))
        return True

    def html(self, text: str) -> str | None:
        """What is copied, as HTML; None where its plain text is enough."""
        is_markdown = self._editor.syntax is Syntax.MARKDOWN
        return html_from(without_comments(text)) if is_markdown and len(text) <= MOST_COPIED else None

    def _on_text_leaving(self) -> None:
        self._text_number += 1

    async def _insert_later(self, text_number: int, at: QTextCursor, html: str, plain: str) -> None:
        text = await asyncio.to_thread(markdown_from, html)
        if text_number == self._text_number and not self._insert(at, text):
            self._editor.insert_text(plain, at)

    def _insert(self, at: QTextCursor, text: str | None) -> bool:
        if not text:
            return False
        self._editor.insert_text(_fitting(text, at), at)
        return True


def _fitting(text: str, at: QTextCursor) -> str:
    """``text`` as it can be inserted within a line: a heading or an item begins on a line of its own, or is none."""
    line, column = at.document().findBlock(at.selectionStart()), at.selectionStart()
    if not line.text()[: column - line.position()].strip() or not (structure := _STRUCTURE.match(text)):
        return text
    return f"\n\n{text}" if "\n" in text else text[structure.end() :]
