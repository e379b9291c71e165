"""Input as people type it: input methods, dead keys, AltGr, text from right to left, characters of several units."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from core.attribute.calibration import Band
from desktop.editor.outline_path import passage_outline
from tests.desktop.conftest import TEXT, Desk, turns, until

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
"""An emoji of five code points, which are eight units of UTF-16."""
HEBREW = "זו פסקה ארוכה למדי, שמספרת על מנורה ועל הלילה ועל כל מה שביניהם, עד שהבוקר עולה מעל הים."


def compose(widget: QWidget, *steps: str, end: str) -> None:
    """Compose through an input method: it shows each of ``steps`` and then puts ``end`` into the text."""
    for step in steps:
        QApplication.sendEvent(widget, QInputMethodEvent(step, []))
    done = QInputMethodEvent()
    done.setCommitString(end)
    QApplication.sendEvent(widget, done)


def composed(desk: Desk) -> str:
    """What the page shows as not yet part of the text."""
    return desk.window.parts.editor.textCursor().block().layout().preeditAreaText()


async def taken_back(desk: Desk) -> None:
    desk.window.parts.editor.undo()


@pytest.mark.parametrize(
    ("steps", "end"),
    [(("に", "にほ", "にほんg", "日本語"), "日本語"), (("n", "ni", "ni h", "ni hao"), "你好"), (("´",), "é")],
    ids=["Japanese", "Pinyin", "dead key"],
)
def test_only_what_was_composed_to_the_end_is_in_the_text(desk: Desk, steps: tuple[str, ...], end: str) -> None:
    editor = desk.window.parts.editor
    desk.run(desk.load())

    async def write() -> None:
        desk.put_cursor(1, 4)
        for step in steps:
            QApplication.sendEvent(editor, QInputMethodEvent(step, []))
            await turns()
            assert composed(desk) == step
            assert editor.text() == TEXT and not editor.document().isModified()
        desk.window.parts.preferences.change(theme="dark")  # restyles all of the text
        desk.window.notice.tell("Something else happens.")
        await turns()
        assert composed(desk) == steps[-1]
        compose(editor, end=end)
        assert composed(desk) == ""

    desk.run(write())
    assert editor.text() == TEXT.replace("The first", f"The {end}first")
    desk.run(taken_back(desk))
    assert editor.text() == TEXT


def test_the_list_of_characters_opens_at_the_caret(desk: Desk) -> None:
    editor = desk.window.parts.editor

    async def ask() -> QRectF:
        desk.window.resize(1400, 700)
        await turns()
        desk.put_cursor(2, 30)
        asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImCursorRectangle)
        QApplication.sendEvent(editor, asked)
        found = asked.value(Qt.InputMethodQuery.ImCursorRectangle)
        assert isinstance(found, QRectF)
        return found

    found = desk.run(ask())
    caret = editor.cursorRect()
    assert editor.viewport().x() > 100, "the column has a margin"
    assert abs(found.left() - editor.viewport().mapTo(editor, caret.topLeft()).x()) < 2
    assert abs(found.center().y() - editor.viewport().mapTo(editor, caret.center()).y()) < 2


def test_composing_in_the_find_bar_searches_for_what_it_gives(desk: Desk) -> None:
    window = desk.window
    line = window.find_bar.focusProxy()
    assert isinstance(line, QLineEdit)

    async def find() -> None:
        window.parts.editor.set_text("Nothing.\n\n" + FAMILY + " 日本語 and 日本.")
        window.find_bar.open_find()
        await until(lambda: not window.find_bar.is_searching)
        QApplication.sendEvent(line, QInputMethodEvent("にほん", []))
        await turns()
        assert line.text() == "" and not window.find_bar.is_searching
        compose(line, end="日本")
        await until(lambda: window.find_bar.count_text == "1 of 2")

    desk.run(find())
    assert window.parts.editor.textCursor().selectedText() == "日本"


def test_an_instruction_can_be_composed(desk: Desk) -> None:
    window = desk.window
    desk.run(desk.load())

    async def rewrite() -> None:
        desk.put_cursor(1)
        window.rewrites.more_creative()
        await until(lambda: not window.parts.rewriting.state.is_running)
        QApplication.sendEvent(window.card.instruction, QInputMethodEvent("kansakut", []))
        assert window.card.options.instruction == ""
        compose(window.card.instruction, end="簡潔に")
        assert window.card.options.instruction == "簡潔に"
        QTest.keyClick(window.card.instruction, Qt.Key.Key_Return)
        await until(lambda: not window.parts.rewriting.state.is_running)

    desk.run(rewrite())
    assert "簡潔に" in repr(desk.engine.requests[-1])


def test_altgr_types_its_characters(desk: Desk) -> None:
    """On Windows AltGr arrives as Ctrl+Alt; X11 has no modifier for it."""
    window, editor = desk.window, desk.window.parts.editor
    line = window.find_bar.focusProxy()
    assert isinstance(line, QLineEdit)

    async def press(widget: QWidget, sign: str, modifiers: Qt.KeyboardModifier) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, ord(sign.upper()), modifiers, sign))

    async def type_it() -> None:
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        windows = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        for modifiers in (windows, Qt.KeyboardModifier.GroupSwitchModifier):
            for sign in "@€{ł":
                for widget in (editor, line, window.card.instruction):
                    await press(widget, sign, modifiers)

    desk.run(type_it())
    assert editor.text() == 2 * "@€{ł" + TEXT
    assert line.text() == window.card.instruction.text() == 2 * "@€{ł"


def test_text_from_right_to_left_has_its_bar_at_the_right(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor
    desk.run(desk.load())

    def painted(band_side: str) -> bool:
        """Whether the bar's colour is beside the paragraph's first line on that side."""
        paragraph_id = editor.paragraph_ids()[0]
        area, glow = editor.rect_of(paragraph_id), window.parts.glow.glow_of(paragraph_id)
        assert area is not None and glow is not None and glow.score.band is not None
        rect = window.parts.overlay.bar_rect(QRectF(area), glow.score.band, right_to_left=band_side == "right")
        image = editor.viewport().grab(rect.toAlignedRect()).toImage()
        return image.pixelColor(image.width() // 2, image.height() // 2) == editor.theme.bar(glow.score.band)

    async def show(text: str) -> None:
        editor.set_text(text)
        await until(lambda: window.parts.glow.glow_of(editor.paragraph_ids()[0]) is not None)

    desk.run(show(HEBREW))
    assert painted("right") and not painted("left")
    start = editor.cursorRect().left()
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert editor.textCursor().position() == 1 and editor.cursorRect().left() < start
    desk.run(show(TEXT.split("\n")[2]))
    assert painted("left") and not painted("right")


def test_the_bars_of_both_directions_keep_their_distance(desk: Desk) -> None:
    area, overlay = QRectF(100, 10, 400, 50), desk.window.parts.overlay
    left, right = (overlay.bar_rect(area, Band.STEADY, right_to_left=each) for each in (False, True))
    assert area.left() - left.right() == right.left() - area.right()
    signs = desk.window.parts.signs
    assert not signs.sign_rect(area, 0, right_to_left=True).intersects(right)
    assert signs.sign_rect(area, 0, right_to_left=True).right() < area.left()


def test_emoji_and_combining_marks_are_one_step_and_one_place(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor
    desk.run(desk.load())

    async def write() -> None:
        editor.set_text("")
        compose(editor, end=f"{FAMILY} cafe\u0301 ")
        QTest.keyClicks(editor, "was where the lamp had been on all night, said everybody who was there.")
        await until(lambda: desk.engine.scored[-1] == editor.text())
        window.find_bar.open_find()
        line = window.find_bar.focusProxy()
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, "lamp")
        await until(lambda: window.find_bar.count_text == "1 of 1")
        assert editor.textCursor().selectedText() == "lamp"
        window.find_bar.close_bar()
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        QTest.keyClick(editor, Qt.Key.Key_Right)
        assert editor.textCursor().position() == 8
        for _ in range(5):
            QTest.keyClick(editor, Qt.Key.Key_Right)
        assert editor.textCursor().position() == 8 + 6, "the accent belongs to its letter"
        QTest.keyClick(editor, Qt.Key.Key_Left)
        QTest.keyClick(editor, Qt.Key.Key_Delete)

    desk.run(write())
    assert editor.text().startswith(f"{FAMILY} caf was where")
    passage = editor.passage()
    assert passage is not None and passage.text == editor.text()


def test_the_outline_of_a_line_from_right_to_left_is_around_its_letters(desk: Desk) -> None:
    editor = desk.window.parts.editor

    async def show() -> None:
        editor.set_text(HEBREW)

    desk.run(show())
    found = passage_outline(editor, 3, 8).boundingRect()
    right, left = (editor.cursorRect(at(desk, position)).center().x() for position in (3, 8))
    assert left < right
    assert abs(found.left() - left + 5) < 2 and abs(found.right() - right - 5) < 2


def at(desk: Desk, position: int) -> QTextCursor:
    cursor = QTextCursor(desk.window.parts.editor.document())
    cursor.setPosition(position)
    return cursor
