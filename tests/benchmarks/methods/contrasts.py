"""Compute the direction of every contrast: creative minus boring throughout."""

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
from tests.benchmarks.methods.reading import StatesReader, sentences, units

Samples = list[tuple[Messages, str]]
"""Texts, each with the request that it answers; an empty request where the text is read without one."""
SIDES: tuple[ContrastSide, ContrastSide] = ("creative", "boring")
ZERO_SHOT, FEW_SHOT = "zero-shot", "few-shot"
REFERENCE_STORIES = "reference stories"
"""LLM-written stories for the premises."""
N_TOKENS = 120


class Directions:
    """Unit directions at the first ``n_layers`` layers, from texts for the ``derive`` premises."""

    def __init__(self, model: LlamaModel, reader: StatesReader) -> None:
        self._model = model
        self._reader = reader
        self.n_layers = reader.n_layers
        self._plan = plan_from_resources(paths.resources())
        self._premises = self._plan.contrast.of("derive")

    def of(self, samples: Mapping[ContrastSide, Samples], stage: str) -> Floats:
        """The directions of a contrast; ``stage`` labels the progress bar."""
        return self._between(*(self._means(samples[side], f"{stage}, {side}") for side in SIDES))

    def of_reference_stories(self, paper: Floats) -> dict[str, Floats]:
        """Directions by name: of the LLM-written reference stories, and of variations of them plus the ``paper``'s."""
        stories = {side: self._reference_stories(side) for side in SIDES}
        means = [self._means(stories[side], f"Reference stories, {side}") for side in SIDES]
        n = len(self._premises)
        halves = [self._between(*(side[part] for side in means)) for part in (slice(0, n // 2), slice(n // 2, n))]
        by_sentence = {
            side: [(r, part) for r, t in self._reference_stories(side) for part in sentences(t)] for side in SIDES
        }
        without_request: dict[ContrastSide, Samples] = {
            side: [((), text) for _, text in stories[side]] for side in SIDES
        }
        found = {REFERENCE_STORIES: self._between(*means)}
        both = f"{ZERO_SHOT} + {REFERENCE_STORIES}"
        found[both] = total(paper, found[REFERENCE_STORIES])
        found[f"{both}, half of the premises"] = total(paper, halves[0])
        found[f"{both}, the other half"] = total(paper, halves[1])
        found[f"{both}, sentence by sentence"] = total(paper, self.of(by_sentence, "By sentence"))
        found[f"{both}, read without a request"] = total(paper, self.of(without_request, "Without a request"))
        return found

    def _reference_stories(self, side: ContrastSide) -> Samples:
        requests = (self._plan.contrast.prompt(premise, side) for premise in self._premises)
        texts = (story.creative if side == "creative" else story.boring for story in self._plan.reference_stories)
        return list(zip(requests, texts, strict=True))

    def _means(self, samples: Samples, stage: str) -> Floats:
        """Mean states of each text, shape ``(n_texts, n_layers, n_embd)``."""
        return np.stack([self._reader.read(text, self._prefix(r)).mean(axis=1) for r, text in track(samples, stage)])

    def _prefix(self, request: Messages) -> list[int]:
        return self._model.prompt_tokens(request) if request else self._model.with_one_bos([])

    @staticmethod
    def _between(creative: Floats, boring: Floats) -> Floats:
        return units(np.asarray(creative.mean(axis=0) - boring.mean(axis=0), dtype=np.float32))


def total(*directions: Floats) -> Floats:
    """The sum of ``directions``, with rows scaled to length 1."""
    return units(np.asarray(np.sum(directions, axis=0), dtype=np.float32))


Requests = dict[str, dict[ContrastSide, list[Messages]]]
"""Requests for every ``derive`` premise, by name of the wording, then by side."""


def requests_of(wordings: Mapping[str, Mapping[ContrastSide, Sequence[Sequence[Sequence[str]]]]]) -> Requests:
    """The few-shot requests, and those of ``wordings``.

    A wording has, for each side, templates with ``{premise}``, each a list of turns (role, text); the premises use them
    in rotation.
    """
    plan = plan_from_resources(paths.resources())
    premises = plan.contrast.of("derive")
    found: Requests = {FEW_SHOT: {side: [plan.few_shot_request(p, side) for p in premises] for side in SIDES}}
    for name, sides in wordings.items():
        found[name] = {
            side: [
                tuple(ChatMessage(role, text.replace("{premise}", premise.text)) for role, text in turns)  # type: ignore[arg-type]
                for premise, turns in zip(premises, cycle(sides[side]), strict=False)
            ]
            for side in SIDES
        }
    return found


async def generate_samples(requests: Requests, model_path: Path) -> dict[str, dict[ContrastSide, list[str]]]:
    """One sample by the model at ``model_path`` for every request."""
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
