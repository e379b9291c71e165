"""Checkpoints shared by the converter's tests, made once.

What needs torch is imported in the fixtures: it takes more than a second, and every test process imports this file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core import paths
from core.cli import derive as derive_command
from core.derivation import zones

if TYPE_CHECKING:
    from convert.hf_model import LoadedModel

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # read when torch is imported: as `python -m convert` sets it


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama-3-shaped checkpoint with random weights, in several shards. Not to be changed: copy it."""
    from tests.convert.making import llama_3_shaped

    return llama_3_shaped(tmp_path_factory.mktemp("checkpoint") / "tiny-llama-3")


@pytest.fixture(scope="session")
def tiny_loaded(tiny: Path) -> LoadedModel:
    """It, on the CPU in float32."""
    from tests.convert.making import opened

    return opened(tiny)


@pytest.fixture(scope="session")
def starter() -> Path:
    """The starter GGUF."""
    path = paths.starter_model()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def starter_loaded(starter: Path) -> LoadedModel:
    """It, dequantised by transformers; takes some 20 seconds."""
    from tests.convert.making import opened

    return opened(starter)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivations with little material: the same stages, in seconds."""
    from tests.convert.making import short_plan

    monkeypatch.setattr(derive_command, "plan_from_resources", short_plan)
    monkeypatch.setattr(zones, "LAM_GRID", (-10.0, 0.0, 5.0, 10.0))
