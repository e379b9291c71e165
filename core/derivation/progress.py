"""Estimate the work and the time left of a derivation, stage by stage, for a progress bar."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from core.derivation import stability
from core.derivation.from_pairs import COMPARE, READ, REPORT, REPORT_PLAIN
from core.derivation.from_vector import N_SAMPLED
from core.derivation.imagery import FEW_SHOT, STORIES
from core.derivation.pairs import halves
from core.derivation.paper import HELD_OUT, SAMPLES
from core.derivation.plan import CONTEXTS, EXAMPLES, Plan, TextContrast
from core.derivation.premises import ContrastSide
from core.derivation.stages import Stage, Step
from core.derivation.state_source import StateSource
from core.derivation.zones import COARSE_GRID, COARSE_PREMISES, COARSE_TOKENS, LAM_GRID
from core.engine.protocol import ChatMessage

READ_COST = 0.8
"""Time to read a token through all blocks, relative to generating one in a batch of four (8B shape, 2 cores: 0.12 s
and 0.16 s)."""
_PROMPT_TOKENS, _STORY_TOKENS = 60, 80
_CHARACTERS_PER_TOKEN = 4.5
_EARLY_EXIT = 1 / 3
"""Cost of a score, which stops at the attribute's layer, relative to a pass through all blocks."""
_HALF = 0.5
"""The blocks that are read where the first half of them are candidates."""


@dataclass(frozen=True)
class Tokens:
    """Numbers of tokens generated in a batch (``written``), ``read`` through all blocks, and ``scored``.

    Also used for speeds: then each is in seconds per token.
    """

    written: float = 0.0
    read: float = 0.0
    scored: float = 0.0

    def times(self, factor: float) -> Tokens:
        """Each number multiplied by ``factor``."""
        return Tokens(self.written * factor, self.read * factor, self.scored * factor)

    def plus(self, other: Tokens) -> Tokens:
        """The sums of both."""
        return Tokens(self.written + other.written, self.read + other.read, self.scored + other.scored)

    def seconds(self, speeds: Tokens) -> float:
        """How long they take at ``speeds``, in seconds per token of each kind."""
        return self.written * speeds.written + self.read * speeds.read + self.scored * speeds.scored


USUAL_SPEEDS = Tokens(1.0, READ_COST, _EARLY_EXIT * READ_COST)
"""Relative speeds of the kinds of work, used until something has been measured."""


@dataclass(frozen=True)
class PlannedStep:
    """One step of a derivation and its work."""

    step: Step
    work: Tokens

    @property
    def cost(self) -> float:
        """The work in units of one generated token, at the usual relative speeds."""
        return self.work.seconds(USUAL_SPEEDS)


def planned_steps(plan: Plan) -> tuple[PlannedStep, ...]:
    """The steps of a derivation that take noticeable time, in order."""
    if plan.directions is not None:
        step = max(1, len(plan.passages) // N_SAMPLED)
        sampled = sum(_tokens(passage.text) for passage in plan.passages[::step])
        ways = [PlannedStep(Step(Stage.READ_SAMPLE_PASSAGES), Tokens(read=sampled)), _own_pairs(plan)]
    else:
        ways = _prompt_steps(plan) if plan.texts is None else _text_steps(plan.texts, plan)
    passages = Tokens(scored=sum(_tokens(passage.text) for passage in plan.passages))
    return (
        *ways,
        PlannedStep(Step(Stage.CALIBRATE), passages),
        *([zones_step(plan)] if plan.measures_zones and not plan.quick else []),
    )


def zones_step(plan: Plan, *, coarse: bool = False) -> PlannedStep:
    """Measuring the zones of λ, or a bracket of them."""
    n_tokens, n_lams = (COARSE_TOKENS, len(COARSE_GRID)) if coarse else (plan.n_zone_tokens, len(LAM_GRID))
    n_texts = n_lams * len(plan.contrast.of("zones", COARSE_PREMISES if coarse else plan.n_zone_premises))
    text = Tokens(written=n_tokens, read=n_tokens + 2 * _PROMPT_TOKENS)
    return PlannedStep(Step(Stage.MEASURE_ZONES), text.times(n_texts))


def _quick_steps(plan: Plan) -> list[PlannedStep]:
    """The samples of a premise's side are generated after one reading of the request."""
    side = Tokens(written=plan.samples_per_premise * plan.n_tokens, read=_PROMPT_TOKENS)
    return [PlannedStep(Step(Stage.QUICK_SAMPLES), side.times(2 * len(plan.contrast.of("derive", plan.n_premises))))]


def _prompt_steps(plan: Plan) -> list[PlannedStep]:
    if plan.quick:
        return _quick_steps(plan)
    depth = stability.DEEPEST if plan.method == "paper" else _HALF
    n_derive = len(plan.contrast.of("derive", plan.n_premises))
    n_held = len(plan.contrast.of("held_out"))
    sample = Tokens(written=plan.n_tokens, read=_PROMPT_TOKENS)
    sides: tuple[ContrastSide, ...] = get_args(ContrastSide)
    result: list[PlannedStep] = []
    n = plan.samples_per_premise
    for side in sides:
        result += [PlannedStep(Step(SAMPLES[side], number=i, of=n), sample.times(n_derive)) for i in range(n)]
    if plan.method == "imagery":
        story = Tokens(read=depth * (_STORY_TOKENS + _PROMPT_TOKENS))
        few_shot = sample.plus(story.times(2 * EXAMPLES))  # examples are read to generate, and again to read the states
        result += [PlannedStep(Step(FEW_SHOT[side]), few_shot.times(n_derive)) for side in sides]
        result += [PlannedStep(Step(STORIES[side]), story.times(n_derive)) for side in sides]
    for side in sides:
        result += [PlannedStep(Step(HELD_OUT[side], number=i, of=n), sample.times(n_held)) for i in range(n)]
    held_samples = Tokens(read=depth * 2 * n * n_held * (plan.n_tokens + _PROMPT_TOKENS / 2))
    pairs = Tokens(read=depth * sum(_tokens(pair.better) + _tokens(pair.worse) for pair in plan.pairs))
    if plan.method == "paper":
        result.append(PlannedStep(Step(Stage.CHECK_SAMPLES, stability.CONTEXT), held_samples))
        if plan.prose:
            result.append(PlannedStep(Step(Stage.CHECK_PROSE), Tokens(read=depth * sum(map(_tokens, plan.prose)))))
        result.append(PlannedStep(Step(Stage.REPORT_PAIRS), pairs.times(0.5)))
    else:
        passages = Tokens(read=depth * sum(_tokens(passage.text) for passage in plan.selection_passages))
        for context in CONTEXTS:
            result.append(PlannedStep(Step(Stage.CHECK_SAMPLES, context), held_samples))
            result.append(PlannedStep(Step(Stage.CHECK_PAIRS, context), pairs))
            result.append(PlannedStep(Step(Stage.CHECK_PASSAGES, context), passages))
    if plan.held_out_stories:
        result.append(PlannedStep(Step(Stage.REPORT_STORIES), Tokens(scored=2 * n_held * _STORY_TOKENS)))
    return result


def _text_steps(texts: TextContrast, plan: Plan) -> list[PlannedStep]:
    deriving, held = halves(texts)
    result = [
        PlannedStep(Step(stage), Tokens(read=sum(map(_tokens, group))))
        for stage, group in zip(READ, (deriving.better, deriving.worse), strict=True)
    ]
    scored = [Tokens(scored=sum(map(_tokens, group))) for group in (held.better, held.worse)]
    for stages in (REPORT, REPORT_PLAIN):
        result += [PlannedStep(Step(stage), work) for stage, work in zip(stages, scored, strict=True)]
    result.append(_own_pairs(plan))
    for name, _ in plan.compare_with:
        result += [PlannedStep(Step(stage, name), work) for stage, work in zip(COMPARE, scored, strict=True)]
    return result


def _own_pairs(plan: Plan) -> PlannedStep:
    tokens = sum(_tokens(pair.better) + _tokens(pair.worse) for pair in plan.pairs)
    return PlannedStep(Step(Stage.REPORT_VIVID_PAIRS), Tokens(scored=tokens))


def _tokens(text: str) -> float:
    return len(text) / _CHARACTERS_PER_TOKEN


_PRIOR_TOKENS = 300.0
"""Weight, in tokens, of a speed measured beforehand against those measured in the run."""
_PRIOR_SHARE = 0.15
"""Weight, as a share of a stage, of the speeds of other stages against those measured in the stage itself."""
_STEADIEST, _STEADY_SHARE = 10.0, 0.15
"""Smoothing of the time shown: it follows the estimate over the larger of these seconds and this share of it."""
_FURTHEST = 0.9
"""How far the bar may advance before the next report, as a share of the last reported step."""


class Overall:
    """Converts the progress of stages into that of the whole, and estimates the time left. Not thread-safe.

    Each of the three kinds of work has its own speed, which starts from the one measured beforehand and is updated in
    the run. The part of a stage that an earlier run has done (its first report) does not count for the speeds.
    """

    def __init__(self, plan: Plan | Sequence[PlannedStep], speeds: Tokens | None = None, reached: float = 0.0) -> None:
        """``plan``: a plan, or the steps of a part of one. ``speeds`` in seconds per token; without them there is no
        time left until something was measured.

        ``reached`` is the fraction shown when an earlier run stopped.
        """
        self._planned = planned_steps(plan) if isinstance(plan, Plan) else tuple(plan)
        self._places = {planned.step: i for i, planned in enumerate(self._planned)}
        weights = [planned.work.seconds(speeds or USUAL_SPEEDS) for planned in self._planned]
        total = sum(weights)
        self._weights = [weight / total for weight in weights]
        self._measured_before = speeds
        self._tokens, self._seconds = Tokens(), Tokens()
        self._at = -1
        self._part = self._step = 0.0
        self._part_measured = self._part_seconds = 0.0
        self._now: float | None = None
        self._fraction = reached
        self._shown: float | None = None
        self._shown_at = 0.0

    def update(self, step: Step, done: float, total: int, now: float | None = None) -> tuple[float, float | None]:
        """Take in one report, made at ``now`` (seconds); see :meth:`at` for what is returned."""
        now = time.monotonic() if now is None else now
        place = self._places.get(step, -1)
        part = done / max(1, total)
        if place >= 0 and place != self._at:
            self._begin(place, part)
        elif place >= 0 and part > self._part and self._now is not None:
            self._measure(part - self._part, now - self._now)
            self._part = part
        self._now = now
        return self.at(now)

    def at(self, now: float | None = None) -> tuple[float, float | None]:
        """The fraction done and the seconds left (None before anything was measured) at ``now``, also between reports.

        The fraction never falls, and the time left is smoothed.
        """
        now = time.monotonic() if now is None else now
        left = self._show(self._seconds_left(now), now)
        if self._at >= 0:
            before = sum(self._weights[: self._at])
            self._fraction = max(self._fraction, before + self._weights[self._at] * self._part_at(now))
        return self._fraction, left

    def _begin(self, place: int, part: float) -> None:
        """Begin another stage, of which an earlier run has done the share ``part``."""
        speeds = self._speeds()
        if self._shown is not None and speeds is not None:
            self._shown = max(0.0, self._shown - part * self._planned[place].work.seconds(speeds))
        self._at, self._part = place, part
        self._step = self._part_measured = self._part_seconds = 0.0

    def _measure(self, gained: float, seconds: float) -> None:
        """Update the speeds: the share ``gained`` of the stage took ``seconds``, divided among the kinds of work."""
        work = self._planned[self._at].work.times(gained)
        speeds = self._speeds() or USUAL_SPEEDS
        factor = seconds / max(work.seconds(speeds), 1e-12)
        self._tokens = self._tokens.plus(work)
        self._seconds = self._seconds.plus(
            Tokens(work.written * speeds.written, work.read * speeds.read, work.scored * speeds.scored).times(factor)
        )
        self._part_measured += gained
        self._part_seconds += seconds
        self._step = gained

    def _speeds(self) -> Tokens | None:
        """Seconds per token of each kind: the speeds measured beforehand, or the usual ones, updated by the run."""
        prior = self._measured_before
        if prior is None:
            usual = self._tokens.seconds(USUAL_SPEEDS)
            if not usual:
                return None
            prior = USUAL_SPEEDS.times(self._seconds.seconds(Tokens(1, 1, 1)) / usual)

        def speed(kind: str) -> float:
            spent = _PRIOR_TOKENS * getattr(prior, kind) + getattr(self._seconds, kind)
            return float(spent / (_PRIOR_TOKENS + getattr(self._tokens, kind)))

        return Tokens(speed("written"), speed("read"), speed("scored"))

    def _stage_seconds(self, speeds: Tokens) -> float:
        """Estimated seconds of the whole stage, by its own speed as soon as that is measured."""
        expected = self._planned[self._at].work.seconds(speeds)
        return (_PRIOR_SHARE * expected + self._part_seconds) / (_PRIOR_SHARE + self._part_measured)

    def _part_at(self, now: float) -> float:
        """Share of the stage done, extrapolated since the last report, but not beyond the next one."""
        speeds = self._speeds()
        if speeds is None or self._now is None:
            return self._part
        passed = (now - self._now) / max(self._stage_seconds(speeds), 1e-12)
        return min(1.0, self._part + min(passed, _FURTHEST * self._step))

    def _seconds_left(self, now: float) -> float | None:
        speeds = self._speeds()
        if speeds is None:
            return None
        later = sum(planned.work.seconds(speeds) for planned in self._planned[self._at + 1 :])
        here = (1 - self._part_at(now)) * self._stage_seconds(speeds) if self._at >= 0 else 0.0
        return here + later

    def _show(self, left: float | None, now: float) -> float | None:
        """The smoothed time left: it counts down with the clock and approaches the estimate exponentially."""
        if left is None or self._shown is None:
            self._shown = left
        else:
            passed = now - self._shown_at
            self._shown = max(0.0, self._shown - passed)
            pace = max(_STEADIEST, _STEADY_SHARE * self._shown)
            self._shown += (left - self._shown) * (1 - math.exp(-passed / pace))
        self._shown_at = now
        return self._shown


async def measure_speeds(source: StateSource) -> Tokens:
    """Seconds per token on this machine, from generating and reading a few. Raises what the source raises."""
    prompt = (ChatMessage("user", "Write one paragraph of a story."),)
    n_tokens, n_together = 12, source.most_together(_USUAL_TOKENS)
    await source.generate([prompt], [0], 1, None, 0.0)
    began = time.monotonic()
    await source.generate([prompt] * n_together, list(range(n_together)), n_tokens, None, 0.0)
    written = time.monotonic()
    [states] = await source.states([_MEASURED_TEXT], [()], "bare")
    read = (time.monotonic() - written) / max(1, states.n_tokens)
    return Tokens((written - began) / (n_tokens * n_together), read, _EARLY_EXIT * read)


_USUAL_TOKENS = 120
"""Tokens of a sample, which say how many are generated together."""
_MEASURED_TEXT = (
    "The ferry was late, and the people who had come down to meet it stood about in the wet with nothing to say to one "
    "another. Somebody had brought a lamp. Far out, past the last of the buoys, a light went on and off and on again."
)


def seconds_of(plan: Plan, speeds: Tokens) -> float:
    """How long the whole derivation takes at ``speeds``, in seconds."""
    return sum(planned.work.seconds(speeds) for planned in planned_steps(plan))
