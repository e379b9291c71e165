"""The tour's steps along the curve and through the notes beside the text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.attribute.calibration import Band
from desktop.tour.driver import Driver, check

NOTE = "Was it high water in chapter three?"


class CurveSteps(Driver):
    """Goes along the curve, compares the chapters, and writes a note beside a paragraph, in light and dark."""

    async def curve(self) -> dict[str, Any]:
        """The strip shows bands; a click goes there, Ctrl+F8 to the next vivid passage; chapters have figures."""
        await self._until(self._all_fresh, "not every paragraph was scored")
        preferences = self._parts.preferences
        shown = preferences.value.outline_visible, preferences.value.inspector_visible
        preferences.change(outline_visible=False, inspector_visible=False, curve_visible=True)
        strip = self._window.curve.strip
        await self._until(strip.isVisible, "there is no curve although there is room")
        strip.refresh()
        bands = {Band.at(row.percentile) for row in strip.rows if row.percentile is not None}
        check(len(bands) > 1, "the curve shows a single band")
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() // 2, strip.height() - 3))
        check(self._editor.textCursor().position() > len(self._editor.text()) // 2, "a click on the curve goes nowhere")
        self._key("Ctrl+F8")
        vivid = self._fresh_glow(self._editor.current_id()).score.band
        check(vivid is Band.VIVID, "the next vivid passage is not vivid")
        await self._frame()
        await self._picture("vivid")
        self._window.curve.compare_chapters()
        await self._until(lambda: self._window.curve.dialog is not None, "the chapters are not compared")
        dialog = self._window.curve.dialog
        assert dialog is not None
        check(dialog.table.rowCount() > 0, "there are no chapters")
        await self._frame()
        self._save(dialog, "chapters")
        dialog.reject()
        await self._come_back()
        preferences.change(outline_visible=shown[0], inspector_visible=shown[1])
        return {"bands": sorted(band.word for band in bands), "description": strip.accessibleDescription()}

    async def notes(self) -> dict[str, Any]:
        """Ctrl+M writes a note, which is shown beside the text and not in it; one undo takes it away."""
        preferences, notes, text = self._parts.preferences, self._window.notes, self._editor.text()
        shown = preferences.value.outline_visible, preferences.value.inspector_visible
        preferences.change(outline_visible=False, inspector_visible=False)
        words = self._window.status_line.word_count
        self._key("Ctrl+M")
        check(notes.box.isVisible(), "Ctrl+M opens no note")
        QTest.keyClicks(notes.box.text, NOTE)
        await self._frame()
        await self._picture("writing")
        QTest.keyClick(notes.box.text, Qt.Key.Key_Return)
        await self._frame()
        check(f"<!-- {NOTE} -->\n" in self._editor.text(), "the note is not in the text")
        check(NOTE in [box.note.text for box in notes.margin.boxes()], "the note is not beside the text")
        check(self._window.status_line.word_count == words, "the words of the note are counted")
        for theme in ("dark", "light"):
            self._window.actions_by_name[f"theme-{theme}"].trigger()
            await self._frame()
            await self._picture(theme)
        self._key("Ctrl+Z")
        check(self._editor.text() == text, "one undo did not take the note away")
        preferences.change(outline_visible=shown[0], inspector_visible=shown[1])
        return {"note": NOTE}
