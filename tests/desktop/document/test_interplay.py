"""What happens where features meet: undo after decisions about the file, folders with changes by other programs."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from core.manuscript import document, folder, journal
from core.manuscript.order_list import ORDER_FILE
from core.versions.version import Cause
from desktop import app
from tests.desktop.conftest import Desk, click, until


@pytest.fixture
def novel(tmp_path: Path) -> Path:
    """A folder of two files."""
    place = tmp_path / "novel"
    place.mkdir()
    (place / "1.md").write_bytes(b"# One\n\nThe first file.\n")
    (place / "2.md").write_bytes(b"The second file.\r\n\r\nIt has two paragraphs.\r\n")
    return place


def put_after(desk: Desk, words: str, text: str) -> None:
    cursor = desk.window.parts.editor.document().find(words)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionEnd())
    cursor.insertText(text)


def test_undo_does_not_lead_back_to_saved_after_keep_mine(desk: Desk, tmp_path: Path) -> None:
    parts = desk.window.parts
    file = tmp_path / "a.md"
    file.write_text("Mine.\n")
    desk.run(parts.documents.open(file))
    put_after(desk, "Mine.", " More.")
    file.write_text("Theirs.\n")
    assert desk.run(parts.session.check_outside())
    assert desk.run(parts.session.keep_mine())
    parts.editor.undo()
    assert parts.session.modified


def test_undo_does_not_lead_back_to_saved_after_join(desk: Desk, tmp_path: Path) -> None:
    parts = desk.window.parts
    file = tmp_path / "a.txt"
    line = "aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp qq\n"
    file.write_text((line * 6 + "\n") * 8)
    desk.run(parts.documents.open(file))
    assert parts.session.is_wrapped
    put_after(desk, "aaa", "x")
    desk.run(parts.session.join_wrapped_lines())
    parts.editor.undo()
    assert parts.session.modified


def test_mine_is_kept_of_files_that_were_not_edited_and_those_added_stay(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    before = (novel / "2.md").read_bytes()
    (novel / "2.md").write_text("Theirs.")
    (novel / "3.md").write_text("Added.")
    (novel / ORDER_FILE).write_text("2.md\n1.md\n")
    assert desk.run(parts.session.check_outside())
    assert desk.run(parts.session.keep_mine())
    desk.run(parts.documents.save())
    assert (novel / "2.md").read_bytes() == before and (novel / "3.md").read_text() == "Added."
    assert desk.versions(novel / "2.md") == [(Cause.REPLACED, "Theirs.")]
    assert not desk.run(parts.session.check_outside())
    assert [name for name, _ in folder.load(novel).files] == ["1.md", "2.md", "3.md"]


def test_mine_is_not_kept_over_a_later_change(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    (novel / "2.md").write_text("Theirs.")
    assert desk.run(parts.session.check_outside())
    (novel / "1.md").write_text("Theirs too.")
    assert not desk.run(parts.session.keep_mine())  # asked again
    assert not parts.session.modified


def crashed(desk: Desk, path: Path, text: str) -> tuple[journal.Entry, Path]:
    """What a crash leaves of unsaved text; files are written after it."""
    left = journal.Journal(desk.folders.journals)
    left.write(text, path)
    left.release()
    [(file, entry)] = journal.orphans(desk.folders.journals)
    return replace(entry, written=entry.written - 60), file


def test_what_was_written_after_a_crash_is_kept_when_the_recovered_text_replaces_it(desk: Desk, tmp_path: Path) -> None:
    parts = desk.window.parts
    file = tmp_path / "a.md"
    file.write_text("Newer work in another program.\n")
    desk.run(parts.documents.recover(*crashed(desk, file, "Unsaved text.\n")))
    assert "Another program has changed a.md since" in parts.notice.words
    desk.run(parts.documents.save())
    assert file.read_text() == "Unsaved text.\n"
    assert (Cause.REPLACED, "Newer work in another program.\n") in desk.versions(file)


def test_unsaved_text_that_is_not_recovered_is_kept_as_a_version(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    entry, orphan = crashed(desk, file, "Not wanted.\n")

    async def discard() -> None:
        app.offer_recovery(desk.window, orphan, entry)
        await click(next(each for each in desk.window.notice._buttons if each.text() == "Discard"))
        await until(lambda: "kept as a version" in desk.window.notice.words)
        await desk.window.parts.tasks.finish()

    desk.run(discard())
    assert not orphan.exists() and desk.versions(file) == [(Cause.CLOSED, "Not wanted.\n")]


def test_a_file_that_was_added_after_a_crash_is_not_left_out_of_the_manuscript(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    left = crashed(desk, novel, folder.load(novel).text.replace("two", "two recovered"))
    (novel / "3.md").write_text("Added.")
    desk.run(parts.documents.recover(*left))
    assert "changed 2.md since" in parts.notice.words
    desk.run(parts.documents.save())
    assert b"two recovered" in (novel / "2.md").read_bytes()
    assert [name for name, _ in folder.load(novel).files] == ["1.md", "2.md", "3.md"]
    assert desk.run(parts.session.check_outside())


def test_all_texts_are_not_saved_as_one_of_their_own_files(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    desk.questions.path = novel / "1.md"
    desk.questions.replace = True
    desk.run(parts.documents.save_as())
    assert (novel / "1.md").read_bytes() == b"# One\n\nThe first file.\n"
    assert "would be one of the manuscript’s files" in parts.notice.words


def test_undo_of_what_was_typed_during_a_save_is_unsaved(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On disk is the text of the moment at which the save began, which undo steps over."""
    parts, whole = desk.window.parts, document.save
    has_begun, goes_on = threading.Event(), threading.Event()
    file = tmp_path / "a.md"
    file.write_text("One.\n")

    def slow(path: Path, text: str, like: document.Loaded | None = None) -> document.Loaded:
        has_begun.set()
        goes_on.wait()
        return whole(path, text, like)

    async def work() -> None:
        await parts.documents.open(file)
        put_after(desk, "One.", " Two.")
        monkeypatch.setattr(document, "save", slow)
        saving = asyncio.create_task(parts.documents.save())
        await until(has_begun.is_set)
        put_after(desk, "Two.", " Three.")
        goes_on.set()
        await saving

    desk.run(work())
    assert file.read_text() == "One. Two.\n" and parts.session.modified
    while parts.editor.document().isUndoAvailable():
        parts.editor.undo()
    assert parts.editor.text() == "One.\n" and parts.session.modified


def test_a_save_leaves_the_notice_about_a_file_that_it_did_not_write(desk: Desk, novel: Path) -> None:
    parts, check = desk.window.parts, desk.window.outside_changes.check
    desk.run(parts.documents.open(novel))
    (novel / "2.md").write_text("Theirs.")
    desk.run(check())
    sentence = parts.notice.words
    assert "has changed 2.md since" in sentence
    put_after(desk, "The first", " short")
    desk.run(parts.documents.save())
    assert not parts.session.modified and parts.notice.words == sentence
    parts.notice.end()
    put_after(desk, "The first short", " little")
    desk.run(parts.documents.save())
    desk.run(check())
    assert not parts.notice.words  # not told again and again
    desk.run(parts.documents.reload())
    (novel / "2.md").write_text("Theirs, later.")
    desk.run(check())
    assert parts.notice.words == sentence
    (novel / "2.md").write_text("Theirs.")  # as it was read last
    desk.run(check())
    assert not parts.notice.words
    (novel / "2.md").write_text("Theirs, later.")
    desk.run(check())
    assert parts.notice.words == sentence
    desk.run(parts.documents.new())
    assert not parts.notice.words
