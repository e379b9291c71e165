"""Nothing asks the network for anything: ``python -m tests.faults.network``.

A run is one use of the program, by turns the tour, a session with every kind of child process, and the command line. It
happens where there is no network (a namespace of Linux without interfaces, where the system allows one), where the
system ends every process that makes an internet socket (:mod:`tests.faults.no_sockets`), and where every Python process
notes what it asks of sockets and names (``audit/sitecustomize.py``). It must do its work, and nothing may be noted.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

from core import child_process, paths
from core.engine.client import EngineClient
from core.exchange.exporting import ExportOrder
from core.exchange.formats import Format
from core.exchange.job import Job
from core.manuscript.paragraphs import Syntax
from core.search.query import Query
from desktop import app
from desktop.common.application import make_application
from desktop.exchange import background
from desktop.find.searching import Request
from tests.desktop.conftest import until
from tests.faults import no_sockets, report
from tests.faults.report import Lost

AUDIT = Path(__file__).with_name("audit")
_LONGEST_S = 1800.0
_TEXT = "# One\n\nThe ferryman counted the lampps along the quay, and began again with more care than before.\n\n" * 3


def attempt(seed: int) -> None:
    """Use the program in one of three ways. Raises Lost."""
    [_tour, _session, _command_line][seed % 3]()


def watched(*command: str, must_run: tuple[str, ...] = (), may_fail: bool = False, once: bool = False) -> str:
    """Run a command of this program without a network; what it printed.

    ``must_run`` are modules that must have been run by watched processes; ``once`` each, because one that was ended by
    the system would have been started again. Raises Lost where the command fails, unless it ``may_fail`` (status 1), or
    where anything was asked of the network.
    """
    with tempfile.TemporaryDirectory(prefix="inkglow-network-") as folder:
        notes = Path(folder) / "notes"
        home = {"INKGLOW_HOME": str(Path(folder) / "home"), "INKGLOW_AUDIT": str(notes)}
        environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(AUDIT)}
        whole = [*_without_interfaces(), sys.executable, "-m", "tests.faults.no_sockets", sys.executable, *command]
        done = subprocess.run(
            whole,
            check=False,
            env=child_process.environment(environment),
            capture_output=True,
            text=True,
            timeout=_LONGEST_S,
        )
        noted = [json.loads(line) for line in notes.read_text().splitlines()] if notes.exists() else []
    if attempts := [each for each in noted if "attempt" in each]:
        raise Lost(f"the network was asked {len(attempts)} times, first {attempts[0]}")
    if done.returncode not in ((0, 1) if may_fail else (0,)):
        raise Lost(f"{command} ended with status {done.returncode}: {done.stdout[-800:]}{done.stderr[-800:]}")
    runs = Counter(word for each in noted for word in each["program"])
    if missing := [each for each in must_run if not runs[each]]:
        raise Lost(f"not watched, or not run: {missing}")
    if once and (again := [each for each in must_run if runs[each] > 1]):
        raise Lost(f"ended and started again: {again}")
    return done.stdout


@cache
def _without_interfaces() -> tuple[str, ...]:
    """The command that runs another one in a namespace of its own; nothing where the system allows none."""
    prefix = ("unshare", "--map-root-user", "--net")
    if shutil.which("unshare") and subprocess.run([*prefix, "true"], check=False, capture_output=True).returncode == 0:
        return prefix
    print("network: no namespace of its own is allowed here; sockets are still forbidden and watched")
    return ()


def _tour() -> None:
    with tempfile.TemporaryDirectory(prefix="inkglow-tour-") as out:
        workers = "core.engine.worker", "desktop.exchange.worker"
        watched("-m", "desktop", "tour", "--out", out, must_run=workers, may_fail=True)  # it has limits of time
        steps = json.loads((Path(out) / "tour.json").read_text("utf-8"))["steps"]
        print(f"network: {sum(step['ok'] for step in steps)} of {len(steps)} steps of the tour succeeded")


def _session() -> None:
    workers = "core.engine.worker", "core.search.worker", "desktop.exchange.worker"
    said = watched("-m", "tests.faults.network", "--session", must_run=workers, once=True)
    if json.loads(said.splitlines()[-1]) != {"found": 3, "exported": True}:
        raise Lost(f"the session did not do its work: {said}")


def _command_line() -> None:
    with tempfile.TemporaryDirectory(prefix="inkglow-text-") as folder:
        text = Path(folder) / "text.md"
        text.write_text(_TEXT)
        said = watched("-m", "desktop", "score", str(text), "--json", must_run=("core.engine.worker",))
        if not any(each["cosine"] for each in json.loads(said)):
            raise Lost("nothing was scored")
        watched("-m", "desktop", "export", str(text), "--to", str(Path(folder) / "text.docx"))
        watched("-m", "desktop", "models", "list")


def run_session() -> None:
    """The window with the real model: scores, searches by a pattern, checks spelling, exports; prints what came."""
    application = make_application("en")
    starter = paths.starter_model()

    async def main() -> dict[str, object]:
        engine = EngineClient()
        window = app.build(engine, app.user_folders())
        window.show()
        window.parts.session.new(_TEXT, "Network")
        await window.parts.model.load(starter)
        editor, glow = window.parts.editor, window.parts.glow
        await until(lambda: any(glow.glow_of(each) is not None for each in editor.paragraph_ids()))
        searching, request = window.find_bar.searching, Request(Query("lam(p+)s", regex=True))
        searching.search(request)
        await until(lambda: searching.current(request) is not None)
        found = searching.current(request)
        order = ExportOrder(_TEXT, Syntax.MARKDOWN, "text.md", Format.DOCX)
        exported = await asyncio.to_thread(background.export, order, Job())
        editor.document().setModified(False)
        await app.close(window, engine)
        window.hide()
        return {"found": len(found.starts) if found else 0, "exported": not exported.differences}

    print(json.dumps(app.run_loop(application, main)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--session"]:
        run_session()
        sys.exit(0)
    if not no_sockets.is_possible():
        sys.exit("network: Linux on x86_64 or aarch64 is needed")
    sys.exit(report.main("network", "Use the program where the network is forbidden and watched", attempt, runs=6))
