"""``inkglow models``, in this process or, where that is the point, as a shell sees it; the hub is on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core import paths
from core.cli import models as commands
from core.cli.main import app
from core.models import catalogue
from core.models.download.hub_cache import CachePlace
from core.models.gpus import Devices
from core.models.memory import Gpu, gigabytes
from tests.core.models.hub_server import COMMIT, Behaviour, Hub
from tests.core.models.test_header import model

ROOT = Path(__file__).resolve().parents[3]
ENTRIES = catalogue.load(paths.resources())
COMMAND = [sys.executable, "-c", "from core.cli.main import app; app()", "models"]


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub(Behaviour(os.urandom(3_000_000))) as serving:
        yield serving


@pytest.fixture
def environment(hub: Hub, tmp_path: Path) -> dict[str, str]:
    """A person's surroundings, but for the hub."""
    return {
        "HOME": str(tmp_path),
        "INKGLOW_HOME": str(tmp_path / "inkglow"),
        "HF_HOME": str(tmp_path / "hf"),
        "HF_ENDPOINT": hub.url,
        "PATH": os.environ["PATH"],
        "COLUMNS": "100",
    }


def models(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, with ``environment`` and nothing else of this machine's."""
    command = ["models", *arguments]
    done = CliRunner().invoke(app, command, env={**dict.fromkeys(os.environ), **environment}, catch_exceptions=False)
    assert "Traceback" not in done.output
    return subprocess.CompletedProcess(command, done.exit_code, done.stdout, done.stderr)


def models_in_a_shell(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a shell does; never a traceback, whatever happens."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


def test_devices_says_what_computes_here(environment: dict[str, str]) -> None:
    done = models(environment, "devices")
    assert done.returncode == 0, done.stderr
    assert "Processor  " in done.stdout and "uses SSE3" in done.stdout.replace("NEON", "SSE3")


def test_devices_names_the_cards_of_a_build_that_can_use_them(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No card is here: what the child process would answer is given."""
    cards = (Gpu("A card", 20_000_000_000, 24_000_000_000), Gpu("Apple M2", 8_000_000_000, 9_000_000_000, unified=True))
    monkeypatch.setattr(commands, "gpu_backends", lambda: ("CUDA",))
    monkeypatch.setattr(commands, "ask_for_devices", lambda: Devices(("CUDA", "CPU"), "A processor", ("AVX2",), cards))
    said = models(environment, "devices").stdout
    assert "computes on the processor and with CUDA" in said
    assert "A card, 20.0 GB of 24.0 GB free" in said and "Apple M2, 8.0 GB of the machine's memory free" in said
    monkeypatch.setattr(commands, "ask_for_devices", lambda: Devices(("CPU",), "A processor", (), ()))
    assert "none that CUDA can use; the processor does all" in models(environment, "devices").stdout
    monkeypatch.setattr(commands, "ask_for_devices", lambda: None)
    failed = models(environment, "devices")
    assert failed.returncode == 1 and "could not be started" in failed.stderr


def test_the_list_says_what_each_needs_and_asks_nobody(hub: Hub, environment: dict[str, str]) -> None:
    done = models(environment, "list")
    assert done.returncode == 0
    for entry in ENTRIES:
        assert entry.id in done.stdout and entry.licence_link in done.stdout
    assert done.stdout.count("It needs about") == len(ENTRIES)
    assert "estimates" in done.stdout
    assert not hub.requests


def test_getting_one_prints_its_path_and_it_is_found_then(
    hub: Hub, environment: dict[str, str], tmp_path: Path
) -> None:
    hub.behaviour = Behaviour(model() + bytes(1000))
    entry = ENTRIES[0]
    done = models_in_a_shell(environment, "get", entry.id)
    assert done.returncode == 0, done.stderr
    place = CachePlace(tmp_path / "hf" / "hub", entry.repo, entry.file, COMMIT, hub.behaviour.sha256)
    assert done.stdout.splitlines()[-1] == str(place.pointer)
    assert place.pointer.read_bytes() == hub.behaviour.data
    shown = models(environment, "found")
    assert str(place.pointer) in shown.stdout and "from Hugging Face" in shown.stdout


@pytest.mark.skipif(os.name == "nt", reason="sends a signal as a terminal does")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_keeps_what_arrived_and_says_how_to_resume(
    hub: Hub, environment: dict[str, str], tmp_path: Path
) -> None:
    hub.behaviour.bytes_per_second = 1_000_000
    entry = ENTRIES[0]
    place = CachePlace(tmp_path / "hf" / "hub", entry.repo, entry.file, COMMIT, hub.behaviour.sha256)
    running = subprocess.Popen(
        [*COMMAND, "get", entry.id],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
        cwd=ROOT,
        start_new_session=True,
    )
    while not (place.partial.exists() and place.partial.stat().st_size):
        assert running.poll() is None
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # a terminal signals the whole group, the child too
    out, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert f"`inkglow models get {entry.id}` resumes" in " ".join(out.split())
    assert "Traceback" not in out + err
    held = place.partial.stat().st_size
    assert f"Begun: {gigabytes(held)} of 3 MB are here" in models(environment, "list").stdout
    hub.behaviour.bytes_per_second = 0
    assert models(environment, "get", entry.id).returncode == 0
    assert hub.of("files", "GET")[-1].range == f"bytes={held}-"
    assert place.pointer.read_bytes() == hub.behaviour.data


@pytest.mark.model
def test_a_file_is_described_from_its_header(environment: dict[str, str], tmp_path: Path) -> None:
    starter = paths.starter_model()
    assert starter is not None
    done = models(environment, "show", str(starter))
    assert done.returncode == 0
    assert "llama, Q4_1, 97 MB" in done.stdout
    assert "an instruct model" in done.stdout
    assert "It needs about" in done.stdout


def test_what_other_programs_brought_is_shown_with_its_path(environment: dict[str, str], tmp_path: Path) -> None:
    assert "No models" in models(environment, "found").stdout
    file = tmp_path / ".lmstudio" / "models" / "someone" / ("a rather long folder name" * 3) / "tiny.gguf"
    file.parent.mkdir(parents=True)
    file.write_bytes(model())
    done = models(environment, "found")
    assert str(file) in done.stdout and "from LM Studio" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "none.gguf"), "no model file none.gguf"),
        (("get", "gpt"), "no model gpt in the catalogue"),
        (("get", "llama-3-8b-q4"), "reports an internal error"),
    ],
)
def test_what_does_not_work_is_one_sentence(
    hub: Hub, environment: dict[str, str], arguments: tuple[str, ...], said: str
) -> None:
    hub.behaviour.status = 503
    done = models(environment, *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
