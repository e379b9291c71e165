"""Worker processes, one per device: the same results as one process, and an end without leftovers."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from convert.hf_model import LoadedModel
from convert.hf_states import TorchSource
from convert.opening import open_source
from convert.placement import Placement
from convert.pool import PooledSource, Worker
from core.derivation.resumable import derive_to, partial_folder
from core.errors import EngineDied, ModelProblem
from tests.convert.making import N_EMBD, N_LAYER, short_plan
from tests.convert.test_sources import ASKED, SEEDS, TEXTS, assert_same

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def pooled(tiny: Path) -> Iterator[PooledSource]:
    with closing(open_source(str(tiny), Placement(("cpu", "cpu")), 2)) as source:
        assert isinstance(source, PooledSource)
        yield source


async def test_two_workers_give_what_one_process_gives(pooled: PooledSource, tiny_loaded: LoadedModel) -> None:
    await assert_same(pooled, TorchSource(tiny_loaded, 2))
    cost = pooled.cost("two")
    assert cost.texts_generated == len(TEXTS)
    assert cost.memory.resident > 3 * 100e6
    assert cost.seconds_per_premise(4) == 4 * cost.seconds_per_text > 0


@pytest.mark.usefixtures("short")
async def test_two_workers_derive_an_attribute(pooled: PooledSource, tmp_path: Path) -> None:
    before = pooled.cost("two").texts_generated
    attribute = await derive_to(
        tmp_path / "tiny.gguf", pooled, short_plan(), scope="", command="test", progress=lambda *_: None
    )
    assert attribute.directions.shape == (N_LAYER, N_EMBD)
    assert (
        pooled.cost("two").texts_generated - before == 2 * 6 + 2 * 4
    )  # derive and held-out premises, one sample a side


async def test_a_worker_that_dies_is_one_sentence_and_ends_the_others(pooled: PooledSource) -> None:
    psutil.Process(pooled.workers[1].pid).kill()
    with pytest.raises(EngineDied, match="The worker on cpu ended"):
        await pooled.generate(ASKED, SEEDS, 12, None, 0.0)
    assert not any(psutil.pid_exists(worker.pid) for worker in pooled.workers)


def test_a_worker_that_cannot_open_its_model_says_why(tiny: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(tiny, tmp_path / "copy"))
    (copy / "config.json").write_text('{"model_type": "own"}')
    command = ["--model", str(copy), "--dtype", "float32", "--batch-size", "2", "--threads", "1", "--device", "cpu"]
    worker = Worker("cpu", command, print)
    with pytest.raises(ModelProblem, match=r"cpu: copy is of a type \(own\) that transformers does not know"):
        PooledSource([worker])
    assert not psutil.pid_exists(worker.pid)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for another process there")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_the_workers_and_keeps_what_is_done(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "tiny.gguf"
    command = ["derive", "--model", str(tiny), "--out", str(out), "--tokens", "16", "--device", "cpu,cpu"]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-m", "convert", *command, "--batch-size", "2"], stderr=subprocess.PIPE, cwd=root
    ) as child:
        until = time.monotonic() + 180
        while not list(partial_folder(out).glob("*.npz")) and child.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        workers = psutil.Process(child.pid).children()
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=90)
    assert child.returncode == 130
    assert b"the same command resumes from here" in said
    assert b"Traceback" not in said
    assert len(workers) == 2
    assert not any(worker.is_running() for worker in workers)
    assert list(partial_folder(out).glob("*.npz"))
