"""How much work a derivation is, stage by stage: for a progress bar and a time that mean something."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import get_args

from core.derivation.from_pairs import comparing_stage
from core.derivation.from_prompts import WRITTEN_REPORT, after_examples_stage
from core.derivation.from_vector import N_SAMPLED, SAMPLING
from core.derivation.pairs import halves
from core.derivation.pipeline import CALIBRATING, LAM_GRID, MEASURING_ZONES, ZONE_TOKENS
from core.derivation.plan import CONTEXTS, EXAMPLES, Plan, TextContrast
from core.derivation.premises import ToldSide
from core.derivation.state_source import StateSource
from core.engine.protocol import ChatMessage

READ_COST = 0.8
"""Reading a token through all blocks, against writing one in a batch of four (8B shape, 2 cores: 0.12 s, 0.16 s)."""
_PROMPT_TOKENS, _WRITTEN_TOKENS = 60, 80
_CHARACTERS_PER_TOKEN = 4.5
_EARLY_EXIT = 1 / 3
"""A score against a pass through all blocks."""


@dataclass(frozen=True)
class Tokens:
    """Tokens ``written`` in a batch, ``read`` through all blocks and ``scored``; as seconds per token, speeds."""

    written: float = 0.0
    read: float = 0.0
    scored: float = 0.0

    def times(self, factor: float) -> Tokens:
        """Each ``factor`` times as many."""
        return Tokens(self.written * factor, self.read * factor, self.scored * factor)

    def plus(self, other: Tokens) -> Tokens:
        """Those of both."""
        return Tokens(self.written + other.written, self.read + other.read, self.scored + other.scored)

    def seconds(self, speeds: Tokens) -> float:
        """How long they take at ``speeds``, in seconds per token of each kind."""
        return self.written * speeds.written + self.read * speeds.read + self.scored * speeds.scored


USUAL_SPEEDS = Tokens(1.0, READ_COST, _EARLY_EXIT * READ_COST)
"""The kinds of work against one another where nothing has been measured."""


@dataclass(frozen=True)
class Stage:
    """One stage by the name its progress is reported under, and what it takes."""

    name: str
    work: Tokens

    @property
    def cost(self) -> float:
        """In tokens written, at the usual ratio of speeds."""
        return self.work.seconds(USUAL_SPEEDS)


def stages(plan: Plan) -> tuple[Stage, ...]:
    """Every stage of a derivation that takes time, in order."""
    if plan.directions is not None:
        step = max(1, len(plan.passages) // N_SAMPLED)
        sampled = sum(_tokens(passage.text) for passage in plan.passages[::step])
        ways = [Stage(SAMPLING, Tokens(read=sampled)), _own_pairs(plan)]
    else:
        ways = _telling(plan) if plan.texts is None else _reading(plan.texts, plan)
    n_zones = len(plan.contrast.of("zones"))
    measured = Tokens(written=ZONE_TOKENS, read=ZONE_TOKENS + 2 * _PROMPT_TOKENS)
    return (
        *ways,
        Stage(CALIBRATING, Tokens(scored=sum(_tokens(passage.text) for passage in plan.passages))),
        Stage(MEASURING_ZONES, measured.times(len(LAM_GRID) * n_zones)),
    )


def _telling(plan: Plan) -> list[Stage]:
    n_derive = len(plan.contrast.of("derive", plan.n_premises))
    n_held = len(plan.contrast.of("held_out"))
    told = Tokens(written=plan.n_tokens, read=plan.n_tokens + _PROMPT_TOKENS)
    result: list[Stage] = []
    of = [f", {i + 1} of {plan.tellings}" if plan.tellings > 1 else "" for i in range(plan.tellings)]
    for side in ("creatively", "boringly"):
        result += [Stage(f"Premises told {side}{each}", told.times(n_derive)) for each in of]
    if plan.written:
        example = Tokens(read=_WRITTEN_TOKENS + _PROMPT_TOKENS)
        shown = told.plus(example.times(2 * EXAMPLES))  # read before a telling, and again with it
        if plan.is_told_after_examples:
            result += [Stage(after_examples_stage(side), shown.times(n_derive)) for side in get_args(ToldSide)]
        result += [Stage(f"Written tellings, {side}", example.times(n_derive)) for side in get_args(ToldSide)]
    for side in ("creative", "boring"):
        result += [Stage(f"Held-out premises, {side}{each}", told.times(n_held)) for each in of]
    pairs = sum(_tokens(pair.better) + _tokens(pair.worse) for pair in plan.pairs)
    passages = sum(_tokens(passage.text) for passage in plan.passages_choosing)
    for context in CONTEXTS:
        n_read = 2 * plan.tellings * n_held * (plan.n_tokens + _PROMPT_TOKENS / 2)
        result.append(Stage(f"Checking, {context}", Tokens(read=n_read)))
        result.append(Stage(f"Checking pairs, {context}", Tokens(read=pairs)))
        result.append(Stage(f"Checking passages, {context}", Tokens(read=passages)))
    if plan.written_held_out:
        result.append(Stage(WRITTEN_REPORT, Tokens(scored=2 * n_held * _WRITTEN_TOKENS)))
    return result


def _reading(texts: TextContrast, plan: Plan) -> list[Stage]:
    deriving, held = halves(texts)
    result = [
        Stage(f"Reading the {side} texts", Tokens(read=sum(map(_tokens, group))))
        for side, group in (("better", deriving.better), ("worse", deriving.worse))
    ]
    sides = tuple((side, Tokens(scored=sum(map(_tokens, getattr(held, side))))) for side in ("better", "worse"))
    for style in ("", " one punctuation,"):
        result += [Stage(f"Report,{style} {side} texts", work) for side, work in sides]
    result.append(_own_pairs(plan))
    for name, _ in plan.compare_with:
        result += [Stage(comparing_stage(name, side), work) for side, work in sides]
    return result


def _own_pairs(plan: Plan) -> Stage:
    tokens = sum(_tokens(pair.better) + _tokens(pair.worse) for pair in plan.pairs)
    return Stage("Report, vivid and plain pairs", Tokens(scored=tokens))


def _tokens(text: str) -> float:
    return len(text) / _CHARACTERS_PER_TOKEN


_PRIOR_TOKENS = 300.0
"""Tokens that a speed measured beforehand counts for, beside those of the run itself."""
_PRIOR_SHARE = 0.15
"""Share of a stage that the speeds of the other stages count for, beside what was measured in the stage itself."""
_STEADIEST, _STEADY_SHARE = 10.0, 0.15
"""Seconds, and share of the time left, over which what is shown follows the estimate."""
_FURTHEST = 0.9
"""How far into a step, as a share of the last one, the bar may go before the step is reported."""


class Overall:
    """From a stage's progress to that of the whole, and the time left. One thread.

    The three kinds of work have speeds of their own, which start from those measured beforehand and follow the run.
    What an earlier run left of a stage (its first report) does not count towards them.
    """

    def __init__(self, plan: Plan, speeds: Tokens | None = None, reached: float = 0.0) -> None:
        """``speeds`` in seconds per token; without them nothing is said of the time before something was measured.

        ``reached`` is the fraction that was shown when an earlier run stopped.
        """
        self._stages = stages(plan)
        self._places = {stage.name: i for i, stage in enumerate(self._stages)}
        weights = [stage.work.seconds(speeds or USUAL_SPEEDS) for stage in self._stages]
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

    def update(self, stage: str, done: float, total: int, now: float | None = None) -> tuple[float, float | None]:
        """Take in one report, made at ``now`` (seconds); see :meth:`at` for what is returned."""
        now = time.monotonic() if now is None else now
        place = self._places.get(stage, -1)
        part = done / max(1, total)
        if place >= 0 and place != self._at:
            self._begin(place, part)
        elif place >= 0 and part > self._part and self._now is not None:
            self._measure(part - self._part, now - self._now)
            self._part = part
        self._now = now
        return self.at(now)

    def at(self, now: float | None = None) -> tuple[float, float | None]:
        """The fraction done and the seconds left (None while nothing can be said) at ``now``, also between reports.

        Both are steady: the fraction never falls, and the time left follows what was measured smoothly.
        """
        now = time.monotonic() if now is None else now
        left = self._show(self._seconds_left(now), now)
        if self._at >= 0:
            before = sum(self._weights[: self._at])
            self._fraction = max(self._fraction, before + self._weights[self._at] * self._part_at(now))
        return self._fraction, left

    def _begin(self, place: int, part: float) -> None:
        """Another stage, ``part`` of which an earlier run has left."""
        speeds = self._speeds()
        if self._shown is not None and speeds is not None:
            self._shown = max(0.0, self._shown - part * self._stages[place].work.seconds(speeds))
        self._at, self._part = place, part
        self._step = self._part_measured = self._part_seconds = 0.0

    def _measure(self, gained: float, seconds: float) -> None:
        """``gained`` of the stage took so long: shared out among its kinds of work as they are thought to take."""
        work = self._stages[self._at].work.times(gained)
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
        """Seconds per token of each kind: measured beforehand, or at the usual ratios, until the run knows better."""
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
        """How long the whole of this stage takes, by its own pace as soon as there is one."""
        expected = self._stages[self._at].work.seconds(speeds)
        return (_PRIOR_SHARE * expected + self._part_seconds) / (_PRIOR_SHARE + self._part_measured)

    def _part_at(self, now: float) -> float:
        """How much of the stage is done, going on at its pace since the last report, but not past the next."""
        speeds = self._speeds()
        if speeds is None or self._now is None:
            return self._part
        passed = (now - self._now) / max(self._stage_seconds(speeds), 1e-12)
        return min(1.0, self._part + min(passed, _FURTHEST * self._step))

    def _seconds_left(self, now: float) -> float | None:
        speeds = self._speeds()
        if speeds is None:
            return None
        later = sum(stage.work.seconds(speeds) for stage in self._stages[self._at + 1 :])
        here = (1 - self._part_at(now)) * self._stage_seconds(speeds) if self._at >= 0 else 0.0
        return here + later

    def _show(self, left: float | None, now: float) -> float | None:
        """What is shown of it: it runs down with the clock and goes over to the estimate by and by."""
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
    """Seconds per token here, from writing and reading a few. Raises what the source raises."""
    prompt = (ChatMessage("user", "Write one paragraph of a story."),)
    n_tokens, n_together = 12, source.batch_size
    await source.generate([prompt], [0], 1, None, 0.0)
    began = time.monotonic()
    await source.generate([prompt] * n_together, list(range(n_together)), n_tokens, None, 0.0)
    written = time.monotonic()
    [states] = await source.states([_MEASURED_TEXT], [()], "bare")
    read = (time.monotonic() - written) / max(1, states.n_tokens)
    return Tokens((written - began) / (n_tokens * n_together), read, _EARLY_EXIT * read)


_MEASURED_TEXT = (
    "The ferry was late, and the people who had come down to meet it stood about in the wet with nothing to say to one "
    "another. Somebody had brought a lamp. Far out, past the last of the buoys, a light went on and off and on again."
)


def seconds_of(plan: Plan, speeds: Tokens) -> float:
    """How long the whole takes at ``speeds``."""
    return sum(stage.work.seconds(speeds) for stage in stages(plan))
