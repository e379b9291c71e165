"""Derive an attribute from given texts: the mean difference between the states of the better and the worse texts.

METHOD, "A second attribute by the same mathematics". One half of the passages makes the directions and selects the
layer by cross-validation. The other half is held out: figures on it are reported, compared with a bag of words trained
on the first half, and with other explanations of the score: length, punctuation, topic.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.array_types import Floats
from core.attribute.report import LayerRow, TextsReport
from core.derivation import from_states
from core.derivation.from_states import Chosen
from core.derivation.pairs import folds, halves, normalised
from core.derivation.plan import Plan, TextContrast
from core.derivation.stages import Stage, Step
from core.derivation.text_reader import Reader
from core.engine.protocol import Readout, SteeringVector, TextStates
from core.stats import bag_of_words, separation
from core.stats.separation import Figure, Values

_FOLDS = 5
_SAME_LENGTH = 0.1
_FEWEST_FOR_A_FIGURE = 5
_SHUFFLES = 50
READ = (Stage.READ_BETTER, Stage.READ_WORSE)
REPORT = (Stage.REPORT_BETTER, Stage.REPORT_WORSE)
REPORT_PLAIN = (Stage.REPORT_PLAIN_BETTER, Stage.REPORT_PLAIN_WORSE)
COMPARE = (Stage.COMPARE_BETTER, Stage.COMPARE_WORSE)
"""The stages of the better and of the worse texts; ``REPORT_PLAIN`` is with normalised punctuation."""


class FromTexts:
    """Derives directions and selects the layer for one plan that has ``texts``."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        assert plan.texts is not None
        self._reader = reader
        self._plan = plan
        self._derive, self._held = halves(plan.texts)

    async def choose(self) -> Chosen:
        """Read the deriving half at every layer, select the layer, and report on the held-out half."""
        contrast = self._derive
        better = await self._reader.read([normalised(t) for t in contrast.better], "bare", Step(Stage.READ_BETTER))
        worse = await self._reader.read([normalised(t) for t in contrast.worse], "bare", Step(Stage.READ_WORSE))
        n_layer = self._reader.source.info.n_layer
        layers = self._plan.layers or usual_layers(n_layer)
        table = await asyncio.to_thread(lambda: tuple(self._layer(layer, better, worse) for layer in layers))
        layer = best_layer(table)
        directions = await asyncio.to_thread(from_states.mean_difference, better, worse)
        vector = SteeringVector(layer, directions[layer], Readout(context="bare", min_tokens=1))
        return Chosen(
            vector=vector,
            directions=from_states.without_layer_zero(directions),
            norms=await asyncio.to_thread(from_states.mean_norms, [*better, *worse]),
            layer_table=table,
            split_half=await asyncio.to_thread(_split_half, better, worse, layer),
            report=await self._report(vector, better, worse),
        )

    def _layer(self, layer: int, better: Sequence[TextStates], worse: Sequence[TextStates]) -> LayerRow:
        """Cross-validated figures of one layer on the deriving half."""
        up, down = self._cross_validated(layer, better, worse)
        criterion = round(_effect(up, down, paired=self._derive.paired), 4)
        return LayerRow(layer, "bare", criterion, {"cross_validated": round(self._figure(up, down).value, 4)})

    def _cross_validated(
        self, layer: int, better: Sequence[TextStates], worse: Sequence[TextStates]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Cosines of both sides, each text scored by a direction derived without it."""
        up, down = np.empty(len(better)), np.empty(len(worse))
        for out_up, out_down in folds(self._derive, _FOLDS):
            direction = _mean(better, layer, out_up) - _mean(worse, layer, out_down)
            unit = direction / max(float(np.linalg.norm(direction)), 1e-12)
            up[out_up] = [better[i].mean_unit[layer] @ unit for i in out_up]
            down[out_down] = [worse[i].mean_unit[layer] @ unit for i in out_down]
        return up, down

    def _figure(self, up: Values, down: Values) -> Figure:
        """Share of pairs ordered correctly, or AUROC if the sides are not versions of each other."""
        return _figure(up, down, paired=self._derive.paired)

    async def _report(
        self, vector: SteeringVector, better: Sequence[TextStates], worse: Sequence[TextStates]
    ) -> TextsReport:
        plan, held, cosines = self._plan, self._held, self._reader.cosines
        raw = held.better, held.worse
        plain = [normalised(text) for text in held.better], [normalised(text) for text in held.worse]
        own = [p.better for p in plan.pairs], [p.worse for p in plan.pairs]
        scored = [await cosines(texts, vector, Step(stage)) for stage, texts in zip(REPORT, raw, strict=True)]
        one_style = [
            await cosines(texts, vector, Step(stage)) for stage, texts in zip(REPORT_PLAIN, plain, strict=True)
        ]
        vivid = await self._reader.cosines_of_sides(own, vector, Step(Stage.REPORT_VIVID_PAIRS))
        up, down = np.array(scored[0]), np.array(scored[1])
        random, shuffled = await asyncio.to_thread(self._by_chance, vector.layer, better, worse)
        report = TextsReport(
            paired=held.paired,
            n_derived_from=(len(self._derive.better), len(self._derive.worse)),
            accuracy=await asyncio.to_thread(self._figure, up, down),
            baselines=await asyncio.to_thread(self._baselines),
            correlation_with_length=round(_length_correlation(held, up, down), 4),
            one_punctuation=self._figure(*one_style),
            vivid_over_plain=separation.pairwise_figure(*vivid),
            compared={name: await self._compared(name, other, plain) for name, other in plan.compare_with},
            bag_of_words=await asyncio.to_thread(self._bag_of_words, *plain),
            random_direction=random,
            shuffled_sides=shuffled,
        )
        return _with_pair_checks(report, held, up, down) if held.paired else report

    async def _compared(self, name: str, vector: SteeringVector, held: tuple[Sequence[str], Sequence[str]]) -> Figure:
        """The same figure for another attribute of this model, on the same texts with normalised punctuation."""
        sides = zip(COMPARE, held, strict=True)
        scored = [await self._reader.cosines(texts, vector, Step(stage, name)) for stage, texts in sides]
        return self._figure(*scored)

    def _baselines(self) -> dict[str, Figure]:
        """Accuracy of the trivial baselines on the held-out half."""
        held = self._held
        return {
            name: self._figure([measure(t) for t in held.better], [measure(t) for t in held.worse])
            for name, measure in separation.BASELINES.items()
        }

    def _bag_of_words(self, better: Sequence[str], worse: Sequence[str]) -> Figure:
        """Accuracy on the held-out half of a bag of words trained on the deriving half."""
        learnt_from = self._derive.better, self._derive.worse
        words = bag_of_words.train(*([normalised(text) for text in side] for side in learnt_from))
        return self._figure(
            [bag_of_words.score(words, text) for text in better], [bag_of_words.score(words, text) for text in worse]
        )

    def _by_chance(
        self, layer: int, better: Sequence[TextStates], worse: Sequence[TextStates]
    ) -> tuple[Figure, Figure | None]:
        """Accuracy by chance: of random directions, and for pairs of directions from sides swapped at random."""
        paired = self._derive.paired
        units = [np.stack([s.mean_unit[layer] for s in side]).astype(np.float64) for side in (better, worse)]
        random = separation.random_directions(
            lambda d: _share(units[0] @ d, units[1] @ d, paired=paired), units[0].shape[1]
        )
        return random, _shuffled(layer, better, worse) if paired else None


def usual_layers(n_layer: int) -> tuple[int, ...]:
    """Layers to choose from: those of the first two thirds of the blocks."""
    return tuple(range(1, max(2, 2 * n_layer // 3)))


def best_layer(table: Sequence[LayerRow]) -> int:
    """The layer with the best criterion, averaged with its neighbours'; the earlier one if equal.

    ``table`` holds only the first two thirds of the blocks: later layers separate the texts as well or better, but few
    blocks remain to act on a vector added there, and they agree less with readers (METHOD).
    """

    def smoothed(row: LayerRow) -> float:
        near = [other.criterion for other in table if abs(other.layer - row.layer) <= 1]
        return sum(near) / len(near)

    return max(table, key=lambda row: (smoothed(row), -row.layer)).layer


def _with_pair_checks(
    report: TextsReport, held: TextContrast, up: NDArray[np.float64], down: NDArray[np.float64]
) -> TextsReport:
    """``report`` with accuracy by difference in length, and the share of the score's variance between passages."""
    words = np.array([[len(t.split()) for t in side] for side in (held.better, held.worse)], dtype=np.float64)
    change = (words[0] - words[1]) / np.maximum(words[1], 1)
    subsets = {
        "same_length": np.abs(change) <= _SAME_LENGTH,
        "better_is_longer": change > _SAME_LENGTH,
        "better_is_shorter": change < -_SAME_LENGTH,
    }
    figures = {
        name: separation.pairwise_figure(up[kept], down[kept])
        for name, kept in subsets.items()
        if kept.sum() >= _FEWEST_FOR_A_FIGURE
    }
    both = np.stack([up, down])
    return replace(
        report,
        same_length=figures.get("same_length"),
        better_is_longer=figures.get("better_is_longer"),
        better_is_shorter=figures.get("better_is_shorter"),
        share_of_variance_between_passages=round(float(both.mean(axis=0).var() / max(both.var(), 1e-12)), 4),
    )


def _shuffled(layer: int, better: Sequence[TextStates], worse: Sequence[TextStates]) -> Figure:
    """Accuracy by chance: of directions from sides swapped at random, on pairs they were not made from."""
    random = np.random.default_rng(0)
    a = np.stack([s.mean[layer] for s in better]).astype(np.float64)
    b = np.stack([s.mean[layer] for s in worse]).astype(np.float64)
    units = [np.stack([s.mean_unit[layer] for s in side]).astype(np.float64) for side in (better, worse)]
    values = []
    for _ in range(_SHUFFLES):
        signs = random.choice([-1.0, 1.0], size=len(a))
        kept = random.permutation(len(a)) < len(a) // 2
        direction = ((a - b) * signs[:, None])[kept].mean(axis=0)
        values.append(_share(units[0][~kept] @ direction, units[1][~kept] @ direction, paired=True))
    low, high = np.quantile(values, [0.025, 0.975])
    return Figure(float(np.mean(values)), float(low), float(high), _SHUFFLES)


def _split_half(better: Sequence[TextStates], worse: Sequence[TextStates], layer: int) -> float:
    """Cosine between the attribute from every other text and that from the rest."""
    first, second = (
        np.mean([s.mean[layer] for s in better[i::2]], axis=0) - np.mean([s.mean[layer] for s in worse[i::2]], axis=0)
        for i in (0, 1)
    )
    return float(first @ second / max(float(np.linalg.norm(first) * np.linalg.norm(second)), 1e-12))


def _mean(texts: Sequence[TextStates], layer: int, without: Sequence[int]) -> Floats:
    left_out = set(without)
    return np.asarray(np.mean([s.mean[layer] for i, s in enumerate(texts) if i not in left_out], axis=0), np.float32)


def _figure(up: Values, down: Values, *, paired: bool) -> Figure:
    return separation.pairwise_figure(up, down) if paired else separation.auroc_of_groups(up, down)


def _share(up: NDArray[np.float64], down: NDArray[np.float64], *, paired: bool) -> float:
    return float(separation.wins(up, down).mean()) if paired else separation.auroc(up, down)


def _effect(up: NDArray[np.float64], down: NDArray[np.float64], *, paired: bool) -> float:
    """Standardised difference: it still distinguishes layers where accuracy has reached 1."""
    if paired:
        return from_states.standardised(up - down)
    spread = float(np.sqrt((up.var(ddof=1) + down.var(ddof=1)) / 2))
    return float(up.mean() - down.mean()) / spread if spread > 1e-12 else 0.0


def _length_correlation(held: TextContrast, up: NDArray[np.float64], down: NDArray[np.float64]) -> float:
    lengths = [len(text.split()) for text in (*held.better, *held.worse)]
    return separation.correlation(np.concatenate([up, down]), lengths)
