"""List models on this machine and in the catalogue, and inspect them: reads headers only, loads no model.

Methods read the disk unless they say otherwise: do not call them on the UI thread.
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
    """Finds and inspects models. ``starter`` is the model installed with the program, if any."""

    resources: Path
    roots: tuple[Root, ...]
    starter: Path | None = None

    def catalogue(self) -> tuple[Entry, ...]:
        """Models that can be downloaded, in the order to show them. Raises ModelProblem."""
        return catalogue.load(self.resources)

    def found(self, used: Sequence[Path] = ()) -> tuple[FoundModel, ...]:
        """Models on this machine: the starter, those ``used`` before in any folder, and those of other programs."""
        own = [(self.starter, "Inkglow"), *((path, "") for path in used)]
        seen: dict[Path, FoundModel] = {}
        for path, owner in own:
            if path is not None and path.is_file() and path.resolve() not in seen:
                with contextlib.suppress(ModelProblem):
                    seen[path.resolve()] = FoundModel(path, owner, inspect(path))
        for model in local_models.find(self.roots):
            seen.setdefault(model.path.resolve(), model)
        return tuple(seen.values())

    def inspect(self, path: Path) -> ModelSummary:
        """Summary of the file at ``path``, from its header. Raises ModelProblem."""
        return inspect(path)

    def gpus(self) -> tuple[Gpu, ...]:
        """The graphics cards that llama.cpp can use on this machine; takes up to seconds."""
        return ask_for_gpus()

    def fit(self, model: ModelSummary | Entry, freed: ModelSummary | None = None, gpus: tuple[Gpu, ...] = ()) -> Fit:
        """Whether ``model`` fits this machine's free memory after ``freed`` (the model in use) is unloaded.

        The size of a model that is not downloaded is an estimate. Fast enough for the UI thread.
        """
        if isinstance(model, Entry):
            return Fit(model.need(), machine_without(freed, gpus), model.shape.n_layer)
        return Fit(need_of(model), machine_without(freed, gpus), model.n_layer)


def machine_without(freed: ModelSummary | None, gpus: tuple[Gpu, ...]) -> memory.Machine:
    """This machine's memory as it will be after ``freed`` is unloaded."""
    machine = memory.this_machine(gpus)
    return machine if freed is None else replace(machine, available=machine.available + need_of(freed).total)


def need_of(model: ModelSummary) -> memory.Need:
    """Memory needed by ``model``."""
    return memory.need(model.n_bytes, model.kv, model.n_embd, model.n_vocab)
