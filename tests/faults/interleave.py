"""Do things in the real window without waiting for those before to end, and check that nothing lands in a wrong place.

::

    python -m tests.faults.interleave --runs 100

A run is a walk of :data:`STEPS` steps as its seed says: typing, saving, opening, reloading, rewriting, other models and
attributes, versions, other programs that write the files, with a random number of turns of the event loop between. All
that is typed, pasted, written by the model or by another program contains tags that occur once (:func:`tag`), and a tag
belongs to the document that was open then. Checked are, all the while:

- a file, and the text on screen, have only tags of the document that they belong to;
- a text that is replaced by another was saved, or its writer chose to discard it;
- after the walk, what is on screen and said to be saved is what is on disk; nothing is in the log; no child is left.

Every eighth walk runs the starter model in its real process, which is killed now and then.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
import tempfile
import zlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core import paths
from core.attribute import file as attribute_file
from core.attribute import selection
from core.engine.client import EngineClient
from core.engine.fake import ScriptedEngine
from core.engine.protocol import Engine, GenerateRequest, SteeringVector
from core.errors import EngineProblem
from core.manuscript.section_moves import Where
from core.private_log import LOG_NAME, logged_to, traceback_of
from core.versions.version import Cause
from desktop import app
from desktop.common import language
from desktop.common.application import make_application
from desktop.common.questions import Reload, Unsaved
from desktop.window.window import MainWindow
from tests import making
from tests.desktop.conftest import PaperLibrary, ScriptedQuestions, until
from tests.faults import report
from tests.faults.report import Lost

STEPS = 60
REAL_MODEL_EVERY = 8
_TAG = re.compile(r"tag(\d+)x(\d{4})x")
_MOST_WAITING_S = 60.0


def tag(number: int) -> str:
    """A tag with a checksum: what is left of two tags after a deletion between them is none."""
    return f"tag{number}x{zlib.crc32(str(number).encode()) % 10_000:04}x"


def tags_in(text: str) -> set[str]:
    """The whole tags in a text."""
    return {found[0] for found in _TAG.finditer(text) if found[0] == tag(int(found[1]))}


class TaggedEngine(ScriptedEngine):
    """What it writes repeats the tags of the passage it was asked about; now and then it fails."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance

    async def generate(
        self, request: GenerateRequest, vectors: Sequence[SteeringVector] = ()
    ) -> AsyncGenerator[str, None]:
        """Write a sentence, word by word."""
        tags = " ".join(sorted(tags_in(request.messages[-1].content)))
        words = f"The extraordinarily luminous harbour hummed {tags} beside magnificent catastrophes {tags}.".split()
        for count in range(1, len(words) + 1):
            await asyncio.sleep(self._chance.choice((0, 0, 0.001)))
            if self._chance.random() < 0.01:
                raise EngineProblem("The scripted process ended.")
            yield " ".join(words[:count])


class Ledger:
    """Which tags each document and each file may have."""

    def __init__(self, window: MainWindow) -> None:
        self._session, self._editor = window.parts.session, window.parts.editor
        self._documents: list[tuple[object, set[str]]] = []
        self._files: dict[Path, set[str]] = {}
        self._next = 0
        self.changed_by_others: set[Path] = set()
        self._agreed: tuple[object, int] | None = None
        """The state of the text that the writer has agreed to lose."""
        self.faults: list[str] = []
        self._session.about_to_replace.connect(self._on_leaving)
        self._session.changed.connect(self.note)

    def agree_to_lose(self) -> None:
        """The writer has chosen to discard what is not saved now."""
        self._agreed = self._session.stamp

    def tag(self) -> str:
        """A new tag; it belongs to the open document."""
        self._next += 1
        made = tag(self._next)
        self._tags_here().add(made)
        return made

    def written_by_others(self, path: Path) -> str:
        """A new tag that another program writes into ``path``."""
        self._next += 1
        made = tag(self._next)
        self._files.setdefault(path, set()).add(made)
        self.changed_by_others.add(path)
        return made

    def note(self) -> None:
        """The open document has the tags of its path too: it was read from there, or saved under another name."""
        here = self._tags_here()
        path = self._session.path
        for file in [] if path is None else _files_of(path):
            here |= self._files.setdefault(file, set())
            self._files[file] |= here
        if self._session.is_folder and path is not None:  # a section may be moved to any file of the folder
            for file in _files_of(path):
                self._files[file] |= here

    def check(self, done: str) -> None:
        """Raise Lost where a tag is in a wrong place, or a text was left unsaved."""
        self.note()
        strangers = tags_in(self._editor.text()) - self._tags_here()
        if strangers:
            raise Lost(f"after {done}: the text on screen has {sorted(strangers)} of another document")
        for path, allowed in self._files.items():
            if path.exists() and (found := tags_in(path.read_text("utf-8")) - allowed):
                raise Lost(f"after {done}: {path.name} has {sorted(found)} of another document")
        if self.faults:
            raise Lost(f"after {done}: {self.faults[0]}")

    def _tags_here(self) -> set[str]:
        document = self._session.stamp[0]
        for known, tags in self._documents:
            if known is document:
                return tags
        self._documents.append((document, set()))
        return self._documents[-1][1]

    def _on_leaving(self, by_another_document: bool) -> None:
        session, path = self._session, self._session.path
        if not by_another_document:
            return
        if session.modified and self._agreed != session.stamp:
            self.faults.append(f"{session.name} was left with unsaved text, and nobody had agreed to lose that")
        is_kept = path is not None and path.is_file() and path not in self.changed_by_others
        if path is not None and is_kept and not session.modified and path.read_text("utf-8") != self._editor.text():
            self.faults.append(f"{path.name} was left as saved, and has another text on disk")


@dataclass
class Answering(ScriptedQuestions):
    """Tells when the writer chooses to lose something, and gives each new file a name of its own."""

    folder: Path = Path()
    discarded: Callable[[], None] = lambda: None
    _names: int = 0

    async def save_path(self, suggestion: Path) -> Path | None:
        """A name that no other file has."""
        self._names += 1
        return self.folder / f"new {self._names}.md"

    async def unsaved(self, name: str) -> Unsaved:
        """Answer a moment later, when much may have changed."""
        await asyncio.sleep(0)
        answer = await super().unsaved(name)
        if answer is Unsaved.DISCARD:
            self.discarded()
        return answer


class Walker:
    """One walk. ``real`` is the client of the real model's process, where it is that."""

    def __init__(
        self,
        window: MainWindow,
        questions: Answering,
        chance: random.Random,
        folder: Path,
        models: Sequence[tuple[Path, str]],
        real: EngineClient | None,
    ) -> None:
        self._window, self._parts, self._questions = window, window.parts, questions
        self._editor, self._chance, self._folder = window.parts.editor, chance, folder
        self._models, self._real = models, real
        self._ledger = Ledger(window)
        questions.discarded = self._ledger.agree_to_lose
        self._names = 0
        self.done: list[str] = []
        self.places = [*(folder / f"{n}.md" for n in range(3)), folder / "book"]
        for place in [*self.places[:3], *(self.places[3] / f"{n}.md" for n in range(2))]:
            place.parent.mkdir(parents=True, exist_ok=True)
            text = f"# Title\n\nA lamp, {self._ledger.written_by_others(place)}, stood on the table by the door.\n\n"
            place.write_text(text + f"Somebody had lit it, {self._ledger.written_by_others(place)}, and gone.\n")

    async def walk(self, steps: int) -> None:
        """Take ``steps`` random steps, then let everything end, and check what is left."""
        kinds: dict[Callable[[], object], int] = {
            self.type: 8,
            self.paste: 3,
            self.delete: 2,
            self.undo: 2,
            self.save: 4,
            self.save_as: 1,
            self.open: 4,
            self.new: 1,
            self.reload: 2,
            self.other_program: 2,
            self.look_outside: 2,
            self.keep_mine: 1,
            self.rewrite: 5,
            self.accept: 4,
            self.leave: 2,
            self.again: 1,
            self.vary: 1,
            self.load_model: 2,
            self.kill_model: 1,
            self.keep_version: 1,
            self.restore: 2,
            self.move_section: 1,
            self.glow: 1,
            self.close_notice: 1,
        }
        for _ in range(steps):
            [step] = self._chance.choices(list(kinds), list(kinds.values()))
            self.done.append(step.__name__)
            step()
            self._ledger.check(self.done[-1])
            for _ in range(self._chance.choice((0, 0, 1, 2, 5, 20))):
                await asyncio.sleep(0)
                self._ledger.check(self.done[-1])
            if self._chance.random() < 0.1:
                await asyncio.sleep(0.05)
        await asyncio.wait_for(self._rest(), _MOST_WAITING_S)

    async def _rest(self) -> None:
        """Let everything end, save, and compare the screen with the disk."""
        self._parts.rewriting.dismiss()
        await self._parts.tasks.finish()
        self._ledger.check("the end")
        self._questions.unsaved_answer, self._questions.overwrite = Unsaved.SAVE, True
        await self._parts.session.check_outside()
        await self._parts.session.keep_mine()
        await self._parts.documents.save()
        await self._parts.tasks.finish()
        self._ledger.check("saving")
        session = self._parts.session
        if session.modified or session.path is None:
            raise Lost(f"what is on screen could not be saved: {self._parts.notice.words}")
        if not session.is_folder and session.path.read_text("utf-8") != self._editor.text():
            raise Lost(f"{session.path.name} is said to be saved, and has another text than the screen")

    def _start(self, work: Awaitable[Any]) -> None:
        async def do() -> None:
            await work

        self._parts.tasks.start(do())

    def _put_cursor(self, select: int = 0) -> None:
        cursor, last = self._editor.textCursor(), self._editor.document().characterCount() - 1
        start = self._chance.randrange(last + 1)
        cursor.setPosition(start)
        cursor.setPosition(min(last, start + select), QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)

    def _answers(self) -> None:
        """How the questions of the next step are answered."""
        answer = self._chance.choice((Unsaved.SAVE, Unsaved.SAVE, Unsaved.DISCARD, Unsaved.CANCEL))
        self._questions.unsaved_answer = answer
        self._questions.overwrite = self._chance.random() < 0.5
        self._questions.reload_answers = [self._chance.choice((Reload.SAVE_AS, Reload.CANCEL)) for _ in range(9)]

    # -- steps

    def type(self) -> None:
        """Type a word with a tag."""
        if self._chance.random() < 0.4:
            self._put_cursor()
        QTest.keyClicks(self._editor, f" {self._ledger.tag()} ")
        if self._chance.random() < 0.2:
            QTest.keyClick(self._editor, Qt.Key.Key_Return)

    def paste(self) -> None:
        """Paste two paragraphs."""
        text = (
            f"\n\nIt was late, {self._ledger.tag()}, and she sat down by the door.\n\nHe, {self._ledger.tag()}, left.\n"
        )
        QApplication.clipboard().setText(text)
        self._editor.paste_plain()

    def delete(self) -> None:
        """Delete up to a hundred characters."""
        self._put_cursor(self._chance.randrange(100))
        QTest.keyClick(self._editor, Qt.Key.Key_Backspace)

    def undo(self) -> None:
        """Undo or redo."""
        self._chance.choice((self._editor.undo, self._editor.redo))()

    def save(self) -> None:
        """Save."""
        self._answers()
        self._start(self._parts.documents.save())

    def save_as(self) -> None:
        """Save under a new name."""
        self._answers()
        self._start(self._parts.documents.save_as())

    def open(self) -> None:
        """Open a file or the folder."""
        self._answers()
        self._start(self._parts.documents.open(self._chance.choice(self.places)))

    def new(self) -> None:
        """Begin a new text."""
        self._answers()
        self._start(self._parts.documents.new())

    def reload(self) -> None:
        """Read the file again."""
        self._answers()
        if self._parts.session.path is not None:
            self._start(self._reload())

    async def _reload(self) -> None:
        if self._parts.session.path is not None:
            await self._parts.documents.reload()

    def other_program(self) -> None:
        """Another program appends to a file."""
        path = self._chance.choice(self.places[:3])
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nTheirs, {self._ledger.written_by_others(path)}.\n")

    def look_outside(self) -> None:
        """Look whether another program changed the file."""
        self._start(self._parts.session.check_outside())

    def keep_mine(self) -> None:
        """Keep what is here over what another program wrote."""
        if self._parts.session.path is not None:
            self._start(self._parts.session.keep_mine())

    def rewrite(self) -> None:
        """Begin to rewrite the passage at the cursor."""
        self._put_cursor(self._chance.choice((0, 0, 60)))
        self._window.rewrites.more_creative()

    def accept(self) -> None:
        """Take an addition, and accept."""
        QTest.keyClick(self._editor, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self._editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)

    def leave(self) -> None:
        """Stop or dismiss."""
        self._window.leave()

    def again(self) -> None:
        """Try again."""
        if self._window.actions_by_name["again"].isEnabled():
            self._window.rewrites.try_again()

    def vary(self) -> None:
        """Ask for other words, and leave them."""
        self._window.rewrites.vary()

    def load_model(self) -> None:
        """Load another model, or the same with another attribute."""
        self._start(self._parts.model.load(*self._chance.choice(self._models)))

    def kill_model(self) -> None:
        """The model's process is killed."""
        if self._real is not None:
            for child in _children():
                child.kill()

    def keep_version(self) -> None:
        """Keep a named version."""
        self._names += 1
        self._start(self._parts.versions.parts.keeper.keep_now(Cause.NAMED, f"version {self._names}"))

    def restore(self) -> None:
        """Restore a version by the dialog."""
        self._start(self._restore())

    async def _restore(self) -> None:
        self._parts.versions.show()
        dialog = self._parts.versions.dialog
        if dialog is None:
            return
        for _ in range(200):
            await asyncio.sleep(0.005)
            if self._parts.versions.dialog is not dialog:
                return
            if dialog.listed is not None and not dialog.busy:
                break
        if dialog.isVisible() and dialog.restore_all.isEnabled():
            QTest.mouseClick(dialog.restore_all, Qt.MouseButton.LeftButton)
            for _ in range(self._chance.randrange(20)):
                await asyncio.sleep(0)
        if self._parts.versions.dialog is dialog:
            dialog.reject()

    def move_section(self) -> None:
        """Move a section of the outline."""
        outline = self._window.outline
        outline.sections.refresh()
        if keys := [row.key for row in outline.sections.rows]:
            outline.drop(self._chance.choice(keys), self._chance.choice(list(Where)), self._chance.choice(keys))

    def glow(self) -> None:
        """Hide or show the glow."""
        self._window.actions_by_name["glow"].trigger()

    def close_notice(self) -> None:
        """Close the notice."""
        if self._window.notice.isVisible():
            self._window.notice.hide()


def _files_of(path: Path) -> list[Path]:
    return sorted(path.rglob("*.md")) if path.is_dir() else [path]


def walk(home: Path, seed: int, steps: int = STEPS) -> None:
    """Walk once with the window, in the folder ``home``; raises Lost. Needs a QApplication, and no running loop."""
    chance = random.Random(seed)
    is_real = seed % REAL_MODEL_EVERY == REAL_MODEL_EVERY - 1
    folders = app.folders_in(home / "user")
    texts = home / "texts"
    texts.mkdir(parents=True)
    for name, layer in (("one", 8), ("two", 9)):
        attribute_file.write(home / f"{name}.gguf", making.attribute(layer=layer))
    models: list[tuple[Path, str]]
    models = [(Path(f"{m}.gguf"), str(home / f"{a}.gguf")) for m in ("small", "large") for a in ("one", "two")]
    questions = Answering(folder=texts)

    async def main() -> None:
        client = EngineClient() if is_real else None
        engine: Engine = client if client is not None else TaggedEngine(chance)
        window = app.build(engine, folders, library=PaperLibrary(), questions=questions)
        window.parts.preferences.change(spelling=False, seen_sample=True, ladder=chance.random() < 0.5)
        window.show()
        window.parts.session.new("", "Test")
        choices = [(selection.default_model(), "")] if is_real else models
        await window.parts.model.load(*choices[0])
        walker = Walker(window, questions, chance, texts, choices, client)
        try:
            await walker.walk(steps)
        except TimeoutError:
            raise Lost(f"something did not end: {walker.done[-8:]}") from None
        except Lost as lost:
            raise Lost(f"{lost}; the steps before: {walker.done[-8:]}") from None
        finally:
            window.parts.editor.document().setModified(False)
            await app.close(window, engine)
            window.hide()
            window.deleteLater()
        await until(lambda: not _children())

    folders.log.mkdir(parents=True, exist_ok=True)
    in_slots: list[BaseException] = []
    sys.excepthook = lambda _kind, error, _trace: in_slots.append(error)
    try:
        with logged_to(folders.log / LOG_NAME):
            app.run_loop(make_application(), main)
    finally:
        sys.excepthook = sys.__excepthook__
    if in_slots:
        raise Lost(f"an exception in a slot: {traceback_of(in_slots[0])}")
    logged = (folders.log / LOG_NAME).read_text("utf-8") if (folders.log / LOG_NAME).exists() else ""
    if "Traceback" in logged or " ERROR " in logged:
        raise Lost(f"the log has an exception:\n{logged[-3000:]}")


def _children() -> list[psutil.Process]:
    return [each for each in psutil.Process().children(recursive=True) if each.status() != psutil.STATUS_ZOMBIE]


def attempt(seed: int) -> None:
    """One walk in a folder of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    with tempfile.TemporaryDirectory(prefix="inkglow-interleave-") as home:
        language.install(make_application(), "en", paths.resources())
        walk(Path(home), seed)


if __name__ == "__main__":
    sys.exit(report.main("interleave", "Steps in the window that do not wait for each other", attempt, runs=100))
