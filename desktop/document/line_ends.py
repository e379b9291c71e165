"""Offers to join hard-wrapped lines, and to put blank lines between paragraphs that stand a single Return apart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import accumulate

from PySide6.QtCore import QObject

from core.manuscript.paragraphs import Syntax
from core.manuscript.single_returns import missing_breaks
from desktop.common.notice import DOCUMENT, Notifier
from desktop.common.preferences import Preferences
from desktop.common.tasks import Tasks
from desktop.common.text_offsets import all_to_utf16
from desktop.document import words
from desktop.document.session import Session
from desktop.editor.text_changes import TextChange
from desktop.editor.text_edit import ManuscriptEditor

LINE_ENDS = "line ends"
"""Subject of the notices."""


class LineEnds(QObject):
    """One notice when a document is opened; one that was answered with “leave” is not shown again. GUI thread."""

    def __init__(
        self,
        session: Session,
        editor: ManuscriptEditor,
        notifier: Notifier,
        preferences: Preferences,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._editor, self._notifier = session, editor, notifier
        self._preferences, self._tasks = preferences, tasks
        session.opened.connect(self._on_opened)
        session.about_to_replace.connect(self._withdraw)

    def are_wrapped(self) -> bool:
        """Whether the document has hard-wrapped files."""
        return self._session.is_wrapped

    def join(self) -> None:
        """Save each paragraph on one line from now on."""
        self._withdraw()
        self._tasks.start(self._join())

    async def _join(self) -> None:
        names = self._session.wrapped_names
        await self._session.join_wrapped_lines()
        if names and not self._session.is_wrapped:
            self._notifier.tell(words.joined(names), about=DOCUMENT)

    def is_markdown(self) -> bool:
        """Whether paragraphs need blank lines between them."""
        return self._editor.syntax is Syntax.MARKDOWN

    def separate(self) -> None:
        """Put a blank line between paragraphs that stand a single Return apart, as one undo step."""
        self._withdraw()
        self._tasks.start(self._separate())

    def _on_opened(self, _: object) -> None:
        self._tasks.start_where_possible(self._look)

    def _withdraw(self, _: object = None) -> None:
        self._notifier.withdraw_about(LINE_ENDS)

    async def _look(self) -> None:
        session = self._session
        stamp, path = session.stamp, session.path
        if path is None or str(path) in self._preferences.value.left_lines:
            return
        if session.is_wrapped:
            self._offer(words.hard_wrapped(session.wrapped_names), words.JOIN, self.join)
        elif self.is_markdown():
            missing = await asyncio.to_thread(missing_breaks, self._editor.text().split("\n"))
            if missing and stamp == session.stamp:
                self._offer(words.single_returns(session.name), words.SEPARATE, self.separate)

    def _offer(self, sentence: str, label: str, act: Callable[[], None]) -> None:
        self._notifier.tell_later(sentence, (label, act), (words.LEAVE, self._leave), about=LINE_ENDS)

    def _leave(self) -> None:
        if (path := self._session.path) is not None:
            self._preferences.change(left_lines=self._preferences.value.with_left_lines(path))

    async def _separate(self) -> None:
        while True:
            stamp, text = self._session.stamp, self._editor.text()
            changes = await asyncio.to_thread(_blank_lines, text)
            if stamp == self._session.stamp:
                break
        if changes:
            self._editor.change(changes)
        else:
            self._notifier.tell(words.NOTHING_TO_SEPARATE)


def _blank_lines(text: str) -> tuple[TextChange, ...]:
    """The changes that put the missing blank lines into ``text``."""
    lines = text.split("\n")
    ends = [start - 1 for start in accumulate(len(line) + 1 for line in lines)]
    positions = all_to_utf16(text, (ends[index] for index in missing_breaks(lines)))
    return tuple(TextChange(position, position, "\n") for position in positions)
