"""Words written, brought in and towards a goal, counted while real keys type; the dialog that shows them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core.writing.log import FILE_NAME, UNTITLED, Words
from desktop.writing import words
from desktop.writing.dialog import WordsDialog
from tests.desktop.conftest import TEXT, Desk, turns, until

CTRL = Qt.KeyboardModifier.ControlModifier


def written(desk: Desk) -> tuple[int, int]:
    """Words of this session, written and brought in."""
    desk.window.parts.editor.settle()
    session = desk.window.parts.writing.tally.session
    return session.written, session.brought


def end(desk: Desk) -> None:
    desk.window.parts.writing.tally._first.timeout.emit()
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_End, CTRL)


def test_what_is_typed_counts_and_what_is_brought_in_is_apart(desk: Desk) -> None:
    editor = desk.window.parts.editor
    end(desk)
    assert written(desk) == (0, 0)  # a text that is opened counts as nothing
    QTest.keyClicks(editor, "one two three don't")
    assert written(desk) == (4, 0)
    for _ in range(6):
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert written(desk) == (3, 0)
    editor.undo()
    assert written(desk) == (4, 0)
    editor.redo()
    assert written(desk) == (3, 0)
    pasted = QMimeData()
    pasted.setText(" four five six")
    editor.insertFromMimeData(pasted)
    assert written(desk) == (3, 3)
    QTest.keyClicks(editor, " seven")  # Qt joins it with what was pasted
    assert written(desk) == (4, 3)
    editor.undo()
    assert written(desk) == (3, 0)
    editor.redo()
    assert written(desk) == (4, 3)
    editor.moveCursor(QTextCursor.MoveOperation.StartOfLine, QTextCursor.MoveMode.KeepAnchor)
    editor.cut()
    assert written(desk) == (4, -4)  # text that is moved is not counted twice
    editor.paste()
    assert written(desk) == (4, 3)
    desk.window.parts.session.new(TEXT * 3, "Another")
    end(desk)
    QTest.keyClicks(editor, "eight")
    assert written(desk) == (5, 3)
    editor.undo()
    editor.undo()
    assert written(desk) == (4, 3)


def test_an_accepted_rewrite_is_not_counted_as_typed(desk: Desk) -> None:
    desk.run(desk.load())
    end(desk)
    desk.put_cursor(1)

    async def rewritten() -> None:
        desk.window.rewrites.more_creative()
        await until(lambda: desk.window.parts.rewriting.can_accept)
        desk.window.card.accept()
        await turns()

    desk.run(rewritten())
    by_hand, brought = written(desk)
    assert by_hand == 0 and brought != 0


async def opened(desk: Desk) -> WordsDialog:
    QTest.mouseClick(desk.window.status_line.words, Qt.MouseButton.LeftButton)
    dialog = desk.window.parts.writing.dialog
    assert dialog is not None
    await until(lambda: dialog.summary.text() != "")
    return dialog


async def of_this_text(dialog: WordsDialog) -> None:
    dialog.whose.setCurrentIndex(1)
    await until(lambda: dialog.summary.text().startswith("3 words on 1 day"))


def test_words_are_kept_by_day_and_text_and_shown_with_goals(desk: Desk, tmp_path: Path) -> None:
    window = desk.window
    tally, editor, status = window.parts.writing.tally, window.parts.editor, window.status_line
    monday = date(2026, 11, 23)
    tally._today = lambda: monday
    tally._turn_day()
    log = tally._log
    log.add(monday - timedelta(29), "/elsewhere.md", Words(700))
    log.add(monday - timedelta(1), "/elsewhere.md", Words(-20))
    log.add(monday, UNTITLED, Words(90, 10))
    desk.run(tally.start())
    end(desk)
    status.refresh()
    assert "of" not in status.words.text()  # no goal, no figures
    QTest.keyClicks(editor, "ten new words")
    file = tmp_path / "novel.md"
    desk.run(tally.keep())
    assert log.days(monday, UNTITLED) == {monday: Words(93, 10)}
    desk.questions.path = file
    desk.run(window.parts.session.save())
    desk.run(window.parts.tasks.finish())
    assert log.days(monday, UNTITLED) == {monday: Words(90, 10)}
    assert log.days(monday, str(file.resolve())) == {monday: Words(3)}

    dialog = desk.run(opened(desk))
    assert dialog.summary.text() == "773 words on 3 days; 700 words on 25 October, the most in a day."
    assert (
        "25 October: 700 words; 22 November: -20 words; 23 November: 93 words" in dialog.chart.accessibleDescription()
    )
    bars = [dialog.chart.bar(monday - timedelta(back)).height() for back in (29, 28, 1, 0)]
    assert bars[0] > bars[3] > bars[2] > bars[1] == 0
    assert not dialog.chart.grab().isNull()
    window.parts.preferences.change(daily_goal=400)
    assert dialog.daily_goal.value() == 400
    dialog.daily_goal.setValue(500)
    dialog.session_goal.setValue(50)
    dialog.speed.setValue(100)
    editor.selectAll()
    desk.run(of_this_text(dialog))
    total = window.parts.writing.count.total
    assert dialog.figures[words.WHOLE][0].text() == dialog.figures[words.SELECTION][0].text() == str(total)
    assert dialog.figures[words.WHOLE][1].text() == words.reading_time(total, 100)
    assert dialog.today.text() == "93 words" and "10 words today" in dialog.how.text()
    status.refresh()
    assert status.words.text() == f"{total} words · today 93 of 500 · session 3 of 50"
    named = [dialog.daily_goal, dialog.session_goal, dialog.speed, dialog.whose, dialog.chart]
    assert all(each.accessibleName() for each in named)
    tally._today = lambda: monday + timedelta(1)
    end(desk)
    QTest.keyClicks(editor, " midnight")
    assert tally.today == Words(1) and tally.session.written == 4


def test_reading_times_are_rough() -> None:
    times = [words.reading_time(count, 250) for count in (0, 100, 250, 5000, 90_000)]
    assert times == ["–", "under a minute", "about 1 minute", "about 20 minutes", "about 6 h 00 min"]


def test_words_that_could_not_be_kept_are_told_once_and_kept_later(desk: Desk) -> None:
    window, tally = desk.window, desk.window.parts.writing.tally
    file = desk.folders.local / FILE_NAME
    file.mkdir()
    end(desk)
    QTest.keyClicks(window.parts.editor, "one two")
    desk.run(tally.keep())
    assert "Your text is not affected" in window.notice.words
    window.notice.end()
    QTest.keyClicks(window.parts.editor, " three")
    desk.run(tally.keep())
    assert window.notice.words == "" and tally.today == Words(3)
    file.rmdir()
    desk.run(tally.keep())
    assert tally._log.days(tally.day) == {tally.day: Words(3)}
