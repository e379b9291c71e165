"""The File menu's actions on the document. Each asks the writer first where something could be lost."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.errors import FileProblem
from core.files import remove_temporary
from core.manuscript import document, journal, opening
from core.manuscript.boundaries import as_one_text, is_boundary
from core.manuscript.stored import Stored
from desktop.common import messages
from desktop.common.labels import literal
from desktop.common.notice import DOCUMENT, Notifier
from desktop.common.preferences import Preferences
from desktop.common.questions import Elsewhere, Questions, Reload
from desktop.common.tasks import Tasks
from desktop.common.translation import tr
from desktop.document.lock import OpenElsewhere
from desktop.document.session import Session
from desktop.document.words import recovered_apart, recovered_over, where_open

T = TypeVar("T")


class Importer(Protocol):
    """Imports files of other formats. GUI thread."""

    async def may_import(self, path: Path) -> bool | None:
        """Whether to import ``path`` instead of opening it; None for neither. May ask the writer."""
        ...

    async def import_path(self, path: Path) -> None:
        """Import it as a new document."""
        ...


class Documents:
    """Belongs to the GUI thread, inside a running asyncio loop. ``sample`` is the sample chapter's file.

    A file that cannot be read or written is reported as a notice about the document, which stays as it was; only
    :meth:`reload` and :meth:`compare` raise.
    """

    def __init__(
        self,
        session: Session,
        questions: Questions,
        notifier: Notifier,
        preferences: Preferences,
        tasks: Tasks,
        sample: Path,
        elsewhere: OpenElsewhere,
    ) -> None:
        self._session = session
        self._preferences = preferences
        self._tasks = tasks
        self.sample = sample
        self._elsewhere = elsewhere
        self._questions = questions
        self._notifier = notifier
        self.importer: Importer | None = None
        """Asked first about a file to open."""
        self._switching = asyncio.Lock()
        """Held while the document is replaced by another, so that only one replacement runs at a time."""
        session.opened.connect(self._remember)

    async def may_close(self) -> bool:
        """Whether the document may be closed: it is saved, or the writer discards the changes."""
        async with self._switching:
            with self._problems_reported():
                return await self._may_leave()
        return False

    async def _may_leave(self) -> bool:
        """As :meth:`Session.may_close`; without a question where the document is saved automatically."""
        if self._preferences.value.autosave:
            with contextlib.suppress(FileProblem):  # then the writer is asked
                await self._session.autosave()
        return await self._session.may_close()

    async def new(self) -> None:
        """An empty untitled document."""
        await self._replace(_nothing, lambda _: self._session.new())

    async def choose(self) -> None:
        """Open what the writer picks."""
        folder = self.usual_folder()
        path = await self._questions.open_path(folder)
        if path is not None:
            await self.open(path)

    async def choose_folder(self) -> None:
        """Open the folder that the writer picks as one manuscript."""
        path = await self._questions.folder_path(self.usual_folder())
        if path is not None:
            await self.open(path)

    async def open(self, path: Path) -> None:
        """Open a text file or a folder of them in place of the document, after :meth:`may_close` allows it.

        Asks first where another window has it open. A file of another format is imported instead, if the writer agrees.
        """
        if self.importer is not None:
            wanted = await self.importer.may_import(path)
            if wanted:
                await self.importer.import_path(path)
            if wanted is not False:
                return
        if (holder := await self._elsewhere.holder(path)) is not None:
            answer = await self._questions.open_elsewhere(path.name, where_open(holder))
            if answer is Elsewhere.COPY:
                await self._open_copy(path)
            if answer is not Elsewhere.ANYWAY:
                return
        await self._replace(lambda: asyncio.to_thread(opening.load, path), self._session.show)

    async def open_sample(self) -> None:
        """Open the sample chapter as a new document that asks for a name when it is saved."""
        await self._replace(
            lambda: asyncio.to_thread(document.load, self.sample),
            lambda loaded: self._session.new(loaded.text, tr("Sample chapter")),
        )

    async def _open_copy(self, path: Path) -> None:
        """Open the text of a file, or of a folder's files, as a document that has no file."""
        await self._replace(
            lambda: asyncio.to_thread(opening.load, path),
            lambda stored: self._session.new(as_one_text(stored.text), tr("Copy of {name}").format(name=path.stem)),
        )

    async def open_made(self, make: Callable[[], Awaitable[str]], name: str, folder: Path) -> None:
        """Show the text that ``make`` makes from a file in ``folder`` as a new document, not yet saved."""
        await self._replace(make, lambda text: self._session.new(text, name, folder))

    async def open_text(self, text: str, name: str) -> None:
        """Show ``text`` as a new document that asks for a file name when it is saved, and is called ``name``."""
        await self._replace(_nothing, lambda _: self._session.new(text, name))

    async def recover(self, entry: journal.Entry, file: Path) -> None:
        """Restore the text of the journal ``file``, left by a crash, after :meth:`may_close` allows it.

        Where another window has its document open, it becomes a document of its own. Where the crash came just after a
        save, so that nothing is unsaved, the document is opened as usual.
        """

        async def read() -> tuple[Stored | None, str]:
            holder = await self._elsewhere.holder(entry.path) if entry.path is not None else None
            if entry.path is not None and holder is not None:
                return None, recovered_apart(entry.path.name, where_open(holder))
            stored = await asyncio.to_thread(_on_disk, entry)
            newer = await self._session.keep_before_recovery(entry, stored) if stored is not None else ""
            return stored, recovered_over(newer) if newer else messages.RECOVERED

        def show(found: tuple[Stored | None, str]) -> None:
            stored, sentence = found
            if stored is not None and stored.text == entry.text:
                self._session.show(stored)
                self._tasks.start(asyncio.to_thread(journal.discard, file))
            else:
                self._session.show_recovered(entry, file, stored, sentence)

        await self._replace(read, show)

    async def save(self) -> None:
        """Save, asking for a name where there is none."""
        with self._problems_reported():
            await self._session.save()

    async def save_as(self) -> bool:
        """Save under a name the writer chooses; False if nothing was saved."""
        with self._problems_reported():
            return await self._session.save_as()
        return False

    async def reload(self) -> bool:
        """Read the file again; asks first if there is unsaved text. False if the writer cancelled.

        Raises FileProblem; the document is then as it was.
        """
        async with self._switching:
            while self._session.modified:
                answer = await self._questions.reload(self._session.name)
                if answer is Reload.COMPARE:
                    await self.compare()
                    continue
                if answer is Reload.SAVE_AS:
                    return await self._session.save_as()
                if answer is Reload.CANCEL:
                    return False
                break
            await self._session.reload()
            return True

    async def compare(self) -> bool:
        """Show how the text here differs from its file on disk, and change neither. Raises FileProblem.

        Returns False, because comparing does not decide whether to read the file again.
        """
        name, found = self._session.name, await self._session.differences()
        await self._questions.show_differences(name, found)
        return False

    def usual_folder(self) -> Path:
        """Where the writer's files are: the open file's folder, else that of the last one."""
        last = self._preferences.value.last_file
        known = self._session.path or (Path(last) if last else None)
        return known.parent if known is not None else Path.home()

    def fill_recent(self, menu: QMenu) -> None:
        """List the recently opened files, except the open one."""
        menu.clear()
        for path in map(Path, self._preferences.value.recent_files):
            if path == self._session.path:
                continue
            action = QAction(literal(f"{path.name}  –  {path.parent}"), menu)
            action.triggered.connect(lambda _checked=False, path=path: self._tasks.start(self.open(path)))
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction(tr("Nothing yet")).setEnabled(False)

    async def _replace(self, read: Callable[[], Awaitable[T]], show: Callable[[T], None]) -> None:
        """``show`` what ``read`` returns once the document may be closed; asks again about text typed meanwhile."""
        async with self._switching:
            with self._problems_reported():
                while await self._may_leave():
                    agreed = self._session.stamp
                    new = await read()
                    if self._session.stamp == agreed:
                        show(new)
                        return

    @contextmanager
    def _problems_reported(self) -> Iterator[None]:
        try:
            yield
        except FileProblem as problem:
            self._notifier.tell(str(problem), about=DOCUMENT)

    def _remember(self, path: Path) -> None:
        preferences, path = self._preferences, path.absolute()  # for a start from another folder
        preferences.change(last_file=str(path), recent_files=preferences.value.with_recent(path))


async def _nothing() -> None:
    """Reads nothing, for an empty document."""


def _on_disk(entry: journal.Entry) -> Stored | None:
    """The file or folder that an unsaved text belongs to; None if it is not there or cannot be read. Blocks.

    What a crash in the middle of a save left beside its files is removed.
    """
    try:
        stored = opening.load(entry.path) if entry.path is not None else None
    except FileProblem:
        return None
    for _, loaded in stored.files if stored is not None else ():
        remove_temporary(loaded.path)
    is_folder = stored is not None and stored.single is None
    if stored is None or is_folder is not is_boundary(entry.text):
        return None
    return stored.with_files_of(entry.text)
