"""Generate texts and read states and losses with torch: the converter's StateSource.

Implements :class:`core.derivation.state_source.StateSource`. Layer ``l`` is read by a forward hook on decoder block
``l`` (0-based), never from ``hidden_states``: its last entry is taken after the final norm and differs from llama.cpp's
``l_out-(n-1)`` (METHOD, Conventions). Blocks may be on different devices; captured states are moved to the CPU as
float32.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

import numpy as np
import torch

from convert.batching import Batches, Say
from convert.cost import Cost, Meter, peak_memory
from convert.hf_model import LoadedModel
from convert.sampling import SeededSampling
from core.array_types import Floats
from core.derivation.state_source import Advance, Messages, SourceInfo, generated_and_read, silently
from core.engine.protocol import PassageScore, SteeringVector, TextStates, TokenCosine
from core.engine.reading_context import neutral_context

_LOSS_BATCH = 4
"""Losses need logits: tokens × vocabulary floats for each text."""

_TEMPERATURE = 0.8
_GROUP_ON_GPU, _GROUP_ON_CPU = 4, 2
"""Batches per call: with more, batches are more uniform in length, but a stop loses the results of the whole call."""


class _Enough(Exception):
    """Raised in a hook to end a forward pass once the wanted block has been read."""


class TorchSource:
    """Batched work on one loaded model. Texts to read are padded on the right, prompts to continue on the left.

    The results do not depend on the batches: sampling is seeded per text, and texts of similar length are batched
    together only to save padding. If memory runs out, the batches become smaller, and ``say`` is called with a
    sentence about it.
    """

    def __init__(self, loaded: LoadedModel, batch_size: int = 8, say: Say = print) -> None:
        self._loaded = loaded
        self._batches = Batches(batch_size, say)
        self.meter = Meter()
        self.batch_size = batch_size * (_GROUP_ON_GPU if loaded.device.type == "cuda" else _GROUP_ON_CPU)
        self.info = SourceInfo(
            loaded.name,
            len(loaded.blocks),
            loaded.n_embd,
            loaded.fingerprint,
            f"torch {torch.__version__}",
            loaded.architecture,
        )

    def cost(self, setting: str) -> Cost:
        """The cost so far; ``setting`` describes dtype, devices and batch size."""
        return self.meter.cost(peak_memory(), setting)

    def most_together(self, n_tokens: int) -> int:
        """:attr:`batch_size`, whatever their length."""
        return self.batch_size

    def close(self) -> None:
        """Does nothing: the model is in this process."""

    async def generate(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vector: SteeringVector | None,
        lam: float,
        advance: Advance = silently,
    ) -> list[str]:
        """Sampled continuations at temperature 0.8; the vector is added to generated tokens only."""
        sequences = [self._loaded.prompt_tokens(prompt) for prompt in prompts]

        def write(batch: list[int]) -> list[str]:
            chosen, their_seeds = [sequences[i] for i in batch], [seeds[i] for i in batch]
            with self._steering(vector, lam):
                return self._continued(chosen, their_seeds, n_tokens)

        with self.meter.generating(texts=len(prompts)) if vector is None else nullcontext():
            return self._batches.run([len(s) for s in sequences], write)

    def _continued(self, sequences: Sequence[list[int]], seeds: Sequence[int], n_tokens: int) -> list[str]:
        from transformers import LogitsProcessorList

        loaded = self._loaded
        tokenizer = loaded.tokenizer
        width = max(map(len, sequences))
        pad = next((i for i in (tokenizer.pad_token_id, tokenizer.eos_token_id) if i is not None), 0)
        ids = torch.tensor([[pad] * (width - len(s)) + s for s in sequences], device=loaded.device)
        mask = torch.tensor([[0] * (width - len(s)) + [1] * len(s) for s in sequences], device=loaded.device)
        with torch.inference_mode():
            output = loaded.model.generate(
                input_ids=ids,
                attention_mask=mask,
                max_new_tokens=n_tokens,
                do_sample=False,
                logits_processor=LogitsProcessorList([SeededSampling(seeds, _TEMPERATURE)]),
                pad_token_id=pad,
            )
        texts: list[str] = tokenizer.batch_decode(output[:, width:], skip_special_tokens=True)
        return texts

    async def samples(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[tuple[str, TextStates]]:
        """Sampled continuations, then read."""
        return await generated_and_read(self, prompts, seeds, n_tokens, advance, last_layer)

    async def states(
        self,
        texts: Sequence[str],
        prompts: Sequence[Messages],
        context: str,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[TextStates]:
        """Summaries of each text's own tokens at every layer up to ``last_layer``."""
        prefixes = [self._prefix(prompt, context) for prompt in prompts]
        bodies = [self._loaded.tokens(text) for text in texts]
        sequences = [[*p, *b] for p, b in zip(prefixes, bodies, strict=True)]
        n_layer = len(self._loaded.blocks)
        wanted = range(n_layer if last_layer is None else last_layer + 1)

        def read(batch: list[int]) -> list[TextStates]:
            rows = self._one_pass([sequences[i] for i in batch], wanted, stop=last_layer is not None)
            return [
                _summary([states[len(prefixes[i]) :] for states in layers], n_layer)
                for layers, i in zip(rows, batch, strict=True)
            ]

        with self.meter.generating() if any(prompts) else nullcontext():
            return self._batches.run([len(s) for s in sequences], read)

    async def token_cosines(
        self, texts: Sequence[str], vector: SteeringVector, advance: Advance = silently
    ) -> list[PassageScore]:
        """Per-token cosines under the vector's readout; the blocks after its layer are not computed."""
        prefix = self._prefix((), vector.readout.context)
        unit = vector.direction / np.linalg.norm(vector.direction)
        encoded = [
            self._loaded.tokenizer(
                text, add_special_tokens=False, split_special_tokens=True, return_offsets_mapping=True
            )
            for text in texts
        ]
        sequences = [[*prefix, *e["input_ids"]] for e in encoded]
        results: list[PassageScore] = []
        for rows, e in zip(self.layer_states(sequences, only=vector.layer), encoded, strict=True):
            states = rows[0][len(prefix) :]
            cosines = states @ unit / np.linalg.norm(states, axis=1)
            tokens = tuple(
                TokenCosine(int(a), int(b), float(c)) for (a, b), c in zip(e["offset_mapping"], cosines, strict=True)
            )
            results.append(PassageScore(len(tokens), float(cosines.mean()), tokens))
        return results

    async def surprisal(
        self, texts: Sequence[str], prompts: Sequence[Messages], advance: Advance = silently
    ) -> list[float]:
        """Mean nats per token of each text after its prompt."""
        prefixes = [self._prefix(prompt, "bare") for prompt in prompts]
        bodies = [self._loaded.tokens(text) for text in texts]
        sequences = [[*p, *b] for p, b in zip(prefixes, bodies, strict=True)]

        def measure(batch: list[int]) -> list[float]:
            ids, mask = self._padded([sequences[i] for i in batch])
            with torch.inference_mode():
                logits = self._loaded.model(input_ids=ids, attention_mask=mask, use_cache=False).logits
            losses: list[float] = []
            for row, i in enumerate(batch):
                first, last = len(prefixes[i]), len(sequences[i])
                targets = ids[row, first:last].to(logits.device)
                losses.append(
                    float(torch.nn.functional.cross_entropy(logits[row, first - 1 : last - 1].float(), targets))
                )
            return losses

        return self._batches.run([len(s) for s in sequences], measure, _LOSS_BATCH)

    def layer_states(self, sequences: Sequence[Sequence[int]], only: int | None = None) -> list[list[Floats]]:
        """States of whole token sequences: per sequence, per layer (or for ``only``), ``(n_tokens, n_embd)``."""
        wanted = range(len(self._loaded.blocks)) if only is None else range(only, only + 1)
        return self._batches.run(
            [len(s) for s in sequences],
            lambda batch: self._one_pass([sequences[i] for i in batch], wanted, stop=only is not None),
        )

    def _one_pass(
        self, sequences: Sequence[Sequence[int]], wanted: Sequence[int], *, stop: bool = False
    ) -> list[list[Floats]]:
        """As :meth:`layer_states`, in one batch; with ``stop`` no block after the last wanted one is computed."""
        ids, mask = self._padded(sequences)
        captured: dict[int, Floats] = {}
        with torch.inference_mode(), self._reading(wanted, captured, stop=stop), suppress(_Enough):
            self._loaded.model.model(input_ids=ids, attention_mask=mask, use_cache=False)
        return [[captured[layer][row, : len(s)] for layer in wanted] for row, s in enumerate(sequences)]

    def _prefix(self, prompt: Messages, context: str) -> list[int]:
        messages = prompt or (neutral_context() if context == "neutral" else ())
        return self._loaded.prompt_tokens(messages) if messages else self._loaded.with_one_bos([])

    def _padded(self, sequences: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Token ids and mask, padded on the right: with causal attention the padding cannot affect the text."""
        width = max(map(len, sequences))
        device = self._loaded.device
        ids = torch.tensor([[*s, *[0] * (width - len(s))] for s in sequences], device=device)
        mask = torch.tensor([[1] * len(s) + [0] * (width - len(s)) for s in sequences], device=device)
        return ids, mask

    @contextmanager
    def _reading(self, layers: Sequence[int], captured: dict[int, Floats], *, stop: bool) -> Iterator[None]:
        def keep(layer: int) -> Callable[..., None]:
            def hook(_module: torch.nn.Module, _inputs: Any, output: Any) -> None:
                states = output[0] if isinstance(output, tuple) else output
                captured[layer] = states.cpu().float().numpy()
                if stop and layer == layers[-1]:
                    raise _Enough

            return hook

        handles = [self._loaded.blocks[layer].register_forward_hook(keep(layer)) for layer in layers]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    @contextmanager
    def _steering(self, vector: SteeringVector | None, lam: float) -> Iterator[None]:
        """Add λ·a to the block's output for generated tokens (passes of one token), not for the prompt."""
        if vector is None or lam == 0:
            yield
            return
        push = torch.from_numpy(np.asarray(lam * vector.direction, dtype=np.float32))

        def hook(_module: torch.nn.Module, _inputs: Any, output: Any) -> Any:
            states = output[0] if isinstance(output, tuple) else output
            if states.shape[1] > 1:
                return output
            pushed = states + push.to(states)
            return (pushed, *output[1:]) if isinstance(output, tuple) else pushed

        handle = self._loaded.blocks[vector.layer].register_forward_hook(hook)
        try:
            yield
        finally:
            handle.remove()


def _summary(layers: Sequence[Floats], n_layer: int) -> TextStates:
    """The means over the tokens; zeros for the layers up to ``n_layer`` that were not read."""
    mean = np.zeros((n_layer, layers[0].shape[1]), dtype=np.float32)
    found = TextStates(len(layers[0]), mean, np.zeros_like(mean), np.zeros(n_layer, dtype=np.float32))
    for layer, rows in enumerate(layers):
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        found.mean[layer], found.mean_unit[layer] = rows.mean(axis=0), (rows / norms).mean(axis=0)
        found.mean_norm[layer] = norms.mean()
    return found
