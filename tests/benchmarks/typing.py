"""Measure the time from key to paint during model work, in a 100,000-word manuscript and a plain QTextEdit.

The time is that from the key event to the end of the paint event that shows it, in Qt's own event loop. Blocks of keys
alternate between our editor and a plain QTextEdit with the same text, during the same scoring and rewriting.
"""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from core import paths
from core.engine.client import EngineClient
from core.rewrite.options import RewriteOptions
from desktop import app
from desktop.common.theme import serif_family
from desktop.editor.text_edit import ManuscriptEditor
from desktop.window.window import MainWindow

WORDS = 100_000
BLOCKS, KEYS_PER_BLOCK = 12, 100
BETWEEN_KEYS_S = 0.015
LETTERS = "etaoin shrdlu cmfwyp"


class TimedEditor(ManuscriptEditor):
    """The editor with a signal after each paint."""

    painted = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, then emit the signal."""
        super().paintEvent(event)
        self.painted.emit()


class BareEdit(QTextEdit):
    """Qt's own editor with a signal after each paint."""

    painted = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, then emit the signal."""
        super().paintEvent(event)
        self.painted.emit()


def manuscript(words: int = WORDS) -> str:
    """A text of ``words`` words: the sample chapter's paragraphs in changing order, with chapter headings."""
    draw = random.Random(7)
    chapter = (paths.resources() / "sample" / "chapter.md").read_text("utf-8")
    prose = [p for p in chapter.split("\n\n") if len(p.split()) > 2 and not p.startswith("#")]
    parts: list[str] = []
    count = 0
    while count < words:
        if len(parts) % 60 == 0:
            parts.append(f"## Chapter {len(parts) // 60 + 1}")
        sentences = " ".join(draw.sample(prose, 2)).split(". ")
        draw.shuffle(sentences)
        paragraph = ". ".join(sentences)
        parts.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join(parts) + "\n"


async def key_to_paint(folders: app.Folders, model: Path | None, attribute: str) -> dict[str, float]:
    """99th percentiles: ours in milliseconds, and over that of the plain editor. Needs a QApplication and its loop."""
    engine = EngineClient()
    editor = TimedEditor()
    window = app.build(engine, folders, editor)
    window.resize(1280, 800)
    window.show()
    text = manuscript()
    window.parts.session.new(text, "Long manuscript")
    bare = bare_edit(editor, text)
    await window.parts.model.load(model, attribute)
    keep_rewriting = asyncio.get_running_loop().create_task(_rewrite_for_ever(window))
    ours: list[float] = []
    theirs: list[float] = []
    for block in range(BLOCKS + 1):
        for widget, times in ((editor, ours), (bare, theirs)) if block % 2 else ((bare, theirs), (editor, ours)):
            measured = await keys_to_paint(widget, seed=block)
            if block:  # the first block is warm-up
                times += measured
    keep_rewriting.cancel()
    editor.document().setModified(False)
    bare.close()
    await app.close(window, engine)
    window.hide()
    p99_ours, p99_bare = float(np.percentile(ours, 99)), float(np.percentile(theirs, 99))
    return {
        "key_to_paint_keys": len(ours),
        "key_to_paint_p50_ms": round(float(np.median(ours)) * 1000, 2),
        "key_to_paint_p99_ms": round(p99_ours * 1000, 2),
        "key_to_paint_bare_p99_ms": round(p99_bare * 1000, 2),
        "key_to_paint_p99_over_bare": round(p99_ours / p99_bare, 2),
    }


def bare_edit(like: TimedEditor, text: str) -> BareEdit:
    """A QTextEdit with the same text, face, line height and page."""
    bare = BareEdit()
    font = QFont(serif_family())
    font.setPointSizeF(like.font().pointSizeF())
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    bare.setFont(font)
    bare.document().setDefaultFont(font)
    bare.document().setUndoRedoEnabled(False)
    cursor = QTextCursor(bare.document())
    cursor.setBlockFormat(like.block_format())
    cursor.insertText(text)
    bare.document().setUndoRedoEnabled(True)
    bare.resize(like.viewport().width() + 12, like.height())
    bare.show()
    return bare


async def _rewrite_for_ever(window: MainWindow) -> None:
    """Request one rewrite after another."""
    rewriting, editor = window.parts.rewriting, window.parts.editor
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(4).position())
    editor.setTextCursor(cursor)
    passage = editor.passage()
    assert passage is not None
    options = RewriteOptions(lam=3.0)
    rewriting.begin(passage, options)
    while True:
        await asyncio.sleep(0.05)
        if not rewriting.state.is_running:
            rewriting.try_again(options)


async def keys_to_paint(
    widget: TimedEditor | BareEdit, seed: int, share: float = 0.5, cpu: list[float] | None = None
) -> list[float]:
    """Type a block of keys at ``share`` of the text; seconds from each key to the end of its paint.

    The GUI thread's own processor time of each is added to ``cpu``, which other programs disturb less.
    """
    draw = random.Random(seed)
    document = widget.document()
    cursor = QTextCursor(document)
    away = 20 * seed if share < 1.0 else -20 * seed
    block = document.findBlockByNumber(min(document.blockCount() - 2, int(document.blockCount() * share)) + away)
    while len(block.text()) < 80:  # a heading, or the line between two paragraphs
        block = block.next() if share < 1.0 else block.previous()
    cursor.setPosition(block.position() + block.length() // 2)
    widget.setTextCursor(cursor)
    widget.ensureCursorVisible()
    widget.setFocus()
    await asyncio.sleep(0.3)
    times: list[float] = []
    for _ in range(KEYS_PER_BLOCK):
        painted = asyncio.Event()
        ends: list[tuple[float, float]] = []

        def on_paint(ends: list[tuple[float, float]] = ends, painted: asyncio.Event = painted) -> None:
            ends.append((time.perf_counter(), time.thread_time()))
            painted.set()

        widget.painted.connect(on_paint)
        began, began_cpu = time.perf_counter(), time.thread_time()
        if draw.random() < 0.01:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(widget, draw.choice(LETTERS))
        await painted.wait()
        widget.painted.disconnect(on_paint)
        times.append(ends[0][0] - began)
        if cpu is not None:
            cpu.append(ends[0][1] - began_cpu)
        await asyncio.sleep(BETWEEN_KEYS_S)
    return times
