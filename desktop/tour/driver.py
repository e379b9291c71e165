"""Helpers of the tour: key presses, pixels of the page, and waiting for conditions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.attribute.calibration import Band
from core.manuscript.paragraphs import Kind
from desktop.glow.controller import ParagraphGlow
from desktop.glow.overlay import TINT_PADDING
from desktop.window.window import MainWindow

PATIENCE_S = 240.0
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class CheckFailed(Exception):
    """A check of the tour failed; the message says what was found."""


class Driver:
    """Inspects and operates a window. ``number`` is the number of the step under way."""

    def __init__(self, window: MainWindow, out: Path) -> None:
        self._window = window
        self._parts = window.parts
        self._editor = window.parts.editor
        self._out = out
        self.number = 0

    # -- inspecting

    def _ids(self) -> tuple[int, ...]:
        return self._editor.paragraph_ids()

    def _is_fresh(self, paragraph_id: int) -> bool:
        glow = self._parts.glow.glow_of(paragraph_id)
        return glow is not None and not glow.stale

    def _all_fresh(self) -> bool:
        prose = [each for each in self._ids() if self._editor.kind_of(each) is Kind.PROSE]
        return not self._parts.glow.busy and all(self._is_fresh(each) for each in prose)

    def _fresh_glow(self, paragraph_id: int) -> ParagraphGlow:
        glow = self._parts.glow.glow_of(paragraph_id)
        check(glow is not None and not glow.stale, "the paragraph has no glow of its own yet")
        assert glow is not None
        return glow

    def _mean_cosine(self, indices: list[int]) -> float:
        cosines = [self._fresh_glow(self._ids()[index]).score.cosine for index in indices]
        return sum(c for c in cosines if c is not None) / len(cosines)

    def _dullest(self, *, at_least_words: int) -> int:
        """The paragraph with the lowest score of those with so many words."""
        long = [
            each
            for each in self._ids()
            if (view := self._editor.paragraph(each)) and len(view.text.split()) >= at_least_words
        ]
        cosines = {each: glow.score.cosine for each in long if (glow := self._parts.glow.glow_of(each))}
        return min((cosine, each) for each, cosine in cosines.items() if cosine is not None)[1]

    def _check_pixels(self, paragraph_id: int) -> str:
        """Check a paragraph's colours against its band. Returns the band's word; "" if none, or not wholly in view."""
        glow, area = self._parts.glow.glow_of(paragraph_id), self._editor.rect_of(paragraph_id)
        if glow is None or glow.score.band is None or area is None or not self._editor.viewport().rect().contains(area):
            return ""
        band, theme = glow.score.band, self._window.theme
        image = self._page_image()
        beside_text = QPoint(round(area.right() + TINT_PADDING / 2), area.center().y())
        found = image.pixelColor(beside_text)
        check(close_to(found, theme.tint(band)), f"a {band.word} paragraph is tinted {found.name()}")
        bar = self._parts.overlay.bar_rect(area.toRectF(), band)
        found = image.pixelColor(bar.center().toPoint())
        check(close_to(found, theme.bar(band)), f"the margin bar of a {band.word} paragraph is {found.name()}")
        return band.word

    def _tinted_pixels(self) -> int:
        """Pixels in the strip right of the text that are not the page's colour; a column inside the tint's padding."""
        image = self._page_image()
        areas = [area for each in self._editor.visible_ids() if (area := self._editor.rect_of(each)) is not None]
        column = round(max(area.right() for area in areas) + TINT_PADDING / 2)
        page = self._window.theme.tint(Band.PLAIN)
        return sum(not close_to(image.pixelColor(column, y), page) for y in range(image.height()))

    def _page_image(self) -> QImage:
        """The page as painted, in its own coordinates whatever the screen's scaling."""
        return self._editor.viewport().grab().toImage().scaled(self._editor.viewport().size())

    # -- operating

    def _put_cursor(self, position: int) -> None:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(position)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        self._editor.setFocus()

    def _key(self, keys: str, where: QWidget | None = None) -> None:
        """A key in the text, or ``where``."""
        *modifiers, key = keys.split("+")
        flags = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            flags |= _MODIFIERS[modifier]
        QTest.keyClick(where or self._editor, getattr(Qt.Key, f"Key_{key}"), flags)

    async def _until(self, condition: Callable[[], bool], otherwise: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            check(time.monotonic() < end, otherwise)
            await asyncio.sleep(0.02)

    async def _come_back(self) -> None:
        """Wait until the window is active after a dialog, which not every screen does by itself."""
        self._window.activateWindow()
        await self._until(self._window.isActiveWindow, "the window is not active again")

    async def _frame(self) -> None:
        """Wait until changes have been laid out and painted."""
        await asyncio.sleep(0.25)

    async def _picture(self, name: str) -> None:
        self._save(self._window, name)

    def _save(self, widget: QWidget, name: str) -> None:
        widget.grab().save(str(self._out / f"{self.number:02}-{name}.png"))


def check(holds: bool, otherwise: str) -> None:
    """Raise CheckFailed with ``otherwise`` unless it ``holds``."""
    if not holds:
        raise CheckFailed(otherwise)


def close_to(one: QColor, other: QColor) -> bool:
    """Whether two colours are equal except for rounding."""
    channels = (QColor.red, QColor.green, QColor.blue)
    return all(abs(channel(one) - channel(other)) <= 2 for channel in channels)
