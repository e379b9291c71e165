"""What panels and tooltip say of a paragraph: true for the attribute shown, for a glow switched off, and in between."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from core.attribute.calibration import Band
from core.attribute.published import published_fiction
from core.engine.protocol import PassageScore
from desktop.common import messages
from desktop.editor.page import SIDE_MARGIN
from desktop.glow.controller import ShownAttribute
from tests import making
from tests.desktop.conftest import Desk, click, until

MANY = "\n\n".join(f"Paragraph {n} says {'magnificent ' * (n % 4)}things about a lamp at length." for n in range(60))
CHAPTER = "\n\n".join(MANY.split("\n\n")[:8])


def show_craft(desk: Desk) -> None:
    """Let the glow show an attribute named craft."""
    desk.run(desk.load())
    made = making.attribute()
    desk.window.parts.glow.set_attribute(ShownAttribute("craft", made.vector, made.calibration, "craft"))
    desk.run(desk.scored())


def tooltip_at(desk: Desk, paragraph_id: int, x: int = SIDE_MARGIN + 20) -> str:
    """The tooltip over a paragraph."""
    editor = desk.window.parts.editor
    area = editor.rect_of(paragraph_id)
    assert area is not None
    position = QPoint(x, area.top() + 8)
    event = QHelpEvent(QEvent.Type.ToolTip, position, editor.viewport().mapToGlobal(position))
    QApplication.sendEvent(editor.viewport(), event)
    return QToolTip.text()


def why(desk: Desk) -> str:
    """What the inspector says, once it has followed the cursor."""

    async def look() -> str:
        inspector = desk.window.inspector
        await until(lambda: not inspector.is_behind)
        return inspector.standing.text()

    return str(desk.run(look()))


def test_the_tooltip_compares_by_the_attribute_shown(desk: Desk) -> None:
    desk.window.parts.session.new(CHAPTER, "Chapter")
    show_craft(desk)
    said = [tooltip_at(desk, each) for each in desk.window.parts.editor.paragraph_ids()]
    assert any("craft" in words for words in said)
    assert not any("livel" in words or "quieter" in words for words in said)


def test_why_says_that_the_glow_is_off_and_how_to_have_it_back(desk: Desk) -> None:
    desk.run(desk.load())
    window = desk.window
    window.actions_by_name["why"].trigger()
    desk.put_cursor(2)
    QTest.keyClick(window.parts.editor, Qt.Key.Key_F8)
    assert why(desk) == messages.GLOW_OFF
    assert window.actions_by_name["glow"].shortcut().toString() in messages.GLOW_OFF
    assert not window.inspector.dismiss_button.isVisible()
    QTest.keyClick(window.parts.editor, Qt.Key.Key_F8)
    desk.run(desk.scored())
    assert why(desk) not in (messages.GLOW_OFF, messages.NO_GLOW_YET)


def test_why_of_an_empty_line_asks_for_a_paragraph_and_a_heading_keeps_its_words(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor
    window.actions_by_name["why"].trigger()
    desk.put_cursor(0)
    assert why(desk) == messages.NOT_PROSE
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert editor.current_id() == -1
    assert why(desk) == messages.NO_PARAGRAPH
    window.parts.session.new("", "Empty")
    assert why(desk) == messages.NO_PARAGRAPH


def test_a_dismissed_glow_can_be_had_back_by_key_and_menu(desk: Desk) -> None:
    desk.run(desk.load())
    window, glow = desk.window, desk.window.parts.glow
    paragraph_id = desk.put_cursor(1)
    action = window.actions_by_name["dismiss-glow"]
    for dismissed in (True, False, True):
        QTest.keyClick(
            window.parts.editor, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        assert (glow.glow_of(paragraph_id) is None) is dismissed
        [menu] = [each for each in action.associatedObjects() if each is not window and hasattr(each, "aboutToShow")]
        menu.aboutToShow.emit()
        assert ("again" in action.text().replace("&", "")) is dismissed


def test_a_dismissed_glow_can_be_had_back_from_the_panel(desk: Desk) -> None:
    desk.run(desk.load())
    window, glow = desk.window, desk.window.parts.glow
    window.actions_by_name["why"].trigger()
    paragraph_id = desk.put_cursor(1)
    before = why(desk)

    async def press() -> None:
        await click(window.inspector.dismiss_button)

    desk.run(press())
    assert glow.glow_of(paragraph_id) is None
    assert why(desk) == messages.GLOW_DISMISSED
    assert window.inspector.dismiss_button.text() == messages.SHOW_GLOW_AGAIN
    desk.run(press())
    assert glow.glow_of(paragraph_id) is not None
    assert why(desk) == before


def test_only_prose_whose_glow_is_shown_is_dismissed(desk: Desk) -> None:
    desk.run(desk.load())
    desk.put_cursor(0)
    desk.window.actions_by_name["dismiss-glow"].trigger()
    assert not desk.window.parts.glow.is_dismissed(desk.window.parts.editor.current_id())
    assert desk.window.notice.words == messages.NOTHING_TO_DISMISS
    paragraph_id = desk.put_cursor(1)
    desk.window.actions_by_name["glow"].trigger()
    desk.window.actions_by_name["dismiss-glow"].trigger()
    assert not desk.window.parts.glow.is_dismissed(paragraph_id)
    assert desk.window.notice.words == messages.GLOW_OFF


def test_reading_a_long_text_is_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert messages.reading(1204, 2866) == "reading… 1,204 of 2,866"
    desk.run(desk.load())
    gate, score, asked = asyncio.Event(), desk.engine.score, 0

    async def gated(text: str, *arguments: Any, **options: Any) -> PassageScore:
        nonlocal asked
        asked += 1
        if asked > 40:
            await gate.wait()
        return await score(text, *arguments, **options)

    monkeypatch.setattr(desk.engine, "score", gated)
    status = desk.window.status_line

    async def look() -> None:
        desk.window.parts.session.new(f"# Title\n\n{MANY}", "Many")
        await until(lambda: asked > 40)
        await until(lambda: status.reading.text() == "reading… 40 of 60")
        gate.set()
        await desk.scored()
        await until(lambda: status.reading.text() == "")
        gate.clear()
        desk.put_cursor(2)
        QTest.keyClicks(desk.window.parts.editor, "New. ")
        await until(lambda: asked == 61)
        await until(lambda: status.reading.text() == "reading…")
        gate.set()

    desk.run(look())


def test_a_heading_without_markup_has_no_glow_until_it_becomes_prose(desk: Desk) -> None:
    desk.window.parts.session.new(f"CHAPTER 32. Cetology\n\n{CHAPTER}", "Chapter")
    desk.run(desk.load())
    desk.window.actions_by_name["why"].trigger()
    editor, glow = desk.window.parts.editor, desk.window.parts.glow
    heading, first = editor.paragraph_ids()[:2]

    def band(paragraph_id: int) -> Band | None:
        found = glow.glow_of(paragraph_id)
        return found.score.band if found is not None and not found.stale else None

    async def look() -> None:
        await until(lambda: glow.glow_of(heading) is not None and band(first) is not None)

    async def become_prose() -> None:
        QTest.keyClicks(editor, "Nobody in the whole of the harbour ever read ")
        await until(lambda: band(heading) is not None)

    desk.run(look())
    desk.put_cursor(0)
    assert why(desk) == "This looks like a heading. Only prose has a glow."
    assert band(heading) is None
    desk.run(become_prose())


def test_a_line_of_dialogue_has_no_band_and_that_of_a_short_paragraph_is_called_rough(desk: Desk) -> None:
    lines = ("“Forty lamps,” Pask agreed, and looked at the clock.", CHAPTER.split("\n\n")[1], " ".join([CHAPTER] * 2))
    desk.window.parts.session.new("\n\n".join(line.replace("\n\n", " ") for line in lines), "Chapter")
    desk.run(desk.load())
    made = making.attribute()
    calibration = replace(made.calibration, published=published_fiction("paper"))
    glow = desk.window.parts.glow
    glow.set_attribute(ShownAttribute("creativity", made.vector, calibration, "published"))
    desk.window.actions_by_name["why"].trigger()
    dialogue, short, long = desk.window.parts.editor.paragraph_ids()

    async def look() -> None:
        await until(lambda: all(glow.glow_of(each) is not None for each in (dialogue, short, long)))

    desk.run(look())
    found = [glow.glow_of(each) for each in (dialogue, short, long)]
    assert [each is not None and each.score.band is not None for each in found] == [False, True, True]
    said = []
    for index in range(3):
        desk.put_cursor(index)
        said.append(why(desk))
    assert said[0] == "A line of dialogue is too short for a glow."
    assert messages.ROUGH_BAND in said[1] and messages.ROUGH_BAND not in said[2]
    assert "too short to say" in tooltip_at(desk, dialogue)
