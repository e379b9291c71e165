"""Inkglow's own commands in the page's context menu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

_COMMANDS = (("vary", "sentence", "more"), ("mark-alive", "mark-flat", "unmark", "dismiss-glow"))
"""Names of the commands, in groups."""


def add_commands(menu: QMenu, bar: QMenuBar, actions: Mapping[str, QAction]) -> None:
    """Add the commands for a passage to ``menu``, with the labels that they have now."""
    for action in bar.actions():
        if isinstance(inner := action.menu(), QMenu) and actions["vary"] in inner.actions():
            inner.aboutToShow.emit()  # updates what depends on the place in the text
    for names in _COMMANDS:
        menu.addSeparator()
        menu.addActions([actions[name] for name in names if actions[name].isEnabled()])
