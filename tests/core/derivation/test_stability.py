"""The layer of creativity follows the agreement between halves that share neither premise nor wording."""

from __future__ import annotations

import numpy as np
import pytest

from core.array_types import Floats
from core.attribute.report import LayerRow
from core.derivation import stability
from core.derivation.stability import ContrastSamples, agreement, candidate_layers, select
from core.engine.protocol import TextStates

N_EMBD, LAYERS = 64, (7, 8, 9)
N_PREMISES, N_SAMPLES, N_WORDINGS = 12, 3, 6


def test_candidates_are_at_a_quarter_to_less_than_half_of_the_depth() -> None:
    assert candidate_layers(30) == (7, 8, 9, 10, 11, 12)
    assert 8 in candidate_layers(32)  # the paper's
    for n_layer in range(2, 130):
        found = candidate_layers(n_layer)
        assert found and all(1 <= layer < n_layer for layer in found)


def rows(criteria: dict[int, float]) -> list[LayerRow]:
    return [LayerRow(layer, "neutral", criterion, {}) for layer, criterion in criteria.items()]


@pytest.mark.parametrize(
    ("criteria", "layer"),
    [
        ({7: 0.9, 8: 0.8, 9: 0.7, 10: 0.7, 11: 0.7, 12: 0.7}, 7),  # clearly the best
        ({7: 0.9, 8: 0.9, 9: 0.89, 10: 0.9, 11: 0.9, 12: 0.91}, 9),  # as good as the best, and nearest to the middle
        ({7: 0.9, 8: 0.8, 9: 0.8, 10: 0.8, 11: 0.8, 12: 0.93}, 12),
        ({7: 0.9, 12: 0.91}, 7),  # equally near: the earlier
    ],
)
def test_among_equals_the_middle_of_the_depth_is_selected(criteria: dict[int, float], layer: int) -> None:
    assert select(rows(criteria), 30).layer == layer


def samples(signal: tuple[float, float, float], wording_noise: float) -> tuple[ContrastSamples, list[TextStates]]:
    """Samples whose sides differ by ``signal`` along one direction at each layer, and by a habit of each wording."""
    draw = np.random.default_rng(0)
    meaning = draw.normal(size=(len(LAYERS), N_EMBD)).astype(np.float32)
    habits = draw.normal(size=(N_WORDINGS, len(LAYERS), N_EMBD)).astype(np.float32) * wording_noise
    n = N_PREMISES * N_SAMPLES
    premises = np.array([k % N_PREMISES for k in range(n)])
    wordings = np.array([(k % N_PREMISES + k // N_PREMISES) % N_WORDINGS for k in range(n)])

    def noise() -> Floats:
        return draw.normal(size=(n, len(LAYERS), N_EMBD)).astype(np.float32)

    difference = np.array(signal, dtype=np.float32)[:, None] * meaning + habits[wordings]
    creative, boring = noise() + difference / 2, noise() - difference / 2
    texts = []
    for strength in np.linspace(-2, 2, 30):
        mean = np.zeros((30, N_EMBD), dtype=np.float32)
        mean[list(LAYERS)] = strength * meaning / np.linalg.norm(meaning, axis=1, keepdims=True)
        mean[list(LAYERS)] += draw.normal(size=(len(LAYERS), N_EMBD)) * 0.3
        texts.append(TextStates(20, mean, mean, np.ones(30, dtype=np.float32)))
    return ContrastSamples(creative, boring, premises, wordings), texts


def test_the_layer_at_which_halves_agree_has_the_best_criterion() -> None:
    halved, texts = samples((0.1, 0.1, 1.5), 0.0)
    table = agreement(halved, LAYERS, texts, texts)
    assert [row.layer for row in table] == list(LAYERS)
    assert all(set(row.figures) == {"directions", "own_texts", "prose"} for row in table)
    assert max(table, key=lambda row: row.criterion).layer == 9
    assert table[2].figures["directions"] > 0.7 > table[0].figures["directions"]
    assert table[2].criterion == pytest.approx(np.mean(list(table[2].figures.values())), abs=1e-3)
    without = agreement(halved, LAYERS, texts)
    assert all(set(row.figures) == {"directions", "own_texts"} for row in without)
    assert agreement(halved, LAYERS, texts) == without  # no chance in it


def test_what_only_a_wording_brings_is_no_agreement() -> None:
    halved, texts = samples((0.0, 0.0, 0.0), 3.0)
    assert all(abs(row.figures["directions"]) < 0.35 for row in agreement(halved, LAYERS, texts))
    same = ContrastSamples(halved.creative, halved.boring, halved.premises, np.zeros_like(halved.wordings))
    assert all(row.figures["directions"] > 0.5 for row in agreement(same, LAYERS, texts))  # halves by premise alone


def test_the_reading_is_as_an_answer() -> None:
    assert stability.CONTEXT == "neutral"
