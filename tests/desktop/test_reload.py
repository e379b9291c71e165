"""Another program writes the open file: whatever is answered, neither its text nor the writer's is lost."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox, QPushButton

from core.manuscript import journal
from core.versions.store import VersionStore
from core.versions.version import Cause
from desktop.common import messages
from desktop.common.diff import Change
from desktop.common.questions import Reload
from desktop.document import on_disk
from desktop.document.differences import DifferencesDialog, ReadingStyle
from desktop.editor.text_changes import differences
from desktop.window.qt_questions import QtQuestions
from tests.desktop.conftest import Desk, click, until

MINE = "# A chapter\n\nThe lamp was lit before dusk, as it was every evening.\n\nNobody came.\n"
THEIRS = "# A chapter\n\nThe lamp was broken before dusk, as it was every evening.\n\nNobody came.\n\nThe end.\n"


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Path:
    """A file that is open."""
    path = tmp_path / "novel.md"
    path.write_text(MINE)
    desk.run(desk.window.parts.session.open(path))
    return path


def answer_button(desk: Desk, words: str) -> QPushButton:
    return next(each for each in desk.window.notice._buttons if each.text() == words)


async def changed(desk: Desk, file: Path, text: str = THEIRS) -> None:
    """Another program writes the file, and the window looks."""
    await asyncio.to_thread(file.write_text, text)
    await desk.window.outside_changes.check()


async def answer(desk: Desk, words: str) -> None:
    await click(answer_button(desk, words))
    await desk.window.parts.tasks.finish()


def unsaved_copies(desk: Desk, file: Path) -> list[str]:
    """Texts kept before the file was read again, oldest first."""
    return [text for cause, text in reversed(desk.versions(file)) if cause is Cause.BEFORE_RELOAD]


def test_unsaved_text_is_kept_and_comes_back_by_one_undo(desk: Desk, file: Path) -> None:
    window, editor = desk.window, desk.window.parts.editor
    desk.questions.reload_answers = [Reload.KEEP_COPY]

    async def work() -> None:
        QTest.keyClicks(editor, "Typed. ")
        await changed(desk, file)
        assert window.notice.words == messages.outside_change_unsaved("novel.md")
        await answer(desk, "Reload…")

    desk.run(work())
    assert desk.questions.asked == ["reload"]
    assert editor.text() == THEIRS and not window.parts.session.modified
    assert unsaved_copies(desk, file) == [f"Typed. {MINE}"]
    assert "Undo brings your unsaved text back" in window.notice.words
    assert journal.files(desk.folders.journals) == []
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == f"Typed. {MINE}" and window.parts.session.modified
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == THEIRS and not window.parts.session.modified
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    async def save() -> None:
        await until(lambda: bool(journal.files(desk.folders.journals)))
        await window.parts.documents.save()

    desk.run(save())
    assert desk.questions.asked == ["reload"]  # what is replaced is what was read
    assert file.read_text() == f"Typed. {MINE}"


def test_without_unsaved_text_a_reload_asks_nothing_and_is_one_undo(desk: Desk, file: Path) -> None:
    editor = desk.window.parts.editor

    async def work() -> None:
        await changed(desk, file)
        assert desk.window.notice.words == messages.outside_change("novel.md")
        await answer(desk, "Reload")

    desk.run(work())
    assert desk.questions.asked == [] and desk.window.notice.words == ""
    assert editor.text() == THEIRS and not desk.window.parts.session.modified
    assert unsaved_copies(desk, file) == []
    editor.undo()
    assert editor.text() == MINE and desk.window.parts.session.modified


def test_going_back_changes_nothing_and_the_notice_returns(desk: Desk, file: Path) -> None:
    desk.questions.reload_answers = [Reload.CANCEL]

    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Typed. ")
        await changed(desk, file)
        await answer(desk, "Reload…")

    desk.run(work())
    assert desk.window.parts.editor.text() == f"Typed. {MINE}" and desk.window.parts.session.modified
    assert file.read_text() == THEIRS
    assert desk.window.notice.words == messages.outside_change_unsaved("novel.md")


@pytest.mark.parametrize("asked_first", [True, False])
def test_comparing_shows_the_difference_and_changes_nothing(desk: Desk, file: Path, asked_first: bool) -> None:
    desk.questions.reload_answers = [Reload.COMPARE, Reload.CANCEL]

    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Typed. ")
        await changed(desk, file)
        await answer(desk, "Reload…" if asked_first else "Compare…")

    desk.run(work())
    assert desk.questions.asked == (["reload", "differences", "reload"] if asked_first else ["differences"])
    only_here = [each.text for each in desk.questions.differences if each.change is Change.REMOVED]
    only_there = [each.text for each in desk.questions.differences if each.change is Change.ADDED]
    assert "lit" in only_here and "broken" in only_there and any("The end." in text for text in only_there)
    assert not any("Nobody came" in each.text for each in desk.questions.differences)
    assert desk.window.parts.editor.text() == f"Typed. {MINE}" and file.read_text() == THEIRS
    assert desk.window.notice.words == messages.outside_change_unsaved("novel.md")


def test_saving_mine_as_another_file_leaves_theirs(desk: Desk, file: Path) -> None:
    desk.questions.reload_answers, desk.questions.path = [Reload.SAVE_AS], file.with_name("mine.md")

    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Typed. ")
        await changed(desk, file)
        await answer(desk, "Reload…")

    desk.run(work())
    assert file.read_text() == THEIRS and file.with_name("mine.md").read_text() == f"Typed. {MINE}"
    assert desk.window.parts.session.path == file.with_name("mine.md")
    assert desk.window.notice.words == ""


def test_mine_is_kept_unasked_until_the_file_changes_again(desk: Desk, file: Path) -> None:
    desk.questions.overwrite = False
    session = desk.window.parts.session

    async def work() -> None:
        await changed(desk, file)
        await answer(desk, "Keep mine")
        assert session.modified and desk.window.notice.words == ""  # it is no longer what is on disk
        await desk.window.outside_changes.check()
        assert desk.window.notice.words == ""
        await desk.window.parts.documents.save()
        assert desk.questions.asked == [] and await asyncio.to_thread(file.read_text) == MINE
        await changed(desk, file, "theirs again\n")
        await answer(desk, "Keep mine")
        await asyncio.to_thread(file.write_text, "and again\n")
        await desk.window.parts.documents.save()

    desk.run(work())
    assert desk.questions.asked == ["overwrite"] and file.read_text() == "and again\n"
    assert (Cause.REPLACED, THEIRS) in desk.versions(file)


def test_nothing_is_read_again_where_no_copy_can_be_made(desk: Desk, file: Path) -> None:
    desk.questions.reload_answers = [Reload.KEEP_COPY]
    store = desk.window.parts.versions.parts.store
    store.file.mkdir()  # a folder where the file should be

    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Typed. ")
        await until(lambda: bool(journal.files(desk.folders.journals)))
        await changed(desk, file)
        await answer(desk, "Reload…")

    desk.run(work())
    assert desk.window.parts.editor.text() == f"Typed. {MINE}" and desk.window.parts.session.modified
    assert desk.window.notice.words.startswith("No version could be kept")
    assert len(journal.files(desk.folders.journals)) == 1


def test_the_journal_stays_until_the_copy_is_there_and_late_typing_is_in_it(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    keep = on_disk.keep_unsaved

    def slow(text: str, path: Path, versions: VersionStore) -> None:
        reached.set()
        assert go_on.wait(25)
        keep(text, path, versions)

    monkeypatch.setattr(on_disk, "keep_unsaved", slow)
    desk.questions.reload_answers = [Reload.KEEP_COPY]
    desk.window.parts.session.unsaved.later.setInterval(0)

    def left() -> list[Path]:
        return journal.files(desk.folders.journals)

    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Typed. ")
        await changed(desk, file)
        await until(lambda: bool(left()))
        await click(answer_button(desk, "Reload…"))
        await until(reached.is_set)
        QTest.keyClicks(desk.window.parts.editor, "Late. ")
        await until(lambda: f"Typed. Late. {MINE}" in [each.text for each in map(journal.read, left()) if each])
        go_on.set()
        await desk.window.parts.tasks.finish()
        assert desk.window.parts.editor.text() == THEIRS
        assert f"Typed. Late. {MINE}" in unsaved_copies(desk, file)
        desk.window.parts.editor.undo()
        assert desk.window.parts.editor.text() == f"Typed. Late. {MINE}"
        await until(lambda: not desk.window.parts.session.unsaved.later.isActive())

    try:
        desk.run(work())
    finally:
        go_on.set()


def test_a_rewrite_is_put_away_before_the_file_is_read_again(desk: Desk, file: Path) -> None:
    window, rewriting = desk.window, desk.window.parts.rewriting
    desk.run(desk.load())

    async def work() -> None:
        desk.put_cursor(1)
        window.rewrites.more_creative()
        await until(lambda: not rewriting.state.is_running)
        await changed(desk, file)
        await answer(desk, "Reload")
        assert rewriting.passage is None and not window.card.isVisible()
        QTest.keyClick(window.parts.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        window.card.replace_anyway.click()
        await asyncio.sleep(0)

    desk.run(work())
    assert rewriting.attempts == ()
    assert desk.engine.script[0] not in window.parts.editor.text()


def test_the_caret_and_the_view_stay_with_their_text(desk: Desk, file: Path) -> None:
    editor = desk.window.parts.editor
    paragraphs = [f"Paragraph {n} says what there is to say about {n} lamps.\n" for n in range(200)]
    file.write_text("\n".join(paragraphs))
    desk.run(desk.window.parts.session.open(file))

    async def work() -> tuple[str, int, int]:
        cursor = editor.textCursor()
        cursor.setPosition(editor.text().index("about 120 lamps"))
        editor.setTextCursor(cursor)
        editor.ensureCursorVisible()
        before = editor.cursorRect().top()
        added = ["A new beginning,\n", "over some lines.\n", *paragraphs[:50], "A new middle.\n", *paragraphs[50:]]
        await changed(desk, file, "\n".join(added))
        await answer(desk, "Reload")
        cursor = editor.textCursor()
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        return cursor.selectedText(), editor.textCursor().positionInBlock(), editor.cursorRect().top() - before

    block, offset, moved = desk.run(work())
    assert block.strip().startswith("Paragraph 120") and offset == len("Paragraph 120 says what there is to say ")
    assert moved == 0


def test_saving_over_another_programs_text_always_keeps_that_text(desk: Desk, file: Path) -> None:
    """However recent the last version is."""
    desk.questions.overwrite = True

    async def work() -> None:
        for number in range(3):
            QTest.keyClicks(desk.window.parts.editor, "x")
            await asyncio.to_thread(file.write_text, f"theirs {number}\n")
            await desk.window.parts.documents.save()

    desk.run(work())
    assert desk.questions.asked == ["overwrite"] * 3
    kept = [text for cause, text in desk.versions(file) if cause is Cause.REPLACED]
    assert kept == [f"theirs {number}\n" for number in (2, 1, 0)]


def test_a_save_of_ones_own_is_no_change_from_outside(desk: Desk, file: Path) -> None:
    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Typed. ")
        saving = desk.window.parts.tasks.start(desk.window.parts.documents.save())
        while not saving.done():
            await desk.window.outside_changes.check()

    desk.run(work())
    assert desk.window.notice.words == ""


# -- the dialogs as they are


def real_questions(desk: Desk) -> None:
    """The questions about reading the file again are asked by the window's own dialogs from now on."""
    real = QtQuestions(desk.window.parts.editor, lambda: ReadingStyle(desk.window.theme, 13.0))
    for name in ("reload", "show_differences"):
        setattr(desk.questions, name, getattr(real, name))


async def shown(kind: type[QMessageBox] | type[DifferencesDialog]) -> QMessageBox | DifferencesDialog:
    await until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, (QMessageBox, DifferencesDialog))
    return dialog


def test_the_question_and_the_comparison_on_screen(desk: Desk, file: Path) -> None:
    real_questions(desk)

    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Typed. ")
        await changed(desk, file)
        await click(answer_button(desk, "Reload…"))
        box = await shown(QMessageBox)
        assert isinstance(box, QMessageBox) and "novel.md" in box.text()
        buttons = {button.text().replace("&", ""): button for button in box.buttons()}
        assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
        await click(_push(buttons["Compare…"]))
        dialog = await shown(DifferencesDialog)
        assert isinstance(dialog, DifferencesDialog)
        assert "broken" in dialog.text.text() and dialog.text.isReadOnly()
        close = dialog.findChild(QDialogButtonBox)
        assert close is not None
        await click(close.button(QDialogButtonBox.StandardButton.Close))
        box = await shown(QMessageBox)
        assert isinstance(box, QMessageBox)
        await click(next(_push(each) for each in box.buttons() if "reload" in each.text()))
        await desk.window.parts.tasks.finish()

    desk.run(work())
    assert desk.window.parts.editor.text() == THEIRS
    assert unsaved_copies(desk, file) == [f"Typed. {MINE}"]


def _push(button: object) -> QPushButton:
    assert isinstance(button, QPushButton)
    return button


def test_escape_on_the_question_goes_back(desk: Desk, file: Path) -> None:
    real_questions(desk)

    async def work() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Typed. ")
        await changed(desk, file)
        await click(answer_button(desk, "Reload…"))
        QTest.keyClick(await shown(QMessageBox), Qt.Key.Key_Escape)
        await desk.window.parts.tasks.finish()

    desk.run(work())
    assert desk.window.parts.editor.text() == f"Typed. {MINE}"
    assert journal.orphans(desk.folders.journals) == []


def test_a_long_comparison_begins_at_its_beginning(desk: Desk) -> None:
    found = differences("\n\n".join(f"One {n}." for n in range(200)), "\n\n".join(f"Other {n}." for n in range(200)))
    dialog = DifferencesDialog("novel.md", found, ReadingStyle(desk.window.theme, 13.0), desk.window)

    async def look() -> None:
        dialog.show()
        await until(lambda: dialog.text.verticalScrollBar().maximum() > 0)
        await until(dialog.isActiveWindow)
        assert dialog.text.cursorRect().top() >= 0 and dialog.text.verticalScrollBar().value() == 0

    desk.run(look())
    dialog.close()
