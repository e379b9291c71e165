"""The real window with hostile files: the process that :mod:`tests.faults.hostile` watches besides the readers'.

A line of stdin is a seed. For each a window is built in folders that hold garbage, and hostile texts, folders, files of
other formats, clipboards, models and attributes are opened in it by what the menus call, the model in the real process
of llama.cpp. A line of stdout is JSON: family, seconds, megabytes, what was said, and the problem, if any.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import resource
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QMimeData
from PySide6.QtWidgets import QApplication

from core import paths
from core.engine.client import EngineClient
from core.engine.fake import ScriptedEngine
from core.errors import InkglowError
from core.models.library import ModelLibrary
from core.models.local import Root
from desktop import app
from desktop.common import messages
from desktop.common.application import make_application
from desktop.window.window import MainWindow
from tests.desktop.conftest import ScriptedQuestions
from tests.faults import hostile_gguf, hostile_own, hostile_templates, hostile_texts
from tests.faults.hostile_worker import LONGEST_S, check_sentence, forget_peak, memory, seconds

_STEPS = 3
"""Files for each window."""
_MOST_MB = 1536.0


class Opening:
    """One window, and what is opened in it."""

    def __init__(self, window: MainWindow, questions: ScriptedQuestions, root: Path, rng: Random) -> None:
        self._window, self._questions, self._root, self._rng = window, questions, root, rng
        self._parts = window.parts
        self._number = 0

    async def text(self) -> None:
        """A text file."""
        await self._parts.documents.open(
            self._file(self._rng.choice((".md", ".txt")), hostile_texts.text_file(self._rng))
        )

    async def folder(self) -> None:
        """A folder of texts, some of them hostile."""
        self._number += 1
        place = self._root / f"place {self._number}"
        place.mkdir()
        hostile_own.folder_files(self._rng, place)
        (place / "novel" / "x.md").write_bytes(hostile_texts.text(self._rng).encode("utf-8", "surrogatepass")[:200_000])
        await self._parts.documents.open(place / "novel")

    async def imported(self) -> None:
        """A file of another format, in the process that imports."""
        ending = self._rng.choice((".docx", ".odt", ".epub", ".rtf", ".html"))
        if ending == ".rtf":
            data = hostile_texts.rtf(self._rng)
        elif ending == ".html":
            data = hostile_texts.page(self._rng).encode("utf-8", "replace")
        else:
            data = hostile_texts.packed(self._rng, ending)
        self._questions.replace = True  # it is to be imported
        await self._parts.documents.open(self._file(ending, data))

    async def pasted(self) -> None:
        """What another program has put on the clipboard."""
        data = QMimeData()
        data.setHtml(hostile_texts.page(self._rng)[:2_000_000])
        data.setText(hostile_texts.text(self._rng)[:200_000])
        QApplication.clipboard().setMimeData(data)
        self._parts.editor.paste()
        QApplication.clipboard().clear()

    async def model(self) -> None:
        """A model file among those that are found and shown."""
        self._file(".gguf", hostile_gguf.hostile_model(self._rng))
        found = await asyncio.to_thread(ModelLibrary(paths.resources(), (Root(self._root, "x"),)).found)
        for each in found:
            assert len(each.summary.title) < 1000 and each.summary.title.isprintable()

    async def attribute(self) -> None:
        """An attribute file that is imported."""
        self._questions.path = self._file(".gguf", hostile_gguf.hostile_attribute(self._rng))
        await self._parts.model.load(Path("scripted.gguf"), str(self._questions.path))

    async def settle(self) -> None:
        """Let the window show what there is, and all that follows from it be done."""
        for _ in range(20):
            await asyncio.sleep(0.01)
        self._window.grab()
        await self._parts.tasks.finish()

    def _file(self, ending: str, data: bytes) -> Path:
        self._number += 1
        file = self._root / f"file {self._number}{ending}"
        file.write_bytes(data)
        return file


async def attempt(seed: int, root: Path) -> dict[str, object]:
    """One window with hostile files; what was tried and said. Raises AssertionError."""
    rng = Random(seed)
    if rng.random() < 0.3:
        return await load_model(rng, root)
    home = root / "home"
    folders = app.Folders(home / "config", home / "data", home / "cache", home / "log", paths.resources())
    for folder in (folders.config, folders.data, folders.cache, folders.log):
        folder.mkdir(parents=True)
    made = [(hostile_own.settings_file, folders.config), (hostile_own.scores_file, folders.cache)]
    made += [(hostile_own.journal_file, folders.journals), (hostile_own.versions_file, folders.local)]
    made += [(hostile_own.writing_file, folders.local), (hostile_own.spelling_files, folders.data)]
    for make, place in rng.sample(made, 3):
        place.mkdir(parents=True, exist_ok=True)
        make(rng, place)
    questions, engine = ScriptedQuestions(), ScriptedEngine(["x"])
    failures: list[str] = []
    said: list[str] = []
    window = app.build(engine, folders, library=None, questions=questions)
    window.parts.tasks.failed.connect(failures.append)
    window.notice.told.connect(said.append)
    window.show()
    await app.open_first_document(window, folders, None)
    await window.parts.writing.tally.start()
    opening = Opening(window, questions, root, rng)
    tried = []
    for kind in rng.choices(
        (opening.text, opening.folder, opening.imported, opening.pasted, opening.model, opening.attribute), k=_STEPS
    ):
        tried.append(kind.__name__)
        forget_peak()
        before, started = memory("VmRSS"), seconds()
        try:
            await asyncio.wait_for(kind(), 80)
        except InkglowError as problem:  # of the model's loader, which the window catches
            said.append(str(problem))
        await opening.settle()
        taken, grown = seconds() - started, memory("VmHWM") - before
        assert taken < 2 * LONGEST_S, f"{tried}: took {taken:.1f} s"
        assert grown < _MOST_MB, f"{tried}: took {grown:.0f} MB"
        for sentence in (*failures, *said):
            check_sentence(sentence, 1500)
            assert not sentence.startswith(messages.UNEXPECTED.partition("{")[0]), f"{tried}: {_log(folders.log)}"
        failures.clear()
        window.parts.editor.document().setModified(False)
    await app.close(window, engine)
    window.hide()
    window.deleteLater()
    return {"family": "window", "said": " ".join(said), "megabytes": 0.0, "problem": ""}


async def load_model(rng: Random, root: Path) -> dict[str, object]:
    """Load a hostile model in the process of llama.cpp: it ends in a sentence, or the model can be used."""
    file = root / "model.gguf"
    keys, tensors, data = hostile_gguf.small_model()
    if rng.random() < 0.5:
        source = hostile_templates.template(rng)
        keys = [key for key in keys if key[0] != "tokenizer.chat_template"]
        keys.append(("tokenizer.chat_template", hostile_gguf.STRING, hostile_gguf.string(source)))
        file.write_bytes(hostile_gguf.gguf(keys, tensors, data))
    else:
        file.write_bytes(hostile_gguf.hostile_model(rng))
    engine, said = EngineClient(n_threads=1, n_gpu_layers=0), ""
    try:
        info = await asyncio.wait_for(engine.load(file), 60)
        said = info.notice
        states = await asyncio.wait_for(engine.states("a b c"), 30)
        assert states.n_tokens
    except InkglowError as problem:
        said = str(problem)
        check_sentence(said)
    finally:
        await engine.close()
    return {"family": "llama.cpp", "said": said, "megabytes": 0.0, "problem": ""}


def _log(folder: Path) -> str:
    return "".join(each.read_text("utf-8") for each in folder.glob("*.log"))[-3000:]


def main() -> None:
    """Serve seeds until stdin ends."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    logging.getLogger().addHandler(logging.NullHandler())  # else warnings would be printed
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    application = make_application()
    application.setQuitOnLastWindowClosed(False)

    async def serve() -> None:
        while line := await asyncio.to_thread(sys.stdin.readline):
            root = Path(tempfile.mkdtemp(prefix="inkglow-hostile-"))
            reply: dict[str, object]
            try:
                reply = await asyncio.wait_for(attempt(int(line), root), 240)
            except BaseException as error:
                problem = "".join(traceback.format_exception(error))[-3000:]
                reply = {"family": "window", "said": "", "megabytes": 0.0, "problem": problem}
            print(json.dumps(reply), file=out, flush=True)
            shutil.rmtree(root, ignore_errors=True)
            if reply["problem"]:  # what is left of that window must not trouble the next one
                os._exit(1)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    app.run_loop(application, serve)


if __name__ == "__main__":
    main()
