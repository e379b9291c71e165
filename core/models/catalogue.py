"""Models offered for download, listed in the bundled ``resources/models/catalogue.json``.

The file holds no sizes and no hashes: those are read from the hub when the user clicks
(:class:`core.models.download.client.RemoteFile`). Until then a size is an estimate and labelled as one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from core.errors import ModelProblem, UsageProblem
from core.models.memory import Need, need
from core.models.summary import KvShape
from core.sentences import Sentence

_BITS_PER_WEIGHT = {"Q4_K_M": 4.9, "Q5_K_M": 5.7, "Q6_K": 6.6, "Q8_0": 8.5, "F16": 16.0}
"""Bits per weight, averaged over a whole file of 3 to 9 billion weights, some of them kept at higher precision."""


@dataclass(frozen=True)
class Shape:
    """The dimensions of an architecture that determine its use of memory."""

    n_layer: int
    n_head_kv: int
    head_dim: int
    n_embd: int
    n_vocab: int
    n_params: int

    @property
    def kv(self) -> KvShape:
        """The dimensions that determine the size of the KV cache."""
        return KvShape(self.n_layer, self.n_head_kv, self.head_dim)


@dataclass(frozen=True)
class Entry:
    """One model on offer: a single GGUF file in a repository on the hub.

    ``page`` and ``licence_link`` are web pages, ``good_for`` a sentence for a novelist. ``gated``: the hub requires
    that a logged-in user has accepted the licence. ``attribute`` names its bundled attribute file; None where the
    attribute has to be derived.
    """

    id: str
    title: str
    family: str
    repo: str
    file: str
    quantisation: str
    licence: str
    licence_link: str
    page: str
    gated: bool
    good_for: str
    shape: Shape
    attribute: str | None

    @property
    def estimated_bytes(self) -> int:
        """Estimated size of the file; the hub gives the exact one."""
        return estimated_size(self.shape.n_params, self.quantisation)

    def need(self, n_bytes: int | None = None) -> Need:
        """Memory needed with our contexts, from the file's size where given, else from the estimate."""
        weights = self.estimated_bytes if n_bytes is None else n_bytes
        return need(weights, self.shape.kv, self.shape.n_embd, self.shape.n_vocab)


def estimated_size(n_params: int, quantisation: str) -> int:
    """Estimated bytes of a GGUF with that many weights. Raises KeyError for a quantisation without a figure."""
    return round(n_params * _BITS_PER_WEIGHT[quantisation] / 8)


def load(resources: Path) -> tuple[Entry, ...]:
    """The bundled catalogue, in the order to show it. Raises ModelProblem where it is missing or malformed."""
    file = resources / "models" / "catalogue.json"
    try:
        parsed = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelProblem("The catalogue of models cannot be read; install the program again.") from error
    return parse(parsed)


def parse(parsed: object) -> tuple[Entry, ...]:
    """Entries from parsed JSON. Raises ModelProblem naming what is missing, unknown or malformed."""
    if not isinstance(parsed, list):
        raise ModelProblem("The catalogue of models is not a list.")
    entries = tuple(_entry(each) for each in parsed)
    ids = [entry.id for entry in entries]
    if len(set(ids)) < len(ids):
        raise ModelProblem("The catalogue of models lists an id twice.")
    return entries


def find(entries: tuple[Entry, ...], wanted: str) -> Entry:
    """The entry with the id ``wanted``. Raises UsageProblem that lists the ids."""
    for entry in entries:
        if entry.id == wanted:
            return entry
    raise UsageProblem(
        "There is no model {wanted} in the catalogue; there are {known}.",
        wanted=wanted,
        known=", ".join(e.id for e in entries),
    )


def _entry(parsed: object) -> Entry:
    values = _object(parsed, {field.name: field.type for field in fields(Entry)}, "entry")
    shape = Shape(**_object(values["shape"], {field.name: "int" for field in fields(Shape)}, f"{values['id']}: shape"))  # type: ignore[arg-type]
    shown = {name: Sentence(str(values[name])) for name in ("title", "good_for")}  # as tools/translations.py has it
    entry = Entry(**{**values, **shown, "shape": shape})  # type: ignore[arg-type]
    for flaw, found in _flaws(entry).items():
        if found:
            raise ModelProblem("The catalogue's entry {id!r} {flaw}.", id=entry.id, flaw=flaw)
    return entry


def _flaws(entry: Entry) -> dict[str, bool]:
    texts = (entry.id, entry.title, entry.family, entry.licence, entry.good_for)
    numbers = [getattr(entry.shape, field.name) for field in fields(Shape)]
    owner, _, name = entry.repo.partition("/")
    return {
        "has an empty text": not all(text.strip() for text in texts),
        "has an id that is awkward to type": not all(c.isalnum() or c in ".-" for c in entry.id),
        "names no repository as owner/name": not (owner and name) or "/" in name,
        "names no single GGUF file": not entry.file.endswith(".gguf") or "/" in entry.file or "-of-0" in entry.file,
        "has a quantisation without a figure": entry.quantisation not in _BITS_PER_WEIGHT,
        "names a file of another quantisation": entry.quantisation not in entry.file,
        "has a link that is not https": not all(x.startswith("https://") for x in (entry.page, entry.licence_link)),
        "has an impossible shape": min(numbers) < 1,
    }


_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "str": str,
    "bool": bool,
    "int": int,
    "Shape": dict,
    "str | None": (str, type(None)),
}


def _object(parsed: object, wanted: Mapping[str, object], what: str) -> dict[str, object]:
    """``parsed`` as a JSON object with exactly the fields ``wanted`` (name to type). Raises ModelProblem."""
    if not isinstance(parsed, dict) or set(parsed) != set(wanted):
        missing = sorted(set(wanted) ^ set(parsed)) if isinstance(parsed, dict) else list(wanted)
        raise ModelProblem(
            "The catalogue's {what} has missing or unknown fields: {missing}.", what=what, missing=", ".join(missing)
        )
    for name, kind in wanted.items():
        value = parsed[name]
        if not isinstance(value, _TYPES[str(kind)]) or (kind == "int" and isinstance(value, bool)):
            raise ModelProblem("The catalogue's {what} has a wrong type of {name}.", what=what, name=name)
    return parsed
