"""Things that tests make: attributes and small documents."""

from __future__ import annotations

import numpy as np

from core.attribute.calibration import Calibration, Zones
from core.attribute.file import Attribute
from core.attribute.report import DerivationReport
from core.engine.protocol import Readout

N_LAYER, N_EMBD = 30, 576


def attribute(
    *, fingerprint: str = "scripted", n_layer: int = N_LAYER, n_embd: int = N_EMBD, layer: int = 8, min_tokens: int = 4
) -> Attribute:
    """A made-up attribute of the starter model's shape, calibrated to the scripted engine's cosines."""
    draw = np.random.default_rng(3)
    directions = draw.normal(0, 0.3, (n_layer, n_embd)).astype(np.float32)
    directions[0] = 0
    quantiles = np.tile(np.linspace(-0.05, 0.12, 101, dtype=np.float32), (4, 1))
    return Attribute(
        name="creativity",
        directions=directions,
        layer=layer,
        default_lam=3.0,
        readout=Readout(min_tokens=min_tokens),
        fingerprint=fingerprint,
        calibration=Calibration(quantiles, n_passages=200),
        zones=Zones(2.0, 5.0, 8.0, ((0.0, 1.0), (2.0, 1.25), (5.0, 1.6), (8.0, 4.0))),
        model_name="scripted",
        command="made up for tests",
        premises_hash="0" * 64,
        mean_norms=np.full(n_layer, 130.0, dtype=np.float32),
        report=DerivationReport(layer=layer, command="made up für tests", premises={"derive": ("a", "b")}),
    )
