"""Copies that sync programs lay beside the open file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from core import settings
from desktop.common.diff import Change, Segment
from tests.desktop.conftest import Desk


def press(desk: Desk, words: str) -> None:
    """Press a button of the notice, and wait until all that follows has happened."""

    async def work() -> None:
        [button] = [each for each in desk.window.notice.findChildren(QPushButton) if each.text() == words]
        button.click()
        await desk.window.parts.tasks.finish()

    desk.run(work())


def opened(desk: Desk, file: Path) -> None:
    async def work() -> None:
        await desk.window.parts.documents.open(file)
        await desk.window.parts.tasks.finish()

    desk.run(work())


def test_a_copy_is_noticed_compared_and_dismissed_for_good(desk: Desk, tmp_path: Path) -> None:
    file, copy = tmp_path / "novel.md", tmp_path / "novel (Ann's conflicted copy 2024-05-01).md"
    file.write_text("The lamp was lit.\n", "utf-8")
    copy.write_text("The lamp was out.\n", "utf-8")
    opened(desk, file)
    assert copy.name in desk.window.notice.words
    press(desk, "Compare…")
    assert desk.questions.asked == ["differences"]
    assert Segment(Change.REMOVED, "lit") in desk.questions.differences
    assert Segment(Change.ADDED, "out") in desk.questions.differences
    assert copy.name in desk.window.notice.words  # it is still to be decided
    press(desk, "Dismiss")
    assert desk.window.notice.words == ""
    opened(desk, file)
    assert desk.window.notice.words == ""
    desk.run(desk.window.parts.preferences.save())
    assert settings.load(desk.folders.config).dismissed_copies == (str(copy),)
    other = tmp_path / "novel.sync-conflict-20240501-134501-ABCDEF7.md"
    other.write_text("The lamp was new.\n", "utf-8")

    async def come_back() -> None:
        desk.window.active_changed.emit(True)
        await desk.window.parts.tasks.finish()

    desk.run(come_back())
    assert other.name in desk.window.notice.words and copy.name not in desk.window.notice.words
    opened(desk, copy)  # another document: the notice was about the first
    assert desk.window.notice.words == ""
    assert file.read_text("utf-8") == "The lamp was lit.\n" and copy.read_text("utf-8") == "The lamp was out.\n"
