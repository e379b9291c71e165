"""A Qt event loop that is asyncio's too, and the whole window on the scripted engine."""

from __future__ import annotations

import asyncio
import gc
import tempfile
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from core import paths
from core.attribute import file as attribute_file
from core.engine.fake import ScriptedEngine
from core.errors import DownloadProblem, ModelProblem
from core.exchange.formats import Format
from core.models import catalogue
from core.models.catalogue import Entry
from core.models.download.client import DownloadProgress, Paused
from core.models.library import need_of
from core.models.local import FoundModel
from core.models.memory import Fit, Gpu, Machine
from core.models.summary import KvShape, ModelSummary
from core.spelling.speller import Dictionaries
from core.versions.version import Cause, key_of
from desktop import app
from desktop.common import language
from desktop.common.diff import Segment
from desktop.common.gui_thread_gc import collected_on_this_thread
from desktop.common.questions import Elsewhere, ExportChoice, Reload, Unsaved
from desktop.window.window import MainWindow
from tests import making

Run = Callable[..., Any]

TEXT = """# A chapter

The first paragraph says a bit about a lamp, at some length, so that it can get a score of its own to go by.

The second paragraph, extraordinarily, phosphoresces beside magnificent catastrophes of wandering constellations.

Short one.

> A quoted paragraph that goes on for a while as well.
"""


class TestLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """A run of qasync ends with a round of events in which no loop counts as running: tasks would fail there."""

    __test__ = False

    def run_forever(self) -> Any:
        """Still count as running afterwards."""
        try:
            return super().run_forever()
        finally:
            asyncio._set_running_loop(self)

    def run_until_complete(self, future: Any) -> Any:
        """Count as running until the last round is over."""
        try:
            return super().run_until_complete(future)
        finally:
            asyncio._set_running_loop(None)


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    """The window speaks English, plurals included."""
    language.install(qapp, "en", paths.resources())
    yield
    qapp.clipboard().clear()  # what a page has copied was made in Python: Qt would free it after Python has ended


@pytest.fixture(scope="package")
def collected(qapp: QApplication) -> Iterator[None]:
    """Garbage is collected as in the program, begun once: its first collection goes through all loaded modules.

    Twice in each test, that took a third of the time of the window's tests.
    """
    with collected_on_this_thread():
        yield


@pytest.fixture
def run(qapp: QApplication, collected: None) -> Iterator[Run]:
    """Runs a coroutine on a Qt loop, for half a minute at most unless more ``seconds`` are given."""
    qapp.setQuitOnLastWindowClosed(False)
    loop = TestLoop(qapp)
    asyncio.set_event_loop(loop)

    def run_it(work: Coroutine[Any, Any, Any], seconds: float = 30) -> Any:
        return loop.run_until_complete(asyncio.wait_for(work, seconds))

    yield run_it
    loop.close()
    asyncio.set_event_loop(None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.setStyleSheet(
        ""
    )  # the next window is built without one, as the program's: under one, building takes twice as long
    gc.collect()  # what this test left


@dataclass
class ScriptedQuestions:
    """Answers decided beforehand."""

    path: Path | None = None
    unsaved_answer: Unsaved = Unsaved.CANCEL
    overwrite: bool = False
    load: bool = False
    versions: tuple[Path | None, Path | None] = (None, None)
    replace: bool = False
    name: str | None = None
    elsewhere: Elsewhere = Elsewhere.CANCEL
    discard: bool = False
    export: ExportChoice | None = None
    reload_answers: list[Reload] = field(default_factory=list)
    differences: tuple[Segment, ...] = ()
    asked: list[str] = field(default_factory=list)

    async def unsaved(self, name: str) -> Unsaved:
        self.asked.append("unsaved")
        return self.unsaved_answer

    async def open_path(self, folder: Path) -> Path | None:
        self.asked.append("open")
        return self.path

    async def folder_path(self, folder: Path) -> Path | None:
        self.asked.append("open folder")
        return self.path

    async def file_name(self, folder: str) -> str | None:
        self.asked.append("file name")
        return self.name

    async def save_path(self, suggestion: Path) -> Path | None:
        self.asked.append("save")
        return self.path

    async def model_path(self, folder: Path) -> Path | None:
        self.asked.append("model")
        return self.path

    async def attribute_path(self, folder: Path) -> Path | None:
        self.asked.append("import")
        return self.path

    async def export_path(self, suggestion: Path) -> Path | None:
        self.asked.append(f"export as {suggestion.name}")
        return self.path

    async def replace_by_import(self, name: str) -> bool:
        self.asked.append(f"replace {name} by import")
        return self.replace

    async def results_path(self, folder: Path) -> Path | None:
        self.asked.append("results")
        return self.path

    async def version_path(self, folder: Path, *, later: bool) -> Path | None:
        self.asked.append("later version" if later else "earlier version")
        return self.versions[later]

    async def replace_attribute(self, name: str) -> bool:
        self.asked.append(f"replace {name}")
        return self.replace

    async def discard_learned(self, name: str) -> bool:
        self.asked.append(f"discard {name}")
        return self.discard

    async def delete_record(self, name: str) -> bool:
        self.asked.append(f"delete record of {name}")
        return self.discard

    async def version_name(self, name: str) -> str | None:
        self.asked.append(f"version name {name}".strip())
        return self.name

    async def delete_version(self, moment: str) -> bool:
        self.asked.append("delete version")
        return self.discard

    async def thin_out_versions(self) -> bool:
        self.asked.append("thin out")
        return self.discard

    async def import_source(self, folder: Path) -> Path | None:
        self.asked.append("import source")
        return self.path

    async def import_instead(self, name: str, *, may_open: bool) -> bool:
        self.asked.append(f"import {name} instead")
        return self.replace

    async def export_choice(self, shown: ExportChoice) -> ExportChoice | None:
        self.asked.append(f"export {shown.options.title!r} by {shown.options.author!r} as {shown.wanted.value}")
        return self.export or shown

    async def export_to(self, suggestion: Path, wanted: Format) -> Path | None:
        self.asked.append(f"export to {suggestion.name}")
        return self.path

    async def scores_path(self, suggestion: Path) -> Path | None:
        self.asked.append(f"scores to {suggestion.name}")
        return self.path

    async def keep_unfaithful(self, name: str, sentence: str) -> bool:
        self.asked.append(sentence)
        return self.replace

    async def load_anyway(self, name: str, sentence: str) -> bool:
        self.asked.append(f"load anyway: {sentence}")
        return self.load

    async def open_elsewhere(self, name: str, where: str) -> Elsewhere:
        self.asked.append(f"{name} is open {where}")
        return self.elsewhere

    async def replace_file(self, name: str) -> bool:
        self.asked.append(f"replace file {name}")
        return self.replace

    async def reload(self, name: str) -> Reload:
        self.asked.append("reload")
        return self.reload_answers.pop(0)

    async def show_differences(self, name: str, found: tuple[Segment, ...]) -> None:
        self.asked.append("differences")
        self.differences = found

    async def overwrite_changed(self, name: str) -> bool:
        self.asked.append("overwrite")
        return self.overwrite


@dataclass
class PaperLibrary:
    """Models that exist on paper only; every file is one. ``free`` is the memory there is for them."""

    files: list[Path] = field(default_factory=list)
    free: int = 16_000_000_000

    def catalogue(self) -> tuple[Entry, ...]:
        return catalogue.load(paths.resources())

    def found(self, used: list[Path]) -> tuple[FoundModel, ...]:
        return tuple(FoundModel(path, "LM Studio", self.inspect(path)) for path in dict.fromkeys([*used, *self.files]))

    def inspect(self, path: Path) -> ModelSummary:
        if path.suffix != ".gguf":
            raise ModelProblem(f"{path.name} is no model.")
        shape = KvShape(32, 8, 128)
        return ModelSummary(
            path, path.stem, "llama", "Q4_K_M", 4_900_000_000, 8_030_000_000, 32, 4096, 128256, 8192, shape, "bpe", True
        )

    def gpus(self) -> tuple[Gpu, ...]:
        return ()

    def fit(self, model: ModelSummary | Entry, freed: ModelSummary | None, gpus: tuple[Gpu, ...]) -> Fit:
        needed = model.need() if isinstance(model, Entry) else need_of(model)
        return Fit(needed, Machine(self.free, self.free))


class PaperDownloader:
    """Downloads that a test lets go on step by step."""

    def __init__(self) -> None:
        self.steps: asyncio.Queue[DownloadProgress | DownloadProblem] = asyncio.Queue()
        self.begun: list[str] = []
        self.kept: Paused | None = None

    async def download(self, entry: Entry) -> AsyncGenerator[DownloadProgress, None]:
        self.begun.append(entry.id)
        self.kept = Paused(1_000_000_000, 4_900_000_000)
        while True:
            step = await self.steps.get()
            if isinstance(step, DownloadProblem):
                raise step
            if step.path is not None:
                self.kept = None
            yield step
            if step.path is not None:
                return

    def paused(self, entry: Entry) -> Paused | None:
        return self.kept

    def discard(self, entry: Entry) -> None:
        self.kept = None


@dataclass
class Desk:
    """The window and what tests reach for."""

    window: MainWindow
    engine: ScriptedEngine
    questions: ScriptedQuestions
    library: PaperLibrary
    downloader: PaperDownloader
    folders: app.Folders
    attribute_file: Path
    run: Run

    async def load(self) -> None:
        """Load the made-up attribute, and wait until everything is scored."""
        await self.window.parts.model.load(Path("scripted.gguf"), str(self.attribute_file))
        assert self.window.parts.model.ready is not None, self.window.parts.model.reason
        await self.scored()

    def versions(self, path: Path) -> list[tuple[Cause, str]]:
        """Cause and text of the versions of the document at ``path``, newest first."""
        store = self.window.parts.versions.parts.store
        return [(version.cause, store.text(version)) for version in store.versions(key_of(path))]

    async def scored(self) -> None:
        """Wait until nothing is left to score."""
        await turns()
        await until(lambda: not self.window.parts.glow.busy)

    def put_cursor(self, index: int, offset: int = 0) -> int:
        """Put the cursor into paragraph ``index``; returns the paragraph's id."""
        editor = self.window.parts.editor
        paragraph_id = editor.paragraph_ids()[index]
        view = editor.paragraph(paragraph_id)
        assert view is not None
        cursor = QTextCursor(editor.document())
        cursor.setPosition(view.start + offset)
        editor.setTextCursor(cursor)
        return paragraph_id


async def turns(count: int = 5) -> None:
    """Let the event loop go round, so that all that was due before has been done."""
    for _ in range(count):
        await asyncio.sleep(0)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for ``condition``; the test's own limit of time ends a wait in vain."""
    while not condition():
        await asyncio.sleep(0.01)


async def click(button: QPushButton) -> None:
    """Click a button as soon as it can be."""
    await until(lambda: button.isVisible() and button.isEnabled())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Iterator[Desk]:
    """The whole window with the scripted engine, on a short text."""
    yield from desk_with(
        ScriptedEngine(["The lamp, unlit, hummed a tune that only moths had ever learned by heart."]), run, tmp_path
    )


@cache
def made_up_attribute() -> bytes:
    """The content of the attribute file of every desk: written once, because that takes as long as half a test."""
    with tempfile.TemporaryDirectory() as folder:
        attribute_file.write(file := Path(folder) / "attribute.gguf", making.attribute())
        return file.read_bytes()


def desk_with(
    engine: ScriptedEngine, run: Run, tmp_path: Path, dictionaries: Dictionaries | None = None
) -> Iterator[Desk]:
    """The whole window with ``engine``, on a short text, closed at the end."""
    home = tmp_path / "home"
    folders = app.Folders(home / "config", home / "data", home / "cache", home / "log", paths.resources())
    for folder in (folders.config, folders.data, folders.cache, folders.log):
        folder.mkdir(parents=True)
    file = tmp_path / "attribute.gguf"
    file.write_bytes(made_up_attribute())
    questions, library, downloader = ScriptedQuestions(), PaperLibrary(), PaperDownloader()

    async def build() -> MainWindow:
        window = app.build(
            engine,
            folders,
            library=library,
            downloader=downloader,
            questions=questions,
            dictionaries=dictionaries,
        )
        # one attempt at a time, and no dictionaries, unless a test wants more
        window.parts.preferences.change(theme="light", ladder=False, spelling=False)
        window.resize(1100, 800)
        window.show()
        window.parts.session.new(TEXT, "Test")
        await window.parts.tasks.finish()  # pytest-qt handles events before the test, when no loop is running
        return window

    window = run(build())
    yield Desk(window, engine, questions, library, downloader, folders, file, run)
    window.parts.editor.document().setModified(False)
    run(app.close(window, engine))
    window.hide()
    window.deleteLater()
