"""The tour's steps through export, import and the print preview."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.exchange.markdown_reader import read_manuscript
from core.manuscript.paragraphs import Syntax
from desktop.common.translation import tr
from desktop.tour.driver import check
from desktop.tour.version_steps import VersionSteps


class ExchangeSteps(VersionSteps):
    """Steps that need a document with a file, saved."""

    async def export_and_import(self) -> dict[str, Any]:
        """File ▸ Export… writes a Word file that is read back; imported, it is the same manuscript."""
        path = self._parts.session.path
        assert path is not None
        before, out = self._editor.text(), path.with_suffix(".docx")
        self._window.actions_by_name["export-text"].trigger()
        faithful = tr("Read back, all of them are as in your text.")
        await self._until(lambda: faithful in self._window.notice.words, "nothing was exported")
        said = self._window.notice.words
        await self._frame()
        self._save(self._window, "exported")
        await self._parts.exchange.import_path(out)
        check(self._parts.session.path is None, "the imported text is not a new document")
        wanted, came = (read_manuscript(text, Syntax.MARKDOWN).blocks for text in (before, self._editor.text()))
        check(wanted == came, "the imported text is not the one that was exported")
        await self._reopen(path, before)
        return {"said": said, "blocks": len(came), "bytes": out.stat().st_size}

    async def print_preview(self) -> dict[str, Any]:
        """File ▸ Print preview… shows the pages."""
        self._window.actions_by_name["preview"].trigger()
        exchange = self._parts.exchange
        await self._until(lambda: exchange.preview is not None and exchange.preview.pages.count > 1, "no pages came")
        preview = exchange.preview
        assert preview is not None
        preview.turn(1)
        await self._frame()
        self._save(preview, "preview")
        pages = preview.pages.count
        preview.close()
        await self._come_back()
        return {"pages": pages}

    async def _reopen(self, path: Path, text: str) -> None:
        self._parts.session.new()  # nothing of the imported text is to be kept
        await self._parts.documents.open(path)
        await self._until(lambda: self._editor.text() == text, "the file did not come back")
        await self._until(self._all_fresh, "the glow did not come back")
