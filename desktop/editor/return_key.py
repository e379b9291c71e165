"""The Return key in a plain-text editor. Belongs to the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTextEdit

_RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMAND_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_STANDARD_KEYS = (QKeySequence.StandardKey.InsertParagraphSeparator, QKeySequence.StandardKey.InsertLineSeparator)


def is_line_end(event: QKeyEvent) -> bool:
    """Whether the key press asks for a line end: Return or Enter, with or without Shift, or the platform's own key."""
    if event.key() in _RETURN_KEYS and not event.modifiers() & _COMMAND_MODIFIERS:
        return True
    return any(event.matches(key) for key in _STANDARD_KEYS)


def insert_line_end(editor: QTextEdit) -> None:
    """Begin a new block at the caret, replacing the selection, with the format of the block before it.

    QTextEdit's own Return does not suit plain text: on an empty block it clears that block's format instead of
    inserting anything, and with Shift it inserts a soft break, which is not saved as a line end.
    """
    editor.textCursor().insertBlock()
    editor.ensureCursorVisible()
