"""The command palette and the context menu, by the keys a writer presses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.window.command_palette import CommandPalette, offers
from desktop.window.words import NO_COMMAND, NOT_NOW, REASONS
from tests.desktop.conftest import Desk, until

Key, Modifier = Qt.Key, Qt.KeyboardModifier


async def opened(desk: Desk, typed: str = "") -> CommandPalette:
    """Open the palette by its key and type."""
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    QTest.keyClick(desk.window.parts.editor, Key.Key_P, Modifier.ControlModifier | Modifier.ShiftModifier)
    palette = desk.window.commands
    assert palette.isVisible() and QApplication.focusWidget() is palette.line
    QTest.keyClicks(palette.line, typed)
    return palette


def labels(palette: CommandPalette) -> list[str]:
    return [offer.label for offer in palette.shown]


def test_a_few_letters_find_a_command_and_return_runs_it(desk: Desk) -> None:
    async def work() -> None:
        palette = await opened(desk, "larg")
        assert labels(palette)[0] == "Larger text" and palette.current is palette.shown[0]
        size = desk.window.parts.preferences.value.font_size
        QTest.keyClick(palette.line, Key.Key_Return)
        assert desk.window.parts.preferences.value.font_size == size + 1
        assert not palette.isVisible() and QApplication.focusWidget() is desk.window.parts.editor

        await opened(desk)  # what was used last comes first
        assert labels(palette)[0] == "Larger text"
        QTest.keyClick(palette.line, Key.Key_Down)
        assert palette.current is palette.shown[1]
        QTest.keyClicks(palette.line, "theme dark")
        QTest.keyClick(palette.line, Key.Key_Return)
        assert desk.window.parts.preferences.value.theme == "dark"
        assert desk.window.parts.preferences.value.recent_commands == ("theme-dark", "larger")

    desk.run(work())


def test_it_lists_every_command_of_the_menus_with_its_keys(desk: Desk) -> None:
    listed = {offer.key: offer for offer in offers(desk.window)}
    assert set(desk.window.actions_by_name) <= set(listed)
    assert listed["glow"].keys == "F8" and listed["glow"].place == "View"
    assert listed["theme-sepia"].place == "View ▸ Theme" and listed["theme-sepia"].label == "Sepia"


def test_a_command_that_cannot_run_says_why_and_stays(desk: Desk) -> None:
    async def work() -> None:
        palette = await opened(desk, "accept the rew")
        assert palette.current is not None and palette.current.key == "accept"
        QTest.keyClick(palette.line, Key.Key_Return)
        assert palette.isVisible() and palette.words.text() == REASONS["accept"]
        assert REASONS["accept"] in palette.line.accessibleDescription()
        QTest.keyClicks(palette.line, "qqq")
        assert palette.current is None and palette.words.text() == NO_COMMAND
        QTest.keyClick(palette.line, Key.Key_Return)
        QTest.keyClick(palette.line, Key.Key_Escape)  # which is also the key of a command
        assert not palette.isVisible() and QApplication.focusWidget() is desk.window.parts.editor

    desk.run(work())


def test_every_command_that_may_be_disabled_has_a_reason(desk: Desk) -> None:
    disabled = [offer for offer in offers(desk.window) if offer.reason]
    assert len(disabled) > 5
    assert [offer.key for offer in disabled if offer.reason == NOT_NOW] == []
    assert set(REASONS) <= set(desk.window.actions_by_name)


def test_every_command_can_be_reached_by_keys(desk: Desk) -> None:
    def check(actions: list[QAction]) -> int:
        count = 0
        for action in actions:
            if action.isSeparator():
                continue
            reachable = action.shortcuts() or not QKeySequence.mnemonic(action.text()).isEmpty()
            if isinstance(menu := action.menu(), QMenu):
                assert reachable, action.text()
                if menu.actions():  # of menus that are filled when they open, arrow keys reach the entries
                    count += check(menu.actions())
            elif not action.actionGroup():
                assert reachable, action.text()
                count += 1
        return count

    assert check(desk.window.menuBar().actions()) > 40


def test_commands_of_a_menu_that_is_filled_again_meanwhile_are_left_out(desk: Desk) -> None:
    async def work() -> None:
        desk.window.parts.preferences.change(recent_files=("/novels/one.md",))
        palette = await opened(desk, "one.md")
        assert len(palette.shown) == 1
        for action in desk.window.menuBar().actions():
            if isinstance(menu := action.menu(), QMenu):
                for inner in menu.findChildren(QMenu):
                    inner.aboutToShow.emit()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QTest.keyClick(palette.line, Key.Key_Return)
        QTest.keyClicks(palette.line, "x")
        assert palette.isVisible() and palette.shown == []

    desk.run(work())


def test_a_click_elsewhere_closes_it_and_keeps_the_keys_there(desk: Desk) -> None:
    async def work() -> None:
        palette = await opened(desk)
        desk.window.parts.editor.setFocus(Qt.FocusReason.MouseFocusReason)
        assert not palette.isVisible() and QApplication.focusWidget() is desk.window.parts.editor

    desk.run(work())


def context_menu(desk: Desk, word: str) -> QMenu:
    """The menu of a click with the right mouse button on ``word``."""
    editor = desk.window.parts.editor
    where = editor.cursorRect(QTextCursor(editor.document().find(word))).center() - QPoint(4, 0)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, where, editor.viewport().mapToGlobal(where), Modifier.NoModifier
    )
    QApplication.sendEvent(editor.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_context_menu_has_the_commands_for_a_passage_and_without_a_model_none_of_them(desk: Desk) -> None:
    async def work() -> None:
        await desk.load()
        ours = {
            desk.window.actions_by_name[name] for name in ("vary", "sentence", "more", "mark-alive", "dismiss-glow")
        }
        menu = context_menu(desk, "lamp")
        assert ours <= set(menu.actions()) and desk.window.actions_by_name["unmark"] not in menu.actions()
        menu.close()
        await desk.window.parts.models.use_none(True)
        menu = context_menu(desk, "lamp")
        assert not ours & set(menu.actions()) and len(menu.actions()) > 5
        menu.close()

    desk.run(work())
