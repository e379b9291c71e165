"""A scene is rewritten paragraph by paragraph: accept, skip, stop, by the keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from core.engine.fake import ScriptedEngine
from desktop.rewrite import words
from desktop.rewrite.card import RewriteCard
from tests.desktop.conftest import Desk, Run, desk_with, until
from tests.desktop.rewrite.test_attempts import FOUR, ONE, TWO, press, press_and_wait

PLAIN = "It was on, and so was he, and as for her, she was at it too, as far as I can say."
SCENE = [f"{PLAIN} And {number}." for number in ("one", "two", "six")]
TEXT = "\n\n".join(
    ["# A chapter", "Before it, all of this is in a scene of its own.", "***", *SCENE, "Yes.", "***", "After it, no."]
)


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Iterator[Desk]:
    """A text of three scenes, the cursor in the second paragraph of the second one."""
    for each in desk_with(ScriptedEngine([ONE, TWO, FOUR]), run, tmp_path):
        each.window.parts.session.new(TEXT, "Test")
        each.run(each.load())
        each.put_cursor(4)
        yield each


def passage(desk: Desk) -> str:
    found = desk.window.parts.rewriting.passage
    return found.text if found is not None else ""


def written(desk: Desk) -> None:
    rewriting = desk.window.parts.rewriting
    desk.run(until(lambda: not rewriting.state.is_running))


def test_a_scene_is_gone_through_paragraph_by_paragraph_and_each_accepted_one_is_one_undo_step(desk: Desk) -> None:
    editor, card = desk.window.parts.editor, desk.window.card
    press_and_wait(desk, "Ctrl+Shift+Return")
    assert passage(desk) == SCENE[0] and card.scene_label.text() == "Scene: 1 of 3"
    assert len(desk.engine.requests) == 1  # each is requested when the writer comes to it
    press_and_wait(desk, "Alt+Return")
    assert passage(desk) == SCENE[1] and card.scene_label.text() == "Scene: 2 of 3" and card.scene_label.isVisible()
    press_and_wait(desk, "Ctrl+Shift+N")
    assert passage(desk) == SCENE[2] and card.scene_label.text() == "Scene: 3 of 3"

    async def accept_and_undo() -> None:
        press(desk, "Alt+Return")  # what is accepted last asks for no more
        assert passage(desk) == "" and desk.window.notice.words == words.scene_ended(2, 3)
        assert not desk.window.actions_by_name["skip"].isEnabled()
        assert editor.text() == TEXT.replace(SCENE[0], ONE).replace(SCENE[2], FOUR)
        press(desk, "Ctrl+Z")
        assert editor.text() == TEXT.replace(SCENE[0], ONE)
        press(desk, "Ctrl+Z")
        assert editor.text() == TEXT

    desk.run(accept_and_undo())


def test_the_button_skips_too_and_after_the_last_paragraph_the_card_closes(desk: Desk) -> None:
    press_and_wait(desk, "Ctrl+Shift+Return")

    async def skip() -> None:
        for _ in SCENE:
            desk.window.card.skip_button.click()

    desk.run(skip())
    assert passage(desk) == "" and not desk.window.card.isVisible()
    assert desk.window.notice.words == "That was the end of the scene: of its 3 paragraphs, none was changed."
    assert desk.window.parts.editor.text() == TEXT


def test_closing_the_card_ends_the_review(desk: Desk) -> None:
    press_and_wait(desk, "Ctrl+Shift+Return")
    press(desk, "Esc")
    assert passage(desk) == "" and not desk.window.rewrites.scene.is_on
    press(desk, "Ctrl+Shift+N")
    assert passage(desk) == ""
    desk.put_cursor(4)
    press_and_wait(desk, "Ctrl+Return")
    assert not desk.window.card.scene_label.isVisible()
    press(desk, "Alt+Return")
    assert passage(desk) == ""


def test_the_review_goes_on_over_edits_and_passes_over_what_is_gone(desk: Desk) -> None:
    editor = desk.window.parts.editor
    press_and_wait(desk, "Ctrl+Shift+Return")
    desk.put_cursor(0, len("# A chapter"))
    QTest.keyClicks(editor, " of mine")
    begin = editor.text().index(SCENE[1])
    cursor = editor.textCursor()
    cursor.setPosition(begin)
    cursor.setPosition(begin + len(SCENE[1]) + 2, cursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    press_and_wait(desk, "Alt+Return")
    assert passage(desk) == SCENE[2]
    press_and_wait(desk, "Ctrl+R")
    assert desk.window.rewrites.scene.is_on
    assert editor.text().startswith("# A chapter of mine") and ONE in editor.text()


def test_another_passage_or_another_document_ends_the_review(desk: Desk) -> None:
    scene = desk.window.rewrites.scene
    press_and_wait(desk, "Ctrl+Shift+Return")
    desk.put_cursor(1)
    press_and_wait(desk, "Ctrl+Return")
    assert not scene.is_on and passage(desk).startswith("Before it")
    desk.put_cursor(4)
    press_and_wait(desk, "Ctrl+Shift+Return")
    assert scene.is_on
    desk.window.parts.session.new("Another text.\n", "Other")
    assert not scene.is_on


def test_on_a_break_the_scene_below_it_is_meant_and_without_prose_the_window_says_so(desk: Desk) -> None:
    desk.put_cursor(2)
    press_and_wait(desk, "Ctrl+Shift+Return")
    assert passage(desk) == SCENE[0]
    desk.window.parts.session.new("# Nothing but a heading\n", "Other")
    press(desk, "Ctrl+Shift+Return")
    assert desk.window.notice.words == words.NO_SCENE
    card: RewriteCard = desk.window.card
    assert not card.isVisible()
