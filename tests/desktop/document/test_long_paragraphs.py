"""What is switched off in a very long paragraph is said."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from desktop.document import long_paragraphs
from desktop.editor.highlighter import LONGEST_STYLED
from tests.desktop.conftest import Desk, until

SENTENCE = "The *lamp* on the quay went out. "


def test_the_emphasis_of_a_very_long_paragraph_is_not_styled_which_is_said_once(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor
    watching = window.findChild(long_paragraphs.LongParagraphs)
    assert watching is not None
    watching._later.setInterval(0)
    long = SENTENCE * (LONGEST_STYLED // len(SENTENCE) + 1)

    async def shown() -> None:
        window.parts.session.new(f"{SENTENCE}\n\n{long}\n")
        await until(lambda: window.notice.words == long_paragraphs.NOT_STYLED)
        window.notice.end()
        editor.insertPlainText("x")
        await until(lambda: not watching._later.isActive())

    desk.run(shown())
    assert window.notice.words == ""
    document = editor.document()
    assert document.firstBlock().layout().formats() != []
    assert document.findBlockByNumber(2).layout().formats() == []
    editor.setTextCursor(QTextCursor(document.findBlockByNumber(2)))
    assert editor.passage() is not None and editor.text() == f"x{SENTENCE}\n\n{long}\n"
