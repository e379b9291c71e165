"""Attempts at one passage, by the keys: nothing old passes for new, and no λ goes beyond what was measured."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from core.attribute import file as attribute_file
from core.attribute.calibration import Zones
from core.engine.protocol import GenerateRequest
from core.settings import lam_key
from desktop.common import messages
from desktop.rewrite.attempt import RewriteState
from tests import making
from tests.desktop.conftest import TEXT, Desk, until

ONE = "The lamp hummed to itself in the dark of the hallway until the moths came down."
TWO = "Somebody had taught the lamp a tune, and it would not leave off humming it at night."
THREE = "At night the lamp in the hall kept up a tune of its own, which only the moths could follow."
FOUR = "Moths drifted down the hallway after the tune that the lamp was humming to nobody."
FIVE = "It hummed, the lamp in the hall, and the moths made of it what they could."
TALK = "Sure! I would be happy to help you with your writing. What would you like to know about it?"

CREATIVITY_KEY = lam_key("scripted", "creativity")


def press(desk: Desk, key: str) -> None:
    """A real key press on the page."""
    QTest.keySequence(desk.window.parts.editor, QKeySequence(key))


def press_and_wait(desk: Desk, key: str) -> None:
    """A key that begins a rewrite, and wait until it has ended."""
    rewriting = desk.window.parts.rewriting

    async def work() -> None:
        press(desk, key)
        assert rewriting.state.is_running
        await until(lambda: not rewriting.state.is_running)

    desk.run(work())


def stop_before_the_first_word(desk: Desk, key: str) -> None:
    """A key that begins a rewrite, and Esc while the model has not written anything."""
    rewriting, asked = desk.window.parts.rewriting, len(desk.engine.requests)
    desk.engine._gate = asyncio.Event()

    async def work() -> None:
        press(desk, key)
        await until(lambda: len(desk.engine.requests) > asked)
        press(desk, "Esc")

    desk.run(work())
    assert rewriting.state is RewriteState.STOPPED
    desk.engine._gate = None


def seeds(desk: Desk) -> list[int]:
    return [request.seed for request in desk.engine.requests]


def test_stop_before_the_first_word_shows_nothing_that_could_be_accepted(desk: Desk) -> None:
    desk.engine.script = [ONE]
    desk.run(desk.load())
    desk.put_cursor(1)
    press_and_wait(desk, "Ctrl+Return")
    stop_before_the_first_word(desk, "Ctrl+R")
    window, rewriting = desk.window, desk.window.parts.rewriting
    assert rewriting.current is None
    assert not window.card.accept_button.isEnabled() and not window.actions_by_name["accept"].isEnabled()
    assert window.card.text.text() == ""
    assert window.card.notes.label.text() == f"{messages.STOPPED_EMPTY} {messages.EARLIER_KEPT}"
    press(desk, "Alt+Return")
    assert window.parts.editor.text() == TEXT
    assert window.card.count.text() == "1 earlier"
    press(desk, "Alt+PgUp")
    assert rewriting.current is not None and rewriting.current.text == ONE
    assert window.card.accept_button.isEnabled()
    press(desk, "Alt+Return")
    assert ONE in window.parts.editor.text()


def test_a_first_attempt_that_was_stopped_at_once_leaves_nothing_to_accept_or_step_to(desk: Desk) -> None:
    desk.run(desk.load())
    desk.put_cursor(1)
    stop_before_the_first_word(desk, "Ctrl+Return")
    assert desk.window.card.notes.label.text() == messages.STOPPED_EMPTY
    assert not desk.window.actions_by_name["earlier"].isEnabled()
    press(desk, "Alt+Return")
    assert desk.window.parts.editor.text() == TEXT


def test_an_attempt_that_was_stopped_ends_with_a_whole_word(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.run(desk.load())
    desk.put_cursor(1)
    rewriting = desk.window.parts.rewriting

    async def generate(_request: GenerateRequest) -> AsyncGenerator[str, None]:
        yield "The lamp hummed to itself in the incand"  # a token can be part of a word
        await asyncio.Event().wait()

    monkeypatch.setattr(desk.engine, "generate", generate)

    async def stop() -> None:
        press(desk, "Ctrl+Return")
        await until(lambda: bool(rewriting.partial))
        press(desk, "Esc")

    desk.run(stop())
    assert rewriting.current is not None
    assert rewriting.current.text == "The lamp hummed to itself in the"


def test_try_again_after_no_usable_prose_uses_other_seeds(desk: Desk) -> None:
    desk.engine.script = [TALK]
    desk.run(desk.load())
    desk.put_cursor(1)
    press_and_wait(desk, "Ctrl+Return")
    assert desk.window.card.notes.label.text() == messages.NO_PROSE
    press_and_wait(desk, "Ctrl+R")
    assert len(seeds(desk)) == len(set(seeds(desk))) > 2


def test_every_attempt_at_a_passage_has_its_own_seed_also_when_it_is_picked_again(desk: Desk) -> None:
    desk.engine.script = [
        ONE,
        TWO,
        THREE,
        FOUR,
        FIVE,
    ]
    desk.run(desk.load())
    desk.put_cursor(1)
    stop_before_the_first_word(desk, "Ctrl+Return")
    press_and_wait(desk, "Ctrl+Shift+R")
    press(desk, "Esc")
    assert desk.window.parts.rewriting.passage is None
    press_and_wait(desk, "Ctrl+Return")
    assert len(seeds(desk)) == len(set(seeds(desk))) == 5


def test_a_text_shown_before_does_not_come_as_a_new_attempt(desk: Desk) -> None:
    desk.engine.script = [ONE, TWO, ONE, THREE, FOUR]
    desk.run(desk.load())
    desk.put_cursor(1)
    press_and_wait(desk, "Ctrl+Return")
    press_and_wait(desk, "Ctrl+Shift+R")
    shown = [attempt.text for attempt in desk.window.parts.rewriting.attempts]
    assert (shown[0], sorted(shown[1:])) == (ONE, sorted([TWO, FOUR, THREE]))


def test_where_nothing_new_comes_the_card_says_so(desk: Desk) -> None:
    desk.engine.script = [ONE]
    desk.run(desk.load())
    desk.put_cursor(1)
    press_and_wait(desk, "Ctrl+Return")
    press_and_wait(desk, "Ctrl+R")
    rewriting = desk.window.parts.rewriting
    assert [attempt.text for attempt in rewriting.attempts] == [ONE]
    assert rewriting.current is None
    assert desk.window.card.notes.label.text() == f"{messages.NOTHING_NEW} {messages.EARLIER_KEPT}"
    desk.engine.script = [ONE, ONE, TWO, ONE, ONE, ONE, ONE, ONE]
    desk.engine.requests.clear()
    press_and_wait(desk, "Ctrl+Shift+R")
    assert [attempt.text for attempt in rewriting.attempts] == [ONE, TWO]
    assert desk.window.card.notes.label.text().startswith(messages.some_repeated(1, 2))


def load_two(desk: Desk) -> None:
    """A model with creativity and craft, as measured for it."""
    desk.folders.attributes.mkdir(parents=True)
    made = making.attribute()
    attribute_file.write(desk.folders.attributes / "creativity.gguf", made)
    craft = replace(made, name="craft", zones=Zones(1.0, 2.0, 3.0, made.zones.measured), default_lam=1.5)
    attribute_file.write(desk.folders.attributes / "craft.gguf", craft)
    desk.run(desk.window.parts.model.load(desk.attribute_file, "creativity"))
    desk.run(desk.scored())


def test_no_key_goes_where_the_button_is_greyed(desk: Desk) -> None:
    desk.engine.script = [ONE]
    load_two(desk)
    window, rewriting = desk.window, desk.window.parts.rewriting
    window.card.blend.fold.setChecked(True)
    window.card.slider.set_lam(6.0)
    desk.put_cursor(1)
    press_and_wait(desk, "Ctrl+Return")
    asked = len(desk.engine.requests)
    window.card.blend.sliders[0].set_lam(2.0)
    assert not window.card.again_button.isEnabled()
    for name in ("again", "several"):
        assert not window.actions_by_name[name].isEnabled()
    for key in ("Ctrl+R", "Ctrl+Shift+R", "Ctrl+Return"):
        press(desk, key)
        assert not rewriting.state.is_running
    desk.put_cursor(2)
    press(desk, "Ctrl+Return")
    assert rewriting.state is RewriteState.FAILED
    assert window.card.notes.label.text().endswith("lower one of them.")
    assert len(desk.engine.requests) == asked
    window.card.blend.sliders[0].set_lam(0.5)
    assert window.actions_by_name["again"].isEnabled()
    desk.engine.script = ["Incandescent catastrophes, extraordinarily, phosphoresce beside constellations of lanterns."]
    press_and_wait(desk, "Ctrl+R")
    assert (desk.engine.requests[-1].lam, desk.engine.requests[-1].blend) == (6.0, (0.5,))
    assert not window.card.lam_label.text().endswith("for the next attempt")
    window.card.blend.sliders[0].set_lam(0.6)
    assert window.card.lam_label.text().endswith("for the next attempt")


def test_a_lambda_is_remembered_for_its_attribute_alone(desk: Desk) -> None:
    load_two(desk)
    window, model = desk.window, desk.window.parts.model
    desk.put_cursor(1)
    press_and_wait(desk, "Ctrl+Return")
    window.card.slider.setFocus()
    QTest.keyClick(window.card.slider, Qt.Key.Key_End)
    assert window.card.slider.lam == 8.0
    desk.run(model.show_attribute("craft"))
    assert window.card.slider.lam == 1.5
    QTest.keyClick(window.card.slider, Qt.Key.Key_Left)
    assert window.card.slider.lam == 1.0
    desk.run(model.show_attribute("creativity"))
    assert window.card.slider.lam == 8.0
    assert window.parts.preferences.value.lams == {CREATIVITY_KEY: 8.0, "scripted/craft": 1.0}


def test_a_remembered_lambda_that_is_no_longer_allowed_gives_way_to_the_attributes_own(desk: Desk) -> None:
    window = desk.window
    window.parts.preferences.change(lams={CREATIVITY_KEY: 80.0})
    desk.run(desk.load())
    assert window.card.slider.lam == 3.0


def test_a_quote_is_rewritten_without_its_marker_and_accepted_into_the_quote(desk: Desk) -> None:
    desk.engine.script = [ONE]
    desk.run(desk.load())
    desk.put_cursor(4)
    press_and_wait(desk, "Ctrl+Return")
    assert ">" not in desk.engine.requests[-1].messages[-1].content
    assert "A quoted paragraph that goes on for a while as well." in desk.engine.scored
    press(desk, "Alt+Return")
    assert desk.window.parts.editor.text() == TEXT.replace("A quoted paragraph that goes on for a while as well.", ONE)
    press(desk, "Ctrl+Z")
    assert desk.window.parts.editor.text() == TEXT


def test_half_a_word_is_too_little_and_the_window_says_so(desk: Desk) -> None:
    desk.run(desk.load())
    desk.put_cursor(1, TEXT.split("\n")[2].index("length") + 2)
    for _ in range(3):
        press(desk, "Shift+Right")
    press(desk, "Ctrl+Return")
    assert desk.window.notice.words == messages.TOO_LITTLE
    assert desk.window.parts.rewriting.passage is None
    assert not desk.engine.requests


def test_one_key_rewrites_the_sentence_at_the_cursor(desk: Desk) -> None:
    desk.engine.script = [ONE]
    first, second = "It was late, and she was on the stairs 🕯 by then.", "He was not at home that night, or the next."
    desk.window.parts.session.new(f"# A chapter\n\n{first} {second}\n\nMore.\n", "Test")
    desk.run(desk.load())
    desk.put_cursor(1, len(first) + 6)
    press_and_wait(desk, "Ctrl+Alt+Return")
    passage = desk.window.parts.rewriting.passage
    assert passage is not None and passage.text == second
    press(desk, "Alt+Return")
    assert desk.window.parts.editor.text() == f"# A chapter\n\n{first} {ONE}\n\nMore.\n"
    desk.put_cursor(0)
    press(desk, "Ctrl+Alt+Return")
    assert desk.window.notice.words == messages.NOTHING_TO_REWRITE
