"""Measure the cost of a derivation while it runs: seconds per premise and peak memory."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import torch

from core.attribute import file as attribute_file
from core.attribute.report import CostReport, MemoryPeak
from core.errors import FileProblem


@dataclass(frozen=True)
class Memory:
    """Peak memory in bytes: of processes (resident) and on each CUDA device (reserved by torch)."""

    resident: int
    devices: dict[str, int] = field(default_factory=dict)

    def __add__(self, other: Memory) -> Memory:
        """The sum of both: an upper bound for two processes."""
        names = [*self.devices, *(name for name in other.devices if name not in self.devices)]
        devices = {name: self.devices.get(name, 0) + other.devices.get(name, 0) for name in names}
        return Memory(self.resident + other.resident, devices)


def peak_memory() -> Memory:
    """Peak memory of this process since it started."""
    held = {f"cuda:{i}": torch.cuda.max_memory_reserved(i) for i in range(torch.cuda.device_count())}
    return Memory(_peak_resident(), {name: peak for name, peak in held.items() if peak})


def _peak_resident() -> int:
    """Peak resident bytes. On Linux from ``VmHWM``, because ``ru_maxrss`` starts at the parent process's value."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return 1024 * int(status.partition("VmHWM:")[2].split()[0])
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class Meter:
    """Counts the generated texts, and the seconds to generate them and to read texts as answers to their prompt."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._generated = 0
        self._seconds = 0.0

    @contextmanager
    def generating(self, *, texts: int = 0) -> Iterator[None]:
        """Measures one step that generates ``texts`` texts, or reads texts as answers."""
        began = time.monotonic()
        yield
        self._seconds += time.monotonic() - began
        self._generated += texts

    def cost(self, memory: Memory, setting: str) -> Cost:
        """The cost so far."""
        per_text = self._seconds / self._generated if self._generated else 0.0
        return Cost(setting, time.monotonic() - self._began, self._generated, per_text, memory)


@dataclass(frozen=True)
class Cost:
    """The cost of one run, in seconds and bytes; a resumed run counts only its own work."""

    setting: str
    seconds: float
    texts_generated: int
    seconds_per_text: float
    memory: Memory

    def seconds_per_premise(self, texts: int) -> float:
        """Seconds per premise with ``texts`` generated texts each, both sides counted."""
        return texts * self.seconds_per_text

    def lines(self, texts_per_premise: int) -> list[str]:
        """The cost as lines to print."""
        memory = [f"{human(self.memory.resident)} resident"]
        memory += [f"{human(peak)} on {name}" for name, peak in self.memory.devices.items()]
        time_line = "no texts had to be generated"
        if self.texts_generated:
            time_line = (
                f"{self.seconds_per_premise(texts_per_premise):.2f} s per premise "
                f"({self.seconds_per_text:.2f} s for each of {texts_per_premise} texts; "
                f"{self.texts_generated} texts generated)"
            )
        return [f"{self.setting}: {self.seconds:.0f} s in all; {time_line}", f"peak memory: {', '.join(memory)}"]

    def report(self, texts_per_premise: int) -> CostReport:
        """The cost as a part of the attribute's report."""
        return CostReport(
            setting=self.setting,
            seconds=round(self.seconds, 1),
            texts_generated=self.texts_generated,
            seconds_per_text=round(self.seconds_per_text, 3),
            seconds_per_premise=round(self.seconds_per_premise(texts_per_premise), 3),
            memory=MemoryPeak(self.memory.resident, self.memory.devices),
        )


def record(out: Path, cost: Cost, texts_per_premise: int) -> None:
    """Add ``cost`` to the report in the attribute file ``out`` and in the JSON file next to it. Raises InkglowError."""
    attribute = attribute_file.read(out)
    report = replace(attribute.report, cost=cost.report(texts_per_premise))
    attribute_file.write(out, replace(attribute, report=report))
    try:
        out.with_suffix(".json").write_text(json.dumps(report.to_json(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise FileProblem(f"{out.parent} cannot be written to: {error.strerror or error}.") from None


def human(n_bytes: float) -> str:
    """``n_bytes`` with a decimal unit: B, KB, MB or GB."""
    for unit in ("B", "KB", "MB"):
        if n_bytes < 1000:
            return f"{n_bytes:.0f} {unit}"
        n_bytes /= 1000
    return f"{n_bytes:.1f} GB"
