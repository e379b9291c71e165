"""Draws the glow: a tint behind each scored paragraph in view and, next to it, a bar whose length shows the band.

It is drawn below the text while the viewport paints and is no document format, so it cannot enter undo, the file or a
copy. Only paragraphs that meet the painted rectangle are considered.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from core.attribute.calibration import Band
from core.manuscript.paragraphs import Kind
from desktop.common.theme import Theme
from desktop.common.translation import tr
from desktop.editor.page import SIDE_MARGIN
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow.controller import GlowController, ParagraphGlow
from desktop.glow.wording import comparison

TINT_PADDING = 14.0
"""Pixels the tint reaches beyond the text on either side."""
TINT_AIR = 7.0
"""The same, above and below, where there is room."""
TINT_RADIUS = 9.0
BAR_STEP, BAR_HEIGHT, BAR_GAP = 6.0, 4.0, 9.0
"""A bar is one to five steps long, and ends this far from the tint."""

_OTHER_BAR = 0.6
"""Opacity of the bars of other paragraphs than the one at the cursor while their text is faded."""
_NEAR = 12
"""Pixels around a paragraph that its tint may reach; neighbours as near as that are looked at."""


class _Tint(NamedTuple):
    """The glow of one paragraph as it is drawn, in pixels of the document."""

    tinted: QRectF
    bar: QRectF
    band: Band
    colours: tuple[QColor, QColor]


class GlowOverlay(QObject):
    """Paints the controller's scores onto the editor. GUI thread."""

    def __init__(self, editor: ManuscriptEditor, glow: GlowController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._glow = glow
        self._visible = True
        self._fades_others = self._fades_current = False
        self._colours: dict[tuple[Band, float, float], tuple[QColor, QColor]] = {}
        """Of tint and bar, in :attr:`_theme`, by the band and the opacity of each."""
        self._theme = editor.theme
        self._tints: list[_Tint] = []
        """In and near the viewport; the same for most keys, so that a paint looks at no paragraph."""
        self._tints_of: tuple[object, ...] = ()
        """What they depend on; empty where they have to be found again."""
        editor.add_underlay(self._paint)
        editor.add_hint(self._hint)
        glow.score_changed.connect(self._repaint)
        glow.busy_changed.connect(self._find_again)
        editor.text_moved.connect(self._repaint_from)

    @property
    def glow_visible(self) -> bool:
        """Whether any trace of scoring is shown."""
        return self._visible

    def set_glow_visible(self, visible: bool) -> None:
        """Show the glow, or hide every trace of it: tints, bars and tooltips."""
        self._visible = visible
        self._repaint_all()

    def set_focus(self, *, fades_others: bool, fades_current: bool) -> None:
        """Draw tints paler where text on them is faded, so that it can still be read.

        ``fades_others``: the text of other paragraphs than the one at the cursor; ``fades_current``: some of that one.
        """
        if (fades_others, fades_current) != (self._fades_others, self._fades_current):
            self._fades_others, self._fades_current = fades_others, fades_current
            self._repaint_all()

    def bar_rect(self, area: QRectF, band: Band, *, right_to_left: bool = False) -> QRectF:
        """The bar of a paragraph whose text covers ``area``: on the side where its first line begins, at its middle."""
        length, away = BAR_STEP * (band + 1), TINT_PADDING + BAR_GAP
        left = area.right() + away if right_to_left else area.left() - away - length
        middle = area.top() + self._editor.first_line_pixels() / 2
        return QRectF(left, middle - BAR_HEIGHT / 2, length, BAR_HEIGHT)

    def _paint(self, painter: QPainter, rect: QRect) -> None:
        if not self._visible:
            return
        scrolled = self._editor.verticalScrollBar().value()
        top, bottom = rect.top() + scrolled, rect.bottom() + 1 + scrolled
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(0, -scrolled)
        for tint in self._tints_now(scrolled):
            if tint.tinted.top() <= bottom and tint.tinted.bottom() >= top:
                tint_colour, bar_colour = tint.colours
                if tint.band is not Band.PLAIN:
                    painter.setBrush(tint_colour)
                    painter.drawRoundedRect(tint.tinted, TINT_RADIUS, TINT_RADIUS)
                painter.setBrush(bar_colour)
                painter.drawRoundedRect(tint.bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        painter.translate(0, scrolled)

    def _tints_now(self, scrolled: int) -> list[_Tint]:
        editor = self._editor
        current = editor.current_id() if self._fades_others else -1
        now = (editor.places_version, scrolled, editor.viewport().height(), editor.theme, current)
        if now != self._tints_of:
            self._tints = self._found_tints(scrolled, current)
            self._tints_of = (editor.places_version, *now[1:])  # what was looked for may have been laid out
        return self._tints

    def _found_tints(self, scrolled: int, current: int) -> list[_Tint]:
        found: list[_Tint] = []
        near = self._editor.paragraphs_in(self._editor.viewport().rect().adjusted(0, -2 * _NEAR, 0, 2 * _NEAR))
        for index, (tracked, area) in enumerate(near):
            if tracked.kind is Kind.PROSE and (glow := self._glow.glow_of(tracked.id)) is not None:
                above = near[index - 1][1].bottom() if index else -math.inf
                below = near[index + 1][1].top() if index + 1 < len(near) else math.inf
                if (band := glow.score.band) is not None:
                    bar = self.bar_rect(area, band, right_to_left=self._editor.is_right_to_left(tracked))
                    tinted = _grown(area, above, below).translated(0, scrolled)
                    colours = self._colours_of(band, glow.stale, is_current=tracked.id == current)
                    found.append(_Tint(tinted, bar.translated(0, scrolled), band, colours))
        return found

    def _colours_of(self, band: Band, stale: bool, *, is_current: bool) -> tuple[QColor, QColor]:
        if (theme := self._editor.theme) is not self._theme:
            self._theme = theme
            self._colours.clear()
        tint = bar = theme.stale_alpha if stale else 1.0
        if self._fades_current if is_current else self._fades_others:
            tint *= theme.faded_tint_alpha
        if self._fades_others and not is_current:
            bar *= _OTHER_BAR
        if (band, tint, bar) not in self._colours:
            self._colours[band, tint, bar] = (
                _faded(theme.tint(band), tint, theme),
                _faded(theme.bar(band), bar, theme),
            )
        return self._colours[band, tint, bar]

    def _hint(self, position: QPoint) -> tuple[str, QRect] | None:
        if not self._visible:
            return None
        for tracked, area in self._editor.paragraphs_in(QRect(0, position.y(), 1, 1)):
            glow = self._glow.glow_of(tracked.id)
            if tracked.kind is Kind.PROSE and glow is not None and area.top() <= position.y() <= area.bottom():
                return self._words(tracked.id, glow), area.toAlignedRect().adjusted(-SIDE_MARGIN, 0, SIDE_MARGIN, 0)
        return None

    def _words(self, paragraph_id: int, glow: ParagraphGlow) -> str:
        lines = [comparison(glow.score, self._glow.chapter_cosines(paragraph_id), self._glow.attribute)]
        if glow.stale:
            lines.append(tr("changed since; the glow will be updated"))
        return "\n".join(lines)

    def _repaint(self, paragraph_id: int) -> None:
        self._tints_of = ()
        area = self._editor.rect_of(paragraph_id)
        viewport = self._editor.viewport()
        if self._visible and area is not None and area.intersects(viewport.rect()):
            viewport.update(0, area.top() - _NEAR, viewport.width(), area.height() + 2 * _NEAR)

    def _repaint_from(self, top: int) -> None:
        """The tints above what has moved may have more room below now, or less."""
        viewport = self._editor.viewport()
        if self._visible and top < viewport.height():
            viewport.update(0, top - _NEAR, viewport.width(), viewport.height() - top + _NEAR)

    def _find_again(self, *_: object) -> None:
        self._tints_of = ()

    def _repaint_all(self) -> None:
        self._tints_of = ()
        self._editor.viewport().update()


def _grown(area: QRectF, above: float, below: float) -> QRectF:
    """The tint around a paragraph's text: padded, but never more than half-way to its neighbours."""
    top = min(TINT_AIR, max(0.0, (area.top() - above) / 2 - 1))
    bottom = min(TINT_AIR, max(0.0, (below - area.bottom()) / 2 - 1))
    return area.adjusted(-TINT_PADDING, -top, TINT_PADDING, bottom)


def _faded(colour: QColor, opacity: float, theme: Theme) -> QColor:
    """``colour`` as it looks at that opacity on the page; opaque itself, which is several times faster to paint."""
    if opacity == 1.0:
        return colour
    page, kept = QColor(theme.page), 1 - opacity
    return QColor.fromRgbF(
        page.redF() * kept + colour.redF() * opacity,
        page.greenF() * kept + colour.greenF() * opacity,
        page.blueF() * kept + colour.blueF() * opacity,
    )
