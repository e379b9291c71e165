"""Compare layers: select the best one on one half of the texts, and report its figure on the other half.

The best of thirty layers looks good by chance on the texts that it was selected on, so only its figure on the test
split counts, compared with the attribute's own layer there. No sign is fitted: each layer's direction is used as
derived.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.array_types import Floats
from core.engine.protocol import Engine
from core.stats.bootstrap import Array
from core.stats.separation import Figure

Mask = NDArray[np.bool_]


def reader(engine: Engine, directions: Floats, context: str) -> Callable[[str], Awaitable[Array]]:
    """A function from a text to its mean per-token cosine with each row of ``directions``.

    Its result has shape ``(n_layer,)``, with 0 for zero directions. ``context`` is that of the attribute's readout.
    Each text takes one pass through all blocks.
    """
    norms = np.linalg.norm(directions.astype(np.float64), axis=1)
    units = directions / np.where(norms > 0, norms, 1)[:, None]

    async def read(text: str) -> Array:
        states = await engine.states(text, context=context)
        cosines: Array = (states.mean_unit * units).sum(axis=1).astype(np.float64)
        return cosines

    return read


def first_half(keys: Sequence[Sequence[str]], strata: Sequence[str]) -> Mask:
    """Mask of the units in the selection split. ``keys`` are the texts of each unit, ``strata`` their groups.

    The split depends on the texts alone, not on their order. Units that share a text, directly or through other units,
    stay together; within each stratum the split takes as close to half of the units as that allows.
    """
    clusters = connected(keys)
    names: dict[int, str] = {}
    for cluster, texts in zip(clusters, keys, strict=True):
        names[cluster] = min(names.get(cluster, "g"), *map(_hash, texts))  # "g" comes after every hexadecimal digit
    stratum: dict[int, str] = {}
    for cluster, label in zip(clusters, strata, strict=True):
        stratum[cluster] = min(stratum.get(cluster, label), label)
    counts = Counter(clusters)
    chosen: set[int] = set()
    for label in sorted(set(stratum.values())):
        inside = sorted((c for c in names if stratum[c] == label), key=names.__getitem__)
        sizes = {c: counts[c] for c in inside}
        taken = 0
        for cluster in inside:
            if 2 * taken < sum(sizes.values()):
                chosen.add(cluster)
                taken += sizes[cluster]
    return np.array([cluster in chosen for cluster in clusters])


def connected(keys: Sequence[Sequence[str]]) -> list[int]:
    """A cluster number for each unit, from 0: the same for units that share a text, directly or through others."""
    parent = list(range(len(keys)))

    def root(unit: int) -> int:
        while parent[unit] != unit:
            parent[unit] = parent[parent[unit]]
            unit = parent[unit]
        return unit

    owner: dict[str, int] = {}
    for unit, texts in enumerate(keys):
        for text in texts:
            parent[root(unit)] = root(owner.setdefault(text, unit))
    numbers: dict[int, int] = {}
    return [numbers.setdefault(root(unit), len(numbers)) for unit in range(len(keys))]


def sweep(
    figure: Callable[[int, Mask], Figure], n_layer: int, own_layer: int, selection: Mask, name: str
) -> dict[str, Any]:
    """Select a layer on the units that ``selection`` marks and report it, and ``own_layer``, on the others.

    ``figure(layer, units)`` is the statistic called ``name``. Layer 0 has no direction and is left out. Of equally good
    layers the earliest is selected.
    """
    layers = range(1, n_layer)
    here = {layer: figure(layer, selection) for layer in layers}
    there = {layer: figure(layer, ~selection) for layer in layers}
    chosen = max(layers, key=lambda layer: (here[layer].value, -layer))

    def figures(layer: int) -> dict[str, Any]:
        return {
            "layer": layer,
            "selection_split": as_json(here[layer], name),
            "test_split": as_json(there[layer], name),
        }

    return {
        "layer_base": 0,
        "n_selection_split": int(selection.sum()),
        "n_test_split": int((~selection).sum()),
        "chosen": figures(chosen),
        "in_use": figures(own_layer),
        "layers": [figures(layer) for layer in layers],
    }


def as_json(figure: Figure, name: str, **more: Any) -> dict[str, Any]:
    """``figure`` as a JSON object: its value under ``name``, its interval and ``n``, and the fields ``more``."""
    return {
        "n": figure.n,
        name: round(figure.value, 4),
        "interval": [round(figure.low, 4), round(figure.high, 4)],
        **more,
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
