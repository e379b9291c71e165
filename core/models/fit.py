"""Whether a model fits this machine, said before it is loaded: weights, both KV caches and compute buffers counted."""

from __future__ import annotations

from dataclasses import dataclass

import psutil

from core.models.inspect import KvShape

WRITE_TOKENS, SCORE_TOKENS = 4096, 2048
"""Context sizes of the writing and the scoring context (core/engine/llama.py)."""
SCORE_BATCH, LOGIT_ROWS = 512, 64
_RESERVE = 600_000_000
"""Bytes left to the window and to everything else that runs."""
_RUNTIME = 120_000_000
"""The child process itself: interpreter, libraries, vocabulary."""


@dataclass(frozen=True)
class Need:
    """Bytes that a model takes while it is in use."""

    weights: int
    kv: int
    buffers: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.weights + self.kv + self.buffers


@dataclass(frozen=True)
class Machine:
    """Bytes of memory: what is there, and what programs could still take without swapping."""

    total: int
    available: int

    @property
    def usable(self) -> int:
        """What a model may take, with something left to the rest."""
        return max(0, self.available - _RESERVE)


@dataclass(frozen=True)
class Fit:
    """What came of the comparison. ``short_by`` is 0 where it fits."""

    need: Need
    machine: Machine

    @property
    def short_by(self) -> int:
        """Bytes missing."""
        return max(0, self.need.total - self.machine.usable)

    @property
    def fits(self) -> bool:
        """Whether it can be loaded without pushing other programs out of memory."""
        return self.short_by == 0

    @property
    def largest_weights(self) -> int:
        """Bytes of weights of the same shape that would fit; 0 where none would."""
        return max(0, self.machine.usable - self.need.kv - self.need.buffers)

    @property
    def sentence(self) -> str:
        """What is needed, what there is, what is short and what would help."""
        need, free = gigabytes(self.need.total), gigabytes(self.machine.usable)
        if self.fits:
            return f"It needs about {need} of memory; {free} are free for it."
        short = f"It needs about {need} of memory, and {free} are free for it: {gigabytes(self.short_by)} short."
        if self.need.total <= self.machine.total - _RESERVE:
            return f"{short} Closing other programs would help."
        if self.largest_weights > 0:
            return f"{short} A file of the same kind of up to {gigabytes(self.largest_weights)} would fit."
        return f"{short} A smaller model would fit."


def need(weights: int, kv: KvShape, n_embd: int, n_vocab: int) -> Need:
    """What a model of ``weights`` bytes and that shape takes with our two contexts."""
    rows = n_embd * 4 * SCORE_BATCH * 8  # about eight activations are alive at a time, some wider than the states
    logits = n_vocab * 4 * LOGIT_ROWS
    return Need(weights, kv.n_bytes(WRITE_TOKENS + SCORE_TOKENS), _RUNTIME + rows + logits)


def this_machine() -> Machine:
    """The memory of the machine this runs on, as it stands."""
    memory = psutil.virtual_memory()
    return Machine(memory.total, memory.available)


def gigabytes(n_bytes: int) -> str:
    """``5.2 GB``; below one, ``350 MB``. Decimal units, as file managers and model pages use."""
    if n_bytes >= 1e9:
        return f"{n_bytes / 1e9:.1f} GB"
    return f"{n_bytes / 1e6:.0f} MB"
