"""Shared by all tests: no screen, no network, and a user folder of its own for each test."""

from __future__ import annotations

import gc
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = os.environ.get("INKGLOW_TEST_PLATFORM", "offscreen")  # xcb: tests/desktop/test_x11.py
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["INKGLOW_LANGUAGE"] = "en"  # whatever the machine speaks
if "PYTEST_XDIST_WORKER" in os.environ:
    # Test processes that run side by side share the cores: one thread each, and one for each process that they start.
    for _name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(_name, "1")


gc.disable()  # while thousands of tests are collected, which are no garbage; on again in pytest_collection_finish
_ALL_NEED_A_MODEL = re.compile(r"^pytestmark = .*\bmark\.model\b", re.MULTILINE)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import files whose tests all need a model where none of these is wanted: some load torch."""
    if config.getoption("markexpr") != "not model" or not collection_path.match("test_*.py"):
        return None
    return True if _ALL_NEED_A_MODEL.search(collection_path.read_text("utf-8")) else None


def pytest_collection_finish() -> None:
    """Leave tests and modules out of all later collections of garbage, each of which would go through them."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several test processes (`-n 2 --dist loadfile`), start with the files that hold slow tests.

    Otherwise one process would end on a minute-long file while the others have nothing left to do.
    """
    if config.getoption("numprocesses", None) or "PYTEST_XDIST_WORKER" in os.environ:
        slow = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in slow)  # stable: otherwise the order stays


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
