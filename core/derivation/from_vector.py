"""Derive an attribute from existing directions: measure what scoring and steering need in addition."""

from __future__ import annotations

import numpy as np

from core.array_types import Floats
from core.attribute.report import VectorReport
from core.derivation import from_states
from core.derivation.from_states import Chosen
from core.derivation.plan import Plan
from core.derivation.stages import Stage, Step
from core.derivation.text_reader import Reader
from core.engine.protocol import Readout, SteeringVector
from core.errors import AttributeProblem, UsageProblem
from core.stats import separation

N_SAMPLED = 40
"""About how many reference passages, evenly spaced, are read for the mean norms."""
USUAL_DEPTH = 0.3
"""Default depth of the layer, as a share of the blocks; the paper's is 8 of 32."""


class FromDirections:
    """Selects the layer and measures figures for one plan that has ``directions``.

    An imported vector need not mean creativity, so our reference texts do not select its layer: it is the requested
    layer, or the available one nearest to the usual depth.
    """

    def __init__(self, reader: Reader, plan: Plan) -> None:
        assert plan.directions is not None
        self._reader = reader
        self._plan = plan
        self._given = plan.directions

    async def choose(self) -> Chosen:
        """Raises AttributeProblem if the directions do not fit the model, UsageProblem for a layer without one."""
        info = self._reader.source.info
        directions = self._in_shape(info.n_layer, info.n_embd)
        layer = self._layer(directions)
        passages = self._plan.passages
        step = max(1, len(passages) // N_SAMPLED)
        sampled = await self._reader.read([p.text for p in passages[::step]], "bare", Step(Stage.READ_SAMPLE_PASSAGES))
        vector = SteeringVector(layer, directions[layer], Readout(context="bare", min_tokens=1))
        own = [p.better for p in self._plan.pairs], [p.worse for p in self._plan.pairs]
        values = await self._reader.cosines_of_sides(own, vector, Step(Stage.REPORT_VIVID_PAIRS))
        return Chosen(
            vector=vector,
            directions=directions,
            norms=from_states.mean_norms(sampled),
            layer_table=(),
            split_half=1.0,
            report=VectorReport(separation.pairwise_figure(*values) if self._plan.pairs else None),
            imported=self._given.convention,
        )

    def _in_shape(self, n_layer: int, n_embd: int) -> Floats:
        """The directions as ``(n_layer, n_embd)``, zeros where there is none. Raises AttributeProblem."""
        rows = {layer: row for layer, row in self._given.rows.items() if layer < n_layer}
        widths = {row.size for row in rows.values()}
        if widths != {n_embd} or max(self._given.rows) > n_layer:
            raise AttributeProblem("This control vector was made for a model of another shape.")
        directions = np.zeros((n_layer, n_embd), dtype=np.float32)
        for layer, row in rows.items():
            directions[layer] = row
        return directions

    def _layer(self, directions: Floats) -> int:
        present = [layer for layer in range(1, len(directions)) if directions[layer].any()]
        offered = [layer for layer in self._plan.layers or present if layer in present]
        if not offered:
            raise UsageProblem(
                "The vector has directions for layers {first} to {last}; choose among them.",
                first=present[0],
                last=present[-1],
            )
        usual = USUAL_DEPTH * len(directions)
        return min(offered, key=lambda layer: abs(layer - usual))
