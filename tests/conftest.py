"""Shared by all tests: no screen, no network, and a user folder of its own for each test."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = os.environ.get("INKGLOW_TEST_PLATFORM", "offscreen")  # xcb: tests/desktop/test_x11.py
os.environ["HF_HUB_OFFLINE"] = "1"


@pytest.fixture(autouse=True)
def own_user_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test reads and writes settings, journals and caches in a folder nobody else sees."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("INKGLOW_HOME", str(home))
    return home


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Children heed Ctrl+C: a test run in the background has it ignored, and they would inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
