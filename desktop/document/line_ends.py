"""Offers to join hard-wrapped lines, and to put blank lines between paragraphs that stand a single Return apart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import accumulate

from PySide6.QtCore import QObject, QTimer

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
_PAUSE_MS = 1500
"""Time after the last Return of a text being written until it is looked at."""


class LineEnds(QObject):
    """One notice for a document, when it is opened or while it is written; none where one was answered with “leave”.

    GUI thread.
    """

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
        self._offered = False
        self._n_lines = 0
        self._later = QTimer(editor, singleShot=True, interval=_PAUSE_MS)  # ends with the editor
        self._later.timeout.connect(self._look_again)
        session.opened.connect(self._on_opened)
        session.about_to_replace.connect(self._on_replaced)
        editor.document().blockCountChanged.connect(self._on_lines)

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

    def _on_replaced(self, by_another_document: bool) -> None:
        self._offered = self._offered and not by_another_document
        self._later.stop()
        self._withdraw()

    def _on_lines(self, n_lines: int) -> None:
        if n_lines > self._n_lines and not self._offered:
            self._later.start()
        self._n_lines = n_lines

    def _look_again(self) -> None:
        if self._session.modified and not self._offered:
            self._tasks.start_where_possible(self._look_at_returns)

    def _withdraw(self, _: object = None) -> None:
        self._notifier.withdraw_about(LINE_ENDS)

    async def _look(self) -> None:
        session = self._session
        if session.path is None or self._is_left():
            return
        if session.is_wrapped:
            self._offer(words.hard_wrapped(session.wrapped_names), words.JOIN, self.join)
        else:
            await self._look_at_returns()

    async def _look_at_returns(self) -> None:
        session = self._session
        if not self.is_markdown() or self._is_left():
            return
        stamp, text = session.stamp, self._editor.text()
        missing = await asyncio.to_thread(lambda: missing_breaks(text.split("\n")))
        if missing and stamp == session.stamp:
            self._offer(words.single_returns(session.name), words.SEPARATE, self.separate)
        elif stamp != session.stamp and session.modified:
            self._later.start()

    def _is_left(self) -> bool:
        path = self._session.path
        return path is not None and str(path) in self._preferences.value.left_lines

    def _offer(self, sentence: str, label: str, act: Callable[[], None]) -> None:
        self._offered = True
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
