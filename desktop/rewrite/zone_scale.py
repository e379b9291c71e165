"""Converts between λ and positions on the slider. Pure functions.

Zones are of very different widths in λ, so the scale is linear inside each zone and every zone gets room for its name.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.attribute.calibration import Zone, Zones

LAM_STEP = 0.1
_ROOM = {Zone.PLAINER: 0.26, Zone.MILD: 0.24, Zone.VIVID: 0.26, Zone.RISKY: 0.2}
_ROOM_BELOW_ZERO = 0.14
"""Share of the slider for the risky zone on the plainer side, which is rarely used."""


@dataclass(frozen=True)
class Stretch:
    """One zone's part of the slider: λ from ``low`` to ``high`` lies at ``left`` to ``right`` (0–1)."""

    zone: Zone
    low: float
    high: float
    left: float
    right: float


@dataclass(frozen=True)
class ZoneScale:
    """The slider's stretches from left to right."""

    stretches: tuple[Stretch, ...]
    lam_max: float
    """The largest λ allowed; less than the end of the stretches if no zone has any width."""

    def position(self, lam: float) -> float:
        """0–1 from left to right; clipped at the ends."""
        for stretch in self.stretches:
            if lam <= stretch.high:
                share = (max(lam, stretch.low) - stretch.low) / (stretch.high - stretch.low)
                return stretch.left + share * (stretch.right - stretch.left)
        return 1.0

    def lam_at(self, position: float) -> float:
        """The λ at a position, rounded to the slider's step."""
        position = min(1.0, max(0.0, position))
        stretch = next(s for s in self.stretches if position <= s.right or s is self.stretches[-1])
        share = (position - stretch.left) / (stretch.right - stretch.left)
        lam = stretch.low + share * (stretch.high - stretch.low)
        return self.clip(round(lam / LAM_STEP) * LAM_STEP)

    def clip(self, lam: float) -> float:
        """The nearest λ that is allowed, to one decimal."""
        bound = int(self.lam_max / LAM_STEP + 1e-6) * LAM_STEP
        return round(min(bound, max(-bound, lam)), 1)


def zone_scale(zones: Zones) -> ZoneScale:
    """The scale for an attribute's zones; zones without width are left out."""
    parts = [
        (Zone.RISKY, -zones.lam_max, -zones.vivid, _ROOM_BELOW_ZERO),
        (Zone.PLAINER, -zones.vivid, 0.0, _ROOM[Zone.PLAINER]),
        (Zone.MILD, 0.0, zones.mild, _ROOM[Zone.MILD]),
        (Zone.VIVID, zones.mild, zones.vivid, _ROOM[Zone.VIVID]),
        (Zone.RISKY, zones.vivid, zones.lam_max, _ROOM[Zone.RISKY]),
    ]
    parts = [part for part in parts if part[2] - part[1] >= LAM_STEP] or [(Zone.MILD, -1.0, 1.0, 1.0)]
    total = sum(room for *_, room in parts)
    stretches: list[Stretch] = []
    left = 0.0
    for zone, low, high, room in parts:
        right = left + room / total
        stretches.append(Stretch(zone, low, high, left, right))
        left = right
    return ZoneScale(tuple(stretches), zones.lam_max)
