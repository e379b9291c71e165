"""Compare torch's and llama.cpp's states of the same layer, token by token, on the same GGUF.

The mean cosine must be above 0.999: a lower threshold cannot detect an off-by-one layer, whose cosine reaches 0.97.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from convert.hf_model import LoadedModel
from convert.hf_states import TorchSource
from core.array_types import Floats
from core.engine.worker.llama import LlamaModel, LoadOptions
from core.engine.worker.scoring_context import ScoringContext

TEXTS = (
    "The harbour had been asleep for a hundred years, and the boats lay in it like teeth in an old man’s glass.",
    "“You’re late,” said Ana. She put the kettle on — it was nearly ten — and did not look round.\nHe sat down.",
    "On Tuesday the accounts were finished. There were fourteen columns, all of them correct, and nobody read them.",
)
MEAN_REQUIRED, TOKEN_REQUIRED, OFF_BY_ONE_ALLOWED = 0.999, 0.995, 0.99


@dataclass(frozen=True)
class LayerParity:
    """Cosines between torch's and llama.cpp's states of one layer.

    ``off_by_one`` is the control: the mean cosine of torch's previous layer with llama.cpp's layer.
    """

    layer: int
    mean: float
    lowest: float
    off_by_one: float

    @property
    def passes(self) -> bool:
        """Whether both agree on this layer, and the control (the previous layer) does not agree."""
        agrees = self.mean > MEAN_REQUIRED and self.lowest > TOKEN_REQUIRED
        return agrees and self.off_by_one < OFF_BY_ONE_ALLOWED


def compare(gguf: Path, loaded: LoadedModel, layers: Sequence[int], texts: Sequence[str] = TEXTS) -> list[LayerParity]:
    """Compare ``layers`` on the same tokens, without the BOS, whose norm is far larger. Raises ModelProblem."""
    model = LlamaModel(gguf, LoadOptions(), lambda _fraction: True)
    context = ScoringContext(model, lambda: False)
    try:
        tokens = [model.with_one_bos(model.tokenize(text)) for text in texts]
        theirs = [context.states_after((), sequence, model.n_layer - 1) for sequence in tokens]
    finally:
        context.close()
        model.close()
    ours = TorchSource(loaded).layer_states(tokens)
    results: list[LayerParity] = []
    for layer in layers:
        same = np.concatenate([_cosines(o[layer], t[layer]) for o, t in zip(ours, theirs, strict=True)])
        shifted = np.concatenate([_cosines(o[layer - 1], t[layer]) for o, t in zip(ours, theirs, strict=True)])
        results.append(LayerParity(layer, float(same.mean()), float(same.min()), float(shifted.mean())))
    return results


def _cosines(a: Floats, b: Floats) -> Floats:
    a, b = a[1:], b[1:]
    values: Floats = (a * b).sum(axis=1) / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1))
    return values
