"""The tour's step through what helps while writing for hours."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core.writing.log import Words
from desktop.tour.driver import Driver, check

TYPED = '"It\'s out," she said--"the lamp..."'
SET = "“It’s out,” she said–“the lamp…”"
N_WORDS = 6


class WritingSteps(Driver):
    """Drafts a line with a focus on the full screen, looks at the words written, and undoes it."""

    async def write_undisturbed(self) -> dict[str, Any]:
        """Nothing of scoring is left, the line stays in the middle, marks are set as in the text, words are counted."""
        text, actions, writing = self._editor.text(), self._window.actions_by_name, self._parts.writing
        before = writing.tally.session
        for name in ("drafting", "typewriter", "focus-sentence", "full"):
            actions[name].trigger()
        self._editor.moveCursor(QTextCursor.MoveOperation.End)
        self._key("Return")
        QTest.keyClicks(self._editor, TYPED)
        check(self._editor.text().endswith(f"\n{SET}"), "the marks that were typed are not set as in the text")
        check(writing.tally.session == before + Words(N_WORDS), "the words that were typed are not counted")
        await self._frame()
        check(not self._window.header.isVisible() and not self._window.status_line.isVisible(), "bars are left")
        check(self._parts.glow.glow_of(self._ids()[1]) is None, "a paragraph has a glow while drafting")
        share = self._editor.cursorRect().center().y() / self._editor.viewport().height()
        check(0.45 < share < 0.58, f"the line that is written is at {share:.2f} of the page's height")
        await self._picture("focus")
        actions["theme-dark"].trigger()
        await self._frame()
        await self._picture("focus-dark")
        actions["theme-light"].trigger()
        self._key("Escape")
        await self._frame()
        check(self._window.header.isVisible(), "Esc did not lead back from the full screen")
        writing.show()
        dialog = writing.dialog
        assert dialog is not None
        await self._until(lambda: dialog.summary.text() != "", "the last days are not shown")
        self._save(dialog, "words")
        dialog.close()
        await self._come_back()
        for name in ("drafting", "typewriter", "focus-off"):
            actions[name].trigger()
        steps = 0
        while self._editor.text() != text and steps < 30:
            self._key("Ctrl+Z")
            steps += 1
        check(self._editor.text() == text, "undo did not bring the text back")
        check(writing.tally.session == before, "undo does not count back")
        self._put_cursor(0)
        await self._until(self._all_fresh, "not every paragraph has its glow again")
        await self._frame()
        return {"words": N_WORDS, "undo_steps": steps}
