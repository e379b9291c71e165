"""The find bar, with the keys a writer presses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core.manuscript.boundaries import joined, parted
from core.search.finder import Unusable
from core.search.process import SearchProcess
from desktop.find import words
from desktop.find.bar import FindBar
from desktop.find.results import ResultsModel, Row, laid_out
from desktop.find.searching import Searching
from tests.desktop.conftest import TEXT, Desk, until

Key, Modifier = Qt.Key, Qt.KeyboardModifier


async def look_for(desk: Desk, needle: str, replacement: str = "", *, regex: bool = False) -> FindBar:
    """Open the bar for replacing, fill it in with the keyboard and wait for what it says."""
    bar = desk.window.find_bar
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    QTest.keyClick(desk.window.parts.editor, Key.Key_H, Modifier.ControlModifier)
    bar._regex.setChecked(regex)
    type_into(bar._needle, needle)
    type_into(bar._replacement, replacement)
    await until(lambda: not bar.is_searching)
    return bar


def type_into(line: QLineEdit, text: str) -> None:
    QTest.keyClick(line, Key.Key_A, Modifier.ControlModifier)
    QTest.keyClick(line, Key.Key_Delete)
    QTest.keyClicks(line, text)


def marked(desk: Desk) -> list[str]:
    return [selection.cursor.selectedText() for selection in desk.window.parts.editor.extraSelections()]


@pytest.mark.parametrize(
    ("replacement", "sentence"),
    [
        (r"\g<x>", words.UNUSABLE[Unusable.GROUP]),
        (r"\q", words.UNUSABLE[Unusable.BACKSLASH]),
    ],
)
def test_a_replacement_that_cannot_be_is_one_sentence_and_replaces_nothing(
    desk: Desk, replacement: str, sentence: str
) -> None:
    async def try_it() -> None:
        bar = await look_for(desk, "paragraph", replacement, regex=True)
        assert bar.problem == sentence and bar._problem.isVisible()
        assert bar.count_text == "1 of 3"
        QTest.keyClick(bar._replacement, Key.Key_Return)
        QTest.mouseClick(bar._replace_all, Qt.MouseButton.LeftButton)
        bar.replace_all()
        assert desk.window.parts.editor.text() == TEXT
        QTest.keyClick(bar._needle, Key.Key_Return)
        assert desk.window.parts.editor.textCursor().selectedText() == "paragraph"
        type_into(bar._replacement, r"[\g<0>]")
        await until(lambda: not bar.problem)
        assert not bar._problem.isVisible()
        QTest.mouseClick(bar._replace_all, Qt.MouseButton.LeftButton)
        assert desk.window.parts.editor.text() == TEXT.replace("paragraph", "[paragraph]")

    desk.run(try_it())


def test_without_regular_expressions_a_replacement_is_taken_as_it_is(desk: Desk) -> None:
    replacement = r"\g<x>\n\1" + "\\"

    async def replace() -> None:
        bar = await look_for(desk, "paragraph", replacement)
        assert not bar.problem
        QTest.mouseClick(bar._replace_all, Qt.MouseButton.LeftButton)

    desk.run(replace())
    assert desk.window.parts.editor.text() == TEXT.replace("paragraph", replacement)


def test_only_finding_says_nothing_of_the_replacement(desk: Desk) -> None:
    async def find_only() -> None:
        bar = await look_for(desk, "paragraph", r"\1", regex=True)
        assert bar.problem
        QTest.keyClick(desk.window.parts.editor, Key.Key_F, Modifier.ControlModifier)
        await until(lambda: not bar.problem and bar.count_text == "1 of 3")

    desk.run(find_only())


def test_a_broken_pattern_says_where_it_breaks_and_replaces_nothing(desk: Desk) -> None:
    async def look() -> None:
        bar = await look_for(desk, "lamp (and [so on", "x", regex=True)
        assert bar.count_text == words.NOT_VALID and not bar._replace_all.isEnabled()
        assert bar.problem.startswith("The pattern breaks at “[so on” (character 11): ")
        bar.replace_all()
        await until(lambda: not bar.is_searching)
        assert desk.window.parts.editor.text() == TEXT
        type_into(bar._needle, "lamp|chapter")
        await until(lambda: bar.count_text == "1 of 2" and not bar.problem)

    desk.run(look())


def test_a_pattern_that_would_run_for_ever_is_stopped_and_typing_goes_on(desk: Desk) -> None:
    editor = desk.window.parts.editor
    desk.run(desk.window.find_bar.searching.close())
    searching = Searching(editor, desk.window.parts.tasks, SearchProcess(limit=1.0))
    bar = FindBar(editor, searching, desk.window)

    async def look() -> None:
        desk.window.parts.session.new("a" * 60 + "\n", "Test")
        bar.open_find()
        bar._regex.setChecked(True)
        bar._needle.setText("(a+)+b")
        await until(lambda: searching.is_running and not bar._later.isActive())
        QTest.keyClicks(editor, "b")  # the window is free meanwhile
        assert editor.text().startswith("b")
        editor.undo()
        await until(lambda: bar.problem == words.TOO_SLOW)
        bar._needle.setText("a+")
        await until(lambda: bar.count_text == "1 of 1" and not bar.problem)
        await searching.close()

    desk.run(look())


async def look_in(desk: Desk, text: str, needle: str, replacement: str = "") -> FindBar:
    """Look for ``needle`` in another text."""
    desk.window.parts.session.new(text, "Test")
    return await look_for(desk, needle, replacement)


def test_the_first_place_is_selected_as_one_types_and_its_number_is_said(desk: Desk) -> None:
    editor = desk.window.parts.editor

    async def look() -> None:
        bar = await look_in(desk, "A lamp. A lap. A lamp.\n", "la")
        assert (bar.count_text, editor.textCursor().selectionStart()) == ("1 of 3", 2)
        QTest.keyClicks(bar._needle, "p")
        await until(lambda: bar.count_text == "1 of 1")
        assert editor.textCursor().selectionStart() == 10
        QTest.keyClick(bar._needle, Key.Key_Backspace)  # typing goes on from where the writer was, not from there
        QTest.keyClicks(bar._needle, "m")
        QTest.keyClick(bar._needle, Key.Key_Return)  # before the pause is over: the next of what is typed
        await until(lambda: bar.count_text == "2 of 2")
        QTest.keyClick(editor, Key.Key_F3, Modifier.ShiftModifier)
        await until(lambda: bar.count_text == "1 of 2")
        editor.moveCursor(QTextCursor.MoveOperation.End)
        assert bar.count_text == "2 found"

    desk.run(look())


def test_words_are_found_over_emphasis_and_line_ends_and_replaced_in_one_step(desk: Desk) -> None:
    editor = desk.window.parts.editor
    text = "She lit the *old* lamp.\n\nThe\n_old_ lamp, the **old lamp** 🦊 the old lamp went out.\n"

    async def look() -> None:
        bar = await look_in(desk, text, "the old lamp", "it")
        assert bar.count_text == "1 of 4" and len(marked(desk)) == 4
        QTest.keyClick(editor, Key.Key_F, Modifier.ControlModifier)  # what was found is not looked for with its marks
        await until(lambda: not bar.is_searching)
        assert bar._needle.text() == "the old lamp" and bar.count_text == "1 of 4"
        QTest.keyClick(editor, Key.Key_H, Modifier.ControlModifier)
        await until(lambda: not bar.is_searching)
        QTest.mouseClick(bar._replace_all, Qt.MouseButton.LeftButton)
        assert editor.text() == "She lit it.\n\nit, **it** 🦊 it went out.\n"
        editor.undo()
        assert editor.text() == text

    desk.run(look())


def test_the_list_shows_each_place_with_its_words_and_goes_there(desk: Desk) -> None:
    editor = desk.window.parts.editor
    text = joined([("one.md", "# Dawn\n\nA lamp burned.\n"), ("two.md", "Dusk. The *lamp* went out.\nlamp\n")])

    async def look() -> None:
        desk.window.parts.session.new(text, "Test")
        QTest.keyClick(editor, Key.Key_F, Modifier.ControlModifier | Modifier.ShiftModifier)
        bar = desk.window.find_bar
        QTest.keyClicks(bar._needle, "lamp")
        await until(lambda: bar.count_text == "1 of 3")
        rows, listed = bar.results.rows, bar.results
        assert listed.isVisible() and rows.rowCount() == 3
        said = [rows.data(rows.index(row, 0)) for row in range(3)]
        assert said == ["Dawn: A lamp burned.", "two.md: Dusk. The *lamp* went out.", "two.md: lamp"]
        QTest.keyClick(bar._needle, Key.Key_Down)
        QTest.keyClick(listed, Key.Key_Down)
        assert bar.count_text == "2 of 3" and editor.textCursor().selectionStart() == text.index("*lamp") + 1
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualRect(rows.index(2, 0)).center())
        assert bar.count_text == "3 of 3" and not editor.hasFocus()
        QTest.keyClick(listed, Key.Key_Return)
        assert editor.hasFocus()
        QTest.keyClicks(editor, "x")  # replaces what is selected: the list follows
        await until(lambda: rows.rowCount() == 2)
        assert bar.count_text == "2 found"

    desk.run(look())


def test_a_row_with_more_words_than_room_says_so(qapp: QApplication) -> None:
    row = Row("", "…so the ", "lamp", " hummed a tune that only moths had ever learned by heart…")
    whole = laid_out(row, qapp.font(), 5000)
    assert whole.text() == row.before + row.found + row.after
    cut = laid_out(row, qapp.font(), 200)
    assert cut.lineAt(0).naturalTextWidth() <= 200
    assert cut.text().startswith("…so the lamp") and cut.text().endswith("…") and len(cut.text()) < len(whole.text())


def test_finding_never_matches_a_boundary_or_reaches_over_one(desk: Desk) -> None:
    editor = desk.window.parts.editor
    files = [("1.md", "One 🕯 begins.\n\nOne ends."), ("2.md", "Two.\n"), ("3.md", ""), ("4.md", "Four.")]

    async def look() -> None:
        bar = await look_in(desk, joined(files), "md")
        assert bar.count_text == "nothing found"
        bar._regex.setChecked(True)
        type_into(bar._needle, r"^[^?]+$")
        type_into(bar._replacement, "z")
        bar.replace_all()
        await until(lambda: bar.count_text == "3 replaced")
        assert parted(editor.text()) == [("1.md", "z"), ("2.md", "z"), ("3.md", ""), ("4.md", "z")]

    desk.run(look())


def test_ten_thousand_places_are_listed_without_making_their_rows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    row = ResultsModel.row
    editor = desk.window.parts.editor

    def counted(model: ResultsModel, number: int) -> Row:
        made.append(number)
        return row(model, number)

    monkeypatch.setattr(ResultsModel, "row", counted)

    async def look() -> None:
        bar = await look_in(desk, ("a lamp, " * 25 + "\n\n") * 400, "lamp", "candle")
        bar._listed.setChecked(True)
        assert bar.results.rows.rowCount() == 10_000 and bar.count_text == "1 of 10,000"
        await until(lambda: bool(made))
        assert len(set(made)) < 50
        scrolled = bar.results.verticalScrollBar()
        scrolled.setValue(scrolled.maximum() // 2)
        place = scrolled.value()
        editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor, "lamp")
        await until(lambda: bar.count_text == "10,001 found")
        assert scrolled.value() == place > 0
        editor.undo()
        await until(lambda: bar.count_text == "10,000 found")
        QTest.mouseClick(bar._replace_all, Qt.MouseButton.LeftButton)
        assert "lamp" not in editor.text()
        editor.undo()
        assert editor.text().count("lamp") == 10_000

    desk.run(look())


@pytest.mark.parametrize(
    ("needle", "replacement", "regex", "replaced"),
    [("paragraph", "passage", False, 3), (r"\n\n\n", r"\n\n", True, 2)],
    ids=["words", "blank lines"],
)
def test_how_many_were_replaced_is_said_until_the_text_changes(
    desk: Desk, needle: str, replacement: str, regex: bool, replaced: int
) -> None:
    editor = desk.window.parts.editor
    text = TEXT.replace("\n\nThe second", "\n\n\nThe second").replace("\n\nShort", "\n\n\nShort")

    async def replace() -> None:
        desk.window.parts.session.new(text, "Test")
        bar = await look_for(desk, needle, replacement, regex=regex)
        QTest.mouseClick(bar._replace_all, Qt.MouseButton.LeftButton)
        assert bar.count_text == f"{replaced} replaced"
        assert editor.text() != text
        QTest.keyClick(editor, Key.Key_Z, Modifier.ControlModifier)
        assert editor.text() == text
        assert "replaced" not in bar.count_text
        await until(lambda: f" of {replaced}" in bar.count_text or bar.count_text == f"{replaced} found")

    desk.run(replace())


def test_typing_after_replacing_renews_the_count(desk: Desk) -> None:
    editor = desk.window.parts.editor

    async def type_it() -> None:
        bar = await look_for(desk, "paragraph", "passage")
        QTest.mouseClick(bar._replace_all, Qt.MouseButton.LeftButton)
        editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor, "A paragraph")
        await until(lambda: "replaced" not in bar.count_text)
        await until(lambda: bar.count_text == "1 found")
        assert marked(desk) == ["paragraph"]

    desk.run(type_it())


def test_a_closed_bar_marks_nothing_even_after_typing(desk: Desk) -> None:
    async def close() -> None:
        bar = await look_for(desk, "paragraph")
        assert len(marked(desk)) == 3
        QTest.keyClicks(bar._needle, "s")
        QTest.keyClick(bar._needle, Key.Key_Escape)
        assert not bar.isVisible() and marked(desk) == []
        assert not bar._later.isActive()
        assert QApplication.focusWidget() is desk.window.parts.editor

    desk.run(close())
