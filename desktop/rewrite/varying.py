"""Varies the word at the cursor, or a short selection: a small list of other words, of which one takes its place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from core.engine.protocol import Engine
from core.errors import InkglowError, UsageProblem
from core.manuscript.comments import spans
from core.manuscript.paragraphs import Kind, Paragraph, Syntax, scored_text
from core.record import entries
from core.record.entries import Entry, Source
from core.rewrite import alternatives, vary_site
from core.rewrite.alternatives import WordList
from core.rewrite.vary import Alternative, VaryOrder
from core.rewrite.vary import vary as core_vary
from core.rewrite.vary_site import VarySite
from desktop.common import messages
from desktop.common.notice import CURSOR, Notifier
from desktop.common.text_offsets import from_utf16, to_utf16
from desktop.common.translation import worded
from desktop.editor.passages import Passage, PassageAnchor, text_between
from desktop.editor.text_edit import ManuscriptEditor
from desktop.rewrite.attempt import Steering
from desktop.rewrite.word_list import WordMenu

_log = logging.getLogger(__name__)
Vary = Callable[[Engine, VaryOrder, WordList], AsyncGenerator[tuple[Alternative, ...], None]]


class Varying(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop. Only a choice in the list changes the document."""

    taking = Signal()
    """Words are about to be put into the document."""
    taken = Signal(object)
    """The :class:`~core.record.entries.Entry` of the words that were put into the document, for the record."""

    def __init__(
        self,
        engine: Engine,
        editor: ManuscriptEditor,
        notifier: Notifier,
        *,
        vary: Vary = core_vary,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._editor = editor
        self._notifier = notifier
        self._vary = vary
        self._words: WordList | None = None
        self._anchor: PassageAnchor | None = None
        self._task: asyncio.Task[None] | None = None
        self.menu: WordMenu | None = None
        """The list while it is open."""

    def begin(self, steering: Steering) -> None:
        """Look for words in place of the one at the cursor or of the selection, and show them below it."""
        self._end()
        try:
            site, passage = self._site()
        except UsageProblem as problem:
            self._notifier.tell(worded(problem), about=CURSOR)
            return
        self._anchor = self._editor.anchor(passage)
        self.menu = menu = WordMenu(site.text[site.start : site.end], self._editor)
        menu.chosen.connect(lambda found: self._take(found, site, steering))
        menu.closed.connect(lambda: self._end() if self.menu is menu else None)
        self._editor.keeper.bring_into_view(passage.start, passage.end)
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(passage.start)
        corner = self._editor.cursorRect(cursor).bottomLeft()
        menu.popup(self._editor.viewport().mapToGlobal(corner))
        self._task = asyncio.get_running_loop().create_task(self._look(site, steering, menu))

    async def close(self) -> None:
        """Stop, and wait until nothing runs."""
        task = self._task
        self._end()
        if task is not None:
            await asyncio.wait([task])

    # -- inside

    def _site(self) -> tuple[VarySite, Passage]:
        """What is to be varied, and where it is in the document. Raises UsageProblem."""
        editor, cursor = self._editor, self._editor.textCursor()
        ids = editor.paragraph_ids()
        paragraph_id = editor.paragraph_at(cursor.selectionStart())
        view = editor.paragraph(paragraph_id) if paragraph_id is not None else None
        if view is None or view.kind is not Kind.PROSE or cursor.selectionEnd() > view.end:
            raise UsageProblem(vary_site.NO_WORD)
        text = text_between(editor.document(), view.start, view.end)
        start, end = (from_utf16(text, at - view.start) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        index = ids.index(view.id)
        before = editor.paragraph(ids[index - 1]) if index else None
        has_comments = editor.syntax is Syntax.MARKDOWN and "<!--" in text
        if has_comments and any(first < end and start < last for first, last in spans(text)):
            raise UsageProblem(vary_site.NO_WORD)
        read = scored_text(text, editor.syntax) if has_comments else (text, ())
        paragraph = Paragraph(0, Kind.PROSE, 0, len(text), *read)
        start, end = paragraph.from_file_offset(start), paragraph.from_file_offset(end)
        site = vary_site.site(paragraph.text, start, end, before.text if before is not None else "")
        places = paragraph.to_file_offset(site.start), paragraph.to_file_offset(site.end - 1) + 1
        first, last = (view.start + to_utf16(text, at) for at in places)
        words = paragraph.text[site.start : site.end]
        return site, Passage(words, first, last, view.id, whole=False, has_comments=has_comments)

    async def _look(self, site: VarySite, steering: Steering, menu: WordMenu) -> None:
        try:
            if self._words is None:
                self._words = await asyncio.to_thread(alternatives.load)
            order = VaryOrder(site, steering, steering.default_lam)
            async with aclosing(self._vary(self._engine, order, self._words)) as found:
                async for each in found:
                    menu.show_found(each, more=True)
            menu.show_found(None, more=False)
        except InkglowError as error:
            self._fail(menu, worded(error))
        except Exception:
            _log.exception("Varying a word failed")
            self._fail(menu, messages.FAILED_UNEXPECTEDLY)

    def _fail(self, menu: WordMenu, sentence: str) -> None:
        menu.close()
        self._notifier.tell(sentence, about=CURSOR)

    def _take(self, found: Alternative, site: VarySite, steering: Steering) -> None:
        """Put ``found`` into the document as one undo step, unless the words there are others by now."""
        anchor = self._anchor
        if anchor is None or anchor.edited:
            return
        entry = self._entry(found, site, steering.source(self._engine.model))
        self.taking.emit()
        self._editor.replace(anchor, found.text)
        self.taken.emit(replace(entry, lams=((steering.name, found.lam),) if found.lam is not None else ()))

    def _entry(self, found: Alternative, site: VarySite, source: Source) -> Entry:
        text = site.text[: site.start] + found.text + site.text[site.end :]
        return Entry(entries.now(), replace(source, blend=()), entries.VARY, (), 0, site.text, text, text)

    def _end(self) -> None:
        """Stop looking; the list is closed or about to be."""
        task, self._task = self._task, None
        if task is not None and not task.done():
            task.cancel()
        anchor, self._anchor = self._anchor, None
        if anchor is not None:
            anchor.release()
        menu, self.menu = self.menu, None
        if menu is not None:
            menu.deleteLater()
