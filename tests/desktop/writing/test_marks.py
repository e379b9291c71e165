"""Typographic marks while typing: keys, input methods and dead keys on the real window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest

from tests.desktop.conftest import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
ENGLISH = "---\nlang: en\n---\n\n"


def new(desk: Desk, text: str) -> None:
    """A text with the cursor at its end."""
    desk.window.parts.session.new(text, "Test")
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_End, CTRL)


def last(desk: Desk) -> str:
    return desk.window.parts.editor.text().rpartition("\n")[2]


def type_keys(desk: Desk, keys: str) -> None:
    """As a keyboard types them, marks beyond ASCII too."""
    for key in keys:
        QCoreApplication.sendEvent(
            desk.window.parts.editor, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
        )


def compose(desk: Desk, *preedits: str, commit: str) -> None:
    """As an input method does, or a dead key."""
    for preedit in preedits:
        QCoreApplication.sendEvent(desk.window.parts.editor, QInputMethodEvent(preedit, []))
    event = QInputMethodEvent()
    event.setCommitString(commit)
    QCoreApplication.sendEvent(desk.window.parts.editor, event)


def test_what_is_typed_becomes_what_is_set_and_can_be_taken_back(desk: Desk) -> None:
    editor = desk.window.parts.editor
    new(desk, ENGLISH)
    type_keys(desk, '"It\'s late," she said--"\'tis..."')
    assert last(desk) == "“It’s late,” she said–“’tis…”"
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert last(desk) == '“It’s late,” she said–“’tis…"'
    QTest.keyClick(editor, Qt.Key.Key_Backspace)  # what is there now is an ordinary character
    assert last(desk) == "“It’s late,” she said–“’tis…"
    type_keys(desk, " --")
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert last(desk).endswith("’tis… --")
    type_keys(desk, " more")
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert last(desk).endswith("’tis… --")  # typing that follows is a step of its own
    cursor = editor.textCursor()
    cursor.insertText("(")
    type_keys(desk, '"')
    QTest.keyClick(editor, Qt.Key.Key_Left)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert last(desk).endswith("--“")  # no longer directly after: Backspace is Backspace


def test_input_methods_and_dead_keys_type_too(desk: Desk) -> None:
    editor = desk.window.parts.editor
    new(desk, ENGLISH)
    compose(desk, '"', commit='"')  # a dead diaeresis and the space bar
    compose(desk, "´", commit="é")
    compose(desk, "に", "にほ", commit="日本")
    compose(desk, commit='"')
    assert last(desk) == "“é日本”"
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert last(desk) == '“é日本"'
    new(desk, ENGLISH)
    compose(desk, commit='"quoted"')  # more than a character: a phrase of a keyboard on the screen
    assert last(desk) == '"quoted"'
    new(desk, "---\nlang: de\n---\n\n😀 ")
    type_keys(desk, '"\'s geht" 😀 --')
    assert last(desk) == "😀 „’s geht“ 😀 –"


def test_code_pasted_text_and_straight_files_stay_and_the_menu_chooses(desk: Desk) -> None:
    editor = desk.window.parts.editor
    new(desk, "```\n")
    type_keys(desk, '"--"')
    assert last(desk) == '"--"'
    new(desk, ENGLISH)
    pasted = QMimeData()
    pasted.setText("\"a\" -- 'b'...")
    editor.insertFromMimeData(pasted)
    assert last(desk) == "\"a\" -- 'b'..."
    new(desk, '"One," he said. "Two." ')
    type_keys(desk, '"Three..."')
    assert last(desk).endswith('"Three..."')
    desk.window.actions_by_name["quotes-fr"].trigger()
    type_keys(desk, ' "Trois..."')
    assert last(desk).endswith(" «\u202fTrois…\u202f»")
    desk.window.actions_by_name["quotes-off"].trigger()
    type_keys(desk, ' "4" --')
    assert last(desk).endswith(' "4" --')
    desk.window.actions_by_name["quotes-text"].trigger()
    new(desk, "»Eins«, »zwei«. ")
    type_keys(desk, '"Drei"')
    assert last(desk).endswith("»Drei«")
