"""Spelling on the real window, with the real Enchant and a dictionary of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.engine.fake import ScriptedEngine
from core.manuscript.boundaries import joined
from core.spelling.choices import WORDS_NAME, DocumentChoices
from core.spelling.speller import Dictionary, Lack, NoSpelling
from desktop.spelling import words
from desktop.spelling.controller import Spelling
from tests.core.spelling.word_list import WordList
from tests.desktop.conftest import Desk, Run, desk_with, until

Key, Modifier = Qt.Key, Qt.KeyboardModifier
KNOWN = "the old lamp burned was it she lit a and went out then said by again"
TEXT = "# The lmap\n\nThe *old* lmap burned. Wuz it `lmap`?\n\n<!-- lmap -->\n\nShe lit it.\n"


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Iterator[Desk]:
    """The window with a small dictionary, spelling on."""
    dictionaries = WordList(tmp_path, KNOWN, ("en_US", "de_DE"))
    for made in desk_with(ScriptedEngine(), run, tmp_path, dictionaries):
        made.window.parts.preferences.change(spelling=True)
        yield made


def spelling_of(desk: Desk) -> Spelling:
    return desk.window.parts.spelling.spelling


async def checked(desk: Desk) -> list[str]:
    """The words underlined once everything has been checked."""
    await until(lambda: spelling_of(desk).is_idle)
    return spelling_of(desk).underlines.words


async def shown(desk: Desk, text: str) -> list[str]:
    desk.window.parts.session.new(text, "Test")
    return await checked(desk)


def context_menu(desk: Desk, word: str, nth: int = 0) -> QMenu:
    """The menu of a click with the right mouse button on ``word``."""
    editor = desk.window.parts.editor
    cursor = QTextCursor(editor.document())
    for _ in range(nth + 1):
        cursor = editor.document().find(word, cursor)
    where = editor.cursorRect(cursor).center() - QPoint(4, 0)
    position = editor.viewport().mapToGlobal(where)
    QApplication.sendEvent(
        editor.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, position, Modifier.NoModifier)
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def labels(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


async def choose(desk: Desk, menu: QMenu, label: str) -> None:
    """Choose an entry as soon as it is there, and wait until that is done."""
    await until(lambda: label in labels(menu))
    menu.setActiveAction(menu.actions()[labels(menu).index(label)])
    QTest.keyClick(menu, Key.Key_Return)
    await desk.window.parts.tasks.finish()


def test_unknown_words_in_view_are_underlined_and_nothing_in_the_document_changes(desk: Desk) -> None:
    async def work() -> None:
        assert await shown(desk, TEXT) == ["lmap", "lmap", "Wuz"]
        editor = desk.window.parts.editor
        selection = editor.extraSelections()[0]
        assert selection.format.underlineStyle() is selection.format.UnderlineStyle.WaveUnderline
        assert not editor.document().isModified() and not editor.document().isUndoAvailable()
        QTest.keyClick(editor, Key.Key_F4, Modifier.ShiftModifier)  # off by one key, and on again
        assert spelling_of(desk).underlines.words == [] and editor.extraSelections() == []
        QTest.keyClick(editor, Key.Key_F4, Modifier.ShiftModifier)
        assert len(await checked(desk)) == 3

    desk.run(work())


def test_the_word_being_typed_is_spared_until_the_caret_leaves_it(desk: Desk) -> None:
    editor = desk.window.parts.editor

    async def work() -> None:
        assert await shown(desk, "She lit it.\n\nThe lmap burned.\n") == ["lmap"]
        editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
        QTest.keyClicks(editor, " Teh")
        assert await checked(desk) == ["lmap"]
        QTest.keyClick(editor, Key.Key_Left, Modifier.ControlModifier)
        QTest.keyClick(editor, Key.Key_Left)
        assert spelling_of(desk).underlines.words == ["Teh", "lmap"]
        QTest.keyClick(editor, Key.Key_Home)
        QTest.keyClicks(editor, "A ")  # marks move with their words meanwhile
        assert spelling_of(desk).underlines.words == ["Teh", "lmap"]
        assert await checked(desk) == ["Teh", "lmap"]

    desk.run(work())


def test_suggestions_in_the_context_menu_replace_in_one_step(desk: Desk) -> None:
    editor = desk.window.parts.editor

    async def work() -> None:
        await shown(desk, TEXT)
        menu = context_menu(desk, "lmap", 1)
        assert labels(menu)[:2] == [words.LOOKING, words.add("lmap")]
        await choose(desk, menu, "&1  lamp")
        assert editor.text() == TEXT.replace("lmap burned", "lamp burned")
        assert await checked(desk) == ["lmap", "Wuz"]
        editor.undo()
        assert editor.text() == TEXT
        editor.setTextCursor(editor.document().find("old"))
        menu = context_menu(desk, "Wuz")  # a click outside of the selection is about what was clicked
        assert words.add("Wuz") in labels(menu)
        menu.close()

    desk.run(work())


def test_a_key_goes_from_one_unknown_word_to_the_next_also_out_of_view(desk: Desk) -> None:
    editor, menus = desk.window.parts.editor, desk.window.parts.spelling
    far = "The lmap.\n\n" + "She lit it.\n\n" * 150 + "Then it wuz.\n"

    async def press() -> QMenu:
        before = menus.menu
        QTest.keyClick(editor, Key.Key_F4)
        await until(lambda: menus.menu is not before and menus.menu is not None and menus.menu.isVisible())
        assert menus.menu is not None
        return menus.menu

    async def work() -> None:
        await shown(desk, far)
        menu = await press()
        assert editor.textCursor().selectedText() == "lmap"
        QTest.keyClick(menu, Key.Key_Escape)
        menu = await press()
        assert editor.textCursor().selectedText() == "wuz"
        await choose(desk, menu, "&1  was")
        assert editor.text().endswith("Then it was.\n")
        QTest.keyClick(editor, Key.Key_End)
        menu = await press()  # again from the beginning
        assert editor.textCursor().selectedText() == "lmap"
        await choose(desk, menu, "&1  lamp")
        QTest.keyClick(editor, Key.Key_F4)
        await until(lambda: desk.window.notice.words == words.NO_MISTAKE)

    desk.run(work())


def test_words_are_added_removed_and_ignored_in_one_document(desk: Desk, tmp_path: Path) -> None:
    spelling, file = spelling_of(desk), tmp_path / "novel.md"
    file.write_text("The zog lit the xob. The xob.\n")

    async def work() -> None:
        assert await shown(desk, "A zog, a xob.\n") == ["zog", "xob"]
        await choose(desk, context_menu(desk, "xob"), words.IGNORE)
        assert await checked(desk) == ["zog"]
        await desk.window.parts.documents.open(file)
        assert await checked(desk) == ["zog", "xob", "xob"], "ignored in the other document only"
        await choose(desk, context_menu(desk, "xob"), words.IGNORE)
        await choose(desk, context_menu(desk, "zog"), words.add("zog"))
        assert await checked(desk) == []
        assert (desk.folders.data / WORDS_NAME).read_text("utf-8") == "zog\n"
        await shown(desk, "A zog, a xob.\n")
        await desk.window.parts.documents.open(file)  # remembered
        assert await checked(desk) == []
        menus = desk.window.parts.spelling
        menus.show_words()
        assert menus.dialog is not None and menus.dialog.own.item(0).text() == "zog"
        menus.dialog.own.setCurrentRow(0)
        QTest.mouseClick(menus.dialog.remove_button, Qt.MouseButton.LeftButton)
        await until(lambda: not spelling.situation.words)
        await desk.window.parts.tasks.finish()
        assert await checked(desk) == ["zog"]
        assert menus.dialog.own.item(0).text() == words.ignored_row("xob")
        menus.dialog.own.setCurrentRow(0)
        QTest.mouseClick(menus.dialog.remove_button, Qt.MouseButton.LeftButton)
        await desk.window.parts.tasks.finish()
        assert await checked(desk) == ["zog", "xob", "xob"]
        menus.dialog.close()

    desk.run(work())


def test_names_are_not_underlined_and_can_be_learned(desk: Desk) -> None:
    text = "Ylva lit the lamp. Then Ylva went out, and Ylva’s lamp burned. Alot.\n"
    menus = desk.window.parts.spelling

    async def work() -> None:
        assert await shown(desk, text) == ["Alot"]
        menu = context_menu(desk, "Ylva", 1)
        assert words.is_name("Ylva") in labels(menu)
        menu.close()
        menus.show_words()
        dialog = menus.dialog
        assert dialog is not None
        await until(lambda: dialog.names.item(0).text() == words.name_row("Ylva", 3))
        dialog.names.setCurrentRow(0)
        QTest.mouseClick(dialog.learn_button, Qt.MouseButton.LeftButton)
        await until(lambda: spelling_of(desk).situation.words == {"Ylva"})
        await until(lambda: dialog.names.item(0).text() == words.NO_NAMES)
        dialog.close()

    desk.run(work())


def test_the_language_is_that_of_the_front_matter_or_the_one_chosen(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "roman.md"
    file.write_text("The lamp.\n")

    async def work() -> None:
        await shown(desk, "---\nlang: de\n---\n\nShe lit it.\n")
        assert spelling_of(desk).tag == "de_DE"
        await desk.window.parts.documents.open(file)
        await checked(desk)
        assert spelling_of(desk).tag == "en_US"
        menu = QMenu()
        desk.window.parts.spelling.fill_languages(menu)
        assert menu.actions()[0].isChecked()
        await until(lambda: len(menu.actions()) == 4)
        next(action for action in menu.actions() if action.text().startswith("Deutsch")).trigger()
        await until(lambda: spelling_of(desk).tag == "de_DE")
        await desk.window.parts.tasks.finish()
        await shown(desk, "The lamp.\n")
        assert spelling_of(desk).tag == "en_US"
        await desk.window.parts.documents.open(file)
        await checked(desk)
        assert spelling_of(desk).tag == "de_DE", "remembered with the file"

    desk.run(work())


def test_a_language_chosen_while_spelling_is_off_leaves_the_ignored_words(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "novel.md"
    file.write_text("The xob lit a zog.\n")

    async def work() -> None:
        await desk.window.parts.documents.open(file)
        await spelling_of(desk).ignore("xob")
        desk.window.parts.session.new("", "Test")
        spelling_of(desk).set_on(False)
        await desk.window.parts.documents.open(file)
        await spelling_of(desk).choose_language("de_DE")
        spelling_of(desk).set_on(True)
        assert await checked(desk) == ["zog"] and spelling_of(desk).tag == "de_DE"

    desk.run(work())


def test_choices_of_an_untitled_document_go_with_it_when_it_gets_a_name(desk: Desk, tmp_path: Path) -> None:
    desk.questions.path = tmp_path / "named.md"

    async def work() -> None:
        await shown(desk, "A xob.\n")
        await spelling_of(desk).ignore("xob")
        await desk.window.parts.session.save_as()
        await desk.window.parts.tasks.finish()
        checker = spelling_of(desk)._checker
        assert (await checker.load(str(tmp_path / "named.md"))).document == DocumentChoices("", frozenset({"xob"}))
        assert await checked(desk) == []

    desk.run(work())


def test_closing_while_a_check_is_due_says_nothing(desk: Desk) -> None:
    said: list[str] = []
    desk.window.parts.tasks.failed.connect(said.append)

    async def work() -> None:
        spelling_of(desk)._begin()
        spelling_of(desk).close()
        await desk.window.parts.tasks.finish()
        assert said == [] and spelling_of(desk).is_idle

    desk.run(work())


def test_a_line_without_end_is_not_checked(desk: Desk) -> None:
    async def work() -> None:
        assert await shown(desk, "xob\n\n" + "xob " * 13_000 + "\n") == ["xob"]

    desk.run(work())


def test_names_of_files_in_a_folder_are_never_checked(desk: Desk) -> None:
    async def work() -> None:
        assert await shown(desk, joined([("chaptr.md", "The lamp.\n"), ("secnd.md", "The xob.\n")])) == ["xob"]

    desk.run(work())


class Lacking:
    """No library at all."""

    def languages(self) -> tuple[str, ...]:
        raise NoSpelling(Lack.LIBRARY)

    def open(self, tag: str) -> Dictionary:
        raise NoSpelling(Lack.LIBRARY)


def test_what_is_missing_is_said_once_with_its_package_and_nothing_else_breaks(run: Run, tmp_path: Path) -> None:
    for desk in desk_with(ScriptedEngine(), run, tmp_path, Lacking()):

        async def work(desk: Desk = desk) -> None:
            preferences, notice = desk.window.parts.preferences, desk.window.notice
            preferences.change(spelling=True)
            await until(lambda: "libenchant-2-2" in notice.words or "nchant" in notice.words)
            notice.end()
            assert await shown(desk, "The lmap.\n") == [] and notice.words == ""
            QTest.keyClick(desk.window.parts.editor, Key.Key_F4)
            await desk.window.parts.tasks.finish()
            menu = context_menu(desk, "lmap")
            assert words.LOOKING not in labels(menu)
            menu.close()
            menu = QMenu()
            desk.window.parts.spelling.fill_languages(menu)
            await until(lambda: words.NO_LANGUAGES in labels(menu))
            spelling_of(desk).set_on(False)
            spelling_of(desk).set_on(True)  # asked for: said again
            await until(lambda: "nchant" in notice.words)

        desk.run(work())
