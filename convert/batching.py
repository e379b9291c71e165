"""Run work in batches of similar length, and make the batches smaller if the device runs out of memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import TypeVar

import torch

from core.errors import ModelProblem

T = TypeVar("T")
Say = Callable[[str], None]


class Batches:
    """Runs work in batches of at most ``most`` items; if a batch runs out of memory, ``most`` becomes half its size."""

    def __init__(self, most: int, say: Say) -> None:
        self.most = most
        self._say = say

    def run(
        self, lengths: Sequence[int], work: Callable[[list[int]], Sequence[T]], limit: int | None = None
    ) -> list[T]:
        """Call ``work(indices)`` on batches of items of similar length, longest first; results in the items' order.

        ``limit`` caps the batch size for this call only. Raises ModelProblem if a single item does not fit.
        """
        waiting = sorted(range(len(lengths)), key=lambda i: -lengths[i])
        results: dict[int, T] = {}
        while waiting:
            batch = waiting[: min(self.most, limit or self.most)]
            done = self._tried(batch, work)
            if done is None:
                self._make_smaller(len(batch), lengths[batch[0]])
                continue
            results.update(zip(batch, done, strict=True))
            waiting = waiting[len(batch) :]
        return [results[i] for i in range(len(lengths))]

    def _tried(self, batch: list[int], work: Callable[[list[int]], Sequence[T]]) -> Sequence[T] | None:
        """The results, or None if memory ran out; the failed pass's tensors are then released."""
        try:
            return work(batch)
        except RuntimeError as error:
            if not _is_out_of_memory(error):
                raise
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        return None

    def _make_smaller(self, tried: int, longest: int) -> None:
        if tried == 1:
            raise ModelProblem(
                f"There is not enough memory for one text of {longest} tokens; use --device auto, or a smaller --dtype."
            )
        self.most = tried // 2
        self._say(f"Out of memory with {tried} texts per batch; going on with {self.most}.")


def _is_out_of_memory(error: RuntimeError) -> bool:
    return isinstance(error, torch.OutOfMemoryError) or "can't allocate memory" in str(error)
