"""A model's own chat template, rendered in a process that may be ended: it is a program by whoever made the file.

jinja2's sandbox keeps it from files and from Python, but not from running for ever or taking all memory. What it
renders depends on the roles of a conversation only, because placeholders stand for what is said
(``core.engine.worker.chat_template``); so each sequence of roles is rendered once, and no process is left afterwards.
"""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Sequence

import psutil

from core import child_process
from core.engine.worker.template_worker import LONGEST_S, MOST_BYTES, STOPPED
from core.errors import ModelProblem
from core.sentences import from_data

OPTION = "--template-worker"
"""With it the frozen program is the process."""
_WAITED_S = 20.0
"""Seconds on the wall: other programs may have the processors."""
_LONGEST_TEMPLATE = 1_000_000
_LOOKED_AT_EVERY_S = 0.05

Roles = tuple[str, ...]


class BoundedTemplate:
    """The template ``source`` of an untrusted file. For one thread. Once it has been stopped, it is not tried again."""

    def __init__(self, source: str, bos: str, eos: str) -> None:
        self._source, self._bos, self._eos = source, bos, eos
        self._known: dict[Roles, str | ModelProblem] = {}
        self._was_stopped = len(source) > _LONGEST_TEMPLATE

    def prepare(self, conversations: Sequence[Roles]) -> None:
        """Render conversations of these roles, all in one process; what comes of it is known from then on. Blocks."""
        wanted = [roles for roles in conversations if roles not in self._known]
        answers: list[str | ModelProblem] = []
        if wanted and not self._was_stopped:
            request = {"template": self._source, "bos": self._bos, "eos": self._eos, "conversations": wanted}
            lines = _run(json.dumps(request).encode()).split(b"\n")[:-1]  # the last may be half of one
            answers = [
                ModelProblem(from_data(problem)) if problem is not None else str(text)
                for text, problem in map(json.loads, lines)
            ]
            self._was_stopped = len(answers) < len(wanted)
        missing = [ModelProblem(STOPPED)] * (len(wanted) - len(answers))
        self._known.update(zip(wanted, [*answers, *missing], strict=True))

    def text(self, roles: Roles) -> str:
        """The prompt of a conversation, with placeholders. Raises ModelProblem, also where it was stopped. Blocks."""
        self.prepare((roles,))
        known = self._known[roles]
        if isinstance(known, ModelProblem):
            raise ModelProblem(known.sentence)
        return known


def _run(request: bytes) -> bytes:
    """What the process answers until it ends or is ended; nothing where it cannot be started."""
    try:
        child = subprocess.Popen(
            child_process.command("core.engine.worker.template_worker", OPTION),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_process.environment(),
            creationflags=child_process.background_flags(),
        )
    except OSError:
        return b""
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(child, ended), daemon=True, name="template")
    watch.start()
    try:
        return child.communicate(request)[0]
    finally:
        ended.set()
        watch.join()


def _watch(child: subprocess.Popen[bytes], ended: threading.Event) -> None:
    """End the process where it computes for too long or takes too much memory: not every system does so by itself."""
    until = time.monotonic() + _WAITED_S
    while not ended.wait(_LOOKED_AT_EVERY_S):
        try:
            process = psutil.Process(child.pid)
            computed, taken = sum(process.cpu_times()[:2]), process.memory_info().rss
        except psutil.Error:
            return
        if computed > LONGEST_S or taken > MOST_BYTES or time.monotonic() > until:
            child.kill()
            return
