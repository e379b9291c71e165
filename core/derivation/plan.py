"""The plan of a derivation: which texts or directions it starts from, and its settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Literal

from core.array_types import Floats
from core.attribute.names import Method
from core.derivation.premises import (
    Contrast,
    ContrastSide,
    Pair,
    Passage,
    Premise,
    ReferenceStory,
    load,
    load_pairs,
    load_passages,
    load_reference_stories,
    text_hash,
)
from core.engine.protocol import ChatMessage, SteeringVector

PromptsMethod = Literal["paper", "imagery"]
"""The methods (:data:`core.attribute.names.Method`) that start from premises."""
EXAMPLES = 3
"""Reference stories in a few-shot request."""
CONTEXTS: tuple[str, ...] = ("bare", "neutral")
"""Contexts to read a passage in that a derivation from prompts selects between; one from given texts uses ``bare``."""


@dataclass(frozen=True)
class TextContrast:
    """Texts on two sides; the attribute points from ``worse`` to ``better``.

    If ``paired``, ``better[i]`` and ``worse[i]`` are two versions of one passage, so that topic cancels out. Otherwise
    they are unrelated passages. ``digest`` is a hash of this set.
    """

    better: tuple[str, ...]
    worse: tuple[str, ...]
    paired: bool
    digest: str


@dataclass(frozen=True, eq=False)
class GivenDirections:
    """Directions made by another program: ``rows[l]`` belongs to layer ``l`` (0-based, the output of block ``l``).

    ``convention`` is a sentence that says how the file's layer numbers were read, and whether that was assumed.
    """

    rows: Mapping[int, Floats]
    convention: str
    digest: str


@dataclass(frozen=True)
class Plan:
    """What to derive from: premises (``contrast``), or given ``texts`` on two sides, or given ``directions``.

    Every plan has a ``contrast``: its third set of premises measures the λ zones.
    """

    contrast: Contrast
    pairs: tuple[Pair, ...]
    passages: tuple[Passage, ...]
    reference_stories: tuple[ReferenceStory, ...] = ()
    """LLM-written stories on the ``derive`` premises; none with the method *paper*."""
    held_out_stories: tuple[ReferenceStory, ...] = ()
    """LLM-written stories on the ``held_out`` premises: only reported on."""
    prose: tuple[str, ...] = ()
    """Published paragraphs on which the order of the scores must be stable too; they help to select the layer."""
    texts: TextContrast | None = None
    directions: GivenDirections | None = None
    quick: bool = False
    """Whether to derive a provisional attribute only (:mod:`core.derivation.quick`)."""
    measures_zones: bool = True
    """Whether to measure the zones of λ at once; otherwise they can be measured later."""
    n_zone_premises: int | None = None
    """How many of the premises for it measure the zones of λ; None for all."""
    n_zone_tokens: int = 80
    """How many tokens of each of these steered texts are generated."""
    n_tokens: int = 120
    n_premises: int | None = None
    samples_per_premise: int = 2
    """Generated texts per premise and side, each with another wording of the request."""
    layers: tuple[int, ...] | None = None
    seed: int = 0
    extra_pairs: tuple[tuple[str, tuple[Pair, ...]], ...] = ()
    """Pairs collected by others, by name: reported on, never used for selection."""
    compare_with: tuple[tuple[str, SteeringVector], ...] = ()
    """Attributes of the same model, by name, to report on with the same held-out ``texts``."""

    def few_shot_request(self, premise: Premise, side: ContrastSide) -> tuple[ChatMessage, ...]:
        """The few-shot request for ``premise``: reference stories of other premises stand as the model's own answers.

        A small model follows examples better than instructions.
        """
        contrast = self.contrast
        premises = {each.id: each for each in contrast.premises if each != premise}
        others = [story for story in self.reference_stories if story.premise in premises]
        place, spacing = contrast.premises.index(premise), max(1, len(others) // EXAMPLES)
        turns: list[ChatMessage] = []
        for i in range(min(EXAMPLES, len(others))):
            story = others[(place + spacing * i) % len(others)]
            turns += contrast.prompt_like(premise, premises[story.premise], side)
            turns.append(ChatMessage("assistant", story.creative if side == "creative" else story.boring))
        return (*turns, *contrast.prompt(premise, side))

    @property
    def texts_per_premise(self) -> int:
        """How many texts the model generates per ``derive`` premise, both sides counted."""
        return 2 * (self.samples_per_premise + (self.method == "imagery"))

    @property
    def selection_passages(self) -> tuple[Passage, ...]:
        """The selection split of the reference passages (every other one), for *imagery*."""
        return self.passages[::2]

    @property
    def reported(self) -> slice:
        """The reference passages that selected nothing: the test split for *imagery*, else all of them."""
        return slice(1, None, 2) if self.method == "imagery" else slice(None)

    @property
    def digest(self) -> str:
        """A hash of what the attribute is derived from."""
        if self.directions is not None:
            return self.directions.digest
        return self.contrast_digest if self.texts is None else self.texts.digest

    @property
    def contrast_digest(self) -> str:
        """A hash of premises, wordings, and reference stories if any."""
        if not self.reference_stories:
            return self.contrast.digest
        stories = json.dumps([astuple(story) for story in self.reference_stories], ensure_ascii=False)
        return hashlib.sha256(f"{self.contrast.digest} {stories}".encode()).hexdigest()

    @property
    def method(self) -> Method:
        """How the vector is made."""
        if self.directions is not None:
            return "vector"
        if self.texts is not None:
            return "pairs"
        return "imagery" if self.reference_stories else "paper"

    @property
    def premises_used(self) -> dict[str, tuple[str, ...]]:
        """Hashes of the premises that make the attribute and select its layer; none for given texts or directions."""
        if not self.is_from_prompts:
            return {}
        used = {"derive": self.contrast.of("derive", self.n_premises)}
        if not self.quick:
            used["held_out"] = self.contrast.of("held_out")
        return {split: tuple(text_hash(premise.text) for premise in premises) for split, premises in used.items()}

    @property
    def is_from_prompts(self) -> bool:
        """Whether it is derived from premises, so that λ has the paper's unit."""
        return self.texts is None and self.directions is None


def plan_from_resources(
    resources: Path, contrast: Contrast | None = None, method: PromptsMethod = "paper", **options: Any
) -> Plan:
    """A plan with the bundled pairs and passages, and the premises of ``contrast`` (or, without it, the bundled ones).

    The method *imagery* is for the bundled premises only.
    """
    bundled = load(resources / "contrast")
    return Plan(
        contrast=contrast or bundled,
        pairs=load_pairs(resources / "reference" / "pairs.jsonl"),
        passages=load_passages(resources / "reference" / "passages.jsonl"),
        reference_stories=load_reference_stories(resources / "contrast", bundled, "derive")
        if method == "imagery"
        else (),
        held_out_stories=load_reference_stories(resources / "contrast", bundled, "held_out"),
        **options,
    )
