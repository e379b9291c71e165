"""The find bar, with the keys a writer presses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.editor import find
from desktop.editor.find import FindBar, PatternProblem, Query, ReplacementProblem, find_all
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
    await until(lambda: not bar._later.isActive())
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
        (r"\g<x>", find.NO_SUCH_GROUP),
        (r"\1", find.NO_SUCH_GROUP),
        (r"\g<1>", find.NO_SUCH_GROUP),
        ("end\\", find.BAD_BACKSLASH),
        (r"\q", find.BAD_BACKSLASH),
        (r"\g<", find.BAD_BACKSLASH),
    ],
)
def test_a_replacement_that_cannot_be_is_one_sentence_and_replaces_nothing(
    desk: Desk, replacement: str, sentence: str
) -> None:
    async def try_it() -> None:
        bar = await look_for(desk, "paragraph", replacement, regex=True)
        assert bar.problem == sentence and bar._problem.isVisible()
        assert bar.count_text == "3 found"
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


@pytest.mark.parametrize("replacement", [r"\g<x>", r"\1", "end\\", r"\n"])
def test_without_regular_expressions_a_replacement_is_taken_as_it_is(desk: Desk, replacement: str) -> None:
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
        assert not bar.problem and bar.count_text == "3 found"

    desk.run(find_only())


@pytest.mark.parametrize("pattern", ["(", "a**", "a{99999999999}", "(" * 3000 + ")" * 3000])
def test_a_wrong_pattern_is_said(desk: Desk, pattern: str) -> None:
    with pytest.raises(PatternProblem):
        find_all("text", Query(pattern, regex=True))

    async def look() -> None:
        bar = await look_for(desk, "", regex=True)
        bar._needle.setText(pattern)
        await until(lambda: bar.count_text == "not a valid pattern")
        assert not bar._replace_all.isEnabled()

    desk.run(look())


def test_a_replacement_problem_needs_a_match() -> None:
    assert find_all("text", Query("z", regex=True), r"\1") == []
    with pytest.raises(ReplacementProblem, match="does not have"):
        find_all("text", Query("t", regex=True), r"\1")
    assert [match.replacement for match in find_all("text", Query("(z)?x", regex=True), r"<\1>")] == ["<>"]


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
        await until(lambda: bar.count_text == f"{replaced} found")

    desk.run(replace())


def test_typing_after_replacing_renews_the_count(desk: Desk) -> None:
    editor = desk.window.parts.editor

    async def type_it() -> None:
        bar = await look_for(desk, "paragraph", "passage")
        QTest.mouseClick(bar._replace_all, Qt.MouseButton.LeftButton)
        editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor, "A paragraph")
        assert "replaced" not in bar.count_text
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
