"""Real keys, pressed by xdotool, in the real window on an X11 display. Run by test_x11.py, in a process of its own.

Qt's platform for X11 has standard keys that the offscreen one lacks. A message such as “Ambiguous shortcut overload”
fails a test, like every warning of Qt's.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from core.engine.fake import ScriptedEngine
from core.manuscript.paragraphs import Kind
from desktop import app
from tests.desktop.conftest import TEXT, Desk, until

EDITING = {"undo", "redo", "cut", "copy", "paste", "select-all"}
"""The editor takes these keys itself while it has the focus."""
X11_NAMES = {
    "Ctrl": "ctrl",
    "Shift": "shift",
    "Alt": "alt",
    "Esc": "Escape",
    "Enter": "KP_Enter",
    "PgUp": "Prior",
    "PgDown": "Next",
    "+": "plus",
    "-": "minus",
    "=": "equal",
    ",": "comma",
}


async def press(*keys: str) -> None:
    """Press keys as X11 names them, one after the other."""
    await asyncio.to_thread(subprocess.run, ["xdotool", "key", *keys], check=True)


async def write(text: str) -> None:
    """Type ``text`` on the keyboard."""
    await asyncio.to_thread(subprocess.run, ["xdotool", "type", "--delay", "5", text], check=True)


def x11_keys(sequence: QKeySequence) -> str:
    """A key sequence as xdotool names it."""
    words = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    parts = [*words[:-2].split("+"), "+"] if words.endswith("++") else words.split("+")
    return "+".join(X11_NAMES.get(part, part.lower() if len(part) == 1 else part) for part in parts)


async def active(desk: Desk) -> None:
    """Wait until the window has the keyboard."""
    desk.window.activateWindow()
    desk.window.parts.editor.setFocus()
    await until(lambda: desk.window.isActiveWindow() and QApplication.focusWidget() is desk.window.parts.editor)


@pytest.fixture(autouse=True)
def really_x11(desk: Desk) -> None:
    assert QGuiApplication.platformName() == "xcb"
    desk.run(active(desk))


def test_ctrl_shift_s_saves_under_another_name(desk: Desk, tmp_path: Path) -> None:
    async def save_as() -> None:
        desk.questions.path = tmp_path / "first.md"
        await press("ctrl+s")
        await until(desk.questions.path.exists)
        desk.questions.path = tmp_path / "second.md"
        await press("ctrl+shift+s")
        await until(desk.questions.path.exists)

    desk.run(save_as())
    assert desk.questions.asked == ["save", "save"]
    assert (tmp_path / "second.md").read_text("utf-8") == TEXT


def test_ctrl_q_asks_where_there_are_changes_and_quits_where_there_are_none(desk: Desk) -> None:
    editor = desk.window.parts.editor

    async def stay() -> None:
        await write("x")
        await until(lambda: editor.document().isModified())
        await press("ctrl+q")
        await until(lambda: desk.questions.asked == ["unsaved"])

    async def go() -> None:
        editor.document().setModified(False)
        await press("ctrl+q")
        await until(lambda: not desk.window.isVisible())

    desk.run(stay())
    assert desk.window.isVisible()
    desk.run(go())
    assert desk.questions.asked == ["unsaved"]


def test_alt_f_s_saves(desk: Desk, tmp_path: Path) -> None:
    desk.questions.path = tmp_path / "saved.md"

    async def save() -> None:
        await press("alt+f")
        await until(lambda: QApplication.activePopupWidget() is not None)
        await press("s")
        await until((tmp_path / "saved.md").exists)

    desk.run(save())
    assert QApplication.activePopupWidget() is None


def test_two_returns_begin_a_paragraph_and_are_saved(desk: Desk, tmp_path: Path) -> None:
    window = desk.window
    desk.questions.path = tmp_path / "typed.md"

    async def type_and_save() -> None:
        window.parts.session.new("", "Typed")
        await active(desk)
        await write("One two.")
        await press("Return", "Return")
        await write("Three four.")
        await press("KP_Enter", "shift+Return")
        await until(lambda: window.parts.editor.text().endswith("four.\n\n\n"))
        await press("ctrl+s")
        await until((tmp_path / "typed.md").exists)

    desk.run(type_and_save())
    assert (tmp_path / "typed.md").read_text("utf-8") == "One two.\n\nThree four.\n\n\n"
    editor = window.parts.editor
    assert [editor.kind_of(each) for each in editor.paragraph_ids()] == [Kind.PROSE, Kind.PROSE]


def test_every_key_of_the_menus_does_its_own_command_and_no_other(desk: Desk) -> None:
    done: list[str] = []
    expected: list[tuple[str, str]] = []
    for name, action in desk.window.actions_by_name.items():
        if not action.shortcuts():
            continue
        (action.toggled if action.isCheckable() else action.triggered).disconnect()
        action.triggered.connect(lambda _checked=False, name=name: done.append(name))
        action.setEnabled(True)
        if name not in EDITING:
            expected += [(name, x11_keys(key)) for key in action.shortcuts()]
    assert {"quit", "save-as", "more", "find"} <= {name for name, _ in expected}

    async def press_all() -> None:
        for count, (name, keys) in enumerate(expected, start=1):
            await press(keys)
            await until(lambda count=count: len(done) >= count)  # type: ignore[misc]
            assert done[-1] == name, keys

    desk.run(press_all())
    assert done == [name for name, _ in expected]
    assert desk.window.parts.editor.text() == TEXT


@pytest.mark.skipif(shutil.which("openbox") is None, reason="without a window manager a window has no frame")
def test_the_first_window_fits_the_screen_with_its_frame(desk: Desk) -> None:
    window = app.build(desk.engine, desk.folders)

    async def show() -> None:
        window.show()
        await until(window.isActiveWindow)
        await until(lambda: window.frameGeometry() != window.geometry())

    async def close() -> None:
        window.hide()
        await until(desk.window.isActiveWindow)
        await app.close(window, ScriptedEngine([]))

    desk.run(show())
    available = window.screen().availableGeometry()
    assert (available.width(), available.height()) == (1366, 768)
    assert available.contains(window.frameGeometry())
    desk.run(close())
    window.deleteLater()


def test_altgr_of_a_german_keyboard_types_its_characters_everywhere(desk: Desk) -> None:
    if shutil.which("setxkbmap") is None:
        pytest.skip("setxkbmap is not installed")
    window = desk.window
    line = window.find_bar.focusProxy()
    assert isinstance(line, QLineEdit)

    async def type_them() -> None:
        await asyncio.to_thread(subprocess.run, ["setxkbmap", "de"], check=True)
        try:
            await press("ISO_Level3_Shift+q", "ISO_Level3_Shift+e", "ISO_Level3_Shift+7")
            await until(lambda: window.parts.editor.text() == "@€{" + TEXT)
            await press("ctrl+f")
            await until(line.hasFocus)
            await press("ISO_Level3_Shift+q", "ISO_Level3_Shift+e", "ISO_Level3_Shift+7")
            await until(lambda: line.text() == "@€{")
        finally:
            await asyncio.to_thread(subprocess.run, ["setxkbmap", "us"], check=True)

    desk.run(type_them())
