"""A writer's session for :mod:`tests.e2e.test_privacy`, in a process of its own.

The real window with the real model opens FILE, and does with its text whatever leaves something on the disk; things go
wrong that quote the text; and at last the program is killed, with text that is not saved.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from core import paths
from core.engine import wire
from core.engine.client import EngineClient
from core.exchange.exporting import ExportOrder
from core.exchange.formats import Format
from core.exchange.job import Job
from core.manuscript import journal
from core.manuscript.paragraphs import Syntax
from core.personal.marks import Side
from core.private_log import LOG_NAME, logged_to, uncaught_logged
from core.rewrite.options import Mode, RewriteOptions
from core.search.query import Query
from desktop import app
from desktop.common.application import make_application
from desktop.exchange import background
from desktop.find.searching import Request
from desktop.window.window import MainWindow
from tests.desktop.conftest import ScriptedQuestions, until

WORD = "Wolkenhaferbrecher"
"""Occurs in no other file."""


NEVER = journal.Entry("", None, 0.0)


async def write(window: MainWindow, engine: EngineClient, file: Path, folders: app.Folders) -> None:
    """Do with the text what leaves something on the disk."""
    parts = window.parts
    editor, rewriting, searching = parts.editor, parts.rewriting, window.find_bar.searching
    await parts.documents.open(file)
    await parts.model.load(paths.starter_model())
    await until(lambda: all(parts.glow.glow_of(each) is not None for each in editor.paragraph_ids()[:1]))
    await parts.marking.mark(Side.ALIVE)
    rewriting.ladder = False
    passage = editor.passage()
    assert passage is not None
    rewriting.begin(passage, RewriteOptions(lam=1.0, mode=Mode.REWRITE))
    await until(lambda: bool(rewriting.partial))
    rewriting.stop()
    rewriting.accept()
    assert engine.worker_pid is not None
    os.kill(engine.worker_pid, signal.SIGKILL)
    request = Request(Query(f"{WORD[:-2]}(e+)r", regex=True))
    searching.search(request)
    await until(lambda: searching.current(request) is not None)
    order = ExportOrder(editor.text(), Syntax.MARKDOWN, file.name, Format.DOCX)
    await asyncio.to_thread(background.export, order, Job())
    await go_wrong(window, engine, folders.log / LOG_NAME)
    await parts.documents.save()
    QTest.keyClicks(editor, f"{WORD} again. ")
    await until(lambda: any(WORD in (journal.read(each) or NEVER).text for each in journal.files(folders.journals)))


async def go_wrong(window: MainWindow, engine: EngineClient, log: Path) -> None:
    """Fail over the text: in a slot, in a task, in a task that nobody awaits, and in the model's process."""

    def fail() -> None:
        raise ValueError(f"cannot read {window.parts.editor.text()!r}")

    async def fail_later() -> None:
        fail()

    QTimer.singleShot(0, fail)
    window.parts.tasks.start(fail_later())
    forgotten = asyncio.ensure_future(fail_later())
    await asyncio.wait([forgotten])
    del forgotten
    text = window.parts.editor.text()
    await until(lambda: engine._connection._process is not None)
    malformed = wire.MeasureSurprisal(10_000, text, [[text]], 0)  # a turn of a talk that has no words
    assert engine._connection._process is not None
    engine._connection._process.send(malformed)
    expected = ("Nothing handled a failure", "Unexpected failure", "never retrieved", "surprisal failed")
    await until(lambda: all(each in log.read_text("utf-8") for each in expected))


def main(file: Path) -> None:
    """Run the session; it ends by SIGKILL."""
    application = make_application("en")
    folders = app.user_folders()

    async def session() -> None:
        engine = EngineClient()
        window = app.build(engine, folders, questions=ScriptedQuestions())
        window.show()
        await write(window, engine, file, folders)
        print("written", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

    with logged_to(folders.log / LOG_NAME), uncaught_logged():  # as app.run does
        app.run_loop(application, session)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
