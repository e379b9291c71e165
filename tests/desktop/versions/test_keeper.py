"""Versions are kept while the writer works, without being asked for and without ever being in the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from core.manuscript.data_names import data_name
from core.versions.version import Cause
from desktop.versions import words
from desktop.versions.keeper import VersionKeeper
from tests.desktop.conftest import TEXT, Desk, turns, until

MINE = "# A chapter\n\nThe lamp was lit before dusk.\n"


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Path:
    """A file that is open."""
    path = tmp_path / "novel.md"
    path.write_text(MINE)
    desk.run(desk.window.parts.session.open(path))
    return path


def keeper(desk: Desk) -> VersionKeeper:
    return desk.window.parts.versions.parts.keeper


def type_words(desk: Desk, words: str) -> None:
    QTest.keyClicks(desk.window.parts.editor, words)


async def settled(desk: Desk) -> None:
    await turns()
    await desk.window.parts.tasks.finish()


def test_the_text_as_opened_one_every_few_minutes_and_one_on_close(desk: Desk, file: Path) -> None:
    later = keeper(desk).later

    async def work() -> None:
        type_words(desk, "One. ")
        assert later.isActive() and later.interval() == 5 * 60 * 1000
        await settled(desk)
        assert desk.versions(file) == [(Cause.OPENED, MINE)]
        later.timeout.emit()  # the five minutes are over
        assert not later.isActive()
        later.timeout.emit()  # nothing has changed since
        await settled(desk)
        type_words(desk, "Two. ")
        await desk.window.parts.documents.save()
        await desk.window.parts.documents.new()
        await settled(desk)

    desk.run(work())
    assert desk.versions(file) == [
        (Cause.CLOSED, f"One. Two. {MINE}"),
        (Cause.INTERVAL, f"One. {MINE}"),
        (Cause.OPENED, MINE),
    ]


def test_a_text_that_undo_has_brought_back_is_a_change_too(desk: Desk, file: Path) -> None:
    async def work() -> None:
        type_words(desk, "One. ")
        keeper(desk).later.timeout.emit()
        desk.window.parts.editor.undo()
        assert not desk.window.parts.session.modified
        await desk.window.parts.documents.new()
        await settled(desk)

    desk.run(work())
    assert [text for _, text in desk.versions(file)] == [MINE, f"One. {MINE}", MINE]


def test_a_text_that_is_only_read_leaves_no_version(desk: Desk, file: Path) -> None:
    async def work() -> None:
        desk.window.zoom(1.0)  # which formats the text anew
        await desk.window.parts.documents.new()
        await settled(desk)

    desk.run(work())
    assert desk.versions(file) == [] and not (desk.folders.data / "versions.sqlite").exists()


def test_what_was_discarded_on_closing_is_among_the_versions(desk: Desk, file: Path) -> None:
    desk.questions.unsaved_answer = desk.questions.unsaved_answer.DISCARD

    async def work() -> None:
        type_words(desk, "Given up. ")
        await desk.window.parts.documents.new()
        await settled(desk)

    desk.run(work())
    assert desk.versions(file)[0] == (Cause.CLOSED, f"Given up. {MINE}") and file.read_text() == MINE


def test_the_text_before_a_rewrite_is_kept(desk: Desk, file: Path) -> None:
    rewriting = desk.window.parts.rewriting
    file.write_text(TEXT)
    desk.run(desk.window.parts.session.open(file))
    desk.run(desk.load())

    async def work() -> None:
        type_words(desk, "One. ")
        desk.put_cursor(1)
        desk.window.rewrites.more_creative()
        await until(lambda: not rewriting.state.is_running)
        before = desk.window.parts.editor.text()
        assert rewriting.accept()
        await settled(desk)
        assert desk.versions(file)[0] == (Cause.BEFORE_REWRITE, before)
        assert desk.window.parts.editor.text() != before

    desk.run(work())


def test_an_untitled_text_takes_its_versions_along_to_its_file(desk: Desk, tmp_path: Path) -> None:
    desk.questions.path = tmp_path / "novel.md"

    async def work() -> None:
        type_words(desk, "One. ")
        keeper(desk).later.timeout.emit()
        type_words(desk, "Two. ")
        await desk.window.parts.documents.save()
        await settled(desk)
        assert desk.versions(tmp_path / "novel.md") == [(Cause.INTERVAL, f"One. {TEXT}"), (Cause.OPENED, TEXT)]
        desk.questions.path = tmp_path / "other.md"
        await desk.window.parts.documents.save_as()
        await desk.window.parts.documents.new()
        await settled(desk)

    desk.run(work())
    assert len(desk.versions(tmp_path / "novel.md")) == 2
    assert desk.versions(tmp_path / "other.md") == [(Cause.CLOSED, f"One. Two. {TEXT}")]


def test_versions_that_cannot_be_kept_are_told_once_and_hold_nothing_up(desk: Desk, file: Path) -> None:
    (desk.folders.data / "versions.sqlite").mkdir()
    told = []
    desk.window.notice.tell = lambda sentence, *_, **__: told.append(sentence)  # type: ignore[method-assign]

    async def work() -> None:
        for word in ("One. ", "Two. "):
            type_words(desk, word)
            keeper(desk).later.timeout.emit()
            await settled(desk)
        await desk.window.parts.documents.save()

    desk.run(work())
    assert file.read_text() == f"One. Two. {MINE}" and not desk.window.parts.session.modified
    assert len(told) == 1 and told[0].startswith("No version could be kept")


def test_switched_off_only_what_guards_from_loss_is_kept(desk: Desk, file: Path) -> None:
    desk.window.parts.preferences.change(versions=False)
    desk.questions.overwrite = True

    async def work() -> None:
        type_words(desk, "One. ")
        keeper(desk).later.timeout.emit()
        await asyncio.to_thread(file.write_text, "theirs\n")
        await desk.window.parts.documents.save()
        await desk.window.parts.documents.new()
        await settled(desk)

    desk.run(work())
    assert desk.versions(file) == [(Cause.REPLACED, "theirs\n")]


def test_a_version_is_saved_under_a_name(desk: Desk, file: Path) -> None:
    async def work() -> None:
        for desk.questions.name in (None, " ", " Draft 1 "):
            desk.window.actions_by_name["save-version"].trigger()
            await settled(desk)

    desk.run(work())
    store = desk.window.parts.versions.parts.store
    [version] = store.versions(str(file))
    assert (version.name, version.cause, store.text(version)) == ("Draft 1", Cause.NAMED, MINE)
    assert desk.window.notice.words == words.kept("Draft 1")


def test_the_copies_of_earlier_releases_are_versions_from_now_on(desk: Desk, file: Path) -> None:
    folder = desk.folders.backups / data_name(file)
    folder.mkdir(parents=True)
    (folder / "2026-11-24 12.00.00 novel.md").write_text("Earlier.")
    desk.run(keeper(desk).start(desk.folders.backups, desk.window.parts.preferences.value.known_files()))
    assert desk.versions(file) == [(Cause.BACKUP, "Earlier.")] and not desk.folders.backups.exists()
