"""A second start of the program hands its file to the window that is open."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from core import privacy
from core.privacy import Folder
from desktop.common.one_window import LaterStarts, OneWindow
from desktop.common.questions import Unsaved
from desktop.window.opened_again import OpenedAgain
from tests.desktop.conftest import Desk, turns, until

SECOND_START = """
import sys, types
from desktop import __main__ as program

window = sys.modules["desktop.app"] = types.ModuleType("desktop.app")
window.Start, window.run = (lambda *given: given), lambda start, one: 7
sys.argv[0] = "inkglow"
program.main()
"""


def second_start(desk: Desk, runtime: str, *arguments: str) -> int:
    """Start the program while the window is open: 0 where it handed its file over, 7 where it opens a window."""
    environment = {**os.environ, "INKGLOW_HOME": str(desk.folders.data.parent), "XDG_RUNTIME_DIR": runtime}
    process = subprocess.Popen([sys.executable, "-c", SECOND_START, "open", *arguments], env=environment)

    async def wait() -> None:
        await until(lambda: process.poll() is not None)
        await desk.window.parts.tasks.finish()

    desk.run(wait(), 120)
    return process.wait()


@pytest.fixture
def runtime() -> Iterator[str]:
    """A folder for sockets, whose paths are short: pytest's own may be too long."""
    with tempfile.TemporaryDirectory(prefix="inkglow-") as folder:
        yield folder


@pytest.fixture
def listening(desk: Desk, runtime: str) -> Desk:
    one = OneWindow(desk.folders.data, runtime)
    assert one.is_first(None) and one.listens
    desk.window.destroyed.connect(one.release)
    OpenedAgain(desk.window, one)
    return desk


def test_a_second_start_opens_its_file_in_the_window_that_is_there(
    listening: Desk, runtime: str, tmp_path: Path
) -> None:
    file = tmp_path / "novel “naïve”.md"
    file.write_text("Handed over.\n", "utf-8")
    listening.window.showMinimized()
    listening.questions.unsaved_answer = Unsaved.DISCARD
    assert second_start(listening, runtime, str(file)) == 0
    assert listening.window.parts.editor.text() == "Handed over.\n"
    assert listening.window.parts.session.path == file
    assert not listening.window.isMinimized()


def test_a_second_start_without_a_file_or_with_the_open_one_shows_the_window_only(
    listening: Desk, runtime: str, tmp_path: Path
) -> None:
    file = tmp_path / "novel.md"
    file.write_text("Here.\n", "utf-8")
    listening.run(listening.window.parts.documents.open(file))
    listening.window.parts.editor.insertPlainText("Unsaved. ")
    assert second_start(listening, runtime, str(file)) == second_start(listening, runtime) == 0
    assert listening.window.parts.editor.text() == "Unsaved. Here.\n"
    assert listening.questions.asked == []


def test_a_start_that_asks_for_its_own_window_gets_one(listening: Desk, runtime: str) -> None:
    assert second_start(listening, runtime, "--new-window") == 7


def test_the_first_start_after_a_crash_is_the_first(desk: Desk, runtime: str) -> None:
    code = (
        "import os, sys; from pathlib import Path; from desktop.common.one_window import LaterStarts, OneWindow\n"
        "from PySide6.QtCore import QCoreApplication; application = QCoreApplication([])\n"
        "one = OneWindow(Path(sys.argv[1]), sys.argv[2]); assert one.is_first(None)\n"
        "later = LaterStarts(one.place)\n"
        "assert later.listens; os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(desk.folders.data), runtime], check=False).returncode == -9
    assert Path(OneWindow(desk.folders.data, runtime).place).exists()  # the socket is left behind
    one = OneWindow(desk.folders.data, runtime)
    assert one.is_first(None)
    OpenedAgain(desk.window, one)
    assert second_start(desk, runtime) == 0
    one.release()


def test_what_the_first_start_leaves_is_one_of_the_kinds_that_privacy_lists(tmp_path: Path) -> None:
    one = OneWindow(tmp_path)
    assert one.is_first(None)
    where = dict.fromkeys(Folder, tmp_path)
    assert list(tmp_path.iterdir()) != [] and privacy.others(where) == []
    one.release()


def test_of_two_starts_at_the_same_time_one_waits_for_the_window_of_the_other(desk: Desk, tmp_path: Path) -> None:
    first, second, asked = OneWindow(tmp_path), OneWindow(tmp_path), list[Path | None]()
    assert first.is_first(None)

    async def start_both() -> LaterStarts:
        waiting = asyncio.create_task(asyncio.to_thread(second.is_first, tmp_path / "novel.md"))
        await turns()
        later = LaterStarts(first.place)
        later.asked.connect(asked.append)
        assert not await waiting
        return later

    desk.run(start_both()).close()
    assert asked == [tmp_path / "novel.md"]


def test_where_nobody_can_listen_every_start_opens_a_window(tmp_path: Path) -> None:
    far = tmp_path.joinpath(*["a folder with a long name"] * 5)
    far.mkdir(parents=True)
    first, second = OneWindow(far), OneWindow(far)
    assert first.place == second.place == ""
    assert first.is_first(None) and second.is_first(None)


def test_requests_that_are_none_or_of_a_newer_release_are_refused(desk: Desk, runtime: str) -> None:
    one, asked = OneWindow(Path(runtime)), list[Path | None]()
    later = LaterStarts(one.place)
    later.asked.connect(asked.append)

    async def answer(line: bytes) -> bytes:
        socket = QLocalSocket()
        socket.connectToServer(one.place)
        socket.write(line)
        await until(socket.canReadLine)
        return bytes(socket.readLine().data())

    for line in (b"\n", b"{}\n", b"[1]\n", b'{"format": 2, "file": "x"}\n', b'{"format": "x"}\n'):
        assert desk.run(answer(line)) == b"no\n"
    assert asked == []
    later.close()


def test_only_the_user_may_reach_the_socket(qapp: object, tmp_path: Path) -> None:
    one = OneWindow(tmp_path)
    later = LaterStarts(one.place)
    assert later.listens and Path(one.place).stat().st_mode & 0o077 == 0
    later.close()
