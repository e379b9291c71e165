"""Marked passages can be seen in the text: beside what was marked, after edits and in the next session too."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from core.personal import marks
from core.personal.marks import Fit, Marks, Side
from desktop.personal import words as own_words
from tests.desktop.conftest import TEXT, Desk, until

LAMP = TEXT.split("\n")[2]
FIRST = LAMP.split(",")[0]


def mark(desk: Desk, index: int, name: str) -> int:
    """Put the cursor into a paragraph and choose a mark from the menu; returns the paragraph's id."""
    paragraph_id = desk.put_cursor(index)

    async def choose() -> None:
        desk.window.actions_by_name[name].trigger()
        await until(desk.window.parts.marking.is_marked)

    desk.run(choose())
    return paragraph_id


def sign(desk: Desk, paragraph_id: int, n: int = 0) -> set[str]:
    """The colours on the page where the sign of a paragraph would be."""
    editor, signs = desk.window.parts.editor, desk.window.parts.signs
    area = editor.rect_of(paragraph_id)
    assert area is not None
    rect = signs.sign_rect(QRectF(area), n).toAlignedRect()
    image = editor.viewport().grab(rect).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def tooltip(desk: Desk, paragraph_id: int) -> str:
    editor = desk.window.parts.editor
    area = editor.rect_of(paragraph_id)
    assert area is not None
    position = QPoint(area.left() + 20, area.top() + 8)
    event = QHelpEvent(QEvent.Type.ToolTip, position, editor.viewport().mapToGlobal(position))
    QApplication.sendEvent(editor.viewport(), event)
    return QToolTip.text()


def says(side: Side, fit: Fit = Fit.SAME) -> str:
    return own_words.mark_sign(side, fit)


@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
def test_a_marked_passage_has_its_sign_and_its_words(desk: Desk, theme: str) -> None:
    window = desk.window
    window.actions_by_name[f"theme-{theme}"].trigger()
    page = QColor(window.theme.page).name()
    alive, flat = mark(desk, 1, "mark-alive"), mark(desk, 2, "mark-flat")
    none = window.parts.editor.paragraph_ids()[4]
    assert QColor(window.theme.muted).name() in sign(desk, alive)
    assert QColor(window.theme.muted).name() in sign(desk, flat)
    assert sign(desk, none) == {page}
    assert tooltip(desk, alive) == says(Side.ALIVE)
    assert tooltip(desk, flat) == says(Side.FLAT)

    async def unmark() -> None:
        window.actions_by_name["unmark"].trigger()
        await until(lambda: not window.parts.marking.marks.flat)

    desk.run(unmark())
    assert sign(desk, flat) == {page}


def test_the_tooltip_says_the_glow_first(desk: Desk) -> None:
    desk.run(desk.load())
    paragraph_id = mark(desk, 1, "mark-alive")
    lines = tooltip(desk, paragraph_id).split("\n")
    assert len(lines) > 1 and lines[-1] == says(Side.ALIVE)


def test_hiding_the_glow_hides_the_signs(desk: Desk) -> None:
    paragraph_id = mark(desk, 1, "mark-alive")
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_F8)
    assert sign(desk, paragraph_id) == {desk.window.theme.page}
    assert not desk.window.parts.signs._hint(QPoint(80, 80))
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_F8)
    assert sign(desk, paragraph_id) != {desk.window.theme.page}


def test_a_sign_goes_with_its_passage_and_becomes_an_outline_when_it_is_revised(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor
    paragraph_id = mark(desk, 1, "mark-alive")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, "A line above.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert tooltip(desk, paragraph_id) == says(Side.ALIVE)
    cursor = editor.textCursor()
    cursor.setPosition(editor.text().index("a lamp"))
    editor.setTextCursor(cursor)
    QTest.keyClicks(editor, "truly ")
    assert tooltip(desk, paragraph_id) == says(Side.ALIVE, Fit.EARLIER)
    outlined = sign(desk, paragraph_id)
    editor.undo()
    assert tooltip(desk, paragraph_id) == says(Side.ALIVE)
    assert sign(desk, paragraph_id) != outlined
    editor.redo()

    async def unmark() -> None:
        window.actions_by_name["unmark"].trigger()
        await until(lambda: window.parts.marking.marks == Marks())

    desk.run(unmark())
    assert sign(desk, paragraph_id) == {window.theme.page}


def test_a_marked_part_shows_beside_its_paragraph(desk: Desk) -> None:
    editor, marking = desk.window.parts.editor, desk.window.parts.marking
    start = TEXT.index(FIRST)
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(FIRST), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    desk.run(marking.mark(Side.FLAT))
    assert marking.marks.flat == (FIRST,)
    paragraph_id = desk.put_cursor(1)
    assert tooltip(desk, paragraph_id) == says(Side.FLAT, Fit.PART)
    assert marking.is_marked()


def test_a_passage_like_a_marked_one_is_not_taken_for_it(desk: Desk) -> None:
    like = LAMP.replace("lamp", "candle")
    desk.window.parts.session.new(f"{LAMP}\n\n{like}\n", "Two")
    marked = mark(desk, 0, "mark-alive")
    other = desk.put_cursor(1)
    assert tooltip(desk, marked) == says(Side.ALIVE)
    assert sign(desk, other) == {desk.window.theme.page}
    assert not desk.window.parts.marking.is_marked()


def test_signs_are_there_in_the_next_session(desk: Desk, tmp_path: Path) -> None:
    marks.save(desk.folders.data, Marks(alive=(LAMP,)))
    paragraph_id = desk.put_cursor(1)
    assert sign(desk, paragraph_id) == {desk.window.theme.page}
    desk.run(desk.window.parts.marking.load())
    assert sign(desk, paragraph_id) != {desk.window.theme.page}
    file = tmp_path / "other.md"
    file.write_text(f"Something else.\n\n{LAMP}\n", "utf-8")
    desk.run(desk.window.parts.session.open(file))
    assert sign(desk, desk.put_cursor(1)) != {desk.window.theme.page}
