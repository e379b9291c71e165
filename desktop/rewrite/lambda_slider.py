"""The λ slider: a QSlider whose groove shows the zones, the risky ones hatched."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from core.attribute.calibration import Zone, Zones
from desktop.common import messages
from desktop.common.theme import LIGHT, Theme
from desktop.common.translation import tr
from desktop.rewrite.words import strength_in_row
from desktop.rewrite.zone_scale import LAM_STEP, Stretch, zone_scale

_GROOVE = 8.0
_HANDLE = 16.0
_GAP = 2.0
_STRENGTH = {Zone.PLAINER: 0.0, Zone.MILD: 0.22, Zone.VIVID: 0.5, Zone.RISKY: 0.0}
"""Share of the accent colour in each zone's part of the groove; risky is hatched instead."""


class LambdaSlider(QSlider):
    """Value in tenths of λ; arrow keys move by 0.5, with Shift or the mouse by 0.1. Keyboard and screen readers work
    as with any slider."""

    lam_changed = Signal(float)

    def __init__(self, zones: Zones, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme: Theme = LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSingleStep(5)
        self.setPageStep(10)
        self.setAccessibleName(tr("Strength"))
        self._attribute = ""
        self.valueChanged.connect(self._on_value)
        self.set_zones(zones)

    @property
    def lam(self) -> float:
        """The λ chosen."""
        return round(self.value() * LAM_STEP, 1)

    @property
    def zone(self) -> Zone:
        """The zone of the λ chosen."""
        return self._zones.zone(self.lam)

    def set_lam(self, lam: float) -> None:
        """Choose a λ; clipped to what the attribute allows."""
        self.setValue(round(self._scale.clip(lam) / LAM_STEP))

    def words(self, *, of_what: bool = False) -> str:
        """“Strength 7.6 – vivid”; with ``of_what`` also the attribute's name."""
        zone = messages.zone_words(self.zone, self._attribute)
        return messages.strength_words(self.lam, zone, self._attribute if of_what else "")

    def words_in_row(self, lam: float) -> str:
        """Any λ in the words of the list of attempts: “3.0 – mild”."""
        return strength_in_row(lam, messages.zone_words(self._zones.zone(lam), self._attribute, short=True))

    def set_zones(self, zones: Zones, attribute: str = "") -> None:
        """Use the zones of ``attribute``; λ is kept if it is still allowed."""
        self._zones = zones
        self._attribute = attribute or self._attribute
        self._scale = zone_scale(zones)
        bound = round(self._scale.clip(self._scale.lam_max) / LAM_STEP)
        self.setRange(-bound, bound)
        self._describe()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Room for handle and names."""
        return QSize(240, int(_HANDLE) + 8 + self._name_font_height())

    def minimumSizeHint(self) -> QSize:
        """The height of the size hint, and less width."""
        return QSize(180, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the handle to the mouse; Qt's own arithmetic does not apply, because the scale is not linear."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Like a press."""
        self.mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove with its zones, names below, handle on top."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stretch in self._scale.stretches:
            self._paint_stretch(painter, stretch)
        theme = self._theme
        zero = self._x(self._scale.position(0.0))
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(QPointF(zero, self._middle() - 7), QPointF(zero, self._middle() + 7))
        focused = self.hasFocus()
        radius = _HANDLE / 2 - 1
        fill = theme.accent if self.isEnabled() and (focused or self.isSliderDown()) else theme.raised
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(theme.accent if self.isEnabled() else theme.dimmed), 2))
        painter.drawEllipse(QPointF(self._x(self._scale.position(self.lam)), self._middle()), radius, radius)

    def _paint_stretch(self, painter: QPainter, stretch: Stretch) -> None:
        theme = self._theme
        left, right = self._x(stretch.left) + _GAP / 2, self._x(stretch.right) - _GAP / 2
        bar = QRectF(left, self._middle() - _GROOVE / 2, right - left, _GROOVE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_mixed(theme.border, theme.accent, _STRENGTH[stretch.zone]))
        painter.drawRoundedRect(bar, 2, 2)
        if stretch.zone is Zone.RISKY:
            painter.setBrush(QBrush(QColor(theme.muted), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(bar, 2, 2)
        is_here = stretch.low <= self.lam <= stretch.high and stretch.zone is self.zone
        painter.setFont(self._name_font(bold=is_here))
        painter.setPen(QColor(theme.chrome_text if is_here else theme.muted))
        room = QRectF(left - 8, self._middle() + _HANDLE / 2 + 2, right - left + 16, self._name_font_height() + 2)
        words = messages.zone_words(stretch.zone, self._attribute)
        if painter.fontMetrics().horizontalAdvance(words) > room.width():
            words = messages.zone_words(stretch.zone, self._attribute, short=True)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)

    def _name_font(self, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.88))
        font.setBold(bold)
        return font

    def _name_font_height(self) -> int:
        return round(self.fontMetrics().height() * 0.92)

    def _middle(self) -> float:
        return _HANDLE / 2 + 2

    def _x(self, position: float) -> float:
        return _HANDLE / 2 + position * (self.width() - _HANDLE)

    def _go_to(self, x: float) -> None:
        self.set_lam(self._scale.lam_at((x - _HANDLE / 2) / max(1.0, self.width() - _HANDLE)))

    def _on_value(self, _value: int) -> None:
        self._describe()
        self.lam_changed.emit(self.lam)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words())
        self.setToolTip(messages.lam_tip(self.lam, self._scale.lam_max))


def _mixed(one: str, other: str, share: float) -> QColor:
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )
