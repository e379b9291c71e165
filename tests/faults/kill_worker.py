"""Kill, stop, crash or starve the model's process while the real window works with it.

A session is a process with the real window (offscreen), the real starter model and a text that is scored. A seed says
what is done to the model's process (SIGKILL, SIGSEGV, SIGSTOP, no more memory), during what (load, reading a prompt,
streaming, learning), and when. Afterwards the text must be what was typed, the writer must have been told, the model
must be ready again or a button offer it, one process must hold it, and the window's thread must not have been held up.
After some seeds the session itself is killed, and must leave no child behind.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from core import child_process, paths
from core.derivation.plan import Plan
from core.engine.client import EngineClient
from core.engine.protocol import EngineStatus, ModelInfo
from core.engine.supervision import Patience
from core.models.altered_copy import write_altered_copy
from core.private_log import LOG_NAME, logged_to
from core.rewrite.options import Mode, RewriteOptions
from desktop import app
from desktop.common import messages
from desktop.common.application import make_application
from desktop.learning.learner import LearningState
from desktop.rewrite.attempt import RewriteState
from desktop.tour.steps import short_plan
from desktop.window.window import MainWindow
from tests.desktop.conftest import ScriptedQuestions, until
from tests.faults import report
from tests.faults.heartbeat import MOST_LATE_S, Heartbeat
from tests.faults.report import Lost

SEEDS_EACH = 12
"""Seeds of one session. Every fourth session learns."""
_LONGEST_S = 480.0
"""How long the outcome of one fault may take on a busy machine."""
_FAULTS = (signal.SIGKILL, signal.SIGSEGV, signal.SIGSTOP, "memory")
_PATIENCE = Patience(round_s=0.2, silent=10, starting=300, lost=30, delays_s=(0.0, 0.2, 0.5))
"""Shorter than in the program, so that three hundred faults take less than a day."""
_AGAIN = 0.1
"""Share of the deaths that are repeated until the program gives up."""
_TEXT = "\n\n".join(
    f"Paragraph {n}: the ferryman counted the lamps along the quay, lost the number, and began again with more care."
    for n in range(8)
)


class Session:
    """The window and what is done to its model's process. GUI thread, inside a running asyncio loop."""

    def __init__(self, window: MainWindow, engine: EngineClient, model: Path, *, learns: bool) -> None:
        self._window = window
        self._engine = engine
        self._model = model
        self._learns = learns
        self._heartbeat = Heartbeat(window)
        self._said: list[str] = []
        self._typed = 0
        self._losses: list[str] = []
        self._status = EngineStatus.READY
        engine.subscribe(self._on_status)
        window.parts.model.changed.connect(self._on_words)
        window.notice.told.connect(self._said.append)

    async def attempt(self, seed: int) -> dict[str, object]:
        """Do what ``seed`` says; what it was, and what was lost."""
        chance = random.Random(seed)
        self._losses = []
        await self._until_ready("before the fault")
        during = "learning" if self._learns else chance.choice(["load", "reading", "streaming"])
        fault = chance.choice(_FAULTS)
        await {"load": self._load, "reading": self._read, "streaming": self._stream, "learning": self._learn}[during]()
        await asyncio.sleep(chance.random() ** 2 * 0.8)
        self._said.clear()
        self._heartbeat.start()
        pid, again = self._engine.worker_pid, chance.random() < _AGAIN
        happened = await self._harm(fault, pid, chance) if pid is not None else False
        QTest.keyClicks(self._window.parts.editor, "x")
        self._typed += 1
        if happened:
            await self._until(lambda: bool(self._said), "a word about it")
        if happened and again and fault in (signal.SIGKILL, signal.SIGSEGV):
            await self._kill_until_given_up()
        await self._until_ready(f"after {fault!r} during {during}")
        self._heartbeat.stop()
        self._check(happened=happened)
        self._end_work()
        return {
            "seed": seed,
            "fault": str(fault),
            "during": during,
            "happened": happened,
            "late_ms": round(self._heartbeat.worst * 1000),
            "late_with_load_ms": round(self._heartbeat.worst_with_load * 1000),
            "losses": self._losses,
        }

    # -- what the model works at

    async def _load(self) -> None:
        before = self._engine.worker_pid
        self._window.parts.tasks.start(self._window.parts.model.load(self._model))
        await self._until(lambda: self._engine.worker_pid not in (None, before), "a load that starts a process")

    async def _read(self) -> None:
        rewriting = self._window.parts.rewriting
        rewriting.ladder = False
        self._put_cursor_into_text()
        passage = self._window.parts.editor.passage()
        assert passage is not None
        rewriting.begin(passage, RewriteOptions(lam=1.0, mode=Mode.REWRITE))

    async def _stream(self) -> None:
        await self._read()
        rewriting = self._window.parts.rewriting
        await self._until(lambda: rewriting.state is not RewriteState.READING, "a rewrite that is written")

    async def _learn(self) -> None:
        learning = self._window.parts.models.learning
        if learning.now.state is LearningState.DONE:
            assert learning.now.file is not None
            learning.now.file.unlink(missing_ok=True)
            await self._window.parts.model.load(self._model)
            await self._window.parts.tasks.start(self._window.parts.model.load(self._model))
        learning.start()
        await self._until(lambda: learning.now.state is not LearningState.OFFERED, "learning")

    def _end_work(self) -> None:
        self._window.parts.rewriting.dismiss()
        self._window.notice.end()

    def _put_cursor_into_text(self) -> None:
        editor = self._window.parts.editor
        view = editor.paragraph(editor.paragraph_ids()[2])
        assert view is not None
        cursor = editor.textCursor()
        cursor.setPosition(view.start + 4)
        editor.setTextCursor(cursor)

    # -- what is done to its process

    async def _harm(self, fault: object, pid: int, chance: random.Random) -> bool:
        """Do it; whether the process has died or was stopped."""
        if not isinstance(fault, signal.Signals):
            return await self._take_memory(pid, chance)
        with suppress(ProcessLookupError):
            os.kill(pid, fault)
        if fault is not signal.SIGSTOP:
            return True
        self._ask_something()  # who is not asked anything need not answer
        way_out = chance.choice(["wait", "click", "continue"])
        if way_out != "wait":
            with suppress(TimeoutError):
                await asyncio.wait_for(until(lambda: self._window.parts.model.is_silent), 15)
            if way_out == "click" and self._restart_button() is not None:
                self._click_restart()
            else:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)
        return way_out == "wait"

    async def _take_memory(self, pid: int, chance: random.Random) -> bool:
        """Let no further memory be taken for some seconds. Whether the process has ended from that."""
        try:
            used = psutil.Process(pid).memory_info().vms
            _, most = resource.prlimit(pid, resource.RLIMIT_AS)
            resource.prlimit(pid, resource.RLIMIT_AS, (used + chance.randrange(4_000_000), most))
        except (psutil.NoSuchProcess, ProcessLookupError):
            return False
        self._ask_something()
        with suppress(TimeoutError):
            await asyncio.wait_for(until(lambda: not _is_alive(pid)), 6)
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_AS, (most, most))
        return not _is_alive(pid)

    def _ask_something(self) -> None:
        """Change a paragraph, so that it is scored."""
        self._put_cursor_into_text()
        QTest.keyClicks(self._window.parts.editor, "y")
        self._typed += 1

    async def _kill_until_given_up(self) -> None:
        loader, killed, deadline = self._window.parts.model, set[int](), time.monotonic() + 60
        while not loader.has_stopped and loader.model is not None and time.monotonic() < deadline:
            pid = self._engine.worker_pid
            if pid is not None and pid not in killed:
                killed.add(pid)
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.005)
        self._must(loader.has_stopped or loader.model is None, "it was never given up")
        if loader.has_stopped:
            self._must(self._restart_button() is not None, "no button offers to restart the model")

    # -- what must be

    async def _until_ready(self, when: str) -> None:
        """Wait until the model is ready, or can be made so as the window offers."""
        loader, learning = self._window.parts.model, self._window.parts.models.learning

        def settled() -> bool:
            can_work = loader.ready is not None or (self._learns and loader.model is not None)
            return can_work and self._status is EngineStatus.READY and self._engine.worker_pid is not None

        deadline = time.monotonic() + _LONGEST_S / 2
        while not settled():
            if loader.has_stopped and self._restart_button() is not None:
                self._click_restart()
            elif loader.model is None and loader.reason:
                await loader.load(self._model)  # as Model ▸ Choose does
            if self._learns and learning.now.state is LearningState.PAUSED:
                learning.start()
            if time.monotonic() > deadline:
                self._losses.append(f"not ready {when}: {loader.words}; {loader.reason}; {self._window.notice.words}")
                return
            await asyncio.sleep(0.05)

    def _check(self, *, happened: bool) -> None:
        text = self._window.parts.editor.toPlainText()
        self._must(text.count("x") + text.count("y") == self._letters + self._typed, "the text is not what was typed")
        self._must(len(text) == len(_TEXT) + self._typed, "the text is not as long as what was typed")
        said = any("restart" in each or "ended" in each or "answer" in each for each in self._said)
        self._must(said or not happened, f"nothing was said: {self._said}")
        self._must(len(_models_of(os.getpid())) == 1, f"{_models_of(os.getpid())} hold the model")
        late = self._heartbeat
        self._must(
            late.worst <= MOST_LATE_S,
            f"the window's thread was held up for {late.worst:.3f} s, {late.worst_computing:.3f} s of them computing",
        )

    def _must(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self._losses.append(otherwise)

    @property
    def _letters(self) -> int:
        return _TEXT.count("x") + _TEXT.count("y")

    def _restart_button(self) -> QPushButton | None:
        buttons = self._window.notice.findChildren(QPushButton)
        return next((each for each in buttons if each.text() == messages.RESTART_MODEL), None)

    def _click_restart(self) -> None:
        button = self._restart_button()
        if button is not None:
            button.click()

    async def _until(self, condition: Callable[[], bool], what: str) -> None:
        try:
            await asyncio.wait_for(until(condition), _LONGEST_S / 4)
        except TimeoutError:
            self._losses.append(f"waited in vain for {what}")

    def _on_status(self, status: EngineStatus, _sentence: str) -> None:
        self._status = status

    def _on_words(self) -> None:
        self._said.append(self._window.parts.model.words)


def _plan(model: ModelInfo) -> Plan:
    """Long enough that learning is still under way at most of a session's faults."""
    return replace(short_plan(model), n_tokens=48, samples_per_premise=2)


def _models_of(pid: int) -> list[int]:
    """Ids of the processes that hold a model for the process ``pid``."""
    found = []
    for each in psutil.Process(pid).children():
        with suppress(psutil.Error):
            if "core.engine.worker" in each.cmdline() and each.status() != psutil.STATUS_ZOMBIE:
                found.append(each.pid)
    return found


def _is_alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def run_session(home: Path, *, learns: bool) -> None:
    """A session: reads seeds from stdin, one a line, and answers each with a line of JSON, until stdin ends."""
    application = make_application("en")
    starter = paths.starter_model()
    assert starter is not None
    model = starter
    if learns:
        model = home / "without-attribute.gguf"
        write_altered_copy(starter, model)

    async def main() -> None:
        engine = EngineClient(patience=_PATIENCE)
        window = app.build(engine, app.folders_in(home), plan=_plan, questions=ScriptedQuestions(load=True))
        window.parts.preferences.change(spelling=False, seen_sample=True)
        window.show()
        window.parts.session.new(_TEXT, "Faults")
        await window.parts.model.load(model)
        session = Session(window, engine, model, learns=learns)
        while line := await asyncio.to_thread(sys.stdin.readline):
            print(json.dumps(await session.attempt(int(line))), flush=True)
        window.parts.editor.document().setModified(False)
        await app.close(window, engine)
        window.hide()

    with logged_to(home / LOG_NAME):
        app.run_loop(application, main)


class Sessions:
    """Starts sessions and hands seeds to them. One at a time."""

    def __init__(self) -> None:
        self._session: subprocess.Popen[str] | None = None
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._number = -1

    def attempt(self, seed: int) -> None:
        """Do what ``seed`` says in a session of its kind. Raises Lost."""
        if self._session is None or seed // SEEDS_EACH != self._number:
            self.end()
            self._begin(seed // SEEDS_EACH)
        assert self._session is not None and self._session.stdin is not None and self._session.stdout is not None
        with suppress(OSError):
            self._session.stdin.write(f"{seed}\n")
            self._session.stdin.flush()
        answered, _, _ = select.select([self._session.stdout], [], [], 2 * _LONGEST_S)
        line = self._session.stdout.readline() if answered else ""
        if not line:
            status = self._session.poll()
            self.end()
            raise Lost("the window does not answer" if not answered else f"the window has ended: {status}")
        done = json.loads(line)
        print(line.strip(), flush=True)
        if done["losses"]:
            self.end()
            raise Lost("; ".join(done["losses"]))
        if (seed + 1) % SEEDS_EACH == 0:
            self.kill()

    def kill(self) -> None:
        """Kill the window, with its child stopped, and see that no child remains. Raises Lost."""
        session, self._session = self._session, None
        if session is None:
            return
        children = psutil.Process(session.pid).children(recursive=True)
        for child in children:
            with suppress(psutil.NoSuchProcess):
                child.suspend()
        session.kill()
        _close(session)
        _gone, alive = psutil.wait_procs(children, timeout=30)
        self._tidy()
        if alive:
            raise Lost(f"{[each.pid for each in alive]} have outlived the window")

    def end(self) -> None:
        """Close the window as a writer does."""
        session, self._session = self._session, None
        if session is not None:
            assert session.stdin is not None
            with suppress(OSError):
                session.stdin.close()
            try:
                session.wait(60)
            except subprocess.TimeoutExpired:
                session.kill()
            _close(session)
        self._tidy()

    def _begin(self, number: int) -> None:
        self._number = number
        self._home = tempfile.TemporaryDirectory(prefix="inkglow-kill-worker-")
        command = [sys.executable, "-m", "tests.faults.kill_worker", "--session", self._home.name]
        command += ["--learns"] if number % 4 == 3 else []
        self._session = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=child_process.environment({**os.environ, "QT_QPA_PLATFORM": "offscreen"}),
        )

    def _tidy(self) -> None:
        if self._home is not None:
            self._home.cleanup()
            self._home = None


def _close(session: subprocess.Popen[str]) -> None:
    """Wait for a session that has been told to end."""
    for pipe in (session.stdin, session.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    session.wait()


def main() -> int:
    """The command line. ``--session`` is for the sessions themselves."""
    if sys.argv[1:2] == ["--session"]:
        run_session(Path(sys.argv[2]), learns="--learns" in sys.argv)
        return 0
    sessions = Sessions()
    try:
        return report.main(
            "kill_worker", "Harm to the model's process while the window uses it", sessions.attempt, runs=300
        )
    finally:
        sessions.end()


if __name__ == "__main__":
    sys.exit(main())
