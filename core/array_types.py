"""Array types shared by several packages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
"""Hidden states and directions: float32, the last axis over the model's ``n_embd`` dimensions."""
