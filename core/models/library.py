"""The models there are: on this machine, and in the catalogue. ModelFinder at headers and memory, loads nothing.

Everything here reads the disk; call it off the UI thread.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import ModelProblem
from core.models import catalogue, memory
from core.models import local as local_models
from core.models.catalogue import Entry
from core.models.gpus import ask_for_gpus
from core.models.local import FoundModel, Root
from core.models.memory import Fit, Gpu
from core.models.summary import ModelSummary, inspect


@dataclass(frozen=True)
class ModelLibrary:
    """Where models are looked for. ``starter`` is the one that came with the program, where it is installed."""

    resources: Path
    roots: tuple[Root, ...]
    starter: Path | None = None

    def catalogue(self) -> tuple[Entry, ...]:
        """What can be downloaded, in the order to show it. Raises ModelProblem."""
        return catalogue.load(self.resources)

    def found(self, used: Sequence[Path] = ()) -> tuple[FoundModel, ...]:
        """Models on this machine: the starter, those ``used`` before wherever they lie, and those of other programs."""
        own = [(self.starter, "Inkglow"), *((path, "") for path in used)]
        seen: dict[Path, FoundModel] = {}
        for path, owner in own:
            if path is not None and path.is_file() and path.resolve() not in seen:
                with contextlib.suppress(ModelProblem):
                    seen[path.resolve()] = FoundModel(path, owner, inspect(path))
        for model in local_models.find(self.roots):
            seen.setdefault(model.path.resolve(), model)
        return tuple(seen.values())

    def look(self, path: Path) -> ModelSummary:
        """What the file at ``path`` is, from its header. Raises ModelProblem."""
        return inspect(path)

    def gpus(self) -> tuple[Gpu, ...]:
        """The graphics cards that llama.cpp can use here; takes up to seconds."""
        return ask_for_gpus()

    def fit(self, model: ModelSummary | Entry, freed: ModelSummary | None = None, gpus: tuple[Gpu, ...] = ()) -> Fit:
        """Whether ``model`` fits this machine as it stands, once ``freed`` (the one in use) has made room.

        Of one that is not here yet the size is an estimate. This is quick enough for the UI thread.
        """
        if isinstance(model, Entry):
            return Fit(model.need(), machine_without(freed, gpus), model.shape.n_layer)
        return Fit(need_of(model), machine_without(freed, gpus), model.n_layer)


def machine_without(freed: ModelSummary | None, gpus: tuple[Gpu, ...]) -> memory.Machine:
    """This machine as it stands, once ``freed`` has made room in its memory."""
    machine = memory.this_machine(gpus)
    return machine if freed is None else replace(machine, available=machine.available + need_of(freed).total)


def need_of(model: ModelSummary) -> memory.Need:
    """What ``model`` takes in memory."""
    return memory.need(model.n_bytes, model.kv, model.n_embd, model.n_vocab)
