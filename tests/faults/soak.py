"""Write for hours in the real window with the real model, and measure what grows.

::

    python -m tests.faults.soak                        # two hours
    INKGLOW_SOAK_MINUTES=30 python -m tests.faults.soak

A round is what a writer does in some minutes, without the pauses: a file is opened, some lines are typed and scored, a
paragraph is rewritten, the rewrite accepted and undone, words are looked for, the file is saved. After each round the
memory of both processes, open descriptors, threads, children and Qt's objects are counted, and the GUI thread's
processor time per key. Files are as long as they were in every round, so nothing has a reason to grow. Lost is a run in
which

- memory of a process grows by more than 5 MB an hour (slope through the rounds after a fifth of the time),
- descriptors, threads, children or objects grow from each quarter of the rounds to the next, or
- a key takes half as long again in the last quarter as in the second.

Figures are printed as they come, and the last ones stand in ``build/soak.json``.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median

import numpy as np
import psutil
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core import paths
from core.attribute import selection
from core.engine.client import EngineClient
from core.engine.protocol import Engine
from desktop import app
from desktop.common import language
from desktop.common.application import make_application
from desktop.common.questions import Unsaved
from desktop.window.window import MainWindow
from tests.desktop.conftest import PaperLibrary, ScriptedQuestions
from tests.faults import report
from tests.faults.report import Lost

MINUTES = 120.0
MOST_GROWTH_MB_H = 5.0
WARM_UP = 0.2
"""Share of the rounds that are not looked at."""
PARAGRAPHS = 24
FIGURES = Path("build/soak.json")
_WORDS = [
    "the",
    "lamp",
    "hummed",
    "over",
    "a",
    "river",
    "where",
    "old",
    "men",
    "sold",
    "lanterns",
    "to",
    "children",
    "who",
    "had",
    "never",
    "seen",
    "any",
    "rain",
    "fall",
]
_PATIENCE_S = 90.0


@dataclass(frozen=True)
class Sample:
    """What was counted after a round. Times are in ms, memory in MB and anonymous.

    What is mapped from files is left out: how much of it counts depends on which other programs use the same files.
    """

    minutes: float
    window_mb: float
    model_mb: float
    descriptors: int
    threads: int
    children: int
    objects: int
    key_ms: float
    keys: int
    rewrites: int


class Soak:
    """The rounds. ``folder`` gets two files of the same length."""

    def __init__(self, window: MainWindow, questions: ScriptedQuestions, folder: Path, chance: random.Random) -> None:
        self._window, self._parts, self._questions, self._chance = window, window.parts, questions, chance
        self._editor = window.parts.editor
        self._files = [folder / "one.md", folder / "two.md"]
        self._began = time.monotonic()
        self._keys = self._rewrites = 0
        for file in self._files:
            file.write_text("# A chapter\n\n" + "\n\n".join(self._paragraph() for _ in range(PARAGRAPHS)) + "\n")
        self._texts = [file.read_text() for file in self._files]

    def _paragraph(self) -> str:
        return f"{' '.join(self._chance.choices(_WORDS, k=50)).capitalize()}."

    async def round(self, number: int, keys: int) -> Sample:
        """One round; ``keys`` are typed in it."""
        file, text = self._files[number % 2], self._texts[number % 2]
        self._questions.unsaved_answer = Unsaved.DISCARD
        file.write_text(text)
        await self._parts.documents.open(file)
        self._put_cursor_at_end()
        spent = await self._type(keys)
        await self._quiet()
        await self._rewrite()
        self._find()
        await self._parts.documents.save()
        await self._quiet()
        return self._sample(1000 * median(spent))

    async def _type(self, keys: int) -> list[float]:
        spent = []
        words = " ".join(self._chance.choices(_WORDS, k=keys))[:keys]
        for key in words:
            began = time.thread_time()
            QTest.keyClicks(self._editor, key)
            self._editor.viewport().repaint()
            spent.append(time.thread_time() - began)
            await asyncio.sleep(0.005)
        self._keys += keys
        return spent

    async def _rewrite(self) -> None:
        """Rewrite the paragraph at the cursor, accept what comes, and undo that."""
        rewriting = self._parts.rewriting
        QTest.keyClick(self._editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await self._wait(lambda: not rewriting.state.is_running)
        if rewriting.current is not None:
            QTest.keyClick(self._editor, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(self._editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
            if rewriting.passage is None:
                self._rewrites += 1
                self._editor.undo()
        QTest.keyClick(self._editor, Qt.Key.Key_Escape)

    def _find(self) -> None:
        bar = self._window.find_bar
        bar.open_find()
        QTest.keyClicks(self._window.focusWidget() or self._editor, "lantern")
        QTest.keyClick(self._window.focusWidget() or self._editor, Qt.Key.Key_Escape)

    def _put_cursor_at_end(self) -> None:
        self._editor.moveCursor(QTextCursor.MoveOperation.End)
        self._editor.moveCursor(QTextCursor.MoveOperation.PreviousBlock)
        self._editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)

    async def _quiet(self) -> None:
        await self._wait(lambda: not self._parts.glow.busy)

    async def _wait(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + _PATIENCE_S
        while not done() and time.monotonic() < until:
            await asyncio.sleep(0.02)

    def _sample(self, key_ms: float) -> Sample:
        process = psutil.Process()
        children = process.children(recursive=True)
        return Sample(
            minutes=round((time.monotonic() - self._began) / 60, 2),
            window_mb=_anonymous_mb(process),
            model_mb=round(sum(map(_anonymous_mb, children)), 2),
            descriptors=process.num_fds(),
            threads=process.num_threads(),
            children=len(children),
            objects=len(self._window.findChildren(QObject)),
            key_ms=round(key_ms, 3),
            keys=self._keys,
            rewrites=self._rewrites,
        )


def _anonymous_mb(process: psutil.Process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    found = [int(line.split()[1]) for line in status.splitlines() if line.startswith(("RssAnon", "VmSwap"))]
    return round(sum(found) * 1024 / 1e6, 2)


def soak(
    home: Path,
    engine: Engine,
    model: tuple[Path, str],
    seconds: float,
    keys: int,
    tell: Callable[[Sample], None] = lambda _: None,
) -> list[Sample]:
    """Write for ``seconds`` in the folder ``home`` with a model and its attribute, eight rounds at least.

    Needs a QApplication, and no running loop.
    """
    questions, samples, folders = ScriptedQuestions(), list[Sample](), app.folders_in(home / "user")
    for folder in (folders.config, folders.data, folders.cache, folders.log):
        folder.mkdir(parents=True, exist_ok=True)

    async def main() -> None:
        window = app.build(engine, folders, library=PaperLibrary(), questions=questions)
        window.parts.preferences.change(spelling=False, seen_sample=True)
        window.show()
        window.parts.session.new("", "Test")
        await window.parts.model.load(*model)
        writer = Soak(window, questions, home, random.Random(1))
        until = time.monotonic() + seconds
        while time.monotonic() < until or len(samples) < 8:
            samples.append(await writer.round(len(samples), keys))
            tell(samples[-1])
        window.parts.editor.document().setModified(False)
        await app.close(window, engine)
        window.hide()
        window.deleteLater()

    app.run_loop(make_application(), main)
    return samples


def growth_per_hour(values: Sequence[float], minutes: Sequence[float]) -> float:
    """Slope through ``values`` after the warm-up, by the median of the slopes of all pairs (Theil and Sen)."""
    first = round(WARM_UP * len(values))
    at, known = np.array(minutes[first:]) / 60, np.array(values[first:])
    one, other = np.triu_indices(len(at), 1)
    return float(np.median((known[other] - known[one]) / (at[other] - at[one])))


def judge(samples: Sequence[Sample]) -> dict[str, float]:
    """The figures of a run; raises Lost where something grows."""
    minutes = [each.minutes for each in samples]
    found = {
        "rounds": float(len(samples)),
        "minutes": minutes[-1],
        "keys": float(samples[-1].keys),
        "rewrites": float(samples[-1].rewrites),
        "window_mb_per_hour": round(growth_per_hour([each.window_mb for each in samples], minutes), 2),
        "model_mb_per_hour": round(growth_per_hour([each.model_mb for each in samples], minutes), 2),
    }
    for name in (each.name for each in fields(Sample)):
        quarters = [float(median(part)) for part in np.array_split([getattr(each, name) for each in samples], 4)]
        found |= {f"{name}_second_quarter": quarters[1], f"{name}_last_quarter": quarters[3]}
        counted = name in ("descriptors", "threads", "children", "objects")
        if counted and quarters[0] < quarters[1] < quarters[2] < quarters[3]:
            raise Lost(f"{name} grow: {quarters}; {found}")
        if name == "key_ms" and quarters[3] > 1.5 * quarters[1]:
            raise Lost(f"a key takes longer: {quarters} ms; {found}")
    for name in ("window_mb_per_hour", "model_mb_per_hour"):
        if found[name] > MOST_GROWTH_MB_H:
            raise Lost(f"{name} is {found[name]}; {found}")
    return found


def attempt(_seed: int) -> None:
    """A whole run."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    language.install(make_application(), "en", paths.resources())
    minutes = float(os.environ.get("INKGLOW_SOAK_MINUTES", MINUTES))
    with tempfile.TemporaryDirectory(prefix="inkglow-soak-") as home:
        model = selection.default_model(), ""
        samples = soak(Path(home), EngineClient(), model, 60 * minutes, 200, lambda each: print(each, flush=True))
    found = judge(samples)
    print(json.dumps(found, indent=1))
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(report.main("soak", "Hours of writing, in which nothing may grow", attempt, runs=1))
