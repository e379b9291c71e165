"""Several attributes steering at once: each with its λ, all together no stronger than was measured for any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.attribute.calibration import Zones
from core.errors import UsageProblem

_ROUNDING = 1e-6


@dataclass(frozen=True)
class AttributeSpec:
    """``NAME`` or ``NAME:λ`` as typed; ``lam`` None for the attribute's own."""

    name: str
    lam: float | None = None


def parse(text: str) -> AttributeSpec:
    """``craft``, ``craft:2.5``, ``folder/x.gguf:-1``; a colon before anything but a number belongs to the name."""
    name, colon, number = text.rpartition(":")
    if colon:
        try:
            return AttributeSpec(name, float(number))
        except ValueError:
            pass
    return AttributeSpec(text)


class Steerable(Protocol):
    """What has a name and measured zones: an attribute, or what the window knows of one."""

    @property
    def name(self) -> str: ...

    @property
    def zones(self) -> Zones: ...


def share(attribute: Steerable, lam: float) -> float:
    """How much of what was measured to keep the text readable this λ uses up: 1 at ±λ_max."""
    return abs(lam) / attribute.zones.lam_max if attribute.zones.lam_max else float(lam != 0) * 2


def check(attributes: Sequence[Steerable], lams: Sequence[float]) -> None:
    """Raise UsageProblem where a λ is out of its attribute's range, or all of them together are too strong.

    Zones are measured one attribute at a time; directions that share a layer can add up, so the shares may add up to
    1 at most.
    """
    for attribute, lam in zip(attributes, lams, strict=True):
        if not attribute.zones.allows(lam):
            bound = attribute.zones.lam_max
            raise UsageProblem(
                f"λ = {lam:g} is out of range: with this model, {attribute.name} may be steered by between "
                f"{-bound:g} and {bound:g}."
            )
    total = sum(share(attribute, lam) for attribute, lam in zip(attributes, lams, strict=True))
    if total > 1 + _ROUNDING:
        parts = " and ".join(f"{a.name} at {lam:g}" for a, lam in zip(attributes, lams, strict=True) if lam)
        raise UsageProblem(
            f"{parts} are {total:.0%} of what was measured to keep the text readable together; lower one of them."
        )
