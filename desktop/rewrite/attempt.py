"""Data of a rewrite in the window: the attribute that steers, the state, and one attempt."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum

from core.attribute.calibration import Band, Calibration, Zones
from core.engine.protocol import ModelInfo, SteeringVector
from core.errors import UsageProblem
from core.manuscript.speech import is_speech
from core.record import entries
from core.record.entries import NO_SOURCE, Entry, Source
from core.rewrite import hunks, ranking
from core.rewrite.hunks import Hunk
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Steered, Variant
from desktop.common.diff import Change, word_diff
from desktop.common.translation import worded

LEAST_BOLDER = 0.5
"""λ by which a bolder try is stronger at least: one step of the slider."""


@dataclass(frozen=True)
class BlendAttribute:
    """An attribute that can be blended in: its name, its zones of λ, and the vector that λ multiplies."""

    name: str
    zones: Zones
    vector: SteeringVector


@dataclass(frozen=True, eq=False)
class Steering:
    """The attribute that steers: its name, calibration of cosines, zones of λ, and default λ.

    ``vector`` is used for scoring, and λ multiplies it. ``blend`` are the attributes that can be blended in.
    ``without_effect`` are the ways of rewriting whose score no fluent λ was found to raise.
    """

    name: str
    calibration: Calibration
    zones: Zones
    vector: SteeringVector
    default_lam: float
    blend: tuple[BlendAttribute, ...] = ()
    without_effect: frozenset[Mode] = frozenset()

    @property
    def attributes(self) -> tuple[Steered, ...]:
        """This attribute and those that can be blended in, in the order of the options' λ."""
        return (self, *self.blend)

    def source(self, model: ModelInfo | None) -> Source:
        """What writes a text now, for the record."""
        blend = tuple(each.name for each in self.blend)
        return Source(model.name, model.fingerprint, self.name, blend) if model is not None else NO_SOURCE

    def problem(self, options: RewriteOptions) -> str:
        """A sentence if these options cannot be used, such as λ beyond what was measured; empty if they can."""
        try:
            options.check(self.attributes)
        except UsageProblem as problem:
            return worded(problem)
        return ""

    def bolder(self, options: RewriteOptions) -> float | None:
        """The next higher λ to try: the end of the first zone that is clearly stronger; None where there is none.

        Nothing risky is proposed, and nothing that the options' blend leaves no room for.
        """
        for lam in (self.zones.mild, self.zones.vivid):
            wanted = math.floor(lam * 10 + 1e-6) / 10  # as the slider shows it, and still in its zone
            if wanted >= options.lam + LEAST_BOLDER and not self.problem(replace(options, lam=wanted)):
                return wanted
        return None

    def band(self, cosine: float | None, n_tokens: int, passage: str) -> Band | None:
        """The band of ``passage`` or of a version of it, so that both are compared alike; None where there is none."""
        return None if cosine is None else self.calibration.band(cosine, n_tokens, speech=is_speech(passage))


class RewriteState(Enum):
    """State of the newest attempt at the current passage."""

    IDLE = "idle"
    READING = "reading"
    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def is_running(self) -> bool:
        """Whether the model is working."""
        return self in (RewriteState.READING, RewriteState.WRITING)


@dataclass(frozen=True)
class Attempt:
    """One rewrite of ``passage``. ``text`` is what Accept would insert, including the writer's own changes to it.

    ``options`` are those that the card gave. ``variant`` is None if the attempt was stopped before it was checked.
    Bands are None if a text is too short; that of an enriched passage is for all that add something. ``additions`` are
    the changes, cuts among them, each to take or leave; ``taken`` are the indices of those that ``text`` has: of an
    enriched passage none to begin with, of one written anew all. ``source`` is the model and the attributes that wrote
    it.
    """

    text: str
    options: RewriteOptions
    variant: Variant | None = None
    band_before: Band | None = None
    band_after: Band | None = None
    passage: str = ""
    additions: tuple[Hunk, ...] = ()
    taken: frozenset[int] = frozenset()
    source: Source = NO_SOURCE

    @property
    def mode(self) -> Mode | None:
        """How it was made; None if it was stopped."""
        return self.variant.mode if self.variant is not None else None

    @property
    def lam(self) -> float:
        """λ of the attribute that steers."""
        return self.variant.lam if self.variant is not None else self.options.lam

    @property
    def is_livelier(self) -> bool:
        """Whether its score is higher than the passage's, or that cannot be said; additions are taken one by one."""
        return self.variant is None or self.is_enriched or ranking.is_livelier(self.variant)

    @property
    def texts(self) -> tuple[str, ...]:
        """The text as it is, as the model wrote it, and each addition."""
        as_written = (self.variant.text,) if self.variant is not None else ()
        added = (addition.text for addition in self.additions) if self.is_enriched else ()
        return (self.text, *as_written, *added)

    @property
    def is_enriched(self) -> bool:
        """Whether it keeps the passage's words and offers additions or cuts."""
        return bool(self.additions) and (self.variant is None or self.variant.hunks is not None)

    @property
    def insertions(self) -> frozenset[int]:
        """The indices of the additions that add something; the others are cuts."""
        return frozenset(index for index, each in enumerate(self.additions) if not each.is_cut)

    @property
    def judged(self) -> frozenset[int]:
        """The indices of the changes that the second band is for: all of a passage written anew."""
        return self.insertions if self.is_enriched else frozenset(range(len(self.additions)))

    @property
    def edited_by_hand(self) -> bool:
        """Whether the writer changed it in the card."""
        if self.additions:
            return self.text != self.with_taken(self.taken).text
        return self.variant is not None and self.text != self.variant.text

    @property
    def has_choice(self) -> bool:
        """Whether additions can be taken and left; text edited by hand stays as it is."""
        return bool(self.additions) and not self.edited_by_hand

    @property
    def can_be_accepted(self) -> bool:
        """Whether there is something to accept: with no addition taken the text is the passage itself."""
        return bool(self.text.strip()) and not (self.additions and self.text == self.passage)

    def entry(self, before: str) -> Entry:
        """The entry for the record when this attempt takes the place of ``before``."""
        written = self.variant.text if self.variant is not None else self.text
        mode = Mode.ENRICH if self.additions else Mode.REWRITE
        in_parts = self.is_enriched or self.taken != self.judged
        names, lam = (self.source.attribute, *self.source.blend), self.options.lam
        share = self.variant.lam / lam if self.variant is not None and lam else 1.0  # less than 1 in a ladder
        return Entry(
            at=entries.now(),
            source=self.source,
            mode=str(self.mode or mode),
            lams=tuple((name, each * share) for name, each in zip(names, self.options.lams, strict=False)),
            seed=self.variant.seed if self.variant is not None else self.options.seed,
            before=before,
            written=self.with_taken(self.taken).text if self.additions else written,
            text=self.text,
            hunks_kept=len(self.taken) if in_parts else 1,
            hunks_offered=len(self.additions) if in_parts else 1,
            instruction=self.options.instruction.strip(),
        )

    def with_taken(self, taken: frozenset[int]) -> Attempt:
        """This attempt with these additions taken and the others left."""
        text = hunks.apply(self.passage, [self.additions[index] for index in taken])
        return replace(self, text=text, taken=taken)


def added(passage: str, text: str) -> tuple[Hunk, ...]:
    """What ``text``, which has every word of ``passage``, has in addition; gain and surprisal are unknown, so 0."""
    found: list[Hunk] = []
    at = 0
    for segment in word_diff(passage, text):
        if segment.change is Change.ADDED:
            found.append(Hunk(at, at, segment.text, 0.0, 0.0))
        else:
            at += len(segment.text)
    return tuple(found)


def phrases(passage: str, text: str) -> tuple[Hunk, ...]:
    """The changes from ``passage`` to ``text``, phrase by phrase; gain and surprisal are unknown, so 0."""
    found: list[Hunk] = []
    at = 0
    for segment in word_diff(passage, text):
        if segment.change is Change.KEPT:
            at += len(segment.text)
        elif segment.change is Change.REMOVED:
            found.append(Hunk(at, at + len(segment.text), "", 0.0, 0.0))
            at += len(segment.text)
        elif found and found[-1].end == at and found[-1].is_cut:
            found[-1] = replace(found[-1], text=segment.text)
        else:
            found.append(Hunk(at, at, segment.text, 0.0, 0.0))
    return tuple(found)
