"""In the window: hard-wrapped files, single Returns, and characters that an editor could lose."""

from __future__ import annotations

import textwrap
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from core import paths
from core.cli.reading import read_paragraphs
from core.versions.version import Cause, key_of
from desktop.document import words
from tests.desktop.conftest import Desk, click, turns, until


def prose() -> list[str]:
    """The paragraphs of the sample chapter."""
    text = (paths.resources() / "sample" / "chapter.md").read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith(("#", "---"))]


def wrapped(paragraphs: list[str], newline: str = "\r\n") -> bytes:
    blocks = (newline.join(textwrap.wrap(each, 70, break_on_hyphens=False)) for each in paragraphs)
    return (newline * 2).join(blocks).encode()


def answer(desk: Desk, label: str) -> QPushButton:
    """The button of the notice with that label."""
    return next(each for each in desk.window.notice.findChildren(QPushButton) if each.text() == label)


def type_after(desk: Desk, words_before: str, typed: str) -> None:
    editor = desk.window.parts.editor
    cursor = editor.document().find(words_before)
    cursor.setPosition(cursor.selectionEnd())
    editor.setTextCursor(cursor)
    QTest.keyClicks(editor, typed)


def test_a_wrapped_novel_is_edited_as_paragraphs_and_joined_when_asked(desk: Desk, tmp_path: Path) -> None:
    parts, file = desk.window.parts, tmp_path / "novel.txt"
    file.write_bytes(wrapped(prose()))

    async def act() -> None:
        await parts.documents.open(file)
        await until(lambda: "lines of novel.txt end at a fixed width" in desk.window.notice.words)
        assert parts.editor.text() == "\n\n".join(prose())
        type_after(desk, "walked along the sea wall to work", " and back")
        await parts.documents.save()
        edited = [each.replace("sea wall to work", "sea wall to work and back") for each in prose()]
        assert file.read_bytes() == wrapped(edited)
        assert not parts.session.modified
        assert desk.window.actions_by_name["join-lines"].isEnabled()
        await click(answer(desk, words.JOIN))
        await until(lambda: "From the next save on, novel.txt" in desk.window.notice.words)
        assert parts.session.modified
        await parts.documents.save()
        assert file.read_bytes() == "\r\n\r\n".join(edited).encode()
        store = parts.versions.parts.store
        kept = next(each for each in store.versions(key_of(file)) if each.cause is Cause.REPLACED)
        assert store.data(kept) == wrapped(edited)
        assert not parts.session.is_wrapped and not parts.session.modified

    desk.run(act())


def test_the_command_line_scores_the_texts_that_the_window_scores(desk: Desk, tmp_path: Path) -> None:
    editor, file = desk.window.parts.editor, tmp_path / "novel.md"
    file.write_bytes(wrapped(["# One", *prose(), "> One.\n> Two."]).replace(b"Two", b"Two\xff"))
    desk.run(desk.window.parts.documents.open(file))
    views = [editor.paragraph(each) for each in editor.paragraph_ids()]
    assert [view.text for view in views if view is not None] == [each.text for each in read_paragraphs(file)]


def test_joining_the_files_of_a_folder_writes_only_wrapped_ones(desk: Desk, tmp_path: Path) -> None:
    parts, folder = desk.window.parts, tmp_path / "novel"
    folder.mkdir()
    (folder / "1.txt").write_bytes(wrapped(prose()))
    (folder / "2.txt").write_bytes(b"Not wrapped.\r\nMixed.\n")

    async def act() -> None:
        await parts.documents.open(folder)
        before = (folder / "2.txt").stat().st_mtime_ns
        desk.window.actions_by_name["join-lines"].trigger()
        await until(lambda: parts.session.modified)
        await parts.documents.save()
        assert (folder / "1.txt").read_bytes() == "\r\n\r\n".join(prose()).encode()
        assert (folder / "2.txt").stat().st_mtime_ns == before

    desk.run(act())


def test_single_returns_are_set_right_as_one_undo_step_or_left(desk: Desk, tmp_path: Path) -> None:
    parts, file = desk.window.parts, tmp_path / "novel.md"
    text = "# Où 🌊\n\n" + "\n".join(prose())
    file.write_bytes(text.encode())

    async def act() -> None:
        await parts.documents.open(file)
        await until(lambda: "stand a single Return apart" in desk.window.notice.words)
        await click(answer(desk, words.SEPARATE))
        await until(lambda: parts.session.modified)
        assert parts.editor.text() == "# Où 🌊\n\n" + "\n\n".join(prose())
        parts.editor.undo()
        assert parts.editor.text() == text and not parts.session.modified
        await parts.documents.open(file)
        await until(lambda: "stand a single Return apart" in desk.window.notice.words)
        await click(answer(desk, words.LEAVE))
        await parts.documents.open(file)
        await turns()
        await parts.tasks.finish()
        assert not desk.window.notice.words
        desk.window.actions_by_name["separate"].trigger()
        await until(lambda: parts.session.modified)

    desk.run(act())


def test_single_returns_are_noticed_while_a_new_text_is_written_once(desk: Desk) -> None:
    parts = desk.window.parts

    async def act() -> None:
        parts.preferences.change(return_begins_paragraph=False)
        parts.session.new("")
        for number, paragraph in enumerate(prose()):
            if number:
                QTest.keyClick(parts.editor, Qt.Key.Key_Return)
            parts.editor.insertPlainText(paragraph)
        await until(lambda: "stand a single Return apart" in desk.window.notice.words)
        await click(answer(desk, words.SEPARATE))
        await until(lambda: parts.editor.text() == "\n\n".join(prose()))
        parts.editor.undo()
        assert parts.editor.text() == "\n".join(prose())
        QTest.keyClick(parts.editor, Qt.Key.Key_Return)
        assert not parts.line_ends._later.isActive()  # asked once

    desk.run(act())


def test_odd_characters_are_saved_as_they_were_also_beside_an_edit(desk: Desk, tmp_path: Path) -> None:
    parts, file = desk.window.parts, tmp_path / "odd.txt"
    odd = "\x07\x0b\x0c\x1b\x85\xa0\xad\u200b\u2028\u2029\ufdd0\ufdd1\ufdd4\ufdd7\ufeff\ufffc\ufffd\ufffe\uffff\ue000"
    damaged = b"\xff\xc3 damaged\xed\xa0\x80\n"
    lines = (f"“{each}” a place {each}{each}  \r\n".encode() + damaged for each in odd)
    data = b"\xef\xbb\xbf" + b"".join(lines) + b"a place\0"
    file.write_bytes(data)
    desk.run(parts.documents.open(file))
    cursor = QTextCursor(parts.editor.document())
    block = parts.editor.document().firstBlock()
    while block.isValid():
        if "place" in block.text() or "damaged" in block.text():
            cursor.setPosition(block.position() + block.text().index("a"))
            cursor.insertText("X")
        block = block.next()
    desk.run(parts.documents.save())
    assert file.read_bytes() == data.replace(b"a place", b"Xa place").replace(b"damaged", b"dXamaged")


def test_return_in_a_file_of_two_line_ends_takes_that_of_its_line(desk: Desk, tmp_path: Path) -> None:
    parts, file = desk.window.parts, tmp_path / "mixed.md"
    file.write_bytes(b"One.\r\nTwo.\nThree.")
    desk.run(parts.documents.open(file))
    type_after(desk, "One.", "a")
    QTest.keyClick(parts.editor, Qt.Key.Key_Return)
    type_after(desk, "Two.", "b")
    QTest.keyClick(parts.editor, Qt.Key.Key_Return)
    desk.run(parts.documents.save())
    assert file.read_bytes() == b"One.a\r\n\r\nTwo.b\n\nThree."
