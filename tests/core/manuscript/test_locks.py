"""A document is locked for as long as its program runs, and by nothing that is left behind."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.manuscript import locks
from core.manuscript.locks import DocumentLock, Holder

_HOLD = (
    "import sys; from pathlib import Path; from core.manuscript import locks\n"
    "lock = locks.take(Path(sys.argv[1]), Path(sys.argv[2])); print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "locks"


@pytest.fixture
def other(tmp_path: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program, which has ``novel/one.md`` open."""
    command = [sys.executable, "-c", _HOLD, str(tmp_path / "novel" / "one.md"), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None and program.stdout.readline() == "held\n"
        yield program
        program.kill()


def test_another_program_holds_its_document_until_it_ends(
    tmp_path: Path, folder: Path, other: subprocess.Popen[str]
) -> None:
    novel = tmp_path / "novel"
    found = locks.take(novel / "one.md", folder)
    assert isinstance(found, Holder) and (found.pid, found.is_here) == (other.pid, True)
    assert found.path == novel / "one.md"
    for path, is_held in (
        (novel / "one.md", True),
        (novel, True),
        (novel / "two.md", False),
        (tmp_path / "a.md", False),
    ):
        assert (locks.holder_of(path, folder) is not None) is is_held
    other.kill()  # as in a crash
    other.wait()
    assert locks.holder_of(novel / "one.md", folder) is None and list(folder.iterdir()) == []
    lock = locks.take(novel / "one.md", folder)
    assert isinstance(lock, DocumentLock)
    lock.release()
    assert list(folder.iterdir()) == []


def test_a_file_in_an_open_folder_is_held(tmp_path: Path, folder: Path, other: subprocess.Popen[str]) -> None:
    assert locks.holder_of(tmp_path / "novel" / "one.md" / "below", folder) is not None


def test_ones_own_lock_is_not_held_by_another(tmp_path: Path, folder: Path) -> None:
    lock = locks.take(tmp_path / "one.md", folder)
    assert isinstance(lock, DocumentLock)
    assert locks.holder_of(tmp_path / "one.md", folder) is None and len(list(folder.iterdir())) == 1
    lock.release()


@pytest.mark.parametrize(
    ("pid", "started", "host", "is_held"),
    [
        (2**22 + 5, 0.0, platform.node(), False),  # no such process
        (os.getppid(), 12345.0, platform.node(), False),  # the number was given to another program
        (os.getppid(), locks._started(os.getppid()), platform.node(), True),
        (2**22 + 5, 0.0, "another-computer", True),  # which cannot be looked at
    ],
)
def test_where_files_cannot_be_locked_the_process_itself_is_looked_at(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, pid: int, started: float, host: str, is_held: bool
) -> None:
    own = locks.take(tmp_path / "one.md", folder)
    assert isinstance(own, DocumentLock)
    own.release()
    values = {"path": str(tmp_path / "one.md"), "pid": pid, "host": host, "started": started, "since": 0.0}
    own._file.write_text(json.dumps(values))
    monkeypatch.setattr(locks, "_lock", lambda descriptor: None)
    assert (locks.holder_of(tmp_path / "one.md", folder) is not None) is is_held
    assert isinstance(locks.take(tmp_path / "one.md", folder), Holder if is_held else DocumentLock)


def test_a_lock_that_another_computer_left_is_free_where_files_can_be_locked(tmp_path: Path, folder: Path) -> None:
    lock = locks.take(tmp_path / "one.md", folder)
    assert isinstance(lock, DocumentLock)
    lock.release()
    lock._file.write_text(
        json.dumps({"path": str(tmp_path / "one.md"), "pid": 1, "host": "x", "started": 0, "since": 0})
    )
    again = locks.take(tmp_path / "one.md", folder)
    assert isinstance(again, DocumentLock)
    again.release()


def test_a_damaged_lock_counts_for_nothing(tmp_path: Path, folder: Path) -> None:
    lock = locks.take(tmp_path / "one.md", folder)
    assert isinstance(lock, DocumentLock)
    lock.release()
    lock._file.write_text("{")
    assert locks.holder_of(tmp_path / "one.md", folder) is None
    assert list(folder.iterdir()) == []
