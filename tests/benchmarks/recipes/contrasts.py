"""Directions from every contrast, by name: creative minus boring throughout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path

import numpy as np
from rich.progress import track

from core import paths
from core.array_types import Floats
from core.derivation.engine_source import LlamaSource
from core.derivation.plan import plan_from_resources
from core.derivation.premises import ContrastSide
from core.derivation.state_source import Messages
from core.engine.client import EngineClient
from core.engine.protocol import ChatMessage
from core.engine.worker.llama import LlamaModel
from tests.benchmarks.recipes.reading import StatesReader, sentences, units

Tellings = list[tuple[Messages, str]]
"""Texts, each with the request that it answers; no request where it is read as it is."""
SIDES: tuple[ContrastSide, ContrastSide] = ("creative", "boring")
AFTER_EXAMPLES = "after examples"
N_TOKENS = 120


class Directions:
    """Unit directions at the first ``n_layers`` layers, from tellings of the ``derive`` premises."""

    def __init__(self, model: LlamaModel, reader: StatesReader) -> None:
        self._model = model
        self._reader = reader
        self.n_layers = reader.n_layers
        self._plan = plan_from_resources(paths.resources())
        self._premises = self._plan.contrast.of("derive")

    def of(self, told: Mapping[ContrastSide, Tellings], stage: str) -> Floats:
        """Creative minus boring."""
        return self._between(*(self._means(told[side], f"{stage}, {side}") for side in SIDES))

    def of_written(self, paper: Floats) -> dict[str, Floats]:
        """By name: of the written tellings; then variations of them, each with the ``paper``'s added."""
        means = [self._means(self._written(side), f"Written tellings, {side}") for side in SIDES]
        n = len(self._premises)
        halves = [self._between(*(side[part] for side in means)) for part in (slice(0, n // 2), slice(n // 2, n))]
        by_sentence = {side: [(r, part) for r, t in self._written(side) for part in sentences(t)] for side in SIDES}
        unasked: dict[ContrastSide, Tellings] = {
            side: [((), text) for _, text in self._written(side)] for side in SIDES
        }
        found = {"written": self._between(*means)}
        found["asked + written"] = total(paper, found["written"])
        found["asked + written, half of the premises"] = total(paper, halves[0])
        found["asked + written, the other half"] = total(paper, halves[1])
        found["asked + written, sentence by sentence"] = total(paper, self.of(by_sentence, "By sentence"))
        found["asked + written, read without a request"] = total(paper, self.of(unasked, "Without a request"))
        return found

    def _written(self, side: ContrastSide) -> Tellings:
        requests = (self._plan.contrast.prompt(premise, side) for premise in self._premises)
        texts = (told.creative if side == "creative" else told.boring for told in self._plan.reference_stories)
        return list(zip(requests, texts, strict=True))

    def _means(self, told: Tellings, stage: str) -> Floats:
        """Mean states of each text, shape ``(n_texts, n_layers, n_embd)``."""
        return np.stack([self._reader.read(text, self._prefix(r)).mean(axis=1) for r, text in track(told, stage)])

    def _prefix(self, request: Messages) -> list[int]:
        return self._model.prompt_tokens(request) if request else self._model.with_one_bos([])

    @staticmethod
    def _between(creative: Floats, boring: Floats) -> Floats:
        return units(np.asarray(creative.mean(axis=0) - boring.mean(axis=0), dtype=np.float32))


def total(*directions: Floats) -> Floats:
    """The unit vectors of their sum."""
    return units(np.asarray(np.sum(directions, axis=0), dtype=np.float32))


Requests = dict[str, dict[ContrastSide, list[Messages]]]
"""For every ``derive`` premise, by name of the wording, then by side."""


def requests_of(wordings: Mapping[str, Mapping[ContrastSide, Sequence[Sequence[Sequence[str]]]]]) -> Requests:
    """Of each wording, requests with ``{premise}`` in them, each a list of turns (role, text), are taken in turn."""
    plan = plan_from_resources(paths.resources())
    premises = plan.contrast.of("derive")
    found: Requests = {AFTER_EXAMPLES: {side: [plan.few_shot_request(p, side) for p in premises] for side in SIDES}}
    for name, sides in wordings.items():
        found[name] = {
            side: [
                tuple(ChatMessage(role, text.replace("{premise}", premise.text)) for role, text in turns)  # type: ignore[arg-type]
                for premise, turns in zip(premises, cycle(sides[side]), strict=False)
            ]
            for side in SIDES
        }
    return found


async def told_by_the_model(requests: Requests, model_path: Path) -> dict[str, dict[ContrastSide, list[str]]]:
    """One telling of every premise, of each wording."""
    engine = EngineClient()
    try:
        source = LlamaSource(engine, await engine.load(model_path))
        return {
            name: {
                side: [text.strip() or "…" for text in await source.generate(of, range(len(of)), N_TOKENS, None, 0.0)]
                for side, of in sides.items()
            }
            for name, sides in requests.items()
        }
    finally:
        await engine.close()
