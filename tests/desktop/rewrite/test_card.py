"""The card: keys stay where they were, there is room to read, and the words fit the attribute."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from core import settings
from core.attribute import file as attribute_file
from core.attribute.calibration import Zone, Zones
from desktop.common import messages
from desktop.rewrite.attempt import RewriteState
from desktop.rewrite.zone_scale import zone_scale
from tests import making
from tests.desktop.conftest import Desk, until

ONE = "The lamp hummed to itself in the dark of the hallway until the moths came down."
TWO = "Somebody had taught the lamp a tune, and it would not leave off humming it at night."
THREE = "At night the lamp in the hall kept up a tune of its own, which only the moths could follow."
CLOSE = "The first paragraph says a bit about a lamp, at its own length, so that it can be put to a score."
"""Close to the first paragraph, so that there is no more than a sentence to say about it."""


async def written(desk: Desk) -> None:
    """Wait until the model has stopped writing."""
    await until(lambda: not desk.window.parts.rewriting.state.is_running)


async def rewritten(desk: Desk, times: int, *, paragraph: int = 1) -> None:
    """A paragraph, the one below the heading unless another is named, rewritten ``times`` times."""
    desk.put_cursor(paragraph)
    for _ in range(times):
        desk.window.rewrites.more_creative()
        await written(desk)


@pytest.mark.parametrize("name", ["again_button", "several", "accept_button", "earlier"])
def test_the_focus_stays_where_it_was_while_the_model_writes(desk: Desk, name: str) -> None:
    desk.engine.script = [ONE, TWO, THREE, "One.", "Two.", "Three."]
    desk.run(desk.load())
    button: QAbstractButton = getattr(desk.window.card, name)

    async def work() -> None:
        desk.window.activateWindow()
        await rewritten(desk, 2)
        desk.engine._gate = gate = asyncio.Event()
        await until(lambda: desk.window.isActiveWindow() and button.isEnabled())
        button.setFocus()
        if name in ("again_button", "several"):
            QTest.keyClick(button, Qt.Key.Key_Space)
        else:
            desk.window.actions_by_name["again"].trigger()
        assert desk.window.parts.rewriting.state is RewriteState.READING
        assert QApplication.focusWidget() is button
        QTest.keyClick(button, Qt.Key.Key_Space)  # pressed once more it does nothing
        await asyncio.sleep(0)
        assert desk.window.parts.rewriting.state.is_running
        gate.set()
        await written(desk)
        assert QApplication.focusWidget() is button
        assert button.isEnabled() and button.property("inert") is False

    desk.run(work())


def load_with_craft(desk: Desk) -> None:
    """A model that has creativity and craft; the glow shows craft."""
    desk.folders.attributes.mkdir(parents=True)
    made = making.attribute()
    attribute_file.write(desk.folders.attributes / "creativity.gguf", made)
    attribute_file.write(desk.folders.attributes / "craft.gguf", replace(made, name="craft"))
    desk.run(desk.window.parts.model.load(desk.attribute_file, "craft"))
    desk.run(desk.scored())


@pytest.mark.parametrize(("width", "height"), [(1366, 768 - 60), (1280, 720 - 60)])
def test_in_a_low_window_eight_lines_of_the_rewrite_can_be_read(desk: Desk, width: int, height: int) -> None:
    """60 pixels are for the screen's panel and the window's title."""
    desk.engine.script = [CLOSE]
    load_with_craft(desk)
    window, card = desk.window, desk.window.card
    window.resize(width, height)

    async def work() -> None:
        await rewritten(desk, 1)
        QTest.keyClicks(window.parts.editor, "Edited. ")
        card.blend.fold.setChecked(True)
        await until(lambda: card.blend.sliders[0].isVisible() and card.banner.isVisible())
        await until(lambda: card.text.viewport().height() >= card.text.minimumHeight() - 8)

    desk.run(work())
    line = QFontInfo(card.text.font()).pixelSize() * 1.45
    assert window.height() == height
    assert card.text.viewport().visibleRegion().boundingRect().height() / line >= 8
    bottom = card.leave_button.mapTo(window, card.leave_button.rect().bottomLeft()).y()
    assert 0 < bottom < height
    for button in (card.accept_button, card.leave_button, card.again_button, card.several, card.changes_button):
        assert button.width() >= button.sizeHint().width()


def test_in_a_very_low_window_the_text_leaves_room_for_the_words_below_it(desk: Desk) -> None:
    desk.engine.script = [CLOSE]
    load_with_craft(desk)
    window, card = desk.window, desk.window.card
    window.resize(1020, 600)

    async def work() -> None:
        await rewritten(desk, 1)
        await until(lambda: card.blend.fold.visibleRegion().boundingRect() == card.blend.fold.rect())

    desk.run(work())
    assert window.height() == 600
    for widget in (card.bands.after, card.changes_button, card.lam_label, card.slider, card.instruction):
        assert widget.visibleRegion().boundingRect() == widget.rect()
    line = QFontInfo(card.text.font()).pixelSize() * 1.45
    assert card.text.viewport().visibleRegion().boundingRect().height() / line >= 5


def test_a_key_is_left_to_the_tool_tip_where_there_is_no_room_for_it(desk: Desk) -> None:
    desk.run(desk.load())
    desk.run(rewritten(desk, 1))
    button = desk.window.card.accept_button
    whole, width = button.text(), button.width()
    assert whole.startswith("Accept  ") and whole.endswith("Return")
    button.setFixedWidth(button.minimumSizeHint().width())
    QApplication.processEvents()
    assert button.text() == "Accept" and button.toolTip() in whole
    button.setFixedWidth(width)
    QApplication.processEvents()
    assert button.text() == whole


def test_words_longer_than_english_ones_leave_the_card_as_wide_as_it_is(desk: Desk) -> None:
    load_with_craft(desk)
    desk.run(rewritten(desk, 1))
    card = desk.window.card
    card.blend.fold.setText("Metaphernreichtum und Bildhaftigkeit beimischen")
    area = next(each for each in card.findChildren(QScrollArea) if each.isAncestorOf(card.blend.fold))
    QApplication.processEvents()
    column = area.widget()
    assert column is not None and column.minimumSizeHint().width() <= area.viewport().width()


def test_the_strength_is_said_in_words_and_lambda_is_in_the_tip(desk: Desk) -> None:
    desk.run(desk.load())
    desk.run(rewritten(desk, 1))
    card = desk.window.card
    card.slider.set_lam(4.5)
    assert card.lam_label.text() == "Strength 4.5 – vivid, for the next attempt (this one: 3.0)"
    assert card.lam_label.toolTip().startswith("λ = 4.5")
    assert card.slider.accessibleDescription() == "Strength 4.5 – vivid"
    assert card.several.text() == "3 more"
    card.slider.set_lam(-1.0)
    assert card.lam_label.text().startswith("Strength −1.0 – plainer")


def test_the_words_for_the_strength_are_the_attributes(desk: Desk) -> None:
    load_with_craft(desk)
    desk.run(rewritten(desk, 1))
    card = desk.window.card
    card.slider.set_lam(4.5)
    assert card.lam_label.text().startswith("Strength of craft 4.5 – more craft")
    card.slider.set_lam(-1.0)
    assert card.lam_label.text().startswith("Strength of craft −1.0 – less craft")
    assert messages.zone_words(Zone.VIVID, "creativity") == "vivid"
    assert messages.zone_words(Zone.PLAINER, "the way I write letters", short=True) == "less"


def test_an_attribute_that_may_not_be_steered_by_at_all_has_a_slider_that_stays_at_nothing() -> None:
    scale = zone_scale(Zones(0.0, 0.0, 0.0))
    assert scale.clip(1.0) == 0.0 and scale.lam_at(1.0) == 0.0


def test_an_instruction_is_typed_into_the_card_and_return_tries_again_with_it(desk: Desk) -> None:
    desk.engine.script = [ONE, TWO, THREE]
    desk.run(desk.load())
    desk.run(rewritten(desk, 1))
    line, rewriting = desk.window.card.instruction, desk.window.parts.rewriting

    async def work() -> None:
        line.setFocus()
        QTest.keyClicks(line, "more menace")
        QTest.keyClick(line, Qt.Key.Key_Return)
        await until(lambda: len(rewriting.attempts) == 2)
        QApplication.clipboard().setText("terse,\nmore menace")
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        desk.window.actions_by_name["again"].trigger()
        await until(lambda: len(rewriting.attempts) == 3)

    desk.run(work())
    plain, menace, pasted = (request.messages[-1].content for request in desk.engine.requests)
    assert "more menace" in menace and menace != plain
    assert "terse, more menace" in pasted
    assert [attempt.options.instruction for attempt in rewriting.attempts] == ["", "more menace", "terse, more menace"]


def test_an_instruction_holds_for_other_passages_and_is_remembered_with_its_document(
    desk: Desk, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    for file in (one, other):
        file.write_text("A text, which has a paragraph of its own to show.\n", "utf-8")
    card, documents = desk.window.card, desk.window.parts.documents
    desk.run(documents.open(one))
    desk.run(desk.load())
    desk.run(rewritten(desk, 1, paragraph=0))
    QTest.keyClicks(card.instruction, "more menace")
    card.leave()
    assert card.options.instruction == "more menace"
    desk.run(documents.open(other))
    assert card.options.instruction == ""
    desk.run(documents.open(one))
    assert card.options.instruction == "more menace"
    stored = desk.window.parts.preferences
    desk.run(stored.save())
    assert settings.load(desk.folders.config).instruction_in(one) == "more menace"
    card.instruction.selectAll()
    QTest.keyClick(card.instruction, Qt.Key.Key_Delete)
    assert stored.value.instructions == ()
    desk.run(documents.open(other))
    desk.run(documents.open(one))
    assert card.options.instruction == ""


def test_the_instruction_of_an_untitled_document_goes_with_it_into_its_file(desk: Desk, tmp_path: Path) -> None:
    card, session = desk.window.card, desk.window.parts.session
    desk.questions.path = tmp_path / "saved.md"
    QTest.keyClicks(card.instruction, "keep it terse")
    desk.run(session.save())
    assert card.options.instruction == "keep it terse"
    session.new("Another text.\n")
    assert card.options.instruction == ""
    desk.run(session.open(tmp_path / "saved.md"))
    assert card.options.instruction == "keep it terse"


def test_keys_lead_from_the_text_to_the_strength_and_what_is_below_it_and_back(desk: Desk) -> None:
    load_with_craft(desk)
    window, card, editor = desk.window, desk.window.card, desk.window.parts.editor
    assert not window.actions_by_name["card"].isEnabled()

    def press(key: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keySequence(focused, QKeySequence(key))

    async def work() -> None:
        window.activateWindow()
        await rewritten(desk, 1)
        await until(lambda: window.isActiveWindow() and editor.hasFocus())
        before = card.slider.lam
        press("F6")
        assert card.slider.hasFocus()
        press("Right")
        assert card.slider.lam > before
        press("Tab")
        assert card.instruction.hasFocus()
        press("Tab")
        assert card.blend.fold.hasFocus()
        press("Space")
        assert card.blend.sliders[0].hasFocus()
        press("Right")
        assert card.options.blend == (0.5,)
        press("F6")
        assert editor.hasFocus()
        press("Alt+B")
        await until(lambda: not card.blend.fold.isChecked())
        press("Alt+C")
        await until(card.changes_button.isChecked)
        press("Alt+X")
        await until(card.text_button.isChecked)
        assert editor.hasFocus()

    desk.run(work())
