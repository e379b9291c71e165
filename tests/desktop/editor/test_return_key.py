"""Return inserts a line end wherever the caret is, and every block keeps the page's line height."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.manuscript.paragraphs import Kind, split
from desktop.editor.paragraph_look import ParagraphStyle
from desktop.editor.text_edit import ManuscriptEditor
from desktop.rewrite.variant_text import VariantText

Key, Modifier, Move = Qt.Key, Qt.KeyboardModifier, QTextCursor.MoveOperation

RETURNS = (
    pytest.param(Key.Key_Return, Modifier.NoModifier, id="return"),
    pytest.param(Key.Key_Return, Modifier.ShiftModifier, id="shift-return"),
    pytest.param(Key.Key_Enter, Modifier.KeypadModifier, id="enter"),
    pytest.param(Key.Key_Enter, Modifier.KeypadModifier | Modifier.ShiftModifier, id="shift-enter"),
)


@pytest.fixture
def editor(qtbot: QtBot) -> ManuscriptEditor:
    editor = ManuscriptEditor()
    editor.set_paragraph_style(ParagraphStyle.LINE)
    qtbot.addWidget(editor)
    editor.resize(800, 600)
    editor.show()
    return editor


def line_heights(editor: ManuscriptEditor) -> set[tuple[float, int]]:
    found: set[tuple[float, int]] = set()
    block: QTextBlock = editor.document().firstBlock()
    while block.isValid():
        found.add((block.blockFormat().lineHeight(), block.blockFormat().lineHeightType()))
        block = block.next()
    return found


def pages_line_height(editor: ManuscriptEditor) -> set[tuple[float, int]]:
    return {(editor.block_format().lineHeight(), editor.block_format().lineHeightType())}


def put_caret(editor: ManuscriptEditor, start: int, end: int | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


@pytest.mark.parametrize(("key", "modifier"), RETURNS)
def test_two_returns_in_a_new_document_begin_a_paragraph(
    editor: ManuscriptEditor, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    QTest.keyClicks(editor, "One two.")
    QTest.keyClick(editor, key, modifier)
    QTest.keyClick(editor, key, modifier)
    QTest.keyClicks(editor, "Three four.")
    assert editor.text() == "One two.\n\nThree four."
    assert [editor.kind_of(each) for each in editor.paragraph_ids()] == [Kind.PROSE, Kind.PROSE]
    assert [each.text for each in split(editor.text(), editor.syntax)] == ["One two.", "Three four."]


@pytest.mark.parametrize(("key", "modifier"), RETURNS)
@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("", 0, 0, id="empty"),
        pytest.param("One.\n\nTwo.\n", 0, 0, id="start"),
        pytest.param("One.\n\nTwo.\n", 4, 4, id="end of a paragraph"),
        pytest.param("One.\n\nTwo.\n", 5, 5, id="between paragraphs"),
        pytest.param("One.\n\nTwo.\n", 8, 8, id="inside"),
        pytest.param("One.\n\nTwo.\n", 10, 10, id="end of the last paragraph"),
        pytest.param("One.\n\nTwo.\n", 11, 11, id="after the last line end"),
        pytest.param("One.\n\nTwo.\n", 2, 8, id="selection"),
        pytest.param("One.\n\nTwo.\n", 0, 11, id="everything selected"),
    ],
)
def test_no_return_is_swallowed(
    editor: ManuscriptEditor, text: str, start: int, end: int, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    editor.set_text(text)
    put_caret(editor, start, end)
    for pressed in (1, 2, 3):
        QTest.keyClick(editor, key, modifier)
        assert editor.text() == text[:start] + "\n" * pressed + text[end:]
        assert editor.textCursor().position() == start + pressed
        assert not editor.textCursor().hasSelection()
    assert line_heights(editor) == pages_line_height(editor)
    QTest.keyClicks(editor, "x")
    assert editor.text() == text[:start] + "\n\n\nx" + text[end:]


def test_returns_are_undone_and_redone_like_any_typing(editor: ManuscriptEditor) -> None:
    editor.set_text("One.\n")
    editor.moveCursor(Move.End)
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClick(editor, Key.Key_Return)
    assert editor.document().isModified()
    while editor.document().isUndoAvailable():
        QTest.keyClick(editor, Key.Key_Z, Modifier.ControlModifier)
    assert editor.text() == "One.\n"
    assert not editor.document().isModified()
    while editor.document().isRedoAvailable():
        editor.redo()
    assert editor.text() == "One.\n\n\n"
    assert line_heights(editor) == pages_line_height(editor)


def test_return_with_a_command_key_types_nothing(editor: ManuscriptEditor) -> None:
    editor.set_text("One.")
    QTest.keyClick(editor, Key.Key_Return, Modifier.AltModifier)
    QTest.keyClick(editor, Key.Key_Return, Modifier.ControlModifier)
    assert editor.text() == "One."


def test_a_rewrite_edited_by_hand_takes_every_return(qtbot: QtBot) -> None:
    text = VariantText()
    qtbot.addWidget(text)
    text.show_text("One two.", editable=True)
    text.moveCursor(Move.End)
    for modifier in (Modifier.NoModifier, Modifier.NoModifier, Modifier.ShiftModifier):
        QTest.keyClick(text, Key.Key_Return, modifier)
    QTest.keyClicks(text, "Three.")
    assert text.text() == "One two.\n\n\nThree."
    text.show_text("As it was.", editable=False)
    QTest.keyClick(text, Key.Key_Return)
    assert text.text() == "As it was."


def _set_text(text: str) -> tuple[str, str]:
    return "set", text


EDITS = st.lists(
    st.one_of(
        st.builds(_set_text, st.sampled_from(["", "\n", "One.", "One.\n\nTwo.\n"])),
        st.tuples(st.just("paste"), st.sampled_from(["word", "a\nb", "\n\n", "end\n"])),
        st.sampled_from(
            [
                ("return", ""),
                ("shift-return", ""),
                ("type", ""),
                ("backspace", ""),
                ("delete", ""),
                ("select all", ""),
                ("undo", ""),
                ("redo", ""),
                ("start", ""),
                ("up", ""),
                ("end", ""),
            ]
        ),
    ),
    max_size=25,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_every_block_keeps_the_pages_line_height(editor: ManuscriptEditor, edits: list[tuple[str, str]]) -> None:
    editor.set_text("")
    for edit, text in edits:
        apply_edit(editor, edit, text)
        assert line_heights(editor) == pages_line_height(editor), edit


def apply_edit(editor: ManuscriptEditor, edit: str, text: str) -> None:
    if edit == "set":
        editor.set_text(text)
        assert not editor.document().isModified() and not editor.document().isUndoAvailable()
    elif edit == "paste":
        data = QMimeData()
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        QTest.keyClick(editor, Key.Key_V, Modifier.ControlModifier)
    elif edit == "type":
        QTest.keyClicks(editor, "ab")
    else:
        key, modifier = {
            "return": (Key.Key_Return, Modifier.NoModifier),
            "shift-return": (Key.Key_Return, Modifier.ShiftModifier),
            "backspace": (Key.Key_Backspace, Modifier.NoModifier),
            "delete": (Key.Key_Delete, Modifier.NoModifier),
            "select all": (Key.Key_A, Modifier.ControlModifier),
            "undo": (Key.Key_Z, Modifier.ControlModifier),
            "redo": (Key.Key_Z, Modifier.ControlModifier | Modifier.ShiftModifier),
            "start": (Key.Key_Home, Modifier.ControlModifier),
            "up": (Key.Key_Up, Modifier.NoModifier),
            "end": (Key.Key_End, Modifier.ControlModifier),
        }[edit]
        QTest.keyClick(editor, key, modifier)
