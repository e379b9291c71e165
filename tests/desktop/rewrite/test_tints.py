"""Words are tinted by their bands while a rewrite is written, and only then."""

from __future__ import annotations

import asyncio
from typing import Literal

from PySide6.QtWidgets import QTextEdit

from core.attribute.calibration import Band
from core.engine.protocol import TokenCosine
from desktop.rewrite.attempt import Steering
from desktop.rewrite.live_score import NEW_WORDS, tinted_words
from tests import making
from tests.desktop.conftest import Desk, turns, until
from tests.desktop.rewrite.test_attempts import press

SHOWN = 24
"""Words after which the tints are looked at."""
TEXT = (
    "It was on in the hall. Extraordinarily incandescent constellations phosphoresced magnificently beside luminous "
    "weathervanes. And so it was on, as it was to be, and we sat by it for a bit."
)


class WordByWord(asyncio.Event):
    """Lets as many words through as ``left`` says."""

    left = 0

    async def wait(self) -> Literal[True]:
        """Take one of them."""
        while not self.left:
            await asyncio.sleep(0)
        self.left -= 1
        return True


def tinted(text: QTextEdit) -> dict[str, str]:
    """The words with a tint, and its colour."""
    return {each.cursor.selectedText(): each.format.background().color().name() for each in text.extraSelections()}


def test_words_are_tinted_while_they_stream_and_not_afterwards(desk: Desk) -> None:
    desk.engine.script = [TEXT]
    desk.run(desk.load())
    desk.put_cursor(1)
    card, rewriting, theme = desk.window.card, desk.window.parts.rewriting, desk.window.theme
    scored_before = len(desk.engine.scored)
    seen: dict[str, str] = {}

    def has_written(words: int) -> bool:
        return len(rewriting.partial.split()) >= words or not rewriting.state.is_running

    def has_read() -> bool:
        return rewriting.live._task is None or rewriting.live._task.done()

    async def work() -> None:
        desk.engine._gate = gate = WordByWord()
        press(desk, "Ctrl+Return")
        await until(lambda: bool(desk.engine.batches))
        for words in range(1, len(TEXT.split()) + 1):
            while not has_written(words):
                gate.left = desk.engine.batches[-1]  # one word of each variant
                await until(lambda: gate.left == 0 or not rewriting.state.is_running)
                await turns(20)
            await until(has_read)
            if words == SHOWN:
                await until(lambda: any("luminous" in words for words in tinted(card.text)))
                seen.update(tinted(card.text))
        desk.engine._gate = None
        await until(lambda: not rewriting.state.is_running)

    desk.run(work())
    [vivid] = [words for words, colour in seen.items() if colour == theme.tints[4]]
    assert "incandescent constellations phosphoresced" in vivid and "so it was" not in vivid
    assert theme.tints[0] not in seen.values()
    assert tinted(card.text) == {} and card.text.text() == TEXT
    read = [text for text in desk.engine.scored[scored_before:] if TEXT.startswith(text) and text != TEXT]
    assert 2 <= len(read) <= len(TEXT.split()) / NEW_WORDS


def test_stopping_removes_the_tints(desk: Desk) -> None:
    desk.engine.script = [TEXT]
    desk.run(desk.load())
    desk.put_cursor(1)
    card = desk.window.card

    async def work() -> None:
        press(desk, "Ctrl+Return")
        stopping = desk.window.parts.rewriting.live.read.connect(lambda _text, _words: press(desk, "Esc"))
        await until(lambda: not desk.window.parts.rewriting.state.is_running)
        desk.window.parts.rewriting.live.read.disconnect(stopping)

    desk.run(work())
    assert desk.window.parts.rewriting.current is not None and tinted(card.text) == {}


def test_a_word_is_read_with_its_neighbours_and_plain_words_have_no_tint() -> None:
    made = making.attribute()
    steering = Steering("creativity", made.calibration, made.zones, made.vector, 3.0)
    text = "a b c d e f"
    tokens = [
        TokenCosine(at, at + 1, cosine) for at, cosine in zip(range(0, 11, 2), (-1, -1, -1, 0, 1, 1), strict=True)
    ]
    found = tinted_words(text, tokens, steering)
    assert [(text[each.start : each.end], each.band) for each in found] == [
        ("d", Band.QUIET),
        ("e f", Band.VIVID),
    ]
    assert tinted_words(text, (), steering) == ()
