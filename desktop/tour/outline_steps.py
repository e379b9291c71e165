"""The tour's step through the outline."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.common.translation import tr
from desktop.tour.driver import Driver, check

NOTE = "to check"


class OutlineSteps(Driver):
    """Opens the outline, goes to a scene, moves it and gives it a note; then all of it is undone."""

    async def outline(self) -> dict[str, Any]:
        """F7 shows chapter and scenes; Return goes there, Alt+Up moves in one undo step, F2 writes a note."""
        text = self._editor.text()
        self._key("F7")
        outline = self._window.outline
        view = outline.view

        def titles() -> list[str]:
            return [row.title.partition(" – ")[0] for row in outline.sections.rows]

        scenes = [tr("Scene {scene}").format(scene=number) for number in (1, 2)]
        await self._until(lambda: titles()[-2:] == scenes, "the outline does not show the scenes")
        await self._until(lambda: outline.sections.is_settled, "the outline is never counted")
        check(outline.sections.rows[0].words > 100, "the outline has no words")
        check(view.hasFocus(), "the keys do not go to the outline")
        for _ in range(len(titles())):
            self._key("Down", view)
        self._key("Return", view)
        scene = self._editor.textCursor().block().text()
        check(scene[:20] in outline.sections.rows[-1].title, "Return does not go to the scene")
        check(self._editor.hasFocus(), "the keys do not go to the text")
        await self._picture("scene")
        view.setFocus()
        self._key("Alt+Up", view)
        moved = self._editor.text()
        check(moved.index(scene) < text.index(scene), "the scene was not moved")
        check(sorted(moved.split()) == sorted(text.split()), "the move has changed words")
        await self._frame()
        await self._picture("moved")
        self._window.actions_by_name["theme-dark"].trigger()
        await self._frame()
        await self._picture("dark")
        self._window.actions_by_name["theme-light"].trigger()
        self._key("Ctrl+Z")
        check(self._editor.text() == text, "one undo did not bring the scene back")
        self._key("F2", view)
        field = QApplication.focusWidget()
        check(isinstance(field, QLineEdit), "F2 opens no field")
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, NOTE)
        QTest.keyClick(field, Qt.Key.Key_Return)
        await self._until(lambda: any(row.note == NOTE for row in outline.sections.rows), "the note is not shown")
        await self._picture("note")
        self._key("F7")
        check(not outline.isVisible(), "F7 does not close the outline")
        check(f"<!-- status: {NOTE} -->" in self._editor.text(), "the note is not in the text")
        self._key("Ctrl+Z")
        check(self._editor.text() == text, "one undo did not remove the note")
        self._put_cursor(0)
        await self._until(self._all_fresh, "not every paragraph has its glow again")
        await self._frame()
        return {"sections": titles(), "words": outline.sections.rows[0].words}
