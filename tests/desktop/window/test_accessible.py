"""What a screen reader gets: names for all that takes the keys, and words for what others see."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.exchange.exporting import ExportOptions
from core.exchange.formats import Format
from desktop.common.questions import ExportChoice
from desktop.exchange.dialog import ExportDialog
from desktop.window import words
from tests.desktop.conftest import Desk, turns, until

Role = QAccessible.Role


def tree(interface: QAccessibleInterface, depth: int = 0) -> Iterator[tuple[int, QAccessibleInterface]]:
    """What is shown, as a screen reader walks through it, each with its depth."""
    if interface.state().invisible:
        return
    yield depth, interface
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from tree(child, depth + 1)


def line(depth: int, interface: QAccessibleInterface) -> str:
    name, more = interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)
    keys = ", takes the keys" if interface.state().focusable else ""
    return f"{'  ' * depth}{interface.role().name} “{name}”{f' ({more})' if more else ''}{keys}"


def nameless(interface: QAccessibleInterface) -> bool:
    """Whether it takes the keys without a name that can be read aloud: a sign such as × is none."""
    name = interface.text(QAccessible.Text.Name)
    shows_itself = interface.role() is Role.StaticText and name
    return bool(interface.state().focusable) and not shows_itself and sum(map(str.isalpha, name)) < 2


def shown_in(top: QWidget) -> list[str]:
    """The accessible tree of a window, printed; fails where something that takes the keys has no name."""
    print(f"\n{type(top).__name__}")
    lines = []
    for depth, interface in tree(QAccessible.queryAccessibleInterface(top)):
        lines.append(line(depth, interface))
        print(lines[-1])
        assert not nameless(interface), lines[-1]
    return lines


def test_nothing_that_takes_the_keys_is_without_a_name(desk: Desk) -> None:
    window = desk.window
    parts = window.parts
    desk.run(desk.load())

    async def show_everything() -> list[str]:
        desk.put_cursor(1)
        window.actions_by_name["outline"].setChecked(True)
        window.actions_by_name["why"].setChecked(True)
        window.find_bar.open_list()
        window.find_bar.open_replace()
        window.notice.tell("A notice.", ("An answer", lambda: None))
        await turns(20)
        lines = shown_in(window)
        window.rewrites.more_creative()
        await until(lambda: not parts.rewriting.state.is_running)
        parts.dialogs.show_models()
        parts.dialogs.show_own()
        parts.dialogs.show_comparison()
        parts.versions.show()
        parts.record.show()
        window.commands.open_palette()
        parts.help.show_usage(window)
        parts.help.show_report(window)
        window.settings.show()
        export = ExportDialog(ExportChoice(Format.DOCX, ExportOptions()), window)
        export.show()
        await until(lambda: parts.dialogs.choice is not None and parts.dialogs.choice.list.count() > 0)
        for top in QApplication.topLevelWidgets():
            if top.isVisible():
                lines += shown_in(top)
        export.deleteLater()
        return lines

    taking = [each for each in desk.run(show_everything()) if "takes the keys" in each]
    for name in (
        "Manuscript",
        "Outline",
        "Find",
        "Places found",
        "Strength",
        "Rewritten passage",
        "Versions",
        "Models",
    ):
        assert any(f"“{name}”" in each for each in taking), name


def test_the_glow_at_the_cursor_can_be_heard(desk: Desk) -> None:
    editor, heard = desk.window.parts.editor, list[str]()
    desk.window.screen_reader.announced.connect(heard.append)
    desk.run(desk.load())
    page = QAccessible.queryAccessibleInterface(editor)

    def described() -> str:
        return page.text(QAccessible.Text.Description)

    async def go(index: int, words: str) -> None:
        desk.put_cursor(index)
        await until(lambda: described().startswith(words) and bool(words) is bool(described()))

    async def listen() -> None:
        desk.window.activateWindow()
        editor.setFocus()
        await until(editor.hasFocus)
        await go(2, "Glow: lively.")
        assert heard == ["Glow: lively."]
        await go(0, "")  # a heading
        await go(1, "Glow: ")
        assert len(heard) == 2 and heard[1] == described()
        QTest.keyClicks(editor, "Incandescent hippopotamuses. ")
        await until(lambda: words.GLOW_IS_STALE in described())
        await until(lambda: words.GLOW_IS_STALE not in described())
        assert len(heard) == 2, "it is not said to who types"
        desk.window.actions_by_name["glow"].trigger()
        await until(lambda: described() == "")

    desk.run(listen())


def test_notices_and_the_end_of_a_rewrite_are_announced(desk: Desk) -> None:
    heard = list[str]()
    desk.window.screen_reader.announced.connect(heard.append)
    desk.run(desk.load())

    async def rewrite() -> None:
        desk.window.notice.tell("The file is full of owls.")
        desk.put_cursor(1)
        desk.window.rewrites.more_creative()
        await until(lambda: any(each.startswith(words.REWRITE_READY) for each in heard))

    desk.run(rewrite())
    assert heard[0] == "The file is full of owls."
    assert sum(each.startswith(words.REWRITE_READY) for each in heard) == 1


def test_the_menus_are_read_with_their_keys(desk: Desk) -> None:
    bar = QAccessible.queryAccessibleInterface(desk.window.menuBar())
    names = [bar.child(number).text(QAccessible.Text.Name) for number in range(bar.childCount())]
    assert names[:4] == ["File", "Edit", "View", "Passage"]
    edit = QAccessible.queryAccessibleInterface(desk.window.menuBar().actions()[1].menu())
    entries = [edit.child(number) for number in range(edit.childCount())]
    keys = {each.text(QAccessible.Text.Name): each.text(QAccessible.Text.Accelerator) for each in entries}
    assert keys["Find…"] == "Ctrl+F" and keys["Italics"] == "Ctrl+I"
