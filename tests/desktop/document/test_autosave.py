"""Saving automatically: an option that asks nothing, and never writes over what another program wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from core import settings
from desktop.common.questions import Unsaved
from desktop.document import autosave
from tests.desktop.conftest import Desk, turns, until


@pytest.fixture
def file(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An open file with the option on; a pause counts at once."""
    saving = desk.window.findChild(autosave.Autosave)
    assert saving is not None
    saving._pause.setInterval(0)
    path = tmp_path / "novel.md"
    path.write_text("One.\n", "utf-8")
    desk.run(desk.window.parts.session.open(path))
    return path


def switch_on(desk: Desk) -> None:
    desk.window.actions_by_name["autosave"].trigger()


def typed(desk: Desk, text: str) -> None:
    """Type, and wait until all that follows from it has happened."""

    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, text)
        await turns(20)
        await desk.window.parts.tasks.finish()

    desk.run(work())


def test_it_is_off_until_chosen_and_remembered(desk: Desk, file: Path) -> None:
    typed(desk, "Two. ")
    assert file.read_text("utf-8") == "One.\n" and desk.window.parts.session.modified
    switch_on(desk)

    async def saved() -> None:
        await until(lambda: not desk.window.parts.session.modified)
        await desk.window.parts.preferences.save()

    desk.run(saved())
    assert file.read_text("utf-8") == "Two. One.\n"
    assert settings.load(desk.folders.config).autosave


def test_it_saves_when_the_window_loses_the_focus(desk: Desk, file: Path) -> None:
    switch_on(desk)
    saving = desk.window.findChild(autosave.Autosave)
    assert saving is not None
    saving._pause.setInterval(1_000_000)
    QTest.keyClicks(desk.window.parts.editor, "Two. ")

    async def leave() -> None:
        desk.window.active_changed.emit(False)
        await until(lambda: not desk.window.parts.session.modified)

    desk.run(leave())
    assert file.read_text("utf-8") == "Two. One.\n" and desk.questions.asked == []


def test_a_change_by_another_program_is_not_written_over(desk: Desk, file: Path) -> None:
    switch_on(desk)
    file.write_text("Theirs.\n", "utf-8")
    typed(desk, "Mine. ")
    assert file.read_text("utf-8") == "Theirs.\n"
    assert desk.window.parts.session.modified and "Another program" in desk.window.notice.words


def test_a_file_that_is_gone_is_not_made_again_and_that_is_said_once(desk: Desk, file: Path) -> None:
    switch_on(desk)
    file.unlink()
    typed(desk, "Mine. ")
    assert not file.exists() and "not saved automatically" in desk.window.notice.words
    desk.window.notice.end()
    typed(desk, "More. ")
    assert desk.window.notice.words == ""


def test_an_untitled_document_is_never_saved_but_asked_about(desk: Desk, tmp_path: Path) -> None:
    switch_on(desk)
    typed(desk, "Two. ")
    assert desk.window.parts.session.modified and desk.questions.asked == []
    assert desk.run(desk.window.parts.documents.may_close()) is False
    assert desk.questions.asked == ["unsaved"]


def test_closing_saves_without_a_question(desk: Desk, file: Path) -> None:
    switch_on(desk)
    desk.questions.unsaved_answer = Unsaved.CANCEL
    QTest.keyClicks(desk.window.parts.editor, "Two. ")
    assert desk.run(desk.window.parts.documents.may_close()) is True
    assert file.read_text("utf-8") == "Two. One.\n" and desk.questions.asked == []
