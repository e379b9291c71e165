"""Labels as the dialogs need them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def wrapping_label(role: str = "") -> QLabel:
    """Plain text that wraps and takes the height its width asks for; ``role`` is a property the theme knows."""
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
    """``words`` for a menu as they are: an ampersand in them, say of a file's name, marks no letter as a key."""
    return words.replace("&", "&&")
