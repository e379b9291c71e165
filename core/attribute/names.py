"""Names of attributes that the program knows, and of the methods by which attributes are made."""

from __future__ import annotations

from typing import Literal, get_args

CREATIVITY = "creativity"
"""The attribute that is shown unless another is chosen: the paper's, creative minus boring, sign included."""
IMAGERY = "imagery"
"""The sum of three contrasts; earlier versions derived it under the name *creativity*."""
Method = Literal["paper", "imagery", "pairs", "vector"]
"""How a vector is made.

``paper``: creative minus boring, the model's own zero-shot samples alone. ``imagery``: the sum of that, of few-shot
samples and of LLM-written reference stories. ``pairs``: from given texts. ``vector``: by another program.
"""
METHODS: tuple[Method, ...] = get_args(Method)
