"""Sample with one seed per text, so that a text does not depend on the others in its batch.

Adding Gumbel noise to the logits and taking the largest is a draw from the softmax (the Gumbel-max trick). Each row has
its own noise generator, so the same premise gives the same text alone, in a batch, on another worker or in a resumed
run, up to rounding in the logits.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch


class SeededSampling:
    """A logits processor for greedy decoding; one row per seed, in order."""

    def __init__(self, seeds: Sequence[int], temperature: float) -> None:
        self._seeds = tuple(seeds)
        self._temperature = temperature
        self._generators: tuple[torch.Generator, ...] = ()

    def __call__(self, _input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """``scores`` of shape ``(n_texts, n_vocab)`` with noise, whose largest entries are the sampled tokens."""
        if not self._generators:
            self._generators = tuple(torch.Generator(scores.device).manual_seed(seed) for seed in self._seeds)
        noisy = scores.float() / self._temperature
        for row, generator in zip(noisy, self._generators, strict=True):
            row -= torch.empty_like(row).exponential_(generator=generator).clamp_min_(1e-30).log_()
        return noisy
