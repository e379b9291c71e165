"""Estimate before loading whether a model fits the machine's memory: weights, both KV caches, compute buffers.

Also estimates how many of its layers fit on graphics cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from core.sentences import Sentence, joined_sentences

if TYPE_CHECKING:
    from core.models.summary import KvShape  # that module imports numpy, which the download process does without

WRITE_TOKENS, SCORE_TOKENS = 4096, 2048
"""Context sizes, in tokens, of the generation and the scoring context (core/engine/worker/llama.py)."""
SCORE_BATCH, LOGIT_ROWS = 512, 64
_RESERVE = 600_000_000
"""Bytes reserved for the window and other programs."""
_RUNTIME = 120_000_000
"""Bytes of the child process itself: interpreter, libraries, vocabulary."""
_GPU_RESERVE = 500_000_000
"""Bytes of each graphics card reserved for the screen and the driver."""


@dataclass(frozen=True)
class Need:
    """Bytes of memory that a model in use needs."""

    weights: int
    kv: int
    buffers: int

    @property
    def total(self) -> int:
        """The sum."""
        return self.weights + self.kv + self.buffers


@dataclass(frozen=True)
class Gpu:
    """A graphics card that llama.cpp can use; bytes of its memory.

    ``unified`` where it shares the machine's memory, so that using it does not save any.
    """

    name: str
    free: int
    total: int
    unified: bool = False


@dataclass(frozen=True)
class Machine:
    """Bytes of memory: in all, and available to programs without swapping; and the graphics cards."""

    total: int
    available: int
    gpus: tuple[Gpu, ...] = ()

    @property
    def usable(self) -> int:
        """Bytes available to a model, after the reserve for other programs."""
        return max(0, self.available - _RESERVE)


@dataclass(frozen=True)
class Fit:
    """Result of comparing a model's need with the machine. ``short_by`` is 0 where the model fits.

    ``n_layer`` is the model's number of blocks; graphics cards are counted only where it is given.
    """

    need: Need
    machine: Machine
    n_layer: int = 0

    @property
    def gpu_layers(self) -> int:
        """Number of blocks that fit on the graphics cards, as :func:`layers_that_fit` counts them."""
        free = [gpu.free for gpu in self.machine.gpus]
        return layers_that_fit(free, self.need.weights, self.n_layer, self.need.kv, self.need.buffers)

    @property
    def in_memory(self) -> int:
        """Bytes of the machine's memory needed, without those on graphics cards with their own memory."""
        if not self.gpu_layers or any(gpu.unified for gpu in self.machine.gpus):
            return self.need.total
        share = min(1.0, self.gpu_layers / self.n_layer)
        return self.need.total - int(share * (self.need.weights + self.need.kv))

    @property
    def short_by(self) -> int:
        """Bytes of the machine's memory that are missing."""
        return max(0, self.in_memory - self.machine.usable)

    @property
    def fits(self) -> bool:
        """Whether the model can be loaded without swapping out other programs."""
        return self.short_by == 0

    @property
    def largest_weights(self) -> int:
        """Bytes of weights of the same shape that would fit; 0 where none would."""
        on_gpus = self.need.total - self.in_memory
        return max(0, self.machine.usable + on_gpus - self.need.kv - self.need.buffers)

    @property
    def sentence(self) -> str:
        """A sentence on the memory needed, free and missing, and on what would help."""
        return joined_sentences((self._gpu_sentence, self._memory_sentence))

    @property
    def _memory_sentence(self) -> str:
        need, free = gigabytes(self.in_memory), gigabytes(self.machine.usable)
        if self.fits:
            return Sentence("It needs about {need} of memory; {free} are free for it.", need=need, free=free)
        short = Sentence(
            "It needs about {need} of memory, and {free} are free for it: {short} short.",
            need=need,
            free=free,
            short=gigabytes(self.short_by),
        )
        if self.in_memory <= self.machine.total - _RESERVE:
            advice = Sentence("Closing other programs would help.")
        elif self.largest_weights > 0:
            size = gigabytes(self.largest_weights)
            advice = Sentence("A file of the same kind of up to {size} would fit.", size=size)
        else:
            advice = Sentence("A smaller model would fit.")
        return joined_sentences((short, advice))

    @property
    def _gpu_sentence(self) -> str:
        if not (self.machine.gpus and self.n_layer):
            return ""
        free = [gpu.free for gpu in self.machine.gpus]
        card = Sentence("graphics cards") if len(free) > 1 else Sentence("graphics card")
        room = gigabytes(sum(free))
        if self.gpu_layers > self.n_layer:
            return Sentence("It fits on the {card} ({free} free).", card=card, free=room)
        short = self.need.weights + self.need.kv - _gpu_room(free, self.need.buffers)
        takes = (
            Sentence("{n} of its {n_all} blocks fit", n=self.gpu_layers, n_all=self.n_layer)
            if self.gpu_layers
            else Sentence("Nothing of it fits")
        )
        return Sentence(
            "{takes} on the {card} ({free} free, {short} short for all).",
            takes=takes,
            card=card,
            free=room,
            short=gigabytes(short),
        )


def layers_that_fit(free_vram: Sequence[int], weights: int, n_layer: int, kv: int, buffers: int) -> int:
    """Number of layers to put on graphics cards with ``free_vram`` bytes each, as llama.cpp counts ``n_gpu_layers``.

    ``n_layer + 1`` means all, with the output. Each card needs its own compute buffers. A block is assumed to cost its
    share of *all* weights, with embeddings, so the result is rather too small than too large.
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
    """Memory needed by a model of ``weights`` bytes and that shape, with our two contexts."""
    rows = n_embd * 4 * SCORE_BATCH * 8  # about eight activations are alive at a time, some wider than the states
    logits = n_vocab * 4 * LOGIT_ROWS
    return Need(weights, kv.n_bytes(WRITE_TOKENS + SCORE_TOKENS), _RUNTIME + rows + logits)


def this_machine(gpus: tuple[Gpu, ...] = ()) -> Machine:
    """Current memory of this machine; ``gpus`` from :func:`core.models.gpus.ask_for_gpus`."""
    memory = psutil.virtual_memory()
    return Machine(memory.total, memory.available, gpus)


def gigabytes(n_bytes: int) -> str:
    """``5.2 GB``, or below one gigabyte ``350 MB``. Decimal units, as file managers and model pages use."""
    if n_bytes >= 1e9:
        return Sentence("{size:.1f} GB", size=n_bytes / 1e9)
    return Sentence("{size:.0f} MB", size=n_bytes / 1e6)
