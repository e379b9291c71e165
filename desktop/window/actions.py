"""Commands of the window with their labels and keys, and the menus built from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

Keys = QKeySequence.StandardKey | str


@dataclass(frozen=True)
class Command:
    """One command. ``group`` names the exclusive choice it belongs to, if any."""

    name: str
    words: str
    run: Callable[..., object]
    keys: tuple[Keys, ...] = ()
    checkable: bool = False
    group: str = ""
    tip: str = ""
    applies: Callable[[], bool] | None = None
    """Whether the command is available now; called each time its menu opens."""
    words_now: Callable[[], str] | None = None
    """The label, if it changes; called each time its menu opens."""


@dataclass(frozen=True)
class Submenu:
    """A menu inside a menu. ``fill``, if given, is called each time it opens, to update its entries."""

    words: str
    commands: tuple[Command, ...] = ()
    fill: Callable[[QMenu], None] | None = None


Entry = Command | Submenu | None
"""None is a separator."""


def sequences(
    keys: Sequence[Keys],
    standard: Callable[[QKeySequence.StandardKey], Sequence[QKeySequence]] = QKeySequence.keyBindings,
) -> list[QKeySequence]:
    """The key sequences of a command on this platform, in order, each once.

    A standard key gives its first sequence of those in ``standard``, or none if the platform has none. Each is returned
    once, because Qt treats a sequence that one action has twice as ambiguous and ignores it.
    """
    found: dict[QKeySequence, None] = {}
    for key in keys:
        bindings = [QKeySequence(key)] if isinstance(key, str) else standard(key)[:1]
        found |= dict.fromkeys(bindings)
    return list(found)


def build_menus(window: QMainWindow, menus: Mapping[str, Sequence[Entry]]) -> dict[str, QAction]:
    """Fill the menu bar; returns the actions by name. Checkable actions call ``run`` with their state."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for words, entries in menus.items():
        _fill(window, window.menuBar().addMenu(words), entries, actions, groups)
    return actions


def _fill(
    window: QMainWindow,
    menu: QMenu,
    entries: Sequence[Entry],
    actions: dict[str, QAction],
    groups: dict[str, QActionGroup],
) -> None:
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, Submenu):
            inner = menu.addMenu(entry.words)
            _fill(window, inner, entry.commands, actions, groups)
            if entry.fill is not None:
                inner.aboutToShow.connect(lambda fill=entry.fill, inner=inner: fill(inner))
        else:
            action = _action(window, entry, groups)
            actions[entry.name] = action
            if entry.applies is not None:
                menu.aboutToShow.connect(lambda action=action, applies=entry.applies: action.setEnabled(applies()))
            if entry.words_now is not None:
                menu.aboutToShow.connect(lambda action=action, words=entry.words_now: action.setText(words()))
            menu.addAction(action)


def _action(window: QMainWindow, command: Command, groups: dict[str, QActionGroup]) -> QAction:
    action = QAction(command.words, window)
    action.setObjectName(command.name)
    action.setShortcuts(sequences(command.keys))
    action.setToolTip(command.tip)
    action.setCheckable(command.checkable or bool(command.group))
    if command.group:
        groups.setdefault(command.group, QActionGroup(window)).addAction(action)
    if command.checkable:
        action.toggled.connect(command.run)
    else:
        action.triggered.connect(lambda _checked=False: command.run())
    return action
