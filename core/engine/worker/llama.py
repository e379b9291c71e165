"""Load a GGUF model through llama.cpp's low-level API. Runs in the child process only.

The high-level ``Llama`` class is not used, because it allocates an (n_ctx or n_batch) × n_vocab float array, 4 GB for
Llama 3.
"""

from __future__ import annotations

import ctypes
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import llama_cpp

from core.engine.protocol import ChatMessage, ModelInfo
from core.engine.worker.backends import load_backends
from core.engine.worker.chat_formats import ChosenTemplate, VocabularyFacts, choose
from core.engine.worker.tokenizer import Vocabulary
from core.errors import ModelProblem
from core.models.fingerprint import from_gguf

AbortCheck = Callable[[], bool]
_WARNING_AND_ERROR = (3, 4)
"""Of ggml_log_level."""
_log = logging.getLogger(__name__)


def usable_cores() -> int:
    """Number of cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _take_log(level: int, text: bytes, _data: object) -> None:
    if level in _WARNING_AND_ERROR:
        _log.debug("llama.cpp: %s", text.decode("utf-8", "replace").rstrip())


_LOG_CALLBACK = llama_cpp.llama_log_callback(_take_log)
"""At module level, because it must outlive every model."""


@dataclass(frozen=True)
class LoadOptions:
    """How to load: threads for decoding (None: all usable cores), layers on graphics cards (needs a GPU build)."""

    n_threads: int | None = None
    n_gpu_layers: int = 0
    n_ctx_write: int = 4096
    n_ctx_score: int = 2048


class LlamaModel(Vocabulary):
    """A vocabulary with its model's weights; owns the native handle. Used by the engine thread only."""

    def __init__(self, path: Path, options: LoadOptions, on_progress: Callable[[float], bool]) -> None:
        """Load ``path``. ``on_progress(fraction)`` may return False to stop. Raises ModelProblem."""
        fingerprint = from_gguf(path)
        llama_cpp.llama_log_set(_LOG_CALLBACK, None)
        load_backends()
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = options.n_gpu_layers
        no_devices = (ctypes.c_void_p * 1)(None)
        if options.n_gpu_layers == 0:  # otherwise llama.cpp still sends large batches to a graphics card
            params.devices = ctypes.addressof(no_devices)
        # Without this, quantisations that are repacked at load stay mapped as well: twice the memory (8B Q4_0: 9.7 GB
        # against 5.5 GB) and a slower load (23 s against 5 s).
        params.load_mode = llama_cpp.LLAMA_LOAD_MODE_NONE
        progress = llama_cpp.llama_progress_callback(lambda fraction, _data: on_progress(fraction))
        params.progress_callback = progress
        handle = llama_cpp.llama_model_load_from_file(str(path).encode(), params)
        if not handle:
            raise ModelProblem(
                "llama.cpp could not load {name}; it may be damaged or of an architecture it does not support.",
                name=path.name,
            )
        super().__init__(handle)
        self.handle = handle
        self.options = options
        self.n_threads = options.n_threads or usable_cores()
        self.n_embd: int = llama_cpp.llama_model_n_embd(handle)
        self.n_layer: int = llama_cpp.llama_model_n_layer(handle)
        self.n_ctx_train: int = llama_cpp.llama_model_n_ctx_train(handle)
        self.template = self._choose_template()
        self.info = ModelInfo(
            path=path,
            name=path.stem,
            architecture=self._metadata("general.architecture"),
            n_layer=self.n_layer,
            n_embd=self.n_embd,
            n_vocab=self.n_vocab,
            n_params=llama_cpp.llama_model_n_params(handle),
            fingerprint=fingerprint,
            notice=self.template.notice,
            n_ctx=min(options.n_ctx_write, self.n_ctx_train),
            n_gpu_layers=self._layers_on_cards(),
        )

    def _layers_on_cards(self) -> int:
        if not llama_cpp.llama_supports_gpu_offload():
            return 0  # llama.cpp ignores the option then
        wanted = self.options.n_gpu_layers
        return self.n_layer + 1 if wanted < 0 else min(wanted, self.n_layer + 1)

    def prompt_tokens(self, messages: Sequence[ChatMessage], begun: str = "") -> list[int]:
        """The conversation up to the assistant's answer, and the start of that answer where one is given."""
        return self.conversation(self.template, messages, begun)

    def close(self) -> None:
        """Free the weights; contexts must be closed before."""
        llama_cpp.llama_model_free(self.handle)

    def _choose_template(self) -> ChosenTemplate:
        own = llama_cpp.llama_model_chat_template(self.handle, None)
        facts = VocabularyFacts(
            architecture=self._metadata("general.architecture"),
            tokenizer=self._metadata("tokenizer.ggml.model"),
            bos=self.bos_text,
            eos=self.eos_text,
            is_special=self.is_special,
        )
        return choose(own.decode("utf-8", "replace") if own else "", facts)

    def _metadata(self, key: str) -> str:
        buffer = ctypes.create_string_buffer(256)
        length = llama_cpp.llama_model_meta_val_str(self.handle, key.encode(), buffer, 256)
        return buffer.value.decode("utf-8", "replace") if length >= 0 else ""


class Batch:
    """A reusable llama.cpp batch."""

    def __init__(self, capacity: int) -> None:
        self._batch = llama_cpp.llama_batch_init(capacity, 0, 1)

    def fill(self, tokens: Sequence[int], start: int, seq: int, logits: str) -> llama_cpp.llama_batch:
        """Put ``tokens`` of one sequence at positions from ``start``; ``logits`` is ``none``, ``last`` or ``all``."""
        self._batch.n_tokens = len(tokens)
        for i, token in enumerate(tokens):
            self._put(i, token, start + i, seq, logits == "all" or (logits == "last" and i == len(tokens) - 1))
        return self._batch

    def fill_rows(self, rows: Sequence[tuple[int, int, int, bool]]) -> llama_cpp.llama_batch:
        """Tokens of several sequences: ``(token, position, sequence, whether its logits are needed)``."""
        self._batch.n_tokens = len(rows)
        for i, (token, position, seq, logits) in enumerate(rows):
            self._put(i, token, position, seq, logits)
        return self._batch

    def close(self) -> None:
        """Free the native arrays."""
        llama_cpp.llama_batch_free(self._batch)

    def _put(self, i: int, token: int, position: int, seq: int, logits: bool) -> None:
        batch = self._batch
        batch.token[i] = token
        batch.pos[i] = position
        batch.n_seq_id[i] = 1
        batch.seq_id[i][0] = seq
        batch.logits[i] = logits
