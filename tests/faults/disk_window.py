"""The real window on a disk that fails: the process that :mod:`tests.faults.disks` watches.

A line of stdin is a seed. For each a window is built, a text opened and written, the disk is made to fail in several
ways, each time while something is saved, and the window closed. A line of stdout is JSON: what was tried, and the
problem, if there was one.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import errno
import json
import logging
import os
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from core import paths, settings
from core.engine.fake import ScriptedEngine
from core.engine.protocol import PassageScore
from core.manuscript import journal
from core.score import cache as cache_file
from core.score.cache import ScoreStore
from core.versions import database
from core.versions.version import Cause
from core.writing import log as writing_log
from desktop import app
from desktop.common import messages
from desktop.common.application import make_application
from desktop.window.window import MainWindow
from tests.desktop.conftest import PaperLibrary, ScriptedQuestions
from tests.faults.hostile_worker import check_sentence

Fault = Callable[["Place"], "contextlib.AbstractContextManager[None]"]
_SHORT_WAIT_S = 0.2
"""How long a database that another program holds is waited for here."""
_SLOW_S = 0.5
_STEPS = 5
"""Faults for each window."""


class Place:
    """The folders of one attempt, and what the disk is made to do."""

    def __init__(self, root: Path, rng: Random) -> None:
        self.root, self.rng = root, rng
        self.texts = root / "texts"
        self.texts.mkdir()
        self.file = self.texts / "novel.md"
        home = root / "home"
        self.folders = app.Folders(home / "config", home / "data", home / "cache", home / "log", paths.resources())
        for folder in (self.folders.config, self.folders.data, self.folders.cache, self.folders.log):
            folder.mkdir(parents=True)


# -- faults of a disk


@contextmanager
def full(place: Place) -> Iterator[None]:
    """No file of this process can grow: what a full disk and a quota do."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (place.rng.choice((0, 1, 100, 4096)), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(place: Place) -> Iterator[None]:
    """The folder of the text may not be written to any more."""
    place.texts.chmod(0o500)
    try:
        yield
    finally:
        place.texts.chmod(0o700)


@contextmanager
def no_permission(place: Place) -> Iterator[None]:
    """Neither the file nor its folder may be looked at any more."""
    place.file.chmod(0)
    place.texts.chmod(place.rng.choice((0, 0o100, 0o700)))
    try:
        yield
    finally:
        place.texts.chmod(0o700)
        with contextlib.suppress(FileNotFoundError):
            place.file.chmod(0o600)


@contextmanager
def path_removed(place: Place) -> Iterator[None]:
    """The folder is gone, as with a stick that was pulled out; then it comes back."""
    away = place.root / "away"
    place.texts.rename(away)
    if place.rng.random() < 0.5:
        place.texts.write_text("a file where the folder was")
    try:
        yield
    finally:
        if place.texts.is_file():
            place.texts.unlink()
        if place.texts.is_dir():
            shutil.rmtree(place.texts)
        away.rename(place.texts)


@contextmanager
def rename_fails(place: Place) -> Iterator[None]:
    """Nothing can be renamed."""
    number = place.rng.choice((errno.EIO, errno.EXDEV, errno.EBUSY, errno.ENOSPC, errno.EACCES, errno.EROFS))
    with _replaced("replace", _failing(number)), _replaced("rename", _failing(number)):
        yield


@contextmanager
def flush_fails(place: Place) -> Iterator[None]:
    """The disk reports an error when it is to keep what was written."""
    number = place.rng.choice((errno.EIO, errno.ENOSPC, errno.EDQUOT))
    with _replaced("fsync", _failing(number)), _replaced("fdatasync", _failing(number)):
        yield


@contextmanager
def slow(_place: Place) -> Iterator[None]:
    """Every flush takes long."""
    flush = os.fsync

    def late(descriptor: int) -> None:
        time.sleep(_SLOW_S)
        flush(descriptor)

    with _replaced("fsync", late), _replaced("fdatasync", late):
        yield


def _failing(number: int) -> Callable[..., None]:
    def fail(*_arguments: object, **_names: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@contextmanager
def _replaced(name: str, by: Callable[..., None]) -> Iterator[None]:
    before = getattr(os, name)
    setattr(os, name, by)
    try:
        yield
    finally:
        setattr(os, name, before)


FAULTS: tuple[Fault, ...] = (full, read_only, no_permission, path_removed, rename_fails, flush_fails, slow)


# -- what is tried


class Attempt:
    """One window, and what is done in it."""

    def __init__(self, place: Place, window: MainWindow, failures: list[str]) -> None:
        self._place, self._window, self._failures = place, window, failures
        self._editor, self._session = window.parts.editor, window.parts.session
        self._rng = place.rng
        self._number = 0

    async def save(self, fault: Fault) -> None:
        """Save while the disk fails, and again when it does not."""
        before = self._on_disk()
        self._type()
        wanted = self._editor.text()
        with fault(self._place):
            turns = await self._turns_during(self._window.parts.documents.save())
            if fault is slow:
                assert turns > 20, f"the window's loop went round {turns} times while a save waited for the disk"
        assert self._editor.text() == wanted, "the text in the window is another one"
        now = self._on_disk()
        assert now in (before, wanted), f"the file has {len(now)} characters, neither the old nor the new text"
        if now == before:
            assert self._session.modified, "the text counts as saved, and is not on the disk"
            self._check_told()
        self._window.notice.end()
        await self._window.parts.documents.save()
        assert self._on_disk() == wanted and not self._session.modified, f"not saved afterwards: {self._told()!r}"

    async def typed_while_saving(self, fault: Fault) -> None:
        """Type while a save is under way: what was typed is neither lost nor counted as saved."""
        self._type()
        saving = asyncio.ensure_future(self._window.parts.documents.save())
        with fault(self._place):
            await asyncio.sleep(0)
            self._type()
            wanted = self._editor.text()
            await saving
        assert self._editor.text() == wanted
        assert self._session.modified or self._on_disk() == wanted, "what was typed during a save counts as saved"
        self._window.notice.end()
        await self._window.parts.documents.save()
        assert self._on_disk() == wanted

    async def copy(self, fault: Fault) -> None:
        """Keep unsaved text in the journal while the disk fails, and again when it does not."""
        journals = self._place.folders.journals
        self._type()
        with fault(self._place):
            if fault is read_only:
                journals.chmod(0o500)
            await self._session.unsaved.update()
            journals.chmod(0o700)
        await asyncio.sleep(0)
        self._type()
        wanted = self._editor.text()
        await self._session.unsaved.update()
        found = [entry.text for file in journal.files(journals) if (entry := journal.read(file)) is not None]
        assert found == [wanted], f"{len(found)} journals, none of which has the text in the window"
        assert self._editor.text() == wanted

    async def versions(self, _fault: Fault) -> None:
        """Save and keep versions while their database is damaged, held by another program, or may not be written."""
        file = self._window.parts.versions.parts.store.file
        await asyncio.to_thread(self._window.parts.versions.parts.store.keep, "x", "A text.", Cause.NAMED, _now())
        with self._damaged(file):
            self._type()
            wanted = self._editor.text()
            with contextlib.suppress(Exception):
                self._place.file.write_text(self._on_disk() + "\nAnother program.\n", "utf-8")
            self._window.parts.versions.parts.store.take_notices()
            await self._window.parts.documents.save()
            if self._session.modified:  # the other program's change is asked about
                self._questions.overwrite = True
                await self._window.parts.documents.save()
            assert self._on_disk() == wanted, f"not saved: {self._told()!r}"
            for sentence in self._window.parts.versions.parts.store.take_notices():
                check_sentence(sentence)

    async def words(self, _fault: Fault) -> None:
        """Count words while their database is damaged, held by another program, or may not be written."""
        tally = self._window.parts.writing.tally
        self._type()
        await tally.keep()
        with self._damaged(self._place.folders.local / writing_log.FILE_NAME):
            self._type()
            await tally.keep()
        self._type()
        await tally.keep()

    async def scores(self, _fault: Fault) -> None:
        """Look for scores while their cache is damaged, held by another program, or may not be written."""
        file = self._place.folders.cache / cache_file.FILE_NAME
        with self._damaged(file):
            cache = await asyncio.to_thread(ScoreStore, file)
            await asyncio.to_thread(cache.get, b"x")
            await asyncio.to_thread(cache.put, b"x", PassageScore(1, 0.5, ()))
            await asyncio.to_thread(cache.close)

    async def settings(self, fault: Fault) -> None:
        """Change a setting while the disk fails: it holds, and is on the disk later."""
        preferences, folder = self._window.parts.preferences, self._place.folders.config
        self._number += 1
        with fault(self._place):
            if fault is read_only:
                folder.chmod(0o500)
            preferences.change(author=f"Author {self._number}")
            await self._window.parts.tasks.start(preferences.save())
            folder.chmod(0o700)
        assert preferences.value.author == f"Author {self._number}"
        settings.load(folder)
        await preferences.save()
        assert settings.load(folder).author == f"Author {self._number}"

    # -- parts

    @property
    def _questions(self) -> ScriptedQuestions:
        questions = self._session._questions
        assert isinstance(questions, ScriptedQuestions)
        return questions

    def _type(self) -> None:
        cursor = QTextCursor(self._editor.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f" Words {self._rng.random()} at the end." + "\n\nMore. " * self._rng.choice((0, 1, 300)))

    def _on_disk(self) -> str:
        return self._place.file.read_bytes().decode("utf-8")

    def _told(self) -> str:
        return self._window.notice.words

    def _check_told(self) -> None:
        assert self._told(), "nothing was said"
        check_sentence(self._told())

    async def _turns_during(self, work: Coroutine[Any, Any, Any]) -> int:
        """How often the loop goes round until ``work`` is done."""
        task, turns = asyncio.ensure_future(work), 0
        while not task.done():
            await asyncio.sleep(0.005)
            turns += 1
        await task
        return turns

    @contextmanager
    def _damaged(self, file: Path) -> Iterator[None]:
        """A database in a state in which it cannot be used, or not as usual."""
        match self._rng.randrange(4):
            case 0:
                file.write_bytes(self._rng.randbytes(self._rng.choice((0, 10, 5000))))
                yield
            case 1:
                data = bytearray(file.read_bytes())
                for _ in range(20):
                    data[self._rng.randrange(len(data))] = self._rng.randrange(256)
                file.write_bytes(data)
                yield
            case 2:
                other = sqlite3.connect(file, isolation_level=None)
                try:
                    with contextlib.suppress(sqlite3.Error):  # not where it is damaged already
                        other.execute("BEGIN EXCLUSIVE")
                    yield
                finally:
                    other.close()
            case _:
                file.chmod(0o400)
                file.parent.chmod(0o500)
                try:
                    yield
                finally:
                    file.parent.chmod(0o700)
                    with contextlib.suppress(FileNotFoundError):
                        file.chmod(0o600)


def _now() -> datetime:
    return datetime.now().astimezone()


async def attempt(seed: int, root: Path) -> list[str]:
    """One window on a failing disk; returns what was tried. Raises AssertionError where something was lost."""
    rng = Random(seed)
    place = Place(root, rng)
    place.file.write_text("# A chapter\n\nThe lamp hummed.\n", "utf-8")
    engine = ScriptedEngine(["x"])
    failures: list[str] = []
    tried: list[str] = []
    window = app.build(engine, place.folders, library=PaperLibrary(), questions=ScriptedQuestions())
    window.parts.tasks.failed.connect(failures.append)
    window.parts.preferences.change(spelling=False)
    window.show()
    await window.parts.documents.open(place.file)
    await window.parts.writing.tally.start()
    done = Attempt(place, window, failures)
    kinds = (done.save, done.save, done.typed_while_saving, done.copy, done.versions, done.words, done.scores)
    for _ in range(_STEPS):
        kind, fault = rng.choice((*kinds, done.settings)), rng.choice(FAULTS)
        tried.append(f"{kind.__name__} {getattr(fault, '__name__', '')}")
        await asyncio.wait_for(kind(fault), 60)
        for sentence in failures:
            check_sentence(sentence)
            assert sentence.partition("{")[0] != messages.UNEXPECTED.partition("{")[0], sentence
            assert not sentence.startswith("Something went wrong"), f"an unexpected failure: {_log(place)}"
        failures.clear()
    wanted = window.parts.editor.text()
    if rng.random() < 0.5:  # closing with settings that cannot be saved
        place.folders.config.chmod(0o500)
    tried.append("close")
    await window.parts.documents.save()
    await app.close(window, engine)
    place.folders.config.chmod(0o700)
    assert place.file.read_text("utf-8") == wanted
    assert not list(place.folders.journals.glob("*.lock")), "the journal is still locked after the window was closed"
    window.hide()
    window.deleteLater()
    return tried


def _log(place: Place) -> str:
    logs = [each.read_text("utf-8") for each in place.folders.log.glob("*.log")]
    return "".join(logs)[-2000:]


def obey_permissions() -> None:
    """Have the superuser, which tests often run as, be refused what other users are refused."""
    if os.geteuid():
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    if libc.capget(header, data):
        return
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        data[0] &= ~(1 << capability)
    libc.capset(header, data)


def main() -> None:
    """Serve seeds until stdin ends."""
    obey_permissions()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    logging.getLogger().addHandler(logging.NullHandler())  # else warnings would be printed
    database._WAIT_S = writing_log._WAIT_S = _SHORT_WAIT_S
    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    application.setStyle("Fusion")

    async def serve() -> None:
        while line := await asyncio.to_thread(sys.stdin.readline):
            root = Path(tempfile.mkdtemp(prefix="inkglow-disk-"))
            tried: list[str] = []
            problem = ""
            try:
                tried = await asyncio.wait_for(attempt(int(line), root), 120)
            except BaseException as error:
                problem = "".join(traceback.format_exception(error))[-3000:]
            print(json.dumps({"tried": tried, "problem": problem}), file=out, flush=True)
            shutil.rmtree(root, ignore_errors=True)
            if problem:  # what is left of that window must not trouble the next one
                os._exit(1)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    app.run_loop(application, serve)


if __name__ == "__main__":
    main()
