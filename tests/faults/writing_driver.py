"""Writes in the real window as a seed says, and tells its parent what it does, before and after; to be killed.

Both functions run the program in a process of their own and never return. What they tell are lines of JSON on a pipe.
Texts are told by their digests.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
import sys
import time
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.attribute import file as attribute_file
from core.manuscript import journal
from core.manuscript.boundaries import as_one_text, parted
from core.private_log import LOG_NAME, logged_to
from core.versions.version import Cause
from desktop import app
from desktop.common.application import make_application
from desktop.common.questions import Unsaved
from desktop.common.text_offsets import to_utf16
from desktop.window.window import MainWindow
from tests import making
from tests.desktop.conftest import PaperLibrary, ScriptedQuestions, click, until
from tests.desktop.rewrite.enriching import ONE, PASSAGE, TWO, EnrichingEngine

WORDS = ("the", "lamp", "hummed", "in", "harbour,", "of", "all", "she,", "knew", "“why”", "naïve", "🖋", "rain")
PASTED = ("A pasted line. ", "Two paragraphs.\n\nThe second one, 🖋 of it.\n\n", f"\n\n{PASSAGE}\n\n")
_TICK_MS = 20
_STARVED_S = 0.06
"""A tick that comes later than this, without the processor having been used, tells of a busy machine only."""


def digest(text: str) -> str:
    """What stands for a text in everything that is told."""
    return hashlib.sha1(text.encode("utf-8", "surrogatepass")).hexdigest()


def files_of(path: Path) -> dict[str, str | None]:
    """Digests of the file at ``path``, or of all texts in a folder, as they are on disk."""
    if path.is_dir():
        found = sorted(each for each in path.rglob("*") if each.suffix in (".md", ".txt"))
        return {each.relative_to(path).as_posix(): digest(each.read_text("utf-8")) for each in found}
    return {"": digest(path.read_bytes().decode("utf-8")) if path.exists() else None}


class Teller:
    """Writes lines to the pipe, and keeps the time in which the process could run: a busy machine does not count."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._awake = 0.0
        self._last = time.monotonic(), time.process_time()

    def tell(self, kind: str, **values: Any) -> None:
        """Tell the parent something, at once."""
        now, used = time.monotonic(), time.process_time()
        self._awake += min(now - self._last[0], _STARVED_S + used - self._last[1])
        self._last = now, used
        os.write(self._pipe, json.dumps({"kind": kind, "awake": round(self._awake, 4), **values}).encode() + b"\n")


class Writer:
    """Does at random what a writer does."""

    def __init__(
        self, window: MainWindow, questions: ScriptedQuestions, teller: Teller, chance: random.Random, files: list[Path]
    ) -> None:
        self._window, self._parts, self._questions = window, window.parts, questions
        self._editor, self._session = window.parts.editor, window.parts.session
        self._teller, self._chance, self._files = teller, chance, files
        self._shown: list[object] = []
        self._said: tuple[object, ...] = ()
        self._names = 0
        self._editor.document().contentsChanged.connect(self._tell_state)
        self._session.changed.connect(self._tell_state)

    async def write(self) -> None:
        """Go on until the process is killed."""
        kinds: dict[Callable[[], Awaitable[None]], int] = {
            self._type: 10,
            self._paste: 3,
            self._delete: 2,
            self._take_back: 2,
            self._save: 3,
            self._save_while_typing: 3,
            self._save_as: 1,
            self._switch: 3,
            self._accept_hunk: 2,
            self._keep_version: 2,
            self._restore_version: 2,
        }
        self._tell_state()
        while True:
            [action] = self._chance.choices(list(kinds), list(kinds.values()))
            self._teller.tell("do", name=action.__name__)
            await asyncio.wait_for(action(), 60)
            self._tell_state()
            await asyncio.sleep(self._chance.choice((0, 0, 0, 0.05, 0.3, 0.7)))

    # -- reports to the parent

    @property
    def _document(self) -> int:
        """A number for the open document, as long as it is open."""
        here = self._session.stamp[0]
        if not self._shown or self._shown[-1] is not here:
            self._shown.append(here)
        return len(self._shown)

    def _tell_state(self) -> None:
        text, path = self._editor.text(), self._session.path
        parts = {name: digest(part) for name, part in parted(text)} if self._session.is_folder else {"": digest(text)}
        state = {
            "document": self._document,
            "path": str(path) if path else None,
            "unsaved": self._session.modified,
            "text": digest(text),
            "copy": digest(as_one_text(text)),
            "parts": parts,
        }
        if (said := tuple(map(str, state.values()))) != self._said:
            self._said = said
            self._teller.tell("state", **state)

    async def _saving(self, target: Path | None, work: Coroutine[Any, Any, Any]) -> None:
        """Tell that ``target`` may be written by ``work``, and afterwards what is there."""
        self._tell_state()
        if target is not None:
            self._teller.tell("saving", path=str(target), document=self._document)
        await work
        if target is not None:
            self._teller.tell("saved", path=str(target), files=files_of(target))

    def _new_name(self) -> Path:
        self._names += 1
        self._questions.path = self._files[0].parent / f"new {self._names}.md"
        return self._questions.path

    # -- actions

    def _put_cursor(self, *, select: int = 0) -> None:
        cursor, text = self._editor.textCursor(), self._editor.text()
        start = self._chance.randrange(len(text) + 1)
        cursor.setPosition(to_utf16(text, start))
        cursor.setPosition(to_utf16(text, min(len(text), start + select)), QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)

    async def _type(self) -> None:
        if self._chance.random() < 0.3:
            self._put_cursor()
        for _ in range(self._chance.randrange(1, 25)):
            word = self._chance.choice(WORDS)
            if word.isascii():
                QTest.keyClicks(self._editor, f"{word} ")
            else:
                self._editor.textCursor().insertText(f"{word} ")
            await asyncio.sleep(self._chance.random() * 0.08)

    async def _paste(self) -> None:
        QApplication.clipboard().setText(self._chance.choice(PASTED))
        QTest.keyClick(self._editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    async def _delete(self) -> None:
        self._put_cursor(select=self._chance.randrange(200))
        QTest.keyClick(self._editor, Qt.Key.Key_Backspace)

    async def _take_back(self) -> None:
        for _ in range(self._chance.randrange(1, 5)):
            self._editor.undo()
            await asyncio.sleep(0)
        if self._chance.random() < 0.5:
            self._editor.redo()

    def _save_target(self) -> Path | None:
        return self._session.path or self._new_name()

    async def _save(self) -> None:
        await self._saving(self._save_target(), self._parts.documents.save())

    async def _save_while_typing(self) -> None:
        saving = asyncio.create_task(self._saving(self._save_target(), self._parts.documents.save()))
        await asyncio.sleep(0)
        while not saving.done():
            QTest.keyClicks(self._editor, "x")
            await asyncio.sleep(self._chance.random() * 0.02)
        await saving

    async def _save_as(self) -> None:
        await self._saving(self._new_name(), self._parts.documents.save_as())

    async def _switch(self) -> None:
        self._questions.unsaved_answer = self._chance.choice((Unsaved.SAVE, Unsaved.DISCARD))
        target, documents = self._save_target(), self._parts.documents
        kind = self._chance.randrange(4)
        if kind == 0:
            await self._saving(target, documents.new())
        else:
            await self._saving(target, documents.open(self._chance.choice(self._files)))

    async def _accept_hunk(self) -> None:
        text, rewriting = self._editor.text(), self._parts.rewriting
        place = text.find(PASSAGE)
        if place < 0:
            QApplication.clipboard().setText(PASTED[2])
            QTest.keyClick(self._editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            await asyncio.sleep(0)
            text = self._editor.text()
            place = text.find(PASSAGE)
        if place < 0:
            return
        cursor = self._editor.textCursor()
        cursor.setPosition(to_utf16(text, place + 3))
        self._editor.setTextCursor(cursor)
        await until(lambda: not self._parts.glow.busy)
        QTest.keyClick(self._editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: not rewriting.state.is_running)
        if rewriting.current is not None:
            QTest.keyClick(self._editor, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(self._editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        self._teller.tell("accepted", done=rewriting.passage is None)
        QTest.keyClick(self._editor, Qt.Key.Key_Escape)

    async def _keep_version(self) -> None:
        self._names += 1
        text = self._editor.text()
        version = await self._parts.versions.parts.keeper.keep_now(Cause.NAMED, f"version {self._names}")
        if version is not None:
            self._teller.tell("kept", number=version.number, text=digest(text))

    async def _restore_version(self) -> None:
        versions = self._parts.versions
        versions.show()
        dialog = versions.dialog
        assert dialog is not None
        await until(lambda: dialog.listed is not None and not dialog.busy)
        if dialog.list.count() > 1:
            dialog.list.setCurrentRow(self._chance.randrange(dialog.list.count()))
            await until(lambda: not dialog.busy)
            if dialog.restore_all.isEnabled():
                await click(dialog.restore_all)
                await until(lambda: not dialog.busy)
                self._teller.tell("restored")
        dialog.reject()


def drive(home: Path, files: list[Path], seed: int, pipe: int) -> None:
    """Write in ``files``, the first of which is opened. Never returns."""

    async def main() -> None:
        teller, chance = Teller(pipe), random.Random(seed)
        if chance.random() < 0.3:  # so that kills hit the moment, too, at which a journal begins anew
            journal._MOST_LINES = 3
        tick = QTimer(interval=_TICK_MS)
        tick.timeout.connect(lambda: teller.tell("tick"))
        tick.start()
        window, questions, folders = _window(home)
        attribute_file.write(home / "made-up.gguf", making.attribute())
        window.parts.preferences.change(spelling=False, seen_sample=True)
        window.show()
        await app.open_first_document(window, folders, files[0])
        await window.parts.model.load(Path("scripted.gguf"), str(home / "made-up.gguf"))
        await Writer(window, questions, teller, chance, files).write()

    _run(home, main)


def start_again(home: Path, pipe: int) -> None:
    """Start the program after it was killed; to be killed again meanwhile. Never returns."""

    async def main() -> None:
        window, _, folders = _window(home)
        window.show()
        await app.open_first_document(window, folders, None)
        await asyncio.Future()

    _run(home, main)


def recover(home: Path, pipe: int) -> None:
    """Start the program after it was killed, tell what it brings back, and save that. Never returns."""

    async def main() -> None:
        teller = Teller(pipe)
        left = [(str(entry.path) if entry.path else None, digest(entry.text)) for _, entry in _orphans(home)]
        window, questions, folders = _window(home)
        questions.overwrite = True
        window.show()
        await app.open_first_document(window, folders, None)
        session, store = window.parts.session, window.parts.versions.parts.store
        text, path = window.parts.editor.text(), session.path
        shown = {"path": str(path) if path else None, "text": digest(text), "unsaved": session.modified}
        versions = {
            version.number: digest(store.text(version))
            for document in store.documents()
            for version in store.versions(document.key)
            if not version.is_file
        }
        files = [version for each in store.documents() for version in store.versions(each.key) if version.is_file]
        for version in files:
            store.data(version)  # which checks it
        said = [window.notice.words]
        if session.modified and path is not None:
            await window.parts.documents.save()
            parts = dict(parted(text)) if session.is_folder else {"": text}
            shown["saved"] = {name: digest(part) for name, part in parts.items()}.items() <= files_of(path).items()
        teller.tell("recovered", left=left, versions=versions, said=said, **shown)
        os._exit(0)

    _run(home, main)


def _orphans(home: Path) -> list[tuple[Path, journal.Entry]]:
    return journal.orphans(home / "data" / "journals")


def _window(home: Path) -> tuple[MainWindow, ScriptedQuestions, app.Folders]:
    questions, folders = ScriptedQuestions(), app.user_folders()
    window = app.build(EnrichingEngine([ONE, TWO]), folders, library=PaperLibrary(), questions=questions)
    return window, questions, folders


def _run(home: Path, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    os.environ["INKGLOW_HOME"] = str(home)
    try:
        application = make_application()
        application.setQuitOnLastWindowClosed(False)
        with logged_to(app.user_folders().log / LOG_NAME):
            app.run_loop(application, main)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(1)
