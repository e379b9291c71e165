"""What reaches the log: where it happened, never what the manuscript says."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import typer

from core import paths
from core.cli import output as cli_output
from core.errors import FileProblem
from core.private_log import LOG_NAME, logged_to

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
