"""No child process outlives the program, also when the program is killed or the child is stopped."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from core.child_process import NOT_STARTED, ending_with_parent, environment

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be asked for that")

PROGRAM = """
import subprocess, sys, time
from pathlib import Path
from core import child_process
from core.engine import wire

def start(command):
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, env=child_process.environment())

sleeper = start(child_process.ending_with_parent(["/bin/sleep", "600"]))
search, engine, *others = children = [start([sys.executable, "-m", each]) for each in sys.argv[2:]]
search.stdin.write(b'["%s", "(a+)+b", true, false, true, ""]\\n' % (b"a" * 200))
search.stdin.flush()
search.stdout.readline()
wire.write_frame(engine.stdin, wire.to_frame(wire.Ping(0)))
wire.read_frame(engine.stdout)
ids = Path(sys.argv[1])
ids.with_suffix(".new").write_text(" ".join(str(each.pid) for each in [sleeper, *children]))
ids.with_suffix(".new").rename(ids)
time.sleep(600)
"""
"""Has one child of each kind; the one for searches is busy with a pattern that takes longer than anyone lives."""
KINDS = (
    "core.search.worker",
    "core.engine.worker",
    "core.engine.worker.template_worker",
    "core.models.download.worker",
    "desktop.exchange.worker",
)


def test_no_child_outlives_a_program_that_is_killed(tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    program = subprocess.Popen([sys.executable, "-c", PROGRAM, str(ids), *KINDS], env=environment())
    try:
        while not ids.exists():
            assert program.poll() is None
            time.sleep(0.05)
        children = [psutil.Process(int(each)) for each in ids.read_text().split()]
        children[2].suspend()  # the model's; one that is stopped does not notice that its pipe is closed
        assert all(each.is_running() for each in children)
    finally:
        program.kill()
        program.wait()
    _gone, alive = psutil.wait_procs(children, timeout=30)
    assert [each.cmdline() for each in alive] == []


def test_a_child_whose_parent_has_ended_already_ends() -> None:
    """What is asked of Linux counts from then on only."""
    code = "from core.child_process import end_with_parent; end_with_parent({'INKGLOW_PARENT_PID': '1'}); print('here')"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")


def test_a_program_that_cannot_be_started_is_told_from_one_that_fails() -> None:
    assert subprocess.run(ending_with_parent(["/nowhere/to/be/found"]), check=False).returncode == NOT_STARTED
    assert subprocess.run(ending_with_parent(["/bin/sh", "-c", "exit 3"]), check=False).returncode == 3
