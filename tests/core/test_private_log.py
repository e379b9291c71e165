"""What reaches the log: where it happened, never what the manuscript says."""

from __future__ import annotations

import asyncio
import gc
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import typer

from core import paths
from core.child_process import environment
from core.cli import output as cli_output
from core.errors import FileProblem
from core.private_log import LOG_NAME, logged_to, uncaught_logged

SECRET = "She had never told anybody about the lamp."


def _fails_over_text() -> None:
    raise ValueError(f"cannot read {SECRET!r}")


def test_a_traceback_keeps_its_frames_and_loses_what_the_exception_quotes(tmp_path: Path) -> None:
    log = logging.getLogger("test")
    with logged_to(tmp_path / "x.log"):
        try:
            try:
                _fails_over_text()
            except ValueError as error:
                raise KeyError(SECRET) from error
        except KeyError:
            log.exception("Unexpected failure")
        try:
            raise FileProblem("novel.md is a folder, not a text file.")
        except FileProblem:
            log.warning("expected", exc_info=True)
        try:
            (tmp_path / "nowhere" / "x").read_bytes()
        except OSError:
            log.warning("expected", exc_info=True)
    written = (tmp_path / "x.log").read_text("utf-8")
    assert SECRET not in written
    assert "_fails_over_text" in written and "ValueError" in written and "KeyError" in written
    assert "novel.md is a folder" in written and "No such file" in written
    log.error("after the end")
    assert "after the end" not in (tmp_path / "x.log").read_text("utf-8")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_nothing_handles_is_logged_without_what_it_quotes(tmp_path: Path) -> None:
    """In a thread, in a task that nobody awaits, and where Python calls back and cannot raise."""

    class Fails:
        def __del__(self) -> None:
            _fails_over_text()

    async def leave_a_failed_task() -> None:
        async def fail() -> None:
            _fails_over_text()

        task = asyncio.ensure_future(fail())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        del task

    with logged_to(tmp_path / "x.log"), uncaught_logged():
        thread = threading.Thread(target=_fails_over_text)
        thread.start()
        thread.join()
        asyncio.run(leave_a_failed_task())
        fails = Fails()
        del fails
        gc.collect()
    written = (tmp_path / "x.log").read_text("utf-8")
    assert SECRET not in written
    assert written.count("in _fails_over_text") == 3 and "Task exception was never retrieved" in written
    assert (tmp_path / "x.log").stat().st_mode & 0o777 == 0o600


def test_a_program_that_fails_as_a_whole_logs_no_text(tmp_path: Path) -> None:
    code = f"from core.private_log import log_uncaught, logged_to; log_uncaught(); raise ValueError({SECRET!r})"
    done = subprocess.run([sys.executable, "-c", code], check=False, env=environment(), capture_output=True, text=True)
    assert done.returncode == 1 and "ValueError" in done.stderr and SECRET not in done.stderr


def test_an_unexpected_failure_of_the_command_line_is_a_sentence_and_a_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(typer.Exit) as ended, cli_output.failures_as_sentences():
        _fails_over_text()
    assert ended.value.exit_code == 1
    shown = capsys.readouterr().err
    assert "Something went wrong inside Inkglow" in shown and LOG_NAME in shown.replace("\n", "")
    assert "Traceback" not in shown and SECRET not in shown
    written = (paths.log_folder() / LOG_NAME).read_text("utf-8")
    assert "_fails_over_text" in written and SECRET not in written
