"""The attribute as a llama.cpp control-vector GGUF, with our own keys under ``inkglow.``."""

from __future__ import annotations

from dataclasses import dataclass

from core.attribute.calibration import Calibration, Zones
from core.engine.protocol import Floats, Recipe, SteeringVector


@dataclass(frozen=True, eq=False)
class Attribute:
    """A direction in a model's hidden states, with everything needed to score and steer by it.

    ``directions`` has shape ``(n_layer, n_embd)``, float32, *raw* mean differences; row ``l`` belongs to the output of
    block ``l`` (0-based). Row 0 is never stored (llama.cpp refuses ``direction.0``) and reads back as zeros.
    """

    name: str
    directions: Floats
    layer: int
    default_lam: float
    recipe: Recipe
    fingerprint: str
    calibration: Calibration
    zones: Zones
    model_name: str = ""

    @property
    def vector(self) -> SteeringVector:
        """What the engine needs of it."""
        return SteeringVector(self.layer, self.directions[self.layer], self.recipe)
