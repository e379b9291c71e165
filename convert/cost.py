"""What a derivation costs: seconds per premise and the most memory held, measured while it runs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import psutil
import torch

from core.attribute import file as attribute_file
from core.errors import FileProblem


@dataclass(frozen=True)
class Memory:
    """The most that was held, in bytes: by processes (resident) and on each CUDA device (reserved by torch)."""

    resident: int
    devices: dict[str, int] = field(default_factory=dict)

    def __add__(self, other: Memory) -> Memory:
        """Both together: what two processes hold, at most."""
        names = [*self.devices, *(name for name in other.devices if name not in self.devices)]
        devices = {name: self.devices.get(name, 0) + other.devices.get(name, 0) for name in names}
        return Memory(self.resident + other.resident, devices)


def peak_memory() -> Memory:
    """Of this process, since it began."""
    held = {f"cuda:{i}": torch.cuda.max_memory_reserved(i) for i in range(torch.cuda.device_count())}
    return Memory(_peak_resident(), {name: peak for name, peak in held.items() if peak})


def _peak_resident() -> int:
    """Linux's ``ru_maxrss`` starts at what the parent process held, so its own record is read there."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return 1024 * int(status.partition("VmHWM:")[2].split()[0])
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class Meter:
    """Counts texts told by the model, and the seconds it took to tell them and to read tellings under their prompt."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._told = 0
        self._seconds_telling = 0.0

    @contextmanager
    def telling(self, *, texts: int = 0) -> Iterator[None]:
        """Around one step of telling; ``texts`` counts those that it tells."""
        began = time.monotonic()
        yield
        self._seconds_telling += time.monotonic() - began
        self._told += texts

    def cost(self, memory: Memory, setting: str) -> Cost:
        """What was used so far."""
        per_text = self._seconds_telling / self._told if self._told else 0.0
        return Cost(setting, time.monotonic() - self._began, self._told, per_text, memory)


@dataclass(frozen=True)
class Cost:
    """Of one run; one that goes on with a stopped run counts only what it did itself. Seconds and bytes."""

    setting: str
    seconds: float
    texts_told: int
    seconds_per_text: float
    memory: Memory

    def seconds_per_premise(self, texts: int) -> float:
        """Where a premise is told in ``texts``, both sides counted."""
        return texts * self.seconds_per_text

    def lines(self, texts_per_premise: int) -> list[str]:
        """For people."""
        memory = [f"{human(self.memory.resident)} resident"]
        memory += [f"{human(peak)} on {name}" for name, peak in self.memory.devices.items()]
        time_line = "nothing had to be told again"
        if self.texts_told:
            time_line = (
                f"{self.seconds_per_premise(texts_per_premise):.2f} s per premise "
                f"({self.seconds_per_text:.2f} s for each of {texts_per_premise} texts, {self.texts_told} told)"
            )
        return [f"{self.setting}: {self.seconds:.0f} s in all; {time_line}", f"peak memory: {', '.join(memory)}"]

    def to_json(self, texts_per_premise: int) -> dict[str, Any]:
        """For the attribute's report."""
        rounded = replace(self, seconds=round(self.seconds, 1), seconds_per_text=round(self.seconds_per_text, 3))
        return {**asdict(rounded), "seconds_per_premise": round(self.seconds_per_premise(texts_per_premise), 3)}


def record(out: Path, cost: Cost, texts_per_premise: int) -> None:
    """Add ``cost`` to the report of the attribute at ``out`` and to the file beside it. Raises InkglowError."""
    attribute = attribute_file.read(out)
    report = {**attribute.report, "cost": cost.to_json(texts_per_premise)}
    attribute_file.write(out, replace(attribute, report=report))
    try:
        out.with_suffix(".json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise FileProblem(f"{out.parent} cannot be written to: {error.strerror or error}.") from None


def human(n_bytes: float) -> str:
    """``n_bytes`` in a unit that people read."""
    for unit in ("B", "KB", "MB"):
        if n_bytes < 1000:
            return f"{n_bytes:.0f} {unit}"
        n_bytes /= 1000
    return f"{n_bytes:.1f} GB"
