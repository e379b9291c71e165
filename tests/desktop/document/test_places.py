"""A file comes back where it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core import settings
from core.settings import Place
from desktop import app
from desktop.window.window import MainWindow
from tests.desktop.conftest import Desk, until
from tests.desktop.editor.test_place import LONG, height_on_screen, put_caret, settle


@pytest.fixture
def novel(desk: Desk, tmp_path: Path) -> Path:
    """A long file, open in a small window."""
    file = tmp_path / "novel.md"
    file.write_text(LONG, "utf-8")
    desk.window.resize(820, 560)
    desk.run(desk.window.parts.session.open(file))
    desk.run(settle(desk))
    return file


def first_words(desk: Desk) -> str:
    """The first words in view."""
    editor = desk.window.parts.editor
    start = editor.keeper.place.top
    return editor.text()[start : start + 30]


def test_a_file_opened_again_is_where_it_was(desk: Desk, novel: Path, tmp_path: Path) -> None:
    session, editor = desk.window.parts.session, desk.window.parts.editor
    put_caret(desk, "Paragraph 70 begins")
    caret, y, words = editor.textCursor().position(), height_on_screen(desk), first_words(desk)
    (tmp_path / "other.md").write_text("Another text.\n", "utf-8")
    desk.run(session.open(tmp_path / "other.md"))
    assert editor.textCursor().position() == 0
    desk.run(session.open(novel))
    desk.run(settle(desk))
    assert editor.textCursor().position() == caret
    assert first_words(desk) == words
    assert abs(height_on_screen(desk) - y) <= 30  # the first line in view is whole now


def test_a_notice_after_opening_does_not_move_the_carets_line(desk: Desk, novel: Path) -> None:
    put_caret(desk, "Paragraph 70 begins")
    desk.run(desk.window.parts.session.open(novel))
    desk.run(settle(desk))
    before = height_on_screen(desk)
    desk.window.notice.tell("Something has happened. Your text is safe.")
    desk.run(settle(desk))
    assert abs(height_on_screen(desk) - before) <= 1


def test_the_next_session_opens_it_there_too(desk: Desk, novel: Path) -> None:
    editor = desk.window.parts.editor
    put_caret(desk, "Paragraph 70 begins")
    caret, words = editor.textCursor().position(), first_words(desk)

    async def close() -> None:
        desk.window.close()
        await until(lambda: not desk.window.isVisible())
        await desk.window.parts.preferences.save()

    desk.run(close())
    assert settings.load(desk.folders.config).place_in(novel) is not None

    async def build() -> MainWindow:
        window = app.build(desk.engine, desk.folders, library=desk.library, downloader=desk.downloader)
        window.resize(820, 560)
        window.show()
        await app.open_first_document(window, desk.folders, novel)
        return window

    later = desk.run(build())
    again = Desk(
        later, desk.engine, desk.questions, desk.library, desk.downloader, desk.folders, desk.attribute_file, desk.run
    )
    desk.run(settle(again))
    assert later.parts.editor.textCursor().position() == caret
    assert first_words(again) == words
    desk.run(app.close(later, desk.engine))
    later.hide()
    later.deleteLater()


def test_a_file_that_became_shorter_is_opened_at_its_end(desk: Desk, novel: Path, tmp_path: Path) -> None:
    session, editor = desk.window.parts.session, desk.window.parts.editor
    put_caret(desk, "Paragraph 70 begins")
    desk.run(session.open(desk.window.parts.documents.sample))
    novel.write_text("Only this is left.\n", "utf-8")
    desk.run(session.open(novel))
    assert editor.textCursor().position() == len("Only this is left.\n")
    assert editor.verticalScrollBar().value() == 0


def test_saving_under_another_name_moves_nothing(desk: Desk, novel: Path, tmp_path: Path) -> None:
    session, editor, preferences = desk.window.parts.session, desk.window.parts.editor, desk.window.parts.preferences
    other = tmp_path / "other.md"
    preferences.change(places=preferences.value.with_place(other, Place(3, 0)))
    put_caret(desk, "Paragraph 70 begins")
    QTest.keyClicks(editor, "x")
    caret, value = editor.textCursor().position(), editor.verticalScrollBar().value()
    desk.questions.path = other
    assert desk.run(session.save_as())
    assert (editor.textCursor().position(), editor.verticalScrollBar().value()) == (caret, value)
    kept = preferences.value.place_in(other)
    assert kept is not None and kept.caret == caret


def test_an_untitled_text_begins_at_its_beginning(desk: Desk, novel: Path) -> None:
    editor = desk.window.parts.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    desk.window.parts.session.new(LONG, "Untitled")
    assert (editor.textCursor().position(), editor.verticalScrollBar().value()) == (0, 0)
