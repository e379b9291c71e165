"""The welcome page: writing within two clicks, and nothing is in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.app import open_first_document
from desktop.window import words
from tests.desktop.conftest import Desk, until

NEW, OPEN, FOLDER, IMPORT, SAMPLE = range(5)


async def started(desk: Desk) -> None:
    """The first start, and its page has the keys."""
    await open_first_document(desk.window, desk.folders, None)
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    assert desk.window.welcome.isVisible()


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def writing(desk: Desk) -> None:
    """The page is gone, and what is typed is in the text."""
    editor = desk.window.parts.editor
    await until(lambda: desk.window.welcome.isHidden() and QApplication.focusWidget() is editor)
    QTest.keyClicks(editor, "Typed. ")
    assert "Typed. " in editor.text()


@pytest.mark.parametrize("choice", [NEW, OPEN, FOLDER, IMPORT, SAMPLE])
def test_every_choice_ends_in_writing(desk: Desk, tmp_path: Path, choice: int) -> None:
    novel, folder, page = tmp_path / "novel.md", tmp_path / "book", tmp_path / "page.html"
    folder.mkdir()
    for path in (novel, folder / "one.md"):
        path.write_text("Mine.\n")
    page.write_text("<p>Imported.</p>")
    desk.questions.path = {OPEN: novel, FOLDER: folder, IMPORT: page}.get(choice)

    async def choose() -> None:
        desk.window.parts.session.new("", "Untitled")
        await started(desk)
        press(desk.window.welcome.buttons[choice])
        await writing(desk)

    desk.run(choose())


def test_a_choice_that_is_cancelled_leaves_the_page_and_esc_leaves_it_for_the_text(desk: Desk) -> None:
    async def cancel() -> None:
        await started(desk)
        press(desk.window.welcome.buttons[OPEN])
        await until(lambda: desk.questions.asked == ["open"])
        assert desk.window.welcome.isVisible() and desk.window.notice.words == ""
        QTest.keyClick(desk.window.welcome.buttons[OPEN], Qt.Key.Key_Escape)
        await writing(desk)
        assert desk.window.notice.words.startswith("The colours show")
        desk.window.actions_by_name["welcome"].trigger()
        assert desk.window.welcome.isVisible()

    desk.run(cancel())


def test_recent_files_are_offered_and_the_model_can_be_left_out(desk: Desk, tmp_path: Path) -> None:
    welcome, novel = desk.window.welcome, tmp_path / "Tom & Sam.md"
    novel.write_text("Mine.\n")
    desk.window.parts.preferences.change(recent_files=(str(novel), os.fspath(tmp_path / "gone.md")))

    async def choose() -> None:
        desk.window.parts.session.new("", "Untitled")
        await started(desk)
        QTest.keyClick(welcome.without_model, Qt.Key.Key_Space)
        await until(lambda: desk.window.parts.model.without_model)
        assert [button.text() for button in welcome.recent] == ["Tom && Sam.md", "gone.md"]
        press(welcome.recent[0])
        await writing(desk)

    desk.run(choose())
    assert desk.window.parts.session.path == novel
    assert desk.window.notice.words == "", "nothing is said about colours that there are not"
    assert desk.window.actions_by_name["no-model"].isChecked()


def test_the_page_covers_the_editor_and_follows_its_size(desk: Desk) -> None:
    welcome, editor = desk.window.welcome, desk.window.parts.editor

    async def resize() -> None:
        await started(desk)
        desk.window.resize(900, 600)
        await until(lambda: welcome.geometry() == editor.rect())
        assert welcome.accessibleName() == words.WELCOME

    desk.run(resize())
