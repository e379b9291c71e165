"""The λ that a rewrite starts with."""

from __future__ import annotations

from core.attribute.calibration import Zones
from core.engine.protocol import ModelInfo
from core.rewrite.options import Mode
from core.rewrite.prompt import SMALL_MODEL_PARAMETERS


def usual_lam(default: float, zones: Zones, model: ModelInfo, mode: Mode = Mode.AUTO) -> float:
    """λ unless another is chosen: for enriching the end of *mild*, for rewriting the attribute's ``default``.

    Enriching generates a few words at a time, of which only those that the unsteered model finds fluent are kept, so it
    bears more than a whole rewrite does (`docs/evaluation.md` has the figures).
    """
    enriches = mode is Mode.ENRICH or (mode is Mode.AUTO and model.n_params < SMALL_MODEL_PARAMETERS)
    return max(round(zones.mild, 1), default) if enriches and zones.mild else default
