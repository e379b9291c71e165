"""Return begins a new paragraph, as novelists expect it, and files keep their blank lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from core.manuscript.boundaries import BOUNDARY
from core.manuscript.paragraphs import Kind, Syntax, split
from tests.desktop.conftest import Desk

Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def write(desk: Desk, text: str, *parts: str) -> str:
    """Type ``parts`` at the mark ``|`` in ``text``: the names of keys, or texts. Returns the text then, with a mark."""
    editor = desk.window.parts.editor
    desk.window.parts.session.new(text.replace("|", ""), "Test")
    cursor = editor.textCursor()
    cursor.setPosition(text.index("|"))
    editor.setTextCursor(cursor)
    for part in parts:
        match part:
            case "return":
                QTest.keyClick(editor, Key.Key_Return)
            case "shift-return":
                QTest.keyClick(editor, Key.Key_Return, Shift)
            case "backspace":
                QTest.keyClick(editor, Key.Key_Backspace)
            case "undo":
                QTest.keyClick(editor, Key.Key_Z, Ctrl)
            case "end":
                QTest.keyClick(editor, Key.Key_End, Ctrl)
            case "down":
                QTest.keyClick(editor, Key.Key_Down)
            case "up":
                QTest.keyClick(editor, Key.Key_Up)
            case "right":
                QTest.keyClick(editor, Key.Key_Right)
            case "left":
                QTest.keyClick(editor, Key.Key_Left)
            case _:
                QTest.keyClicks(editor, part)
    at = editor.textCursor().position()
    return editor.text()[:at] + "|" + editor.text()[at:]


CASES = (
    ("One.|", ["return"], "One.\n\n|"),
    ("One.|", ["return", "return"], "One.\n\n|"),
    ("One.|", ["return", "return", "return"], "One.\n\n\n|"),
    ("One.|", ["return", "backspace"], "One.|"),
    ("One.|", ["return", "Two", "backspace", "backspace", "backspace", "backspace"], "One.\n|"),
    ("One.|", ["return", "left", "return"], "One.\n\n|\n"),
    ("One.|", ["return", "undo"], "One.|"),
    ("One.|", ["shift-return"], "One.\n|"),
    ("One.|\n\nThree.", ["return", "Two."], "One.\n\nTwo.|\n\nThree."),
    ("One, two| three.", ["return"], "One, two\n\n| three."),
    ("# Head|", ["return"], "# Head\n\n|"),
    ("|One.", ["return"], "\n|One."),
    ("Roses,\nviolets|", ["return"], "Roses,\nviolets\n|"),
    ("Roses,  |", ["return"], "Roses,  \n|"),
    ("- a|", ["return"], "- a\n|"),
    ("> a|", ["return"], "> a\n|"),
    ("    a|", ["return"], "    a\n|"),
    ("```\na|", ["return"], "```\na\n|"),
    ("<!-- a|", ["return"], "<!-- a\n\n|"),
    ("|One.\n", ["end", "Two.", "return", "Three."], "One.\n\nTwo.\n\nThree.|"),
    ("|One.\n", ["0", "end", "Two.", "return", "Three."], "0One.\n\nTwo.\n\nThree.|"),
    ("|# Head\n", ["end", "Two."], "# Head\n\nTwo.|"),
    ("|One.\n", ["end", "Two", "undo", "undo"], "One.\n|"),
    (
        f"{BOUNDARY}1.md\n|One.\n\n{BOUNDARY}2.md\nB.",
        ["down", "Two."],
        f"{BOUNDARY}1.md\nOne.\n\nTwo.|\n{BOUNDARY}2.md\nB.",
    ),
    ("|One.\n\nThree.", ["down", "Two.", "return"], "One.\n\nTwo.\n\n|\n\nThree."),
    ("One.\n\n|Three.", ["return", "up", "Two."], "One.\n\nTwo.|\n\nThree."),
    ("One.\n|\nThree.", ["left", "right", "Two.", "undo", "undo"], "One.\n|\nThree."),
    ("|- a\n\n- b", ["down", "c"], "- a\nc|\n- b"),
    ("|One.\n\n", ["end", "Two."], "One.\n\nTwo.|"),
    ("|Roses,\nviolets\n", ["end", "blue"], "Roses,\nviolets\nblue|"),
    ("|- a\n", ["end", "b"], "- a\nb|"),
    ("|One.", ["end", "shift-return", "Two."], "One.\nTwo.|"),
    ("|One.\n", ["end", "return", "Two."], "One.\n\nTwo.|"),
    ("|One.\n", ["end", "backspace", " Two."], "One. Two.|"),
)
"""A text with the cursor, what is typed there, and the text then."""


def test_three_paragraphs_typed_with_return_are_three_paragraphs(desk: Desk) -> None:
    editor = desk.window.parts.editor
    typed = write(desk, "|", "One two.", "return", "Three four.", "return", "return", "Five six.")
    assert typed == "One two.\n\nThree four.\n\nFive six.|"
    assert [each.text for each in split(editor.text(), editor.syntax)] == ["One two.", "Three four.", "Five six."]


def test_where_return_puts_a_blank_line(desk: Desk) -> None:
    for text, keys, expected in CASES:
        assert write(desk, text, *keys) == expected, (text, keys)


def test_where_marks_are_hidden_and_first_lines_indented_too(desk: Desk) -> None:
    desk.window.parts.preferences.change(paragraphs="indent", markup="hidden")
    text, keys = "|One *more*.\n\nTwo.\n", ["end", "It was *she*.", "return", "return", "Six"]
    assert write(desk, text, *keys) == "One *more*.\n\nTwo.\n\nIt was *she*.\n\nSix|"
    assert write(desk, "*One* two.|", "return", "backspace") == "*One* two.|"


def test_a_selection_gives_way_to_a_new_paragraph(desk: Desk) -> None:
    editor = desk.window.parts.editor
    for text, end, expected in (
        ("One two| three.", 14, "One two\n\n"),
        ("One two| three.\n\nFour five.", 20, "One two\n\n five."),
        ("Roses\nare| red", 13, "Roses\nare\n"),
    ):
        write(desk, text)
        cursor = editor.textCursor()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        QTest.keyClick(editor, Key.Key_Return)
        assert editor.text() == expected
        QTest.keyClick(editor, Key.Key_Z, Ctrl)
        assert editor.text() == text.replace("|", "")


def test_what_is_pasted_in_an_empty_line_is_a_paragraph_of_its_own(desk: Desk) -> None:
    editor = desk.window.parts.editor
    QGuiApplication.clipboard().setText("Two.")
    for paste in (editor.paste, editor.paste_plain):
        write(desk, "|One.\n\nThree.", "down")
        paste()
        assert editor.text() == "One.\n\nTwo.\n\nThree."


def test_a_whole_line_that_is_selected_gives_way_to_one_line_end(desk: Desk) -> None:
    editor = desk.window.parts.editor
    write(desk, "One two.|")
    editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    QTest.keyClick(editor, Key.Key_Return)
    assert editor.text() == "\n"


def test_it_can_be_switched_off(desk: Desk) -> None:
    desk.window.parts.preferences.change(return_begins_paragraph=False)
    assert write(desk, "One.|", "return", "Two.", "return", "return", "backspace") == "One.\nTwo.\n|"


def test_plain_text_too(desk: Desk) -> None:
    editor = desk.window.parts.editor
    editor.set_text("One.", Syntax.PLAIN)
    QTest.keyClick(editor, Key.Key_End, Ctrl)
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClicks(editor, "Two.")
    assert [editor.kind_of(each) for each in editor.paragraph_ids()] == [Kind.PROSE, Kind.PROSE]
