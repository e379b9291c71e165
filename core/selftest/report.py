"""The results of a self-test. They hold no text of the user's: the chapter that is scored and rewritten is bundled."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version

FORMAT = 1


@dataclass(frozen=True)
class StepResult:
    """What one step found. ``figures`` are for the JSON, ``sentence`` says the main thing.

    ``seconds`` is the time it took, ``memory`` the bytes that the model's process held at its end (0 if unknown).
    """

    name: str
    title: str
    passed: bool
    sentence: str
    seconds: float
    memory: int
    figures: Mapping[str, object]


@dataclass(frozen=True)
class Machine:
    """The machine and the programs, as far as they decide over speed."""

    system: str
    processor: str
    cores: int
    memory: int
    gpus: tuple[str, ...]
    python: str
    inkglow: str
    llama_cpp: str


def this_machine(memory: int, gpus: Sequence[str]) -> Machine:
    """This machine, with ``memory`` bytes and these graphics cards."""
    return Machine(
        f"{platform.system()} {platform.release()}",
        platform.machine(),
        os.cpu_count() or 1,
        memory,
        tuple(gpus),
        sys.version.split()[0],
        version("inkglow"),
        version("llama-cpp-python"),
    )


def to_json(file: str, machine: Machine, steps: Sequence[StepResult]) -> dict[str, object]:
    """The report: ``file`` is the model's file name, without its folder."""
    return {
        "format": FORMAT,
        "model_file": file,
        "machine": asdict(machine),
        "passed": all(step.passed for step in steps),
        "seconds": round(sum(step.seconds for step in steps), 1),
        "steps": [{**asdict(step), "seconds": round(step.seconds, 2)} for step in steps],
    }
