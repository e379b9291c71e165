"""A passage written anew comes at four strengths at once: rows, keys, and what is offered first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.attribute.calibration import Zones
from core.engine.fake import ScriptedEngine
from core.engine.protocol import Engine
from core.errors import EngineProblem
from core.rewrite.checks import Flag
from core.rewrite.options import RewriteOptions
from core.rewrite.order import Finished, RewriteEvent, RewriteOrder, Variant, Writing
from desktop.common import messages
from desktop.editor.text_edit import ManuscriptEditor
from desktop.rewrite.attempt import BlendAttribute, RewriteState, Steering
from desktop.rewrite.card import RewriteCard
from desktop.rewrite.controller import RewriteController
from desktop.rewrite.words import STOPPED_SHORT, none_livelier
from tests import making
from tests.desktop.conftest import TEXT, Desk, Run, desk_with, until
from tests.desktop.rewrite.test_attempts import FIVE, FOUR, ONE, TWO, press, press_and_wait

PLAINER = "It is on, and so on it is. It is as it is, and we go on and on by it, as one of us is to do it."
PASSAGE = TEXT.split("\n\n")[1]


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Iterator[Desk]:
    """The window with a model of a size that writes passages anew, the cursor in the first paragraph."""
    for each in desk_with(ScriptedEngine([ONE, FIVE, FOUR, TWO]), run, tmp_path):
        each.window.parts.preferences.change(ladder=True)
        each.run(each.load())
        each.put_cursor(1)
        yield each


def strengths(desk: Desk) -> list[str]:
    return [row.strength for row in desk.window.card.attempts.rows]


def test_a_passage_comes_at_four_strengths_and_the_best_is_shown_first(desk: Desk) -> None:
    press_and_wait(desk, "Ctrl+Return")
    card, rewriting = desk.window.card, desk.window.parts.rewriting
    assert [request.lam for request in desk.engine.requests] == [0.0, 1.0, 2.0, 3.0]
    by_gain = [(FOUR, "2.0 – mild"), (ONE, "0.0 – none"), (TWO, "3.0 – vivid"), (FIVE, "1.0 – mild")]
    assert [
        (attempt.text, words) for attempt, words in zip(rewriting.attempts, strengths(desk), strict=True)
    ] == by_gain
    assert card.attempts.isVisible() and card.attempts.currentIndex().row() == 0
    assert rewriting.current is not None and rewriting.current.text == FOUR == card.text.text()
    band_before, band_after = rewriting.current.band_before, rewriting.current.band_after
    assert band_before is not None and band_after is not None
    assert card.attempts.rows[0].outcome == f"{band_before.word} → {band_after.word}"
    assert not card.lam_label.text().endswith("for the next attempt")
    QTest.keyClicks(card.slider, "2")
    card.changes_button.click()
    QTest.keyClick(card.text, Qt.Key.Key_Space)
    assert card.bands.words.text().startswith("Bands below: ") and card.bands.words.isVisible()
    QTest.keyClicks(card.slider, "1")
    assert not card.bands.words.isVisible()
    rows = card.attempts
    for column in range(3):  # nothing is cut off
        words = rows.fontMetrics().horizontalAdvance(rows.topLevelItem(0).text(column))  # type: ignore[union-attr]
        assert rows.columnWidth(column) >= words
    press(desk, "Alt+Return")
    assert desk.window.parts.editor.text() == TEXT.replace(PASSAGE, FOUR)
    press(desk, "Ctrl+Z")
    assert desk.window.parts.editor.text() == TEXT


def test_numbers_rows_and_arrow_keys_show_the_others(desk: Desk) -> None:
    press_and_wait(desk, "Ctrl+Return")
    card, rewriting = desk.window.card, desk.window.parts.rewriting
    for number, text in (("2", ONE), ("3", TWO), ("4", FIVE), ("1", FOUR)):
        QTest.keyClicks(card.slider, number)
        assert rewriting.current is not None and rewriting.current.text == text
        assert card.attempts.currentIndex().row() == int(number) - 1
    rows = card.attempts
    place = rows.visualItemRect(rows.topLevelItem(2) or pytest.fail("no third row")).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rewriting.index == 2
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rewriting.index == 3
    QTest.keyClicks(rows, "1")
    assert rewriting.index == 0


def test_while_they_are_written_every_row_grows_and_a_number_shows_another(desk: Desk) -> None:
    card, rewriting = desk.window.card, desk.window.parts.rewriting
    desk.engine._gate = gate = asyncio.Event()

    async def work() -> None:
        press(desk, "Ctrl+Return")
        await until(lambda: len(desk.engine.requests) > 0)
        assert strengths(desk) == ["0.0 – none", "1.0 – mild", "2.0 – mild", "3.0 – vivid"]
        assert card.attempts.currentIndex().row() == 3 and card.count.text() == "4 of 4"
        gate.set()
        await until(lambda: all(len(growing.text.split()) > 5 for growing in rewriting.growing))
        gate.clear()
        assert ONE.startswith(card.attempts.rows[0].outcome)
        QTest.keyClicks(card.slider, "1")
        await until(lambda: ONE.startswith(card.text.text()) and bool(card.text.text()))
        assert card.attempts.currentIndex().row() == 0
        press(desk, "Esc")

    desk.run(work())
    assert rewriting.state is RewriteState.STOPPED
    assert [attempt.lam for attempt in rewriting.attempts] == [0.0, 1.0, 2.0, 3.0]
    assert rewriting.current is not None and ONE.startswith(rewriting.current.text)
    assert card.attempts.rows[0].outcome == STOPPED_SHORT


def test_where_none_is_livelier_nothing_is_offered_and_one_key_tries_bolder(desk: Desk) -> None:
    desk.engine.script = [PLAINER, PLAINER + " So.", PLAINER + " It is.", PLAINER + " On."]
    press_and_wait(desk, "Ctrl+Return")
    card, rewriting, window = desk.window.card, desk.window.parts.rewriting, desk.window
    assert rewriting.current is None and card.text.text() == "" and not card.accept_button.isEnabled()
    assert card.notes.label.text() == none_livelier(4, 1)
    assert len(card.attempts.rows) == 4
    press(desk, "Alt+Return")
    assert window.parts.editor.text() == TEXT
    QTest.keyClicks(card.slider, "2")
    assert rewriting.current is not None and not card.notes.bolder_button.isVisible()
    press(desk, "Alt+PgUp")
    assert window.actions_by_name["bolder"].isEnabled() is False
    desk.engine.script = [ONE, FIVE, FOUR, TWO]
    press_and_wait(desk, "Ctrl+R")
    assert rewriting.current is not None and rewriting.current.text == FOUR


def test_bolder_is_the_end_of_the_next_zone(desk: Desk) -> None:
    desk.engine.script = [PLAINER, PLAINER + " So.", PLAINER + " It is.", PLAINER + " On."]
    press_and_wait(desk, "Ctrl+Return")
    card = desk.window.card
    assert card.notes.bolder_button.isVisible() and card.notes.bolder_button.text() == "Try bolder (5.0)"
    assert desk.window.actions_by_name["bolder"].isEnabled()
    desk.engine.script = [PLAINER + " We.", PLAINER + " He.", PLAINER + " A.", PLAINER + " I."]
    press_and_wait(desk, "Ctrl+Shift+B")
    assert card.slider.lam == 5.0 and desk.engine.requests[-1].lam == 5.0
    assert not card.notes.bolder_button.isVisible()  # beyond it is risky
    assert card.notes.label.text() == none_livelier(4, 5)


def test_the_menu_switches_to_one_strength(desk: Desk) -> None:
    desk.window.actions_by_name["ladder"].trigger()
    press_and_wait(desk, "Ctrl+Return")
    assert [request.lam for request in desk.engine.requests] == [3.0]
    assert not desk.window.card.attempts.isVisible() and desk.window.card.bands.after.isVisible()
    desk.window.actions_by_name["ladder"].trigger()
    press_and_wait(desk, "Ctrl+R")
    assert len(desk.engine.requests) >= 5


def variants_of(*made: tuple[float, Sequence[Flag]]) -> list[Variant]:
    return [
        Variant(f"Text {index}.", float(index), index, 0.1, 0.1 + gain, tuple(flags), 9, 9)
        for index, (gain, flags) in enumerate(made)
    ]


def test_what_was_finished_before_the_model_failed_is_kept(run: Run, qtbot: QtBot) -> None:
    async def rewrite(_engine: Engine, _order: RewriteOrder) -> AsyncGenerator[RewriteEvent, None]:
        [variant] = variants_of((0.2, ()))
        yield Finished(0, variant)
        raise EngineProblem("The model has stopped.")

    editor = ManuscriptEditor()
    qtbot.addWidget(editor)
    editor.setPlainText("The lamp in the hall was on when she came in.")
    controller = RewriteController(ScriptedEngine(), editor, rewrite=rewrite)
    attribute = making.attribute()
    controller.set_steering(Steering("creativity", attribute.calibration, attribute.zones, attribute.vector, 3.0))

    async def work() -> None:
        passage = editor.passage()
        assert passage is not None
        controller.begin(passage, RewriteOptions(lam=3.0))
        await until(lambda: not controller.state.is_running)

    run(work())
    assert controller.state is RewriteState.FAILED and controller.current is None
    assert [attempt.text for attempt in controller.attempts] == ["Text 0."]
    assert controller.sentence == f"The model has stopped. {messages.EARLIER_KEPT}"
    run(controller.close())


def test_a_flagged_attempt_comes_after_the_clean_ones_and_the_row_counts_its_remarks(run: Run, qtbot: QtBot) -> None:
    made = variants_of((0.2, ()), (0.3, [Flag.TENSE, Flag.PERSON]), (0.1, ()), (-0.1, [Flag.NOT_LIVELIER]))
    rest = asyncio.Event()

    async def rewrite(_engine: Engine, _order: RewriteOrder) -> AsyncGenerator[RewriteEvent, None]:
        for index, variant in enumerate(made):
            yield Writing(index, variant.text)
        for index, variant in enumerate(made):
            yield Finished(index, variant)
            if index == 1:
                await rest.wait()

    editor = ManuscriptEditor()
    qtbot.addWidget(editor)
    editor.setPlainText("The lamp in the hall was on when she came in.")
    controller = RewriteController(ScriptedEngine(), editor, rewrite=rewrite)
    card = RewriteCard(controller)
    qtbot.addWidget(card)
    attribute = making.attribute()
    controller.set_steering(Steering("creativity", attribute.calibration, attribute.zones, attribute.vector, 3.0))

    async def work() -> None:
        passage = editor.passage()
        assert passage is not None
        controller.begin(passage, RewriteOptions(lam=3.0))
        await until(lambda: len(card.attempts.rows) == 4 and card.attempts.rows[1].remarks == "2 remarks")
        assert [" → " in row.outcome for row in card.attempts.rows] == [
            True,
            True,
            False,
            False,
        ]  # as they are finished
        rest.set()
        await until(lambda: not controller.state.is_running)

    run(work())
    assert [attempt.text for attempt in controller.attempts] == ["Text 0.", "Text 2.", "Text 1.", "Text 3."]
    assert [row.remarks for row in card.attempts.rows] == ["", "", "2 remarks", "1 remark"]
    assert "another tense" in card.attempts.rows[2].tip
    run(controller.close())


def test_nothing_risky_is_proposed_and_nothing_that_a_blend_leaves_no_room_for() -> None:
    made = making.attribute()
    zones = Zones(2.0, 5.37, 8.0)
    steering = Steering(
        "creativity", made.calibration, zones, made.vector, 3.0, (BlendAttribute("craft", zones, made.vector),)
    )
    assert steering.bolder(RewriteOptions(lam=1.0)) == 2.0
    assert steering.bolder(RewriteOptions(lam=1.8)) == 5.3
    assert steering.bolder(RewriteOptions(lam=5.3)) is None
    assert steering.bolder(RewriteOptions(lam=1.8, blend=(4.0,))) is None
