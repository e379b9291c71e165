"""The name of the bundled default attribute."""

from __future__ import annotations

CREATIVITY = "creativity"
"""The attribute that is shown unless another is chosen; always creative minus boring, sign included."""
