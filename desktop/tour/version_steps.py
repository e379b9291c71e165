"""The tour's steps through versions."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core.versions.version import key_of
from desktop.tour.driver import Driver, check
from desktop.versions import words

_REGRETTED = " Nobody would ever read this sentence twice."


class VersionSteps(Driver):
    """Steps that need a document with a file, saved."""

    async def save_version(self) -> dict[str, Any]:
        """File ▸ Save a version… keeps the text under a name."""
        path, store = self._parts.session.path, self._parts.versions.parts.store
        assert path is not None
        self._window.actions_by_name["save-version"].trigger()
        await self._until(lambda: any(each.name for each in store.versions(key_of(path))), "no version has a name")
        kept = store.versions(key_of(path))
        check(store.text(kept[0]) == self._editor.text(), "the version is not the text")
        return {"versions": len(kept), "bytes": store.size(), "version": kept[0].name}

    async def restore_version(self) -> dict[str, Any]:
        """Ctrl+Shift+H shows what has changed since; the passage is restored, and one undo brings it back."""
        before = self._editor.text()
        cursor = self._editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._editor.setTextCursor(cursor)
        QTest.keyClicks(self._editor, _REGRETTED)
        after = self._editor.text()
        self._key("Ctrl+Shift+H")
        dialog = self._parts.versions.dialog
        assert dialog is not None
        one = words.compared(1, 1)
        await self._until(lambda: dialog.listed is not None and bool(dialog.listed.versions), "no version is listed")
        await self._until(lambda: not dialog.busy and dialog.summary.text() == one, "not one passage differs")
        await self._frame()
        self._save(dialog, "versions")
        QTest.mouseClick(dialog.restore_passage, Qt.MouseButton.LeftButton)
        await self._until(lambda: self._editor.text() == before, "the passage was not restored")
        dialog.close()
        await self._come_back()
        self._key("Ctrl+Z")
        check(self._editor.text() == after, "one undo did not take the restoring back")
        while self._editor.text() != before:
            self._key("Ctrl+Z")
        check(not self._parts.session.modified, "the text is as it was saved, but counts as modified")
        return {"characters": len(_REGRETTED)}
