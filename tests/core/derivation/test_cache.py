"""Samples on disk: written whole even when whoever writes them is stopped, and stopped again."""

from __future__ import annotations

import asyncio
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from core.derivation.cache import Sample, SampleStore
from core.engine.protocol import TextStates


async def test_a_writer_that_is_cancelled_twice_has_ended_before_the_folder_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "x.partial"
    store, begun, go_on = SampleStore(folder, "x"), threading.Event(), threading.Event()
    put = SampleStore.put

    def slowly(self: SampleStore, sample: Sample, *key: str) -> None:
        begun.set()
        assert go_on.wait(20)
        put(self, sample, *key)

    monkeypatch.setattr(SampleStore, "put", slowly)
    rows = np.ones((2, 3), dtype=np.float32)
    sample = Sample("A lamp.", TextStates(2, rows, rows, rows[:, 0]))
    writing = asyncio.ensure_future(store.keep([(sample, ("a",))]))
    assert await asyncio.to_thread(begun.wait, 20)
    for _ in range(2):
        writing.cancel()
        await asyncio.sleep(0)
        assert not writing.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert store.get("a") is not None
    shutil.rmtree(folder)
    assert not folder.exists()
