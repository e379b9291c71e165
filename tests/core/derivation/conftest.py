"""Shared by the tests that derive an attribute of the starter model."""

from __future__ import annotations

import pytest

from core.derivation import zones


@pytest.fixture
def few_steered_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Zones of λ from four strengths: with short texts (``Plan.n_zone_tokens``), in a tenth of the time."""
    monkeypatch.setattr(zones, "LAM_GRID", (-10.0, 0.0, 5.0, 10.0))
