"""Checkpoints shared by the converter's tests, made once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # read when torch is imported: as `python -m convert` sets it

from convert.hf_model import LoadedModel
from core import paths
from core.cli import derive as derive_command
from core.derivation import zones
from tests.convert.making import llama_3_shaped, opened, short_plan


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that runs a checkpoint through torch, however small, needs a model: it is left out of `make check`."""
    for item in items:
        if {"tiny", "tiny_loaded"}.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.model)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama-3-shaped checkpoint with random weights, in several shards. Not to be changed: copy it."""
    return llama_3_shaped(tmp_path_factory.mktemp("checkpoint") / "tiny-llama-3")


@pytest.fixture(scope="session")
def tiny_loaded(tiny: Path) -> LoadedModel:
    """It, on the CPU in float32."""
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
    return opened(starter)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivations with little material: the same stages, in seconds."""
    monkeypatch.setattr(derive_command, "plan_from_resources", short_plan)
    monkeypatch.setattr(zones, "LAM_GRID", (-10.0, 0.0, 5.0, 10.0))
    monkeypatch.setattr(zones, "ZONE_TOKENS", 8)
