"""Finds the paragraphs in a part of the page, however long the text is. Belongs to the GUI thread."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect, QRectF

from core.manuscript.paragraphs import Kind
from desktop.editor.tracking import ParagraphTracker, Tracked


class ParagraphsInView:
    """``area`` gives the rectangle that a paragraph covers in the viewport."""

    def __init__(self, tracker: ParagraphTracker, area: Callable[[Tracked], QRectF]) -> None:
        self._tracker = tracker
        self._area = area
        self._top_index = 0
        """Index of the paragraph found first in view last time, near which the next search begins."""
        self._known: dict[int, QRectF] | None = None
        """Rectangles by the paragraph's id while the layout stays as it is; None where it may change."""

    def forget(self) -> None:
        """Begin the next search at the text's beginning."""
        self._top_index = 0

    @contextmanager
    def layout_stays(self) -> Iterator[None]:
        """Within the ``with`` block nothing is laid out or scrolled, so that each rectangle is asked for once."""
        self._known = {}
        try:
            yield
        finally:
            self._known = None

    def paragraphs_in(self, rect: QRect) -> list[tuple[Tracked, QRectF]]:
        """Paragraphs that meet ``rect`` (viewport pixels) with the rectangle each covers there, in order."""
        result: list[tuple[Tracked, QRectF]] = []
        paragraphs = self._tracker.paragraphs
        for index in range(self._first_from(rect.top()), len(paragraphs)):
            area = self._area_of(paragraphs[index])
            if area.top() >= rect.bottom() + 1:
                break
            if paragraphs[index].kind is not Kind.COMMENT or area.height() > 0:  # else it is hidden
                result.append((paragraphs[index], area))
        return result

    def _first_from(self, y: int) -> int:
        """Index of the first paragraph that ends at or below ``y`` in the viewport.

        Searched from the one found last, in growing steps: Qt's own search examines all blocks after an edit, and a
        search from the middle of a long text would lay half of it out.
        """
        paragraphs = self._tracker.paragraphs
        step, low = 1, min(self._top_index, len(paragraphs) - 1)

        def is_above(index: int) -> bool:
            return self._area_of(paragraphs[index]).bottom() < y

        if low >= 0 and is_above(low):
            while low + step < len(paragraphs) and is_above(low + step):
                low, step = low + step, 2 * step
            high = min(low + step, len(paragraphs))
            low += 1
        else:
            high = max(low, 0)
            while low - step >= 0 and not is_above(low - step):
                high, low, step = low - step, low - step, 2 * step
            low = max(low - step, 0)
        self._top_index = bisect_left(range(low, high), True, key=lambda index: not is_above(index)) + low
        return self._top_index

    def _area_of(self, tracked: Tracked) -> QRectF:
        if self._known is None:
            return self._area(tracked)
        if (area := self._known.get(tracked.id)) is None:
            self._known[tracked.id] = area = self._area(tracked)
        return area
