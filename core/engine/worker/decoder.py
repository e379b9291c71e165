"""The llama.cpp context of :class:`GenerationContext`: decodes rows of many sequences. Engine thread only.

Two ways to steer. A control vector of llama.cpp adds the same λ·a to every row of a decode: the paper's constant λ.
A callback can instead add a vector of its own to each row, so that one batch holds several λ.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from core.array_types import Floats
from core.engine.protocol import MOST_ROWS
from core.engine.worker.hidden_states import LayerCapture
from core.engine.worker.llama import AbortCheck, Batch, LlamaModel
from core.engine.worker.scoring_context import Aborted
from core.errors import EngineProblem, ModelProblem

LogitValues = NDArray[np.float64]
"""Shape ``(n_vocab,)``."""

PIECE = 16
"""Tokens of a prompt in one decode, which an urgent request may interrupt."""

GPU_PIECE = 256
"""The same with the whole model on graphics cards, which read it in little more time and cannot be interrupted."""

EXTRA_SEQUENCES = 2
"""Sequences beyond those of the texts: one to measure surprisal, one for the text before continuations."""


class Row(NamedTuple):
    """One token of a decode: its position in its sequence, and whether the logits after it are needed."""

    token: int
    position: int
    sequence: int
    logits: bool = True


class Decoder:
    """Decodes rows, and holds what was decoded as the KV cache of numbered sequences."""

    def __init__(
        self, model: LlamaModel, gives_way: AbortCheck, cancelled: AbortCheck, hook: LayerCapture | None = None
    ) -> None:
        """Both checks are polled during decodes: ``gives_way`` interrupts those that allow it, ``cancelled`` any.

        ``hook`` reads and changes states, in the usual way where none is given. Raises ModelProblem where there is too
        little memory.
        """
        self._model = model
        self._must_give_way = gives_way
        self._cancelled = cancelled
        self._gives_way = False
        self._abort = llama_cpp.ggml_abort_callback(self._should_abort)
        self._hook = hook or LayerCapture()
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = min(model.options.n_ctx_write, model.n_ctx_train)
        params.n_seq_max = MOST_ROWS + EXTRA_SEQUENCES
        self.piece = GPU_PIECE if model.options.n_gpu_layers >= model.n_layer else PIECE
        params.n_batch = params.n_ubatch = max(self.piece, params.n_seq_max)  # llama.cpp aborts where it is smaller
        params.n_outputs_max = params.n_seq_max  # so that logits are not reserved for every row
        params.kv_unified = True
        params.n_threads = params.n_threads_batch = model.n_threads
        params.no_perf = True
        params.cb_eval = self._hook.callback
        self.context = llama_cpp.llama_init_from_model(model.handle, params)
        if not self.context:
            raise ModelProblem("There is not enough memory to generate text with this model.")
        llama_cpp.llama_set_abort_callback(self.context, self._abort, None)
        self._memory = llama_cpp.llama_get_memory(self.context)
        self._batch = Batch(max(self.piece, MOST_ROWS))
        self._steered = False
        self._zeros = np.zeros((model.n_layer - 1, model.n_embd), dtype=np.float32)

    @property
    def window(self) -> int:
        """The most tokens that all sequences may have together; shared prefixes count once."""
        return int(llama_cpp.llama_n_ctx(self.context))

    def decode(
        self,
        rows: Sequence[Row],
        *,
        gives_way: bool = False,
        added: Mapping[int, Floats] | None = None,
        read: tuple[int, ...] = (),
    ) -> bool:
        """Decode up to MOST_ROWS rows, or a piece of a prompt.

        False where an urgent request interrupted it: the rows must be decoded again.

        ``added`` maps layers to vectors of shape ``(len(rows), n_embd)``, added to that layer's output; ``read`` are
        layers to be asked for by :meth:`states`. Raises Aborted when cancelled, EngineProblem where llama.cpp fails.
        """
        self._gives_way = gives_way
        self._hook.arm(read, early_exit=False)
        self._hook.add_to(added or {})
        status = llama_cpp.llama_decode(self.context, self._batch.fill_rows(rows))
        self._hook.add_to({})
        self._hook.check()
        if status == 0:
            return True
        for sequence in {row.sequence for row in rows}:
            self.remove(sequence, min(row.position for row in rows if row.sequence == sequence))
        if status == 2 and gives_way and not self._cancelled():
            return False
        if status == 2:
            raise Aborted()
        raise EngineProblem(
            "The model could not continue the text (llama.cpp status {status}).", status=ctypes.c_int(status).value
        )

    def states(self, layer: int, n_rows: int) -> Floats:
        """The states at ``layer`` of the last decode's rows, shape ``(n_rows, n_embd)``."""
        return self._hook.take(layer, n_rows, self._model.n_embd)

    def decode_with_states(self, rows: Sequence[Row], layer: int) -> Floats:
        """Decode ``rows``, each with its logits; returns their states at ``layer``, shape ``(len(rows), n_embd)``."""
        self.decode(rows, read=(layer,))
        return self.states(layer, len(rows))

    def logits(self, row: int) -> LogitValues:
        """Logits after row ``row`` of the last decode (−1: its last), shape ``(n_vocab,)``."""
        pointer = llama_cpp.llama_get_logits_ith(self.context, row)
        return np.ctypeslib.as_array(pointer, shape=(self._model.n_vocab,)).astype(np.float64)

    def steer(self, lams: Sequence[float], vectors: Sequence[tuple[int, Floats]]) -> None:
        """Add each λ times its ``(layer, direction)`` to all rows of later decodes; nothing at all other layers."""
        wanted = any(lams)
        if not wanted and not self._steered:
            return
        # The buffer always covers all layers, because a shorter one leaves old values in later layers.
        buffer = self._zeros.copy()
        for lam, (layer, direction) in zip(lams, vectors, strict=False):
            buffer[layer - 1] += lam * direction
        self._steered = wanted
        data = buffer.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        status = llama_cpp.llama_set_adapter_cvec(
            self.context, data, buffer.size, self._model.n_embd, 1, self._model.n_layer - 1
        )
        if status != 0:
            raise EngineProblem("llama.cpp refused the attribute's vector.")

    def copy(self, source: int, target: int, end: int = -1) -> None:
        """Let sequence ``target`` begin with ``source`` up to position ``end`` (−1: all); their KV cache is shared."""
        llama_cpp.llama_memory_seq_cp(self._memory, source, target, -1, end)

    def remove(self, sequence: int, start: int = 0) -> None:
        """Remove what ``sequence`` holds from position ``start`` on."""
        llama_cpp.llama_memory_seq_rm(self._memory, sequence, start, -1)

    def close(self) -> None:
        """Free the context."""
        llama_cpp.llama_free(self.context)
        self._batch.close()

    def _should_abort(self, _data: object) -> bool:
        return self._cancelled() or (self._gives_way and self._must_give_way())


class CachedText:
    """A sequence that stays decoded between requests, so that only what differs from its end is read again.

    It is read in pieces, each aligned to a multiple of a piece's size: so every piece is computed the same way however
    much was cached.
    """

    def __init__(self, decoder: Decoder, sequence: int) -> None:
        self._decoder = decoder
        self._sequence = sequence
        self._tokens: list[int] = []

    def __len__(self) -> int:
        return len(self._tokens)

    def read(self, tokens: list[int]) -> Iterator[None]:
        """Decode ``tokens``, the last with its logits; yields between pieces, and where one was interrupted."""
        limit = min(len(self._tokens), len(tokens) - 1)
        same = next((i for i in range(limit) if self._tokens[i] != tokens[i]), limit)
        size = self._decoder.piece
        keep = same - same % size
        self._decoder.remove(self._sequence, keep)
        self._tokens = tokens[:keep]
        for start in range(keep, len(tokens), size):
            piece = tokens[start : start + size]
            rows = [
                Row(token, start + i, self._sequence, start + i == len(tokens) - 1) for i, token in enumerate(piece)
            ]
            while not self._decoder.decode(rows, gives_way=True):
                yield None
            self._tokens = tokens[: start + len(piece)]
            yield None

    def forget(self) -> None:
        """Free the sequence."""
        self._decoder.remove(self._sequence)
        self._tokens = []
