"""What the window knows of the attribute that steers, and of one rewrite that came of it."""

from __future__ import annotations

from dataclasses import dataclass

from core.attribute.calibration import Band, Calibration, Zones
from core.engine.protocol import SteeringVector
from core.errors import UsageProblem
from core.rewrite import blend
from core.rewrite.rewriter import Steered, Variant


@dataclass(frozen=True)
class Beside:
    """An attribute that can be blended in: its name, what its λ may be, and what λ multiplies."""

    name: str
    zones: Zones
    vector: SteeringVector


@dataclass(frozen=True, eq=False)
class Steering:
    """What the window needs of an attribute: its name, how cosines and λ are read, and the λ to begin with.

    ``vector`` scores, and is what λ multiplies.
    """

    name: str
    calibration: Calibration
    zones: Zones
    vector: SteeringVector
    default_lam: float
    beside: tuple[Beside, ...] = ()

    def too_strong(self, lam: float, beside: tuple[float, ...]) -> str:
        """A sentence where these λ together are more than was measured; nothing where they may be used."""
        try:
            blend.check(self.attributes(beside), (lam, *beside))
        except UsageProblem as problem:
            return str(problem)
        return ""

    def attributes(self, beside: tuple[float, ...]) -> tuple[Steered, ...]:
        """What λ and those of ``beside`` belong to."""
        return (self, *self.beside[: len(beside)])

    def band(self, cosine: float | None, n_tokens: int) -> Band | None:
        """The band of a cosine; None where there is none."""
        return None if cosine is None else Band.at(self.calibration.percentile(cosine, n_tokens))


@dataclass(frozen=True)
class Attempt:
    """One rewrite of the passage. ``text`` is what would be accepted, the writer's own changes to it included.

    ``variant`` is None where the attempt was stopped before it was checked. Bands are None where a text is too short.
    """

    text: str
    lam: float
    beside: tuple[float, ...] = ()
    variant: Variant | None = None
    band_before: Band | None = None
    band_after: Band | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The text as it is, and as the model wrote it."""
        return (self.text,) if self.variant is None else (self.text, self.variant.text)

    @property
    def edited_by_hand(self) -> bool:
        """Whether the writer changed it in the card."""
        return self.variant is not None and self.text != self.variant.text
