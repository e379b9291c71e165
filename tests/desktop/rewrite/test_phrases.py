"""A passage written anew is taken or left phrase by phrase, in the changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.rewrite import hunks
from desktop.rewrite.attempt import phrases
from tests.desktop.conftest import TEXT, Desk
from tests.desktop.rewrite.test_attempts import press, press_and_wait

PASSAGE = TEXT.split("\n\n")[1]
NEW = (
    PASSAGE.replace("says a bit about a lamp", "whispers incandescently about a lantern")
    .replace(", at some length", "")
    .replace("to go by.", "to go by, magnificently.")
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PASSAGE, NEW),
        ("One two.", "Three four five."),
        ("The same.", "The same."),
        ("A 🕯 lamp, lit.\nTwo.", "🕯 A lamp lit again.\nTwo lamps."),
    ],
)
def test_all_phrases_give_the_new_text_and_none_the_old_one(before: str, after: str) -> None:
    found = phrases(before, after)
    assert hunks.apply(before, found) == after
    assert all(each.text != before[each.start : each.end] for each in found)


@pytest.fixture
def written(desk: Desk) -> Desk:
    """The first paragraph written anew, its changes shown."""
    desk.engine.script = [NEW]
    desk.run(desk.load())
    desk.put_cursor(1)
    press_and_wait(desk, "Ctrl+Return")
    card = desk.window.card
    assert card.text_button.isChecked() and card.text.text() == NEW
    card.changes_button.click()
    assert card.text.shows_additions
    return desk


def test_all_changes_are_taken_at_first_and_a_click_leaves_one_out(written: Desk) -> None:
    window, card, editor = written.window, written.window.card, written.window.parts.editor
    current = window.parts.rewriting.current
    assert current is not None and len(current.additions) == 3 and current.taken == {0, 1, 2}
    assert card.accept_button.text().startswith("Accept  ") and not card.notes.all_button.isVisible()
    place = card.text.areas_of(0)[0].center().toPoint()
    QTest.mouseClick(card.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert card.accept_button.text().startswith("Accept 2 of 3")
    assert "2 of 3 changes taken." in card.notes.label.text() and card.bands.words.text() == "with all of them"
    press(written, "Alt+Return")
    changed = hunks.apply(PASSAGE, current.additions[1:])
    assert "says a bit about" in changed and "magnificently" in changed
    assert editor.text() == TEXT.replace(PASSAGE, changed)
    press(written, "Ctrl+Z")
    assert editor.text() == TEXT


def test_keys_take_and_leave_phrases_and_with_none_there_is_nothing_to_accept(written: Desk) -> None:
    card, rewriting = written.window.card, written.window.parts.rewriting
    text = card.text
    text.setFocus()

    def taken() -> frozenset[int]:
        assert rewriting.current is not None
        return rewriting.current.taken

    QTest.keyClick(text, Qt.Key.Key_Right)
    QTest.keyClick(text, Qt.Key.Key_Space)
    assert taken() == {0, 2}
    QTest.keyClick(text, Qt.Key.Key_N)
    assert taken() == set() and not card.accept_button.isEnabled()
    press(written, "Alt+Return")
    assert written.window.parts.editor.text() == TEXT
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert taken() == {1} and card.accept_button.isEnabled()
    QTest.mouseClick(card.notes.all_button, Qt.MouseButton.LeftButton)
    assert taken() == {0, 1, 2} and rewriting.current is not None and rewriting.current.text == NEW


def test_text_edited_by_hand_and_a_passage_edited_meanwhile_have_no_phrases_to_choose(written: Desk) -> None:
    card, editor = written.window.card, written.window.parts.editor
    written.put_cursor(1)
    QTest.keyClicks(editor, "Now ")
    assert not card.text.shows_additions and "N" in card.text.text()
    rewriting = written.window.parts.rewriting
    before = rewriting.current
    press(written, "Ctrl+T")  # nothing that can be seen is there to take
    assert rewriting.current == before
    press(written, "Ctrl+Z")
    assert card.text.shows_additions
    card.text_button.click()
    QTest.keyClicks(card.text, "And ")
    card.changes_button.click()
    assert not card.text.shows_additions
