"""Make a slightly altered copy of a model, for the tour and for tests that need a second model offline."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from core.models.header import read_header

_NORM = "output_norm.weight"
_CHANGE = np.float32(1.01)


def write_altered_copy(model: Path, to: Path) -> None:
    """Copy ``model`` with its last norm slightly larger: another fingerprint, almost the same output.

    Raises ModelProblem where ``model`` is not a GGUF, KeyError where it has no such norm.
    """
    shutil.copyfile(model, to)
    header = read_header(to, long_lists=False)
    changed = (header.read_f32(_NORM) * _CHANGE).astype("<f4")
    with to.open("r+b") as file:
        file.seek(header.tensors[_NORM].offset)
        file.write(changed.tobytes())
