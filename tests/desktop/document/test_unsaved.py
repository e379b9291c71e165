"""The journal, through the window: it gives back what was on the page, whatever was done there."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core.manuscript import document, journal
from desktop.common import messages
from desktop.common.text_offsets import to_utf16
from desktop.editor.text_changes import TextChange
from tests.desktop.conftest import Desk, until

PASTED = ("one", "two\n\nthree", "> a quotation\n>\n> goes on\n", "🖋 “naïve”\u2028", "# Heading\n\n", "\u2029\r")


def restored(desk: Desk) -> str | None:
    """The text that a crash at this moment would leave."""
    entries = [journal.read(file) for file in journal.files(desk.folders.journals)]
    return next((entry.text for entry in entries if entry is not None), None)


def edit(desk: Desk, chance: random.Random) -> None:
    """Do something to the text, as a writer does."""
    editor = desk.window.parts.editor
    cursor, text = editor.textCursor(), editor.text()
    start = end = chance.randrange(len(text) + 1)
    if chance.random() < 0.4:
        end = min(start + chance.randrange(60), len(text))
    cursor.setPosition(to_utf16(text, start))
    cursor.setPosition(to_utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
    match chance.randrange(10):
        case 0:
            editor.undo()
        case 1:
            editor.redo()
        case 2:
            editor.setTextCursor(cursor)
            QTest.keyClick(editor, Qt.Key.Key_Backspace)
        case 3:
            editor.setTextCursor(cursor)
            QTest.keyClick(editor, Qt.Key.Key_Return)
        case 4:
            places = sorted(chance.sample(range(len(text) + 1), 4)) if len(text) > 4 else [0, 0, 0, 0]
            editor.change([TextChange(places[0], places[1], "changed "), TextChange(places[2], places[3], "here\n")])
        case 5 | 6:
            editor.setTextCursor(cursor)
            cursor.insertText(chance.choice(PASTED))
        case _:
            editor.setTextCursor(cursor)
            QTest.keyClicks(editor, chance.choice(("word ", "I", "more, ", "* ")))


def test_whatever_is_done_to_the_text_is_in_the_journal(desk: Desk) -> None:
    unsaved, editor = desk.window.parts.session.unsaved, desk.window.parts.editor

    async def walk() -> None:
        for seed in range(12):
            chance = random.Random(seed)
            for _ in range(25):
                edit(desk, chance)
                if chance.random() < 0.3:
                    await unsaved.update()
                    assert not desk.window.parts.session.modified or restored(desk) == editor.text(), seed
            if chance.random() < 0.5:
                desk.window.parts.session.new("Another text.\n")
        await desk.window.parts.tasks.finish()

    desk.run(walk())


def test_typing_is_copied_while_a_save_takes_long(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts, reached, go_on, save = desk.window.parts, threading.Event(), threading.Event(), document.save
    desk.questions.path = tmp_path / "novel.md"

    def slow(path: Path, text: str, like: document.Loaded | None = None) -> document.Loaded:
        reached.set()
        assert go_on.wait(25)
        return save(path, text, like)

    monkeypatch.setattr(document, "save", slow)

    async def work() -> None:
        QTest.keyClicks(parts.editor, "One. ")
        parts.tasks.start(parts.documents.save())
        await until(reached.is_set)
        QTest.keyClicks(parts.editor, "Two. ")
        await until(lambda: (restored(desk) or "").startswith("One. Two. "))
        go_on.set()
        await parts.tasks.finish()
        QTest.keyClicks(parts.editor, "Three. ")
        await parts.session.unsaved.update()

    try:
        desk.run(work())
    finally:
        go_on.set()
    [file] = journal.files(desk.folders.journals)
    entry = journal.read(file)
    assert entry is not None and (entry.path, entry.text) == (tmp_path / "novel.md", parts.editor.text())


def test_a_key_in_a_novel_adds_a_line_to_the_journal(desk: Desk) -> None:
    unsaved = desk.window.parts.session.unsaved

    async def work() -> None:
        desk.window.parts.session.new("Prose goes on and on. \n\n" * 5000)
        QTest.keyClicks(desk.window.parts.editor, "Begun. ")
        await unsaved.update()
        [file] = journal.files(desk.folders.journals)
        before = file.stat()
        QTest.keyClicks(desk.window.parts.editor, "More. ")
        await unsaved.update()
        assert file.stat().st_ino == before.st_ino
        assert file.stat().st_size - before.st_size < 200
        assert restored(desk) == desk.window.parts.editor.text()

    desk.run(work())


def test_a_journal_that_is_gone_is_written_whole_again(desk: Desk) -> None:
    unsaved = desk.window.parts.session.unsaved

    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, "One. ")
        await unsaved.update()
        for file in journal.files(desk.folders.journals):
            file.unlink()
        QTest.keyClicks(desk.window.parts.editor, "Two. ")
        await unsaved.update()
        assert desk.window.notice.words == messages.JOURNAL_FAILED
        QTest.keyClicks(desk.window.parts.editor, "Three. ")
        await unsaved.update()
        assert restored(desk) == desk.window.parts.editor.text()

    desk.run(work())
