"""The panel “Why this glow”: which phrases lift a paragraph's score and which pull it down."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.attribute.calibration import Band
from core.engine.fake import ScriptedEngine
from core.engine.protocol import PassageScore, Priority, SteeringVector
from core.errors import EngineProblem
from core.score.phrases import phrases
from desktop.editor.passages import text_between
from desktop.glow import wording
from tests.desktop.conftest import Desk, Run, desk_with, until

TEXT = """# A chapter

The dog sat on a mat by the door, phosphorescent catastrophes wandering, and he ate a bun as it was.

> The cup is on a box, and it is red,
> magnificent constellations 🦊 phosphorescing, so we had tea.

One more of the usual kind is here as well.
"""


class Held(ScriptedEngine):
    """Scores of texts that lack something wait until they are ``released``, or fail."""

    def __init__(self) -> None:
        super().__init__()
        self.whole: set[str] = set()
        self.held = False
        self.fails = False
        self.released = asyncio.Event()
        self.waiting = 0

    async def score(
        self,
        text: str,
        vector: SteeringVector,
        *,
        revision: int = 0,
        fresh: bool = False,
        priority: Priority = Priority.ASKED,
    ) -> PassageScore:
        if vector.readout.min_tokens == 1 and self.fails:  # only of texts without one of their phrases
            raise EngineProblem("It failed.")
        if vector.readout.min_tokens == 1 and self.held:
            self.waiting += 1
            try:
                await self.released.wait()
            finally:
                self.waiting -= 1
        return await super().score(text, vector)


@pytest.fixture
def engine() -> Held:
    return Held()


@pytest.fixture
def desk(engine: Held, run: Run, tmp_path: Path) -> Iterator[Desk]:
    for desk in desk_with(engine, run, tmp_path):
        desk.window.parts.session.new(TEXT, "Test")
        run(desk.load())
        yield desk


def complete(desk: Desk, paragraph_id: int) -> bool:
    found = desk.window.parts.phrases.found(paragraph_id)
    return found is not None and found.complete and not desk.window.inspector.is_behind


def test_opening_the_panel_names_the_phrases_that_lift_and_those_that_pull_down(desk: Desk) -> None:
    inspector = desk.window.inspector
    paragraph_id = desk.put_cursor(1)
    desk.window.actions_by_name["why"].trigger()
    assert inspector.looking.text() == wording.LOOKING_AT_PHRASES
    desk.run(until(lambda: complete(desk, paragraph_id)))
    assert inspector.lifting.words[0] == "phosphorescent catastrophes wandering"
    assert "and he ate a bun as it was" in inspector.lowering.words
    assert inspector.lifting.lines[0].toolTip() == wording.lifts("phosphorescent catastrophes wandering")
    assert inspector.band.word in {band.word for band in Band}
    assert not inspector.looking.isVisible() and not inspector.phrases_button.isVisible()


def test_pointing_at_a_phrase_highlights_it_on_the_page_also_in_a_block_quote(desk: Desk) -> None:
    inspector, editor = desk.window.inspector, desk.window.parts.editor
    paragraph_id = desk.put_cursor(2, offset=4)
    desk.window.actions_by_name["why"].trigger()
    desk.run(until(lambda: complete(desk, paragraph_id)))
    assert inspector.lifting.words[0] == "magnificent constellations 🦊 phosphorescing"
    line, words = inspector.lifting.lines[0], "magnificent constellations 🦊 phosphorescing"

    async def point() -> None:
        line.setFocus()
        assert inspector.highlight.span is not None
        assert text_between(editor.document(), *inspector.highlight.span) == words
        assert editor.toPlainText().count("constellations") == 1 and not editor.document().isModified()
        editor.setFocus()
        assert inspector.highlight.span is None
        QTest.mouseMove(line, QPoint(5, 5))
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        assert inspector.highlight.span is not None
        QTest.keyClicks(editor, "x")  # positions of another text would be wrong
        assert inspector.highlight.span is None

    desk.run(point())


def test_keys_go_to_the_phrases_and_back(desk: Desk) -> None:
    inspector, window = desk.window.inspector, desk.window
    paragraph_id = desk.put_cursor(1)
    assert not window.actions_by_name["card"].isEnabled()
    window.actions_by_name["why"].trigger()
    desk.run(until(lambda: complete(desk, paragraph_id)))

    async def walk() -> None:
        window.activateWindow()
        window.parts.editor.setFocus()
        QTest.keyClick(window.parts.editor, Qt.Key.Key_F6)
        first, second = (*inspector.lifting.lines, *inspector.lowering.lines)[:2]
        assert window.focusWidget() is first and inspector.highlight.span is not None
        QTest.keyClick(first, Qt.Key.Key_Tab)
        assert window.focusWidget() is second and inspector.highlight.span is not None
        QTest.keyClick(second, Qt.Key.Key_F6)
        assert window.focusWidget() is window.parts.editor and inspector.highlight.span is None

    desk.run(walk())


def test_asked_by_key_the_focus_goes_from_the_button_to_the_phrases(desk: Desk, engine: Held) -> None:
    inspector, window = desk.window.inspector, desk.window
    desk.put_cursor(1)
    window.actions_by_name["why"].trigger()
    paragraph_id = desk.put_cursor(2)
    desk.run(until(inspector.phrases_button.isVisible))

    async def ask() -> None:
        engine.held = True
        window.activateWindow()
        QTest.keyClick(window.parts.editor, Qt.Key.Key_F6)
        assert window.focusWidget() is inspector.phrases_button
        QTest.keyClick(inspector.phrases_button, Qt.Key.Key_Space)
        await until(lambda: engine.waiting > 1)
        QTest.keyClick(inspector.phrases_button, Qt.Key.Key_Space)  # pressed once too often, it does no harm
        assert window.focusWidget() is inspector.phrases_button
        engine.released.set()
        await until(lambda: complete(desk, paragraph_id))
        assert window.focusWidget() is inspector.lifting.lines[0]
        assert not window.parts.glow.is_dismissed(paragraph_id)

    desk.run(ask())


def test_another_paragraph_stops_what_was_asked_and_is_asked_about_by_the_button(desk: Desk, engine: Held) -> None:
    inspector = desk.window.inspector
    engine.held = True
    first = desk.put_cursor(1)
    desk.window.actions_by_name["why"].trigger()
    desk.run(until(lambda: engine.waiting > 1))
    second = desk.put_cursor(2)
    desk.run(until(lambda: engine.waiting == 0))
    assert not inspector.lifting.words and inspector.phrases_button.isVisible()
    engine.released.set()
    QTest.mouseClick(inspector.phrases_button, Qt.MouseButton.LeftButton)
    desk.run(until(lambda: complete(desk, second)))
    assert inspector.lifting.words
    assert desk.window.parts.phrases.found(first) is None


def test_results_of_a_text_that_was_changed_meanwhile_are_not_shown(desk: Desk, engine: Held) -> None:
    inspector, phrases = desk.window.inspector, desk.window.parts.phrases
    engine.held = True
    paragraph_id = desk.put_cursor(1)
    desk.window.actions_by_name["why"].trigger()
    desk.run(until(lambda: engine.waiting > 1))
    QTest.keyClicks(desk.window.parts.editor, "Oh. ")
    engine.released.set()
    desk.run(desk.scored())
    desk.run(until(lambda: engine.waiting == 0 and not inspector.is_behind))
    assert phrases.found(paragraph_id) is None and not inspector.lifting.words
    desk.run(until(inspector.phrases_button.isVisible))


def test_phrases_of_another_attribute_are_found_anew(desk: Desk) -> None:
    parts = desk.window.parts
    paragraph_id = desk.put_cursor(1)
    desk.window.actions_by_name["why"].trigger()
    desk.run(until(lambda: complete(desk, paragraph_id)))
    shown = parts.glow.shown
    assert shown is not None
    n_scored = len(desk.engine.scored)
    parts.glow.set_attribute(replace(shown, cache_key="another model"))
    assert parts.phrases.found(paragraph_id) is None
    desk.run(until(lambda: complete(desk, paragraph_id)))
    view = parts.editor.paragraph(paragraph_id)
    assert view is not None
    assert len(desk.engine.scored) >= n_scored + len(phrases(view.text))


def test_a_failure_is_said_and_can_be_tried_again(desk: Desk, engine: Held) -> None:
    inspector = desk.window.inspector
    engine.fails = True
    paragraph_id = desk.put_cursor(1)
    desk.window.actions_by_name["why"].trigger()
    desk.run(until(lambda: inspector.looking.text() == wording.PHRASES_FAILED))
    engine.fails = False
    QTest.mouseClick(inspector.phrases_button, Qt.MouseButton.LeftButton)
    desk.run(until(lambda: complete(desk, paragraph_id)))
    assert inspector.lifting.words
