"""States, generations and losses by torch: the :class:`core.attribute.derivation.StateSource` of the converter.

Layer ``l`` is a forward hook on decoder block ``l`` (0-based), never an entry of ``hidden_states``: the last of those
is taken after the final norm and is not what ``l_out-(n-1)`` is (METHOD, Conventions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np
import torch

from convert.hf_model import LoadedModel
from core.attribute.source import Messages, SourceInfo
from core.engine.protocol import Floats, PassageScore, SteeringVector, TextStates, TokenCosine
from core.prompts import neutral_context

_LOSS_BATCH = 4
"""Losses need logits: tokens × vocabulary floats for each text."""

_SEED_RANGE = 2**31


class _Enough(Exception):
    """Ends a forward pass once the wanted block has been read."""


class TorchSource:
    """Batched work on one loaded model. Texts are padded on the right to be read, prompts on the left to go on from."""

    def __init__(self, loaded: LoadedModel, batch_size: int = 8) -> None:
        self._loaded = loaded
        self.batch_size = batch_size
        self.info = SourceInfo(
            loaded.name,
            len(loaded.blocks),
            loaded.n_embd,
            loaded.fingerprint,
            f"torch {torch.__version__}",
            loaded.architecture,
        )

    async def generate(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vector: SteeringVector | None,
        lam: float,
    ) -> list[str]:
        """Sampled continuations at temperature 0.8; the vector is added to generated tokens only."""
        loaded = self._loaded
        sequences = [loaded.prompt_tokens(prompt) for prompt in prompts]
        width = max(map(len, sequences))
        pad = loaded.tokenizer.pad_token_id or loaded.tokenizer.eos_token_id or 0
        ids = torch.tensor([[pad] * (width - len(s)) + s for s in sequences], device=loaded.device)
        mask = torch.tensor([[0] * (width - len(s)) + [1] * len(s) for s in sequences], device=loaded.device)
        torch.manual_seed(sum(seeds) % _SEED_RANGE)
        with torch.inference_mode(), self._steering(vector, lam):
            output = loaded.model.generate(
                input_ids=ids,
                attention_mask=mask,
                max_new_tokens=n_tokens,
                do_sample=True,
                temperature=0.8,
                top_k=0,
                top_p=1.0,
                pad_token_id=pad,
            )
        texts: list[str] = loaded.tokenizer.batch_decode(output[:, width:], skip_special_tokens=True)
        return texts

    async def states(self, texts: Sequence[str], prompts: Sequence[Messages], context: str) -> list[TextStates]:
        """Summaries of each text's own tokens at every layer."""
        prefixes = [self._prefix(prompt, context) for prompt in prompts]
        bodies = [self._loaded.tokens(text) for text in texts]
        rows = self.layer_states([[*p, *b] for p, b in zip(prefixes, bodies, strict=True)])
        return [
            _summary([layer[len(prefix) : len(prefix) + len(body)] for layer in layers])
            for layers, prefix, body in zip(rows, prefixes, bodies, strict=True)
        ]

    async def token_cosines(self, texts: Sequence[str], vector: SteeringVector) -> list[PassageScore]:
        """Per-token cosines under the vector's recipe; the blocks after its layer are not computed."""
        prefix = self._prefix((), vector.recipe.context)
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

    async def surprisal(self, texts: Sequence[str], prompts: Sequence[Messages]) -> list[float]:
        """Mean nats per token of each text after its prompt."""
        losses: list[float] = []
        for start in range(0, len(texts), _LOSS_BATCH):
            prefixes = [self._prefix(p, "bare") for p in prompts[start : start + _LOSS_BATCH]]
            bodies = [self._loaded.tokens(t) for t in texts[start : start + _LOSS_BATCH]]
            ids, mask = self._padded([[*p, *b] for p, b in zip(prefixes, bodies, strict=True)])
            with torch.inference_mode():
                logits = self._loaded.model(input_ids=ids, attention_mask=mask).logits.float()
            for row, (prefix, body) in enumerate(zip(prefixes, bodies, strict=True)):
                first, last = len(prefix), len(prefix) + len(body)
                loss = torch.nn.functional.cross_entropy(logits[row, first - 1 : last - 1], ids[row, first:last])
                losses.append(float(loss))
        return losses

    def layer_states(self, sequences: Sequence[Sequence[int]], only: int | None = None) -> list[list[Floats]]:
        """States of whole token sequences: per sequence, per layer (or the one wanted), ``(n_tokens, n_embd)``."""
        ids, mask = self._padded(sequences)
        wanted = range(len(self._loaded.blocks)) if only is None else [only]
        captured: dict[int, torch.Tensor] = {}
        with torch.inference_mode(), self._reading(wanted, captured, stop=only is not None), suppress(_Enough):
            self._loaded.model.model(input_ids=ids, attention_mask=mask, use_cache=False)
        arrays = {layer: captured[layer].float().cpu().numpy() for layer in wanted}
        return [[arrays[layer][row, : len(s)] for layer in wanted] for row, s in enumerate(sequences)]

    def _prefix(self, prompt: Messages, context: str) -> list[int]:
        messages = prompt or (neutral_context() if context == "neutral" else ())
        return self._loaded.prompt_tokens(messages) if messages else self._loaded.with_one_bos([])

    def _padded(self, sequences: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Padded on the right: with causal attention the padding cannot reach the text."""
        width = max(map(len, sequences))
        device = self._loaded.device
        ids = torch.tensor([[*s, *[0] * (width - len(s))] for s in sequences], device=device)
        mask = torch.tensor([[1] * len(s) + [0] * (width - len(s)) for s in sequences], device=device)
        return ids, mask

    @contextmanager
    def _reading(self, layers: Sequence[int], captured: dict[int, torch.Tensor], *, stop: bool) -> Iterator[None]:
        def keep(layer: int) -> Callable[..., None]:
            def hook(_module: torch.nn.Module, _inputs: Any, output: Any) -> None:
                captured[layer] = output[0] if isinstance(output, tuple) else output
                if stop:
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
        """Add λ·a to the block's output while single tokens are generated; the prompt, read at once, is left alone."""
        if vector is None or lam == 0:
            yield
            return
        block = self._loaded.blocks[vector.layer]
        dtype = next(block.parameters()).dtype
        push = torch.tensor(lam * vector.direction, dtype=dtype, device=self._loaded.device)

        def hook(_module: torch.nn.Module, _inputs: Any, output: Any) -> Any:
            states = output[0] if isinstance(output, tuple) else output
            if states.shape[1] > 1:
                return output
            return (states + push, *output[1:]) if isinstance(output, tuple) else states + push

        handle = block.register_forward_hook(hook)
        try:
            yield
        finally:
            handle.remove()


def _summary(layers: Sequence[Floats]) -> TextStates:
    norms = [np.linalg.norm(rows, axis=1, keepdims=True) for rows in layers]
    return TextStates(
        n_tokens=len(layers[0]),
        mean=np.stack([rows.mean(axis=0) for rows in layers]),
        mean_unit=np.stack([(rows / norm).mean(axis=0) for rows, norm in zip(layers, norms, strict=True)]),
        mean_norm=np.array([norm.mean() for norm in norms], dtype=np.float32),
    )
