"""Read control vectors made by other programs: repeng, llama.cpp's cvector-generator, jukofyork's tools.

They share the file format (GGUF, ``controlvector``, F32 tensors ``direction.k``) but not the meaning of ``k`` (METHOD,
Conventions). None of them contains readout, calibration or λ zones; these are measured as for Inkglow's own attributes.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path

import numpy as np

from core.attribute.file import ARCHITECTURE, direction_rows
from core.derivation.plan import GivenDirections
from core.errors import AttributeProblem, ModelProblem
from core.models.header import read_header


class Convention(StrEnum):
    """The block whose output ``direction.k`` belongs to: block ``k`` (SAME, repeng) or block ``k − 1`` (NEXT)."""

    SAME = "same"
    NEXT = "next"


_WORDS = {
    Convention.SAME: "direction.l is the output of block l, as repeng writes it",
    Convention.NEXT: "direction.l+1 is the output of block l, as llama.cpp's generator and jukofyork's tools write it",
}


def read_foreign(path: Path, convention: Convention | None = None) -> GivenDirections:
    """The directions in ``path``, by layer. Raises AttributeProblem.

    Without a ``convention`` it is assumed: NEXT (llama.cpp's generator) for a file with every direction from 1 on, SAME
    for one with gaps, because repeng leaves layers out.
    """
    try:
        header = read_header(path)
    except ModelProblem as error:
        raise AttributeProblem(str(error).replace("model file", "control vector")) from None
    if header.text("general.architecture") != ARCHITECTURE:
        raise AttributeProblem("{name} is not a control vector: it is a model or some other GGUF.", name=path.name)
    found = direction_rows(header)
    is_complete = sorted(found) == list(range(1, len(found) + 1))
    chosen = convention or (Convention.NEXT if is_complete else Convention.SAME)
    shift = 1 if chosen is Convention.NEXT else 0
    rows = {k - shift: row for k, row in found.items() if k - shift >= 1}
    if not any(np.any(row) for row in rows.values()):
        raise AttributeProblem("{name} contains only zeros.", name=path.name)
    source = "assumed" if convention is None else "as given"
    digest = hashlib.sha256(path.read_bytes() + chosen.value.encode()).hexdigest()
    return GivenDirections(rows, f"{path.name}; layer numbering ({source}): {_WORDS[chosen]}.", digest)
