"""Read states of texts at most layers, and score them under every readout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from core.array_types import Floats
from core.derivation.pairs import normalised
from core.engine.worker.hidden_states import LayerCapture
from core.engine.worker.llama import Batch, LlamaModel

MOST_TOKENS = 440
CENTRINGS = ("as they are", "centred")
POOLINGS = (
    "mean",
    "median",
    "top third",
    "top half",
    "last token",
    "without the first four tokens",
    "less the mean at that position",
)
PER_POSITION = 3
"""Consecutive tokens that share one mean per position; later tokens share that of the last position."""
N_POSITIONS = 21


class StatesReader:
    """Hidden states of a text at the first ``n_layers`` layers, after a prefix that is read once for many texts.

    These are four fifths of all layers: later ones add hardly any information and cost as much to read.
    """

    def __init__(self, model: LlamaModel) -> None:
        self._model = model
        self._capture = LayerCapture()
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = params.n_batch = params.n_ubatch = 640
        params.n_threads = params.n_threads_batch = model.n_threads
        params.cb_eval = self._capture.callback
        self._context = llama_cpp.llama_init_from_model(model.handle, params)
        self._batch = Batch(640)
        self.n_layers = model.n_layer * 4 // 5
        self._layers = tuple(range(self.n_layers))
        self._prefix: list[int] = []

    def read(self, text: str, prefix: Sequence[int]) -> Floats:
        """Shape ``(n_layers, n_tokens, n_embd)``."""
        memory = llama_cpp.llama_get_memory(self._context)
        if list(prefix) != self._prefix:
            llama_cpp.llama_memory_clear(memory, False)
            self._prefix = list(prefix)
            self._decode(self._prefix, 0, ())
        llama_cpp.llama_memory_seq_rm(memory, 0, len(prefix), -1)
        tokens = self._model.tokenize(text)[:MOST_TOKENS]
        self._decode(tokens, len(prefix), self._layers)
        return np.stack([self._capture.take(layer, len(tokens), self._model.n_embd) for layer in self._layers])

    def _decode(self, tokens: list[int], start: int, layers: tuple[int, ...]) -> None:
        self._capture.arm(layers)
        status = llama_cpp.llama_decode(self._context, self._batch.fill(tokens, start, 0, "none"))
        if status != 0:
            raise RuntimeError(f"llama.cpp status {status}")


def in_one_style(text: str) -> str:
    """Normalised ``text`` without spaces before punctuation: the collection mixes tokenised and plain text."""
    text = re.sub(r"\s+([,.;:?!%)\]]|'(?:s|re|ve|ll|d|m|t)\b|n't\b)", r"\1", normalised(text))
    text = re.sub(r"([(\[])\s+", r"\1", text)
    return text if text[-1] in ".?!\"'" else text + "."


def sentences(text: str) -> list[str]:
    """Split after ``.``, ``?`` or ``!`` and closing quotation marks or brackets."""
    return [part for part in re.split(r"(?<=[.?!])[\"'”’]*\s+", text) if part]


def units(directions: Floats) -> Floats:
    """``directions`` scaled to rows of length 1; row 0, for which attributes have no direction, stays zero."""
    found: Floats = directions / np.maximum(np.linalg.norm(directions, axis=-1, keepdims=True), 1e-9)
    return found


@dataclass(frozen=True, eq=False)
class Yardstick:
    """Directions, shape ``(n_contrasts, n_layers, n_embd)``, and statistics of reference passages.

    ``centre`` is the passages' mean state, shape ``(n_layers, n_embd)``; ``at_position`` their mean cosine, shape
    ``(n_contrasts, n_centrings, n_layers, N_POSITIONS)``.
    """

    directions: Floats
    centre: Floats
    at_position: Floats

    @classmethod
    def of(cls, directions: Floats, reference: Sequence[Floats]) -> Yardstick:
        """``reference``: states of passages."""
        centre = np.concatenate(reference, axis=1).mean(axis=1)
        yardstick = cls(directions, centre, np.zeros((len(directions), 2, len(centre), N_POSITIONS), "f4"))
        cosines = np.concatenate([yardstick.cosines(states) for states in reference], axis=3)
        places = np.concatenate([positions(states.shape[1]) for states in reference])
        means = [cosines[..., places == place].mean(axis=3) for place in range(N_POSITIONS)]
        return cls(directions, centre, np.stack(means, axis=3))

    def cosines(self, states: Floats) -> Floats:
        """Per token, shape ``(n_contrasts, n_centrings, n_layers, n_tokens)``."""
        moved = np.stack([states, states - self.centre[:, None]])
        along = np.moveaxis(moved @ self.directions.transpose(1, 2, 0), 3, 0)
        found: Floats = along / np.maximum(np.linalg.norm(moved, axis=3), 1e-9)
        return found

    def scores(self, states: Floats) -> Floats:
        """Of one text, shape ``(n_contrasts, n_centrings, n_poolings, n_layers)``."""
        cosines = self.cosines(states)
        n = cosines.shape[3]
        ordered = np.sort(cosines, axis=3)
        mean = cosines.mean(axis=3)
        pooled = {
            "mean": mean,
            "median": np.median(ordered, axis=3),
            "top third": ordered[..., -max(1, n // 3) :].mean(axis=3),
            "top half": ordered[..., -max(1, n // 2) :].mean(axis=3),
            "last token": cosines[..., -1],
            "without the first four tokens": cosines[..., min(4, n - 1) :].mean(axis=3),
            "less the mean at that position": mean - self.at_position[..., positions(n)].mean(axis=3),
        }
        return np.stack([pooled[pooling] for pooling in POOLINGS], axis=2).astype(np.float32)


def positions(n_tokens: int) -> NDArray[np.int64]:
    """For each token, the index of the position mean that it shares."""
    return np.minimum(np.arange(n_tokens) // PER_POSITION, N_POSITIONS - 1)
