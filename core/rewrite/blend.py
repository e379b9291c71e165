"""Blends: steering by several attributes at once, each with its λ, within a limit on their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.attribute.calibration import Zones
from core.errors import UsageProblem
from core.sentences import Sentence, joined_sentences

_ROUNDING = 1e-6


@dataclass(frozen=True)
class AttributeSpec:
    """An attribute given as ``NAME`` or ``NAME:λ``; ``lam`` is None for the attribute's default λ."""

    name: str
    lam: float | None = None


def parse(text: str) -> AttributeSpec:
    """Parse ``craft``, ``craft:2.5`` or ``folder/x.gguf:-1``; a colon not followed by a number belongs to the name."""
    name, colon, number = text.rpartition(":")
    if colon:
        try:
            return AttributeSpec(name, float(number))
        except ValueError:
            pass
    return AttributeSpec(text)


class Steerable(Protocol):
    """An attribute, or the window's summary of one: its name and measured zones."""

    @property
    def name(self) -> str: ...

    @property
    def zones(self) -> Zones: ...


def share(attribute: Steerable, lam: float) -> float:
    """|λ| as a share of ``λ_max``, the measured limit of readable text: 1 at ±λ_max."""
    return abs(lam) / attribute.zones.lam_max if attribute.zones.lam_max else float(lam != 0) * 2


def check(attributes: Sequence[Steerable], lams: Sequence[float]) -> None:
    """Raise UsageProblem where a λ is out of its attribute's range, or the blend as a whole is too strong.

    Zones are measured for one attribute at a time, and directions at one layer can add up. So the sum of the shares of
    all attributes is limited to 1.
    """
    for attribute, lam in zip(attributes, lams, strict=True):
        if not attribute.zones.allows(lam):
            bound = attribute.zones.lam_max
            raise UsageProblem(
                "λ = {lam:g} is out of range: with this model, {name} may be steered by between {lowest:g} and "
                "{bound:g}.",
                lam=lam,
                name=attribute.name,
                lowest=-bound,
                bound=bound,
            )
    total = sum(share(attribute, lam) for attribute, lam in zip(attributes, lams, strict=True))
    if total > 1 + _ROUNDING:
        parts = joined_sentences(
            (
                Sentence("{name} at {lam:g}", name=a.name, lam=lam)
                for a, lam in zip(attributes, lams, strict=True)
                if lam
            ),
            Sentence(" and "),
        )
        raise UsageProblem(
            "{parts} are {total:.0%} of what was measured to keep the text readable together; lower one of them.",
            parts=parts,
            total=total,
        )
