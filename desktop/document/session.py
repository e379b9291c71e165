"""The open document, a file or a folder of files: whether it is saved, and its recovery journal.

File work runs in a thread on a snapshot of the text. Its result is applied only to the document it was started for,
never to another one opened meanwhile. A document counts as saved only if nothing was typed meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import FileProblem
from core.manuscript import document, journal, opening
from core.manuscript.boundaries import as_one_text
from core.manuscript.folder import named
from core.manuscript.paragraphs import Syntax
from core.manuscript.stored import Changes, Saved, Stored, save_file
from core.versions.store import VersionStore
from desktop.common import messages
from desktop.common.diff import Segment
from desktop.common.notice import DOCUMENT, OUTSIDE, Notifier
from desktop.common.questions import Questions, Unsaved
from desktop.common.tasks import Tasks
from desktop.common.translation import tr
from desktop.document import on_disk, words
from desktop.document.unsaved import UnsavedText
from desktop.editor.text_changes import differences, text_changes
from desktop.editor.text_edit import ManuscriptEditor

UNTITLED = tr("Untitled")


@dataclass(frozen=True)
class SessionFolders:
    """Where journals, the locks of open documents and versions are kept."""

    journals: Path
    locks: Path
    versions: VersionStore


@dataclass(eq=False)
class _Open:
    """The open document: one object for as long as it is open, so that late results of another can be recognised."""

    stored: Stored | None
    name: str
    outside_reported: Changes = field(default_factory=dict)
    folder: Path | None = None
    """Where the file was that an untitled text was made from."""
    outside_kept: Changes = field(default_factory=dict)
    """The changes by other programs that the writer has decided to save over."""


class Session(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    changed = Signal()
    """Name, path or whether there are unsaved changes."""
    about_to_replace = Signal(bool)
    """The text is about to be replaced: by another document (True), or by the same one read again (False)."""
    opened = Signal(object)
    """The Path of a file or a folder that was opened, or of a file that was saved under a new name."""
    recovered = Signal(object)
    """The Path of the journal, left by a crash, whose text is in the editor now."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        folders: SessionFolders,
        questions: Questions,
        notifier: Notifier,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._questions = questions
        self._notifier = notifier
        self._editor = editor
        self._folders = folders
        self._tasks = tasks
        self._open = _Open(None, UNTITLED)
        self._saving = asyncio.Lock()
        """Held during a whole save or reload, including its questions."""
        self._file_work = asyncio.Lock()
        """Held while a thread works on the file."""
        self.unsaved = UnsavedText(folders.journals, editor, self._place, tasks, self)
        """Copies unsaved text to the recovery journal."""
        self.unsaved.failed.connect(self._on_journal_failed)
        editor.document().modificationChanged.connect(self._on_modification_changed)

    @property
    def path(self) -> Path | None:
        """The file or the folder; None where there is none yet."""
        return self._open.stored.path if self._open.stored is not None else None

    @property
    def is_folder(self) -> bool:
        """Whether the document is a folder of files."""
        return self._open.stored is not None and self._open.stored.single is None

    @property
    def is_wrapped(self) -> bool:
        """Whether the document has hard-wrapped files."""
        return bool(self.wrapped_names)

    @property
    def wrapped_names(self) -> str:
        """The names of the hard-wrapped files, the first few of many; empty where there are none."""
        stored = self._open.stored
        return named([name for name, loaded in stored.files if loaded.wrapping is not None]) if stored else ""

    @property
    def name(self) -> str:
        """The name of the file or folder, or that of an untitled document."""
        return self._open.name

    @property
    def modified(self) -> bool:
        """Whether there are unsaved changes."""
        return self._editor.document().isModified()

    @property
    def journal_name(self) -> str:
        """Name of the journal of unsaved text, by which data of an untitled document can be kept."""
        return self.unsaved.journal.name

    @property
    def stamp(self) -> tuple[object, int]:
        """Equal to an earlier one as long as the same document is open and nothing in it was edited."""
        return self._open, self._editor.document().revision()

    # -- opening

    async def open(self, path: Path) -> None:
        """Read ``path`` into the editor. Raises FileProblem; the previous document then stays open.

        Asks nothing: unsaved text is lost. :class:`~desktop.document.file_menu.Documents` asks.
        """
        self.show(await asyncio.to_thread(opening.load, path))

    def show(self, stored: Stored) -> None:
        """Put what was read in place of the document. Asks nothing."""
        self._show(_Open(stored, stored.name), stored.text)
        self.opened.emit(stored.path)
        if stored.notice:
            self._tell(stored.notice)

    def new(self, text: str = "", name: str = UNTITLED, folder: Path | None = None) -> None:
        """Put an untitled document in place of the document. Asks nothing.

        A text that was made from a file in ``folder`` counts as unsaved, and is suggested to be saved there.
        """
        self._show(_Open(None, name, folder=folder), text)
        if folder is not None:
            self._editor.document().setModified(True)
            self._tasks.start(self.unsaved.update())

    async def keep_before_recovery(self, entry: journal.Entry, stored: Stored) -> str:
        """Keep versions of the files that saving the recovered text would replace.

        Returns the names of those that were written after the crash; empty if none. Raises nothing.
        """
        return await asyncio.to_thread(on_disk.keep_replaced, entry, stored, self._keep)

    def show_recovered(self, entry: journal.Entry, file: Path, stored: Stored | None, sentence: str) -> None:
        """Put the text of the journal ``file``, left by a crash, in place of the document: unsaved, with its old name.

        ``stored`` is the document as it is on disk, None where it is not to be saved there; ``sentence`` says what was
        done. Asks nothing.
        """
        name = entry.path.name if entry.path is not None else UNTITLED
        text = as_one_text(entry.text) if stored is None else entry.text
        self._show(_Open(stored, name), text, orphan=file)
        self._editor.document().setModified(True)
        self.recovered.emit(file)
        self._tasks.start(self.unsaved.update())
        self._tell(sentence)

    def _show(self, opened: _Open, text: str, orphan: Path | None = None) -> None:
        self.about_to_replace.emit(True)
        self._open = opened
        self._editor.set_text(text, opened.stored.syntax if opened.stored is not None else Syntax.MARKDOWN)
        self.unsaved.leave(orphan)
        self._withdraw()
        self.changed.emit()

    # -- saving

    async def save(self) -> bool:
        """Save in the document's place, asking for a name where there is none. Raises FileProblem; nothing is lost."""
        async with self._saving:
            here = self._open
            if here.stored is None:
                return await self._save_as(here)
            changed = await asyncio.to_thread(on_disk.in_the_way, here.stored, self._editor.text(), here.outside_kept)
            if changed and not await self._questions.overwrite_changed(changed):
                return False
            return await self._write(here, partial(here.stored.save, keep=self._keep))

    async def autosave(self) -> bool:
        """Save what is unsaved in the document's own place, asking nothing. Raises FileProblem; nothing is lost.

        False where nothing was written: the file has been changed by another program, or is being saved.
        """
        if self._saving.locked():
            return False
        async with self._saving:
            here = self._open
            if here.stored is None or not self.modified:
                return False
            if not await asyncio.to_thread(here.stored.path.exists):
                raise FileProblem(messages.not_there_to_autosave(here.name))
            if await asyncio.to_thread(on_disk.in_the_way, here.stored, self._editor.text(), here.outside_kept):
                return False
            return await self._write(here, partial(here.stored.save, keep=self._keep))

    async def save_as(self) -> bool:
        """Save under a name the writer chooses. Raises FileProblem."""
        async with self._saving:
            return await self._save_as(self._open)

    async def may_close(self) -> bool:
        """Whether the document may be closed: it is saved, or the writer discards the changes. Waits for a save.

        Raises FileProblem if saving fails; the document then stays as it was.
        """
        async with self._saving:
            pass
        if not self.modified:
            return True
        answer = await self._questions.unsaved(self.name)
        if answer is Unsaved.SAVE:
            while self.modified:  # text typed during the save must be saved too
                if not await self.save():
                    return False
            return True
        return answer is Unsaved.DISCARD

    async def _save_as(self, here: _Open) -> bool:
        """Save to a file the writer chooses. Of a folder that is a copy of all its texts, and the folder stays open."""
        single = here.stored.single if here.stored is not None else None
        chosen = await self._questions.save_path(self._suggested(here))
        if chosen is None:
            return False
        path = document.text_path(chosen, single)
        if (
            sentence := await asyncio.to_thread(on_disk.open_elsewhere, path, self._folders.locks)
        ) and path != self.path:
            raise FileProblem(sentence)
        if self.is_folder and self.path is not None and await asyncio.to_thread(on_disk.is_in, path, self.path):
            raise FileProblem(words.inside_folder(path.name, self.name))
        in_the_way = path not in (chosen, self.path) and await asyncio.to_thread(path.exists)
        if in_the_way and not await self._questions.replace_file(path.name):
            return False
        if self.is_folder and here is self._open:
            return await self._write_copy(path)
        if not await self._write(here, partial(on_disk.save_as_file, path, like=single, keep=self._keep)):
            return False
        if here is self._open:
            self.opened.emit(path)
            if path != chosen:
                self._tell(messages.saved_as_text(chosen.suffix, path.name))
        return True

    def _suggested(self, here: _Open) -> Path:
        if here.stored is None:
            return (here.folder or Path.home()) / f"{Path(here.name).stem}.md"
        path = here.stored.path
        return path if here.stored.single is not None else path.with_name(f"{path.name}.md")

    async def _write(self, here: _Open, save: Callable[[str], Saved]) -> bool:
        """Save the text of ``here``; writes nothing and returns False if another document is open.

        Raises FileProblem, also where some of a folder's files could not be saved.
        """
        async with self._file_work:
            if here is not self._open:
                return False
            (_, revision), text = self.stamp, self._editor.text()
            saved = await asyncio.to_thread(save, text)
            stored = here.stored = saved.stored
            if here.outside_reported:  # in a folder, changes of files that were not written now
                here.outside_reported = await asyncio.to_thread(stored.changed_outside)
        here.name = stored.name
        is_same = here is self._open and self._editor.document().revision() == revision
        if here is self._open and (saved.problem or not is_same):
            self._mark_unsaved()
        if saved.problem:
            raise FileProblem(saved.problem)
        if here is not self._open:
            return True
        if is_same:
            self.unsaved.later.stop()
            self._editor.document().setModified(False)
        if self._editor.syntax is not stored.syntax:
            self._editor.read_as(stored.syntax)
        self._withdraw()
        self.changed.emit()
        if stored.notice:
            self._tell(stored.notice)
        await self.unsaved.update()
        return True

    async def _write_copy(self, path: Path) -> bool:
        """Write the texts of the open folder to one file."""
        async with self._file_work:
            text, name = as_one_text(self._editor.text()), self.name
            await asyncio.to_thread(save_file, path, text, None, self._keep)
        self._tell(words.saved_as_one_file(path.name, name))
        return True

    def _keep(self, path: Path) -> None:
        """Keep a version of a file that is about to be replaced. Blocks."""
        self._folders.versions.guard(path, datetime.now().astimezone())

    async def join_wrapped_lines(self) -> None:
        """Have hard-wrapped files saved with one line for each paragraph, from the next save on."""
        async with self._saving:
            here = self._open
            if here.stored is None or not self.is_wrapped:
                return
            joined = await asyncio.to_thread(here.stored.with_joined_lines)
            here.stored = joined
            if here is self._open:
                self._mark_unsaved()
                self.changed.emit()

    def _mark_unsaved(self) -> None:
        """Count the text as unsaved, also after it is undone to what was saved last: the disk has something else."""
        self._editor.document().setModified(False)  # else Qt would count that text as saved
        self._editor.document().setModified(True)

    # -- watching

    async def check_outside(self) -> bool:
        """Whether another program has changed the document on disk; True once for each change."""
        here = self._open
        async with self._file_work:  # our own save does not count as a change by another program
            stored = here.stored
            changed = await asyncio.to_thread(stored.changed_outside) if stored is not None else {}
        if here is not self._open or here.stored is not stored:
            return False
        is_new = not changed.items() <= here.outside_reported.items()
        here.outside_reported = changed
        if not changed:
            self._notifier.withdraw_about(OUTSIDE)
        return is_new

    @property
    def changed_names(self) -> str:
        """The names of the files that other programs had changed when this was last looked for."""
        return named(list(self._open.outside_reported))

    async def keep_mine(self) -> bool:
        """The writer keeps the text here: the next save replaces what other programs wrote, unasked.

        False where there is another change by now than the one that was last reported.
        """
        async with self._saving, self._file_work:
            here = self._open
            if here.stored is None:
                return True
            changed = await asyncio.to_thread(here.stored.changed_outside)
            if changed != here.outside_reported:
                here.outside_reported = changed
                return not changed
            here.stored = await asyncio.to_thread(here.stored.kept)
            here.outside_kept = here.outside_reported = await asyncio.to_thread(here.stored.changed_outside)
            if here is self._open:
                self._mark_unsaved()
            return True

    async def differences(self) -> tuple[Segment, ...]:
        """Differences between the text here (removed) and the one on disk (added). Raises FileProblem."""
        stored, text = self._open.stored, self._editor.text()
        if stored is None:
            return ()
        on_disk = await asyncio.to_thread(stored.reload)
        return await asyncio.to_thread(differences, words.with_names(text), words.with_names(on_disk.text))

    async def reload(self) -> None:
        """Read the document again, as one undo step; unsaved text is first kept as a version.

        Raises FileProblem where it cannot be read or the version not be kept; the document is then as it was.
        """
        async with self._saving:
            here = self._open
            if here.stored is None:
                return
            stored = await asyncio.to_thread(here.stored.reload)
            while here is self._open:
                stamp, text = self.stamp, self._editor.text()
                changes = await asyncio.to_thread(text_changes, text, stored.text)
                if stamp != self.stamp:
                    continue
                if unsaved := self.modified:
                    await asyncio.to_thread(on_disk.keep_unsaved, text, stored.path, self._folders.versions)
                if stamp == self.stamp:
                    break
            else:
                return
            self.about_to_replace.emit(False)
            self._editor.change(changes)
            here.stored, here.outside_reported = stored, {}
            self._editor.document().setModified(False)
            self._withdraw()
            self.changed.emit()
            if unsaved:
                self._tell(messages.reloaded_over(here.name))
            elif stored.notice:
                self._tell(stored.notice)
            await self.unsaved.update()

    async def close(self) -> None:
        """Close the document and remove its journal."""
        await self.unsaved.close()

    def _withdraw(self) -> None:
        """Close the notices that are settled by a save, or by reading the document or another one."""
        self._notifier.withdraw_about(DOCUMENT)
        if not self._open.outside_reported:
            self._notifier.withdraw_about(OUTSIDE)

    def _tell(self, sentence: str) -> None:
        self._notifier.tell(sentence, about=DOCUMENT)

    def _place(self) -> Path | None:
        return self.path

    def _on_journal_failed(self) -> None:
        self._tell(messages.JOURNAL_FAILED)

    def _on_modification_changed(self, _: bool) -> None:
        self.changed.emit()
