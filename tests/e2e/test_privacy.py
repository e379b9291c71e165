"""After a session and a crash the words of the text are where they are meant to be, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core import privacy
from core.child_process import environment
from core.cli.main import app
from core.privacy import KINDS, Holds
from tests.e2e.writing_session import WORD

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files, and SIGKILL")


@pytest.mark.model
def test_words_are_only_in_what_is_kept_for_the_writer(own_user_folder: Path, tmp_path: Path) -> None:
    manuscript, temporary = tmp_path / "novel.md", tmp_path / "temporary"
    temporary.mkdir()
    manuscript.write_text(
        f"The {WORD} stood at the quay and counted the lamps, one after the other, until dawn.\n\n" * 2
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.writing_session", str(manuscript)],
        check=False,
        env=environment({**os.environ, "TMPDIR": str(temporary)}),
        capture_output=True,
        text=True,
        timeout=600,
        umask=0o022,
    )
    assert done.stdout == "written\n", done.stderr
    assert WORD not in done.stderr
    where = privacy.folders()
    may_hold = {file for kind in KINDS if kind.holds is Holds.TEXT for file in privacy.found(kind, where)}
    everything = [file for folder in (own_user_folder, temporary) for file in folder.rglob("*") if file.is_file()]
    holding = {
        file for file in everything if any(WORD.encode(each) in file.read_bytes() for each in ("utf-8", "utf-16-le"))
    }
    assert holding <= may_hold, holding - may_hold
    assert {"journals", "record"} <= {file.parent.name for file in holding}, holding
    assert any(file.name == "marks.json" for file in holding)
    assert {file: oct(file.stat().st_mode) for file in may_hold if file.stat().st_mode & 0o077} == {}
    assert {folder: oct(folder.stat().st_mode) for folder in where.values() if folder.stat().st_mode & 0o077} == {}
    assert privacy.others(where) == []
    assert CliRunner().invoke(app, ["privacy", "purge", "--yes"]).exit_code == 0
    assert [file for file in everything if file.exists() and WORD.encode() in file.read_bytes()] == []
    assert WORD in manuscript.read_text("utf-8")


def test_a_crash_leaves_no_image_of_the_memory() -> None:
    """Which would hold all that was open. Child processes inherit that."""
    code = (
        "import resource, sys; sys.argv = ['inkglow', '--version']\n"
        "from desktop.__main__ import main\n"
        "try: main()\n"
        "finally: print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, env=environment(), capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0", done.stderr
