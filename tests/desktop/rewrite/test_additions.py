"""Additions to a passage, by mouse and by every key: taken, left, accepted, undone."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.attribute import file as attribute_file
from core.attribute.report import StrengthGain, StrengthReport
from core.engine.fake import ScriptedEngine
from core.engine.protocol import Engine
from core.rewrite import hunks
from core.rewrite.checks import Flag
from core.rewrite.hunks import Hunk
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, RewriteEvent, RewriteOrder, Variant
from core.stats.separation import Figure
from desktop.common import messages
from desktop.editor.text_edit import ManuscriptEditor
from desktop.rewrite.attempt import Attempt, RewriteState, Steering
from desktop.rewrite.controller import RewriteController
from tests import making
from tests.desktop.conftest import Desk, Run, desk_with, until
from tests.desktop.rewrite.enriching import FOUR, ONE, PASSAGE, TEXT, THREE, TWO, EnrichingEngine


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Iterator[Desk]:
    """The window on a model small enough to enrich; the paragraph at the cursor gets two additions."""
    for each in desk_with(EnrichingEngine([ONE, TWO]), run, tmp_path):
        each.window.parts.session.new(TEXT, "Test")
        each.run(each.load())
        each.put_cursor(1)
        yield each


def press(where: QWidget, *keys: str) -> None:
    """Real key presses."""
    for key in keys:
        QTest.keySequence(where, QKeySequence(key))


def press_and_wait(desk: Desk, key: str) -> None:
    """A key on the page that begins a rewrite, and wait until it has ended."""
    rewriting = desk.window.parts.rewriting

    async def work() -> None:
        press(desk.window.parts.editor, key)
        assert rewriting.state.is_running
        await until(lambda: not rewriting.state.is_running)

    desk.run(work())


def enriched(desk: Desk) -> tuple[Hunk, ...]:
    """Ctrl+Return; the additions found."""
    press_and_wait(desk, "Ctrl+Return")
    found = shown(desk).additions
    assert len(found) == 2
    return found


def shown(desk: Desk) -> Attempt:
    current = desk.window.parts.rewriting.current
    assert current is not None
    return current


def chosen_mode(desk: Desk) -> Mode:
    return desk.window.card.options.mode


def with_additions(*found: Hunk) -> str:
    """The document with these additions."""
    return TEXT.replace(PASSAGE, hunks.apply(PASSAGE, found))


def style_of(desk: Desk, addition: Hunk) -> QTextCharFormat:
    """How an addition looks in the card."""
    text = desk.window.card.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.text().index(addition.text) + 2)
    return cursor.charFormat()


def looks_taken(desk: Desk, addition: Hunk) -> bool:
    """Whether an addition is bold on a tint; one that is left has dots below it and neither."""
    style = style_of(desk, addition)
    dotted = style.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    bold, tinted = style.fontWeight() > 400, style.background().style() is not Qt.BrushStyle.NoBrush
    assert bold is tinted is not dotted
    return bold


def test_a_passage_comes_with_additions_that_are_all_left_and_nothing_can_be_accepted_yet(desk: Desk) -> None:
    first, second = enriched(desk)
    window, card = desk.window, desk.window.card
    assert card.changes_button.isChecked() and card.text.shows_additions
    assert card.text.text() == hunks.apply(PASSAGE, (first, second))
    assert not looks_taken(desk, first) and not looks_taken(desk, second)
    assert card.notes.label.text() == "2 additions found: click one, or press Ctrl+T, to take it."
    assert not card.accept_button.isEnabled() and not window.actions_by_name["accept"].isEnabled()
    press(window.parts.editor, "Alt+Return")
    assert window.parts.editor.text() == TEXT and window.parts.rewriting.passage is not None
    best = max((first, second), key=lambda each: each.gain)
    assert (first, second)[card.text.focused] is best
    assert card.text.areas_of(card.text.focused)


def test_one_key_takes_the_best_addition_and_another_accepts_it_alone(desk: Desk) -> None:
    found = enriched(desk)
    window, card, editor = desk.window, desk.window.card, desk.window.parts.editor
    best = found[card.text.focused]
    press(editor, "Ctrl+T")
    assert shown(desk).text == hunks.apply(PASSAGE, [best])
    assert [looks_taken(desk, each) for each in found] == [each is best for each in found]
    assert card.notes.label.text() == "1 of 2 additions taken."
    assert card.accept_button.text().startswith("Accept 1 of 2")
    assert found[card.text.focused] is not best  # moved on
    press(editor, "Alt+Return")
    assert editor.text() == with_additions(best)
    assert window.parts.rewriting.passage is None and not window.actions_by_name["take"].isEnabled()
    press(editor, "Ctrl+Z")
    assert editor.text() == TEXT
    press(editor, "Ctrl+Shift+Z")
    assert editor.text() == with_additions(best)


def test_every_key_of_the_additions(desk: Desk) -> None:
    found = enriched(desk)
    card, editor = desk.window.card, desk.window.parts.editor
    text, accept = card.text, card.accept_button

    async def work() -> None:
        desk.window.activateWindow()
        await until(lambda: desk.window.isActiveWindow() and editor.hasFocus())
        press(editor, "F6")
        assert text.hasFocus()

    desk.run(work())
    start = text.focused
    for key, back in (("Right", "Left"), ("Down", "Up")):
        press(text, key)
        assert text.focused == 1 - start
        press(text, back)
        assert text.focused == start
    assert shown(desk).taken == frozenset()
    press(text, "Space")
    assert shown(desk).taken == {start} and text.focused == start
    press(text, "Space")
    assert shown(desk).taken == frozenset() and not accept.isEnabled()
    press(text, "Return")
    assert shown(desk).taken == {start} and text.focused == 1 - start
    press(text, "Return")
    assert shown(desk).taken == {0, 1}
    assert accept.text().startswith("Accept  ") and accept.isEnabled()
    press(text, "N")
    assert shown(desk).taken == frozenset()
    press(text, "A")
    assert shown(desk).taken == {0, 1}
    press(text, "Alt+Return")
    assert editor.text() == with_additions(*found)


def test_the_mouse_takes_and_leaves_an_addition(desk: Desk) -> None:
    found = enriched(desk)
    text = desk.window.card.text

    def click(index: int) -> None:
        place = text.areas_of(index)[0].center().toPoint()
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(1)
    assert shown(desk).taken == {1} and looks_taken(desk, found[1]) and text.focused == 1
    click(0)
    assert shown(desk).taken == {0, 1}
    click(1)
    assert shown(desk).taken == {0} and not looks_taken(desk, found[1])
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert shown(desk).taken == {0}


def test_two_small_buttons_take_all_and_none(desk: Desk) -> None:
    enriched(desk)
    card = desk.window.card
    QTest.mouseClick(card.notes.all_button, Qt.MouseButton.LeftButton)
    assert shown(desk).taken == {0, 1}
    QTest.mouseClick(card.notes.none_button, Qt.MouseButton.LeftButton)
    assert shown(desk).taken == frozenset()


def test_the_band_after_is_said_to_be_for_all_additions_until_all_are_taken(desk: Desk) -> None:
    enriched(desk)
    card, attempt = desk.window.card, shown(desk)
    assert attempt.band_before is not None and attempt.band_after is not None
    assert (card.bands.before.word, card.bands.after.word) == (attempt.band_before.word, attempt.band_after.word)
    assert card.bands.words.text() == "with all of them"
    press(desk.window.parts.editor, "Ctrl+T")
    assert card.bands.words.text() == "with all of them"
    press(desk.window.parts.editor, "Ctrl+T")
    assert card.bands.words.text() == ""


def test_screen_readers_are_told_which_addition_is_in_the_frame(desk: Desk) -> None:
    found = enriched(desk)
    text = desk.window.card.text
    text.setFocus()
    press(text, "N")
    place = text.focused
    words = found[place].text.strip(" ,")
    assert text.accessibleDescription() == f"Addition {place + 1} of 2, not taken: {words}"
    press(text, "Space")
    assert text.accessibleDescription() == f"Addition {place + 1} of 2, taken: {words}"


def test_text_edited_by_hand_wins_over_the_choice(desk: Desk) -> None:
    enriched(desk)
    card, editor = desk.window.card, desk.window.parts.editor
    press(editor, "Ctrl+T")
    taken = shown(desk).text
    card.text_button.click()
    assert card.text.text() == taken
    cursor = card.text.textCursor()
    cursor.setPosition(0)
    card.text.setTextCursor(cursor)
    QTest.keyClicks(card.text, "Now ")
    assert shown(desk).text == f"Now {taken}"
    assert not desk.window.actions_by_name["take"].isEnabled() and not card.notes.all_button.isVisible()
    card.changes_button.click()
    assert not card.text.shows_additions
    press(editor, "Ctrl+T")
    press(editor, "Alt+Return")
    assert editor.text() == TEXT.replace(PASSAGE, f"Now {taken}")


def test_stopping_keeps_what_was_found(desk: Desk) -> None:
    rewriting, editor = desk.window.parts.rewriting, desk.window.parts.editor

    async def stop() -> None:
        press(editor, "Ctrl+Return")
        assert rewriting.enriching
        await until(lambda: desk.window.card.text.text() == PASSAGE)  # shown at once, while additions are sought
        stopping = rewriting.changed.connect(lambda: rewriting.stop() if rewriting.partial else None)
        await until(lambda: not rewriting.state.is_running)  # stopped by the first addition, before more are found
        rewriting.changed.disconnect(stopping)

    desk.run(stop())
    assert rewriting.state is RewriteState.STOPPED
    [found] = shown(desk).additions
    assert found.text.endswith((ONE, TWO)) and shown(desk).text == PASSAGE
    assert desk.window.card.bands.words.text() == ""  # it was stopped before it was read again
    press(editor, "Ctrl+T")
    press(editor, "Alt+Return")
    assert editor.text() == with_additions(found)


def test_one_more_attempt_has_other_additions_and_the_first_ones_stay_taken(desk: Desk) -> None:
    found = enriched(desk)
    rewriting, editor = desk.window.parts.rewriting, desk.window.parts.editor
    press(editor, "Ctrl+T")
    taken = shown(desk).taken
    desk.engine.script = [ONE, TWO, THREE, FOUR]
    press_and_wait(desk, "Ctrl+R")
    assert len(rewriting.attempts) == 2
    assert shown(desk).taken == frozenset()
    assert not {each.text for each in shown(desk).additions} & {each.text for each in found}
    press(editor, "Alt+PgUp")
    assert shown(desk).taken == taken and shown(desk).additions == found


def test_a_passage_changed_meanwhile_keeps_its_additions_apart_from_the_change(desk: Desk) -> None:
    enriched(desk)
    window, card, editor = desk.window, desk.window.card, desk.window.parts.editor
    press(editor, "Ctrl+T")
    QTest.keyClicks(editor, "Now ")
    assert not card.accept_button.isEnabled() and card.replace_anyway.isEnabled()
    press(editor, "Alt+Return")
    assert "Now " in editor.text()
    card.notes.none_button.click()
    assert not card.replace_anyway.isEnabled()  # it would only take the change back
    desk.engine.script = [THREE, FOUR]
    press_and_wait(desk, "Ctrl+R")
    assert len(window.parts.rewriting.attempts) == 1  # the earlier ones belong to the earlier words
    press(editor, "Ctrl+T", "Alt+Return")
    assert editor.text().count("Now ") == 1 and len(editor.text()) > len(TEXT) + 4


def test_where_nothing_better_is_found_the_card_says_so_and_has_nothing_to_accept(desk: Desk) -> None:
    desk.engine.script = [" and then she went home"]
    press_and_wait(desk, "Ctrl+Return")
    card, rewriting = desk.window.card, desk.window.parts.rewriting
    assert rewriting.attempts == () and rewriting.current is None
    assert card.notes.label.text().startswith("Nothing better was found for this passage.")
    assert not card.accept_button.isEnabled() and card.again_button.isEnabled()


def test_of_several_attempts_those_that_found_nothing_are_counted(run: Run, qtbot: QtBot) -> None:
    async def rewrite(_engine: Engine, order: RewriteOrder) -> AsyncGenerator[RewriteEvent, None]:
        found = Hunk(44, 44, ", late", 0.1, 2.0)
        for index in range(order.options.variants):
            hunks_found = (found,) if index == 0 else ()
            flags = () if hunks_found else (Flag.NOTHING_BETTER,)
            text = hunks.apply(order.passage, hunks_found)
            yield Finished(index, Variant(text, 3.0, index, 0.1, 0.2, flags, hunks=hunks_found))

    editor = ManuscriptEditor()
    qtbot.addWidget(editor)
    editor.setPlainText(PASSAGE)
    controller = RewriteController(ScriptedEngine(), editor, rewrite=rewrite)
    made = making.attribute()
    controller.set_steering(Steering("creativity", made.calibration, made.zones, made.vector, 3.0))

    async def work() -> None:
        passage = editor.passage()
        assert passage is not None
        controller.begin(passage, RewriteOptions(lam=3.0))
        await until(lambda: not controller.state.is_running)
        controller.try_several(RewriteOptions(lam=3.0))
        await until(lambda: not controller.state.is_running)

    run(work())
    assert len(controller.attempts) == 2 and controller.index == 1
    assert controller.sentence == "1 new; for 2 more nothing better was found."
    run(controller.close())


def test_the_way_of_rewriting_is_the_models_until_the_writer_chooses_one_for_this_document(
    desk: Desk, tmp_path: Path
) -> None:
    enriched(desk)
    window, card, rewriting = desk.window, desk.window.card, desk.window.parts.rewriting
    assert chosen_mode(desk) is Mode.AUTO
    assert card.modes.add_button.isChecked() and not card.modes.anew_button.isChecked()
    assert "Experimental" in card.modes.anew_button.toolTip()
    card.modes.anew_button.click()
    assert chosen_mode(desk) is Mode.REWRITE
    assert card.lam_label.text().endswith("for the next attempt")
    desk.engine.script = ["The lamp hummed to itself in the hall, and she came in out of the rain to listen to it."]
    press_and_wait(desk, "Ctrl+R")
    assert shown(desk).mode is Mode.REWRITE and shown(desk).text == desk.engine.script[0]
    assert card.text_button.isChecked() and not card.notes.all_button.isVisible()
    assert not card.lam_label.text().endswith("for the next attempt")
    press(window.parts.editor, "Alt+PgUp")
    assert card.changes_button.isChecked() and card.text.shows_additions
    press(window.parts.editor, "Esc")
    assert rewriting.passage is None and chosen_mode(desk) is Mode.REWRITE
    other = tmp_path / "other.md"
    other.write_text(TEXT, "utf-8")
    desk.run(window.parts.documents.open(other))
    assert chosen_mode(desk) is Mode.AUTO


def test_letters_choose_the_way_of_rewriting_and_leave_the_keys_in_the_text(desk: Desk) -> None:
    enriched(desk)
    editor = desk.window.parts.editor

    async def work() -> None:
        desk.window.activateWindow()
        await until(lambda: desk.window.isActiveWindow() and editor.hasFocus())
        press(editor, "Alt+R")
        await until(lambda: chosen_mode(desk) is Mode.REWRITE)
        press(editor, "Alt+A")
        await until(lambda: chosen_mode(desk) is Mode.ENRICH)
        assert editor.hasFocus()

    desk.run(work())


def test_where_nothing_can_be_added_the_card_says_why(desk: Desk) -> None:
    enriched(desk)
    window, card = desk.window, desk.window.card
    card.modes.add_button.click()
    press(window.parts.editor, "Esc")
    german = "Sie ging jeden Morgen an der Mauer entlang zur Arbeit und kam am Abend wieder."
    window.parts.session.new(german, "German")
    desk.run(desk.scored())
    card.modes.add_button.click()
    press_and_wait(desk, "Ctrl+Return")
    assert window.parts.rewriting.state is RewriteState.FAILED
    assert card.notes.label.text() == "Adding to a passage works for English only; “Rewrite” works for other languages."


def test_numbers_show_the_attempts_wherever_in_the_card_the_keys_go(desk: Desk) -> None:
    enriched(desk)
    window, card, rewriting = desk.window, desk.window.card, desk.window.parts.rewriting
    card.modes.anew_button.click()
    desk.engine.script = ["The lamp hummed to itself in the hall, and she came in out of the rain to listen to it."]
    press_and_wait(desk, "Ctrl+R")
    anew = shown(desk).text
    for where in (card.slider, card.changes_button, card.again_button, card.modes.add_button):
        where.setFocus()
        QTest.keyClick(where, Qt.Key.Key_1)
        assert rewriting.index == 0
        QTest.keyClick(where, Qt.Key.Key_2)
        assert rewriting.index == 1
    QTest.keyClick(card.slider, Qt.Key.Key_3)  # there is no third
    assert rewriting.index == 1
    QTest.keyClick(card.slider, Qt.Key.Key_1)

    async def in_the_text() -> None:
        window.activateWindow()
        await until(window.isActiveWindow)
        card.text.setFocus()
        QTest.keyClick(card.text, Qt.Key.Key_2)
        assert rewriting.index == 1 and card.slider.hasFocus()

    desk.run(in_the_text())
    assert shown(desk).text == anew
    card.text.setFocus()
    QTest.keyClick(card.text, Qt.Key.Key_1)  # in a text that can be edited, a number is written
    assert shown(desk).text != anew and rewriting.index == 1


def test_the_strength_of_the_attempt_shown_is_said_where_it_is_not_that_of_the_slider(desk: Desk) -> None:
    enriched(desk)
    card = desk.window.card
    card.slider.set_lam(4.5)
    desk.engine.script = [THREE, FOUR]
    press_and_wait(desk, "Ctrl+R")
    assert card.lam_label.text() == "Strength 4.5 – vivid"
    card.slider.setFocus()
    QTest.keyClick(card.slider, Qt.Key.Key_1)
    assert card.lam_label.text() == "Strength 4.5 – vivid, for the next attempt (this one: 3.0)"


def test_the_slider_starts_at_the_strength_of_each_way_and_says_where_strength_changes_little(desk: Desk) -> None:
    gain = Figure(0.03, 0.02, 0.04, 24)
    strengths = {
        "rewrite": StrengthReport(0.05, (StrengthGain(5.0, gain),), 5.0),
        "enrich": StrengthReport(0.05, (StrengthGain(5.0, Figure(0.0, -0.01, 0.01, 24)),)),
    }
    made = making.attribute()
    attribute_file.write(desk.attribute_file, replace(made, report=replace(made.report, strengths=strengths)))
    desk.run(desk.load())
    window = desk.window
    desk.put_cursor(1)
    enriched(desk)
    card = window.card
    assert card.slider.lam == 3.0 and messages.STRENGTH_CHANGES_LITTLE in card.lam_label.text()
    QTest.mouseClick(card.modes.anew_button, Qt.MouseButton.LeftButton)
    assert card.slider.lam == 5.0 and messages.STRENGTH_CHANGES_LITTLE not in card.lam_label.text()
    card.slider.setFocus()
    QTest.keyClick(card.slider, Qt.Key.Key_Left)
    chosen = card.slider.lam
    QTest.mouseClick(card.modes.add_button, Qt.MouseButton.LeftButton)
    assert card.slider.lam == chosen < 5.0  # what the writer chose stays


WORDY = PASSAGE.replace("for a bit", "for a very long bit")
"""The passage with a word that can be cut."""


def wordy(desk: Desk) -> tuple[Hunk, ...]:
    """Ctrl+Return on it; what is found, in its order."""
    desk.window.parts.session.new(WORDY, "Wordy")
    desk.run(desk.scored())
    press_and_wait(desk, "Ctrl+Return")
    return shown(desk).additions


def test_a_cut_is_off_until_it_is_taken_and_is_one_undo_step_with_the_rest(desk: Desk) -> None:
    found = wordy(desk)
    card, text, editor = desk.window.card, desk.window.card.text, desk.window.parts.editor
    place, cut = next((index, hunk) for index, hunk in enumerate(found) if hunk.is_cut)
    assert WORDY[cut.start : cut.end] == "very " and not found[text.focused].is_cut
    assert card.notes.label.text().startswith(f"{len(found) - 1} addition") and "1 cut found" in card.notes.label.text()
    assert shown(desk).text == WORDY
    press(editor, "Ctrl+T")
    assert "very " in shown(desk).text
    text.setFocus()
    while text.focused != place:
        press(text, "Right")
    style = cut_style(desk)
    assert style.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine and not style.fontStrikeOut()
    assert text.accessibleDescription() == f"Cut {place + 1} of {len(found)}, not taken: very"
    press(text, "Space")
    assert cut_style(desk).fontStrikeOut() and place in shown(desk).taken
    press(editor, "Alt+Return")
    assert editor.text() == hunks.apply(WORDY, [found[index] for index in sorted(shown_taken(desk, found))])
    press(editor, "Ctrl+Z")
    assert editor.text() == WORDY


def cut_style(desk: Desk) -> QTextCharFormat:
    text = desk.window.card.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.text().index("very ") + 2)
    return cursor.charFormat()


def shown_taken(desk: Desk, found: tuple[Hunk, ...]) -> list[int]:
    """The changes that the document has now."""
    document = desk.window.parts.editor.text()
    return [i for i, each in enumerate(found) if (each.text in document if each.text else "very " not in document)]


def test_cuts_alone_are_shown_once(desk: Desk) -> None:
    desk.engine.script = [" and then she went home"]
    [cut] = wordy(desk)
    card, editor = desk.window.card, desk.window.parts.editor
    assert cut.is_cut
    assert (
        card.notes.label.text()
        == "1 cut found: click it, or press Ctrl+T, to take it. Nothing better was found to add."
    )
    assert not card.accept_button.isEnabled()
    press_and_wait(desk, "Ctrl+R")
    assert len(desk.window.parts.rewriting.attempts) == 1
    press(editor, "Alt+PgUp")
    press(editor, "Ctrl+T")
    press(editor, "Alt+Return")
    assert editor.text() == WORDY.replace("very ", "")
