"""The options of a rewrite: built by the window's card and by the command line, carried unchanged to the rewriter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.errors import UsageProblem
from core.rewrite import blend
from core.rewrite.blend import Steerable


class Mode(StrEnum):
    """How a passage becomes more creative."""

    AUTO = "auto"
    """Enrich with a small model, rewrite with a larger one."""
    ENRICH = "enrich"
    """Keep every word in its order; continue the flattest sentences."""
    REWRITE = "rewrite"
    """Generate the passage anew."""


LONGEST_INSTRUCTION = 200
"""Characters of an instruction."""


@dataclass(frozen=True)
class RewriteOptions:
    """How to rewrite, apart from the text. Every default changes nothing.

    ``lam`` multiplies the vector of the first attribute, which also scores both texts; ``blend`` holds the multiples of
    the further ones, in their order, and missing ones count as 0. Variant ``i`` of ``variants`` uses seed ``seed + i``.
    With ``together`` all variants are generated in one batch, in which four take little longer than two; but kernels
    differ with the number of rows, so a seed gives another text there than in a batch of one. ``instruction`` is one
    line in the writer's words, such as “keep it terse, more menace”, and is added to the prompt; a blank one adds
    nothing.

    With ``ladder`` the variants differ in strength too: the first has λ = 0, the last the given λ, and those between
    have evenly spaced shares of it (of a blend, of every attribute). They are generated together, from one prompt. A
    ladder is for passages generated anew: with AUTO it means REWRITE, with ENRICH it is refused.
    """

    lam: float = 0.0
    blend: tuple[float, ...] = ()
    variants: int = 1
    seed: int = 0
    together: bool = False
    instruction: str = ""
    mode: Mode = Mode.AUTO
    ladder: bool = False

    @property
    def lams(self) -> tuple[float, ...]:
        """λ of every attribute, the first one's first."""
        return (self.lam, *self.blend)

    def lams_of(self, index: int) -> tuple[float, ...]:
        """λ of every attribute for variant ``index`` of a passage generated anew."""
        if not self.ladder:
            return self.lams
        share = index / (self.variants - 1)
        return tuple(float(f"{share * lam:.6g}") for lam in self.lams)

    @property
    def requests(self) -> tuple[str, ...]:
        """What the prompt asks for in addition, each a phrase."""
        instruction = self.instruction.strip()
        return (instruction,) if instruction else ()

    def check(self, attributes: Sequence[Steerable]) -> None:
        """Raise UsageProblem where a λ is out of its attribute's range, the blend as a whole is too strong, a ladder
        has fewer than two variants or would enrich, or the instruction is not one line of up to
        :data:`LONGEST_INSTRUCTION` characters.

        ``attributes`` are those that the λ belong to, in the same order; further ones are not steered by.
        """
        if len(self.instruction) > LONGEST_INSTRUCTION or len(self.instruction.strip().splitlines()) > 1:
            raise UsageProblem(
                "An instruction is one line of at most {n} characters.",
                n=LONGEST_INSTRUCTION,
            )
        if self.ladder and self.variants < 2:
            raise UsageProblem("A ladder of strengths needs at least two variants.")
        if self.ladder and self.mode is Mode.ENRICH:
            raise UsageProblem("A ladder of strengths is for writing the passage anew, not for adding to it.")
        if any(self.lams):
            blend.check(attributes[: len(self.lams)], self.lams)
