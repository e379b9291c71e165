"""Finds the paragraphs in a part of the page, however long the text is. Belongs to the GUI thread."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtWidgets import QTextEdit

from core.manuscript.paragraphs import Kind
from desktop.editor.tracking import ParagraphTracker, Tracked

_MOST_KNOWN = 250
"""Paragraphs whose places are remembered at most."""
_NEAR = 1.0
"""Pixels between two paragraphs that touch, at most."""
_ENDLESS = 1e8
"""Pixels beyond which the part that was laid out again has no end: everything below has moved."""


class _Place(NamedTuple):
    """Where a paragraph is in the document, in pixels."""

    top: float
    bottom: float
    area: QRectF


class ParagraphsInView(QObject):
    """``area`` gives the rectangle that a paragraph covers in the document, which may lay it out.

    Rectangles are remembered until the layout says that something has another place: a letter that is typed leaves
    all of them as they were, unless a line has become too long.
    """

    moved = Signal(int)
    """All from this height of the viewport on, in pixels, has another place or belongs to other paragraphs."""

    def __init__(self, page: QTextEdit, tracker: ParagraphTracker, area: Callable[[Tracked], QRectF]) -> None:
        super().__init__(page)
        self._page = page
        self._tracker = tracker
        self._area = area
        self._top_index = 0
        """Index of the paragraph found first in view last time, near which the next search begins."""
        self._known: dict[int, _Place] = {}
        """Places by the paragraph's id."""
        self._right_to_left: dict[int, bool] = {}
        self._version = 0
        self._is_regrouped = False
        self.placed: set[int] = set()
        """Ids of remembered paragraphs whose lines have been placed since they were laid out, by who places lines."""
        page.document().documentLayout().update.connect(self._on_laid_out)

    def forget(self) -> None:
        """Begin the next search at the text's beginning; another text is there."""
        self._top_index = 0
        self._forget_places()

    @property
    def version(self) -> int:
        """Another number whenever a remembered paragraph has another place or direction, or may have."""
        return self._version

    def regrouped(self) -> None:
        """Lines have been divided into paragraphs anew, and will be laid out; neighbours depend on one another."""
        self._is_regrouped = True
        self._forget_places()

    def paragraphs_in(self, rect: QRect) -> list[tuple[Tracked, QRectF]]:
        """Paragraphs that meet ``rect`` (viewport pixels) with the rectangle each covers there, in order."""
        result: list[tuple[Tracked, QRectF]] = []
        paragraphs = self._tracker.paragraphs
        scrolled = self._page.verticalScrollBar().value()
        bottom = rect.bottom() + 1 + scrolled
        for index in range(self._first_from(rect.top() + scrolled), len(paragraphs)):
            place = self._place_of(paragraphs[index])
            if place.top >= bottom:
                break
            if paragraphs[index].kind is not Kind.COMMENT or place.bottom > place.top:  # else it is hidden
                result.append((paragraphs[index], place.area.translated(0, -scrolled)))
        return result

    def is_right_to_left(self, tracked: Tracked) -> bool:
        """Whether the paragraph begins at the right side, as Hebrew and Arabic do; its first letters decide."""
        if (known := self._right_to_left.get(tracked.id)) is None:
            block = self._page.document().findBlockByNumber(tracked.first)
            known = self._right_to_left[tracked.id] = block.textDirection() is Qt.LayoutDirection.RightToLeft
        return known

    def _first_from(self, y: float) -> int:
        """Index of the first paragraph that ends at or below ``y`` in the document.

        Searched from the one found last, in growing steps: Qt's own search examines all blocks after an edit, and a
        search from the middle of a long text would lay half of it out.
        """
        paragraphs = self._tracker.paragraphs
        step, low = 1, min(self._top_index, len(paragraphs) - 1)

        def is_above(index: int) -> bool:
            return self._place_of(paragraphs[index]).bottom < y

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

    def _place_of(self, tracked: Tracked) -> _Place:
        if (place := self._known.get(tracked.id)) is None:
            area = self._area(tracked)
            if len(self._known) >= _MOST_KNOWN:
                self._forget_places()
            place = self._known[tracked.id] = _Place(area.top(), area.bottom(), area)
        return place

    def _on_laid_out(self, part: QRectF) -> None:
        """The layout has changed in ``part`` of the document."""
        top, bottom = part.top(), part.bottom()
        if bottom > _ENDLESS or self._is_regrouped:
            self._is_regrouped = False
            self._forget_places()
            self.moved.emit(int(top) - self._page.verticalScrollBar().value())
            return
        top, bottom = top - _NEAR, bottom + _NEAR
        for each in [each for each, place in self._known.items() if place.top <= bottom and place.bottom >= top]:
            self._look_again(each)

    def _look_again(self, paragraph_id: int) -> None:
        """Nothing below a paragraph has moved: as a rule it is where it was."""
        self.placed.discard(paragraph_id)
        before, direction = self._known.pop(paragraph_id, None), self._right_to_left.pop(paragraph_id, None)
        tracked = self._tracker.get(paragraph_id)
        is_same = tracked is not None and before is not None and self._place_of(tracked).area == before.area
        if tracked is None or not is_same or (direction not in (None, self.is_right_to_left(tracked))):
            self._version += 1

    def _forget_places(self) -> None:
        self._version += 1
        self._known.clear()
        self._right_to_left.clear()
        self.placed.clear()
