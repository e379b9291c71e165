"""The lines and buttons of the find bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

_LONGEST = 2_000
"""Characters in a line."""


def line(name: str, keys: QObject) -> QLineEdit:
    """A line to type in; ``keys`` sees its events first."""
    made = QLineEdit()
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setClearButtonEnabled(True)
    made.setMaximumWidth(360)
    made.setMaxLength(_LONGEST)
    made.installEventFilter(keys)
    return made


def toggle(label: str, name: str) -> QToolButton:
    """A button that stays pressed."""
    button = tool(label, name, None)
    button.setCheckable(True)
    return button


def tool(label: str, name: str, act: Callable[[], None] | None) -> QToolButton:
    """A small button; ``name`` is its tooltip and what a screen reader says."""
    button = QToolButton()
    button.setText(label)
    button.setToolTip(name)
    button.setAccessibleName(name)
    if act is not None:
        button.clicked.connect(act)
    return button


def row(*widgets: QWidget) -> QHBoxLayout:
    """The widgets side by side, lines as wide as there is room."""
    made = QHBoxLayout()
    made.setSpacing(6)
    for widget in widgets:
        made.addWidget(widget, stretch=3 if isinstance(widget, QLineEdit) else 0)
    made.addStretch(1)
    return made
