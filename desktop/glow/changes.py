"""Counts how many paragraphs change their band when another attribute takes the place of the one shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from core.attribute.calibration import Band
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow.controller import GlowController


class BandChanges(QObject):
    """Made before the attribute is replaced; calls ``done(changed, total)`` once everything is scored anew.

    It counts the paragraphs whose text is still the same, and deletes itself after that. GUI thread.
    """

    def __init__(
        self,
        glow: GlowController,
        editor: ManuscriptEditor,
        done: Callable[[int, int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._glow, self._editor, self._done = glow, editor, done
        self._before = {each: band for each in editor.paragraph_ids() if (band := self._band(each)) is not None}
        self._texts = {each: self._text(each) for each in self._before}

    def wait(self) -> None:
        """Call ``done`` as soon as nothing is left to be scored; the attribute has been replaced."""
        self._glow.busy_changed.connect(self._check)
        self._check()

    def _check(self) -> None:
        if self._glow.busy or self._glow.unread:
            return
        self._glow.busy_changed.disconnect(self._check)
        self.deleteLater()
        after = {each: self._band(each) for each, text in self._texts.items() if self._text(each) == text}
        counted = {each: band for each, band in after.items() if band is not None}
        self._done(sum(band is not self._before[each] for each, band in counted.items()), len(counted))

    def _band(self, paragraph_id: int) -> Band | None:
        glow = self._glow.glow_of(paragraph_id)
        return glow.score.band if glow is not None else None

    def _text(self, paragraph_id: int) -> str:
        view = self._editor.paragraph(paragraph_id)
        return view.text if view is not None else ""
