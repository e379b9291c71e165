"""The tour's step through a folder of files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core.manuscript.boundaries import parted
from core.manuscript.order_list import ORDER_FILE
from desktop.tour.driver import Driver, check
from desktop.tour.questions import TourQuestions

_FILES = {
    "1 The quay.md": b"# The quay\n\nNobody had lit the lamps; nobody ever did, and they came on all the same.\n",
    "2 The boat.md": b"# The boat\r\n\r\nIt came in without oars, as slow as somebody who is being talked about.\r\n",
    "10 Winter.md": b"# Winter\n\nThe harbour froze on a Tuesday, from the middle outwards.\n",
}


class FolderSteps(Driver):
    """Opens a folder, edits across its files, moves one, saves; then the document of before is open again."""

    _questions: TourQuestions
    _scratch: Path

    async def folder(self) -> dict[str, Any]:
        """File ▸ Open folder… shows the files as one text; a save writes those that were changed, and their order."""
        before, session = self._parts.session.path, self._parts.session
        assert before is not None
        folder = self._questions.folder = self._scratch / "The lamps"
        await asyncio.to_thread(_make, folder)
        self._window.actions_by_name["open-folder"].trigger()
        await self._until(lambda: session.path == folder, "the folder was not opened")
        text = self._editor.text()
        check([name for name, _ in parted(text)] == list(_FILES), "the files are not in natural order")
        await self._until(self._all_fresh, "the paragraphs of the folder have no glow")
        await self._frame()
        await self._picture("open")
        self._select("all the same.", "slow as")
        self._key("Delete")
        quay, boat, winter = parted(self._editor.text())
        check((quay[0], boat[0], winter[0]) == tuple(_FILES), "a file was deleted")
        check(quay[1].endswith("came on ") and boat[1].startswith(" somebody"), "the files have lost their sides")
        self._key("Ctrl+Z")
        check(self._editor.text() == text, "one undo did not bring the text back")
        self._select("without oars", "without oars")
        QTest.keyClicks(self._editor, "quietly")
        self._key("F7")
        view, sections = self._window.outline.view, self._window.outline.sections
        await self._until(
            lambda: sections.is_settled and len(sections.rows) == 6, "the outline does not show the files"
        )
        view.choose(next(row.key for row in sections.rows if "Winter" in row.title))
        self._key("Alt+Up", view)
        await self._frame()
        await self._picture("moved")
        self._key("F7")
        order = [name for name, _ in parted(self._editor.text())]
        check(order == ["1 The quay.md", "10 Winter.md", "2 The boat.md"], "the file was not moved")
        self._key("Ctrl+S")
        await self._until(lambda: not session.modified, "the folder still counts as modified")
        on_disk = await asyncio.to_thread(_contents, folder)
        listed = on_disk.pop(ORDER_FILE).decode("utf-8").splitlines()
        check(listed[1:] == order, "the list file has another order")
        changed = [name for name, content in _FILES.items() if on_disk[name] != content]
        check(changed == ["2 The boat.md"], "other files than the edited one were written")
        check(on_disk[changed[0]] == _FILES[changed[0]].replace(b"without oars", b"quietly"), "line ends were changed")
        self._key("Ctrl+O")
        await self._until(lambda: session.path == before, "the document of before was not opened again")
        await self._until(self._all_fresh, "the glow did not come back")
        await self._frame()
        return {"files": order, "written": changed}

    def _select(self, first: str, last: str) -> None:
        """Select from the beginning of ``first`` to the end of ``last``."""
        cursor = self._editor.document().find(first)
        start = cursor.selectionStart()
        end = self._editor.document().find(last, start).selectionEnd()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.setFocus()


def _make(folder: Path) -> None:
    folder.mkdir()
    for name, content in _FILES.items():
        (folder / name).write_bytes(content)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
