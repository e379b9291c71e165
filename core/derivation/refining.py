"""Learn *creativity* in parts, each of which leaves an attribute that can be used: first a provisional one.

What an attribute's file holds says which part is next, so that learning can be stopped and resumed anywhere.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from pathlib import Path

from core.attribute import file as attribute_file
from core.attribute.file import Attribute
from core.attribute.names import CREATIVITY
from core.derivation.plan import Plan
from core.derivation.progress import PlannedStep, planned_steps, zones_step
from core.derivation.quick import quick_plan
from core.derivation.resumable import derive_to, measure_zones_to
from core.derivation.stages import Progress
from core.derivation.state_source import StateSource
from core.errors import AttributeProblem


class Part(Enum):
    """A part of learning, in the usual order; the bracket of λ only where a rewrite asks for it."""

    QUICK = "quick"
    BRACKET = "bracket"
    WHOLE = "whole"
    ZONES = "zones"


def next_part(attribute: Attribute | None, *, zones_wanted: bool) -> Part | None:
    """The part to learn next, after the attribute so far; None where everything is learned."""
    if attribute is None or attribute.name != CREATIVITY:
        return Part.QUICK
    measured = bool(attribute.zones.measured)
    if zones_wanted and not measured:
        return Part.BRACKET
    if attribute.provisional:
        return Part.WHOLE
    return None if measured and not attribute.report.coarse_zones else Part.ZONES


def so_far(file: Path) -> Attribute | None:
    """The attribute learned so far, if any. Reads the file: not for the GUI thread."""
    try:
        return attribute_file.read(file)
    except AttributeProblem:
        return None


def steps_of(part: Part, plan: Plan) -> tuple[PlannedStep, ...]:
    """The steps of a part, for its progress."""
    match part:
        case Part.QUICK:
            return planned_steps(quick_plan(plan))
        case Part.WHOLE:
            return planned_steps(replace(plan, measures_zones=False))
        case Part.ZONES | Part.BRACKET:
            return (zones_step(plan, coarse=part is Part.BRACKET),)


async def learn(
    part: Part, file: Path, source: StateSource, plan: Plan, *, scope: str, command: str, progress: Progress
) -> Attribute:
    """Learn one part, and write the attribute to ``file``. Raises what derive_to and measure_zones_to raise."""
    match part:
        case Part.QUICK | Part.WHOLE:
            chosen = quick_plan(plan) if part is Part.QUICK else replace(plan, measures_zones=False)
            return await derive_to(file, source, chosen, scope=scope, command=command, progress=progress)
        case Part.ZONES | Part.BRACKET:
            coarse = part is Part.BRACKET
            return await measure_zones_to(file, source, plan, scope=scope, progress=progress, coarse=coarse)
