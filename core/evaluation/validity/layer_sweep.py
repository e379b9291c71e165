"""Would another layer agree with people better? Chosen on one half of the texts, told on the other.

The best of thirty layers on the texts it was chosen by looks good by luck alone; only what it does on the other half
counts, beside what the attribute's own layer does there. The sign of no layer is fitted: each is read as derived.
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
    """What reads a text's mean per-token cosine with each row of ``directions``: shape ``(n_layer,)``, 0 where zero.

    ``context`` is the recipe's. One pass through all blocks for each text.
    """
    norms = np.linalg.norm(directions.astype(np.float64), axis=1)
    units = directions / np.where(norms > 0, norms, 1)[:, None]

    async def read(text: str) -> Array:
        states = await engine.states(text, context=context)
        cosines: Array = (states.mean_unit * units).sum(axis=1).astype(np.float64)
        return cosines

    return read


def first_half(keys: Sequence[Sequence[str]], strata: Sequence[str]) -> Mask:
    """Which units fall into the half that chooses. ``keys`` are the texts of each unit, ``strata`` their groups.

    It depends on the words alone, not on places in a file. Units that share a text, even by way of others, stay
    together; within each stratum as nearly half of the units as that allows are taken.
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
    """A number for each unit, the same for those that share a text, directly or by way of others; in order from 0."""
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
    figure: Callable[[int, Mask], Figure], n_layer: int, shipped: int, chooses: Mask, name: str
) -> dict[str, Any]:
    """Choose a layer on the units that ``chooses`` marks and tell it on the others, beside the ``shipped`` one.

    ``figure(layer, units)`` is the statistic called ``name``. Layer 0 has no direction. Of equals the earlier wins.
    """
    layers = range(1, n_layer)
    here = {layer: figure(layer, chooses) for layer in layers}
    there = {layer: figure(layer, ~chooses) for layer in layers}
    chosen = max(layers, key=lambda layer: (here[layer].value, -layer))

    def told(layer: int) -> dict[str, Any]:
        return {
            "layer": layer,
            "chosen_on": as_json(here[layer], name),
            "reported_on": as_json(there[layer], name),
        }

    return {
        "layer_base": 0,
        "n_chosen_on": int(chooses.sum()),
        "n_reported_on": int((~chooses).sum()),
        "chosen": told(chosen),
        "shipped": told(shipped),
        "layers": [told(layer) for layer in layers],
    }


def as_json(figure: Figure, name: str, **more: Any) -> dict[str, Any]:
    """A figure under the name of its statistic, with its interval."""
    return {
        "n": figure.n,
        name: round(figure.value, 4),
        "interval": [round(figure.low, 4), round(figure.high, 4)],
        **more,
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
