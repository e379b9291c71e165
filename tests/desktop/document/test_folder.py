"""A folder of files is one document in the window: opened, saved file by file, read again, recovered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QTextCursor

from core.errors import FileProblem
from core.manuscript import document, journal
from core.manuscript.boundaries import boundary_line, parted
from core.versions.version import key_of
from desktop.app import open_first_document
from desktop.common.drops import dropped_file
from tests.desktop.conftest import Desk, until

ONE, TWO, TEN = "# One\n\nThe first file.\n", "The second file.\r\n\r\nIt has two paragraphs.\r\n", "The last file."


@pytest.fixture
def novel(tmp_path: Path) -> Path:
    """A folder of three files."""
    folder = tmp_path / "My novel"
    folder.mkdir()
    (folder / "1.md").write_bytes(ONE.encode())
    (folder / "2.md").write_bytes(TWO.encode())
    (folder / "10.md").write_bytes(TEN.encode())
    return folder


def put_after(desk: Desk, words: str, text: str) -> None:
    """Type ``text`` after ``words``."""
    editor = desk.window.parts.editor
    cursor = editor.document().find(words)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionEnd())
    cursor.insertText(text)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_only_the_edited_file_of_a_folder_is_saved(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    before = files(novel)
    desk.run(parts.documents.open(novel))
    assert parts.session.name == "My novel" and parts.session.path == novel
    assert "My novel" in desk.window.windowTitle()
    assert parted(parts.editor.text()) == [("1.md", ONE), ("2.md", TWO.replace("\r", "")), ("10.md", TEN)]
    assert not parts.session.modified
    assert parts.preferences.value.last_file == parts.preferences.value.recent_files[0] == str(novel)
    put_after(desk, "It has", " just")
    desk.run(parts.documents.save())
    assert not parts.session.modified
    assert files(novel) == {**before, "2.md": TWO.replace("has two", "has just two").encode()}


def test_a_folder_is_opened_by_menu_drop_and_start(desk: Desk, novel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = desk.window.parts
    assert not parts.folder_files.are_available()
    desk.run(parts.folder_files.add())  # does nothing without a folder
    desk.run(parts.folder_files.leave_out())
    assert desk.questions.asked == []
    desk.questions.path = novel
    desk.run(parts.documents.choose_folder())
    assert parts.session.path == novel
    desk.run(parts.documents.new())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(novel))])
    assert dropped_file(mime) == novel

    async def drop() -> None:
        desk.window.open_dropped(novel)
        await until(lambda: parts.session.path == novel)

    desk.run(drop())
    desk.run(parts.documents.new())
    desk.run(open_first_document(desk.window, desk.folders, novel))
    assert parts.session.path == novel and parts.folder_files.are_available()
    monkeypatch.chdir(novel)
    desk.run(parts.documents.open(Path()))
    assert parts.session.name == "My novel"
    assert parts.preferences.value.last_file == str(novel)


def test_a_folder_without_texts_is_a_sentence_and_the_document_stays(desk: Desk, tmp_path: Path) -> None:
    parts = desk.window.parts
    before = parts.editor.text()
    (tmp_path / "empty").mkdir()
    desk.run(parts.documents.open(tmp_path / "empty"))
    assert "no Markdown or plain-text files" in parts.notice.words
    assert parts.editor.text() == before


def test_save_as_writes_all_texts_to_one_file_and_the_folder_stays_open(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    put_after(desk, "last file.", " Really.")
    desk.questions.path = novel.parent / "all.md"
    assert desk.run(parts.documents.save_as())
    assert desk.questions.path.read_text() == (
        "# One\n\nThe first file.\n\nThe second file.\n\nIt has two paragraphs.\n\nThe last file. Really.\n"
    )
    assert parts.session.path == novel and parts.session.modified
    assert "all.md" in parts.notice.words
    assert (novel / "10.md").read_text() == TEN


def test_a_change_by_another_program_is_read_as_one_undo_step(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    before = parts.editor.text()
    (novel / "3.md").write_text("New.")
    (novel / "1.md").unlink()

    async def reload() -> None:
        await desk.window.outside_changes.check()
        assert "has changed 1.md and 3.md since" in parts.notice.words
        assert await parts.documents.reload()

    desk.run(reload())
    assert [name for name, _ in parted(parts.editor.text())] == ["2.md", "3.md", "10.md"]
    assert not parts.session.modified
    parts.editor.undo()
    assert parts.editor.text() == before
    desk.run(parts.documents.save())
    assert (novel / "1.md").read_bytes() == ONE.encode()
    assert (novel / "3.md").read_text() == "New."


def test_the_question_before_overwriting_names_the_file(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    (novel / "2.md").write_text("Theirs.")
    put_after(desk, "The first", " short")
    desk.run(parts.documents.save())
    assert "overwrite" not in desk.questions.asked
    assert (novel / "1.md").read_text() == ONE.replace("first", "first short")
    put_after(desk, "It has", " just")
    desk.run(parts.documents.save())
    assert desk.questions.asked[-1] == "overwrite"
    assert (novel / "2.md").read_text() == "Theirs." and parts.session.modified
    assert not desk.run(parts.session.autosave())
    assert desk.run(parts.session.check_outside())
    assert desk.run(parts.session.keep_mine())
    n_asked = len(desk.questions.asked)
    desk.run(parts.documents.save())
    assert len(desk.questions.asked) == n_asked and not parts.session.modified
    assert (novel / "2.md").read_bytes() == TWO.replace("has two", "has just two").encode()
    store = parts.versions.parts.store
    assert [store.text(each) for each in store.versions(key_of(novel / "2.md"))] == ["Theirs."]


def test_a_file_that_cannot_be_saved_is_told_and_saved_the_next_time(
    desk: Desk, novel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, whole = desk.window.parts, document.save
    desk.run(parts.documents.open(novel))
    put_after(desk, "The first", " short")
    put_after(desk, "The last", " full")

    def full(path: Path, text: str, like: document.Loaded | None = None) -> document.Loaded:
        if path.name == "10.md":
            raise FileProblem("10.md could not be saved: the disk is full.")
        return whole(path, text, like)

    monkeypatch.setattr(document, "save", full)
    desk.run(parts.documents.save())
    assert parts.notice.words == "10.md could not be saved: the disk is full." and parts.session.modified
    assert (novel / "1.md").read_text() == ONE.replace("first", "first short") and (novel / "10.md").read_text() == TEN
    monkeypatch.undo()
    desk.run(parts.documents.save())
    assert "overwrite" not in desk.questions.asked and not parts.session.modified
    assert (novel / "10.md").read_text() == "The last full file."


def test_differences_from_disk_show_the_names_of_files(desk: Desk, novel: Path) -> None:
    desk.run(desk.window.parts.documents.open(novel))
    (novel / "2.md").unlink()
    desk.run(desk.window.parts.documents.compare())
    assert any("— 2.md" in segment.text for segment in desk.questions.differences)


def crashed(desk: Desk, path: Path, text: str) -> tuple[journal.Entry, Path]:
    """What a crash leaves of unsaved text."""
    left = journal.Journal(desk.folders.journals)
    left.write(text, path)
    left.release()
    [(file, entry)] = journal.orphans(desk.folders.journals)
    return entry, file


def test_the_unsaved_text_of_a_folder_is_recovered_and_saved_to_its_files(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    text = parts.editor.text().replace("first file", "first recovered file")
    desk.run(parts.documents.new())
    desk.run(parts.documents.recover(*crashed(desk, novel, text)))
    assert parts.session.path == novel and parts.session.modified
    desk.run(parts.documents.save())
    assert (novel / "1.md").read_text() == ONE.replace("first file", "first recovered file")
    assert (novel / "2.md").read_bytes() == TWO.encode()


def test_the_text_of_a_folder_that_is_gone_is_recovered_as_one(desk: Desk, tmp_path: Path) -> None:
    parts = desk.window.parts
    text = f"{boundary_line('1.md')}\nOne.\n{boundary_line('2.md')}\nTwo."
    desk.run(parts.documents.recover(*crashed(desk, tmp_path / "gone", text)))
    assert parts.session.path is None and parts.session.modified
    assert parts.editor.text() == "One.\n\nTwo.\n"


def test_words_record_and_place_are_those_of_the_folder(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    assert desk.window.status_line.word_count == 1 + 3 + 3 + 4 + 3
    report = desk.run(parts.record.recorder.report())
    assert (report.name, report.n_words) == ("My novel", 14)
    parts.editor.moveCursor(QTextCursor.MoveOperation.End)
    place = parts.editor.textCursor().position()
    desk.run(parts.documents.new())
    desk.run(parts.documents.open(novel))
    assert parts.editor.textCursor().position() == place


def put_cursor(desk: Desk, words: str) -> None:
    cursor = desk.window.parts.editor.document().find(words)
    cursor.clearSelection()
    desk.window.parts.editor.setTextCursor(cursor)


def order(desk: Desk) -> list[str]:
    return [name for name, _ in parted(desk.window.parts.editor.text())]


def test_a_new_file_comes_after_the_one_at_the_cursor(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    before = parts.editor.text()
    put_cursor(desk, "first file")
    desk.questions.name = " 1b "
    desk.run(parts.folder_files.add())
    assert order(desk) == ["1.md", "1b.md", "2.md", "10.md"]
    parts.editor.textCursor().insertText("New 🕯.")
    assert parted(parts.editor.text())[1] == ("1b.md", "New 🕯.")
    assert not (novel / "1b.md").exists()
    desk.run(parts.documents.save())
    assert (novel / "1b.md").read_text() == "New 🕯."
    assert not (novel / "inkglow-order.txt").exists()  # it is where it would be found
    parts.editor.undo()
    parts.editor.undo()
    assert parts.editor.text() == before


def test_a_file_that_is_left_out_stays_in_the_folder_and_can_come_back(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    before, on_disk = parts.editor.text(), files(novel)
    for words in ("first file", "last file"):
        put_cursor(desk, words)
        desk.run(parts.folder_files.leave_out())
        assert "no longer part" in parts.notice.words
        parts.editor.undo()
        assert parts.editor.text() == before
    put_after(desk, "It has", " just")
    desk.run(parts.folder_files.leave_out())  # the cursor is in the last file
    assert order(desk) == ["1.md", "2.md"]
    desk.run(parts.documents.save())
    saved = files(novel)
    assert b"# not in the manuscript: 10.md" in saved.pop("inkglow-order.txt")
    assert saved == {**on_disk, "2.md": TWO.replace("has two", "has just two").encode()}
    put_cursor(desk, "It has")
    desk.questions.name = "10.md"
    desk.run(parts.folder_files.add())
    assert parted(parts.editor.text())[2] == ("10.md", TEN)
    desk.run(parts.folder_files.add())
    assert "in the manuscript already" in parts.notice.words


def test_what_was_edited_in_a_file_is_saved_before_it_is_left_out(desk: Desk, novel: Path) -> None:
    parts = desk.window.parts
    desk.run(parts.documents.open(novel))
    put_after(desk, "last file", ", really")
    put_cursor(desk, "last file")
    desk.run(parts.folder_files.leave_out())
    assert (novel / "10.md").read_text() == "The last file, really."
    assert order(desk) == ["1.md", "2.md"]


def test_the_only_file_is_not_left_out_and_bad_names_are_refused(desk: Desk, tmp_path: Path) -> None:
    parts = desk.window.parts
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "only.txt").write_text("Only.")
    desk.run(parts.documents.open(tmp_path / "one"))
    before = parts.editor.text()
    desk.run(parts.folder_files.leave_out())
    assert "the only file" in parts.notice.words
    for name in ("../x", "/x", " ", ".hidden", "a/../../b", "x\0y", "inkglow-order.txt"):
        desk.questions.name = name
        desk.run(parts.folder_files.add())
        assert "cannot be called" in parts.notice.words, name
    assert parts.editor.text() == before
    desk.questions.name = "part two/next"
    desk.run(parts.folder_files.add())
    assert order(desk) == ["only.txt", "part two/next.txt"]
    desk.run(parts.documents.save())
    assert (tmp_path / "one/part two/next.txt").read_text() == ""
