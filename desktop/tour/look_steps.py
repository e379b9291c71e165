"""The tour's step through emphasis and the look of the page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from desktop.tour.driver import Driver, check

PASTED = (
    "<html><style>p.MsoNormal {margin: 0cm}</style><body><p class=MsoNormal>It came from <i>another</i> "
    "program,</p><p class=MsoNormal align=center>* * *</p><p class=MsoNormal>with its <b>emphasis</b>.</p></html>"
)


class LookSteps(Driver):
    """Writes and pastes emphasis and sets the page like a book; then all of it is undone."""

    async def look(self) -> dict[str, Any]:
        """Ctrl+I sets a word in italics, pasting keeps emphasis; marks are hidden, first lines indented."""
        text, actions = self._editor.text(), self._window.actions_by_name
        self._editor.moveCursor(QTextCursor.MoveOperation.End)
        self._key("Return")
        QTest.keyClicks(self._editor, "The last word is quiet")
        self._key("Ctrl+I")
        check(self._editor.text().endswith("The last word is *quiet*"), "Ctrl+I did not set the word in italics")
        self._key("Return")
        self._key("Return")
        formatted = QMimeData()
        formatted.setHtml(PASTED)
        formatted.setText("It came from another program,\n* * *\nwith its emphasis.")
        QGuiApplication.clipboard().setMimeData(formatted)
        self._key("Ctrl+V")
        QGuiApplication.clipboard().clear()  # data made in Python must not be left for the screen's plugin to free
        pasted = "It came from *another* program,\n\n* * *\n\nwith its **emphasis**."
        check(self._editor.text().endswith(f"*quiet*\n\n{pasted}"), "what was pasted has lost its emphasis")
        await self._frame()
        await self._picture("faded")
        actions["markup-hidden"].trigger()
        actions["paragraphs-indent"].trigger()
        await self._frame()
        self._editor.ensureCursorVisible()
        await self._frame()
        await self._picture("book")
        actions["theme-dark"].trigger()
        await self._frame()
        await self._picture("book-dark")
        actions["theme-light"].trigger()
        check(self._editor.text().endswith(pasted), "another look has changed the text")
        actions["markup-faded"].trigger()
        actions["paragraphs-half"].trigger()
        steps = 0
        while self._editor.text() != text and steps < 9:
            self._key("Ctrl+Z")
            steps += 1
        check(self._editor.text() == text, "undo did not bring the text back")
        self._put_cursor(0)
        await self._until(self._all_fresh, "not every paragraph has its glow again")
        await self._frame()
        return {"undo_steps": steps}
