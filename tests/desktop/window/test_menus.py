"""No two commands share a key, and no two entries of a menu share a letter."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from desktop.common.labels import literal
from desktop.window.actions import Command, Submenu, sequences
from desktop.window.menus import menus
from tests.desktop.conftest import Desk

Standard = QKeySequence.StandardKey

SHARED = {
    Standard.New: "Ctrl+N",
    Standard.Print: "Ctrl+P",
    Standard.Open: "Ctrl+O",
    Standard.Save: "Ctrl+S",
    Standard.Undo: "Ctrl+Z",
    Standard.Cut: "Ctrl+X",
    Standard.Copy: "Ctrl+C",
    Standard.Paste: "Ctrl+V",
    Standard.SelectAll: "Ctrl+A",
    Standard.ZoomIn: "Ctrl++",
    Standard.ZoomOut: "Ctrl+-",
    Standard.Find: "Ctrl+F",
}
PLATFORMS = {
    "windows": SHARED | {Standard.Redo: "Ctrl+Y"},
    "mac": SHARED | {Standard.Redo: "Ctrl+Shift+Z", Standard.SaveAs: "Ctrl+Shift+S", Standard.Quit: "Ctrl+Q"},
    "x11": SHARED | {Standard.Redo: "Ctrl+Shift+Z", Standard.SaveAs: "Ctrl+Shift+S", Standard.Quit: "Ctrl+Q"},
    "kde before 5.90": SHARED | {Standard.Redo: "Ctrl+Shift+Z", Standard.Quit: "Ctrl+Q"},
}
"""The first sequence of each standard key in use, as Qt's documentation of QKeySequence lists them."""


def commands(desk: Desk) -> list[Command]:
    found: list[Command] = []
    for entries in menus(desk.window).values():
        for entry in entries:
            if isinstance(entry, Command):
                found.append(entry)
            elif isinstance(entry, Submenu):
                found += entry.commands
    return found


def test_no_two_commands_share_a_key_on_any_platform(desk: Desk) -> None:
    for platform, known in PLATFORMS.items():

        def standard(
            key: QKeySequence.StandardKey, known: dict[QKeySequence.StandardKey, str] = known
        ) -> list[QKeySequence]:
            return [QKeySequence(known[key])] if key in known else []

        used = Counter(keys.toString() for command in commands(desk) for keys in sequences(command.keys, standard))
        assert [key for key, times in used.items() if times > 1] == [], platform
        assert {"Ctrl+Q", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+F"} <= set(used), platform
    asked = {key for command in commands(desk) for key in command.keys if not isinstance(key, str)}
    assert asked <= {key for platform in PLATFORMS.values() for key in platform}, "a standard key not in the table"


def test_no_two_actions_of_the_window_share_a_key(desk: Desk) -> None:
    actions = dict.fromkeys([*desk.window.findChildren(QAction), *desk.window.actions_by_name.values()])
    used = Counter(sequence.toString() for action in actions for sequence in action.shortcuts())
    assert [key for key, times in used.items() if times > 1] == []
    assert {"Ctrl+Q", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+F", "Ctrl+H"} <= set(used)


def test_every_command_has_a_name_of_its_own(desk: Desk) -> None:
    names = Counter(command.name for command in commands(desk))
    assert [name for name, times in names.items() if times > 1] == []


def test_no_key_is_one_that_types_a_character_somewhere(desk: Desk) -> None:
    """On Windows AltGr is Ctrl+Alt: with it V types @ on a Czech keyboard. On macOS Alt types characters."""
    shortcuts = [key for each in desk.window.findChildren(QShortcut) for key in QShortcut.keys(each)]
    for sequence in shortcuts + [key for command in commands(desk) for key in sequences(command.keys)]:
        key = sequence[0]  # type: ignore[index]  # the stub lacks it
        types = key.key() < Qt.Key.Key_Escape  # the keys before it are characters
        assert not (types and key.keyboardModifiers() & Qt.KeyboardModifier.AltModifier), sequence.toString()


def test_no_two_entries_of_a_menu_share_a_letter(desk: Desk) -> None:
    desk.window.parts.preferences.change(recent_files=("/novels/Tom & sam.md", "/novels/Cat & Sue.md"))
    bar = desk.window.menuBar()
    checked = [assert_letters_differ("the menu bar", bar.actions())]
    pending = [menu for action in bar.actions() if isinstance(menu := action.menu(), QMenu)]
    while pending:
        menu = pending.pop()
        menu.aboutToShow.emit()
        checked.append(assert_letters_differ(menu.title(), menu.actions()))
        pending += [inner for action in menu.actions() if isinstance(inner := action.menu(), QMenu)]
    assert len(checked) >= 13 and sum(checked) >= 40


def assert_letters_differ(name: str, actions: list[QAction]) -> int:
    """The number of letters."""
    letters = Counter(
        key.toString() for action in actions if not (key := QKeySequence.mnemonic(action.text())).isEmpty()
    )
    assert [key for key, times in letters.items() if times > 1] == [], name
    return sum(letters.values())


def test_a_files_name_in_a_menu_is_shown_as_it_is(desk: Desk) -> None:
    file = Path("/novels/Tom & Sam.md")
    desk.window.parts.preferences.change(recent_files=(str(file),))
    menu = QMenu()
    desk.window.parts.documents.fill_recent(menu)
    assert [action.text() for action in menu.actions()] == [literal(f"{file.name}  –  {file.parent}")]
    assert QKeySequence.mnemonic(menu.actions()[0].text()).isEmpty()
