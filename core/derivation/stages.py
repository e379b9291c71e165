"""The stages of a derivation and their titles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Stage(Enum):
    """A stage of a derivation. The value is its title, in which ``{detail}`` stands for :attr:`Step.detail`."""

    MEASURE_SPEED = "Measuring the speed of this machine"
    QUICK_SAMPLES = "Generating short samples"
    CREATIVE_SAMPLES = "Generating creative samples"
    BORING_SAMPLES = "Generating boring samples"
    CREATIVE_FEW_SHOT = "Generating few-shot samples, creative"
    BORING_FEW_SHOT = "Generating few-shot samples, boring"
    CREATIVE_STORIES = "Reading reference stories, creative"
    BORING_STORIES = "Reading reference stories, boring"
    CREATIVE_HELD_OUT = "Held-out premises, creative"
    BORING_HELD_OUT = "Held-out premises, boring"
    CHECK_SAMPLES = "Checking, {detail}"
    CHECK_PROSE = "Checking with published prose"
    CHECK_PAIRS = "Checking pairs, {detail}"
    CHECK_PASSAGES = "Checking passages, {detail}"
    REPORT_SAMPLES = "Report"
    REPORT_PAIRS = "Report, pairs"
    REPORT_STORIES = "Report, held-out reference stories"
    READ_BETTER = "Reading the better texts"
    READ_WORSE = "Reading the worse texts"
    REPORT_BETTER = "Report, better texts"
    REPORT_WORSE = "Report, worse texts"
    REPORT_PLAIN_BETTER = "Report, one punctuation, better texts"
    REPORT_PLAIN_WORSE = "Report, one punctuation, worse texts"
    REPORT_VIVID_PAIRS = "Report, vivid and plain pairs"
    COMPARE_BETTER = "Comparing with {detail}, better texts"
    COMPARE_WORSE = "Comparing with {detail}, worse texts"
    READ_SAMPLE_PASSAGES = "Reading sample passages"
    CALIBRATE = "Calibrating on reference passages"
    MEASURE_ZONES = "Measuring how strong λ may be"
    MEASURE_STRENGTH = "Measuring from which λ on it has an effect, {detail}"
    REPORT_OTHER_PAIRS = "Reporting on others’ pairs, {detail}"


@dataclass(frozen=True)
class Step:
    """A stage, or one pass of a stage that runs several times.

    ``detail`` tells passes apart by name (a context, an attribute), ``number`` (from 0) of ``of`` by their order.
    """

    stage: Stage
    detail: str = ""
    number: int = 0
    of: int = 1

    @property
    def title(self) -> str:
        """What people read."""
        title = self.stage.value.format(detail=self.detail)
        return f"{title}, {self.number + 1} of {self.of}" if self.of > 1 else title


Progress = Callable[[Step, float, int], None]
"""``progress(step, done, total)``, in pieces of work of about equal cost; parts of a piece count as fractions.

The first report of a step says how much of it an earlier run has done.
"""
