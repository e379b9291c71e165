"""The stages of a derivation and their titles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from core.sentences import Sentence


class Stage(Enum):
    """A stage of a derivation. The value is its title, in which ``{detail}`` stands for :attr:`Step.detail`."""

    MEASURE_SPEED = Sentence("Measuring the speed of this machine")
    QUICK_SAMPLES = Sentence("Generating short samples")
    CREATIVE_SAMPLES = Sentence("Generating creative samples")
    BORING_SAMPLES = Sentence("Generating boring samples")
    CREATIVE_FEW_SHOT = Sentence("Generating few-shot samples, creative")
    BORING_FEW_SHOT = Sentence("Generating few-shot samples, boring")
    CREATIVE_STORIES = Sentence("Reading reference stories, creative")
    BORING_STORIES = Sentence("Reading reference stories, boring")
    CREATIVE_HELD_OUT = Sentence("Held-out premises, creative")
    BORING_HELD_OUT = Sentence("Held-out premises, boring")
    CHECK_SAMPLES = Sentence("Checking, {detail}")
    CHECK_PROSE = Sentence("Checking with published prose")
    CHECK_PAIRS = Sentence("Checking pairs, {detail}")
    CHECK_PASSAGES = Sentence("Checking passages, {detail}")
    REPORT_SAMPLES = Sentence("Report")
    REPORT_PAIRS = Sentence("Report, pairs")
    REPORT_STORIES = Sentence("Report, held-out reference stories")
    READ_BETTER = Sentence("Reading the better texts")
    READ_WORSE = Sentence("Reading the worse texts")
    REPORT_BETTER = Sentence("Report, better texts")
    REPORT_WORSE = Sentence("Report, worse texts")
    REPORT_PLAIN_BETTER = Sentence("Report, one punctuation, better texts")
    REPORT_PLAIN_WORSE = Sentence("Report, one punctuation, worse texts")
    REPORT_VIVID_PAIRS = Sentence("Report, vivid and plain pairs")
    COMPARE_BETTER = Sentence("Comparing with {detail}, better texts")
    COMPARE_WORSE = Sentence("Comparing with {detail}, worse texts")
    READ_SAMPLE_PASSAGES = Sentence("Reading sample passages")
    CALIBRATE = Sentence("Calibrating on reference passages")
    MEASURE_ZONES = Sentence("Measuring how strong λ may be")
    MEASURE_STRENGTH = Sentence("Measuring from which λ on it has an effect, {detail}")
    REPORT_OTHER_PAIRS = Sentence("Reporting on others’ pairs, {detail}")


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
        title = Sentence(self.stage.value, detail=self.detail)
        if self.of == 1:
            return title
        return Sentence("{title}, {number} of {n_all}", title=title, number=self.number + 1, n_all=self.of)


Progress = Callable[[Step, float, int], None]
"""``progress(step, done, total)``, in pieces of work of about equal cost; parts of a piece count as fractions.

The first report of a step says how much of it an earlier run has done.
"""
