"""Whether a model fits this machine, said before it is loaded: weights, both KV caches and compute buffers counted.

And how much of it fits on graphics cards, where there are any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import psutil

from core.models.summary import KvShape

WRITE_TOKENS, SCORE_TOKENS = 4096, 2048
"""Context sizes of the writing and the scoring context (core/engine/worker/llama.py)."""
SCORE_BATCH, LOGIT_ROWS = 512, 64
_RESERVE = 600_000_000
"""Bytes left to the window and to everything else that runs."""
_RUNTIME = 120_000_000
"""The child process itself: interpreter, libraries, vocabulary."""
_GPU_RESERVE = 500_000_000
"""Bytes of each graphics card left to the screen and to the driver."""


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
class Gpu:
    """A graphics card that llama.cpp can use; bytes of its memory.

    ``unified`` where that memory is the machine's own, so that what lies there is not saved elsewhere.
    """

    name: str
    free: int
    total: int
    unified: bool = False


@dataclass(frozen=True)
class Machine:
    """Bytes of memory: what is there, and what programs could still take without swapping; and the graphics cards."""

    total: int
    available: int
    gpus: tuple[Gpu, ...] = ()

    @property
    def usable(self) -> int:
        """What a model may take, with something left to the rest."""
        return max(0, self.available - _RESERVE)


@dataclass(frozen=True)
class Fit:
    """What came of the comparison. ``short_by`` is 0 where it fits.

    ``n_layer`` is the model's number of blocks; graphics cards are counted only where it is given.
    """

    need: Need
    machine: Machine
    n_layer: int = 0

    @property
    def gpu_layers(self) -> int:
        """How many blocks the graphics cards take, as :func:`layers_that_fit` counts them."""
        free = [gpu.free for gpu in self.machine.gpus]
        return layers_that_fit(free, self.need.weights, self.n_layer, self.need.kv, self.need.buffers)

    @property
    def in_memory(self) -> int:
        """Bytes needed beside what lies on graphics cards of their own memory."""
        if not self.gpu_layers or any(gpu.unified for gpu in self.machine.gpus):
            return self.need.total
        share = min(1.0, self.gpu_layers / self.n_layer)
        return self.need.total - int(share * (self.need.weights + self.need.kv))

    @property
    def short_by(self) -> int:
        """Bytes of the machine's memory missing."""
        return max(0, self.in_memory - self.machine.usable)

    @property
    def fits(self) -> bool:
        """Whether it can be loaded without pushing other programs out of memory."""
        return self.short_by == 0

    @property
    def largest_weights(self) -> int:
        """Bytes of weights of the same shape that would fit; 0 where none would."""
        on_gpus = self.need.total - self.in_memory
        return max(0, self.machine.usable + on_gpus - self.need.kv - self.need.buffers)

    @property
    def sentence(self) -> str:
        """What is needed, what there is, what is short and what would help."""
        return " ".join(filter(None, (self._gpu_sentence, self._memory_sentence)))

    @property
    def _memory_sentence(self) -> str:
        need, free = gigabytes(self.in_memory), gigabytes(self.machine.usable)
        if self.fits:
            return f"It needs about {need} of memory; {free} are free for it."
        short = f"It needs about {need} of memory, and {free} are free for it: {gigabytes(self.short_by)} short."
        if self.in_memory <= self.machine.total - _RESERVE:
            return f"{short} Closing other programs would help."
        if self.largest_weights > 0:
            return f"{short} A file of the same kind of up to {gigabytes(self.largest_weights)} would fit."
        return f"{short} A smaller model would fit."

    @property
    def _gpu_sentence(self) -> str:
        if not (self.machine.gpus and self.n_layer):
            return ""
        free = [gpu.free for gpu in self.machine.gpus]
        card = "graphics cards" if len(free) > 1 else "graphics card"
        if self.gpu_layers > self.n_layer:
            return f"It fits on the {card} ({gigabytes(sum(free))} free)."
        short = self.need.weights + self.need.kv - _gpu_room(free, self.need.buffers)
        takes = f"{self.gpu_layers} of its {self.n_layer} blocks fit" if self.gpu_layers else "Nothing of it fits"
        return f"{takes} on the {card} ({gigabytes(sum(free))} free, {gigabytes(short)} short for all)."


def layers_that_fit(free_vram: Sequence[int], weights: int, n_layer: int, kv: int, buffers: int) -> int:
    """How many layers to put on graphics cards with so many bytes free, as llama.cpp counts ``n_gpu_layers``.

    ``n_layer + 1`` is everything, the output included. Each card needs compute buffers of its own. A block is taken to
    cost its share of *all* weights, embeddings too, so the count errs towards too few.
    """
    room = _gpu_room(free_vram, buffers)
    if n_layer < 1 or not room:
        return 0
    if weights + kv <= room:
        return n_layer + 1
    return min(n_layer, room * n_layer // (weights + kv))


def _gpu_room(free_vram: Sequence[int], buffers: int) -> int:
    return sum(max(0, free - _GPU_RESERVE - buffers) for free in free_vram)


def need(weights: int, kv: KvShape, n_embd: int, n_vocab: int) -> Need:
    """What a model of ``weights`` bytes and that shape takes with our two contexts."""
    rows = n_embd * 4 * SCORE_BATCH * 8  # about eight activations are alive at a time, some wider than the states
    logits = n_vocab * 4 * LOGIT_ROWS
    return Need(weights, kv.n_bytes(WRITE_TOKENS + SCORE_TOKENS), _RUNTIME + rows + logits)


def this_machine(gpus: tuple[Gpu, ...] = ()) -> Machine:
    """The memory of the machine this runs on, as it stands; ``gpus`` from :func:`core.models.gpus.ask_for_gpus`."""
    memory = psutil.virtual_memory()
    return Machine(memory.total, memory.available, gpus)


def gigabytes(n_bytes: int) -> str:
    """``5.2 GB``; below one, ``350 MB``. Decimal units, as file managers and model pages use."""
    if n_bytes >= 1e9:
        return f"{n_bytes / 1e9:.1f} GB"
    return f"{n_bytes / 1e6:.0f} MB"
