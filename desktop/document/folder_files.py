"""Takes files into the manuscript of an open folder, and out of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from core.errors import FileProblem
from core.manuscript import folder
from core.manuscript.boundaries import boundary_line, boundary_name
from core.manuscript.order_list import ORDER_FILE
from desktop.common.notice import DOCUMENT, Notifier
from desktop.common.questions import Questions
from desktop.common.text_offsets import utf16_length
from desktop.document import words
from desktop.document.session import Session
from desktop.editor.text_changes import TextChange
from desktop.editor.text_edit import ManuscriptEditor


@dataclass(frozen=True)
class _Here:
    """The file at the cursor: positions in the document where its boundary line begins and its text ends."""

    name: str
    start: int
    end: int
    is_first: bool


class FolderFiles:
    """The commands on the files of a folder. Each is one undo step; files are written when the folder is saved.

    Belongs to the GUI thread, inside a running asyncio loop. A FileProblem becomes a notice.
    """

    def __init__(self, session: Session, editor: ManuscriptEditor, questions: Questions, notifier: Notifier) -> None:
        self._session = session
        self._editor = editor
        self._questions = questions
        self._notifier = notifier

    def are_available(self) -> bool:
        """Whether the document is a folder."""
        return self._session.is_folder

    async def add(self) -> None:
        """Ask for a name, and put that file after the one at the cursor: a new one, or one that was left out."""
        here, path = self._here(), self._session.path
        if here is None or path is None:
            return
        given = await self._questions.file_name(path.name)
        if given is None:
            return
        document = self._session.stamp[0]
        try:
            name = folder.file_name(given, ending=Path(here.name).suffix)
            if boundary_line(name) in self._editor.text().split("\n"):
                raise FileProblem(words.in_manuscript_already(name))
            text = await asyncio.to_thread(folder.text_of, path / name)
        except FileProblem as problem:
            self._notifier.tell(str(problem), about=DOCUMENT)
            return
        here = self._here()
        if here is None or document is not self._session.stamp[0]:
            return
        self._editor.change([TextChange(here.end, here.end, f"\n{boundary_line(name)}\n{text}")])
        self._go_to(here.end + 2 + utf16_length(boundary_line(name)))

    async def leave_out(self) -> None:
        """Take the file at the cursor out of the manuscript; it stays in the folder, as it was last saved."""
        if self._here() is None or (self._session.modified and not await self._saved()):
            return
        here = self._here()
        if here is None:
            return
        if here.is_first and here.end == self._editor.document().characterCount() - 1:
            self._notifier.tell(words.only_file(here.name), about=DOCUMENT)
            return
        span = (here.start, here.end + 1) if here.is_first else (here.start - 1, here.end)
        self._editor.change([TextChange(*span, "")])
        self._notifier.tell(words.left_out(here.name, ORDER_FILE), about=DOCUMENT)

    async def _saved(self) -> bool:
        """Save what is unsaved, because text that is left out is not saved with the rest."""
        try:
            return await self._session.save()
        except FileProblem as problem:
            self._notifier.tell(str(problem), about=DOCUMENT)
            return False

    def _here(self) -> _Here | None:
        if not self._session.is_folder:
            return None
        first = after = self._editor.textCursor().block()
        while (name := boundary_name(first.text())) is None and first.previous().isValid():
            first = first.previous()
        after = after.next()
        while after.isValid() and boundary_name(after.text()) is None:
            after = after.next()
        end = after.position() - 1 if after.isValid() else self._editor.document().characterCount() - 1
        return None if name is None else _Here(name, first.position(), end, not first.previous().isValid())

    def _go_to(self, position: int) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(position)
        self._editor.keeper.select(cursor)
        self._editor.setFocus()
