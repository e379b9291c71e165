"""Share an attribute as a file: export one that is installed, and import one that somebody else made.

All functions read or write files: not for the GUI thread.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from core.attribute import file as attribute_file
from core.attribute.file import Attribute
from core.attribute.selection import LoadedModel, installed_for
from core.derivation.resumable import place_for, slug
from core.engine.protocol import ModelInfo
from core.errors import FileProblem, ModelProblem, os_reason
from core.files import write_atomically
from core.models.header import read_header

EARLIER = ".earlier"
"""Added to the name of an attribute file that an import has replaced."""


@dataclass(frozen=True, eq=False)
class Offered:
    """An attribute file that fits the model. ``place`` is where it goes; ``hides`` that there is one of its name."""

    attribute: Attribute
    data: bytes
    place: Path
    hides: bool


def is_attribute(path: Path) -> bool:
    """Whether the GGUF at ``path`` is a control vector and not a model."""
    try:
        return read_header(path).text("general.architecture") == attribute_file.ARCHITECTURE
    except ModelProblem:
        return False


def suggested_name(ready: LoadedModel) -> str:
    """The file name to export the attribute shown under."""
    return f"{slug(ready.model.name, keep='.') or 'model'}.{slug(ready.attribute.name)}.gguf"


def export(ready: LoadedModel, place: Path) -> Path:
    """Write the attribute shown to ``place``, as it is installed; returns the file. Raises FileProblem."""
    target = place if place.suffix == ".gguf" else place.with_name(f"{place.name}.gguf")
    installed = next((each.file for each in ready.available if each.attribute is ready.attribute), None)
    if installed is None:  # shown from a file that is not installed
        attribute_file.write(target, ready.attribute)
    else:
        write_atomically(target, _read(installed))
    return target


def offer(path: Path, model: ModelInfo, own: Path) -> Offered:
    """Read and check the attribute at ``path``; ``own`` is the folder of the user's own attributes.

    Raises AttributeProblem for a file that is damaged, no attribute, or made for another model; FileProblem.
    """
    attribute = attribute_file.read(path)
    attribute_file.check_fits(attribute, model)
    names = {each.name for each in installed_for(model.fingerprint, own)}
    return Offered(attribute, _read(path), place_for(model, own, attribute.name), attribute.name in names)


def install(offered: Offered) -> Path | None:
    """Put the attribute where the program finds it. Raises FileProblem, and then nothing has changed.

    A file that is there already is kept under another name, which is returned.
    """
    place, kept = offered.place, None
    if place.exists() and _read(place) != offered.data:
        kept = place.with_name(place.name + EARLIER)
        write_atomically(kept, _read(place))
    write_atomically(place, offered.data)
    with contextlib.suppress(OSError):  # the report is in the attribute file too; the one beside it is the former's
        place.with_suffix(".json").unlink(missing_ok=True)
    return kept


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileProblem("{name} could not be read: {reason}.", name=path.name, reason=os_reason(error)) from None
