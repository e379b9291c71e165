"""What is on the screen after keys, where only parts are painted, is what a whole paint would show."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from desktop.editor.paragraph_look import ParagraphStyle
from tests.desktop.conftest import Desk, turns, until

Key = Qt.Key
KEYS = (Key.Key_Return, Key.Key_Return, Key.Key_Backspace, Key.Key_Delete, Key.Key_Up, Key.Key_Down, Key.Key_End)
PIECES = ("a word ", ". ", "- ", "# ", "*", "long words and long words and long words and ")


def on_screen(desk: Desk) -> QImage:
    viewport = desk.window.parts.editor.viewport()
    corner = viewport.mapTo(desk.window, QPoint(0, 0))
    shown = desk.window.screen().grabWindow(desk.window.winId(), corner.x(), corner.y(), *viewport.size().toTuple())
    return shown.toImage().convertToFormat(QImage.Format.Format_RGB32)


def whole(desk: Desk) -> QImage:
    """All of it painted anew, by what is found out anew."""
    desk.window.parts.editor._view.forget()
    return desk.window.parts.editor.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage) -> QRect:
    """Around the pixels that differ."""
    found = QRect()
    for y in range(one.height()):
        for x in range(one.width()) if one.copy(0, y, one.width(), 1) != other.copy(0, y, one.width(), 1) else ():
            if one.pixel(x, y) != other.pixel(x, y):
                found |= QRect(x, y, 1, 1)
    return found


@pytest.mark.parametrize("seed", [3, 8])
@pytest.mark.parametrize("style", [ParagraphStyle.HALF, ParagraphStyle.INDENT])
def test_after_any_keys_the_screen_shows_what_a_whole_paint_would(desk: Desk, style: ParagraphStyle, seed: int) -> None:
    draw = random.Random(f"{style.value} {seed}")
    editor = desk.window.parts.editor
    QGuiApplication.styleHints().setCursorFlashTime(0)

    async def write() -> None:
        await desk.load()
        await until(desk.window.isActiveWindow)
        editor.set_paragraph_style(style)
        editor.set_text(
            "\n\n".join(["The lamp hummed a tune, and the rain came on. " * n for n in (2, 4, 1, 3, 5)] * 2)
        )
        await until(lambda: not desk.window.parts.glow.busy and desk.window.parts.glow.unread == 0)
        for step in range(40):
            if draw.random() < 0.3:
                cursor = editor.textCursor()
                cursor.setPosition(draw.randrange(editor.document().characterCount()))
                editor.setTextCursor(cursor)
            elif draw.random() < 0.1:
                editor.undo()
            elif draw.random() < 0.5:
                QTest.keyClick(editor, draw.choice(KEYS))
            else:
                QTest.keyClicks(editor, draw.choice(PIECES))
            await turns()
            await until(lambda: not editor._after_paint.is_due)
            await turns()
            QCoreApplication.sendPostedEvents()  # a score may just have come, whose paint is still to be made
            shown, wanted = on_screen(desk), whole(desk)
            assert differing(shown, wanted).isEmpty(), step

    desk.run(write())
