"""Other words for the word at the cursor: by every key and the mouse; one undo step; nothing changes otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.engine.fake import ScriptedEngine
from core.engine.protocol import Engine
from core.errors import EngineProblem
from core.record import store
from core.rewrite import vary_site
from core.rewrite.alternatives import WordList
from core.rewrite.vary import Alternative, VaryOrder
from desktop.rewrite import word_list
from desktop.rewrite.word_list import WordMenu
from tests.desktop.conftest import Desk, Run, desk_with, until

TEXT = "# One\n\nThe 🦊 walked home. It was a cold night, and Nell Garrity put the lamp on the table.\n"


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Iterator[Desk]:
    """The window with a model that proposes no words of its own, so that all come from the list."""
    for each in desk_with(ScriptedEngine([""]), run, tmp_path):
        each.window.parts.session.new(TEXT, "Test")
        each.run(each.load())
        yield each


def select(desk: Desk, words: str, *, caret: bool = True) -> None:
    editor = desk.window.parts.editor
    cursor = editor.document().find(words)
    if caret:
        cursor.setPosition(cursor.selectionStart() + 1)
    editor.setTextCursor(cursor)


async def opened(desk: Desk, key: Qt.Key = Qt.Key.Key_F7) -> WordMenu:
    """The list after Shift+F7."""
    QTest.keyClick(desk.window.parts.editor, key, Qt.KeyboardModifier.ShiftModifier)
    menu = desk.window.parts.varying.menu
    assert menu is not None and menu.isVisible()
    assert labels(menu) == [word_list.LOOKING]
    return menu


async def filled(desk: Desk) -> WordMenu:
    """The list when nothing more is looked for."""
    menu = await opened(desk)
    await until(lambda: labels(menu)[-1] not in (word_list.LOOKING, word_list.LOOKING_FOR_MORE))
    return menu


def labels(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


async def closed(desk: Desk) -> None:
    await until(lambda: desk.window.parts.varying.menu is None)
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("keys", [("1",), ("Return",), ("Down", "Up", "Return")])
def test_a_key_puts_the_word_into_the_text_as_one_undo_step(desk: Desk, keys: tuple[str, ...]) -> None:
    editor = desk.window.parts.editor
    select(desk, "walked")

    async def work() -> None:
        menu = await filled(desk)
        best = menu.found[0].text
        assert menu.actions()[0].text().startswith(f"&1  {best}")
        for key in keys:
            QTest.keyClick(menu, getattr(Qt.Key, f"Key_{key}"))
        await closed(desk)
        assert editor.text() == TEXT.replace("walked", best)
        assert editor.textCursor().selectedText() == ""
        editor.undo()
        assert editor.text() == TEXT

    desk.run(work())


def test_a_number_chooses_another_and_the_record_has_it(desk: Desk) -> None:
    editor = desk.window.parts.editor
    select(desk, "cold")

    async def work() -> None:
        menu = await filled(desk)
        second = menu.found[1].text
        QTest.keyClick(menu, Qt.Key.Key_2)
        await closed(desk)
        await until(lambda: not desk.window.parts.tasks._running)
        assert editor.text() == TEXT.replace("cold", second)
        [entry] = store.read(next(desk.folders.record.glob("*")))
        assert (entry.mode, entry.source.model, entry.lams) == ("vary", "scripted", ())
        report = await desk.window.parts.record.recorder.report()
        assert [each.excerpt for each in report.passages] == [second] and report.n_from_model == 1

    desk.run(work())


def test_escape_closes_and_stops_the_model(desk: Desk) -> None:
    begun, stopped = asyncio.Event(), asyncio.Event()

    async def never(engine: Engine, order: VaryOrder, words: WordList) -> AsyncGenerator[tuple[Alternative, ...], None]:
        begun.set()
        try:
            await asyncio.Event().wait()
            yield ()
        finally:
            stopped.set()

    desk.window.parts.varying._vary = never
    select(desk, "cold")

    async def work() -> None:
        menu = await opened(desk)
        await begun.wait()
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        await stopped.wait()
        await closed(desk)

    desk.run(work())
    assert desk.window.parts.editor.text() == TEXT


def test_a_selection_of_several_words_is_varied_as_a_phrase(desk: Desk) -> None:
    select(desk, "a cold night", caret=False)

    async def work() -> None:
        menu = await filled(desk)
        phrase = menu.found[0].text
        assert phrase.startswith("a ") and phrase.endswith(" night") and phrase != "a cold night"
        QTest.keyClick(menu, Qt.Key.Key_1)
        await closed(desk)
        assert desk.window.parts.editor.text() == TEXT.replace("a cold night", phrase)

    desk.run(work())


def test_where_nothing_is_found_the_list_says_so(desk: Desk) -> None:
    select(desk, "night")

    async def work() -> None:
        menu = await filled(desk)
        assert labels(menu) == [word_list.NOTHING]
        QTest.keyClick(menu, Qt.Key.Key_Return)  # chooses nothing
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        await closed(desk)

    desk.run(work())
    assert desk.window.parts.editor.text() == TEXT


@pytest.mark.parametrize(("words", "sentence"), [("Garrity", vary_site.NAME), ("# One", vary_site.NO_WORD)])
def test_a_name_or_a_heading_is_refused_in_a_sentence(desk: Desk, words: str, sentence: str) -> None:
    select(desk, words)
    desk.window.actions_by_name["vary"].trigger()
    assert desk.window.notice.words == sentence
    assert desk.window.parts.varying.menu is None


def test_a_failure_of_the_model_is_said_and_the_list_closed(desk: Desk) -> None:
    async def fails(engine: Engine, order: VaryOrder, words: WordList) -> AsyncGenerator[tuple[Alternative, ...], None]:
        raise EngineProblem("The model stopped working.")
        yield ()

    desk.window.parts.varying._vary = fails
    select(desk, "cold")

    async def work() -> None:
        await opened(desk)
        await closed(desk)

    desk.run(work())
    assert desk.window.notice.words == "The model stopped working."


def test_what_is_edited_meanwhile_is_not_replaced(desk: Desk) -> None:
    editor = desk.window.parts.editor
    select(desk, "cold")

    async def work() -> None:
        menu = await filled(desk)
        cursor = QTextCursor(editor.document().find("cold"))
        cursor.insertText("mild")  # as a reload from disk would
        QTest.keyClick(menu, Qt.Key.Key_1)
        await closed(desk)

    desk.run(work())
    assert editor.text() == TEXT.replace("cold", "mild")


def test_the_context_menu_varies_the_word_that_was_clicked(desk: Desk) -> None:
    editor = desk.window.parts.editor
    where = editor.cursorRect(QTextCursor(editor.document().find("cold"))).center() - QPoint(4, 0)

    async def work() -> None:
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, where, editor.viewport().mapToGlobal(where), Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(editor.viewport(), event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(desk.window.actions_by_name["vary"])
        QTest.keyClick(menu, Qt.Key.Key_Return)
        assert desk.window.parts.varying.menu is not None
        assert desk.window.parts.varying.menu.accessibleName() == "Other words for cold"
        desk.window.parts.varying.menu.close()
        await closed(desk)

    desk.run(work())


def test_without_a_model_the_reason_is_said(run: Run, tmp_path: Path) -> None:
    for desk in desk_with(ScriptedEngine(), run, tmp_path):
        desk.window.actions_by_name["vary"].trigger()
        assert "model" in desk.window.notice.words and desk.window.parts.varying.menu is None
