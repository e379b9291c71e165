"""Labels used in the dialogs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QSizePolicy


def wrapping_label(role: str = "") -> QLabel:
    """Plain text that wraps, as tall as its width requires; ``role`` is a property that the style sheet uses."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    if role:
        label.setProperty(role, True)
    return label


def literal(words: str) -> str:
    """``words`` as a literal menu text: an ampersand, as in a file name, is shown and marks no shortcut letter."""
    return words.replace("&", "&&")


def key_words(key: str) -> str:
    """A key sequence in the notation of this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def with_key(words: str, key: str) -> str:
    """The label of a button that has a key."""
    return f"{words}   {key_words(key)}"
