"""Paragraphs set apart by space or by first-line indents: the text, undo and the modified flag stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.manuscript.paragraphs import Syntax
from desktop.common.theme import LIGHT
from desktop.editor.page import COLUMN_WIDTH, FONT_SIZE
from desktop.editor.paragraph_look import ParagraphStyle
from desktop.editor.text_edit import ManuscriptEditor

Key, Modifier = Qt.Key, Qt.KeyboardModifier
LONG = "words and more words that fill a line or two of the page, so that there is a second line to compare with. "
TEXT = f"# Title\n\nFirst {LONG}\n\nSecond {LONG}\n\n***\n\nThird {LONG}\n\n\nFourth {LONG}\nfifth {LONG}\n\n> quoted\n"


@pytest.fixture
def editor(qtbot: QtBot) -> ManuscriptEditor:
    editor = ManuscriptEditor()
    qtbot.addWidget(editor)
    editor.resize(800, 900)
    editor.show()
    return editor


def shape(editor: ManuscriptEditor) -> str:
    """One letter a block: x text, | a whole blank line, - a narrow one, . a hidden one, ? a text block not whole."""
    whole = editor.block_format().lineHeight()
    letters = []
    block = editor.document().firstBlock()
    while block.isValid():
        is_whole = block.blockFormat().lineHeight() == whole
        if block.text().strip():
            letters.append("x" if is_whole and block.isVisible() else "?")
        else:
            letters.append("." if not block.isVisible() else "|" if is_whole else "-")
        block = block.next()
    return "".join(letters)


def firsts(editor: ManuscriptEditor) -> list[int]:
    """Where the first lines of blocks with text begin, as they were painted."""
    editor.viewport().repaint()
    found = []
    block = editor.document().firstBlock()
    while block.isValid():
        if block.text():
            found.append(round(block.layout().lineAt(0).x()))
        block = block.next()
    return found


def put_caret(editor: ManuscriptEditor, position: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def end_of(editor: ManuscriptEditor, line: int) -> int:
    block = editor.document().findBlockByNumber(line)
    return block.position() + block.length() - 1


def test_blank_lines_that_separate_are_narrow(editor: ManuscriptEditor) -> None:
    editor.set_text(TEXT)
    assert shape(editor) == "x-x-x-x-x|-xx-x|"
    editor.set_paragraph_style(ParagraphStyle.LINE)
    assert shape(editor) == "x|x|x|x|x||xx|x|"
    editor.set_paragraph_style(ParagraphStyle.INDENT)
    assert shape(editor) == "x-x.x-x-x|.xx-x|"  # a quotation too is set apart
    assert editor.text() == TEXT
    assert not editor.document().isModified() and not editor.document().isUndoAvailable()
    tall = editor.document().size().height()
    editor.set_paragraph_style(ParagraphStyle.LINE)
    assert editor.document().size().height() > tall + 100


def test_first_lines_are_indented_but_after_headings_and_breaks(editor: ManuscriptEditor) -> None:
    editor.set_text(TEXT)
    indent = round(1.6 * editor.fontInfo().pixelSize())
    at_break = firsts(editor)[3]
    assert firsts(editor) == [0, 0, 0, at_break, 0, 0, 0, 0] and at_break > 200
    editor.set_paragraph_style(ParagraphStyle.INDENT)
    assert firsts(editor) == [0, 0, indent, at_break, 0, 0, 0, 0]
    put_caret(editor, end_of(editor, 4))
    QTest.keyClicks(editor, " more")
    assert firsts(editor)[2] == indent
    cursor = QTextCursor(editor.document())
    cursor.setPosition(editor.document().findBlockByNumber(4).position())
    assert editor.cursorRect(cursor).left() - _left(editor) == pytest.approx(indent, abs=2)
    second = editor.document().findBlockByNumber(4).layout().lineAt(0)
    assert indent + second.naturalTextWidth() <= editor.viewport().width() - 2 * 64 + 1  # within the column
    editor.set_text("one\ntwo\nthree", Syntax.PLAIN)
    assert firsts(editor) == [0, indent, indent]
    areas = [editor.rect_of(each) for each in editor.paragraph_ids()]
    assert len({(area.left(), area.width()) for area in areas if area is not None}) == 1  # for the glow's tint


def _left(editor: ManuscriptEditor) -> int:
    return editor.cursorRect(QTextCursor(editor.document())).left()


def test_a_click_just_above_the_letters_of_a_paragraph_is_in_it(editor: ManuscriptEditor) -> None:
    editor.set_text(TEXT)
    editor.viewport().repaint()
    cursor = QTextCursor(editor.document())
    for line in (2, 4, 8):
        cursor.setPosition(editor.document().findBlockByNumber(line).position() + 9)
        place = editor.cursorRect(cursor)
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(0, 2))
        assert editor.textCursor().blockNumber() == line
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() - QPoint(0, 6))
        assert editor.textCursor().blockNumber() == line - 1


def test_typing_paragraphs_does_not_move_what_is_written(editor: ManuscriptEditor) -> None:
    for style, shapes in (
        (ParagraphStyle.HALF, ["x", "x|", "x-|", "x-x"]),
        (ParagraphStyle.INDENT, ["x", "x|", "x.|", "x.x"]),
    ):
        editor.set_text("")
        editor.set_paragraph_style(style)
        found, tops = [], []
        for keys in ("One.", "\n", "\n", "Two."):
            QTest.keyClicks(editor, keys) if keys != "\n" else QTest.keyClick(editor, Key.Key_Return)
            found.append(shape(editor))
            tops.append(editor.cursorRect().top())
        assert found == shapes
        assert tops[2] == tops[3]
        after = []
        while editor.document().isUndoAvailable():
            editor.undo()
            after.append((editor.text(), shape(editor)))
        assert after == [("One.\n\n", shapes[2]), ("One.\n", shapes[1]), ("One.", shapes[0]), ("", "|")]
        while editor.document().isRedoAvailable():
            editor.redo()
        assert (editor.text(), shape(editor)) == ("One.\n\nTwo.", shapes[3])


def test_writing_between_two_paragraphs_and_joining_them(editor: ManuscriptEditor) -> None:
    editor.set_text("One.\n\nTwo.")
    put_caret(editor, 4)
    found = []
    for keys in ("\n", "\n", "New."):
        QTest.keyClicks(editor, keys) if keys != "\n" else QTest.keyClick(editor, Key.Key_Return)
        found.append(shape(editor))
    assert found == ["x|-x", "x-|-x", "x-x-x"]
    put_caret(editor, editor.text().index("Two"))
    QTest.keyClick(editor, Key.Key_Backspace)
    assert editor.text() == "One.\n\nNew.\nTwo." and shape(editor) == "x-xx"
    QTest.keyClick(editor, Key.Key_Backspace)
    assert editor.text() == "One.\n\nNew.Two." and shape(editor) == "x-x"


def test_the_cursor_passes_hidden_lines_and_is_never_in_one(editor: ManuscriptEditor) -> None:
    editor.set_text("One.\n\nTwo.\n\nThree.")
    editor.set_paragraph_style(ParagraphStyle.INDENT)
    assert shape(editor) == "x.x.x"
    put_caret(editor, 4)
    lines = []
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Down, Key.Key_Down, Key.Key_Up):
        QTest.keyClick(editor, key)
        lines.append(editor.textCursor().blockNumber())
    assert lines == [2, 0, 2, 4, 2]
    put_caret(editor, 5)  # as when a place is remembered
    assert shape(editor) == "x-x.x"
    put_caret(editor, 0)
    assert shape(editor) == "x.x.x"
    put_caret(editor, 4)
    QTest.keyClick(editor, Key.Key_Delete)
    assert editor.text() == "One.\nTwo.\n\nThree." and shape(editor) == "xx.x"
    editor.undo()  # Qt puts the cursor into the line that is there again
    assert editor.text() == "One.\n\nTwo.\n\nThree." and shape(editor) == "x-x.x"
    put_caret(editor, 0)
    assert shape(editor) == "x.x.x"


def test_a_change_of_style_or_line_height_keeps_what_can_be_undone(editor: ManuscriptEditor) -> None:
    editor.set_text("One.\n\nTwo.")
    put_caret(editor, 4)
    QTest.keyClicks(editor, " More.")
    editor.document().setModified(False)
    editor.set_paragraph_style(ParagraphStyle.LINE)
    assert shape(editor) == "x|x" and not editor.document().isModified()
    editor.apply(LIGHT, FONT_SIZE, COLUMN_WIDTH, 1.8)
    assert shape(editor) == "x|x" and not editor.document().isModified()
    editor.undo()
    assert editor.text() == "One.\n\nTwo."
    editor.set_paragraph_style(ParagraphStyle.HALF)  # what was undone can still be redone
    assert editor.document().isRedoAvailable()
    editor.redo()
    assert editor.text() == "One. More.\n\nTwo."
    QTest.keyClicks(editor, "x")
    assert shape(editor) == "x-x"
    editor.set_text("One.\n\nTwo.\n\nThree.")
    QTest.keyClicks(editor, "x")
    editor.set_paragraph_style(ParagraphStyle.LINE)
    editor.undo()
    assert editor.text() == "One.\n\nTwo.\n\nThree." and shape(editor) == "x-x-x"  # as it was at that time
    QTest.keyClicks(editor, "y")
    assert shape(editor) == "x|x|x"


def test_a_fence_begun_changes_nothing_below_it(editor: ManuscriptEditor) -> None:
    editor.set_text("One.\n\nTwo.\n\nThree.")
    put_caret(editor, 0)
    QTest.keyClicks(editor, "```")
    QTest.keyClick(editor, Key.Key_Return)
    assert shape(editor) == "xx-x-x"  # as before


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["type", "return", "backspace", "delete", "paste", "undo", "redo", "cut"]),
        st.integers(0, 60),
    ),
    max_size=14,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, style=st.sampled_from(ParagraphStyle))
def test_after_any_edits_it_looks_as_if_it_were_just_opened(
    editor: ManuscriptEditor, edits: list[tuple[str, int]], style: ParagraphStyle
) -> None:
    editor.set_paragraph_style(style)
    editor.set_text("One.\n\nTwo.\n\n\n# H\n\nThree.\n")
    for edit, at in edits:
        if edit not in ("undo", "redo"):
            cursor = editor.textCursor()
            cursor.setPosition(min(at, editor.document().characterCount() - 1))
            if edit == "cut":
                cursor.setPosition(max(0, cursor.position() - 7), QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)
        if edit == "type":
            QTest.keyClicks(editor, "ab")
        elif edit == "paste":
            editor.insert_text("P.\n\nQ.\n", editor.textCursor())
        elif edit == "undo":
            editor.undo()
        elif edit == "redo":
            editor.redo()
        else:
            key = {"return": Key.Key_Return, "delete": Key.Key_Delete}.get(edit, Key.Key_Backspace)
            QTest.keyClick(editor, key)
    put_caret(editor, 0)
    put_caret(editor, editor.document().characterCount() - 1)
    text, found, steps = editor.text(), shape(editor), 0
    at_end = not editor.document().isRedoAvailable()
    while editor.document().isUndoAvailable() and steps < 100:
        before = editor.text()
        editor.undo()
        steps += 1
        assert editor.text() != before
        if steps == 1 and at_end:
            editor.redo()
            put_caret(editor, editor.document().characterCount() - 1)
            assert (editor.text(), shape(editor)) == (text, found) and not editor.document().isRedoAvailable()
            editor.undo()
    assert editor.text() == "One.\n\nTwo.\n\n\n# H\n\nThree.\n"
    put_caret(editor, 0)
    first = shape(editor)
    editor.set_text(text)
    put_caret(editor, editor.document().characterCount() - 1)
    assert shape(editor) == found
    editor.set_text("One.\n\nTwo.\n\n\n# H\n\nThree.\n")
    assert shape(editor) == first
