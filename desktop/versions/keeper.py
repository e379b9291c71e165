"""Keeps versions of the open document while the writer works."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import FileProblem
from core.versions import takeover
from core.versions.store import VersionStore
from core.versions.version import Cause, Version, key_of, untitled_key
from desktop.common.notice import Notifier
from desktop.common.preferences import Preferences
from desktop.common.tasks import Tasks
from desktop.common.translation import worded
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor

T = TypeVar("T")
EVERY_MS = 5 * 60 * 1000
"""Milliseconds of change after which a version is kept."""
THINNED_ABOVE = 256 * 1024 * 1024
"""Bytes of the database above which old versions are thinned out at the start of the program."""


@dataclass(eq=False)
class _Followed:
    """The open document: one object for as long as it is open under one name."""

    path: Path | None
    untitled: str = field(default_factory=lambda: untitled_key(uuid.uuid4().hex))
    """Its key while it has no path."""
    opened_with: str = ""
    """The text before the first change; empty once that is kept."""
    changed: bool = False
    """Whether the text was edited since the last version."""

    def key(self) -> str:
        """The key in the store. Blocks: links are followed."""
        return key_of(self.path) if self.path is not None else self.untitled


class VersionKeeper(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop. The store works in threads, in order.

    A failure never disturbs writing or saving: it is told once.
    """

    changed = Signal()
    """A version was kept, named or removed."""

    def __init__(
        self,
        store: VersionStore,
        session: Session,
        editor: ManuscriptEditor,
        preferences: Preferences,
        notifier: Notifier,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._session = session
        self._editor = editor
        self._preferences = preferences
        self._notifier = notifier
        self._tasks = tasks
        self._followed = _Followed(session.path)
        self._stamp, _ = session.stamp
        self._loading = False
        self._told: set[str] = set()
        self._work = asyncio.Lock()
        """Held while a thread works on the store; whoever waits gets it in order."""
        self.later = QTimer(self, singleShot=True, interval=EVERY_MS)
        """Runs from the first change after a version until the next one is due."""
        self.later.timeout.connect(self._on_time)
        editor.text_leaving.connect(self._on_text_leaving)
        editor.text_replaced.connect(self._on_text_replaced)
        editor.edited.connect(self._on_changed)
        editor.document().modificationChanged.connect(self._on_changed)  # recovered text
        session.about_to_replace.connect(self._on_about_to_replace)
        session.changed.connect(self._follow_name)

    @property
    def enabled(self) -> bool:
        """Whether versions are kept without being asked for."""
        return self._preferences.value.versions

    async def key(self) -> str:
        """The key of the open document."""
        return await asyncio.to_thread(self._followed.key)

    # -- keeping

    def keep(self, cause: Cause) -> None:
        """Keep the text as it is now, in the background; nothing where it has not changed, or they are switched off."""
        self._editor.settle()
        followed = self._followed
        if followed.changed and self.enabled:
            followed.changed = False
            self.later.stop()
            self._keep_in_background(followed, self._editor.text(), cause)

    async def keep_now(self, cause: Cause, name: str = "") -> Version | None:
        """Keep the text as it is now; None where the newest version has it, or it is blank. Raises FileProblem."""
        self._editor.settle()
        followed, text = self._followed, self._editor.text()
        followed.changed = False
        self.later.stop()
        return await self.do(partial(self._store_text, followed, text, cause, _now(), name))

    async def keep_found(self, text: str, path: Path | None, name: str) -> bool:
        """Keep the text that a crash left of another document, which the writer does not want to recover.

        ``name`` stands for the document where it has no path. False if versions are off. Raises FileProblem.
        """
        if not self.enabled:
            return False
        found = _Followed(path, untitled_key(name))
        await self.do(partial(self._store_text, found, text, Cause.CLOSED, _now()))
        return True

    async def do(self, work: Callable[[], T]) -> T:
        """Run ``work`` on the store in a thread, after what was begun before. Raises what it raises."""
        try:
            async with self._work:
                return await asyncio.to_thread(work)
        finally:
            self._tell_notices()
            self.changed.emit()

    async def start(self, backups: Path, known: Iterable[Path]) -> None:
        """At the program's start: take over the dated copies of earlier releases; thin out if there is very much."""

        def work() -> None:
            takeover.take_over(backups, self._store, known)
            if self._store.size() > THINNED_ABOVE:
                self._store.thin_out(_now())

        await self._guarded(work)

    def finish(self) -> None:
        """Keep a last version, because the document is being closed."""
        self.keep(Cause.CLOSED)

    def before_rewrite(self) -> None:
        """A rewrite is about to be put into the text."""
        self.keep(Cause.BEFORE_REWRITE)

    # -- inside

    def _on_time(self) -> None:
        self.keep(Cause.INTERVAL)

    def _on_text_leaving(self) -> None:
        self._loading = True

    def _on_text_replaced(self) -> None:
        """Another document is there."""
        self._loading = False
        self.later.stop()
        self._stamp, _ = self._session.stamp
        self._followed = _Followed(self._session.path, opened_with=self._editor.text())

    def _on_changed(self) -> None:
        followed = self._followed
        if self._loading or followed.changed:
            return
        if followed.opened_with and not self._editor.document().isModified():
            return  # only formats have changed; later, undo can lead to an unmodified text that is no version
        followed.changed = True
        self.later.start()
        if followed.opened_with and self.enabled:
            text, followed.opened_with = followed.opened_with, ""
            self._keep_in_background(followed, text, Cause.OPENED)

    def _on_about_to_replace(self, by_another_document: bool) -> None:
        if by_another_document:
            self.keep(Cause.CLOSED)

    def _follow_name(self) -> None:
        """The document may have been saved under another name; or it may be another, which its text shows later."""
        self._tell_notices()
        followed, path = self._followed, self._session.path
        if self._session.stamp[0] is not self._stamp or path == followed.path or path is None:
            return
        if followed.path is None:
            followed.path = path
            self._start(partial(self._rename, followed))
        else:  # the file of the other name still has its text, and its versions
            self._followed = _Followed(path, changed=True)
            self.later.start()

    def _rename(self, followed: _Followed) -> None:
        self._store.rename(followed.untitled, followed.key())

    def _keep_in_background(self, followed: _Followed, text: str, cause: Cause) -> None:
        self._start(partial(self._store_text, followed, text, cause, _now()))

    def _store_text(self, followed: _Followed, text: str, cause: Cause, at: datetime, name: str = "") -> Version | None:
        return self._store.keep(followed.key(), text, cause, at, name)

    def _start(self, work: Callable[[], object]) -> None:
        self._tasks.start_where_possible(lambda: self._guarded(work))

    async def _guarded(self, work: Callable[[], object]) -> None:
        try:
            await self.do(work)
        except FileProblem as problem:
            self._tell_once(worded(problem))

    def _tell_notices(self) -> None:
        for sentence in self._store.take_notices():
            self._tell_once(sentence)

    def _tell_once(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._notifier.tell(sentence)


def _now() -> datetime:
    return datetime.now().astimezone()
