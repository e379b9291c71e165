"""Sums of the states of texts while they are generated. Engine thread only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.array_types import Floats


class StateSums:
    """For each of ``n_texts``, sums over its generated tokens of states, unit states and norms at the first layers."""

    def __init__(self, n_texts: int, n_layers: int, n_embd: int) -> None:
        self.layers = tuple(range(n_layers))
        self._states = np.zeros((n_texts, n_layers, n_embd), dtype=np.float32)
        self._units = np.zeros_like(self._states)
        self._norms = np.zeros((n_texts, n_layers), dtype=np.float32)
        self._counts = np.zeros(n_texts, dtype=np.float32)

    def add(self, texts: Sequence[int], states: Sequence[Floats]) -> None:
        """Add a token of each of ``texts``: ``states[layer]`` has shape ``(len(texts), n_embd)``."""
        chosen = list(texts)
        for layer, rows in enumerate(states):
            norms = np.linalg.norm(rows, axis=1)
            self._states[chosen, layer] += rows
            self._units[chosen, layer] += rows / norms[:, None]
            self._norms[chosen, layer] += norms
        self._counts[chosen] += 1

    def means(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Numbers of tokens ``(n_texts,)``, and the means: ``(n_texts, n_layers, n_embd)`` twice, then of the norms.

        Zeros for a text without tokens.
        """
        n: Floats = np.maximum(self._counts, 1).astype(np.float32)
        return self._counts, self._states / n[:, None, None], self._units / n[:, None, None], self._norms / n[:, None]
