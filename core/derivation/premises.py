"""Read what a contrast consists of: premises, creative and boring requests, reference stories, pairs and passages."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from core.engine.protocol import ChatMessage
from core.errors import FileProblem

ContrastSide = Literal["creative", "boring"]
Side = ContrastSide | Literal["neutral"]
Split = Literal["derive", "held_out", "zones", "test"]


@dataclass(frozen=True)
class Premise:
    """One story premise and the split it is used in; no premise is in two splits."""

    id: str
    split: Split
    text: str


def text_hash(text: str) -> str:
    """A premise's hash, independent of case, spaces and punctuation: SHA-256 of letters and digits, 16 hex digits."""
    letters = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(letters.encode(errors="surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class Pair:
    """The same content written vividly and plainly, in one style, at matched length."""

    id: str
    style: str
    better: str
    worse: str


@dataclass(frozen=True)
class ReferenceStory:
    """LLM-written stories on one premise, one creative, one boring, alike in length, punctuation and dialogue."""

    premise: str
    """The premise's id."""
    creative: str
    boring: str


FEWEST_PROSE = 20
"""Fewest published paragraphs whose order says anything."""
INTENTS = ("dull", "plain", "ordinary", "lively", "vivid")
"""How vivid a reference passage was meant to be when it was written, from least to most."""


@dataclass(frozen=True)
class Passage:
    """A reference passage; ``intent`` is its index in :data:`INTENTS`, decided before anything was scored."""

    text: str
    intent: int


@dataclass(frozen=True)
class Contrast:
    """Premises and the wordings of the request; ``digest`` is a hash of both."""

    premises: tuple[Premise, ...]
    creative: tuple[str, ...]
    boring: tuple[str, ...]
    neutral: str
    digest: str

    def of(self, split: Split, limit: int | None = None) -> tuple[Premise, ...]:
        """The premises of one split, at most ``limit`` of them."""
        return tuple(premise for premise in self.premises if premise.split == split)[:limit]

    def limited(self, **most: int) -> Contrast:
        """The contrast with at most ``most[split]`` premises of each named split, and its own digest."""
        kept = tuple(p for split in get_args(Split) for p in self.of(split, most.get(split)))
        digest = hashlib.sha256(f"{self.digest} {sorted(most.items())}".encode()).hexdigest()
        return replace(self, premises=kept, digest=digest)

    def prompt(self, premise: Premise, side: Side, sample: int = 0) -> tuple[ChatMessage, ...]:
        """The request for a story on ``premise``. Both sides of a premise get the wording with the same index.

        ``sample`` counts the samples of a premise from 0; each further one takes the next wording.
        """
        return self.prompt_like(premise, premise, side, sample)

    def wording(self, premise: Premise, sample: int = 0) -> int:
        """The index of the wording in which sample ``sample`` on ``premise`` is requested, on both sides."""
        return (self.premises.index(premise) + sample) % len(self.creative)

    def prompt_like(self, like: Premise, premise: Premise, side: Side, sample: int = 0) -> tuple[ChatMessage, ...]:
        """The request for a story on ``premise`` in the wording that ``like`` gets."""
        wordings = {"creative": self.creative, "boring": self.boring, "neutral": (self.neutral,)}[side]
        number = self.wording(like, sample) % len(wordings)
        return (ChatMessage("user", wordings[number].format(premise=premise.text)),)


def load(folder: Path, more: bool = False) -> Contrast:
    """Read ``premises.jsonl`` and ``instructions.json``. Raises FileProblem if they are missing or malformed.

    ``more`` adds the ``derive`` premises in ``more_premises.jsonl``. They stand last, so that the others keep their
    wordings and seeds.
    """
    files = ("premises.jsonl", "more_premises.jsonl") if more else ("premises.jsonl",)
    try:
        premises_text = "".join((folder / file).read_text("utf-8") for file in files)
        instructions_text = (folder / "instructions.json").read_text("utf-8")
        rows = [json.loads(line) for line in premises_text.splitlines() if line.strip()]
        instructions = json.loads(instructions_text)
        premises = tuple(Premise(row["id"], row["split"], row["premise"]) for row in rows)
        creative, boring = tuple(instructions["creative"]), tuple(instructions["boring"])
        digest = hashlib.sha256((premises_text + instructions_text).encode()).hexdigest()
        contrast = Contrast(premises, creative, boring, instructions["neutral"], digest)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileProblem(
            "The contrast premises in {folder} cannot be read: {error}.", folder=folder, error=error
        ) from None
    if len(contrast.creative) != len(contrast.boring):
        raise FileProblem("The contrast needs as many creative wordings as boring ones.")
    return contrast


def load_pairs(path: Path, better: str = "vivid", worse: str = "plain") -> tuple[Pair, ...]:
    """Read pairs from JSON lines with the fields named ``better`` and ``worse``. Raises FileProblem."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return tuple(
            Pair(str(row.get("id", number)), str(row.get("style", "")), row[better], row[worse])
            for number, row in enumerate(rows)
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileProblem("The pairs in {name} cannot be read: {error}.", name=path.name, error=error) from None


def load_reference_stories(folder: Path, contrast: Contrast, split: Split) -> tuple[ReferenceStory, ...]:
    """The LLM-written stories in ``reference_stories.jsonl``, one for each premise of ``split``. Raises FileProblem."""
    path = folder / "reference_stories.jsonl"
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        stories = {str(row["id"]): ReferenceStory(str(row["id"]), row["creative"], row["boring"]) for row in rows}
        return tuple(stories[premise.id] for premise in contrast.of(split))
    except KeyError as error:
        raise FileProblem("{name} lacks {error}.", name=path.name, error=error) from None
    except (OSError, ValueError, TypeError) as error:
        raise FileProblem("The reference stories in {path} cannot be read: {error}.", path=path, error=error) from None


def load_prose(path: Path) -> tuple[str, ...]:
    """Published paragraphs: the ``text`` of JSON lines whose ``kind``, if any, is *paragraph*. Raises FileProblem."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        found = tuple(str(row["text"]) for row in rows if row.get("kind", "paragraph") == "paragraph")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileProblem("The prose in {name} cannot be read: {error}.", name=path.name, error=error) from None
    if len(found) < FEWEST_PROSE:
        raise FileProblem(
            "{name} has {n} paragraphs; at least {fewest_prose} are needed.",
            name=path.name,
            n=len(found),
            fewest_prose=FEWEST_PROSE,
        )
    return found


def load_passages(path: Path) -> tuple[Passage, ...]:
    """Read reference passages from JSON lines with ``text`` and ``intent``. Raises FileProblem."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return tuple(Passage(row["text"], INTENTS.index(row["intent"])) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileProblem("The passages in {name} cannot be read: {error}.", name=path.name, error=error) from None
