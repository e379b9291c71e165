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
    """

    lam: float = 0.0
    blend: tuple[float, ...] = ()
    variants: int = 1
    seed: int = 0
    together: bool = False
    instruction: str = ""
    mode: Mode = Mode.AUTO

    @property
    def lams(self) -> tuple[float, ...]:
        """λ of every attribute, the first one's first."""
        return (self.lam, *self.blend)

    @property
    def requests(self) -> tuple[str, ...]:
        """What the prompt asks for in addition, each a phrase."""
        instruction = self.instruction.strip()
        return (instruction,) if instruction else ()

    def check(self, attributes: Sequence[Steerable]) -> None:
        """Raise UsageProblem where a λ is out of its attribute's range, the blend as a whole is too strong, or the
        instruction is not one line of up to :data:`LONGEST_INSTRUCTION` characters.

        ``attributes`` are those that the λ belong to, in the same order; further ones are not steered by.
        """
        if len(self.instruction) > LONGEST_INSTRUCTION or len(self.instruction.strip().splitlines()) > 1:
            raise UsageProblem(f"An instruction is one line of at most {LONGEST_INSTRUCTION} characters.")
        if any(self.lams):
            blend.check(attributes[: len(self.lams)], self.lams)
