"""The strip beside the scroll bar: each paragraph's band from the beginning of the text to its end.

A key press costs the count of its paragraph: rows of pixels are found anew only where the text has grown or shrunk by
one of them, and only those of paragraphs whose score has changed are painted again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from core.attribute.calibration import Band
from core.manuscript.paragraphs import Kind
from desktop.common.theme import LIGHT, Theme
from desktop.curve import words
from desktop.curve.bins import EMPTY, Bins, Row
from desktop.editor.text_edit import ManuscriptEditor, ParagraphChanges
from desktop.editor.tracking import Tracked
from desktop.glow.controller import GlowController

WIDTH = 24
"""Pixels."""
BAR_STEP = 3
"""Pixels that a bar is longer from band to band."""
_LEFT, _TICK, _LEAST_VIEW = 3, 5, 6
_AT_REST = 0.6
"""Opacity of the bars while the mouse is elsewhere."""
_CALM_MS, _IDLE_MS = 120, 1500
_SLICE_S = 0.004
"""Seconds that rows are found for in one go, so that the window answers in between."""
_MANY = 400
"""Paragraphs with new scores from which all rows are found again."""
_SPACED = 6
"""Pixels between marks of chapters, on average at least."""


class CurveStrip(QWidget):
    """Lies on the margin at the right of the page, where there is room, and takes none from the text. GUI thread.

    In full screen, where the text is to be alone, it is hidden.
    """

    def __init__(
        self, editor: ManuscriptEditor, glow: GlowController, chapters: Callable[[], list[tuple[int, int, str]]]
    ) -> None:
        """``chapters`` gives index of its paragraph, level and title of each heading and file, in order."""
        super().__init__(editor)
        self._editor, self._glow, self._chapters = editor, glow, chapters
        self._theme = LIGHT
        self._wanted = False
        self._weights: dict[int, int] = {}
        self._ids: list[int] = []
        """The paragraphs of the rows, which the text may not have any more."""
        self._places: dict[int, int] = {}
        self._bins = Bins((), 1)
        self._rows: list[Row] = []
        self._marks: list[tuple[int, str]] = []
        """Row and title of each chapter."""
        self._drift = 0
        """Characters by which the text has grown or shrunk since rows were found."""
        self._anew = True
        self._scored: set[int] = set()
        self._pending: dict[int, None] = {}
        """Rows that have to be found, in order."""
        self._view = (0, 0)
        self.setAccessibleName(words.TITLE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._later = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._later.timeout.connect(self._go_on)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._describe)
        editor.paragraphs_changed.connect(self._on_paragraphs_changed)
        editor.visible_changed.connect(self._follow_view)
        editor.text_replaced.connect(self._wait)
        glow.score_changed.connect(self._on_score_changed)
        glow.busy_changed.connect(self._wait)
        editor.area_changed.connect(self._place)
        self.hide()

    @property
    def rows(self) -> list[Row]:
        """What is drawn on each row of pixels."""
        return self._rows

    @property
    def view(self) -> tuple[int, int]:
        """First and last row of what is in view."""
        return self._view

    @property
    def marks(self) -> list[tuple[int, str]]:
        """Row and title of each chapter that is marked."""
        return self._marks

    @property
    def has_room(self) -> bool:
        """Whether the margin is wide enough."""
        return self._room() >= WIDTH

    @property
    def room_wanted(self) -> int:
        """Pixels of the margin that it needs."""
        return WIDTH if self._wanted else 0

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        self.update()

    def set_wanted(self, wanted: bool) -> None:
        """Show the strip where there is room for it, or hide it."""
        if wanted is not self._wanted:
            self._wanted = wanted
            self._anew = True
            self._place()

    def sizeHint(self) -> QSize:
        """Its width."""
        return QSize(WIDTH, 200)

    # -- going there

    def go(self, y: float) -> None:
        """Put the cursor where row ``y`` is, and show it."""
        self.refresh()
        paragraphs = self._editor.tracked.paragraphs
        index = self._bins.index_at(y)
        if not 0 <= index < len(paragraphs):
            return
        start, end = self._bins.span(index)
        view = self._editor.paragraph(paragraphs[index].id)
        if view is None:
            return
        within = min(1.0, max(0.0, (y - start) / (end - start)))
        position = view.start + round(within * (view.end - view.start))
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(position)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfWord)
        self._editor.keeper.select(cursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.go(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the keys go to the text again."""
        self._editor.setFocus()

    def event(self, event: QEvent) -> bool:
        """Show a tooltip: chapter and band."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            y = event.pos().y()
            QToolTip.showText(event.globalPos(), self.words_at(y), self, QRect(0, y - 1, self.width(), 3))
            return True
        return super().event(event)

    def words_at(self, y: int) -> str:
        """Chapter and band at row ``y``."""
        row = self._rows[y] if 0 <= y < len(self._rows) else EMPTY
        return words.place(self._chapter_at(self._bins.index_at(y)), _band(row), row.n)

    # -- Qt's hooks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, the marks of chapters, and a frame around what is in view."""
        painter = QPainter(self)
        rect = event.rect()
        first, last = self._view
        if last > first:
            inside = QColor(self._theme.text)
            inside.setAlpha(20)
            painter.fillRect(1, first, self.width() - 2, last - first, inside)
        self._paint_bars(painter, rect)
        painter.setPen(QPen(QColor(self._theme.muted), 1))
        for y, _ in self._marks:
            if rect.top() <= y <= rect.bottom():
                painter.drawLine(self.width() - _TICK, y, self.width() - 1, y)
        if last > first:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(0.5, first + 0.5, self.width() - 1, last - first - 1), 3, 3)

    def _paint_bars(self, painter: QPainter, rect: QRect) -> None:
        shown = 1.0 if self.underMouse() else _AT_REST
        y, stop = max(0, rect.top()), min(len(self._rows), rect.bottom() + 1)
        while y < stop:
            row = self._rows[y]
            looks, until = _looks(row), y + 1
            while until < stop and ((other := self._rows[until]) is row or _looks(other) == looks):
                until += 1
            if (band := _band(row)) is not None:
                painter.setOpacity(shown * (self._theme.stale_alpha if row.stale else 1.0))
                painter.fillRect(_LEFT, y, BAR_STEP * (band + 1), until - y, self._theme.bar(band))
            y = until
        painter.setOpacity(1.0)

    # -- inside: following

    def _on_paragraphs_changed(self, changes: ParagraphChanges) -> None:
        if not self._wanted:
            return
        if changes.removed or changes.rekinded or changes.reordered:
            self._anew = True
        tracked = self._editor.tracked
        for paragraph_id in changes.removed:
            self._weights.pop(paragraph_id, None)
        for paragraph_id in changes.changed:
            if (paragraph := tracked.get(paragraph_id)) is not None:
                weight = _length(tracked.lines, paragraph)
                self._drift += weight - self._weights.get(paragraph_id, 0)
                self._weights[paragraph_id] = weight
        self._scored.update(changes.changed)
        self._wait()

    def _on_score_changed(self, paragraph_id: int) -> None:
        if self._wanted:
            self._scored.add(paragraph_id)
            self._wait()

    def _wait(self, *_: object) -> None:
        if self._wanted and not self._later.isActive():
            self._later.start()

    def refresh(self) -> None:
        """Show the text and its scores as they are now, all at once."""
        self._editor.settle()
        self._later.stop()
        self._look()
        while self._pending:
            self._find_some()
        self._describe()

    def _go_on(self) -> None:
        """Show them in slices of time."""
        if not self._look():
            self._find_some()
        if self._pending:
            self._soon.start()
        elif not self._idle.isActive():
            self._idle.start()

    def _look(self) -> bool:
        """See which rows have to be found; returns whether that took a while."""
        if self.isHidden():
            return False
        takes_long = False
        a_row = max(1, self._bins.total // max(1, self.height()))
        if self._anew or self._bins.height != self.height() or abs(self._drift) >= a_row:
            self._find_all()
            takes_long = True
        elif len(self._scored) > _MANY:
            self._pending.update(dict.fromkeys(range(len(self._rows))))
        else:
            touched = (self._places[each] for each in self._scored if each in self._places)
            self._pending.update(dict.fromkeys(row for index in touched for row in self._bins.rows_of(index)))
        self._scored.clear()
        self._follow_view()
        return takes_long

    def _find_all(self) -> None:
        tracked, known = self._editor.tracked, self._weights
        paragraphs = tracked.paragraphs
        self._ids = [each.id for each in paragraphs]
        self._places = {paragraph_id: index for index, paragraph_id in enumerate(self._ids)}
        self._weights = {
            each.id: known[each.id] if each.id in known else _length(tracked.lines, each) for each in paragraphs
        }
        self._bins = Bins(list(self._weights.values()), max(1, self.height()))
        self._anew, self._drift = False, 0
        if len(self._rows) != self._bins.height:
            self._rows = [EMPTY] * self._bins.height
        self._marks = self._found_marks()
        self._pending = dict.fromkeys(range(self._bins.height))
        self.update()

    def _find_some(self) -> None:
        """Find what is drawn on rows until a slice of time is over, and paint those that have changed."""
        ends = time.monotonic() + _SLICE_S
        found, alike = EMPTY, range(0)
        while self._pending and time.monotonic() < ends:
            y = next(iter(self._pending))
            del self._pending[y]
            if y not in alike:
                found, alike = self._bins.row(y, self._percentile_of), range(y, self._bins.alike_until(y))
            if found is not (before := self._rows[y]):
                if found != before and _looks(found) != _looks(before):
                    self.update(0, y, self.width(), 1)
                self._rows[y] = found

    def _percentile_of(self, index: int) -> tuple[float, bool] | None:
        glow = self._glow.glow_of(self._ids[index])
        if glow is None or glow.score.percentile is None:
            return None
        return glow.score.percentile, glow.stale

    def _found_marks(self) -> list[tuple[int, str]]:
        found = [each for each in self._chapters() if each[0] < len(self._places)]
        for level in sorted({level for _, level, _ in found}, reverse=True):
            if len(found) * _SPACED <= self.height():
                break
            found = [each for each in found if each[1] < level]
        return [(int(self._bins.span(index)[0]), title) for index, _, title in found]

    def _follow_view(self) -> None:
        if self.isHidden() or not self._places:
            return
        viewport = self._editor.viewport().rect()
        inside = [
            (self._places[tracked.id], area)
            for tracked, area in self._editor.paragraphs_in(viewport)
            if tracked.id in self._places
        ]
        if not inside:
            return
        (first, above), (last, below) = inside[0], inside[-1]
        start, end = self._bins.span(first)
        top = start + (end - start) * min(1.0, max(0.0, -above.top() / max(1.0, above.height())))
        start, end = self._bins.span(last)
        shown = min(1.0, max(0.0, (viewport.height() - below.top()) / max(1.0, below.height())))
        bottom = start + (end - start) * shown
        view = int(top), min(self.height(), max(round(bottom), int(top) + _LEAST_VIEW))
        if view != self._view:
            for first_row, last_row in (self._view, view):
                self.update(0, first_row - 1, self.width(), last_row - first_row + 2)
            self._view = view

    def _describe(self) -> None:
        """For screen readers; not while a text is being read, which changes it with every paragraph."""
        if self._glow.busy or self.isHidden():
            return
        counts, n_prose = [0] * len(Band), 0
        for each in self._editor.tracked.paragraphs:
            if each.kind is Kind.PROSE:
                n_prose += 1
                glow = self._glow.glow_of(each.id)
                if glow is not None and glow.score.band is not None:
                    counts[glow.score.band] += 1
        self.setAccessibleDescription(
            words.described(counts, n_prose, self._chapter_at(self._bins.index_at(self._view[0])))
        )

    def _chapter_at(self, index: int) -> str:
        title = ""
        for at, _, name in self._chapters():
            if at > index:
                break
            title = name
        return title

    # -- inside: room

    def _room(self) -> int:
        return self._bar_left() - self._editor.viewport().geometry().right() - 1

    def _bar_left(self) -> int:
        return self._editor.width() - self._editor.verticalScrollBar().sizeHint().width()

    def _place(self) -> None:
        shown = self._wanted and self.has_room and not self.window().isFullScreen()
        self.setGeometry(self._bar_left() - WIDTH, 0, WIDTH, self._editor.height())
        if shown is self.isHidden():
            self.setVisible(shown)
        if shown and (self._anew or self._bins.height != self.height()):
            self._wait()


def _length(lines: Sequence[str], paragraph: Tracked) -> int:
    """Characters of a paragraph, and its line ends."""
    if paragraph.first == paragraph.last:
        return len(lines[paragraph.first]) + 1
    return sum(len(line) + 1 for line in lines[paragraph.first : paragraph.last + 1])


def _band(row: Row) -> Band | None:
    return None if row.percentile is None else Band.at(row.percentile)


def _looks(row: Row) -> tuple[Band | None, bool]:
    return _band(row), row.stale
