"""Measure the editor itself, without a model's work, beside a bare QTextEdit with the same text and format.

::

    python -m tests.benchmarks.editor --out build/editor.json
    python -m tests.benchmarks.editor --out build/editor.json --novelwriter VENV/bin/python

The scripted engine scores the text, so that glow, statistics and (where there is one) the outline are on. Blocks of
measurements alternate between both. With ``--novelwriter`` the editor widget of novelWriter is measured afterwards, by
an interpreter that has it installed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import psutil
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit

from core.attribute import file as attribute_file
from core.engine.fake import ScriptedEngine
from desktop import app
from desktop.common.application import make_application
from desktop.window.window import MainWindow
from tests import making
from tests.benchmarks.typing import BareEdit, TimedEditor, bare_edit, keys_to_paint, manuscript

WORDS, LONG_WORDS = 150_000, 500_000
OPENINGS, REPLACINGS, BLOCKS = 7, 5, 6
PLACES = {"start": 0.0, "middle": 0.5, "end": 1.0}
IDLE_S = 10.0
GOALS = {
    "first_paint_over_bare": "≤ 1.5",
    "first_paint_over_plain_text": "",
    "key_to_paint_p99_start_over_bare": "≤ 1.15",
    "key_to_paint_p99_middle_over_bare": "≤ 1.15",
    "key_to_paint_p99_end_over_bare": "≤ 1.15",
    "replace_10000_over_bare": "≤ 3",
    "window_pss_mb": "≤ 250",
    "window_rss_mb": "≤ 250",
    "idle_cpu_percent": "< 1",
}


@dataclass(frozen=True)
class _Desk:
    window: MainWindow
    editor: TimedEditor
    folder: Path
    engine: ScriptedEngine

    async def scored(self) -> None:
        """Wait until nothing is left to score."""
        await asyncio.sleep(0.5)
        while self.window.parts.glow.busy:
            await asyncio.sleep(0.1)

    async def open(self, text: str, name: str = "novel.md") -> Path:
        """Open ``text`` as a file; what was typed before is lost, without a question."""
        self.editor.document().setModified(False)
        file = self.folder / name
        file.write_text(text, "utf-8")
        await self.window.parts.documents.open(file)
        return file

    async def close(self) -> None:
        """Close the window."""
        self.editor.document().setModified(False)
        await app.close(self.window, self.engine)
        self.window.hide()


async def _desk(folder: Path) -> _Desk:
    """The window with everything on, on the scripted engine."""
    file = folder / "attribute.gguf"
    attribute_file.write(file, making.attribute())
    engine, editor = ScriptedEngine(), TimedEditor()
    window = app.build(engine, app.folders_in(folder), editor)
    window.resize(1280, 800)
    window.show()
    if (outline := window.actions_by_name.get("outline")) is not None and outline.isCheckable():
        outline.setChecked(True)
    await window.parts.model.load(Path("scripted.gguf"), str(file))
    return _Desk(window, editor, folder, engine)


@dataclass(frozen=True)
class _Times:
    """Seconds from key to paint, and of them the GUI thread's processor time."""

    wall: list[float]
    cpu: list[float]


def _p99(times: list[float]) -> float:
    return float(np.percentile(times, 99))


async def editor_ratios(folder: Path, words: int = WORDS) -> dict[str, float]:
    """All ratios beside the bare editor. Needs a QApplication and its loop."""
    desk = await _desk(folder)
    figures = await _opening(desk, words)
    figures |= await _keys(desk, words)
    figures |= await _replacing(desk, words)
    figures |= await _blocked(desk)
    await desk.close()
    return figures


async def _opening(desk: _Desk, words: int) -> dict[str, float]:
    """Time from a file to the first paint of its text, over that of the bare editor."""
    text = manuscript(words)
    file = await desk.open(text)
    bare = bare_edit(desk.editor, "")
    ours, formatted, plain = [], [], []
    for _ in range(OPENINGS + 1):
        ours.append(await _until_painted(desk.editor, lambda: desk.window.parts.documents.open(file)))
        formatted.append(await _until_painted(bare, lambda: _fill(bare, desk.editor, file)))
        plain.append(await _until_painted(bare, lambda: _fill(bare, None, file)))
    bare.close()
    return {
        "first_paint_ms": round(median(ours[1:]) * 1000),
        "first_paint_over_bare": _over(ours, formatted),
        "first_paint_over_plain_text": _over(ours, plain),
    }


async def _fill(bare: BareEdit, like: TimedEditor | None, file: Path) -> None:
    """Put the file into the bare editor: with the format of ``like``, or as Qt shows plain text, in no format."""
    text = await asyncio.to_thread(file.read_text, "utf-8")
    bare.document().setUndoRedoEnabled(False)
    if like is None:
        bare.setPlainText(text)
    else:
        bare.document().clear()
        cursor = QTextCursor(bare.document())
        cursor.setBlockFormat(like.block_format())
        cursor.insertText(text)
        bare.moveCursor(QTextCursor.MoveOperation.Start)
    bare.document().setUndoRedoEnabled(True)


async def _keys(desk: _Desk, words: int) -> dict[str, float]:
    """99th percentiles of key to paint at three places, ours over the bare editor's."""
    text = manuscript(words)
    await desk.open(text)
    await desk.scored()
    bare = bare_edit(desk.editor, text)
    figures: dict[str, float] = {}
    for place, share in PLACES.items():
        ours, theirs = _Times([], []), _Times([], [])
        for block in range(BLOCKS + 1):
            pairs = ((desk.editor, ours), (bare, theirs))
            for widget, times in pairs if block % 2 else reversed(pairs):
                measured = _Times([], [])
                measured.wall.extend(await keys_to_paint(widget, block, share, measured.cpu))
                if block:  # the first block is warm-up
                    times.wall.extend(measured.wall)
                    times.cpu.extend(measured.cpu)
        figures |= {
            f"key_to_paint_p99_{place}_ms": round(_p99(ours.wall) * 1000, 2),
            f"key_to_paint_p99_{place}_over_bare": round(_p99(ours.wall) / _p99(theirs.wall), 2),
            f"key_to_paint_p50_{place}_over_bare": round(median(ours.wall) / median(theirs.wall), 2),
            f"key_to_paint_cpu_p99_{place}_over_bare": round(_p99(ours.cpu) / _p99(theirs.cpu), 2),
        }
    bare.close()
    return figures


async def _replacing(desk: _Desk, words: int) -> dict[str, float]:
    """Replacing 10,000 matches, over the same edits in the bare editor; one undo must bring the text back."""
    text = _with_matches(manuscript(words), "lamplight", 10_000)
    await desk.open(text)
    await desk.scored()
    bare = bare_edit(desk.editor, text)
    bare.document().documentLayout().documentSize()
    find = desk.window.find_bar
    find.open_replace()
    needle, replacement, *_ = find.findChildren(QLineEdit)
    needle.setText("lamplight")
    replacement.setText("candlelight")
    starts = [match.start() for match in re.finditer("lamplight", text)]
    assert len(starts) == 10_000

    async def searched() -> None:
        await asyncio.sleep(0.5)
        while find.is_searching:
            await asyncio.sleep(0.1)

    async def replace_bare() -> None:
        cursor = bare.textCursor()
        cursor.beginEditBlock()
        for start in reversed(starts):
            cursor.setPosition(start)
            cursor.setPosition(start + len("lamplight"), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText("candlelight")
        cursor.endEditBlock()

    async def replace_ours() -> None:
        find.replace_all()

    ours, theirs = [], []
    for _ in range(REPLACINGS + 1):
        await searched()
        ours.append(await _until_painted(desk.editor, replace_ours))
        assert desk.editor.text() == text.replace("lamplight", "candlelight")
        desk.editor.undo()
        assert desk.editor.text() == text
        theirs.append(await _until_painted(bare, replace_bare))
        bare.undo()
        await desk.scored()
    find.close_bar()
    bare.close()
    return {"replace_10000_ms": round(median(ours[1:]) * 1000), "replace_10000_over_bare": _over(ours, theirs)}


async def _blocked(desk: _Desk) -> dict[str, float]:
    """The longest time for which the GUI thread does nothing else while LONG_WORDS are opened, in milliseconds."""
    text = manuscript(LONG_WORDS)
    longest, last = 0.0, time.perf_counter()

    def tick() -> None:
        nonlocal longest, last
        now = time.perf_counter()
        longest, last = max(longest, now - last), now

    heart = QTimer(interval=0)
    heart.timeout.connect(tick)
    heart.start()
    await desk.open(text, "long.md")
    await asyncio.sleep(4)
    heart.stop()
    return {"open_500000_blocked_ms": round(longest * 1000)}


async def window_figures(folder: Path, words: int = WORDS) -> dict[str, float]:
    """Memory of this process with the window and its text in it, and its CPU time while nothing happens."""
    desk = await _desk(folder)
    await desk.open(manuscript(words))
    await desk.scored()
    await asyncio.sleep(3)
    memory = psutil.Process().memory_full_info()
    cpu, began = time.process_time(), time.perf_counter()
    await asyncio.sleep(IDLE_S)
    idle = (time.process_time() - cpu) / (time.perf_counter() - began)
    await desk.close()
    return {
        "window_pss_mb": round(memory.pss / 1e6),
        "window_rss_mb": round(memory.rss / 1e6),
        "idle_cpu_percent": round(100 * idle, 2),
    }


def in_new_process() -> dict[str, float]:
    """:func:`window_figures` in a process that has done nothing else."""
    command = [sys.executable, "-m", "tests.benchmarks.editor", "--window"]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def novelwriter_figures(python: Path, words: int = WORDS) -> dict[str, float]:
    """The same of novelWriter's editor, by an interpreter that has it; see :mod:`tests.benchmarks.other_editor`."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "text.md"
        file.write_text(manuscript(words), "utf-8")
        script = Path(__file__).with_name("other_editor.py")
        command = [str(python), "-P", str(script), str(file), scratch]  # -P: this folder has a typing.py
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {f"novelwriter_{name}": value for name, value in found.items()}


async def _until_painted(widget: TimedEditor | BareEdit, act: Callable[[], Awaitable[object]]) -> float:
    """Seconds from before ``act`` to the end of the first paint after it."""
    painted: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def on_paint() -> None:
        if not painted.done():
            painted.set_result(time.perf_counter())

    await asyncio.sleep(0.3)
    began = time.perf_counter()
    await act()
    widget.painted.connect(on_paint)
    widget.viewport().update()
    ended = await painted
    widget.painted.disconnect(on_paint)
    return ended - began


def _with_matches(text: str, word: str, count: int) -> str:
    """``text`` with ``word`` put after ``count`` of its spaces, evenly."""
    words = text.split(" ")
    step = (len(words) - 1) // count
    for place in range(count):
        words[place * step] += f" {word}"
    return " ".join(words)


def _over(ours: list[float], theirs: list[float]) -> float:
    """Median of the ratios of alternating pairs, the first (warm-up) left out."""
    return round(median(a / b for a, b in list(zip(ours, theirs, strict=True))[1:]), 2)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--novelwriter", type=Path, help="a Python that has novelWriter")
    parser.add_argument("--window", action="store_true", help="memory and idle CPU of this process only")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    measure = window_figures if given.window else editor_ratios
    with tempfile.TemporaryDirectory() as scratch:
        figures = app.run_loop(application, lambda: measure(Path(scratch), given.words))
    if given.window:
        print(json.dumps(figures))
        return
    figures |= in_new_process()
    if given.novelwriter is not None:
        figures |= novelwriter_figures(given.novelwriter, given.words)
    if given.out is not None:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    for name, value in figures.items():
        print(f"{name:44} {value:>10g}   {GOALS.get(name, '')}")


if __name__ == "__main__":
    main()
