"""Measure novelWriter's own editor; run by an interpreter that has novelWriter, which is no dependency of ours.

::

    VENV/bin/python -P tests/benchmarks/other_editor.py TEXT SCRATCH

Makes a project with TEXT as its one document in the folder SCRATCH, and prints JSON: milliseconds to the first paint,
and the 99th percentiles of key to paint at three places. Spelling is checked where there is a dictionary.
"""

from __future__ import annotations

import importlib
import json
import random
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

OPENINGS, KEYS, WARM_UP = 5, 400, 60
PLACES = {"start": 0.0, "middle": 0.5, "end": 1.0}
LETTERS = "etaoin shrdlu cmfwyp"


def main() -> None:
    """Measure and print."""
    text, scratch = Path(sys.argv[1]).read_text("utf-8"), Path(sys.argv[2])
    novelwriter: Any = importlib.import_module("novelwriter")
    config, shared = novelwriter.CONFIG, novelwriter.SHARED
    config.initConfig(str(scratch / "config"), str(scratch / "data"))
    application = novelwriter._createApp()
    window_module: Any = importlib.import_module("novelwriter.guimain")
    editor_type = importlib.import_module("novelwriter.editor.editor").GuiDocEditor
    ends: list[float] = []
    paint = editor_type.paintEvent

    def painted(self: Any, event: Any) -> None:
        paint(self, event)
        ends.append(time.perf_counter())

    editor_type.paintEvent = painted
    config.loadConfig(novelwriter.NSplashScreen())
    config.initLocalisation(application)
    shared.initTheme(importlib.import_module("novelwriter.gui.theme").GuiTheme())
    type(shared).warn = lambda *_, **__: None  # a dialog, where there is no dictionary to check spelling by
    window = window_module.GuiMain()
    window.resize(1280, 800)
    window.show()
    builder = importlib.import_module("novelwriter.core.coretools").ProjectBuilder()
    assert builder.buildProject({"path": scratch / "project", "name": "Text", "chapters": 1, "scenes": 0})
    assert window.openProject(scratch / "project")
    project = shared.project
    handles = [item.itemHandle for item in project.tree if item.isFileType()]
    project.storage.getDocument(handles[-1]).writeDocument(text)
    figures: dict[str, float] = {"first_paint_ms": _opening(application, window, handles, ends)}
    editor = window.docEditor
    for place, share in PLACES.items():
        times = _keys(application, editor, share, ends)
        figures[f"key_to_paint_p99_{place}_ms"] = round(quantiles(times, n=100)[-1] * 1000, 2)
    print(json.dumps(figures), flush=True)
    importlib.import_module("os")._exit(0)  # its window asks before it closes


def _opening(application: Any, window: Any, handles: list[str], ends: list[float]) -> int:
    times: list[float] = []
    for _ in range(OPENINGS):
        window.openDocument(handles[0])
        _settle(application)
        ends.clear()
        began = time.perf_counter()
        window.openDocument(handles[-1])
        while not ends:
            application.processEvents()
        times.append(ends[0] - began)
        _settle(application)
    return round(median(times) * 1000)


def _keys(application: Any, editor: Any, share: float, ends: list[float]) -> list[float]:
    qtest = importlib.import_module("PyQt6.QtTest").QTest
    draw = random.Random(7)
    document = editor.document()
    block = document.findBlockByNumber(min(document.blockCount() - 2, int(document.blockCount() * share)))
    while len(block.text()) < 80:
        block = block.next() if share < 1.0 else block.previous()
    editor.setCursorPosition(block.position() + block.length() // 2)
    editor.setFocus()
    _settle(application)
    times: list[float] = []
    for _ in range(KEYS + WARM_UP):
        ends.clear()
        began = time.perf_counter()
        qtest.keyClicks(editor, draw.choice(LETTERS))
        while not ends:
            application.processEvents()
        times.append(ends[0] - began)
        _settle(application, 0.015)
    return times[WARM_UP:]


def _settle(application: Any, seconds: float = 1.0) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        application.processEvents()


if __name__ == "__main__":
    main()
