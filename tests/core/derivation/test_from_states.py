"""The mathematics on states whose truth is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from core.array_types import Floats
from core.derivation import from_states
from core.derivation.premises import Passage
from core.derivation.reference_passages import intent_report, sentence_cuts, shortest_scored
from core.engine.protocol import PassageScore, TextStates, TokenCosine
from core.stats.separation import (
    Figure,
    auroc,
    concordance,
    pairwise_figure,
    random_directions,
    spearman,
    spearman_without,
)

N_LAYER, N_EMBD = 12, 64
TRUE = np.random.default_rng(0).normal(size=(N_LAYER, N_EMBD))
TRUE /= np.linalg.norm(TRUE, axis=1, keepdims=True)


def states(strength: Floats | np.ndarray[tuple[int], np.dtype[np.float64]], seed: int) -> TextStates:
    """20 tokens of noise plus the true direction times the strength of each layer."""
    draw = np.random.default_rng(seed)
    tokens = draw.normal(size=(20, N_LAYER, N_EMBD)) + strength[:, None] * TRUE
    norms = np.linalg.norm(tokens, axis=2)
    return TextStates(
        20,
        tokens.mean(0).astype(np.float32),
        (tokens / norms[..., None]).mean(0).astype(np.float32),
        norms.mean(0).astype(np.float32),
    )


PEAK = np.exp(-0.5 * ((np.arange(N_LAYER) - 7) / 1.5) ** 2)
"""How much each layer knows: most of all layer 7."""
CREATIVE = [states(2 * PEAK, seed) for seed in range(40)]
BORING = [states(0 * PEAK, 1000 + seed) for seed in range(40)]


def test_the_mean_difference_finds_the_direction_and_its_sign() -> None:
    found = from_states.mean_difference(CREATIVE, BORING)
    cosine = found[7] @ TRUE[7] / np.linalg.norm(found[7])
    assert cosine > 0.95
    assert np.linalg.norm(found[7]) == pytest.approx(2.0, rel=0.1)  # raw, not a unit vector


def test_swapped_sides_give_the_negative_and_nothing_flips_it_back() -> None:
    assert np.array_equal(from_states.mean_difference(BORING, CREATIVE), -from_states.mean_difference(CREATIVE, BORING))


def test_a_layer_that_knows_much_is_chosen() -> None:
    directions = from_states.mean_difference(CREATIVE, BORING)
    figures = []
    for context in ("bare", "neutral"):
        held_out = from_states.HeldOutStates(
            context,
            [states(0.4 * PEAK, 2000 + i) for i in range(24)],
            [states(0 * PEAK, 3000 + i) for i in range(24)],
            [states(0.4 * PEAK, 4000 + i) for i in range(36)],
            [states(0 * PEAK, 5000 + i) for i in range(36)],
            [states(0.2 * (i % 5) * PEAK, 6000 + i) for i in range(50)],
            [i % 5 for i in range(50)],
        )
        figures += from_states.layer_figures(directions, held_out, range(1, N_LAYER - 1))
    chosen = from_states.choose_layer(figures)
    assert chosen.layer in (6, 7, 8)
    assert chosen.pairs_test.low > 0.5


def figures_of(
    effects: Sequence[float], order: Sequence[float], context: str = "bare"
) -> list[from_states.LayerFigures]:
    """Of layers 1 and on, which differ in their effect on 20 pairs and in how they order passages."""
    even = pairwise_figure([1.0, 0.0] * 10, [0.0, 1.0] * 10)
    return [
        from_states.LayerFigures(n, context, even, even, even, effect, share, 0.0)
        for n, (effect, share) in enumerate(zip(effects, order, strict=True), start=1)
    ]


def test_one_lucky_layer_does_not_win() -> None:
    assert from_states.choose_layer(figures_of((0.2, 2.0, 0.2, 0.2, 1.5, 1.6, 1.5, 0.2), [0.7] * 8)).layer == 6


def test_an_early_layer_that_separates_the_pairs_must_also_order_the_passages() -> None:
    effects = (1.6, 1.6, 1.6, 1.5, 1.5, 1.5)
    assert from_states.choose_layer(figures_of(effects, [0.7] * 6)).layer == 1
    assert from_states.choose_layer(figures_of(effects, (0.5, 0.5, 0.5, 0.8, 0.8, 0.8))).layer == 5


def test_the_better_reading_is_chosen() -> None:
    bare, neutral = figures_of([1.0] * 3, [0.7] * 3), figures_of([1.0] * 3, [0.8] * 3, "neutral")
    assert from_states.choose_layer(bare + neutral).context == "neutral"
    assert from_states.choose_layer(figures_of([1.5] * 3, [0.8] * 3) + neutral).context == "bare"


def test_halves_agree_where_there_is_something_to_agree_on() -> None:
    halves = from_states.split_half(from_states.ContrastStates(CREATIVE, BORING))
    assert halves[7] > 0.8
    nothing = from_states.ContrastStates(BORING, [states(0 * PEAK, 9000 + i) for i in range(40)])
    assert abs(from_states.split_half(nothing)[7]) < 0.3
    assert from_states.split_half(nothing, [from_states.ContrastStates(CREATIVE, BORING)])[7] > 0.3  # half of it agrees


def test_other_differences_turn_the_attribute_and_leave_its_length() -> None:
    own, opposite = from_states.ContrastStates(CREATIVE, BORING), from_states.ContrastStates(BORING, CREATIVE)
    paper = from_states.attribute_of(own)
    assert np.array_equal(paper, from_states.mean_difference(CREATIVE, BORING))
    assert np.allclose(from_states.attribute_of(own, [own]), paper, rtol=1e-5)
    others = [
        from_states.ContrastStates([states(np.roll(PEAK, shift), 500 + i) for i in range(40)], BORING)
        for shift in (3, -3)
    ]
    found = from_states.attribute_of(own, others)
    parts = [paper, *(from_states.mean_difference(each.creative, each.boring) for each in others)]
    for layer in range(1, N_LAYER):
        length = np.linalg.norm(paper[layer])
        assert np.linalg.norm(found[layer]) == pytest.approx(length, rel=1e-4)
        units = [part[layer] / np.linalg.norm(part[layer]) for part in parts]  # a third of each, however long it is
        assert found[layer] / length == pytest.approx(sum(units) / np.linalg.norm(sum(units)), abs=1e-3)
    assert np.linalg.norm(from_states.attribute_of(own, [opposite])) < np.linalg.norm(paper)  # they cancel out


def test_the_usual_layers_are_the_first_half() -> None:
    assert from_states.usual_layers(32)[-1] == 16  # the paper's 8 is among them
    assert from_states.usual_layers(30) == tuple(range(1, 16))
    assert from_states.usual_layers(2) == from_states.usual_layers(3) == (1,)


def test_samples_of_a_premise_count_as_one_text() -> None:
    merged = from_states.merged(CREATIVE[:3])
    assert merged.n_tokens == 60
    assert np.allclose(merged.mean, np.mean([s.mean for s in CREATIVE[:3]], axis=0))


def test_statistics_against_known_values() -> None:
    assert auroc([3, 4, 5], [1, 2, 3]) == pytest.approx(8.5 / 9)
    assert spearman([1, 2, 3, 4], [10, 20, 40, 30]) == pytest.approx(0.8)
    assert concordance([3, 4, 5, 1, 2, 3], [1, 1, 1, 0, 0, 0]) == pytest.approx(8.5 / 9)  # the AUROC of two levels
    assert concordance([1, 2, 4, 3], [0, 1, 2, 3]) == pytest.approx(5 / 6)
    assert concordance([1, 2], [0, 0]) == 0.5
    assert pairwise_figure([], []) == Figure(0.5, 0.0, 1.0, 0)  # nothing is known
    figure = pairwise_figure([1] * 8 + [0] * 2, [0] * 8 + [1] * 2)
    assert (figure.value, round(figure.low, 3), round(figure.high, 3)) == (0.8, 0.49, 0.943)  # Wilson
    draw = np.random.default_rng(1)
    length = draw.normal(size=4000)
    one, other = length + draw.normal(size=4000), length + draw.normal(size=4000)
    assert spearman(one, other) > 0.4
    assert abs(spearman_without(one, other, length)) < 0.05


def test_random_directions_know_nothing() -> None:
    draw = np.random.default_rng(2)
    high, low = draw.normal(size=(50, 32)), draw.normal(size=(50, 32))
    figure = random_directions(lambda d: auroc(high @ d, low @ d), 32)
    assert figure.low < 0.5 < figure.high


def score(cosines: list[float], text: str) -> PassageScore:
    width = len(text) // len(cosines)
    tokens = tuple(TokenCosine(i * width, (i + 1) * width, c) for i, c in enumerate(cosines))
    return PassageScore(len(cosines), float(np.mean(cosines)), tokens)


def test_openings_are_cut_at_sentence_ends() -> None:
    text = "Aaaaa bbbb. Ccccc dddd! Eeeee ffff. "
    cuts = sentence_cuts(text, score([1.0, 1.0, 0.0, 0.0, 0.5, 0.5], text))
    assert cuts == [(2, 1.0), (4, 0.5), (6, 0.5)]


def test_the_shortest_text_that_counts_is_where_its_reading_holds() -> None:
    draw = np.random.default_rng(3)
    clear = [score([level + draw.normal() * 0.1 for _ in range(80)], "x" * 800) for level in draw.normal(size=80)]
    noise = [score(list(draw.normal(size=80)), "x" * 800) for _ in range(80)]
    assert shortest_scored(clear).min_tokens == 4
    assert shortest_scored(noise).min_tokens == 32


def test_the_intent_report_tells_a_score_from_its_baselines() -> None:
    passages = [Passage("word " * (10 + i % 7), i % 5) for i in range(100)]
    scores = [score([passage.intent / 10, passage.intent / 10], passage.text) for passage in passages]
    report = intent_report(passages, scores)
    assert report.spearman.value == pytest.approx(1.0)
    assert abs(report.baselines["length"].value) < 0.3
