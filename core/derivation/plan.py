"""What an attribute is derived from, and how much of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Literal

from core.array_types import Floats
from core.derivation.premises import (
    Contrast,
    Pair,
    Passage,
    Premise,
    ReferenceStory,
    ToldSide,
    load,
    load_pairs,
    load_passages,
    load_tellings,
    text_hash,
)
from core.engine.protocol import ChatMessage, SteeringVector

RecipeName = Literal["written", "paper"]
"""How *creativity* is made: ``paper``, from the model's own tellings alone; ``written``, also from tellings that were
written for the same premises, as read and as examples to follow (:func:`core.derivation.from_states.attribute_of`)."""
EXAMPLES = 3
"""Written tellings that the model is shown before it tells a premise after examples."""
CONTEXTS: tuple[str, ...] = ("bare", "neutral")
"""Readings of a passage that a contrast of prompts chooses between; texts given as they are are read bare."""


@dataclass(frozen=True)
class TextContrast:
    """Texts on two sides, the attribute pointing from ``worse`` to ``better``.

    ``paired``: ``better[i]`` and ``worse[i]`` are two versions of one passage, so that topic cancels out. Otherwise
    they are any passages. ``digest`` names exactly this set.
    """

    better: tuple[str, ...]
    worse: tuple[str, ...]
    paired: bool
    digest: str


@dataclass(frozen=True, eq=False)
class GivenDirections:
    """Directions that another program made: ``rows[l]`` belongs to layer ``l`` (0-based, the output of block ``l``).

    ``convention`` says how the file's numbers were read, and whether that was assumed.
    """

    rows: Mapping[int, Floats]
    convention: str
    digest: str


@dataclass(frozen=True)
class Plan:
    """Premises told in two ways (``contrast``), or ready ``texts`` on two sides, or ready ``directions``.

    ``contrast`` serves them all: its third set of premises measures the λ zones.
    """

    contrast: Contrast
    pairs: tuple[Pair, ...]
    passages: tuple[Passage, ...]
    written: tuple[ReferenceStory, ...] = ()
    """Tellings of the ``derive`` premises by somebody who obeys; none under the paper's recipe."""
    after_examples: bool = True
    """Whether the model also tells the premises after some of ``written``: what a small model needs to do as told."""
    written_held_out: tuple[ReferenceStory, ...] = ()
    """The same of the ``held_out`` premises: only reported on."""
    texts: TextContrast | None = None
    directions: GivenDirections | None = None
    n_tokens: int = 120
    n_premises: int | None = None
    tellings: int = 2
    """Texts per ``derive`` premise and side, each under another wording."""
    layers: tuple[int, ...] | None = None
    seed: int = 0
    extra_pairs: tuple[tuple[str, tuple[Pair, ...]], ...] = ()
    """Pairs of others, by name: reported, never used to choose."""
    compare_with: tuple[tuple[str, SteeringVector], ...] = ()
    """Attributes of the same model, by name: what they make of the same held-out ``texts``."""

    def request_after_examples(self, premise: Premise, side: ToldSide) -> tuple[ChatMessage, ...]:
        """The request for ``premise`` after some written tellings of other premises, as if the model had told those.

        A small model follows examples where it hardly follows words.
        """
        contrast = self.contrast
        premises = {each.id: each for each in contrast.premises if each != premise}
        others = [told for told in self.written if told.premise in premises]
        place, spacing = contrast.premises.index(premise), max(1, len(others) // EXAMPLES)
        turns: list[ChatMessage] = []
        for i in range(min(EXAMPLES, len(others))):
            told = others[(place + spacing * i) % len(others)]
            turns += contrast.prompt_like(premise, premises[told.premise], side)
            turns.append(ChatMessage("assistant", told.creative if side == "creative" else told.boring))
        return (*turns, *contrast.prompt(premise, side))

    @property
    def is_told_after_examples(self) -> bool:
        """Whether the premises are also told after written tellings of others."""
        return bool(self.written) and self.after_examples

    @property
    def texts_per_premise(self) -> int:
        """That the model tells of each premise the attribute is made from, both sides counted."""
        return 2 * (self.tellings + self.is_told_after_examples)

    @property
    def passages_choosing(self) -> tuple[Passage, ...]:
        """The reference passages that choose layer and reading of an attribute from prompts: every other one."""
        return self.passages[::2]

    @property
    def reported(self) -> slice:
        """Which of the reference passages chose nothing."""
        return slice(1, None, 2) if self.is_from_prompts else slice(None)

    @property
    def digest(self) -> str:
        """Names exactly what the attribute is derived from."""
        if self.directions is not None:
            return self.directions.digest
        return self.contrast_digest if self.texts is None else self.texts.digest

    @property
    def contrast_digest(self) -> str:
        """Of premises, wordings, and written tellings where there are any, with whether they serve as examples."""
        if not self.written:
            return self.contrast.digest
        told = json.dumps([astuple(telling) for telling in self.written], ensure_ascii=False)
        how = "" if self.after_examples else " only read"
        return hashlib.sha256(f"{self.contrast.digest} {told}{how}".encode()).hexdigest()

    @property
    def recipe(self) -> RecipeName:
        """Of an attribute from prompts."""
        return "written" if self.written else "paper"

    @property
    def premises_used(self) -> dict[str, list[str]]:
        """Hashes of the premises that make the attribute and choose its layer; none for ready texts or directions."""
        if not self.is_from_prompts:
            return {}
        used = {"derive": self.contrast.of("derive", self.n_premises), "held_out": self.contrast.of("held_out")}
        return {split: [text_hash(premise.text) for premise in premises] for split, premises in used.items()}

    @property
    def is_from_prompts(self) -> bool:
        """Whether it is made of premises told in two ways, so that λ has the paper's unit."""
        return self.texts is None and self.directions is None


def plan_from_resources(
    resources: Path, contrast: Contrast | None = None, recipe: RecipeName = "written", **options: Any
) -> Plan:
    """A plan on the shipped premises (or those of ``contrast``, under the paper's recipe), pairs and passages."""
    shipped = load(resources / "contrast")
    return Plan(
        contrast=contrast or shipped,
        pairs=load_pairs(resources / "reference" / "pairs.jsonl"),
        passages=load_passages(resources / "reference" / "passages.jsonl"),
        written=load_tellings(resources / "contrast", shipped, "derive") if recipe == "written" else (),
        written_held_out=load_tellings(resources / "contrast", shipped, "held_out"),
        **options,
    )
