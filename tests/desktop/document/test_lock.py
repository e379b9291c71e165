"""Two windows do not save over each other unasked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from core.manuscript import journal, locks
from desktop import app
from desktop.common.questions import Elsewhere
from desktop.document.differences import ReadingStyle
from desktop.window.qt_questions import QtQuestions
from tests.desktop.conftest import TEXT, Desk, click, until

_HOLD = (
    "import sys; from pathlib import Path; from core.manuscript import locks\n"
    "lock = locks.take(Path(sys.argv[1]), Path(sys.argv[2])); print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Iterator[Path]:
    """A file that another program has open."""
    path = tmp_path / "novel.md"
    path.write_text("Theirs.\n")
    command = [sys.executable, "-c", _HOLD, str(path), str(desk.folders.locks)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None and program.stdout.readline() == "held\n"
        yield path
        program.kill()


def test_what_another_window_has_open_is_opened_as_the_writer_says(desk: Desk, file: Path) -> None:
    window, session = desk.window, desk.window.parts.session

    async def work() -> None:
        await window.parts.documents.open(file)
        assert session.path is None and window.parts.editor.text() == TEXT
        desk.questions.elsewhere = Elsewhere.COPY
        await window.parts.documents.open(file)
        assert (session.path, session.name, window.parts.editor.text()) == (None, "Copy of novel", "Theirs.\n")
        desk.questions.elsewhere = Elsewhere.ANYWAY
        await window.parts.documents.open(file)
        assert session.path == file

    desk.run(work())
    assert len(desk.questions.asked) == 3
    assert desk.questions.asked[0].startswith("novel.md is open in another Inkglow window since ")


def test_what_is_recovered_while_another_window_has_its_file_open_is_a_text_of_its_own(desk: Desk, file: Path) -> None:
    left = journal.Journal(desk.folders.journals)
    left.write("Mine.\n", file)
    left.release()
    [(orphan, entry)] = journal.orphans(desk.folders.journals)
    desk.run(desk.window.parts.documents.recover(entry, orphan))
    session = desk.window.parts.session
    assert (session.path, session.name, session.modified) == (None, "novel.md", True)
    assert desk.window.parts.editor.text() == "Mine.\n"
    assert "novel.md has been open in another Inkglow window since" in desk.window.notice.words


def test_what_another_window_has_open_is_not_saved_over(desk: Desk, file: Path) -> None:
    desk.questions.path = file
    assert desk.run(desk.window.parts.documents.save_as()) is False
    assert desk.window.notice.words.startswith("novel.md has been open in another Inkglow window since ")
    assert file.read_text() == "Theirs.\n" and desk.window.parts.session.path is None
    desk.questions.path = file.with_name("mine.md")
    assert desk.run(desk.window.parts.documents.save_as()) is True


def test_at_the_start_the_last_document_is_left_to_the_window_that_has_it(desk: Desk, file: Path) -> None:
    desk.window.parts.preferences.change(seen_sample=True, last_file=str(file))
    desk.run(app.open_first_document(desk.window, desk.folders, None))
    assert desk.window.parts.session.path is None and desk.questions.asked == []
    assert desk.window.notice.words.startswith("novel.md has been open in another Inkglow window")


def test_the_lock_follows_the_document_and_is_released_at_the_end(desk: Desk, tmp_path: Path) -> None:
    window = desk.window
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(name)

    async def work() -> None:
        for name in "ab":
            await window.parts.documents.open(tmp_path / f"{name}.md")
            await window.parts.tasks.finish()
            [lock] = desk.folders.locks.iterdir()
            assert f"{name}.md" in lock.read_text()
        await window.parts.documents.open(tmp_path / "b.md")  # again: it is one's own
        desk.questions.path = tmp_path / "c.md"
        await window.parts.documents.save_as()
        await window.parts.tasks.finish()
        [lock] = desk.folders.locks.iterdir()
        assert "c.md" in lock.read_text()
        await window.parts.documents.new()
        await window.parts.tasks.finish()
        assert list(desk.folders.locks.iterdir()) == []
        await window.parts.documents.open(tmp_path / "a.md")
        await window.parts.tasks.finish()
        await window.parts.elsewhere.close()

    desk.run(work())
    assert desk.questions.asked == ["save"] and list(desk.folders.locks.iterdir()) == []


def test_without_locks_documents_open_all_the_same(desk: Desk, tmp_path: Path) -> None:
    desk.folders.locks.write_text("a file where the folder should be")
    (tmp_path / "a.md").write_text("A.")
    desk.run(desk.window.parts.documents.open(tmp_path / "a.md"))
    assert desk.window.parts.editor.text() == "A." and desk.window.notice.words == ""


def test_the_question_on_screen(desk: Desk) -> None:
    real = QtQuestions(desk.window.parts.editor, lambda: ReadingStyle(desk.window.theme, 13.0))
    holder = locks.Holder(Path("/a/novel.md"), 1, "attic", 0.0, 0.0)
    assert not holder.is_here

    async def work() -> None:
        task = desk.window.parts.tasks.start(ask())
        await until(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox) and "novel.md" in box.text()
        await click(next(button for button in box.buttons() if button.text() == "Open a copy"))  # type: ignore[arg-type]
        await task

    async def ask() -> None:
        assert await real.open_elsewhere("novel.md", "in another Inkglow window since 9:05") is Elsewhere.COPY

    desk.run(work())
